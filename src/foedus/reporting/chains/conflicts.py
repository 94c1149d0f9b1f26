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
from foedus.reporting.chains.denials import contradicted, denies_leaving, shown
from foedus.reporting.chains.event_conflicts import told_differently
from foedus.reporting.meaning.consequences import bag_of
from foedus.reporting.threats.deadlines import day_in

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FOUNDED = re.compile(
    r"\b(sign(ed)?|ink(ed)?|conclud(ed)?|finali[sz]ed|agreed|dates? from|dating from|ratified|struck|adopted|founded|"
    r"established|created|into force|took effect|(?:governed|in force|in place|bound)\b.{0,60}\bsince)\b",
    re.IGNORECASE,
)
_TOOK_EFFECT = re.compile(r"into force|took effect|ratified|since", re.IGNORECASE)
_YEAR = re.compile(rf"\b((?:{_MONTH})\s+(?:\d{{1,2}},?\s+)?)?(1[6-9]\d\d|20\d\d)\b")
_THING = re.compile(
    r"\b(?P<words>(?:[\w'’-]+\s+){0,2})(?P<thing>treaty|pact|agreement|accord|deal|convention|protocol|alliance)\b",
    re.IGNORECASE,
)
_DATED_THING = re.compile(
    r"\b(1[6-9]\d\d|20\d\d) (?!(?:the|this|that|its|their|our|an?) )(?:[a-z-]+ ){0,3}(treaty|pact|agreement|accord|deal|convention|protocol|alliance)\b"
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
    r"\b(?P<number>\d[\d.,]*\d|\d+)\s+(?P<noun>(?!percent|(?:m|b|tr)illion\b|days?\b|years?\b|months?\b|am\b|pm\b)[a-z]{4,})"
)
_JOINING = re.compile(r"^(?:and|but|or)\s+(?=that\s)")
_CALLED_FOR = "only_called_for"
_HEARSAY = re.compile(r"\W*(?:talk|speculation|rumou?rs?|fears?|calls?|doubts?)\b", re.IGNORECASE)
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
        *(Conflict(*told) for told in told_differently(statements, {a.name: a.published for a in articles})),
        *_denials(statements),
        *_contradictions(statements),
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
    said: dict[tuple[bool, str], tuple[str, str, set[str]]] = {}
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
        took_effect = year is not None and _in_force(s.words, year.start())
        said.setdefault((took_effect, number), (s.id, value, words))
    found = []
    groups = [
        group
        for took_effect in (False, True)
        for group in _of_one_agreement([one for (force, _), one in said.items() if force is took_effect])
    ]
    for group in groups:
        named = all(
            _DATED_THING.fullmatch(value) for _, value, _ in group
        )  # "the 1968 treaty", "the 2015 deal"
        if len(group) > 1 and not named and not _of_two_kinds(group):
            ids, values = tuple(one[0] for one in group), tuple(one[1] for one in group)
            found.append(Conflict("when the agreement dates from", ids, values))
    return found


def _in_force(words: str, year: int) -> bool:
    """Whether the year at a place is that in which an agreement took effect, not in which it was made."""
    told = list(_FOUNDED.finditer(words))
    before = [m for m in told if m.end() <= year]
    return any(_TOOK_EFFECT.search(m.group()) for m in (before[-1:] or told[:1]))


def _of_two_kinds(group: Sequence[tuple[str, str, set[str]]]) -> bool:
    """Whether one is called by its year and all are set apart by it: "the 2015 nuclear deal", "signed in 1968"."""
    named = [words for _, value, words in group if _DATED_THING.fullmatch(value)]
    others = [words for _, value, words in group if not _DATED_THING.fullmatch(value)]
    return any(
        words and not any(words & other or _alike(words, other) for other in others) for words in named
    )


def _of_one_agreement(said: Sequence[tuple[str, str, set[str]]]) -> list[list[tuple[str, str, set[str]]]]:
    """The years said of one agreement: by a word before its noun that they share; "the pact" fits where all fit."""
    groups: list[list[tuple[str, str, set[str]]]] = []
    bare = [one for one in said if not one[2]]
    for one in (one for one in said if one[2]):
        near = [g for g in groups if any(one[2] & other[2] or _alike(one[2], other[2]) for other in g)]
        groups = [g for g in groups if g not in near] + [[*(other for g in near for other in g), one]]
    if len(groups) < 2:
        only = [*(groups[0] if groups else []), *bare]
        return [sorted(only, key=said.index)]
    return [sorted(group, key=said.index) for group in groups]


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
    """Different numbers of the same thing in like contexts, by different speakers or articles."""
    counted = [
        (s, m["noun"].lower(), m["number"], bag_of(_NUMBER.sub(" ", s.words)))
        for s in statements
        for m in _NUMBER.finditer(s.words)
    ]
    found = []
    for i, (one, noun, number, bag) in enumerate(counted):
        for two, other_noun, other, other_bag in counted[i + 1 :]:
            alone = one.article == two.article and one.speaker == two.speaker
            if noun != other_noun or number == other or alone:
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
    written: dict[str, str] = {}
    for s in statements:
        words = " ".join(s.words.split())
        for event in _EVENT.finditer(words):
            name = event.group(1).lower()
            if " " not in name:
                continue
            written.setdefault(name, event.group(1))
            place = _PLACE.search(words, event.end(), min(len(words), event.end() + 60))
            if place and not _NOT_PLACES.match(place.group(1)):
                where.setdefault(name, {}).setdefault(place.group(1).strip(), s.id)
    return [
        Conflict(f"where the {written[event]} takes place", tuple(places.values()), tuple(places))
        for event, places in where.items()
        if len(places) > 1
    ]


def _denials(statements: Sequence[Statement]) -> list[Conflict]:
    """A threat that some report and others deny: the first pair of two speakers, of two articles where there are such.

    What a party calls for and its government denies is no contradiction, nor is a threat of long ago.
    """
    told = [s for s in statements if s.same_as is None]
    called_for = {s.article for s in told if _CALLED_FOR in s.signs}
    reported = [
        s
        for s in told
        if (s.move or "").startswith("signal")
        and s.move_certain
        and s.kind == "report"
        and s.article not in called_for
        and not denies_leaving(s)
        and not _HEARSAY.match(s.point)
    ]
    pairs = [(r, d) for d in told if denies_leaving(d) for r in reported if r.speaker != d.speaker]
    pairs.sort(key=lambda pair: pair[0].article == pair[1].article)
    return [_denied("whether leaving is threatened or planned", *pairs[0])] if pairs else []


def _contradictions(statements: Sequence[Statement]) -> list[Conflict]:
    """What one source says was done and another that it was not."""
    return [
        _denied(f"whether it is true that {shown(report.point)}", report, denial)
        for report, denial in contradicted(statements)
    ]


def _denied(about: str, report: Statement, denial: Statement) -> Conflict:
    return Conflict(
        about,
        (report.id, denial.id),
        (f"reported: {shown(_bare(report))}", f"denied: {shown(_bare(denial))}"),
    )


def _bare(statement: Statement) -> str:
    """A statement's words without what only joins them to a cue: "and that members agreed"."""
    return _JOINING.sub("", statement.words)
