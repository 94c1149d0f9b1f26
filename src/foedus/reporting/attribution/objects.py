"""Objects that are contents: which ones are, and with how much of what stands behind them.

A parser often hangs a prepositional phrase or an infinitive on the verb that belongs to the object: "backs the
right of parents to choose".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.names.voices import is_agreement, is_text
from foedus.reporting.parsing.grammar import child, children, complement_of, following, is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT_PREPOSITIONS = frozenset(
    (
        "of",
        "for",
        "as",
        "over",
        "on",
        "about",
        "against",
        "from",
        "to",
        "with",
        "between",
        "among",
        "than",
        "toward",
    )
)
_WITH_INFINITIVE = frozenset(
    "ability action attempt authority bid bill campaign chance drive duty effort failure freedom law legislation "
    "measure mission mandate motion move need obligation opportunity option power pressure program programme project "
    "readiness refusal resolution responsibility right scheme series step strategy tendency time way willingness work".split()
)
"""Nouns whose infinitive says what they consist in (Quirk et al. 1985, 17.35)."""


_PARTIES = frozenset(("state", "party", "member", "signatory", "country"))
"""What treaties call those who may leave them."""


def leaves_by_right(verb: Token, subject: Token | None, thing: Token) -> bool:
    """Whether a verb that else blames tells how one leaves: "a party may denounce the convention"."""
    party = subject is not None and subject.lemma_.lower() in _PARTIES
    return party and verb.lemma_ == "denounce" and is_agreement(thing)


def object_end(verb: Token, thing: Token) -> int:
    """The last token of an object with the prepositional phrases that the parser hung on the verb instead."""
    end = reached = int(thing.right_edge.i)
    for c in following(verb, thing, ("prep", "xcomp", "advcl", "acl")):
        noun = child(c, "pobj", "pcomp")
        if c.left_edge.i > reached + 1:
            break
        if c.dep_ != "prep" and not (is_infinitive(c) and _takes_infinitive(thing)):
            break
        reached = int(c.right_edge.i)
        if c.dep_ != "prep":
            end = reached
            continue
        if c.lower_ in _OBJECT_PREPOSITIONS and noun is not None and noun.ent_type_ not in ("DATE", "TIME"):
            end = reached
    return end


def _takes_infinitive(noun: Token) -> bool:
    """Whether an infinitive behind a noun says what it consists in: "the right of parents to choose"."""
    cue = cues.nouns().get(noun.lemma_)
    return noun.lemma_ in _WITH_INFINITIVE or (cue is not None and "i" in cue.frames)


def is_told_by_itself(thing: Token) -> bool:
    """Whether an object is a text or utterance of which nothing more is said: "issued a report on the ports"."""
    near = (
        *children(thing, "acl", "relcl", "advcl"),
        *(c for c in children(thing.head, "advcl") if c.tag_ == "VBG"),
    )
    speaks = any(cues.verb(c) is not None for c in near)
    return is_text(thing) and not is_agreement(thing) and not speaks and complement_of(thing) is None


def passes_on(thing: Token) -> bool:
    """Whether an object is what somebody else said: "endorsed a statement by the minister that talks would go on"."""
    cue = cues.nouns().get(thing.lemma_)
    said = cue is not None and cue.kind == "speech" and "c" in cue.frames
    return said and any(c.lower_ in ("by", "from") for c in children(thing, "prep"))
