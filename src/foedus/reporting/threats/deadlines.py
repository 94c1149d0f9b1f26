"""The day by which a matter is decided: an expiry, the end of a notice, a day that somebody set.

>>> day_in("The deadline for notice is 24 August", "2019-08-05")
'2019-08-24'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from foedus.ledger.statement import Statement
from foedus.reporting.intake import dates
from foedus.reporting.threats.demands import condition_words
from foedus.reporting.threats.findings import Finding

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WITHIN = re.compile(r"\b(?:within|term of|in|after)\s+(\d{1,3})\s+days\b", re.IGNORECASE)
_ON_WEEKDAY = re.compile(rf"\b(?:on|by|until)\s+({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_YEARS_END = re.compile(
    r"\b(?:by|before|until|at) (?:(?:the )?end of (?:the|this) year|year['’]s end|year-?end)\b", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|before|until|within|in)\b", re.IGNORECASE)
_WAY_BACK = "way_back_offered"
_DAY_ONLY = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b")
_PAST = re.compile(
    r"\b(signed|renewed|prolonged|dates from|last year|ago|was agreed|suspended|began)\b", re.IGNORECASE
)


def deadline_in(statements: Sequence[Statement], published: Mapping[str, str | None]) -> Finding | None:
    """The day that most statements name as the one that decides; None if none does.

    Only days after the report count. Where statements name no day in full ("the deadline nears"), the finding
    has no date.
    """
    days: dict[str, list[str]] = {}
    undated: list[str] = []
    for s in statements:
        ultimatum = "deadline_near" not in s.signs
        if ultimatum and not _is_ultimatum(s):
            continue
        told = published.get(s.article)
        day = day_in(s.words, told) if told and not _PAST.search(s.words) else None
        if day:
            days.setdefault(day, []).append(s.id)
        elif not ultimatum:
            undated.append(s.id)
    if days:
        best = max(days, key=lambda d: (len(days[d]), d))
        return Finding(best, tuple(days[best]), "", best)
    return Finding("a day that is not named in full", tuple(undated), "", None, False) if undated else None


def _is_ultimatum(s: Statement) -> bool:
    """Whether a statement threatens to leave unless something is done by a day: "if duties are not cut by 3 May"."""
    threatens = (s.bears_on, s.direction) == ("exit", "for") and _WAY_BACK in s.signs
    return threatens and _BY.search(condition_words(s) or s.words) is not None


def day_in(words: str, published: str) -> str | None:
    """The first day on or after ``published`` (an ISO date) that words name, as ISO date; None if they name none."""
    start = date.fromisoformat(published[:10])
    for written in dates.find(words):
        found = _next_of(written, start)
        if found:
            return found.isoformat()
    end = _YEARS_END.search(words)
    if end:
        return f"{start.year}-12-31"
    within = _WITHIN.search(words)
    if within:
        return (start + timedelta(days=int(within.group(1)))).isoformat()
    weekday = _ON_WEEKDAY.search(words)
    if weekday:
        ahead = (_WEEKDAYS.index(weekday.group(1).lower()) - start.weekday()) % 7
        return (start + timedelta(days=ahead)).isoformat()
    alone = _DAY_ONLY.search(words)
    if alone and start.day <= int(alone.group(1)) <= 28:
        return start.replace(day=int(alone.group(1))).isoformat()
    return None


def _next_of(written: dates.WrittenDate, start: date) -> date | None:
    """A written date on or after a day; without a year the next such day, at most a year ahead."""
    for year in [written.year] if written.year else [start.year, start.year + 1]:
        iso = replace(written, year=year).iso
        if iso and date.fromisoformat(iso) >= start:
            return date.fromisoformat(iso)
    return None
