"""The brief as docx and pdf, from the same document as the other forms.

Both need the extra ``office``: python-docx (MIT) writes the docx; typst (Apache-2.0, one wheel without system
packages, with its own fonts) sets the pdf, tagged for screen readers to PDF/UA-1, and turns the drawn
pictures into images for Word. The same document gives the same bytes.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from foedus.brief.document import (
    STANDINGS,
    Block,
    Document,
    Figure,
    Given,
    Inline,
    Listing,
    Paragraph,
    Parts,
    Picture,
    Quote,
    Ref,
    Strong,
    Table,
    Term,
    Text,
    anchor,
    digit_runs,
    plain,
)
from foedus.drawing import standalone
from foedus.errors import MissingExtra

if TYPE_CHECKING:
    from types import ModuleType

_EPOCH = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def pdf(document: Document) -> bytes:
    """The brief as a tagged PDF; it keeps PDF/UA-1 where the fonts have every letter.

    Raises:
        MissingExtra: typst is not installed.
    """
    typst = _typst()
    source = resources.files("foedus.brief").joinpath("templates/brief.typ").read_bytes()
    data = {"data": json.dumps(_printable(_plain_document(document)), ensure_ascii=False)}
    try:
        made = typst.compile(source, format="pdf", sys_inputs=data, pdf_standards=["ua-1"], timestamp=_EPOCH)
    except typst.TypstError:
        # the standard refuses a letter that no font on this machine has; a PDF with a gap is better than none
        made = typst.compile(source, format="pdf", sys_inputs=data, timestamp=_EPOCH)
    return bytes(made)


def _printable(data: Any) -> Any:  # plain data of any depth
    """Plain data whose strings hold no control characters."""
    if isinstance(data, str):
        return "".join(c if c.isprintable() or c in "\n\u00a0" else " " for c in data)
    if isinstance(data, list):
        return [_printable(item) for item in data]
    return {key: _printable(value) for key, value in data.items()} if isinstance(data, dict) else data


def docx(document: Document) -> bytes:
    """The brief as a Word document, its pictures as images with alternative text.

    Raises:
        MissingExtra: python-docx or typst is not installed.
    """
    from foedus.brief.forms.word import written

    return written(document, {block.id: png(block.wide) for block in _pictures(document)})


def png(drawing: str, width: int = 720, scale: float = 2.0) -> bytes:
    """A drawn picture as PNG, ``scale`` times its width in pixels."""
    typst = _typst()
    source = (
        f"#set page(width: {width}pt, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
    )
    made = typst.compile(
        source.encode(), format="png", ppi=72 * scale, sys_inputs={"svg": standalone(drawing)}
    )
    return bytes(made[0] if isinstance(made, list) else made)


@cache
def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as fault:
        raise MissingExtra("typst", "office", "writing docx or pdf") from fault
    found: ModuleType = typst
    return found


def _pictures(document: Document) -> list[Picture]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Picture)]


def _plain_document(document: Document) -> dict[str, Any]:
    """The document as plain data for the template; strings stay strings and are never read as markup."""
    to = document.addresses
    return {
        "title": document.title,
        "language": document.language,
        "legend": [{"mark": mark, "meaning": meaning} for mark, meaning in STANDINGS.values() if mark],
        "sections": [
            {"id": s.id, "title": s.title, "place": s.place, "blocks": [_plain_block(b, to) for b in s.blocks]}
            for s in document.sections
        ],
        "notes": [
            {
                "id": anchor(note.path), "title": note.title, "kind": note.kind,
                "lines": [_plain_parts(line, to, first=True) for line in note.lines],
                "rests": [{"to": anchor(path), "title": _title(document, path)} for path in note.rests_on],
            }
            for note in document.notes
        ],
    }  # fmt: skip


def _title(document: Document, path: str) -> str:
    return next((note.title for note in document.notes if note.path == path), path)


def _plain_block(block: Block, to: Any) -> dict[str, Any]:  # a mapping of addresses
    match block:
        case Paragraph():
            return {"kind": "paragraph", "lead": block.lead, "parts": _sentences(block, to)}
        case Listing():
            return {
                "kind": "listing",
                "numbered": block.numbered,
                "items": [_sentences(item, to) for item in block.items],
            }
        case Table():
            return _plain_table(block, to)
        case Picture():
            return {
                "kind": "picture", "svg": standalone(block.wide), "alt": block.alt,
                "caption": _plain_parts(block.caption, to),
                "data": {**_plain_table(block.data, to), "caption": plain(block.caption)},
            }  # fmt: skip


def _plain_table(table: Table, to: Any) -> dict[str, Any]:  # as above
    return {
        "kind": "table", "head": list(table.head), "labelled": table.labelled, "caption": table.caption,
        "numeric": list(table.numeric), "rows": [[_plain_parts(cell, to) for cell in row.cells] for row in table.rows],
    }  # fmt: skip


def _sentences(paragraph: Paragraph, to: Any) -> list[dict[str, str]]:  # as above
    found: list[dict[str, str]] = []
    for i, sentence in enumerate(paragraph.sentences):
        if i:
            found.append({"t": "text", "w": " "})
        found += _plain_parts(sentence.parts, to, first=True)
    return found


def _plain_parts(parts: Parts, to: Any, *, first: bool = False) -> list[dict[str, str]]:  # as above
    found: list[dict[str, str]] = []
    for part in parts:
        if isinstance(part, Given):
            found += [
                {"t": "given", "w": run, "to": to[part.path] if digits else ""}
                for run, digits in digit_runs(part.words)
            ]
        else:
            found.append(_plain_part(part, to))
    if first and found and isinstance(parts[0], Text | Given | Strong):
        found[0]["w"] = found[0]["w"][:1].upper() + found[0]["w"][1:]
    return found


def _plain_part(part: Inline, to: Any) -> dict[str, str]:  # as above
    match part:
        case Figure():
            return {"t": "figure", "w": part.words, "to": to[part.path], "mark": STANDINGS[part.standing][0]}
        case Term() | Strong():
            return {"t": "strong", "w": part.words}
        case Quote():
            kind = "spoken" if part.spoken else "worded"
            return {"t": kind, "w": " ".join(part.words.split()), "to": to[f"statements.{part.statement}"],
                    "mark": "t" if part.translated else ""}  # fmt: skip
        case Ref():
            return {"t": "ref", "w": part.words, "to": to[part.path]}
    return {"t": "text", "w": part.words}
