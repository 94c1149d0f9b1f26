"""The trace in a terminal: what ``foedus why FOLDER courses.exit`` prints.

Course: exit
Probability about 3 %, interval 1 to 11 %.
├── Step: the judgements of those who spoke
│   ...
"""

from __future__ import annotations

import textwrap

from foedus.brief.document import plain
from foedus.brief.grounds import Grounds
from foedus.brief.trace import Trace, trace

WIDTH = 100


def why(grounds: Grounds, path: str, width: int = WIDTH) -> str:
    """The trace of a path as text, one ground a paragraph, indented under what rests on it.

    Raises:
        InputFault: no value has this path; the message names paths that exist.
    """
    return "\n".join(_lines(trace(grounds, path), "", "", width)) + "\n"


def _lines(found: Trace, first: str, rest: str, width: int) -> list[str]:
    """The lines of a trace; ``first`` and ``rest`` are what stands before its first and later lines."""
    kind = "" if found.note.kind == "answer" else f" [{found.note.kind}]"
    again = " (as above)" if found.repeated else ""
    lines = [f"{first}{_clean(found.note.title)}{kind}{again}"]
    stem = rest + ("│   " if found.rests_on else "    ")
    if not found.repeated:
        for line in found.note.lines:
            words = _clean(plain(line))
            lines += textwrap.wrap(
                words,
                max(width, 40),
                initial_indent=stem,
                subsequent_indent=f"{stem}  ",
                break_long_words=False,
            )
    for i, below in enumerate(found.rests_on):
        last = i == len(found.rests_on) - 1
        lines += _lines(
            below, f"{rest}{'└── ' if last else '├── '}", f"{rest}{'    ' if last else '│   '}", width
        )
    return lines


def _clean(words: str) -> str:
    """Words without control characters: an article must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in words)
