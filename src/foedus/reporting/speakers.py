"""Who is meant by a source: the fullest name in the article, or the words of the text if there is no name.

    >>> from foedus.reporting.language import parse
    >>> from foedus.reporting.attribution import attributions
    >>> parsed = parse("Kari Lund, a professor of law, said no. The professor added that it was late.")
    >>> [s.name for s in resolve(parsed, attributions(parsed), outlet="Bergen Post")]
    ['Kari Lund', 'Kari Lund']

No coreference model is used. A shorter name takes the fullest form; "he" and "she" take the last speaker whom
gender allows; "the professor" takes whoever was said to be one, and a general noun ("the expert") whoever
was said to be one of its kinds; "who" takes its antecedent; "I" and "we" take the speaker of the quotation
around them, and outside of quotations the outlet. What remains unresolved keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting import outlets
from foedus.reporting.attribution import Attribution
from foedus.reporting.language import Parsed
from foedus.reporting.people import Person, bare_name, bearer, people_of


if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS_OF: dict[str, frozenset[str]] = {
    "expert": frozenset(
        "professor lecturer analyst researcher fellow economist scientist scholar historian specialist academic author "
        "director adviser advisor coordinator commentator strategist consultant lawyer expert".split()
    ),
    "scholar": frozenset("professor lecturer researcher fellow historian academic scientist".split()),
    "official": frozenset(
        "minister secretary spokesman spokeswoman spokesperson envoy ambassador diplomat official".split()
    ),
    "leader": frozenset("president minister premier chancellor king prime leader chairman chief".split()),
    "lawmaker": frozenset(
        "senator congressman congresswoman representative mp deputy legislator parliamentarian".split()
    ),
    "politician": frozenset(
        "senator congressman congresswoman minister president mp candidate governor mayor".split()
    ),
    "diplomat": frozenset("ambassador envoy consul negotiator minister secretary".split()),
}
"""General nouns and the nouns of roles that they can stand for."""
KINDS_OF["analyst"] = KINDS_OF["expert"]
KINDS_OF["academic"] = KINDS_OF["researcher"] = KINDS_OF["scholar"]

_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_FIRST = frozenset(("i", "my", "me", "mine", "myself", "we", "our", "us", "ours", "ourselves"))
_THEY = frozenset(("they", "their", "them", "themselves"))
_RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))
_DEFINITE = frozenset(("the", "this", "that"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant by an attribution's source.

    Attributes:
        name: the fullest name in the article, or the source's own words ("sources familiar with the matter");
            "" where the attribution names nobody.
        described: what the text says of the speaker ("professor of law at ..."), or "".
        mention: where the name or words were taken from, or None.
    """

    name: str
    described: str = ""
    mention: Span | None = None


def resolve(
    parsed: Parsed, attributions: Sequence[Attribution], article: Article | None = None, *, outlet: str = ""
) -> list[Speaker]:
    """One speaker for each attribution, in the same order.

    ``article`` gives the outlet (or ``outlet`` does): who "we" are outside of quotations.
    """
    hand = outlet or (article.outlet if article is not None else "")
    cast = _Cast(parsed, people_of(parsed), hand)
    for attribution in attributions:
        cast.hear(attribution)
    return [cast.heard[a.id] for a in attributions]


class _Cast:
    """Who has spoken so far, in the order of the text."""

    def __init__(self, parsed: Parsed, people: list[Person], outlet: str) -> None:
        self.parsed, self.people, self.outlet = parsed, people, outlet
        self.heard: dict[int, Speaker] = {}
        self.voices: dict[int, str] = {}
        self.last: list[Speaker] = []

    def hear(self, attribution: Attribution) -> None:
        above = self.heard.get(attribution.parent) if attribution.parent is not None else None
        speaker = self._of(attribution, above)
        self.heard[attribution.id] = speaker
        if speaker.name and attribution.parent is None:
            self.last.append(speaker)

    def _of(self, attribution: Attribution, above: Speaker | None) -> Speaker:
        if not attribution.source:
            if attribution.kind == "quotation" and self.last and attribution.parent is None:
                return self.last[-1]
            return Speaker("")
        span = attribution.source[0]
        tokens = self.parsed.tokens_in(span)
        if len(tokens) == 0:
            return Speaker(self.parsed.words(span), mention=span)
        head = tokens.root
        if head.lower_ in _RELATIVE:
            head = self._antecedent(head)
        word = head.lower_
        if word in _FIRST:
            return above or Speaker(self.outlet or self.parsed.words(span), mention=span)
        if word in _HE or word in _SHE:
            return self._pronoun(span, "m" if word in _HE else "f")
        if word in _THEY:
            return self._plural(span)
        return self._noun(head, span)

    def _antecedent(self, relative: Token) -> Token:
        clause = relative.head
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        return clause.head if clause.dep_ == "relcl" else relative

    def _pronoun(self, span: Span, gender: str) -> Speaker:
        fits = [p for p in self.people if p.gender in ("", gender) and p.last_before(span.start) >= 0]
        names = {p.name: p for p in fits}
        for speaker in reversed(self.last[-4:]):
            if speaker.name in names:
                return self._person(names[speaker.name])
        if fits:
            return self._person(max(fits, key=lambda p: p.last_before(span.start)))
        return self.last[-1] if self.last else Speaker(self.parsed.words(span), mention=span)

    def _plural(self, span: Span) -> Speaker:
        for speaker in reversed(self.last[-3:]):
            if _is_plural(speaker.name):
                return speaker
        return Speaker(self.parsed.words(span), mention=span)

    def _noun(self, head: Token, span: Span) -> Speaker:
        person = self._named(head)
        if person is not None:
            return self._person(person)
        words = self._words(head, span)
        outlet = outlets.known(words) or outlets.known(re.sub(r"^(?i:the)\s+", "", words))
        if outlet is not None:
            return Speaker(outlet.name, mention=span)
        definite = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in head.children)
        if (
            definite
            and head.tag_ in ("NN", "NNP")
            and not any(c.dep_ in ("prep", "relcl") for c in head.children)
        ):
            person = self._by_role(head.lemma_.lower(), span.start)
            if person is not None:
                return self._person(person)
        return Speaker(words, mention=span)

    def _named(self, head: Token) -> Person | None:
        """The person whose name a noun is, or who stands beside it in apposition."""
        for token in (head, *(c for c in head.children if c.dep_ == "appos")):
            if token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.ent_type_ == ""):
                entity = next((e for e in token.sent.ents if e.start <= token.i < e.end), None)
                name = bare_name(entity) if entity is not None else token.text
                found = bearer(self.people, name, self.parsed.span_of(token).start)
                if found is not None:
                    return found
        return (
            bearer(self.people, head.text, self.parsed.span_of(head).start) if head.pos_ == "PROPN" else None
        )

    def _by_role(self, noun: str, position: int) -> Person | None:
        spoken = [s.name for s in self.last[-6:]]
        known = [p for p in self.people if p.last_before(position) >= 0]
        for nouns in (frozenset((noun,)), KINDS_OF.get(noun, frozenset())):
            fits = [
                p
                for p in known
                if any(r.noun in nouns or (set(r.words.lower().split()) & nouns) for r in p.roles)
            ]
            if fits:
                return max(fits, key=lambda p: (p.name in spoken[-1:], p.last_before(position)))
        return None

    def _words(self, head: Token, span: Span) -> str:
        """A source's words up to a relative clause or an apposition."""
        doc = self.parsed.doc
        low, high = head.left_edge.i, head.right_edge.i
        for c in head.children:
            if c.i > head.i and c.dep_ in ("relcl", "appos"):
                high = min(high, c.left_edge.i - 1)
        while high > head.i and (doc[high].is_punct or doc[high].is_space or doc[high].tag_ == "POS"):
            high -= 1
        while low < head.i and (doc[low].is_punct or doc[low].is_space or doc[low].dep_ == "cc"):
            low += 1
        near = self.parsed.span_of(doc[low : high + 1])
        if head.i in range(self.parsed.tokens_in(span).start, self.parsed.tokens_in(span).end):
            near = Span(max(near.start, span.start), min(near.end, span.end))
        return " ".join(self.parsed.words(near).split())

    def _person(self, person: Person) -> Speaker:
        role = max(person.roles, key=lambda r: len(r.words), default=None)
        return Speaker(
            person.name, role.words if role else "", person.mentions[0] if person.mentions else None
        )


def _is_plural(name: str) -> bool:
    words = name.split()
    many = {"many", "some", "others", "several", "most", "few", "critics", "people", "police"}
    return bool(words) and (
        words[0].lower() in many or name.islower() or " and " in name or words[-1].endswith("s")
    )
