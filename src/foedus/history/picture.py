"""The table of past threats as a picture: a mark a threat, by when it was made, what it was about and what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from foedus.drawing import MARKS, WIDE, Canvas, standalone
from foedus.history.table import COURSES

_LEFT, _RIGHT, _CELL, _HEAD = 150.0, 700.0, 12.0, 56.0
_TOLD = {"exit": "exit", "revised": "revised terms", "fades": "faded"}
_TICKS = ((20, 5), (90, 10), (10_000, 20))  # so many years or fewer: a tick every so many


def history_picture(records: Sequence[Mapping[str, Any]]) -> str:
    """An SVG that stands alone: a row of marks for each kind of agreement along the years of the first threat.

    Threats of the same two years are stacked. A disc is an exit within 24 months, a square revised terms, a triangle a
    threat that faded, a ring one whose outcome is not yet known. The title tells the counts to a screen reader.

    Args:
        records: rows of `foedus.history.table.records`, at least one.
    """
    counts = Counter(str(record["kind"]) for record in records)
    years = [date.fromisoformat(str(record["first_threat"])).year for record in records]
    first, last = min(years), max(*years, min(years) + 10)
    canvas = Canvas(WIDE)
    _legend(canvas, Counter(record["course"] for record in records))
    y = _HEAD
    for kind, _ in counts.most_common():
        y = _row(canvas, kind, [r for r in records if r["kind"] == kind], (first, last), y)
    _years(canvas, first, last, y)
    told = "; ".join(f"{kind} {number}" for kind, number in counts.most_common())
    title = f"{len(records)} past threats to leave an agreement, {min(years)} to {max(years)}: {told}."
    return standalone(canvas.drawing(y + 34)).replace(
        ' aria-hidden="true" focusable="false">', f' role="img" aria-label="{title}">', 1
    )


def _legend(canvas: Canvas, outcomes: Counter[str | None]) -> None:
    x = _LEFT
    for course in COURSES:
        canvas.mark(MARKS.index(course), x, 20, 4.8)
        label = f"{_TOLD[course]} {outcomes[course]}"
        canvas.text(x + 11, 24.5, label)
        x += 30 + 7.2 * len(label)
    if outcomes[None]:
        canvas.ring(x, 20, 4.4)
        canvas.text(x + 11, 24.5, f"not yet known {outcomes[None]}")


def _row(
    canvas: Canvas, kind: str, records: Sequence[Mapping[str, Any]], years: tuple[int, int], top: float
) -> float:
    """One kind's marks; the y below them."""
    first, last = years
    columns: dict[int, list[str | None]] = defaultdict(list)
    for record in records:
        columns[(date.fromisoformat(str(record["first_threat"])).year - first) // 2].append(record["course"])
    height = max(len(column) for column in columns.values())
    base = top + _CELL * height
    canvas.text(_LEFT - 16, base - 2, f"{kind} ({len(records)})", size=13.5, at="end")
    canvas.line(_LEFT - 6, base + 5, _RIGHT, base + 5, "pic-rule")
    for column, courses in columns.items():
        x = _LEFT + (_RIGHT - _LEFT) * (2 * column + 1) / (last - first + 2)
        order = sorted(courses, key=lambda c: COURSES.index(c) if c else len(COURSES))
        for level, course in enumerate(order):
            if course:
                canvas.mark(MARKS.index(course), x, base - 3 - _CELL * level, 4.8)
            else:
                canvas.ring(x, base - 3 - _CELL * level, 4.4)
    return base + 22


def _years(canvas: Canvas, first: int, last: int, y: float) -> None:
    step = next(every for most, every in _TICKS if last - first <= most)
    for year in range(-(-first // step) * step, last + 1, step):
        x = _LEFT + (_RIGHT - _LEFT) * (year - first + 0.5) / (last - first + 2)
        canvas.line(x, _HEAD - 8, x, y - 10, "pic-rule", dash="2 4")
        canvas.text(x, y + 8, str(year), size=11.5, style="pic-soft", at="middle")
