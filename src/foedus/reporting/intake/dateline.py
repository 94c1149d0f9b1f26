"""Datelines: "OSLO, May 3 (Reuters) -", "(AP) —", "MOSCOW, June 25. /TASS/.", "(Site / Agency - 3rd May, 2020)".

>>> dateline_of("OSLO, May 3 (REUTERS) - The envoys met.")  # doctest: +ELLIPSIS
Dateline(credit=Credit(outlet='Reuters', carried_by='', remark=''), dated=WrittenDate(span=..., ...))
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.reporting.intake import dates, outlets
from foedus.reporting.intake.credit import Credit, credited
from foedus.reporting.intake.dates import WrittenDate

_OPENING = 6000  # characters of the readable text in which the first paragraph begins
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z](?:[^\n()—/]|(?<=\w)/(?=[A-Z]\w)){1,60}?)?[ \t,.:]*"
    r"[(/][ \t]*(?P<credit>[A-Za-z][^()\n/]{1,60}(?:[ ]?/[^()\n/]{2,40}){0,2})[)/]"
    r"[ \t]*(?P<dash>[-–—:.,]{0,2})[ \t]*(?=\S|$)",
    re.MULTILINE,
)


_AGENCY_FIRST = re.compile(
    r"^[ \t]*(?P<credit>[A-Z]{3,8}) (?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}), (?P<day>[A-Z][a-z]+ \d{1,2},? \d{4})\.? ?[-–—]{1,2}",
    re.MULTILINE,
)
"""An agency's letters before its city and its day: "AKP Phnom Penh, May 3, 2020 --"."""


class Dateline(NamedTuple):
    """Whose report a dateline says it is, under the usual names, and the date in it."""

    credit: Credit
    dated: WrittenDate | None


def dateline_of(text: str) -> Dateline | None:
    """The first dateline in the opening of a text; None if there is none."""
    for match in _DATELINE.finditer(text[:_OPENING]):
        place, inside = (match["place"] or "").strip(), match["credit"]
        within = dates.first(inside)
        name = inside[: within.span.start].strip(" -–—,;:") if within else inside
        credit = _joint(name)
        shouted = bool(re.match(r"[A-Z][A-Z .,'’-]{2,}", place))
        # "Ada Berg (AFP)" under a picture is none: a place is shouted, dated or followed by a dash.
        opens = shouted or not place or bool(dates.first(place)) or bool(re.search("[-–—]", match["dash"]))
        if (
            opens
            and len(place.split()) <= 9
            and _is_outlet(credit.outlet, shouted=shouted, dated=bool(within))
        ):
            start = match.start("credit") if within else match.start("place")
            return Dateline(as_known(credit), _shifted(within or dates.first(place), start))
    first = _AGENCY_FIRST.search(text[:_OPENING])
    if first is None:
        return None
    return Dateline(
        as_known(Credit(first["credit"])), _shifted(dates.first(first["day"]), first.start("day"))
    )


def _is_outlet(name: str, *, shouted: bool, dated: bool) -> bool:
    """Whether what stands in brackets behind a place is an outlet, also one that no table has: "NIAMEY (Sahel News)"."""
    return outlets.known(name) is not None or (shouted and (dated or outlets.looks_like_outlet(name)))


def as_known(credit: Credit) -> Credit:
    """A credit under the usual names: a text may shout "BLOOMBERG" or shorten a name."""
    whose, carrier = (outlets.canonical(name) if name else "" for name in (credit.outlet, credit.carried_by))
    return Credit(whose, carrier, credit.remark)


def _joint(name: str) -> Credit:
    """The credit of a dateline; of several agencies together ("Reuters, AFP") the first."""
    parts = [part.strip() for part in re.split(r",| and |;", name)]
    return Credit(parts[0]) if len(parts) > 1 and outlets.known(parts[0]) else credited(name)


def _shifted(written: WrittenDate | None, by: int) -> WrittenDate | None:
    return written.moved(by) if written else None
