r"""The layout of a text: paragraphs, hard-wrapped lines, headlines.

A blank line ends a paragraph. A single line end does too, unless the lines are hard-wrapped: each line but
the last is so long that the next line's first word would not have fitted into the block's width.

    >>> [b.heading for b in blocks_of("Talks Go On\n\nThe envoys met on Monday and parted on Tuesday.")]
    [True, False]
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from foedus.provenance import Span

NARROWEST_WRAP = 45
"""Lines shorter than this are not taken for hard-wrapped text: verses, lists, captions, signatures."""
LONGEST_HEADING = 25
"""Words: a longer line without a full stop is running text whose stop was lost."""

_GAP = re.compile(
    r"(?:\r\n?|\n|\u2028|\u2029|\x0b|\x0c|\x85)\s*?(?:\r\n?|\n|\u2028|\u2029|\x0b|\x0c|\x85)\s*"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-*•–—▪◦·]|\d{1,2}[.)])[ \t]+\S")
_SMALL = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's place in the text that was laid out, and whether it is a heading."""

    span: Span
    heading: bool


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text in order; together they hold everything that is not white space."""
    blocks: list[Block] = []
    start = 0
    for gap in _GAP.finditer(text):
        blocks += _block(text, start, gap.start())
        start = gap.end()
    return tuple(blocks + _block(text, start, len(text)))


def _block(text: str, start: int, end: int) -> list[Block]:
    lines = [Span(m.start() + start, m.end() + start) for m in _LINE.finditer(text[start:end])]
    lines = [line for line in (_trimmed(text, line) for line in lines) if line.start < line.end]
    whole = [
        Span(item[0].start, item[-1].end)
        for lines_of_item in _items(text, lines)
        for item in ([lines_of_item] if _wrapped(text, lines_of_item) else [[line] for line in lines_of_item])
    ]
    return [Block(line, is_heading(text[line.start : line.end])) for line in whole]


def _items(text: str, lines: list[Span]) -> list[list[Span]]:
    """The lines of each item of a list with marks before them; one group where a block is no list."""
    if sum(_ITEM.match(text, line.start) is not None for line in lines) < 2:
        return [lines]
    items: list[list[Span]] = [[]]
    for line in lines:
        if _ITEM.match(text, line.start) is not None and items[-1]:
            items.append([])
        items[-1].append(line)
    return items


def _trimmed(text: str, line: Span) -> Span:
    words = text[line.start : line.end]
    left = len(words) - len(words.lstrip())
    return Span(line.start + left, max(line.start + left, line.start + len(words.rstrip())))


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether a block's lines are one paragraph that was wrapped at a fixed width."""
    if len(lines) < 2:
        return False
    width = max(line.end - line.start for line in lines)
    if width < NARROWEST_WRAP:
        return False
    for line, after in itertools.pairwise(lines):
        first = re.match(r"\S+", text[after.start : after.end])
        if first and line.end - line.start + 1 + len(first.group()) <= width:
            return False
    return True


def is_heading(words: str) -> bool:
    """Whether a line is a headline, a byline or another label: short and without a stop at its end."""
    if len(words.split()) > LONGEST_HEADING or not words:
        return False
    if not _CLOSED.search(words):
        return words[-1] not in "\"'”’»" or not _SMALL.match(words[0])
    return words[-1] in "!?" and words.istitle()
