"""The courses with their intervals: a mark at each probability on a band from the low to the high end."""

from __future__ import annotations

from foedus.brief.document import Picture, Row, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, plain_course
from foedus.brief.numbers import course_percents, interval
from foedus.brief.parts import bounds, chance, join
from foedus.drawing import NARROW, WIDE, Canvas, axis, wrap


def picture(grounds: Grounds) -> Picture:
    """The picture of the courses."""
    entries = grounds.entries("courses")
    rows = tuple(
        Row(((course_name(grounds, str(e["id"])),), (chance(grounds, f"courses.{e['id']}.probability"),),
             bounds(grounds, f"courses.{e['id']}")))
        for e in entries
    )  # fmt: skip
    shown = course_percents({str(e["id"]): float(e["probability"]) for e in entries})
    told = "; ".join(
        f"{plain_course(grounds, str(e['id']))} {shown[str(e['id'])]}, {interval(float(e['low']), float(e['high']))}"
        for e in entries
    )
    return Picture(
        "picture-courses",
        join("The courses: the mark is the probability, the band holds nine tenths of the weighted draws."),
        f"Courses by the deadline with their intervals: {told}.",
        _draw(grounds, WIDE), _draw(grounds, NARROW),
        Table(("Course", "Probability", "Interval"), rows, numeric=(1, 2)),
    )  # fmt: skip


def _draw(grounds: Grounds, width: int) -> str:
    canvas = Canvas(width)
    entries = grounds.entries("courses")
    wide = width >= WIDE
    left, right = (200.0, width - 64.0) if wide else (14.0, width - 52.0)
    step, top = (46.0, 26.0) if wide else (62.0, 44.0)
    bottom = top + step * (len(entries) - 1) + 22
    axis(canvas, left, right, 6, bottom, (0.0, 0.25, 0.5, 0.75, 1.0), 1.0)
    shown = course_percents({str(e["id"]): float(e["probability"]) for e in entries})
    for i, entry in enumerate(entries):
        y = top + step * i
        low, middle, high = (left + (right - left) * float(entry[k]) for k in ("low", "probability", "high"))
        canvas.rect(low, y - 7, high - low, 14, "pic-band", 7)
        canvas.mark(i, middle, y, 6.5)
        canvas.text(right + 10, y + 5, shown[str(entry["id"])], bold=True, size=15)
        lines = wrap(plain_course(grounds, str(entry["id"])), left - 16 if wide else width - 40, 14, 2)
        for j, line in enumerate(lines if wide else lines[:1]):
            canvas.text(left - 14 if wide else left, (y + 5 + 16 * (j - (len(lines) - 1) / 2)) if wide else y - 15, line,
                        size=14, at="end" if wide else "start")  # fmt: skip
    return canvas.drawing(bottom + 26)
