"""A small canvas for SVG: numbers to one decimal, all text escaped, colours by class so that a page can theme them.

Inside a page the classes take the page's colours (light and dark); ``standalone`` adds the light colours for
docx and pdf. Text widths are estimated from an average advance, which is enough to wrap labels.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

WIDE, NARROW = 720, 360
MARKS = ("exit", "revised", "fades")
ADVANCE = 0.53  # mean advance of a sans-serif letter in ems
_LIGHT = {
    "ink": "#1b1f24", "soft": "#5a6470", "rule": "#d9d6cd", "band": "#b9c6d8", "paper": "#ffffff", "wash": "#f2f0e9",
    "accent": "#1f4e8c", "exit": "#a8321a", "revised": "#8a6100", "fades": "#2b6a4b",
}  # fmt: skip


class Canvas:
    """Collects shapes and gives the drawing as text."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, style: str, radius: float = 0.0) -> None:
        """A rectangle filled by a class."""
        corner = f' rx="{radius:.1f}"' if radius else ""
        self._shapes.append(
            f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"{corner}/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, style: str, width: float = 1.0, dash: str = ""
    ) -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<line class="{style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{width:.1f}"{dashed}/>'
        )

    def path(self, commands: str, style: str, width: float = 1.5) -> None:
        """A path by its commands."""
        self._shapes.append(f'<path class="{style}" d="{commands}" stroke-width="{width:.1f}"/>')

    def mark(self, index: int, x: float, y: float, size: float = 5.0) -> None:
        """The mark of the course at an index: a disc, a square, a triangle; shape tells them apart, not colour alone."""
        style = f"pic-{MARKS[index % 3]}"
        match index % 3:
            case 0:
                self._shapes.append(f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>')
            case 1:
                self.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, style)
            case _:
                s = size * 1.15
                self._shapes.append(
                    f'<path class="{style}" d="M{x:.1f} {y - s:.1f}L{x + s:.1f} {y + s * 0.8:.1f}L{x - s:.1f} {y + s * 0.8:.1f}Z"/>'
                )

    def ring(self, x: float, y: float, size: float = 4.5) -> None:
        """The mark of what is not yet known: a ring."""
        self._shapes.append(
            f'<circle class="pic-open" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" stroke-width="1.4"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        style: str = "pic-ink",
        at: str = "start",
        bold: bool = False,
    ) -> None:
        """A line of text; ``at`` is start, middle or end."""
        weight = ' font-weight="600"' if bold else ""
        shown = escape(" ".join(words.split()))
        self._shapes.append(
            f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{at}"{weight}>{shown}</text>'
        )

    def drawing(self, height: float) -> str:
        """The SVG; it says nothing to a screen reader, as the page around it does."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height:.0f}" aria-hidden="true" focusable="false">'
        return head + "".join(self._shapes) + "</svg>"


def wrap(words: str, width: float, size: float = 13, lines: int = 3) -> list[str]:
    """Words broken into lines of at most ``width`` units; what is over ends in an ellipsis."""
    room = max(int(width / (size * ADVANCE)), 4)
    found: list[str] = []
    current = ""
    for word in words.split():
        piece = word if len(word) <= room else word[: room - 1] + "…"
        if current and len(current) + 1 + len(piece) > room:
            found.append(current)
            current = piece
        else:
            current = f"{current} {piece}".strip()
    found.append(current)
    if len(found) > lines:
        found = found[:lines]
        found[-1] = found[-1][: room - 1].rstrip() + "…"
    return [line for line in found if line]


def standalone(drawing: str) -> str:
    """A drawing with its own light colours, for a file without a style sheet."""
    rules = "".join(
        f".pic-{name}{{fill:{colour}}}.pic-{name}-line{{stroke:{colour};fill:none}}"
        for name, colour in _LIGHT.items()
    )
    rules += f".pic-rule{{stroke:{_LIGHT['rule']};fill:none}}.pic-line{{stroke:{_LIGHT['ink']};fill:none}}"
    rules += f".pic-stem{{stroke:{_LIGHT['soft']};fill:none}}.pic-open{{stroke:{_LIGHT['accent']};fill:{_LIGHT['paper']}}}"
    rules += "text{font-family:'Libertinus Sans','Liberation Sans',Arial,sans-serif}"
    start = drawing.index(">") + 1
    return f"{drawing[:start]}<style>{rules}</style>{drawing[start:]}"


def axis(
    canvas: Canvas,
    left: float,
    right: float,
    top: float,
    bottom: float,
    ticks: tuple[float, ...],
    high: float,
) -> None:
    """Vertical grid lines for probabilities from 0 to ``high``, with their percents below."""
    for tick in ticks:
        x = left + (right - left) * tick / high
        canvas.line(x, top, x, bottom, "pic-rule")
        canvas.text(x, bottom + 16, f"{round(100 * tick)} %", size=11, style="pic-soft", at="middle")


def scale_for(highest: float) -> tuple[float, tuple[float, ...]]:
    """The end of an axis and its ticks for values up to ``highest``."""
    for end, step in ((0.05, 0.01), (0.1, 0.02), (0.2, 0.05), (0.4, 0.1), (0.6, 0.2), (1.0, 0.25)):
        if highest <= end + 1e-9:
            return end, tuple(round(i * step, 4) for i in range(round(end / step) + 1))
    return 1.0, (0.0, 0.25, 0.5, 0.75, 1.0)
