"""The way from the base rate to the answer: each course after history, after the moves, after the judgements."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from foedus.brief.document import Picture, Row, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import plain_course
from foedus.brief.numbers import course_percents
from foedus.brief.parts import chance, join
from foedus.drawing import MARKS, NARROW, WIDE, Canvas, scale_for, wrap

NAMES = {"base_rate": "history", "moves": "moves", "judgements": "judgements"}


def picture(grounds: Grounds) -> Picture | None:
    """The picture of the steps; None where there are fewer than two."""
    steps = grounds.entries("steps")
    if len(steps) < 2:
        return None
    courses = [str(c["id"]) for c in grounds.entries("courses")]
    rows = tuple(
        Row(
            (
                join(f"after {_name(step)}"),
                *((chance(grounds, f"steps.{step['id']}.courses.{c}"),) for c in courses),
            )
        )
        for step in steps
    )
    told = "; ".join(
        f"after {_name(step)} "
        + ", ".join(
            f"{plain_course(grounds, str(c['id']))} {_shown(step)[str(c['id'])]}"
            for c in grounds.entries("courses")
        )
        for step in steps
    )
    return Picture(
        "picture-steps", join("From history to the answer: what each step made of the courses."),
        f"Lines of the courses over the steps: {told}.", _draw(grounds, WIDE), _draw(grounds, NARROW),
        Table(("Step", *(plain_course(grounds, c) for c in courses)), rows, numeric=tuple(range(1, len(courses) + 1))),
    )  # fmt: skip


def _name(step: Mapping[str, Any]) -> str:
    identity = str(step["id"])
    return NAMES.get(identity, identity.replace("_", " "))


def _shown(step: Mapping[str, Any]) -> dict[str, str]:
    return course_percents({k: float(v) for k, v in step["courses"].items()})


def _draw(grounds: Grounds, width: int) -> str:
    canvas = Canvas(width)
    steps = grounds.entries("steps")
    courses = grounds.entries("courses")
    wide = width >= WIDE
    left, right = (60.0, width - 230.0) if wide else (48.0, width - 118.0)
    top, bottom = 36.0, 236.0
    end, ticks = scale_for(max(float(v) for step in steps for v in step["courses"].values()) * 1.05)

    def across(i: int) -> float:
        return left + (right - left) * i / (len(steps) - 1)

    def up(share: float) -> float:
        return bottom - (bottom - top) * share / end

    for tick in ticks:
        canvas.line(left - 8, up(tick), right + 8, up(tick), "pic-rule")
        canvas.text(left - 14, up(tick) + 4, f"{round(100 * tick)} %", size=11, style="pic-soft", at="end")
    for i, step in enumerate(steps):
        anchor = "start" if i == 0 and not wide else "middle"
        canvas.text(across(i) - (8 if anchor == "start" else 0), 16, _name(step), size=12, at=anchor)
    ends = _spread(
        [up(float(steps[-1]["courses"].get(str(c["id"]), 0))) for c in courses], 34.0 if wide else 42.0
    )
    for k, course in enumerate(courses):
        points = [
            (across(i), up(float(step["courses"].get(str(course["id"]), 0)))) for i, step in enumerate(steps)
        ]
        canvas.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points), f"pic-{MARKS[k % 3]}-line", 2)
        for x, y in points:
            canvas.mark(k, x, y, 5)
        size = 13 if wide else 11.5
        shown = _shown(steps[-1])[str(course["id"])]
        lines = wrap(plain_course(grounds, str(course["id"])), width - right - 24, size, 2)
        canvas.text(right + 16, ends[k] + 1, shown, size=size, bold=True)
        for j, line in enumerate(lines):
            canvas.text(right + 16, ends[k] + 15 + 13 * j, line, size=size, style="pic-soft")
    return canvas.drawing(max(bottom + 14, max(ends) + 36))


def _spread(places: list[float], gap: float) -> list[float]:
    """Places moved apart so that labels do not cover each other, in their order from the top."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    found = list(places)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + gap)
    return found
