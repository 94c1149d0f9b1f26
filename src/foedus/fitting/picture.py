"""Comparative statics as a picture: a panel for each outcome, the estimate as a line and the draws as a band."""

from __future__ import annotations

from xml.sax.saxutils import escape

import numpy as np

from foedus.drawing import WIDE, Canvas, scale_for, standalone, wrap
from foedus.fitting.statics import Statics

_LEFT, _GAP, _TOP, _HEIGHT = 52.0, 58.0, 64.0, 170.0
MOST_ACROSS = 3


def statics_picture(statics: Statics) -> str:
    """An SVG that stands alone; its description tells a screen reader what the panels show."""
    canvas = Canvas(WIDE)
    canvas.text(8, 20, f"{statics.title}: predictions by {statics.column}", size=15, bold=True)
    canvas.text(8, 38, f"Lines: estimates; bands: {statics.level:.0%} of {statics.draws} draws of the coefficients "
                f"(seed {statics.seed})", size=11.5, style="pic-soft")  # fmt: skip
    across = min(MOST_ACROSS, len(statics.outcomes))
    width = (WIDE - _LEFT - 16 - _GAP * (across - 1)) / across
    end, ticks = scale_for(float(statics.high.max()))
    for place in range(len(statics.outcomes)):
        left = _LEFT + (width + _GAP) * (place % across)
        top = _TOP + (_HEIGHT + 76) * (place // across)
        _Panel(canvas, left, top + 18, width, end, ticks).draw(statics, place)
    rows = -(-len(statics.outcomes) // across)
    y = _TOP + (_HEIGHT + 76) * rows
    for line in wrap(_held(statics), WIDE - 16, 11.5, 4):
        canvas.text(8, y, line, size=11.5, style="pic-soft")
        y += 15
    told = escape(described(statics), {'"': "&quot;"})
    drawing = standalone(canvas.drawing(y + 4))
    head = f' role="img" aria-label="{told}"><desc>{told}</desc>'
    return drawing.replace(' aria-hidden="true" focusable="false">', head, 1)


def described(statics: Statics) -> str:
    """What the picture shows, in words: each outcome at the first and last value, and the change with its interval."""
    parts = [
        f"{outcome} {_percent(statics.estimate[0, k])} at {_value(statics.values[0])} and "
        f"{_percent(statics.estimate[-1, k])} at {_value(statics.values[-1])}, "
        f"a change of {_points(change)} points ({_points(low)} to {_points(high)})"
        for k, (outcome, (change, low, high)) in enumerate(zip(statics.outcomes, statics.change, strict=True))
    ]
    return f"What is predicted of {statics.title} by {statics.column}: {'; '.join(parts)}."


def _held(statics: Statics) -> str:
    if not statics.at:
        return "There are no other covariates."
    return "Held: " + ", ".join(f"{name} = {_value(value)}" for name, value in statics.at.items())


class _Panel:
    """One outcome: its axes, band and line, or points with bars where the covariate has levels."""

    def __init__(
        self, canvas: Canvas, left: float, top: float, width: float, end: float, ticks: tuple[float, ...]
    ) -> None:
        self.canvas, self.left, self.top, self.width, self.end, self.ticks = (
            canvas, left, top, width, end, ticks,
        )  # fmt: skip

    def up(self, share: float) -> float:
        return self.top + _HEIGHT * (1 - share / self.end)

    def draw(self, statics: Statics, place: int) -> None:
        title = wrap(statics.outcomes[place], self.width + 20, 12.5, 1)[0]
        self.canvas.text(self.left, self.top - 9, title, size=12.5, bold=True)
        for tick in self.ticks:
            self.canvas.line(self.left, self.up(tick), self.left + self.width, self.up(tick), "pic-rule")
            self.canvas.text(self.left - 6, self.up(tick) + 4, f"{100 * tick:g} %", size=10.5, style="pic-soft", at="end")  # fmt: skip
        estimate, low, high = (part[:, place] for part in (statics.estimate, statics.low, statics.high))
        if isinstance(statics.values[0], str) or len(statics.values) < 3:
            self._bars(statics, estimate, low, high)
        else:
            self._band(statics, estimate, low, high)
        self.canvas.text(
            self.left + self.width / 2, self.top + _HEIGHT + 34, statics.column, size=11, at="middle"
        )

    def _bars(self, statics: Statics, estimate: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        step = self.width / len(statics.values)
        for k, value in enumerate(statics.values):
            x = self.left + step * (k + 0.5)
            self.canvas.line(x, self.up(low[k]), x, self.up(high[k]), "pic-line", 1.5)
            self.canvas.ring(x, self.up(estimate[k]))
            label = wrap(_value(value), step - 2, 10.5, 1)[0]
            self.canvas.text(x, self.top + _HEIGHT + 17, label, size=10.5, style="pic-soft", at="middle")

    def _band(self, statics: Statics, estimate: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        values = np.array(statics.values, dtype=np.float64)
        span = float(np.ptp(values)) or 1.0
        x = self.left + self.width * (values - values.min()) / span

        def points(shares: np.ndarray) -> list[str]:
            return [f"{a:.1f} {self.up(float(b)):.1f}" for a, b in zip(x, shares, strict=True)]

        outline = points(high) + points(low)[::-1]
        self.canvas.path("M" + "L".join(outline) + "Z", "pic-band", 0)
        self.canvas.path("M" + "L".join(points(estimate)), "pic-accent-line", 2)
        for value in round_ticks(float(values.min()), float(values.max())):
            at = self.left + self.width * (value - values.min()) / span
            self.canvas.line(at, self.top + _HEIGHT, at, self.top + _HEIGHT + 4, "pic-line")
            self.canvas.text(
                at, self.top + _HEIGHT + 17, _value(value), size=10.5, style="pic-soft", at="middle"
            )


def round_ticks(low: float, high: float) -> list[float]:
    """Two to five round numbers from low to high."""
    if not high > low:
        return [low]
    rough = (high - low) / 3
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    first = np.ceil(low / step - 1e-9)
    return [float(k * step) for k in np.arange(first, np.floor(high / step + 1e-9) + 1)]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.005 else "under 1 %"


def _points(share: float) -> str:
    return f"{100 * share:+.0f}"


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"
