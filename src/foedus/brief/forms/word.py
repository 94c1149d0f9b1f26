"""The brief as a Word document by python-docx: headings, tables, pictures, and links from numbers to grounds."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import Any

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
    Sentence,
    Strong,
    Table,
    Term,
    Text,
    anchor,
    digit_runs,
)
from foedus.brief.forms.word_table import ROOM, shape
from foedus.errors import MissingExtra

_STAMP = (1980, 1, 1, 0, 0, 0)
_CENTIMETRES = 10.5
_FONT = "Arial"


def written(document: Document, images: Mapping[str, bytes]) -> bytes:
    """The bytes of the docx; ``images`` holds a PNG for the id of each picture.

    Raises:
        MissingExtra: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as fault:
        raise MissingExtra("python-docx", "office", "writing docx") from fault
    file = docx.Document()
    stamp = datetime.datetime(1980, 1, 1)  # the format holds no zone
    file.core_properties.title = _legal(document.title)
    file.core_properties.author = "foedus"
    file.core_properties.created = file.core_properties.modified = stamp
    _laid_out(file)
    writer = _Writer(file, document.addresses, images)
    file.add_heading(_legal(document.title), level=0)
    for section in document.sections:
        heading = file.add_heading(section.title, level=1)
        heading.paragraph_format.page_break_before = section.id in ("evidence", "statements")
        for block in section.blocks:
            writer.block(block)
    _data(file, writer, document)
    file.add_heading("Grounds", level=1)
    titles = {note.path: note.title for note in document.notes}
    for note in document.notes:
        writer.bookmark(file.add_heading(_legal(f"{note.title} ({note.kind})"), level=3), anchor(note.path))
        for line in note.lines:
            writer.parts(file.add_paragraph(), line, first=True)
        if note.rests_on:
            below = file.add_paragraph("Rests on: ")
            for i, path in enumerate(note.rests_on):
                if i:
                    below.add_run(", ")
                writer.link(below, titles.get(path, path), anchor(path))
    return _restamped(file)


def _laid_out(file: Any) -> None:  # untyped library
    """An A4 page with narrow margins, and styles that let the first page hold the judgement and its reasons."""
    from docx.shared import Cm, Pt

    page = file.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21.0 - ROOM) / 2)
    page.top_margin = page.bottom_margin = Cm(1.5)
    sizes = {"Normal": (9, 0, 2.5), "Title": (15, 0, 4), "Heading 1": (11.5, 6, 2), "Heading 3": (9, 6, 1),
             "List Bullet": (9, 0, 2), "List Number": (9, 0, 2)}  # fmt: skip
    for name, (size, before, after) in sizes.items():
        style = file.styles[name]
        _in_font(style)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0


def _in_font(style: Any) -> None:  # untyped library
    """One font that every office program has, or one of the same measures: the first page stays one page."""
    from docx.oxml.ns import qn

    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _data(file: Any, writer: _Writer, document: Document) -> None:  # untyped library
    """The data of the pictures, behind the text so that the first page stays one page."""
    pictures = [b for section in document.sections for b in section.blocks if isinstance(b, Picture)]
    if pictures:
        file.add_heading("Data of the pictures", level=1)
    for picture in pictures:
        writer.parts(file.add_paragraph(), picture.caption, first=True)
        writer.block(picture.data)


class _Writer:
    """Writes blocks into an open file; numbers the bookmarks as Word wants."""

    def __init__(
        self, file: Any, to: Mapping[str, str], images: Mapping[str, bytes]
    ) -> None:  # untyped library
        self._file, self._to, self._images = file, to, images
        self._bookmarks = 0

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Paragraph():
                self._sentences(self._file.add_paragraph(), block.sentences, lead=block.lead)
            case Listing():
                for item in block.items:
                    style = "List Number" if block.numbered else "List Bullet"
                    self._sentences(self._file.add_paragraph(style=style), item.sentences)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _sentences(
        self, paragraph: Any, sentences: tuple[Sentence, ...], *, lead: bool = False
    ) -> None:  # as above
        for i, sentence in enumerate(sentences):
            if i:
                paragraph.add_run(" ")
            self.parts(paragraph, sentence.parts, first=True)
        if lead:
            from docx.shared import Pt

            for run in paragraph.runs:
                run.font.size = Pt(11.5)

    def parts(self, paragraph: Any, parts: Parts, *, first: bool = False) -> None:  # as above
        """Write inline parts; ``first`` capitalises the start of a sentence."""
        for i, part in enumerate(parts):
            raise_it = first and i == 0 and isinstance(part, Text | Given | Strong)
            words = part.words[:1].upper() + part.words[1:] if raise_it else part.words
            self._part(paragraph, part, words)

    def _part(self, paragraph: Any, part: Inline, words: str) -> None:  # as above
        match part:
            case Figure():
                self.link(paragraph, words, self._to[part.path])
                self._raised(paragraph, STANDINGS[part.standing][0])
            case Term() | Strong():
                paragraph.add_run(_legal(words)).bold = True
            case Quote():
                shown = f"“{' '.join(words.split())}”"
                self.link(paragraph, shown, self._to[f"statements.{part.statement}"], italic=part.spoken)
                self._raised(paragraph, "t" if part.translated else "")
            case Ref():
                self.link(paragraph, words, self._to[part.path])
            case Given():
                for run, digits in digit_runs(words):
                    if digits:
                        self.link(paragraph, run, self._to[part.path])
                    else:
                        paragraph.add_run(_legal(run))
            case _:
                paragraph.add_run(_legal(words))

    def _raised(self, paragraph: Any, mark: str) -> None:  # as above
        if mark:
            paragraph.add_run(mark).font.superscript = True

    def link(self, paragraph: Any, words: str, target: str, *, italic: bool = False) -> None:  # as above
        """A link inside the document."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        element = OxmlElement("w:hyperlink")
        element.set(qn("w:anchor"), _short(target))
        run = paragraph.add_run(_legal(words))
        run.underline, run.italic = True, italic or None
        element.append(run._r)
        paragraph._p.append(element)

    def bookmark(self, paragraph: Any, name: str) -> None:  # as above
        """Give a paragraph an address."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), _short(name))
        paragraph._p.insert(0, start)
        paragraph._p.append(end)

    def _table(self, table: Table) -> None:
        from docx.shared import Pt

        if table.caption:
            self._file.add_paragraph().add_run(_legal(table.caption)).bold = True
        made = self._file.add_table(rows=int(table.labelled), cols=len(table.head))
        if table.labelled:
            for cell, words in zip(made.rows[0].cells, table.head, strict=True):
                cell.text = _legal(words)
        for row in table.rows:
            for cell, parts in zip(made.add_row().cells, row.cells, strict=False):
                self.parts(cell.paragraphs[0], parts)
        shape(made, table)
        self._file.add_paragraph().paragraph_format.line_spacing = Pt(5)

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        if picture.id in self._images:
            self._file.add_picture(io.BytesIO(self._images[picture.id]), width=Cm(_CENTIMETRES))
            self._file.inline_shapes[-1]._inline.docPr.set("descr", _legal(picture.alt))
        self.parts(self._file.add_paragraph(), picture.caption, first=True)


def _short(name: str) -> str:
    """A bookmark's name as Word admits it: at most 40 letters, digits and underscores."""
    from foedus.provenance import digest_of

    return f"b{digest_of(name)[:24]}"


def _legal(words: str) -> str:
    """Words without the control characters that XML refuses."""
    return "".join(
        c
        for c in words
        if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )


def _restamped(file: Any) -> bytes:  # untyped library
    """The file's bytes with every member at one fixed time, so that the same brief gives the same bytes."""
    raw, clean = io.BytesIO(), io.BytesIO()
    file.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            target.writestr(zipfile.ZipInfo(name, _STAMP), source.read(name), zipfile.ZIP_DEFLATED)
    return clean.getvalue()
