"""What a web address tells: the site, the day in its path, and the page behind an archive's copy.

>>> original("https://web.archive.org/web/20191215103000/https://gazette.example/2019/06/25/pact")
Address(url='https://gazette.example/2019/06/25/pact', captured='2019-12-15')
>>> date_in("https://gazette.example/2019/06/25/pact"), site("https://www.gazette.example/a")
('2019-06-25', 'gazette.example')
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_CAPTURE = re.compile(
    r"^https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d{0,6}[a-z_]{0,4}/(?P<url>https?:/.+)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")


class Address(NamedTuple):
    """The address of a page itself, and the ISO day on which an archive captured it (None if none did)."""

    url: str
    captured: str | None = None


def original(url: str) -> Address:
    """The address of the page behind an archive's copy; any other address as it is."""
    match = _CAPTURE.match(url.strip())
    return Address(match["url"], _iso(match)) if match else Address(url.strip())


def date_in(url: str) -> str | None:
    """The ISO date in an address such as ".../2019/06/25/...", or None."""
    match = _DATE.search(unquote(url))
    return _iso(match) if match else None


def site(url: str) -> str:
    """The host of an address without "www."; "" where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # e.g. a broken IPv6 address
        return ""
    return re.sub(r"^(?:www\d?|m|amp)\.(?=[^.]+\.)", "", host.lower()) if "." in host else ""


def _iso(match: re.Match[str]) -> str | None:
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
