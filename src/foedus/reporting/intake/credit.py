"""Who wrote a report and who carried it: "Japan Today / Reuters", "NHK (via Teller Report)".

One rule for all: the *outlet* is whose report it is, *carried_by* is where it was found. So a dispatch of an
agency keeps the agency as its outlet wherever it was printed, and two papers that print the same dispatch
do not count as two.

    >>> credited("Harbour Gazette / Reuters")
    Credit(outlet='Reuters', carried_by='Harbour Gazette', remark='')
    >>> credited("NHK (via Teller Report)")
    Credit(outlet='NHK', carried_by='Teller Report', remark='')
    >>> credited("El Faro (in English)").outlet
    'El Faro'
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.reporting.intake import outlets

_CARRIED = re.compile(
    r"^(?P<whose>.+?)\s*\(?\b(?:via|carried by|reprinted (?:by|in|on)|republished (?:by|in|on)|as seen on)\s+"
    r"(?P<carrier>[^()]+?)\s*\)?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"^(?P<carrier>.+?)\s*\(\s*(?:from|citing|by|copyright|©)\s+(?P<whose>[^()]+?)\s*\)$", re.IGNORECASE
)
_ASIDE = re.compile(r"^(?P<name>.+?)\s*\((?P<aside>[^()]+)\)$")
_EDITION = re.compile(
    r"(?:in )?(?:English|Spanish|French|German|Russian|Arabic|Chinese|Japanese|Korean|Portuguese|Italian|Polish|Ukrainian|"
    r"Turkish|Persian|Hebrew|Hindi|Urdu|Indonesian|Malay|Dutch|Swedish|Norwegian|Danish|Finnish|Greek|Czech|Hungarian|"
    r"Romanian|Serbian|Bulgarian|Georgian|Armenian|Swahili|Vietnamese|Thai)(?: edition| service)?"
)
"""The language of an edition, which is no part of an outlet's name."""
_COPY = re.compile(r"\s+(?:snippet|report|copy|text|dispatch|story|excerpt)$", re.IGNORECASE)


class Credit(NamedTuple):
    """Whose report it is, who carried it for them ("" if nobody), and what else the credit said."""

    outlet: str
    carried_by: str = ""
    remark: str = ""


def credited(written: str) -> Credit:
    """What a credit says: names are kept as they are written; an empty credit gives an empty outlet."""
    written = " ".join(written.split()).strip(" -–—/|,;")
    if not written or outlets.known(written):
        return Credit(written)
    if found := _FROM.match(written) or _CARRIED.match(written):
        return Credit(found["whose"].strip(), found["carrier"].strip())
    if found := _ASIDE.match(written):
        return _with_aside(found["name"], found["aside"], written)
    return _of_parts(written)


def _of_parts(written: str) -> Credit:
    """The credit of "A / B": the agency among them, else the last, is whose report it is."""
    parts = [part for part in re.split(r"\s+/\s+|\s*\|\s*", written) if part]
    if len(parts) == 1 and "/" in written:
        tight = [part.strip() for part in written.split("/")]
        parts = tight if all(outlets.known(part) for part in tight) else parts
    parts = [p for i, p in enumerate(parts) if not any(outlets.same(p, q) for q in parts[:i])]
    if len(parts) < 2:
        return Credit(parts[0] if parts else written)
    agencies = [part for part in parts if outlets.is_agency(part)]
    whose = agencies[-1] if agencies else parts[-1]
    return Credit(whose, " / ".join(part for part in parts if part != whose))


def merged(whose: str, holder: str) -> Credit:
    """The credit of a report of one outlet found with another; one outlet alone if both names mean it."""
    if not whose or not holder or outlets.same(whose, holder):
        return Credit(whose or holder)
    return Credit(whose, holder)


def _with_aside(name: str, aside: str, written: str) -> Credit:
    """The credit of "Name (aside)": another outlet, a part of the name ("(Pakistan)"), or a remark."""
    inner = _COPY.sub("", aside.strip())
    if outlets.known(inner):
        return Credit(inner, name) if not outlets.same(inner, name) else Credit(name)
    if _EDITION.fullmatch(aside.strip()):
        return credited(name)
    if re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z]{2,})?", aside):
        return Credit(written)
    inside = credited(name)
    return inside._replace(remark=aside.strip())
