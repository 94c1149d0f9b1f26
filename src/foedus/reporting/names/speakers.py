"""Who is meant by a source: the fullest name in the article, or the words of the text if there is no name.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.attribution.attribution import attributions
    >>> parsed = parse("Kari Lund, a professor of law, said no. The professor added that it was late.")
    >>> [s.name for s in resolve(parsed, attributions(parsed), outlet="Bergen Post")]
    ['Kari Lund', 'Kari Lund']

No coreference model is used. A shorter name takes the fullest form; "he" and "she" take the last speaker whom
gender allows; "the professor" takes whoever was said to be one, and a general noun ("the expert") whoever
was said to be one of its kinds; "who" takes its antecedent; "I" and "we" take the speaker of the quotation
around them, and outside of quotations the outlet. What remains unresolved keeps its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.attribution.source_words import called, head_of, words_of_source
from foedus.reporting.intake import outlets
from foedus.reporting.names import antecedents, descriptions
from foedus.reporting.names.named_sources import person_named
from foedus.reporting.names.outlets_meant import outlet_meant
from foedus.reporting.names.people import Gender, Person, people_of, together
from foedus.reporting.names.roles import OFFICES
from foedus.reporting.names.salience import Floor, introduced_before, most_salient
from foedus.reporting.parsing.language import Parsed

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
_ANYBODY = frozenset(("people", "everyone", "everybody", "you", "us", "world", "public"))
_TAKING_IN = frozenset(("know", "believe", "think", "understand", "realise", "realize", "see"))
_PARTS = frozenset(("some", "one", "another", "others", "most", "several", "few"))
"""Words that alone name a part of the group that was named before."""


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
    parsed: Parsed,
    attributions: Sequence[Attribution],
    article: Article | None = None,
    *,
    outlet: str = "",
    beside: Parsed | None = None,
    elsewhere: Sequence[Person] = (),
) -> list[Speaker]:
    """One speaker for each attribution, in the same order.

    Args:
        parsed: a body, or a title.
        attributions: its attributions.
        article: gives the outlet, who "we" are outside of quotations.
        outlet: gives it where there is no article.
        beside: the article's other part: the title of a body names who is "the minister" in it, and the body
            tells who a title's "Lund" and "ministry" are.
        elsewhere: people of other articles on the matter, by whom a description may be told ("the Danish premier").
    """
    hand = outlet or (article.outlet if article is not None else "")
    cast = _Cast(parsed, hand, beside, elsewhere)
    for attribution in attributions:
        cast.hear(attribution)
    return [cast.heard[a.id] for a in attributions]


class _Cast:
    """Who has spoken so far, in the order of the text."""

    def __init__(
        self, parsed: Parsed, outlet: str, beside: Parsed | None, elsewhere: Sequence[Person]
    ) -> None:
        self.parsed, self.outlet, self.beside, self.elsewhere = parsed, outlet, beside, elsewhere
        self.people = people_of(parsed)
        if beside is not None:
            first, second = sorted((parsed, beside), key=lambda part: part.offset)
            self.people = together(people_of(first), people_of(second))
        self.heard: dict[int, Speaker] = {}
        self.genders: dict[str, Gender] = {}
        self.verbatim: set[int] = set()
        self.last: list[Speaker] = []
        self.spoke = -1
        self.at = 0
        self.speaking = ""

    def hear(self, attribution: Attribution) -> None:
        above = self.heard.get(attribution.parent) if attribution.parent is not None else None
        speaker = self._of(attribution, above)
        self.heard[attribution.id] = speaker
        if attribution.voice == "direct" or attribution.kind == "label":
            self.verbatim.add(attribution.id)
        if speaker.name and attribution.parent is None:
            self.last.append(speaker)
            self.spoke = max([*attribution.content, *attribution.cue]).end

    def _of(self, attribution: Attribution, above: Speaker | None) -> Speaker:
        if not attribution.source:
            alone = attribution.kind == "quotation" and attribution.parent is None
            return self._alone(attribution) if alone else Speaker("")
        span = attribution.source[0]
        # Whom somebody speaks of is not who speaks: what stands in the words said does not count.
        self.at = min(span.start, attribution.content[0].start)
        self.speaking = above.name if above is not None and attribution.parent in self.verbatim else ""
        tokens = self.parsed.tokens_in(span)
        if len(tokens) == 0:
            return Speaker(self.parsed.words(span), mention=span)
        head = head_of(tokens)
        if above is not None and head.lower_ in _ANYBODY and attribution.cue_lemma in _TAKING_IN:
            return above  # "wants people to know that"
        if above is not None and len(tokens) == 1 and head.lower_ == "one":
            return above  # "one can argue that", says somebody who does
        if head.lower_ in antecedents.RELATIVE:
            head = antecedents.antecedent_of(head)
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
        return self._part(head, span) if word in _PARTS and alone else None

    def _pronoun(self, span: Span, gender: Gender) -> Speaker:
        """The most salient person before a pronoun, else who spoke last, else somebody without a name."""
        others = [
            p
            for p in self.people  # in their own words they are "I"
            if p.name != self.speaking and self.genders.get(p.name, gender) == gender
        ]
        person = most_salient(self.parsed, others, self._floor(), self.at, gender)
        unnamed = None if self._is_object(span) else self._unnamed(person)
        if unnamed is not None:
            return unnamed
        if person is not None:
            self.genders.setdefault(person.name, gender)
            return self._person(person)
        last = self.last[-1] if self.last else None
        if last is not None and not self._are_many(last) and outlets.known(last.name) is None:
            return last
        return self._noun_before(span, antecedents.somebody)

    def _unnamed(self, person: Person | None) -> Speaker | None:
        """Somebody without a name who spoke, or is the first subject, in this paragraph, where no named person is."""
        paragraph = self.parsed.paragraph_at(self.at)
        if paragraph is None or self.speaking:
            return None
        start = paragraph.span.start
        last = self.last[-1] if self.last else None
        if last is not None and self.spoke > start and self._is_somebody(last):
            since = last.mention.start if last.mention is not None else start
            return None if person is not None and person.last_before(self.at) > since else last
        if self.spoke > start or (person is not None and person.last_before(self.at) >= start):
            return None
        noun = antecedents.first_in(self.parsed, Span(start, self.at), antecedents.somebody)
        return None if noun is None else self._noun(noun, self.parsed.span_of(list(noun.subtree)))

    def _is_object(self, span: Span) -> bool:
        """Whether a pronoun is what the subject beside it acts on, and so means somebody else: "a source quotes him"."""
        return bool(self.parsed.tokens_in(span).root.dep_ in ("dobj", "dative"))

    def _is_somebody(self, speaker: Speaker) -> bool:
        """Whether a speaker is one person without a name: "a spokesman for the ministry"."""
        if speaker.mention is None or any(p.name == speaker.name for p in self.people):
            return False
        tokens = self.parsed.tokens_in(speaker.mention)
        return len(tokens) > 0 and antecedents.one_person(head_of(tokens))

    def _alone(self, attribution: Attribution) -> Speaker:
        """Who says a quotation beside which nobody is named."""
        self.at = at = attribution.content[0].start
        person = introduced_before(self.parsed, self.people, self._floor(), at)
        if person is not None:
            return self._person(person)
        unnamed = self._unnamed(None)
        if unnamed is not None:
            return unnamed
        return self.last[-1] if self.last else Speaker("")

    def _floor(self) -> Floor:
        return Floor([speaker.name for speaker in self.last], self.spoke)

    def _plural(self, span: Span) -> Speaker:
        for speaker in reversed(self.last[-3:]):
            if self._are_many(speaker):
                return speaker
        return self._noun_before(span, antecedents.group)

    def _noun_before(self, span: Span, fits: Callable[[Token], bool]) -> Speaker:
        """Who or what a pronoun stands for that has not spoken yet: the most salient noun before it."""
        noun = antecedents.noun_before(self.parsed, self.at, fits)
        if noun is None:
            return Speaker(self.parsed.words(span), mention=span)
        return self._noun(noun, self.parsed.span_of(noun.doc[noun.left_edge.i : noun.right_edge.i + 1]))

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
        """It: a government or institution in the same sentence, else the last one that spoke, else one just named."""
        noun = antecedents.noun_before(self.parsed, self.at, antecedents.institution, back=0)
        if noun is not None:
            return self._noun(noun, self.parsed.span_of(noun.doc[noun.left_edge.i : noun.right_edge.i + 1]))
        people = {p.name for p in self.people if p.roles or p.gender or " " in p.name}
        for speaker in reversed(self.last[-2:]):
            if speaker.name not in people and not self._are_many(speaker):
                return speaker
        return self._noun_before(span, antecedents.institution)

    def _part(self, head: Token, span: Span) -> Speaker:
        """Some, after "many diplomats": some diplomats; one, after "two officials": one official."""
        words, word = self.parsed.words(span), head.lower_
        group = self.last[-1].name.split() if self.last and self._are_many(self.last[-1]) else []
        while group and group[0].lower() in _QUANTIFIERS:
            group = group[1:]
        if word == "others":
            named = bool(group) and group[-1][0].islower() and len(group) < 5
            return Speaker(f"{words} ({' '.join(group)})" if named else words, mention=span)
        noun = antecedents.noun_before(self.parsed, self.at, antecedents.member)
        if noun is None:
            return Speaker(words, mention=span)
        kind = noun.lemma_.lower() if word in ("one", "another") else noun.lower_
        return Speaker(f"{words} {kind}", mention=span)

    def _noun(self, head: Token, span: Span) -> Speaker:
        several = any(c.dep_ == "conj" for c in head.children)
        person = None if several else person_named(self.parsed, self.people, head, span)
        if person is not None:
            return self._person(person)
        words = words_of_source(self.parsed, head, span)
        outlet = outlet_meant(head, words, [speaker.name for speaker in self.last], self.outlet)
        if outlet:
            return Speaker(outlet, mention=span)
        if (same := self._same_again(head)) is not None:
            return same
        if not several and not any(_tells_apart(c) for c in head.children):
            person = self._described(head, span.start)
            if person is not None:
                return self._person(person)
        again = self._again(head)
        return Speaker(again or called(words), mention=span)

    def _same_again(self, head: Token) -> Speaker | None:
        """Who spoke last without a name, where the bare noun is repeated: "a senior official", then "the official"."""
        last = self.last[-1] if self.last else None
        beside = [c for c in head.children if c.dep_ not in ("det", "punct")]
        if last is None or beside or not descriptions.is_definite(head) or not self._is_somebody(last):
            return None
        tokens = self.parsed.tokens_in(last.mention) if last.mention is not None else ()
        return last if tokens and head_of(tokens).lemma_ == head.lemma_ else None

    def _described(self, head: Token, position: int) -> Person | None:
        """Whoever a definite noun in the singular describes ("the minister")."""
        heading = self._in_heading(position)
        if head.tag_ not in ("NN", "NNP") or not (descriptions.is_definite(head) or heading):
            return None
        if head.pos_ == "PROPN" and head.lemma_.lower() not in OFFICES:
            return None  # "the White House" is not its spokesman
        spoken = [s.name for s in self.last[-6:]]
        found = descriptions.holder(self.people, head, position, spoken)
        if found is None:
            found = descriptions.in_office(self.people, head, position)
        if found is None and (heading or descriptions.description_of(head)[0]):
            found = descriptions.holder(self.people, head, position, spoken, later=True)
        if found is None and not self.last:
            found = descriptions.headlined(self._in_headline(), head)
        return found if found is not None else descriptions.known_elsewhere(self.elsewhere, head)

    def _in_heading(self, position: int) -> bool:
        sentence = self.parsed.sentence_at(position)
        return sentence is not None and sentence.paragraph.heading

    def _in_headline(self) -> Person | None:
        """The one person who is a subject in the title, or named in it, or with whose name it begins."""
        if self.beside is None or self.beside.offset > self.parsed.offset:
            return None
        first = self.beside.offset
        named = [p for p in self.people if any(m.start < self.parsed.offset for m in p.mentions)]
        subjects = [p for p in named if any(m.start < self.parsed.offset for m in p.subjects)]
        opening = [p for p in named if p.mentions[0].start <= first + 1]
        return next((group[0] for group in (subjects, named, opening) if len(group) == 1), None)

    def _again(self, head: Token) -> str:
        """Who was named in more words before and is now named by the noun alone: "the officials", "ministry"."""
        beside = [c for c in head.children if c.dep_ not in ("det", "punct", "case")]
        heading = self._in_heading(self.parsed.span_of(head).start)
        if beside or head.pos_ != "NOUN" or not (descriptions.is_definite(head) or heading):
            return ""
        for speaker in reversed(self.last):
            if speaker.mention is None:
                continue
            tokens = self.parsed.tokens_in(speaker.mention)
            if len(tokens) > 1 and tokens.root.lemma_ == head.lemma_ and tokens.root.tag_ == head.tag_:
                return speaker.name
        if heading and self.beside is not None:
            noun = next((t for t in self.beside.tokens if t.lemma_ == head.lemma_ and t.n_lefts), None)
            if noun is not None:
                return words_of_source(
                    self.beside, noun, self.beside.span_of(noun.doc[noun.left_edge.i : noun.i + 1])
                )
        return ""

    def _person(self, person: Person) -> Speaker:
        role = max(person.roles, key=lambda r: len(r.words), default=None)
        return Speaker(
            person.name, role.words if role else "", person.mentions[0] if person.mentions else None
        )


def _tells_apart(child: Token) -> bool:
    """Whether a noun's modifier makes it somebody who was not described before: "a minister who", "aide on trade"."""
    return child.dep_ == "relcl" or (child.dep_ == "prep" and child.lower_ not in ("of", "for", "to"))
