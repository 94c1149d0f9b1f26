"""The table of past threats to leave an agreement, and the base rates.

`exit_threats.csv` holds one threat a row with what came of it within 24 months, `base_rates.csv` one rate a
row; each row names its sources. Both answer as of a day: a threat that came later is hidden, and so is an
outcome that was not yet known, so that an assessment of a past day sees what could be seen on it.

A threat counts in a class only once its 24 months are over (``mature``): exits come faster than a threat can
be said to have faded, so counting the outcomes known so far would count quick exits first.

    >>> threats("2010-01-01")[0].id
    'FRA-EEC-1964'
    >>> any(t.first_threat > date(2010, 1, 1) for t in threats("2010-01-01"))
    False
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from foedus.errors import InputFault

COURSES = ("exit", "revised", "fades")
WINDOW_MONTHS = 24.0
DAYS_PER_MONTH = 30.4375
_COURSE_OF = {"exit_completed": "exit", "exit_notice": "exit", "concession": "revised", "faded": "fades"}
_MIDDLE = {1: (7, 1), 2: (15,)}  # a year stands for 1 July, a month for its 15th


@dataclass(frozen=True, slots=True)
class PastThreat:
    """One past threat. ``course`` and ``months`` are None where the outcome was not yet known.

    Attributes:
        id: the row's id, as grounds cite it.
        threatener, other_side, agreement: who threatened whom with leaving what.
        kind: alliance, trade, organisation, arms control or other.
        first_threat: the day (the middle of the month where only that is known).
        demand, has_demand: what was asked for; "y" or "n".
        vehicle: how it was first made: public_statement, formal_notice, private_report, legislature_vote.
        course: exit, revised or fades within 24 months.
        months: months from the first threat to that outcome.
        mature: whether the 24 months were over by the day asked about.
        alternative: the course that a stricter or looser coding gives, or None.
        confidence: of the coding, "H", "M" or "L".
        sources, note: as in the table.
    """

    id: str
    threatener: str
    other_side: str
    agreement: str
    kind: str
    first_threat: date
    demand: str
    has_demand: str
    vehicle: str
    course: str | None
    months: float | None
    mature: bool
    alternative: str | None
    confidence: str
    sources: str
    note: str

    def value(self, column: str) -> str:
        """The row's value in a column that reference classes may name; see ``COLUMNS``."""
        if column == "type":
            return self.kind
        if column == "period":
            return f"{self.first_threat.year // 10 * 10}s"
        if column not in COLUMNS:
            raise InputFault(
                f"the table of exit threats has no column {column!r} for reference classes",
                remedy=f"use one of {', '.join(COLUMNS)}",
            )
        return str(getattr(self, column))


COLUMNS = ("type", "has_demand", "vehicle", "threatener", "other_side", "period", "confidence", "id")


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A rate of the past: ``value`` as the source gives it, the counts where they are known."""

    id: str
    quantity: str
    value: str
    numerator: str
    denominator: str
    period: str
    source: str
    solidity: str
    known_since: int | None

    @property
    def number(self) -> float | None:
        """The value as one number, where it is one."""
        try:
            return float(self.value)
        except ValueError:
            return None


def threats(as_of: str | None = None) -> tuple[PastThreat, ...]:
    """The past threats in the table's order, as known on a day (all of them without one).

    Raises:
        InputFault: ``as_of`` is no ISO date.
    """
    day = day_of(as_of) if as_of else None
    return tuple(_seen(row, day) for row in raw_rows("exit_threats.csv") if day is None or _made(row) < day)


def base_rates(as_of: str | None = None) -> tuple[BaseRate, ...]:
    """The base rates known on a day; the rates of exit threats (E1 to E5) are counted from the table then."""
    year = day_of(as_of).year if as_of else None
    found = [_rate(row) for row in raw_rows("base_rates.csv")]
    listed = [r for r in found if year is None or (r.known_since or 0) <= year]
    return (*listed, *_counted(threats(as_of)))


def rate_records(as_of: str | None = None) -> tuple[dict[str, str], ...]:
    """The base rates as plain records, those counted from the table among them."""
    return tuple(
        {
            "id": r.id,
            "quantity": r.quantity,
            "value": r.value,
            "numerator": r.numerator,
            "denominator": r.denominator,
            "period": r.period,
            "source": r.source,
            "solidity": r.solidity,
        }
        for r in base_rates(as_of)
    )


def records(kinds: tuple[str, ...] = (), as_of: str | None = None) -> tuple[dict[str, Any], ...]:
    """The threats as plain records for a table, CSV or JSON, of some kinds only where any are named.

    Raises:
        InputFault: the table has no threat of a kind.
    """
    known = {t.kind for t in threats()}
    for kind in kinds:
        if kind not in known:
            raise InputFault(f"the history holds no agreement of kind {kind!r}",
                             remedy=f"use one of {', '.join(sorted(known))}")  # fmt: skip
    return tuple(_record(t) for t in threats(as_of) if not kinds or t.kind in kinds)


def day_of(text: str) -> date:
    """The day of an ISO date; a year or a month stands for its middle.

    Raises:
        InputFault: the text is no such date.
    """
    try:
        parts = [int(part) for part in text.strip().split("-")]
        return date(*parts, *_MIDDLE.get(len(parts), ()))
    except (ValueError, TypeError) as error:
        raise InputFault(f"{text!r} is no date", remedy="write it as 2019-06-25") from error


def months_between(start: date, end: date) -> float:
    """Months from one day to another, of 30.4375 days each."""
    return (end - start).days / DAYS_PER_MONTH


@cache
def raw_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the package's tables as they stand in the file, columns by name."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _made(row: dict[str, str]) -> date:
    return day_of(row["first_threat_date"])


def _seen(row: dict[str, str], day: date | None) -> PastThreat:
    """The row as it stood on a day: the outcome is blank while it was still to come."""
    made = _made(row)
    mature = day is None or months_between(made, day) >= WINDOW_MONTHS
    known = mature or (day is not None and day_of(row["outcome_date"]) < day)
    alternative = _COURSE_OF.get(row["alt_code"])
    return PastThreat(
        id=row["case_id"],
        threatener=row["threatener"],
        other_side=row["other_side"],
        agreement=row["agreement"],
        kind=row["type"],
        first_threat=made,
        demand=row["demand"],
        has_demand=row["has_demand"],
        vehicle=row["vehicle"],
        course=_COURSE_OF[row["outcome_24m"]] if known else None,
        months=float(row["months_to_outcome"]) if known else None,
        mature=mature,
        alternative=alternative if known else None,
        confidence=row["confidence"],
        sources=row["sources"],
        note=row["note"] if mature else "",
    )


def _rate(row: dict[str, str]) -> BaseRate:
    known = row["known_since"]
    return BaseRate(**{**row, "known_since": int(known) if known else None})  # type: ignore[arg-type]


def _counted(table: tuple[PastThreat, ...]) -> Iterator[BaseRate]:
    """E1 to E3: the courses of mature threats with a demand, counted from the table as it is."""
    asked = [t for t in table if t.has_demand == "y" and t.mature]
    for identity, what, rows in (
        ("E1", "exit threats with a demand", asked),
        ("E2", "alliance exit threats with a demand", [t for t in asked if t.kind == "alliance"]),
        ("E3", "exit threats first known as a private report, with a demand",
         [t for t in asked if t.vehicle == "private_report"]),
        ("E4", "exit threats first made by formal notice, with a demand",
         [t for t in asked if t.vehicle == "formal_notice"]),
    ):  # fmt: skip
        counts = [sum(t.course == course for t in rows) for course in COURSES]
        n = sum(counts)
        years = (
            f"{min(t.first_threat.year for t in rows)}-{max(t.first_threat.year for t in rows)}" if n else ""
        )
        yield BaseRate(
            id=identity,
            quantity=f"{what}: exit / revised / fades within 24 months",
            value="/".join(f"{c / n:.2f}" for c in counts) if n else "",
            numerator="/".join(map(str, counts)),
            denominator=str(n),
            period=years,
            source="own count on the table of exit threats",
            solidity="famous cases; threats that faded are under-counted, above all before 2015",
            known_since=None,
        )


def _record(threat: PastThreat) -> dict[str, Any]:
    return {
        "id": threat.id,
        "threatener": threat.threatener,
        "other_side": threat.other_side,
        "agreement": threat.agreement,
        "kind": threat.kind,
        "first_threat": threat.first_threat.isoformat(),
        "demand": threat.demand,
        "has_demand": threat.has_demand,
        "vehicle": threat.vehicle,
        "course": threat.course,
        "months": threat.months,
        "confidence": threat.confidence,
        "sources": threat.sources,
        "note": threat.note,
    }
