"""Where sources contradict each other: on years and dates, places, numbers, or on whether a thing happened.

Two statements are held against each other where they speak of the same thing (the same event's noun, the same
agreement) and differ in the value that they give it. Both values are shown; none is called right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FOUNDED = re.compile(
    r"\b(sign(ed)?|ink(ed)?|conclud(ed)?|finali[sz]ed|agreed|dates? from|dating from|ratified|concluded|struck|adopted|founded|"
    r"established|created)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"\b((?:{_MONTH})\s+(?:\d{{1,2}},?\s+)?)?(1[6-9]\d\d|20\d\d)\b")
_THING = re.compile(r"\b(treaty|pact|agreement|accord|deal|convention|protocol|alliance)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b((?:[A-Z][\w-]*\s+)?(?:summit|conference|congress|meeting|talks|session|round))\b", re.IGNORECASE
)
_PLACE = re.compile(r"\b(?:in|at)\s+((?:[A-Z][\w'-]+\s?){1,3})")
_NOT_PLACES = re.compile(
    rf"^({_MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|World|Congress)\b"
)
_SAYS = re.compile(r"\b(according to|citing|reported|report)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Conflict:
    """What sources disagree about, the statements, and the values that they give, in the statements' order."""

    about: str
    statements: tuple[str, ...]
    values: tuple[str, ...]


def conflicts(articles: Sequence[Article], statements: Sequence[Statement]) -> tuple[Conflict, ...]:
    """The contradictions among statements, each pair of values once."""
    found = [*_years(statements), *_places(statements), *_denials(statements)]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    result = []
    for conflict in found:
        key = (conflict.about, tuple(sorted(set(conflict.values))))
        if key not in seen:
            seen.add(key)
            result.append(conflict)
    return tuple(result)


def _years(statements: Sequence[Statement]) -> list[Conflict]:
    """Different years in which the agreement is said to have been made."""
    said: dict[str, tuple[str, str]] = {}
    for s in statements:
        if not (_THING.search(s.words) and _FOUNDED.search(s.words)):
            continue
        year = _YEAR.search(s.words)
        if year and year.group(2) not in said:
            said[year.group(2)] = (s.id, year.group().strip())
    if len(said) < 2:
        return []
    return [
        Conflict(
            "when the agreement dates from",
            tuple(i for i, _ in said.values()),
            tuple(v for _, v in said.values()),
        )
    ]


def _places(statements: Sequence[Statement]) -> list[Conflict]:
    """Different places given to one event."""
    where: dict[str, dict[str, str]] = {}
    for s in statements:
        words = " ".join(s.words.split())
        for event in _EVENT.finditer(words):
            name = event.group(1).lower()
            if " " not in name:
                continue
            place = _PLACE.search(words, event.end(), min(len(words), event.end() + 60))
            if place and not _NOT_PLACES.match(place.group(1)):
                where.setdefault(name, {}).setdefault(place.group(1).strip(), s.id)
    return [
        Conflict(f"where the {event} takes place", tuple(places.values()), tuple(places))
        for event, places in where.items()
        if len(places) > 1
    ]


def _denials(statements: Sequence[Statement]) -> list[Conflict]:
    """A move that some report and others deny."""
    reported = [
        s
        for s in statements
        if s.move and s.move.startswith("signal") and s.move_certain and s.same_as is None
    ]
    denied = [
        s
        for s in statements
        if any(rule.startswith("sign: denial") for rule in s.rules) and s.same_as is None
    ]
    if not reported or not denied:
        return []
    chosen = (reported[0], denied[0])
    return [
        Conflict(
            "whether the threat was made",
            tuple(s.id for s in chosen),
            (f"reported: {_short(chosen[0].words)}", f"denied: {_short(chosen[1].words)}"),
        )
    ]


def _short(words: str) -> str:
    kept = words.split()
    return " ".join(kept[:16]) + (" ..." if len(kept) > 16 else "")
