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

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting import outlets
from foedus.reporting.attribution import Attribution
from foedus.reporting.language import Parsed
from foedus.reporting.people import Person, bare_name, bearer, people_of
from foedus.reporting.roles import KINDS_OF, OFFICES, OUTLET_NOUNS, REPORTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_FIRST = frozenset(("i", "my", "me", "mine", "myself", "we", "our", "us", "ours", "ourselves"))
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "their", "them", "themselves"))
_MANY = frozenset(("many", "some", "others", "several", "most", "few", "people", "police", "both", "they"))
_QUANTIFIERS = frozenset(
    ("many", "some", "several", "most", "few", "the", "certain", "various", "a", "number", "of")
)
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
        self.last: list[Speaker] = []
        self.spoke = -1

    def hear(self, attribution: Attribution) -> None:
        above = self.heard.get(attribution.parent) if attribution.parent is not None else None
        speaker = self._of(attribution, above)
        self.heard[attribution.id] = speaker
        if speaker.name and attribution.parent is None:
            self.last.append(speaker)
            self.spoke = max([*attribution.content, *attribution.cue]).end

    def _of(self, attribution: Attribution, above: Speaker | None) -> Speaker:
        if not attribution.source:
            alone = attribution.kind == "quotation" and attribution.parent is None
            return self.last[-1] if alone and self.last else Speaker("")
        span = attribution.source[0]
        tokens = self.parsed.tokens_in(span)
        if len(tokens) == 0:
            return Speaker(self.parsed.words(span), mention=span)
        head = tokens.root
        if head.lower_ in _RELATIVE:
            head = self._antecedent(head)
        if head.pos_ == "PRON" and head.lower_ in _FIRST and head.text != "US":
            return above or Speaker(self.outlet or self.parsed.words(span), mention=span)
        return self._meant_by(head, span, len(tokens) == 1) or self._noun(head, span)

    def _meant_by(self, head: Token, span: Span, alone: bool) -> Speaker | None:
        """Whom a pronoun of the third person means, or "others"; None for any other word."""
        word = head.lower_
        if word in _HE or word in _SHE:
            return self._pronoun(span, "m" if word in _HE else "f")
        if word in _THEY:
            return self._plural(span)
        if word in _IT and head.pos_ == "PRON":
            return self._institution(span)
        return self._others(span) if word == "others" and alone else None

    def _antecedent(self, relative: Token) -> Token:
        clause = relative.head
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        return clause.head if clause.dep_ == "relcl" else relative

    def _pronoun(self, span: Span, gender: str) -> Speaker:
        """The most salient person before a pronoun: a subject of the sentence, who spoke last, a recent subject."""
        fits = [p for p in self.people if p.gender in ("", gender) and p.last_before(span.start) >= 0]
        if fits:
            return self._person(
                max(fits, key=lambda p: (self._salience(p, span.start), p.last_before(span.start)))
            )
        last = self.last[-1] if self.last else None
        if last is not None and not self._are_many(last) and outlets.known(last.name) is None:
            return last
        return Speaker(self.parsed.words(span), mention=span)

    def _salience(self, person: Person, position: int) -> int:
        sentence = self.parsed.sentence_at(position)
        here = sentence.start if sentence is not None else position
        before = self.parsed.sentence_at(here - 2) or self.parsed.sentence_at(here - 3)
        since = before.start if before is not None else here
        if any(here <= m.start < position for m in person.subjects):
            return 5
        if self.last and self.last[-1].name == person.name:
            return 4 if self.spoke >= since else 2
        if any(since <= m.start < here for m in person.subjects):
            return 3
        return 2 if person.name in {s.name for s in self.last[-4:]} else 1

    def _plural(self, span: Span) -> Speaker:
        for speaker in reversed(self.last[-3:]):
            if self._are_many(speaker):
                return speaker
        return Speaker(self.parsed.words(span), mention=span)

    def _are_many(self, speaker: Speaker) -> bool:
        """Whether a speaker without a proper name is a group of people."""
        if speaker.mention is None or any(p.name == speaker.name for p in self.people):
            return False
        tokens = self.parsed.tokens_in(speaker.mention)
        if len(tokens) == 0:
            return False
        head = tokens.root
        many = (
            head.tag_ in ("NNS", "NNPS", "CD")
            or head.lower_ in _MANY
            or any(c.dep_ == "conj" for c in head.children)
        )
        return bool(many)

    def _institution(self, span: Span) -> Speaker:
        """It: the last speaker that is neither a person nor a group of people, if that was not long ago."""
        people = {p.name for p in self.people}
        for speaker in reversed(self.last[-2:]):
            if speaker.name not in people and not self._are_many(speaker):
                return speaker
        return Speaker(self.parsed.words(span), mention=span)

    def _others(self, span: Span) -> Speaker:
        """Others, after "many commentators": others (commentators)."""
        group = self.last[-1].name.split() if self.last and self._are_many(self.last[-1]) else []
        while group and group[0].lower() in _QUANTIFIERS:
            group = group[1:]
        named = bool(group) and group[-1][0].islower() and len(group) < 5
        words = self.parsed.words(span)
        return Speaker(f"{words} ({' '.join(group)})" if named else words, mention=span)

    def _noun(self, head: Token, span: Span) -> Speaker:
        several = any(c.dep_ == "conj" for c in head.children)
        person = self._named(head) if not several else None
        if person is not None:
            return self._person(person)
        words = self._words(head, span)
        outlet = self._outlet(head, words)
        if outlet:
            return Speaker(outlet, mention=span)
        definite = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in head.children)
        if (
            definite
            and head.tag_ in ("NN", "NNP")
            and not any(c.dep_ in ("prep", "relcl") for c in head.children)
        ):
            noun = head.lemma_.lower()
            person = self._by_role(noun, span.start)
            if person is None and not any(
                c.dep_ in ("compound", "amod", "nmod", "poss") for c in head.children
            ):
                person = self._in_office(noun, span.start)
            if person is not None:
                return self._person(person)
        return Speaker(words, mention=span)

    def _outlet(self, head: Token, words: str) -> str:
        """The outlet that is named, whose report it is, or that "the paper" means: the last of its kind, else the one in hand."""
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        names = [words] if owner is None or head.lemma_ not in REPORTS else [words, owner.text]
        known = next((found for name in names if (found := outlets.cited(name)) is not None), None)
        if known is not None:
            return known.name
        kinds = OUTLET_NOUNS.get(head.lower_)
        if kinds is None or not any(c.lower_ == "the" for c in head.children) or head.n_rights:
            return ""
        for speaker in reversed(self.last):
            cited = outlets.known(speaker.name)
            if cited is not None and cited.kind in kinds:
                return cited.name
        return self.outlet if "own" in kinds else ""

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

    def _in_office(self, noun: str, position: int) -> Person | None:
        """Whoever is named most before "the president", if nobody was said to be one and nothing speaks against it."""
        if noun not in OFFICES:
            return None
        known = [p for p in self.people if p.last_before(position) >= 0]
        free = [p for p in known if all(r.noun == noun for r in p.roles)]
        times = {p.name: sum(m.start < position for m in p.mentions) for p in free}
        return max(free, key=lambda p: (times[p.name], -p.mentions[0].start), default=None)

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
