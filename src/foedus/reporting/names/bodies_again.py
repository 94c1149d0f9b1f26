"""Which body a noun takes up: "the union" after "the Teachers' Union", "the organisation" after "Red Cross", "the bloc".

    >>> from foedus.reporting.names.conversation import Conversation
    >>> from foedus.reporting.names.people import people_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The Teachers' Union opposes it. The union said no.")
    >>> talk = Conversation(parsed, "", None, (), people_of(parsed), at=32)
    >>> body_again(talk, parsed.tokens[8]).name
    "The Teachers' Union"

A noun of a body's own name takes up the last one of that name; a general noun whoever spoke last that is a body, and
"the bloc" the last organisation of states that was named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.attribution.source_words import called, words_of_source
from foedus.reporting.intake import outlets
from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.conversation import Conversation, Speaker
from foedus.reporting.names.gazetteer import country_of, names
from foedus.reporting.names.voices import is_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY_BODY = frozenset(
    "organisation organization group body association institute institution charity ngo watchdog lobby federation "
    "movement company firm foundation network tank".split()
)
"""Nouns by which copy takes up a body whose name has another one."""
_OF_STATES = frozenset(("bloc", "alliance", "union", "grouping"))
_BACK = 3
"""Speakers back among whom a general noun finds its body."""
_LONGEST = 7
"""Words of a body's name."""


def body_again(talk: Conversation, head: Token) -> Speaker | None:
    """The body that a bare definite noun in the singular takes up; None where it takes up none."""
    beside = [c.lower_ for c in head.children if c.dep_ not in ("punct", "case", "relcl", "appos")]
    tank = head.lower_ == "tank" and "think" in beside
    if head.tag_ != "NN" or "the" not in beside or len(beside) > 1 + tank:
        return None
    word = head.lower_
    if not (is_group(head) or word in _ANY_BODY or word in _OF_STATES):
        return None
    return _of_that_name(talk, head) or _of_states(talk, word) or _that_spoke(talk, word)


def _of_that_name(talk: Conversation, head: Token) -> Speaker | None:
    """The last body before the noun whose name ends in it, with a capital: "the Teachers' Union"."""
    parsed, word = talk.parsed, head.lower_
    for i in range(head.i - 1, -1, -1):
        if parsed.lowers[i] != word or not parsed.texts[i][:1].isupper() or parsed.classes[i] != "PROPN":
            continue
        noun = parsed.tokens[i]
        if noun.n_lefts == 0 or noun.dep_ == "compound":
            continue
        end = _end_of_name(noun)
        words = called(words_of_source(parsed, noun, parsed.span_of(parsed.doc[noun.left_edge.i : end])))
        if 1 < len(words.removeprefix("the ").split()) <= _LONGEST:
            return Speaker(words, mention=parsed.span_of(noun))
    return None


def _end_of_name(noun: Token) -> int:
    """Where a body's name ends whose noun comes first: "the Institute for Border Studies"."""
    for c in noun.children:
        if c.dep_ == "prep" and c.i == noun.i + 1 and c.lower_ in ("for", "of", "on"):
            name = next(iter(c.children), None)
            if name is not None and name.pos_ == "PROPN":
                return int(name.right_edge.i) + 1
    return int(noun.i) + 1


def _of_states(talk: Conversation, word: str) -> Speaker | None:
    """The last organisation of states that was named before."""
    if word not in _OF_STATES:
        return None
    parsed = talk.parsed
    for mention in reversed(cast_of(parsed).mentions):
        where = parsed.span_of(parsed.doc[mention.start : mention.end])
        if where.start < talk.at and mention.sort == "organisation":
            return Speaker(mention.actor, mention=where)
    return None


def _that_spoke(talk: Conversation, word: str) -> Speaker | None:
    """Whoever spoke last that is a body by name and no outlet, state or person."""
    if word not in _ANY_BODY:
        return None
    known = {p.name for p in talk.people if p.roles or p.gender}
    for speaker in reversed(talk.last[-_BACK:]):
        name = speaker.name.removeprefix("The ").removeprefix("the ")
        if speaker.name in known or not name[:1].isupper() or talk.are_many(speaker):
            continue
        if outlets.known(name) is None and country_of(name) is None and _is_body(talk, speaker, name):
            return speaker
    return None


def _is_body(talk: Conversation, speaker: Speaker, name: str) -> bool:
    """Whether a name is a body's: by the tables, by its last word or by the recogniser."""
    if speaker.mention is None:
        return False
    tokens = talk.parsed.tokens_in(speaker.mention)
    meaning = names().get(name)
    if meaning is not None:
        return meaning.sort in ("organisation", "institution")
    return len(tokens) > 0 and (is_group(tokens.root) or tokens.root.ent_type_ == "ORG")
