"""Offices whose holder is named only in the next sentence or paragraph, as agencies write: the lead tells who, then comes the name.

"Oslo will leave the pact, its foreign minister said on Monday", and then "'It is late,' Kari Lund told reporters". A report
introduces whom it names; a bare full name that nothing introduces belongs to whoever was introduced right before.
"""

from __future__ import annotations

from foedus.provenance import Span
from foedus.reporting.attribution.source_words import head_of
from foedus.reporting.names.conversation import Conversation, Speaker
from foedus.reporting.names.descriptions import is_definite
from foedus.reporting.names.leaders import known_leader
from foedus.reporting.names.roles import OFFICES, SUBORDINATE, TITLES
from foedus.reporting.names.voices import is_word_for_people

_ROLES = (OFFICES | SUBORDINATE | frozenset(("leader", "chief", "head", "negotiator", "envoy"))) - {
    "official", "source", "aide", "diplomat", "ally", "counterpart",
}  # fmt: skip
_FARTHEST = 2
"""Paragraphs from the office to the name."""


def is_named_next(talk: Conversation, office: Speaker, named: Speaker, span: Span) -> bool:
    """Whether somebody who speaks at a span by a bare name, for the first time, is who spoke last by an office alone.

    Args:
        talk: who has spoken so far.
        office: who spoke last.
        named: who speaks now.
        span: the words by which the report names who speaks now.
    """
    if office.mention is None or not talk.is_unnamed(office) or len(named.name.split()) < 2:
        return False
    person = next((p for p in talk.people if p.name == named.name), None)
    if person is None or person.roles or not span.start <= person.mentions[0].start < span.end:
        return False
    noun = head_of(talk.parsed.tokens_in(office.mention))
    if noun.lemma_.lower() not in _ROLES or not is_definite(noun):
        return False
    here, before = talk.parsed.paragraph_at(span.start), talk.parsed.paragraph_at(office.mention.start)
    near = here is not None and before is not None and here.index - before.index <= _FARTHEST
    titled = is_word_for_people(person.name.split()[0].lower()) or person.name.split()[0].lower() in TITLES
    bare = talk.parsed.words(span).strip() == person.name and not titled
    return near and bare and known_leader(person.name, [], None) is None
