"""What sources tell differently of one event or rule: the day of a notice, how a vote went, where ministers meet, how much notice.

Two tell of one event where its words fit one row and what else identifies it agrees: the day of a meeting, one side of a
vote. What differs is the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from foedus.ledger.statement import Statement
from foedus.reporting.intake import dates

Told = tuple[str, tuple[str, str], tuple[str, str]]
"""What it is about, the ids of two statements, the values that they give."""

_GIVING = r"(?:gave|given|handed|submitted|filed|delivered|lodged|sent|served|deposited|presented)"
_DONE = (
    ("the day on which notice was given", re.compile(
        rf"\b{_GIVING}\b[^.;]{{0,40}}\b(?:notice|notification|note verbale)\b|"
        rf"\b(?:notice|notification|note verbale)\b[^.;]{{0,40}}\b(?:was|were|had been) {_GIVING}\b", re.IGNORECASE)),
    ("the day of the vote", re.compile(
        r"\b(?:parliament|lawmakers|assembly|senate|deputies|mps|house)\b[^.;]{0,20}\bvoted\b", re.IGNORECASE)),
)  # fmt: skip
_NOT_DONE = re.compile(r"\b(?:will|would|may|might|could|can|must|if|unless|not|never|plans?|threaten\w*)\b")
_TALLY = re.compile(r"\b(\d{1,4})(?: votes?)? (?:to|against|[-–]) (\d{1,4})\b")
_VOTING = re.compile(r"\b(?:vot\w+|passed|carried|approved|adopted|rejected|ballot\w*)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:meet|meets|met|meeting|gather|gathers|convene|convenes|talks)\b[^.;]{0,20}\bin (?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"[^.;]{0,12}? on (?P<day>(?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z]\w+|[A-Z]\w+ \d{1,2}))"
)
_NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1, "eighteen": 18, "twenty-four": 24, "thirty": 30, "sixty": 60, "ninety": 90}  # fmt: skip
_NOTICE = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})[ -](?P<unit>day|month|year)s?['’]?(?:s['’]?)? (?:written )?notice\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1.0, "month": 30.4, "year": 365.0}
_CLOSE_DAYS = 10
_ALIKE_DAYS = 10.0
"""Days by which two periods of notice may differ, twelve months and a year, and mean the same."""


def told_differently(statements: Sequence[Statement], published: Mapping[str, str | None]) -> list[Told]:
    """The pairs of statements of two articles that give one event or rule different values.

    Args:
        statements: those of all articles.
        published: an article's name → its day, from which days without a year are counted.
    """
    return [
        *_days(statements, published),
        *_tallies(statements),
        *_meetings(statements),
        *_notices(statements),
    ]


def _pairs(
    told: Sequence[tuple[Statement, str]],
) -> list[tuple[tuple[Statement, str], tuple[Statement, str]]]:
    """What two articles tell, the first pair of each two values."""
    found: dict[tuple[str, ...], tuple[tuple[Statement, str], tuple[Statement, str]]] = {}
    for one, two in combinations(told, 2):
        if one[0].article != two[0].article and one[1] != two[1]:
            found.setdefault(tuple(sorted((one[1], two[1]))), (one, two))
    return list(found.values())


def _days(statements: Sequence[Statement], published: Mapping[str, str | None]) -> list[Told]:
    """Different days, close to each other, on which one thing was done."""
    found: list[Told] = []
    for about, form in _DONE:
        told: list[tuple[Statement, str]] = []
        for s in statements:
            since = published.get(s.article)
            done = form.search(s.words) if since and not _NOT_DONE.search(s.words) else None
            written = dates.first(s.words) if done and since else None
            day = dates.year_before(written, since[:10]).iso if written is not None and since else None
            if day:
                told.append((s, day))
        for (one, day), (two, other) in _pairs(told):
            if abs((date.fromisoformat(day) - date.fromisoformat(other)).days) <= _CLOSE_DAYS:
                found.append((about, (one.id, two.id), (_dated_in(one, day), _dated_in(two, other))))
    return found


def _dated_in(statement: Statement, day: str) -> str:
    """A day as a statement writes it, where it does, else the ISO date."""
    number = str(int(day[-2:]))
    written = re.search(rf"\b{number}(?:st|nd|rd|th)? [A-Z][a-z]+|\b[A-Z][a-z]+ {number}\b", statement.words)
    return written.group() if written else day


def _tallies(statements: Sequence[Statement]) -> list[Told]:
    """Different counts of one vote: one side's votes agree, the other's do not."""
    told = [(s, m) for s in statements if _VOTING.search(s.words) for m in _TALLY.finditer(s.words)]
    found: list[Told] = []
    for (one, a), (two, b) in combinations(told, 2):
        same = {a[1], a[2]} & {b[1], b[2]}
        if one.article != two.article and len(same) == 1 and {a[1], a[2]} != {b[1], b[2]}:
            found.append(("how the vote went", (one.id, two.id), (a.group(), b.group())))
    return found


def _meetings(statements: Sequence[Statement]) -> list[Told]:
    """Different places of a meeting on one day."""
    by_day: dict[str, list[tuple[Statement, str]]] = {}
    for s in statements:
        for m in _MEETING.finditer(s.words):
            day = " ".join(sorted(re.findall(r"\d{1,2}|[A-Z][a-z]+", re.sub(r"\w+day,? ", "", m["day"]))))
            by_day.setdefault(day, []).append((s, m["place"]))
    return [
        (f"where they meet on {day}", (one.id, two.id), (here, there))
        for day, told in by_day.items()
        for (one, here), (two, there) in _pairs(told)
    ]


def _notices(statements: Sequence[Statement]) -> list[Told]:
    """Different periods of notice that the agreement is said to ask for."""
    told = [(s, m) for s in statements for m in _NOTICE.finditer(s.words)]
    found: list[Told] = []
    for (one, a), (two, b) in combinations(told, 2):
        apart = abs(_length(a) - _length(b)) > _ALIKE_DAYS
        if one.article != two.article and apart and not any(f[0] == _PERIOD for f in found):
            found.append((_PERIOD, (one.id, two.id), (_bare(a), _bare(b))))
    return found


_PERIOD = "how much notice the agreement asks for"


def _bare(period: re.Match[str]) -> str:
    return f"{period['n']} {period['unit']}{'' if period['n'].lower() in ('1', 'one', 'a', 'an') else 's'}"


def _length(period: re.Match[str]) -> float:
    """Days of a period of notice."""
    number = period["n"].lower()
    return (_NUMBERS[number] if number in _NUMBERS else int(number)) * _DAYS[period["unit"].lower()]
