"""A brief as a document: sections of typed blocks, sentences of typed parts.

Whatever is written out (Markdown, HTML, docx, pdf) is written from this one record, and the machine checks
read it instead of the written text. A number never stands in plain text: it is a ``Figure`` with its value and
the path of its ground; words of an article are a ``Quote`` with their place.

    >>> Sentence((Text("Exit is "), Term("unlikely", "courses.exit"), Text("."))).words
    'Exit is unlikely.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from foedus.provenance import digest_of

Standing = Literal["computed", "reported", "assumed", "counted"]
STANDINGS: dict[Standing, tuple[str, str]] = {
    "computed": ("", "computed in this run"),
    "reported": ("r", "reported: read from the words of a source"),
    "assumed": ("a", "assumed: stated in the case, with its reason"),
    "counted": ("h", "counted in history"),
}
Role = Literal["plain", "judgement", "confidence", "reading", "reader"]


@dataclass(frozen=True, slots=True)
class Text:
    """Our own words; they hold no digit."""

    words: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Our own words, set bold."""

    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """Words that come from the data (a course's name, a title, a reason), with their path."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or date as shown, with its value and the path of its ground."""

    words: str
    path: str
    value: float | str
    unit: str
    standing: Standing = "computed"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the declared scale of likelihood, in our own judgement."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, verbatim: ``text[start:end] == words`` in the article with this digest.

    ``spoken`` is True for words that the article itself puts between quotation marks as a speaker's own;
    False for the article's wording (its own voice, or its paraphrase of somebody).
    """

    words: str
    statement: str
    article: str
    start: int
    end: int
    digest: str
    spoken: bool = False
    translated: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A label that leads to a ground: "S4" to a statement."""

    words: str
    path: str


Inline = Text | Strong | Given | Figure | Term | Quote | Ref
Parts = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and what kind of thing it says."""

    parts: Parts
    role: Role = "plain"

    @property
    def words(self) -> str:
        """The sentence as plain text."""
        return plain(self.parts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; ``lead`` marks the opening judgement."""

    sentences: tuple[Sentence, ...]
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of short paragraphs."""

    items: tuple[Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``anchor`` is its own address, where something refers to it."""

    cells: tuple[Parts, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``numeric`` holds the columns set flush right, counted from 0."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    numeric: tuple[int, ...] = ()
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture: the same drawing for a page and for a phone, with its words and its data."""

    id: str
    caption: Parts
    alt: str
    wide: str
    narrow: str
    data: Table


Block = Paragraph | Listing | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part. ``place`` says where it belongs: the first page, the grounds behind it, the appendix."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    place: Literal["page", "grounds", "appendix"] = "grounds"


@dataclass(frozen=True, slots=True)
class Note:
    """The ground of a number: what it is, what it says, and the paths of what it rests on in turn."""

    path: str
    title: str
    kind: str
    lines: tuple[Parts, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief.

    ``addresses`` leads from the path of every value shown to the address of the note that explains it.
    """

    title: str
    as_of: str
    version: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    def section(self, wanted: str) -> Section | None:
        """The section with this id, or None."""
        return next((section for section in self.sections if section.id == wanted), None)


def plain(parts: Parts) -> str:
    """The parts as plain text, as a reader sees them."""
    return "".join(f"“{part.words}”" if isinstance(part, Quote) else part.words for part in parts)


_RUNS = re.compile(
    r"((?:[^\s,;:()]+\u00a0)*[^\s,;:()]*\d(?:(?:[^\s,;:()]|,(?=\d))*[^\s,;:().?!])?"
    r"(?:[\u00a0 ]%|(?:\u00a0[^\s,;:().?!]+)*))"
)


def digit_runs(words: str) -> list[tuple[str, bool]]:
    """Words cut into pieces, each with whether it holds digits and so needs its ground.

    >>> digit_runs("talks by 2031, or none")
    [('talks by ', False), ('2031', True), (', or none', False)]
    """
    pieces = _RUNS.split(words)
    return [(piece, i % 2 == 1) for i, piece in enumerate(pieces) if piece]


def sentences_of(section: Section) -> Iterator[Sentence]:
    """All sentences of a section's running text, in order."""
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from block.sentences
            case Listing():
                for item in block.items:
                    yield from item.sentences


def parts_of(block: Block) -> Iterator[Inline]:
    """All inline parts of a block: text, cells, captions and the data of pictures."""
    match block:
        case Paragraph():
            for sentence in block.sentences:
                yield from sentence.parts
        case Listing():
            for item in block.items:
                yield from parts_of(item)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from cell
        case Picture():
            yield from block.caption
            yield from parts_of(block.data)


def everything(document: Document) -> Iterator[tuple[str, Inline]]:
    """Every inline part of the document with the place it stands at ("why", "note courses.exit")."""
    for section in document.sections:
        for block in section.blocks:
            for part in parts_of(block):
                yield section.id, part
    for note in document.notes:
        for line in note.lines:
            for part in line:
                yield f"note {note.path}", part


def anchor(path: str) -> str:
    """The address of a ground's note inside a written brief; distinct for distinct paths."""
    slug = re.sub(r"[^A-Za-z0-9_]+", "-", path).strip("-")
    return (
        f"n-{slug}" if re.fullmatch(r"[a-z_]+(\.[A-Za-z0-9_]+)*", path) else f"n-{slug}-{digest_of(path)[:6]}"
    )


def kind_of(block: Block) -> str:
    """The name under which a template writes a block."""
    match block:
        case Paragraph():
            return "paragraph"
        case Listing():
            return "listing"
        case Table():
            return "table"
        case Picture():
            return "picture"
