r"""The head of a text file: lines such as ``OUTLET: ...`` up to the first empty line.

>>> head = read("OUTLET: Harbour Gazette\nDATE: 2020-03-01\n\nThe envoys met.")
>>> head.fields["outlet"], head.end
('Harbour Gazette', 42)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# What a line of the head may be called, and the field of the article that it fills.
KEYS = {
    "url": "url", "link": "url", "address": "url",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet", "publication": "outlet",
    "newspaper": "outlet", "site": "outlet", "website": "outlet",
    "carried by": "carried_by", "via": "carried_by",
    "date": "published", "published": "published", "publication date": "published",
    "date published": "published", "publish date": "published", "pubdate": "published",
    "crawled": "crawled", "accessed": "crawled", "retrieved": "crawled", "fetched": "crawled",
    "title": "title", "headline": "title",
    "author": "author", "authors": "author", "byline": "author", "writer": "author",
    "translator": "translator", "translated by": "translator",
    "language": "language", "lang": "language",
    "original language": "original_language",
    "kind": "kind", "type": "kind",
}  # fmt: skip

_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,24}?)[ \t]*:[ \t]*(?P<value>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_MEMBER = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]*)(?:\r\n|\n|\r)|[ \t]+\S[^\r\n]*(?:\r\n|\n|\r)")
"""A member of a list in front matter, or a line that goes on with what stands above it."""
_EMPTY = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_LONGEST = 60  # lines


@dataclass(frozen=True)
class Head:
    """The fields of a head and the code point at which the text after it begins (0 without a head)."""

    fields: dict[str, str] = field(default_factory=dict)
    end: int = 0


def read(text: str) -> Head:
    r"""The head of a text.

    Every line of it is ``KEY: value``; at least one key is known, unknown ones are passed over. A block
    between two lines ``---``, as Markdown files carry it, counts as a head too.
    """
    start = len(text) - len(text.lstrip("\ufeff"))
    fence = _FENCE.match(text, start)
    place = fence.end() if fence else start
    fields: dict[str, str] = {}
    open_key: str | None = None
    for _ in range(_LONGEST):
        if fence and (closing := re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)").match(text, place)):
            return Head(fields, closing.end()) if fields else Head(end=start)
        if not fence and (_EMPTY.match(text, place) or place >= len(text)):
            break
        if fence and (item := _MEMBER.match(text, place)):
            if (
                open_key and (item["value"] or "").strip()
            ):  # the first of "authors:" and lines with names below
                fields.setdefault(open_key, item["value"].strip().strip("\"'"))
            place = item.end()
            continue
        line = _LINE.match(text, place)
        if line is None or line.end() == place:
            return Head(end=start)
        key = KEYS.get(" ".join(re.split(r"[ _-]+", line["key"].lower())))
        if key and line["value"].strip():
            fields.setdefault(key, line["value"].strip().strip("\"'") if fence else line["value"].strip())
        elif key is None and not fields and not line["key"].isupper():
            return Head(end=start)  # "Tokyo: the envoys met" opens a text, not a head
        open_key = key if key and not line["value"].strip() else None
        place = line.end()
    else:
        return Head(end=start)
    empty = _EMPTY.match(text, place)
    return Head(fields, empty.end() if empty else place) if fields else Head(end=start)
