"""Feeds (RSS and Atom files) to articles, one for each item, named ``feed.xml#3``."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from foedus.errors import ArticleFault
from foedus.ledger.article import Article
from foedus.reporting.intake.markup import text_of
from foedus.reporting.intake.metadata import describe

MOST_ITEMS = 5000


def articles_of(name: str, data: bytes) -> list[Article]:
    """The articles of a feed, in its order; items without a text are passed over.

    Raises:
        ArticleFault: the file is no feed, or none of its items holds a text.
    """
    import feedparser

    # A stream, never the bytes themselves: feedparser would take a short string for a path or an address.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    except Exception as fault:  # its parser for broken XML raises what the file provokes
        raise ArticleFault(
            f"the feed is broken: {type(fault).__name__}", where=name, remedy="save it again"
        ) from fault
    if not feed.get("version"):
        raise ArticleFault(
            "the file is XML but no feed",
            where=name,
            why="skipped",
            remedy="save the article as text or HTML",
        )
    found = []
    for number, entry in enumerate(feed.entries[:MOST_ITEMS], start=1):
        article = _article(f"{name}#{number}", entry, feed.feed)
        if article:
            found.append(article)
    if not found:
        raise ArticleFault(
            "no item of the feed holds a text", where=name, remedy="save the articles themselves"
        )
    return found


def _article(name: str, entry: Any, feed: Any) -> Article | None:  # feedparser's own records
    full = " ".join(part.get("value", "") for part in entry.get("content", []))
    body = text_of(full or entry.get("summary", ""))
    title = text_of(entry.get("title", "")).strip()
    if not body.strip() and not title:
        return None
    notes = ["text taken from a feed"] + ([] if full else ["the feed holds only a summary"])
    source = entry.get("source") or {}
    fields = {
        "title": title,
        "author": entry.get("author", ""),
        "url": entry.get("link", ""),
        "outlet": text_of(source.get("title", "") or feed.get("title", "")).strip(),
        "published": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
        "language": (feed.get("language") or "")[:2],
    }
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    return describe(name, text, markup=fields, notes=tuple(notes))


def _day(parsed: Any) -> str:  # a time.struct_time or None
    try:
        return dt.date(*parsed[:3]).isoformat() if parsed else ""
    except (TypeError, ValueError):
        return ""
