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

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.attribution.source_words import head_of
from foedus.reporting.attribution.sources import source_span
from foedus.reporting.names import antecedents
from foedus.reporting.names.conversation import Conversation, Speaker
from foedus.reporting.names.descriptions import is_definite
from foedus.reporting.names.named_later import is_named_next
from foedus.reporting.names.pairs import one_of_a_pair
from foedus.reporting.names.people import Person, Role, people_of, together
from foedus.reporting.names.pronouns import meant_by_pronoun, owner_of, unnamed_before
from foedus.reporting.names.roles import OFFICES_AND_TITLES
from foedus.reporting.names.salience import introduced_before, introduced_behind
from foedus.reporting.names.speaking_nouns import meant_by_noun
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Speaker", "resolve"]

_FIRST = frozenset(("i", "my", "me", "mine", "myself", "we", "our", "us", "ours", "ourselves"))
_ADDING = frozenset(("add", "continue", "go on"))
_OF_TIME = frozenset(("after", "before", "when", "as", "since", "until"))
_ANYBODY = frozenset(("people", "everyone", "everybody", "you", "us", "world", "public"))
_TAKING_IN = frozenset(("know", "believe", "think", "understand", "realise", "realize", "see"))


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
    people = together(people_of(parsed), ())
    if beside is not None:
        first, second = sorted((parsed, beside), key=lambda part: part.offset)
        people = together(people_of(first), people_of(second))
    hearing = _Hearing(Conversation(parsed, hand, beside, elsewhere, people))
    for attribution in attributions:
        hearing.hear(attribution)
    return [hearing.heard[a.id] for a in attributions]


class _Hearing:
    """The speakers found so far, by the ids of their attributions."""

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        self.heard: dict[int, Speaker] = {}
        self.verbatim: set[int] = set()

    def hear(self, attribution: Attribution) -> None:
        above = self.heard.get(attribution.parent) if attribution.parent is not None else None
        speaker = self._of(attribution, above)
        if attribution.source and attribution.parent is None:
            self._name_before(speaker, attribution.source[0])
        self.heard[attribution.id] = speaker
        if attribution.voice == "direct" or attribution.kind == "label":
            self.verbatim.add(attribution.id)
        if speaker.name and attribution.parent is None:
            behind = len(self.talk.last)
            if behind and self._in_passing(attribution):
                behind -= 1  # the sentence goes on being about its subject
            self.talk.last.insert(behind, speaker)
            self.talk.spoke = max([*attribution.content, *attribution.cue]).end

    def _in_passing(self, attribution: Attribution) -> bool:
        """Whether a cue stands in a clause of time below another one: "Lund denied it, after Berg had said so"."""
        parsed = self.talk.parsed
        cue = parsed.indices_in(attribution.cue[0]) if attribution.cue else range(0)
        sentence = parsed.sentence_at(attribution.cue[0].start) if cue else None
        tree = tree_of(parsed)
        if cue and tree.dep[cue.start] in ("relcl", "acl") and attribution.kind not in ("speech", "thought"):
            return True  # "the plan that the envoys promote"
        if sentence is None or self.talk.spoke < sentence.start:
            return False
        marks = (
            tree.low[c] for c in tree.children[cue.start] if tree.dep[c] == "mark" or tree.tag[c] == "WRB"
        )
        return tree.dep[cue.start] == "advcl" and any(mark in _OF_TIME for mark in marks)

    def _name_before(self, speaker: Speaker, span: Span) -> None:
        """Give a name to whoever spoke last by an office alone, where a bare name that nothing introduces speaks next.

        "Oslo will leave, its foreign minister said. 'It is late,' Kari Lund told reporters": a lead tells the office, the
        next paragraph the name.
        """
        last = self.talk.last[-1] if self.talk.last else None
        if last is None or not is_named_next(self.talk, last, speaker, span):
            return
        person = next(p for p in self.talk.people if p.name == speaker.name)
        named = replace(self.talk.speaker_of(person), described=last.name)
        self.heard = {i: named if s == last else s for i, s in self.heard.items()}
        self.talk.last = [named if s == last else s for s in self.talk.last]
        noun = head_of(self.talk.parsed.tokens_in(last.mention)).lemma_.lower() if last.mention else ""
        person.roles.append(Role(last.name, noun))

    def _of(self, attribution: Attribution, above: Speaker | None) -> Speaker:
        talk, parsed = self.talk, self.talk.parsed
        if not attribution.source:
            alone = attribution.kind == "quotation" and attribution.parent is None
            return self._alone(attribution) if alone else Speaker("")
        span = attribution.source[0]
        # Whom somebody speaks of is not who speaks: what stands in the words said does not count.
        talk.at = min(span.start, attribution.content[0].start)
        talk.speaking = above.name if above is not None and attribution.parent in self.verbatim else ""
        tokens = parsed.tokens_in(span)
        if len(tokens) == 0:
            return Speaker(parsed.words(span), mention=span)
        head = head_of(tokens)
        if above is not None and head.lower_ in _ANYBODY and attribution.cue_lemma in _TAKING_IN:
            return above  # "wants people to know that"
        if above is not None and len(tokens) == 1 and head.lower_ == "one":
            return above  # "one can argue that", says somebody who does
        wanting = attribution.kind == "desire" and (talk.speaking or head.pos_ == "PRON")
        if above is not None and above.name and wanting:
            return above  # "they want it rewritten", she said: it is she who says so
        if head.lower_ in antecedents.RELATIVE:
            head = antecedents.antecedent_of(head)
            if (named := antecedents.one_of_those(head)) is not None:
                head = named
                span = source_span(parsed, named) or span
        if head.pos_ == "PRON" and head.lower_ in _FIRST and head.text != "US":
            return above or Speaker(talk.outlet or parsed.words(span), mention=span)
        meant = one_of_a_pair(talk, head) or meant_by_pronoun(talk, head, span, alone=len(tokens) == 1)
        meant = meant or meant_by_noun(talk, head, span, owner_of(talk, head, span))
        return self._going_on(attribution, meant, head) or meant

    def _going_on(self, attribution: Attribution, meant: Speaker, head: Token) -> Speaker | None:
        """Who spoke last, where a description that fits nobody adds something: "The top spokesman added that"."""
        last = self.talk.last[-1] if self.talk.last else None
        if attribution.cue_lemma not in _ADDING or last is None or attribution.parent is not None:
            return None
        if any(p.name == meant.name for p in self.talk.people) or not antecedents.one_person(head):
            in_office = head.tag_ == "NNP" and head.lower_ in OFFICES_AND_TITLES
            if not in_office or any(p.name == meant.name for p in self.talk.people):
                return None
        named = next((p for p in self.talk.people if p.name == last.name), None)
        return last if named is not None and is_definite(head) and last.name not in meant.name else None

    def _alone(self, attribution: Attribution) -> Speaker:
        """Who says a quotation beside which nobody is named."""
        talk = self.talk
        talk.at = at = attribution.content[0].start
        person = introduced_behind(talk.parsed, talk.people, attribution.content[-1].end)
        person = person or introduced_before(talk.parsed, talk.people, talk.floor(), at)
        if person is not None:
            return talk.speaker_of(person)
        unnamed = unnamed_before(talk, None)
        if unnamed is not None:
            return unnamed
        return talk.last[-1] if talk.last else Speaker("")
