"""The calibration diagram as a picture: what was said against how often it came, recalibrated by isotonic regression.

One panel a course. Dots are the forecasts, larger where there were more; the line joins how often the course came
about at each (the CORP diagram of Dimitriadis, Gneiting and Jordan 2021); forecasts on the diagonal are calibrated.
The band holds nine of ten lines that calibrated forecasts would give by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foedus.drawing import WIDE, Canvas
from foedus.estimation.consistency import consistency_band
from foedus.estimation.scoring import Reliability

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
LEFT, TOP, BELOW, GAP = 40.0, 30.0, 62.0, 24.0


def diagram(found: Sequence[Reliability], width: int = WIDE) -> str:
    """The panels of all courses as one drawing: in a row where there is room, else one below the other."""
    across = max(len(found), 1) if width >= WIDE else 1
    side = min((width - across * LEFT - (across - 1) * GAP - 14) / across, 300.0)
    canvas = Canvas(width)
    for i, one in enumerate(found):
        x = LEFT + (i % across) * (side + LEFT + GAP)
        y = TOP + (i // across) * (side + TOP + BELOW)
        _panel(canvas, one, i, x, y, side)
    rows = -(-len(found) // across)
    return canvas.drawing(rows * (side + TOP + BELOW))


def described(found: Reliability) -> str:
    """A panel in words, for those who do not see it."""
    points = zip(found.forecast, found.observed, found.counts, strict=True)
    told = "; ".join(f"said {p:.0%}, came {seen:.0%} in {n}" for p, seen, n in points)
    return f"{found.course}: {told}."


def _panel(canvas: Canvas, found: Reliability, index: int, x: float, y: float, side: float) -> None:
    def at(p: float, seen: float) -> tuple[float, float]:
        return x + side * p, y + side * (1 - seen)

    canvas.mark(index, x + 5, y - 14)
    canvas.text(x + 18, y - 9, found.course, size=13.5, bold=True)
    canvas.text(x + side, y - 9, f"{found.n:,} forecasts", size=11, style="pic-soft", at="end")
    for tick in TICKS:
        across, up = at(tick, tick)
        canvas.line(across, y, across, y + side, "pic-rule")
        canvas.line(x, up, x + side, up, "pic-rule")
        canvas.text(across, y + side + 15, f"{tick:.0%}", size=10.5, style="pic-soft", at="middle")
        canvas.text(x - 5, up + 4, f"{tick:.0%}", size=10.5, style="pic-soft", at="end")
    low, high = consistency_band(found)
    edge = [at(p, seen) for p, seen in zip(found.forecast, high, strict=True)]
    edge += [at(p, seen) for p, seen in zip(reversed(found.forecast), reversed(low), strict=True)]
    canvas.path("M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in edge) + "Z", "pic-band", 0)
    canvas.line(*at(0, 0), *at(1, 1), "pic-stem", 1.0, "4 3")
    points = [at(p, seen) for p, seen in zip(found.forecast, found.observed, strict=True)]
    for one, other in pairwise(points):
        canvas.line(*one, *other, "pic-line", 1.8)
    most = max(found.counts)
    for (a, b), n in zip(points, found.counts, strict=True):
        radius = 1.5 + 2.5 * (n / most) ** 0.5
        canvas.path(
            f"M{a - radius:.1f} {b:.1f}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0"
            f"a{radius:.1f} {radius:.1f} 0 1 0 {-2 * radius:.1f} 0",
            "pic-ink",
            0,
        )
    canvas.text(
        x + side / 2, y + side + 31, "said across, came upwards", size=11, style="pic-soft", at="middle"
    )
    canvas.text(x + side / 2, y + side + 47, _decomposed(found), size=10.5, style="pic-soft", at="middle")


def _decomposed(found: Reliability) -> str:
    return f"MCB {found.miscalibration:.3f}, DSC {found.discrimination:.3f}, UNC {found.uncertainty:.3f}"
