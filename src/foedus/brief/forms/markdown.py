"""The brief as Markdown: the canonical form, readable as plain text.

Every number links to its ground further down; a raised letter marks what is reported, assumed or counted.
Whatever comes from the data is escaped, so that no title or name becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from foedus.brief.document import (
    STANDINGS,
    Block,
    Document,
    Figure,
    Given,
    Inline,
    Listing,
    Note,
    Paragraph,
    Parts,
    Picture,
    Quote,
    Ref,
    Row,
    Section,
    Sentence,
    Strong,
    Table,
    Term,
    anchor,
    digit_runs,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_SPACES = re.compile(r"[^\S\u00a0]+")
_RAISED = {"r": "ʳ", "a": "ᵃ", "h": "ʰ"}


def render(document: Document) -> str:
    """The whole brief as Markdown (CommonMark with tables)."""
    lines = [f"# {escaped(document.title)}", ""]
    for section in document.sections:
        lines += _section(section, document.addresses)
    lines += ["## Grounds", "", "What each number rests on, down to words, history and assumptions.", ""]
    titles = {note.path: note.title for note in document.notes}
    for note in document.notes:
        lines += _note(note, document.addresses, titles)
    return "\n".join(lines).rstrip() + "\n"


def escaped(words: str) -> str:
    """Words of the data as plain text: one line, with nothing in it that Markdown or HTML would read."""
    flat = _SPACES.sub(" ", words).strip()
    flat = _SPECIAL.sub(r"\\\1", flat)
    flat = re.sub(r"(?i)\b(https?|ftp|javascript|data|vbscript|file):(?=\S)", r"\1\\:", flat)
    return re.sub(r"^(\d+)([.)])(\s)", r"\1\\\2\3", flat)


def _section(section: Section, to: Mapping[str, str]) -> list[str]:
    lines = [f'<a id="{section.id}"></a>', "", f"## {section.title}", ""]
    for block in section.blocks:
        lines += [*_block(block, to), ""]
    return lines


def _block(block: Block, to: Mapping[str, str]) -> list[str]:
    match block:
        case Paragraph():
            return [_paragraph(block, to)]
        case Listing():
            return [
                f"{f'{i}.' if block.numbered else '-'} {_paragraph(item, to)}"
                for i, item in enumerate(block.items, 1)
            ]
        case Table():
            return _table(block, to)
        case Picture():
            caption = inline(block.caption, to)
            return [
                f'<a id="{block.id}"></a>',
                "",
                f"*Picture: {caption}* {escaped(block.alt)}",
                "",
                *_table(block.data, to),
            ]


def _paragraph(paragraph: Paragraph, to: Mapping[str, str]) -> str:
    return " ".join(_sentence(sentence, to) for sentence in paragraph.sentences)


def _sentence(sentence: Sentence, to: Mapping[str, str]) -> str:
    words = inline(sentence.parts, to)
    return words[:1].upper() + words[1:]


def _table(table: Table, to: Mapping[str, str]) -> list[str]:
    lines = [f"*{escaped(table.caption)}*", ""] if table.caption else []
    rule = ["--:" if i in table.numeric else "---" for i in range(len(table.head))]
    lines.append("| " + " | ".join(escaped(cell) or " " for cell in table.head) + " |")
    lines.append("| " + " | ".join(rule) + " |")
    return lines + [_row(row, to) for row in table.rows]


def _row(row: Row, to: Mapping[str, str]) -> str:
    cells = [inline(cell, to) for cell in row.cells]
    if row.anchor:
        cells[0] = f'<a id="{row.anchor}"></a>{cells[0]}'
    return "| " + " | ".join(cells) + " |"


def inline(parts: Parts, to: Mapping[str, str]) -> str:
    """Parts in a row; a table cell or a line of text."""
    return "".join(_inline(part, to) for part in parts)


def _inline(part: Inline, to: Mapping[str, str]) -> str:  # one line for each kind of part
    match part:
        case Figure():
            mark = _RAISED.get(STANDINGS[part.standing][0], "")
            return f"[{escaped(part.words)}](#{to[part.path]}){mark}"
        case Term():
            return f"**{part.words}**"
        case Strong():
            return f"**{escaped(part.words)}**"
        case Quote():
            return f"“{escaped(part.words)}”"
        case Ref():
            return f"[{escaped(part.words)}](#{to[part.path]})"
        case Given():
            return "".join(
                f"[{escaped(run)}](#{to[part.path]})" if digits else _spaced(run)
                for run, digits in digit_runs(part.words)
            )
    return _spaced(part.words)


def _spaced(run: str) -> str:
    """A piece of words escaped, with the spaces at its ends kept."""
    lead = " " if run[:1].isspace() else ""
    return lead + escaped(run) + (" " if run.strip() and run[-1:].isspace() else "")


def _note(note: Note, to: Mapping[str, str], titles: Mapping[str, str]) -> list[str]:
    lines = [f'<a id="{anchor(note.path)}"></a>', "", f"**{escaped(note.title)}** ({note.kind})", ""]
    for line in note.lines:
        words = inline(line, to)
        lines.append(f"- {words[:1].upper()}{words[1:]}")
    if note.rests_on:
        links = ", ".join(f"[{escaped(titles[path])}](#{anchor(path)})" for path in note.rests_on)
        lines.append(f"- Rests on: {links}")
    return [*lines, ""]
