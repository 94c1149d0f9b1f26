"""What moves the answer: for each quantity, the answer with it at the low and at the high end of its range.

Quantities that move it by no more than the noise of the draws are left out.
"""

from __future__ import annotations

from foedus.brief.document import Given, Picture, Row, Table
from foedus.brief.drivers import moving
from foedus.brief.grounds import Grounds
from foedus.brief.names import quantity_name
from foedus.brief.numbers import course_percents, percent
from foedus.brief.parts import chance, join, reason
from foedus.brief.tallies import headline
from foedus.drawing import NARROW, WIDE, Canvas, axis, scale_for, wrap

MOST = 8


def picture(grounds: Grounds) -> Picture | None:
    """The tornado; None without a quantity that moves the answer."""
    entries = moving(grounds)[:MOST]
    if not entries:
        return None
    rows = []
    for entry in entries:
        path = f"sensitivity.{entry['quantity']}"
        rows.append(
            Row(((Given(quantity_name(str(entry["quantity"])), path),), (chance(grounds, f"{path}.answer_low"),),
                 (chance(grounds, f"{path}.answer_high"),), reason(grounds, str(entry.get("because") or ""), path)))
        )  # fmt: skip
    told = "; ".join(
        f"{quantity_name(str(e['quantity']))} {percent(float(e['answer_low']))} to {percent(float(e['answer_high']))}"
        for e in entries
    )
    return Picture(
        "picture-tornado",
        join("What moves the answer: the probability of the question’s course with one quantity at the low end (open) and at "
             "the high end (filled) of its range. Quantities that move it by no more than the noise of the draws are left out."),
        f"Bars of the answer for each quantity, largest first: {told}.", _draw(grounds, WIDE), _draw(grounds, NARROW),
        Table(("Quantity", "Answer at its low end", "Answer at its high end", "Why it has this range"), tuple(rows), numeric=(1, 2)),
    )  # fmt: skip


def _draw(grounds: Grounds, width: int) -> str:
    canvas = Canvas(width)
    entries = moving(grounds)[:MOST]
    course = headline(grounds)
    shares = {str(c["id"]): float(c["probability"]) for c in grounds.entries("courses")}
    now = shares[course]
    end, ticks = scale_for(
        max([now, *(max(float(e["answer_low"]), float(e["answer_high"])) for e in entries)])
    )
    wide = width >= WIDE
    left, right = (232.0, width - 24.0) if wide else (12.0, width - 16.0)
    step, top = (34.0, 36.0) if wide else (46.0, 52.0)
    bottom = top + step * (len(entries) - 1) + 18

    def across(share: float) -> float:
        return left + (right - left) * share / end

    axis(canvas, left, right, 20, bottom, ticks, end)
    canvas.line(across(now), 20, across(now), bottom, "pic-line", 1.5)
    near = "middle" if 0.1 < now / end < 0.9 else "start" if now / end <= 0.1 else "end"
    canvas.text(across(now), 13, f"answer {course_percents(shares)[course]}", size=12, at=near)
    for i, entry in enumerate(entries):
        y = top + step * i
        low, high = across(float(entry["answer_low"])), across(float(entry["answer_high"]))
        canvas.rect(min(low, high), y - 6, abs(high - low), 12, "pic-band")
        canvas.path(f"M{low - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", "pic-open", 1.5)
        canvas.path(f"M{high - 4.5:.1f} {y:.1f}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0", "pic-accent", 0)
        name = quantity_name(str(entry["quantity"]))
        if wide:
            lines = wrap(name, left - 24, 12.5, 2)
            for j, line in enumerate(lines):
                canvas.text(left - 14, y + 4 + 14 * (j - (len(lines) - 1) / 2), line, size=12.5, at="end")
        else:
            canvas.text(left, y - 13, wrap(name, width - 30, 12.5, 1)[0], size=12.5, style="pic-ink pic-halo")
    return canvas.drawing(bottom + 28)
