"""Where sources contradict each other: on years and dates, places, numbers, or on whether a thing happened.

Two statements are held against each other where they speak of the same thing (the same event's noun, the same
agreement) and differ in the value that they give it. Both values are shown; none is called right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.reporting.consequences import bag_of
from foedus.reporting.deadlines import day_in

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FOUNDED = re.compile(
    r"\b(sign(ed)?|ink(ed)?|conclud(ed)?|finali[sz]ed|agreed|dates? from|dating from|ratified|struck|adopted|founded|"
    r"established|created)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"\b((?:{_MONTH})\s+(?:\d{{1,2}},?\s+)?)?(1[6-9]\d\d|20\d\d)\b")
_THING = re.compile(
    r"\b(?P<words>(?:[\w'’-]+\s+){0,2})(?P<thing>treaty|pact|agreement|accord|deal|convention|protocol|alliance)\b",
    re.IGNORECASE,
)
_DATED_THING = re.compile(
    r"\b(1[6-9]\d\d|20\d\d) (?:[a-z-]+ ){0,3}(treaty|pact|agreement|accord|deal|convention|protocol|alliance)\b"
)
_COMMON = frozenset(
    "the a an this that its their our his her of with in on by to and was is has been no under".split()
)
_EVENT = re.compile(
    r"\b((?:[A-Z][\w-]*\s+)?(?:summit|conference|congress|meeting|talks|session|round))\b", re.IGNORECASE
)
_PLACE = re.compile(r"\b(?:in|at)\s+((?:[A-Z][\w'-]+\s?){1,3})")
_NOT_PLACES = re.compile(
    rf"^({_MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|World|Congress)\b"
)
_ENDS = re.compile(r"\b(expires?|expiry|ends|lapses?|runs? out|renew\w*|extend\w*)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?P<number>\d[\d.,]*\d|\d+)\s+(?P<noun>(?!percent|days?\b|years?\b|months?\b|am\b|pm\b)[a-z]{4,})"
)
_CLOSE_DAYS = 10
_SHARED_STEMS = 3


@dataclass(frozen=True)
class Conflict:
    """What sources disagree about, the statements, and the values that they give, in the statements' order."""

    about: str
    statements: tuple[str, ...]
    values: tuple[str, ...]


def conflicts(articles: Sequence[Article], statements: Sequence[Statement]) -> tuple[Conflict, ...]:
    """The contradictions among statements, each pair of values once."""
    found = [
        *_years(statements),
        *_deadlines(articles, statements),
        *_places(statements),
        *_numbers(statements),
        *_denials(statements),
    ]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    result = []
    for conflict in found:
        key = (conflict.about, tuple(sorted(set(conflict.values))))
        if key not in seen:
            seen.add(key)
            result.append(conflict)
    return tuple(result)


def _years(statements: Sequence[Statement]) -> list[Conflict]:
    """Different years in which one agreement is said to have been made.

    Agreements are one if their words before the noun are ("the pact" fits all): "peace treaty" is not "arms pact".
    """
    said: dict[str, tuple[str, str, set[str]]] = {}
    for s in statements:
        dated = _DATED_THING.search(s.words)
        thing = _THING.search(s.words)
        year = _YEAR.search(s.words) if thing and _FOUNDED.search(s.words) else None
        if thing is None or not (dated or year):
            continue
        number, value = (
            (year.group(2), year.group().strip())
            if year
            else (str(dated and dated.group(1)), str(dated and dated.group()))
        )
        words = {w.lower() for w in thing["words"].split()} - _COMMON - {number}
        words = {w for w in words if not w.endswith("ing") and not w[0].isdigit()}
        if number not in said:
            said[number] = (s.id, value, words)
    fitting = [
        one
        for one in said.values()
        if all(not (one[2] and two[2]) or one[2] & two[2] or _alike(one[2], two[2]) for two in said.values())
    ]
    if len(fitting) < 2:
        return []
    return [
        Conflict("when the agreement dates from", tuple(f[0] for f in fitting), tuple(f[1] for f in fitting))
    ]


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether the words of two agreements differ only in what newspapers use alike."""
    alike = {"security", "defense", "defence", "military", "mutual", "landmark", "postwar", "bilateral"}
    return bool(one & alike and other & alike)


def _deadlines(articles: Sequence[Article], statements: Sequence[Statement]) -> list[Conflict]:
    """Different days, close to each other, on which the agreement is said to end."""
    published = {a.name: a.published for a in articles}
    days: dict[str, str] = {}
    for s in statements:
        told = published.get(s.article)
        ends = _ENDS.search(s.words)
        if told and ends:
            day = day_in(s.words[ends.start() :], told) or day_in(s.words, told)
            if day:
                days.setdefault(day, s.id)
    ordered = sorted(days)
    near = [
        d
        for d in ordered
        if any(0 < abs((date.fromisoformat(d) - date.fromisoformat(o)).days) <= _CLOSE_DAYS for o in ordered)
    ]
    return (
        [Conflict("the day on which the agreement ends", tuple(days[d] for d in near), tuple(near))]
        if near
        else []
    )


def _numbers(statements: Sequence[Statement]) -> list[Conflict]:
    """Different numbers of the same thing in like contexts, in different articles."""
    counted = [
        (s, m["noun"].lower(), m["number"], bag_of(_NUMBER.sub(" ", s.words)))
        for s in statements
        for m in _NUMBER.finditer(s.words)
    ]
    found = []
    for i, (one, noun, number, bag) in enumerate(counted):
        for two, other_noun, other, other_bag in counted[i + 1 :]:
            if noun != other_noun or number == other or one.article == two.article:
                continue
            if len(bag & other_bag) >= _SHARED_STEMS and len(bag & other_bag) * 2 >= min(
                len(bag), len(other_bag)
            ):
                found.append(
                    Conflict(f"how many {noun}", (one.id, two.id), (f"{number} {noun}", f"{other} {noun}"))
                )
    return found


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
