"""The day of publication, which is never the day on which a page was fetched.

In this order: the head of the file; what the text states of itself ("appeared on", dateline, "Published:");
markup; the address; a bare date above the text. A bare date counts as publication only while nothing
contradicts it, else it is kept as the day of the crawl. Markup goes before the text unless the text states
an earlier day: pages carry the day of their last change.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from foedus.reporting.intake import address, dates
from foedus.reporting.intake.dates import WrittenDate
from foedus.reporting.intake.imprint import Imprint

NEARBY = 60
"""Days around its publication in which the dates lie that a report gives without a year."""
SAME_ISSUE = 3
"""Days between two dates of one article that do not contradict each other (time zones, print and web)."""

_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])")
_MONTH = re.compile(r"((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])")
_AHEAD = re.compile(r"\b(?:by|until|till|to|through|beyond|before|after|from)\s+$")


@dataclass(frozen=True, slots=True)
class Day:
    """The ISO day of publication, where it was found and how exactly, the day of the crawl, and what to note."""

    published: str | None = None
    dated_by: str = ""
    crawled: str | None = None
    notes: tuple[str, ...] = ()
    to: Literal["day", "month", "year"] = "day"


def day_of(fields: Mapping[str, str], how: str, imprint: Imprint, url: str, text: str) -> Day:
    """The day of publication of an article.

    Args:
        fields: what head or markup give: ``published``, ``crawled``.
        how: "head" or "markup": which of them gave ``published``.
        imprint: what the text says of itself.
        url: its address, or "".
        text: what is read, to tell a year from.
    """
    crawled = iso_of(fields.get("crawled", ""))[0]
    bare = imprint.bare.iso if imprint.bare else None
    given, note = iso_of(fields.get("published", ""))
    notes = [note] if note else []
    if fields.get("published") and not given:
        notes.append(f"the date {fields['published']!r} could not be read")
    found = (given, how) if given and how == "head" else _stated(imprint, given or bare or crawled, url, text)
    if given and (not found or found[0] >= given or not _apart(found[0], given)):
        found = (given, how)
    elif given and found:
        notes.append(f"the markup is dated {given}, the text itself {found[0]}")
    if not found and (in_address := address.date_in(url)):
        found = (in_address, "address")
    if found:
        fetched = crawled or (bare if bare and _apart(bare, found[0]) else None)
        return Day(*found, fetched, tuple(notes), _known_to(fields) if found[0] == given else "day")
    notes += [f"the text dates itself {d.day:02d}-{d.month:02d} without a year" for _, d in imprint.dated[:1]]
    if bare and not _fits(bare, text):
        notes.append(
            f"the date {bare} above the text fits none of the text's own: taken for the day of the crawl"
        )
        return Day(None, "", crawled or bare, tuple(notes))
    if bare:
        notes.append(f"dated by {bare} above the text, which may be the day on which the page was fetched")
        return Day(bare, "text", crawled, tuple(notes))
    return Day(None, "", crawled, (*notes, "no date of publication was found"))


def _known_to(fields: Mapping[str, str]) -> Literal["day", "month", "year"]:
    """How exactly head or markup give the date: "2019-06" to the month."""
    value = fields.get("published", "").strip()
    if _YEAR.fullmatch(value):
        return "year"
    return "month" if _MONTH.fullmatch(value) else "day"


def _stated(imprint: Imprint, latest: str | None, url: str, text: str) -> tuple[str, str] | None:
    """The first day that the text states of itself and whose year can be told, with where."""
    for found_in, written in imprint.dated:
        day = _with_year(written, latest, url, text)
        if day:
            return day, found_in
    return None


def _with_year(written: WrittenDate, latest: str | None, url: str, text: str) -> str | None:
    """The ISO date of a written date; its year from the address, the crawl, a full date near it or a weekday.

    None where nothing tells the year: a guess could let a later report pass for an earlier one.
    """
    if written.year:
        return written.iso
    end = address.date_in(url) or latest
    if end:
        return dates.year_before(written, _later(end, SAME_ISSUE)).iso
    for full in dates.find(text):
        here = written.in_year(full.year).iso if full.year else None
        if here and full.iso and _days(here, full.iso) <= NEARBY:
            return here
    return dates.year_by_weekday(written, text, newest_year(text))


def newest_year(text: str) -> int | None:
    """The newest year that a text names as past or present: "in 2019", not "until 2030"."""
    years = [int(m[1]) for m in _YEAR.finditer(text) if not _AHEAD.search(text[: m.start()][-12:])]
    return max(years, default=None)


def iso_of(value: str) -> tuple[str | None, str]:
    """The ISO date of a given value, and a note where only a month or a year is given.

    Of a month its last day is taken, so that a report is never used before the day on which it appeared.
    """
    value = value.strip()
    if written := dates.first(value):
        return written.iso, ""
    if match := _MONTH.fullmatch(value):
        year, month = int(match[1]), int(match[2])
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).isoformat()
        return last, f"only the month {value} is given: its last day is used"
    if match := re.fullmatch(r"(?:19|20)\d\d", value):
        return f"{value}-12-31", f"only the year {value} is given: its last day is used"
    return None, ""


def _fits(bare: str, text: str) -> bool:
    """Whether a date above a text fits the dates without a year in it, which lie near its publication."""
    ends = (bare, _later(bare, NEARBY))
    near = [dates.year_before(d, end).iso for d in dates.find(text) if d.year is None for end in ends]
    known = [iso for iso in near if iso]
    return not known or min(_days(bare, iso) for iso in known) <= NEARBY


def _apart(one: str, other: str) -> bool:
    """Whether two ISO dates cannot both be the day of publication."""
    return _days(one, other) > SAME_ISSUE


def _days(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def _later(day: str, by: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=by)).isoformat()
