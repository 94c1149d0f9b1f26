"""What a pronoun of the third person or a part of a group stands for, where it is no person with a name.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Oslo may mediate, since it sees the pact as vital.")
    >>> noun_before(parsed, 19, institution).text
    'Oslo'

A noun in the same sentence goes before one in the sentence before, a subject before any other noun, and a near
one before one farther off (the centering of Grosz, Joshi & Weinstein 1995, with sentences for clauses).
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.chains.relays import HUMAN, HUMAN_OR_IN_OFFICE
from foedus.reporting.names.gazetteer import UNION, names
from foedus.reporting.names.voices import is_group, is_person, is_thing
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))
_SUBJECTS = ("nsubj", "nsubjpass")
_SHARES = frozenset(("quarter", "third", "half", "majority", "minority", "dozen", "percent", "none", "other"))


def noun_before(parsed: Parsed, position: int, fits: Callable[[Token], bool], back: int = 1) -> Token | None:
    """The most salient noun before a position of the text that fits, in its sentence or ``back`` before it."""
    at = bisect.bisect_right(parsed.sentences, position, key=lambda s: s.start) - 1
    for near in parsed.sentences[at : (at - back - 1 if at > back else None) : -1] if at >= 0 else ():
        if near.paragraph.heading and near is not parsed.sentences[at]:
            break
        nouns = [
            t
            for t in parsed.tokens[near.tokens.start : near.tokens.end]
            if t.pos_ in ("NOUN", "PROPN") and parsed.span_of(t).start < position and fits(t)
        ]
        if nouns:
            return max(nouns, key=lambda t: (t.dep_ in _SUBJECTS, t.i))
    return None


def antecedent_of(relative: Token) -> Token:
    """The noun that "who" or "which" stands for; the pronoun itself where it has none.

    A name right before the pronoun goes before a thing farther off: "the leak to Reuters, which first reported".
    """
    clause = relative.head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return relative
    beside = relative.nbor(-2) if relative.i > 1 and relative.nbor(-1).text == "," else relative
    return beside if beside.pos_ == "PROPN" and is_thing(clause.head) else clause.head


def one_of_those(noun: Token) -> Token | None:
    """Whoever is said to be among those for whom a noun stands: "Lund is among those who fear that", "one of the few who"."""
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ not in ("among", "of"):
        return None
    one = above.head if above.lower_ == "of" and above.head.lower_ == "one" else None
    if above.lower_ == "of" and one is None:
        return None
    if one is not None and one.dep_ == "appos":
        return one.head if one.head.pos_ == "PROPN" else None
    being = one.head if one is not None else above.head
    if being.lemma_ != "be":
        return None
    sides = [c for c in being.children if c.dep_ in ("nsubj", "attr") and c != one and c.lower_ != "there"]
    return next((c for c in sides if c.pos_ == "PROPN" or one_person(c)), None)


def institution(noun: Token) -> bool:
    """Whether "it" can mean a noun as somebody who thinks and acts: a government, an institution, a group."""
    if noun.tag_ in ("NNS", "NNPS") or noun.dep_ in ("compound", "amod", "poss"):
        return False
    meaning = names().get(noun.text)
    if meaning is not None:
        return meaning.sort in ("country", "seat", "organisation", "institution") or meaning.actor == UNION
    group = is_group(noun) or noun.lower_ == "union"
    return (noun.pos_ == "NOUN" and group) or noun.ent_type_ == "ORG"


def group(noun: Token) -> bool:
    """Whether "they" can mean a noun: several people or states, or those that a plural names."""
    if noun.dep_ in ("compound", "amod"):
        return False
    if any(c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") for c in noun.children):
        return noun.pos_ == "PROPN" or people(noun) or is_person(noun)
    return people(noun) or (noun.tag_ == "NNPS" and noun.text not in ("Olympics",))


def people(noun: Token) -> bool:
    """Whether a noun is the plural of a word for people: "diplomats"."""
    return noun.tag_ == "NNS" and (noun.lemma_.lower() in HUMAN or is_person(noun) or is_group(noun))


def member(noun: Token) -> bool:
    """Whether "one" or "some" alone can mean a noun's people: "diplomats", or one of them, "an official"."""
    return people(noun) or (noun.tag_ == "NN" and noun.lemma_.lower() in HUMAN and noun.dep_ in _SUBJECTS)


def somebody(noun: Token) -> bool:
    """Whether "he" or "she" can mean a common noun: one person without a name, "the frontrunner"."""
    named = noun.head if noun.dep_ == "appos" else noun  # "the fourth, a trader from Oslo, was blunt"
    return one_person(noun) and named.dep_ in _SUBJECTS


def one_person(noun: Token) -> bool:
    """Whether a common noun in the singular is for a person: "a banker", "one"."""
    if noun.lower_ in ("one", "another"):
        return True
    if noun.lower_ in _SHARES:
        return False
    return (
        noun.tag_ == "NN"
        and (noun.lemma_.lower() in HUMAN_OR_IN_OFFICE or is_person(noun))
        and not is_group(noun)
    )


def first_in(parsed: Parsed, span: Span, fits: Callable[[Token], bool]) -> Token | None:
    """The first noun of a stretch of the text that fits."""
    nouns = (t for t in parsed.tokens_in(span) if t.pos_ == "NOUN")
    return next((t for t in nouns if fits(t)), None)
