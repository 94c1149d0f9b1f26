"""Estimates that a verb without a clause makes: "puts the odds at one in five", "gives the pact a small chance".

>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Ada Berg puts the odds of an exit at one in five.")
>>> [token.text for token in odds(parsed.tokens[2])]
['odds', 'at']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.parsing.grammar import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

_SETTING = frozenset(("put", "place", "set", "peg", "assess"))
_PUTTING = frozenset(("put", "peg"))
_SIZED = frozenset(
    "cost damage loss support opposition toll figure number share backing price bill total value gain".split()
)
"""What an estimate can be of: "put support at 35 per cent"."""
_VALUING = frozenset(("estimate", "reckon", "value"))
_GIVING = frozenset(("give", "see"))
GIVING_ODDS = _SETTING | _VALUING | _GIVING
"""Verbs that make an estimate."""
_ODDS = frozenset("chance chances odds probability likelihood risk percent %".split())
_AMOUNTS = ("PERCENT",)
EXPECTING = frozenset(("expect", "foresee", "predict", "anticipate", "forecast", "consider"))
"""Verbs by which a person's view of what comes is told also where a noun tells it: "expects a drop"."""


def odds(verb: Token) -> tuple[Token, ...]:
    """What a verb gives odds of and which, the heads of both in order; empty where it gives none."""
    if verb.lemma_ not in GIVING_ODDS:
        return ()
    thing = next((c for c in children(verb, "dobj") if c.i > verb.i), None)
    if thing is None:
        return ()
    after = [c for c in children(verb, "prep") if c.i > thing.i and c.lower_ in ("at", "to")]
    if verb.lemma_ in _VALUING and (amount := next((c for c in after if _is_amount(c)), None)) is not None:
        return thing, amount
    if verb.lemma_ in _SETTING:
        after = after or _hung_elsewhere(verb, thing)
        size = next((c for c in after if _is_amount(c)), None)
        if verb.lemma_ in _PUTTING and size is not None and thing.lemma_.lower() in _SIZED:
            return thing, size
        return (
            (thing, *after[:1])
            if {thing.lower_, thing.lemma_.lower()} & _ODDS and (after or _holds_at(thing))
            else ()
        )
    if verb.lemma_ in _GIVING and (
        {thing.lower_, thing.lemma_.lower()} & _ODDS or thing.ent_type_ in _AMOUNTS
    ):
        whom = [c for c in children(verb, "dative") if c.i > verb.i]
        sized = (
            thing.ent_type_ in _AMOUNTS
            or child(thing, "amod", "nummod") is not None
            or any(_is_amount(c) for c in children(thing, "compound"))
        )
        return (*whom, thing) if sized else ()  # not "give peace a chance"
    return ()


def _is_amount(word: Token) -> bool:
    """Whether a preposition or a noun has a number: "estimates the loss at 4 per cent", "a 4 per cent chance"."""
    return any(t.tag_ == "CD" for t in word.subtree)


def _hung_elsewhere(verb: Token, thing: Token) -> list[Token]:
    """The "at" with a number that the parser hung on something between: "odds of a notice before May at one in ten"."""
    behind = (t for t in verb.subtree if t.i > thing.i and t.lower_ == "at" and t.dep_ == "prep")
    return [t for t in behind if _is_amount(t)][:1]


def _holds_at(thing: Token) -> bool:
    """Whether the parser hung "at one in five" on something in the object."""
    return any(t.lower_ == "at" for t in thing.subtree)
