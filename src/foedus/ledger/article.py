"""An article: its text as it came, and what is known about where and when it appeared.

``text`` is kept to the character; all spans of statements count code points in it. Metadata that a text
file carries in its head ("OUTLET: ...") are part of the text too, so that offsets are those of the file.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from foedus.provenance import Span, digest_of


@dataclass(frozen=True)
class Article:
    """One article as it was taken in.

    Attributes:
        name: file name relative to the folder that was read (with "#3" for the third item of a feed).
        text: what is read, decoded as UTF-8 with its line ends kept (for HTML, PDF, Markdown: the text extracted).
        body: the part of the text to read for statements (after the metadata head).
        outlet: who published it; "" where unknown.
        carried_by: who carried it for the outlet ("UrduPoint News" for a Sputnik report); "" if nobody.
        published: ISO date of publication ("2019-06-26"), or None; the last day of a month or year where no more is known.
        dated_by: where the date was found: "head", "markup", "dateline", "text", or "".
        crawled: ISO date on which the page was fetched, where the text shows one.
        title, author, translator, original_language, url: as found; "" where unknown.
        language: ISO 639-1 code of the text's language.
        kind: "news", "commentary", "wire", "release" or "".
        notes: what a reader must know ("only 40 words: behind a paywall?").
        dated_to: how exactly the date is known: to the day, the month or the year.
    """

    name: str
    text: str
    body: Span
    outlet: str = ""
    carried_by: str = ""
    published: str | None = None
    dated_by: str = ""
    crawled: str | None = None
    title: str = ""
    author: str = ""
    translator: str = ""
    original_language: str = ""
    url: str = ""
    language: str = "en"
    kind: str = ""
    notes: tuple[str, ...] = ()
    digest: str = field(default="")
    dated_to: Literal["day", "month", "year"] = "day"

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", digest_of(self.text))

    @property
    def appeared(self) -> str | None:
        """The date of publication as far as it is known: "2019-06-26", "2019-06", "2019", or None."""
        length = {"day": None, "month": 7, "year": 4}[self.dated_to]
        return self.published[:length] if self.published else None

    @property
    def words(self) -> int:
        """Number of words in the body."""
        return len(self.text[self.body.start : self.body.end].split())

    def to_json(self) -> dict[str, Any]:
        """A plain record without the text, for the ledger."""
        record = asdict(self)
        del record["text"]
        record["body"] = list(self.body)
        record["notes"] = list(self.notes)
        return record

    @classmethod
    def from_json(cls, record: dict[str, Any], text: str) -> Article:
        """The article of a record and its text; the digest is kept as recorded."""
        return cls(**{**record, "text": text, "body": Span(*record["body"]), "notes": tuple(record["notes"])})
