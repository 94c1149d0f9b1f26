"""Tables of a Word document: columns as wide as their words need, hairlines between rows, a head that repeats."""

from __future__ import annotations

import re
from typing import Any

from foedus.brief.document import Table, plain

ROOM = 17.2  # centimetres between the margins of an A4 page
SIZE = 8  # points
LETTER, PADDING = 0.16, 0.42  # centimetres: a letter at that size, and what stands beside the words
_RULE = "C9C5BA"


def widths(table: Table) -> list[float]:
    """The width of each column in centimetres: grows with the longest cell, and holds the longest word."""
    wanted: list[float] = []
    least: list[float] = []
    for i, head in enumerate(table.head):
        cells = [head, *(plain(row.cells[i]) for row in table.rows if i < len(row.cells))]
        longest = max((len(cell) for cell in cells), default=1)
        word = max((len(word) for cell in cells for word in re.split(r"[ -]", cell)), default=1)
        wanted.append(min(longest**0.62, 38.0))
        least.append(min(word, 18) * LETTER + PADDING)
    spare = max(ROOM - sum(least), 0.0)
    over = [
        max(share * ROOM / (sum(wanted) or 1.0) - floor, 0.0)
        for share, floor in zip(wanted, least, strict=True)
    ]
    whole = sum(over) or 1.0
    found = [floor + spare * part / whole for floor, part in zip(least, over, strict=True)]
    return [width * ROOM / sum(found) for width in found]


def shape(made: Any, table: Table) -> None:  # python-docx has no types
    """Set widths, lines, sizes and the repeated head of a table that is already filled."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    made.autofit = False
    _ruled(made)
    each = widths(table) if table.labelled else [3.2, ROOM - 3.2]
    for column, width in zip(made.columns, each, strict=False):
        column.width = Cm(width)
    for number, row in enumerate(made.rows):
        head = table.labelled and number == 0
        if head:
            _repeated(row)
        for i, cell in enumerate(row.cells):
            cell.width = Cm(each[i])
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                if i in table.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                for run in paragraph.iter_inner_content():
                    _small(run, head)


def _small(inner: Any, bold: bool) -> None:  # a run, or a link that holds runs
    from docx.shared import Pt

    for run in getattr(inner, "runs", [inner]):
        run.font.size = Pt(SIZE)
        if bold:
            run.bold = True


def _ruled(made: Any) -> None:
    """Hairlines above, below and between the rows, none between columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    made._tbl.tblPr.append(borders)


def _repeated(row: Any) -> None:
    """Repeat the head on each page that the table runs over."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
