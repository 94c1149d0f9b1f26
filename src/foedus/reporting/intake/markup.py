"""HTML to an article: the running text and what the page's markup says of it (trafilatura).

The text is *extracted*: spans count code points of the text that is kept in the ledger, not of the file.
"""

from __future__ import annotations

import json
import re

from foedus.errors import ArticleFault
from foedus.ledger.article import Article
from foedus.reporting.intake import decoding
from foedus.reporting.intake.metadata import describe

_CLOSED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|tr|ul|ol|table)\s*>|<br\s*/?>", re.IGNORECASE)
_LEAST_WORDS = 5


def article_of(name: str, data: bytes) -> Article:
    """The article of a page.

    Raises:
        ArticleFault: the page is no text, or holds no running text.
    """
    page, _ = decoding.decoded(name, _declared(data))
    fields = _extracted(page)
    text = fields.pop("text", "")
    if len(text.split()) < _LEAST_WORDS:
        raise ArticleFault(
            "the page holds no running text",
            where=name,
            remedy="save the article's text as .txt, or the page after it has loaded",
        )
    notes = ["text extracted from HTML"]
    if _CLOSED.search(page):
        notes.append("the page says that it is not free to read: the text may be only its open part")
    return describe(name, text, markup=fields, notes=tuple(notes))


def text_of(fragment: str) -> str:
    """The plain text of a fragment of HTML, as feeds carry it; paragraphs keep a blank line between them."""
    if "<" not in fragment and "&" not in fragment:
        return fragment
    from lxml import etree, html

    spaced = _BLOCK_END.sub(r"\n\n\g<0>", fragment)
    try:
        tree = html.fragment_fromstring(spaced, create_parent="div")
        for drop in tree.xpath(".//script|.//style|.//noscript|.//comment()"):
            drop.drop_tree()
        text = str(tree.text_content())
    except (
        etree.ParserError,
        etree.XMLSyntaxError,
        ValueError,
        AssertionError,
    ):  # control characters, no tag closed
        text = re.sub(r"<[^>]{0,2000}>", " ", spaced)
    lines = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _declared(data: bytes) -> bytes:
    """The bytes as UTF-8 where the page declares another encoding that fits."""
    match = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,30})", data[:4096], re.IGNORECASE)
    if match and match[1].lower() not in (b"utf-8", b"utf8"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(match[1].decode("ascii")).encode("utf-8")
            except (LookupError, UnicodeError):
                return data
    return data


def _extracted(page: str) -> dict[str, str]:
    """Text and metadata of a page; an empty mapping where trafilatura finds no text."""
    from trafilatura import bare_extraction  # half a second: only for HTML

    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    if found is None:
        return {}
    record = found if isinstance(found, dict) else found.as_dict()
    text = "\n\n".join(line for line in (record.get("text") or "").split("\n") if line.strip())
    title = record.get("title") or ""
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}" if text else ""
    return {
        "text": text,
        "title": title,
        "author": _author(page) or record.get("author") or "",
        "outlet": _publisher(page) or record.get("sitename") or _beside_title(page, title),
        "published": record.get("date") or "",
        "url": record.get("url") or "",
        "language": record.get("language") or "",
    }


def _beside_title(page: str, title: str) -> str:
    """The name that the page's own title gives behind the headline: "Envoys meet again - Harbour Gazette"; else ""."""
    from html import unescape

    whole = re.search(r"<title[^>]{0,200}>(.{1,600}?)</title>", page, re.IGNORECASE | re.DOTALL)
    named = " ".join(unescape(whole[1]).split()) if whole and title else ""
    behind = re.fullmatch(r"\s*[-–—|·:]\s*(?P<name>[^-–—|]{2,50})", named[len(title) :])
    return behind["name"].strip() if named.startswith(title) and behind else ""


def _linked(page: str) -> list[dict[str, object]]:
    """The records of schema.org (JSON-LD) in a page."""
    found: list[dict[str, object]] = []
    for match in re.finditer(
        r"<script[^>]{1,200}application/ld\+json[^>]{0,100}>(.{2,200000}?)</script>",
        page,
        re.IGNORECASE | re.DOTALL,
    ):
        try:
            record = json.loads(match[1], strict=False)
        except (ValueError, RecursionError):
            continue
        records = record if isinstance(record, list) else [record]
        for one in records:
            if isinstance(one, dict):
                found.append(one)
                graph = one.get("@graph")
                found += [r for r in graph if isinstance(r, dict)] if isinstance(graph, list) else []
    return found


def _publisher(page: str) -> str:
    """The publisher that the page's article record names."""
    return _name_of(page, "publisher")


def _author(page: str) -> str:
    return _name_of(page, "author")


def _name_of(page: str, role: str) -> str:
    for record in _linked(page):
        if "Article" in str(record.get("@type", "")):
            who = record.get(role)
            who = who[0] if isinstance(who, list) and who else who
            name = who.get("name") if isinstance(who, dict) else who
            if isinstance(name, str) and not name.startswith("http"):
                return name.strip()
    return ""
