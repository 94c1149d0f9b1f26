"""The first page as plain text: what a person reads in a terminal before anything is opened."""

from __future__ import annotations

import textwrap

from foedus.brief.document import Block, Document, Listing, Paragraph, Picture, Ref, Section, Table, plain
from foedus.brief.numbers import NBSP

WIDTH = 88


def render(document: Document) -> str:
    """Title and first page, wrapped at 88 columns; numbers stand without their links and marks of standing."""
    lines = [document.title, ""]
    for section in document.sections:
        if section.place == "page":
            lines += _section(section)
    lines.append(
        "Every number with its ground, what would follow and what to watch: foedus brief FOLDER --format html"
    )
    return "\n".join(lines).replace(NBSP, " ") + "\n"


def _section(section: Section) -> list[str]:
    lines = [section.title.upper(), ""]
    for block in section.blocks:
        shown = _block(block)
        lines += [*shown, ""] if shown else []
    return lines


def _block(block: Block) -> list[str]:
    """A block's lines; the table of the question is left out, for the first sentence tells it."""
    match block:
        case Paragraph():
            return textwrap.wrap(_words(block), WIDTH)
        case Listing():
            return [line for item in block.items for line in _item(_words(item))]
        case Picture():
            return _columns(block.data)
        case Table():
            return _columns(block) if block.labelled else []


def _item(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="- ", subsequent_indent="  ")


def _words(paragraph: Paragraph) -> str:
    told = (sentence.words for sentence in paragraph.sentences)
    return " ".join(f"{words[:1].upper()}{words[1:]}" for words in told)


def _columns(table: Table) -> list[str]:
    """A small table in columns, without those that only lead to statements."""
    shown = [
        i
        for i in range(len(table.head))
        if not any(isinstance(p, Ref) for row in table.rows for p in row.cells[i])
    ]
    cells = [[table.head[i] for i in shown], *([plain(row.cells[i]) for i in shown] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            text.rjust(width) if i in table.numeric else text.ljust(width)
            for i, text, width in zip(shown, row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
