"""The metadata of an article: head or markup first, then what the text says of itself.

The day of publication is never the day on which a page was fetched: a bare date above the text counts as
publication only while nothing in the text contradicts it, else it is kept as ``crawled``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from foedus.ledger.article import Article
from foedus.reporting import dates, head, outlets
from foedus.reporting.credit import Credit, credited, merged
from foedus.reporting.dates import WrittenDate
from foedus.reporting.imprint import Imprint, imprint_of
from foedus.reporting.tongue import written_in

NEAR_EMPTY = 25
"""Words: a shorter text is a snippet, a picture's caption or the open part of a closed page."""
NEARBY = 60
"""Days around its publication in which the dates lie that a report gives without a year."""
SAME_ISSUE = 3
"""Days between two dates of one article that do not contradict each other (time zones, print and web)."""

_PAYWALL = re.compile(
    r"subscribe (?:now |today )?to (?:continue|read|keep|unlock|get)|"
    r"(?:subscription|registration) (?:is )?required|(?:for|to) subscribers only|"
    r"already a subscriber|subscriber[- ]only|(?:log|sign) in to (?:continue|read)|"
    r"to (?:continue|keep) reading|read the full (?:story|article) (?:at|on|with)|"
    r"unlock (?:this|the) article|this (?:article|content|story) is "
    r"(?:for|only available to|reserved for) (?:our )?(?:subscribers|members)",
    re.IGNORECASE,
)
_VOICE = re.compile(
    r"(?<![\"“‘'\w])\b(?:we|I) (?:believe|think|argue|hope|suggest|would argue|doubt|fear)\b|"
    r"\bin (?:our|my) (?:view|opinion)\b"
)
_OPINION = re.compile(
    r"^\W*(?:opinion|commentary|editorial|op-?ed|column|viewpoint|analysis|comment)\b\s*[:|–—-]",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"^\W*(?:for immediate release|press release|media release|press statement)\b", re.I | re.M
)
_QUOTED = re.compile(r"[\"“][^\"“”]{0,2000}[\"”]")
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])")
_AHEAD = re.compile(r"\b(?:by|until|till|to|through|beyond|before|after|from)\s+$")
_ADDRESS_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class _Day:
    published: str | None = None
    dated_by: str = ""
    crawled: str | None = None
    notes: tuple[str, ...] = ()


def describe(
    name: str, text: str, *, markup: Mapping[str, str] | None = None, notes: tuple[str, ...] = ()
) -> Article:
    """The article of a text, with all metadata that head, markup and text give.

    Args:
        name: the file's name relative to the folder.
        text: kept to the character.
        markup: fields that the file's format gave (HTML, JSON, feed, PDF), named as those of ``Article``;
            ``published`` is an ISO date or date and time.
        notes: what was noticed while the file was opened.
    """
    top = head.read(text)
    fields = {**{k: v for k, v in (markup or {}).items() if v}, **top.fields}
    imprint = imprint_of(text, top.end)
    body = imprint.readable
    read = text[body.start : body.end]
    url = fields.get("url") or imprint.url
    credit, remark = _credit(fields, imprint, url)
    day = _day(fields, "head" if "published" in top.fields else "markup", imprint, url, text[top.end :])
    title = fields.get("title") or imprint.title
    language = written_in(read) or written_in(title) or fields.get("language", "")[:2].lower() or "en"
    return Article(
        name=name,
        text=text,
        body=body,
        outlet=credit.outlet,
        carried_by=credit.carried_by,
        published=day.published,
        dated_by=day.dated_by,
        crawled=day.crawled,
        title=title,
        author=fields.get("author") or imprint.author,
        translator=fields.get("translator") or imprint.translator,
        original_language=fields.get("original_language") or _original(title) or imprint.original_language,
        url=url,
        language=language,
        kind=fields.get("kind") or _kind(title, read, credit.outlet),
        notes=(*notes, *day.notes, *remark, *_warnings(read, language)),
    )


def _credit(fields: Mapping[str, str], imprint: Imprint, url: str) -> tuple[Credit, tuple[str, ...]]:
    """Whose report it is and who carried it; remarks of the credit become notes."""
    given = credited(fields.get("outlet", ""))
    remark = (f"the outlet is given with the remark {given.remark!r}",) if given.remark else ()
    if fields.get("carried_by"):
        return merged(given.outlet, fields["carried_by"]), remark
    if given.carried_by:
        return given._replace(remark=""), remark
    written = next((c for c in imprint.written_by if outlets.is_agency(c.outlet)), Credit(""))
    if not written.outlet and not given.outlet and imprint.written_by:
        written = imprint.written_by[0]
    found = next(iter(imprint.found_in), Credit(""))
    site = outlets.of_address(url)
    holder = given.outlet or written.carried_by or found.outlet or (site.name if site else "")
    if not written.outlet and not holder and imprint.sources:
        return imprint.sources[0], remark
    return merged(written.outlet or found.outlet, holder), remark


def _day(fields: Mapping[str, str], how: str, imprint: Imprint, url: str, text: str) -> _Day:
    """The day of publication, where it was found, and the day of the crawl."""
    crawled = _iso(fields.get("crawled", ""))[0]
    given, note = _iso(fields.get("published", ""))
    bare = imprint.bare.iso if imprint.bare else None
    if given:
        shown = bare if bare and _apart(bare, given) else None
        return _Day(given, how, crawled or shown, (note,) if note else ())
    notes: list[str] = []
    if fields.get("published"):
        notes.append(f"the date {fields['published']!r} could not be read")
    for found_in, written in imprint.dated:
        day = _with_year(written, bare or crawled, url, text)
        if day:
            shown = bare if bare and _apart(bare, day) else None
            return _Day(day, found_in, crawled or shown, tuple(notes))
        notes.append(f"the text dates itself {written.day:02d}-{written.month:02d} without a year")
    address = _address_date(url)
    if address:
        return _Day(
            address, "address", crawled or (bare if bare and _apart(bare, address) else None), tuple(notes)
        )
    if bare and not _recent(bare, text):
        notes.append(
            f"the date {bare} above the text fits none of the text's own: taken for the day of the crawl"
        )
        return _Day(None, "", crawled or bare, tuple(notes))
    if bare:
        notes.append(f"dated by {bare} above the text, which may be the day on which the page was fetched")
        return _Day(bare, "text", crawled, tuple(notes))
    return _Day(None, "", crawled, (*notes, "no date of publication was found"))


def _with_year(written: WrittenDate, latest: str | None, url: str, text: str) -> str | None:
    """The ISO date of a written date; its year from the crawl, the address, a full date near it or a weekday.

    None where nothing tells the year: a guess could let a later report pass for an earlier one.
    """
    if written.year:
        return written.iso
    address = _address_date(url)
    if address:
        return written.in_year(int(address[:4])).iso
    if latest:
        return dates.year_before(written, latest).iso
    for full in dates.find(text):
        here = written.in_year(full.year).iso if full.year else None
        if here and full.iso and _days(here, full.iso) <= NEARBY:
            return here
    return dates.year_by_weekday(written, text, newest_year(text))


def newest_year(text: str) -> int | None:
    """The newest year that a text names as past or present: "in 2019", not "until 2030"."""
    years = [int(m[1]) for m in _YEAR.finditer(text) if not _AHEAD.search(text[: m.start()][-12:])]
    return max(years, default=None)


def _iso(value: str) -> tuple[str | None, str]:
    """The ISO date of a given value, and a note where only a month or a year is given.

    Of a month its last day is taken, so that a report is never used before the day on which it appeared.
    """
    value = value.strip()
    if written := dates.first(value):
        return written.iso, ""
    if match := re.fullmatch(r"((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])", value):
        year, month = int(match[1]), int(match[2])
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).isoformat()
        return last, f"only the month {value} is given: its last day is used"
    if match := re.fullmatch(r"(?:19|20)\d\d", value):
        return f"{value}-12-31", f"only the year {value} is given: its last day is used"
    return None, ""


def _address_date(url: str) -> str | None:
    """The date in a web address such as ".../2019/06/25/...", or None."""
    match = _ADDRESS_DATE.search(unquote(url))
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _apart(one: str, other: str) -> bool:
    """Whether two ISO dates cannot both be the day of publication."""
    return _days(one, other) > SAME_ISSUE


def _days(one: str, other: str) -> int:
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


def _recent(bare: str, text: str) -> bool:
    """Whether a date above a text fits the dates without a year in it, which lie near its publication."""
    ends = (bare, (dt.date.fromisoformat(bare) + dt.timedelta(days=NEARBY)).isoformat())
    near = [dates.year_before(d, end).iso for d in dates.find(text) if d.year is None for end in ends]
    known = [iso for iso in near if iso]
    return not known or min(_days(bare, iso) for iso in known) <= NEARBY


def _original(title: str) -> str:
    """The language that a title's remark "original in Spanish" names."""
    match = re.search(r"\boriginal in ([A-Z][a-z]+)\b", title)
    return match[1] if match else ""


def _kind(title: str, read: str, outlet: str) -> str:
    if _RELEASE.search(read[:400]):
        return "release"
    if _OPINION.match(title) or _VOICE.search(_QUOTED.sub(" ", read)):
        return "commentary"
    source = outlets.known(outlet)
    return "wire" if source and source.is_agency else "news"


def _warnings(read: str, language: str) -> tuple[str, ...]:
    """What a reader must know of the text itself."""
    count = len(read.split())
    found: list[str] = []
    if _PAYWALL.search(read[-1500:]) or (count < 400 and _PAYWALL.search(read)):
        found.append(f"asks for a subscription: only {count} words may be the open part of it")
    elif count < NEAR_EMPTY:
        found.append(f"only {count} words: a snippet, or behind a paywall?")
    if language != "en":
        found.append(f"written in another language than English ({language}): its statements are not read")
    return tuple(found)
