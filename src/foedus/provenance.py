"""Where a value comes from: a span of a text, a reason, the run that computed it.

A number in a case says why it has its value in one line, the ``because``. It begins with its kind:

    because: "statements: s3f2a, s91bc"     words of articles, by the ids of their statements
    because: "history: E3"                  rows of the table of exit threats or of the base rates
    because: "reference: Tomz 2007"         literature
    because: "assumption: no survey exists" a stated assumption
    because: "computed: share of ..."       worked out from other values, with the recipe

Several grounds are separated by semicolons: ``"history: E3; assumption: as for musings"``.

    >>> [ground.kind for ground in grounds_of("history: E3; assumption: as for musings")]
    ['history', 'assumption']
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

GroundKind = Literal["statements", "history", "reference", "assumption", "computed"]
GROUND_KINDS: tuple[GroundKind, ...] = ("statements", "history", "reference", "assumption", "computed")

_GROUND = re.compile(rf"(?:^|;)\s*(?P<kind>{'|'.join(GROUND_KINDS)})\s*:\s*")


class Span(NamedTuple):
    """A half-open range [start, end) of code points of an article's text as stored."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a number: its kind, the text after the colon, and the ids named in it.

    ``ids`` are the comma-separated items of ``statements`` and ``history`` grounds; empty otherwise.
    """

    kind: GroundKind
    text: str
    ids: tuple[str, ...] = ()


def grounds_of(because: str) -> tuple[Ground, ...]:
    """The grounds named in a ``because``; empty if the text names no kind."""
    marks = list(_GROUND.finditer(because))
    found: list[Ground] = []
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else len(because)
        text = because[mark.end() : end].strip().rstrip(";").strip()
        kind: GroundKind = mark["kind"]  # type: ignore[assignment]  # the pattern admits only these
        ids: tuple[str, ...] = ()
        if kind in ("statements", "history"):
            ids = tuple(part.strip() for part in text.split(",") if part.strip())
        found.append(Ground(kind, text, ids))
    return tuple(found)


def digest_of(data: str | bytes) -> str:
    """SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal."""
    return hashlib.sha256(
        data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    ).hexdigest()
