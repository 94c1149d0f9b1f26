"""JSON records to articles: one record, a list, or one a line, as archives and search services give them.

Read are the names in common use (schema.org's ``articleBody``, ``headline``, ``datePublished``; ``text``,
``body``, ``content``; ``title``; ``date``, ``published``; ``outlet``, ``source``, ``publisher``; ``url``).
A JSON file without a text, such as a question or settings, is no article and is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from foedus.errors import ArticleFault
from foedus.ledger.article import Article
from foedus.reporting.intake import decoding
from foedus.reporting.intake.markup import text_of
from foedus.reporting.intake.metadata import describe

_NAMES = {
    "text": ("text", "articleBody", "body", "full_text", "fulltext", "maintext", "content"),
    "title": ("title", "headline"),
    "outlet": (
        "outlet", "publisher", "source", "sitename", "site_name", "source_name", "publication", "newspaper",
        "site", "website", "media", "provider",
    ),
    "published": (
        "published", "date", "datePublished", "publishedAt", "published_at", "date_published", "pubDate",
        "pub_date", "publication_date", "publish_date", "date_publish", "published_date", "publishedDate", "first_published",
    ),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "translator": ("translator",),
    "url": ("url", "link", "canonical_link"),
    "language": ("language", "lang", "inLanguage"),
    "crawled": ("crawled", "retrieved", "accessed", "date_download", "crawl_date"),
}  # fmt: skip
_LISTS = ("articles", "items", "results", "documents", "entries", "@graph")


def articles_of(name: str, data: bytes) -> list[Article]:
    """The articles of a JSON file, in its order.

    Raises:
        ArticleFault: it is no JSON (file and line named), or holds no article.
    """
    text, _ = decoding.decoded(name, data)
    text = text.lstrip("\ufeff")
    records = [r for r in _records(_parsed(name, text)) if _field(r, "text")]
    if not records:
        raise ArticleFault(
            "holds no article: no record with a text",
            where=name,
            why="skipped",
            remedy="give each record a 'text' and, if known, 'title', 'outlet', 'published'",
        )
    many = len(records) > 1
    return [_article(f"{name}#{i}" if many else name, record) for i, record in enumerate(records, start=1)]


def _article(name: str, record: dict[str, Any]) -> Article:
    fields = {field: _field(record, field) for field in _NAMES}
    body = fields.pop("text")
    if "</" in body:
        body = text_of(body)
    body = body.encode("utf-8", "replace").decode("utf-8")  # JSON can hold half characters
    title = fields["title"]
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    return describe(name, text, markup=fields, notes=("text taken from a JSON record",))


def _parsed(name: str, text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise ArticleFault(
            "the JSON is nested too deeply", where=name, remedy="give a flat list of records"
        ) from None
    except ValueError as fault:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            place = getattr(fault, "lineno", 1)
            raise ArticleFault(
                f"the JSON cannot be read: {fault}", where=f"{name}:{place}", remedy="mend it at that line"
            ) from fault


def _records(parsed: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The records in what was parsed: itself, the members of a list, or of a list under a usual name."""
    if isinstance(parsed, list):
        for one in parsed:
            if isinstance(one, dict):
                yield from _records(one, depth + 1) if depth < 3 else iter(())
    elif isinstance(parsed, dict):
        lists = [parsed[key] for key in _LISTS if isinstance(parsed.get(key), list)]
        if lists and not _field(parsed, "text"):
            for members in lists:
                yield from _records(members, depth + 1)
        else:
            yield parsed


def _field(record: dict[str, Any], field: str) -> str:
    """The first usual name of a field that the record fills, as text."""
    for key in _NAMES[field]:
        value = record.get(key)
        if isinstance(value, list) and value and field != "text":
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value.strip() if field != "text" else value
    return ""
