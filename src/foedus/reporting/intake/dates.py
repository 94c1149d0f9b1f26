"""Dates as articles write them: "25th June, 2019", "June 25", "2019-06-25", "Jun. 25 2019 10:04 AM".

Only dates that leave no doubt are read: "05/06/2019" could be May or June and is left alone, unless one of
the two numbers is above 12. A date without its year keeps ``year=None`` until something tells the year.

    >>> first("MOSCOW, 25th June, 2019").iso
    '2019-06-25'
    >>> first("on Jun 26").year is None
    True
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.provenance import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FOREIGN = {
    name: number
    for number, names in enumerate(
        (
            "januar janvier enero gennaio janeiro januari", "februar février fevrier febrero febbraio fevereiro februari",
            "märz maerz mars marzo março maart", "avril abril aprile", "mai mayo maggio maio mei", "juni juin junio giugno junho",
            "juli juillet julio luglio julho", "août aout agosto augustus", "septembre septiembre settembre setembro",
            "oktober octobre octubre ottobre outubro", "novembre noviembre novembro",
            "dezember décembre decembre diciembre dicembre dezembro desember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Months in German, French, Spanish, Italian, Portuguese, Dutch and Scandinavian datelines: between a day and a year only."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_NAMED = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")

_DIGIT = re.compile(r"\d")
"""What every form of a date holds."""
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = r"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)",
        rf"\b{_WEEKDAY}{_DAY}\s*(?:of\s+)?[-\s]?{_MONTH}(?:[\s,-]+{_YEAR})?",
        rf"\b{_WEEKDAY}{_MONTH}\s*{_DAY}(?!\s*(?:percent|%))(?:\s*,?\s+{_YEAR})?",
        rf"\b(?P<day>[0-3]?\d)(?:\.|er|º|°)?\s+(?:de\s+)?(?P<month>{'|'.join([*_FOREIGN, 'april', 'september', 'november'])})"
        rf"\s+(?:del?\s+)?{_YEAR}",
        r"\b(?P<first>[0-3]?\d)(?P<mark>[/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)\b",
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as a text writes it: the span, and the year where it is given.

    ``weekday`` counts from Monday = 0; None where no weekday stands beside the date.
    """

    span: Span
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    @property
    def iso(self) -> str | None:
        """The ISO date, or None while the year is unknown or the day does not exist in it."""
        return _iso(self.year, self.month, self.day) if self.year else None

    def moved(self, by: int) -> WrittenDate:
        """The date at its place in a longer text."""
        return replace(self, span=Span(self.span.start + by, self.span.end + by))

    def in_year(self, year: int) -> WrittenDate:
        """The date in a year that something else told."""
        return replace(self, year=year)


def find(text: str) -> Iterator[WrittenDate]:
    """All dates of a text, in its order; where two forms fit at one place, the longer one."""
    taken: list[WrittenDate] = []
    if _DIGIT.search(text) is None:
        return
    for form in _FORMS:
        for match in form.finditer(text):
            written = _read(match)
            if written and not any(t.span.start < match.end() and match.start() < t.span.end for t in taken):
                taken.append(written)
    yield from sorted(taken, key=lambda w: w.span)


def first(text: str) -> WrittenDate | None:
    """The first date of a text, or None."""
    return next(find(text), None)


def alone(line: str) -> WrittenDate | None:
    """The date of a line that holds nothing else but a time, a zone and words such as "Published on"."""
    written = first(line)
    if written is None:
        return None
    rest = line[: written.span.start] + " " + line[written.span.end :]
    rest = re.sub(
        r"\bT?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z\b|[+-]\d\d:?\d\d)?|\b[AaPp]\.?[Mm]\b\.?|\b(?:GMT|UTC|MSK|[A-Z]{1,4}T)\b",
        " ",
        rest,
    )
    rest = re.sub(r"(?i)\b(?:published|posted|updated|last|modified|date|on|at|issued|released)\b", " ", rest)
    return written if not re.search(r"\w", rest) else None


def year_before(written: WrittenDate, latest: str) -> WrittenDate:
    """The date in the last year in which it lies not after ``latest`` (an ISO date)."""
    end = dt.date.fromisoformat(latest)
    for year in (end.year, end.year - 1, end.year - 2, end.year - 3, end.year - 4):
        iso = _iso(year, written.month, written.day)
        if iso is None or iso > latest:
            continue
        if written.weekday is None or dt.date.fromisoformat(iso).weekday() == written.weekday:
            return written.in_year(year)
    return written


def year_by_weekday(written: WrittenDate, text: str, newest: int | None) -> str | None:
    """The ISO date in the newest year that a text names or the one after, told apart by the weekday.

    The weekday is that of the date itself or, for a dateline, the one on which the text's opening says that
    something happened: the same day or the day before. None unless exactly one of the two years fits.
    """
    weekday = weekday_near(written, text)
    if newest is None or weekday is None:
        return None
    slack = 0 if written.weekday is not None else 1
    dated = [iso for year in (newest, newest + 1) if (iso := _iso(year, written.month, written.day))]
    fitting = [iso for iso in dated if (dt.date.fromisoformat(iso).weekday() - weekday) % 7 <= slack]
    return fitting[0] if len(fitting) == 1 else None


def weekday_near(written: WrittenDate, text: str) -> int | None:
    """The weekday of a date, or the first that the text behind it names, from Monday = 0; None where it names none."""
    if written.weekday is not None:
        return written.weekday
    named = _NAMED.search(text[written.span.end : written.span.end + 900])
    return _weekday(named.group()) if named else None


def _weekday(name: str) -> int:
    """The number of a weekday's name, Monday = 0."""
    return next(i for i, known in enumerate(_WEEKDAYS) if known.startswith(name.lower()[:3]))


def _read(match: re.Match[str]) -> WrittenDate | None:
    """The date of a match, or None where it is no date or is ambiguous."""
    part = match.groupdict()
    year = int(part["year"]) if part.get("year") else None
    if part.get("first"):
        day, month = int(part["first"]), int(part["second"])
        if part["mark"] == "/" and day <= 12 and month <= 12 and day != month:
            return None  # 05/06/2019: May or June
        if month > 12 and part["mark"] == "/":
            day, month = month, day
    else:
        day = int(part["day"])
        named = part["month"].rstrip(".").lower()
        month = int(named) if named.isdigit() else _MONTHS.get(named) or _FOREIGN[named]
    if _iso(year or 2000, month, day) is None:
        return None
    weekday = None
    if part.get("weekday"):
        weekday = _weekday(part["weekday"])
    return WrittenDate(Span(match.start(), match.end()), month, day, year, weekday)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
