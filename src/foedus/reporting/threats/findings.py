"""A finding: one thing that statements say, with the statements that say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that statements say.

    Attributes:
        what: a move's result, a demand's words, a day.
        statements: ids of the statements that say it.
        actor: whose doing it is, or who says it; "" where that is nobody's.
        on: ISO date, or None.
        certain: False where it is reported as expected, possible or denied.
    """

    what: str
    statements: tuple[str, ...]
    actor: str = ""
    on: str | None = None
    certain: bool = True
