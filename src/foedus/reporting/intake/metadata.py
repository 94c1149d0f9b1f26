r"""The metadata of an article: head or markup first, then what the text says of itself.

>>> found = describe("one.txt", "OUTLET: Harbour Gazette / AFP\nDATE: 2020-05-03\n\nThe envoys met.")
>>> found.outlet, found.carried_by, found.published
('AFP', 'Harbour Gazette', '2020-05-03')
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from foedus.ledger.article import Article
from foedus.reporting.intake import address, dates, head, outlets
from foedus.reporting.intake.credit import Credit, credited, merged
from foedus.reporting.intake.imprint import Imprint, imprint_of
from foedus.reporting.intake.publication import day_of
from foedus.reporting.intake.tongue import written_in

NEAR_EMPTY = 25
"""Words: a shorter text is a snippet, a picture's caption or the open part of a closed page."""

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
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{4}")
_QUOTED = re.compile(r"[\"“][^\"“”]{0,2000}[\"”]")


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
    url, captured = address.original(fields.get("url") or imprint.url)
    if captured:
        fields.setdefault("crawled", captured)
    credit, remark = _credit(fields, imprint, url)
    day = day_of(fields, "head" if "published" in top.fields else "markup", imprint, url, text[top.end :])
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
        dated_to=day.to,
        crawled=day.crawled,
        title=title,
        author=_signed(fields.get("author", "")) or _signed(imprint.author),
        translator=fields.get("translator") or imprint.translator,
        original_language=fields.get("original_language") or _original(title) or imprint.original_language,
        url=url,
        language=language,
        kind=fields.get("kind") or _kind(title, read, credit.outlet),
        notes=(*notes, *day.notes, *remark, *_warnings(read, text[top.end :], language)),
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
    if not written.outlet and not holder and address.site(url):
        return Credit(address.site(url)), ("the outlet is not named: its site stands for it",)
    return merged(written.outlet or found.outlet, holder), remark


def _signed(author: str) -> str:
    """Who wrote it, as markup says, without the day and the place that pages put beside the name."""
    parts = (part.strip() for part in re.split(r"[;|]", author))
    named = [re.sub(r" in [A-Z][\w'’ -]+$", "", part) for part in parts if part and not _DAY.fullmatch(part)]
    return "; ".join(re.sub(r"^[Bb]y (?=[A-Z])", "", part) for part in named if not dates.first(part))


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


def _warnings(read: str, page: str, language: str) -> tuple[str, ...]:
    """What a reader must know of the text itself; the lines at the foot of the page may ask for a subscription."""
    count = len(read.split())
    found: list[str] = []
    if _PAYWALL.search(read[-1500:]) or (count < 400 and _PAYWALL.search(page)):
        found.append(f"asks for a subscription: only {count} words may be the open part of it")
    elif count < NEAR_EMPTY:
        found.append(f"only {count} words: a snippet, or behind a paywall?")
    if language != "en":
        found.append(f"written in another language than English ({language}): its statements are not read")
    return tuple(found)
