"""The principal branch drawn against precision, as one SVG that needs nothing else.

Labels stand beside the lines' ends, pushed apart where they would overlap; colours follow the reader's light or
dark setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from foedus.game.names import Names
from foedus.game.tree import Game

PLOT, LEFT, TOP, BOTTOM = 460, 48, 34, 46  # width of the plot, and the margins around it, in pixels
LABEL, LETTER, LINE = 26, 6.1, 15  # from the plot to a label; a letter's width; a label's height
LONGEST = 84  # letters of a label; the whole is told where a reader points at it
LEAST_HEIGHT = 320
MOST_LINES = 16
_LIGHT = ("#1b6ca8", "#b5482a", "#3c7d3c", "#7b4ea3", "#8a6d12", "#1f7a7a", "#a83279", "#5b5b5b")
_DARK = ("#6db3e8", "#f0906f", "#86c986", "#c3a0e6", "#d9bd5b", "#67c4c4", "#ef86c0", "#b9b9b9")
_DASHES = ("", "6 3", "2 3")
NO_NAMES = Names()


class _Line(NamedTuple):
    row: int
    label: str
    reached: float
    style: int = 0


def branch_svg(record: Mapping[str, Any], game: Game, names: Names = NO_NAMES) -> str:
    """The probability of each action along the principal branch of a solution's record.

    The first action of every information set is left out, since the others determine it. Folds and bifurcations are
    marked. Games with more than `MOST_LINES` lines show those of the information sets that play comes to most.

    Args:
        record: of `report.solution_record`.
        game: the game.
        names: what people call its players and moves.
    """
    branch = record["branch"]
    largest = max(branch["precision"], default=0.0) or 1.0
    every = list(_lines(record, game, names))
    often = sorted(every, key=lambda line: -line.reached)[:MOST_LINES] if branch["precision"] else []
    shown = [line._replace(style=style) for style, line in enumerate(sorted(often))]
    height = max(LEAST_HEIGHT, TOP + BOTTOM + LINE * len(shown))
    longest = max((min(len(line.label), LONGEST) for line in shown), default=0)
    width = LEFT + PLOT + LABEL + int(LETTER * longest) + 12
    title = f"{game.title or 'A game'}: the principal branch"
    plot = _Plot(largest, height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="sans-serif" font-size="11"><title>{escape(title)}</title>',
        _style(),
        f'<rect class="paper" width="{width}" height="{height}"/>',
        f'<text class="ink" x="{LEFT}" y="20" font-size="13">{escape(_cut(title, width))}</text>',
        *_axes(plot),
        *_events(branch["events"], plot),
        *_curves(shown, branch, plot),
    ]
    if len(every) > len(shown):
        parts.append(
            f'<text class="ink" x="{LEFT + 6}" y="{TOP + 12}">the {len(shown)} of {len(every)} actions that play comes to most</text>'
        )
    return "\n".join([*parts, "</svg>"])


class _Plot(NamedTuple):
    largest: float
    height: int

    def x(self, precision: float) -> float:
        return LEFT + PLOT * precision / self.largest

    def y(self, share: float) -> float:
        return self.height - BOTTOM - (self.height - TOP - BOTTOM) * share


def _lines(record: Mapping[str, Any], game: Game, names: Names) -> Iterator[_Line]:
    """All free actions: row in the branch's table, label, and how often play comes there."""
    at = 0
    seen = dict.fromkeys(game.players, 0)
    for infoset, declared in enumerate(game.infosets):
        player = game.players[declared.player]
        reached = record["reached"][player][seen[player]]
        seen[player] += 1
        place = names.infoset(game, infoset) or names.player(game, infoset)
        for action in range(1, len(declared.actions)):
            yield _Line(at + action, f"{names.action(game, infoset, action)}, at {place}", reached)
        at += len(declared.actions)


def _style() -> str:
    def rules(colours: Sequence[str], ink: str, faint: str, paper: str) -> str:
        lines = "".join(f".c{i}{{stroke:{colour}}}.t{i}{{fill:{colour}}}" for i, colour in enumerate(colours))
        return f".paper{{fill:{paper}}}.ink{{fill:{ink}}}.axis{{stroke:{ink}}}.event{{stroke:{faint}}}{lines}"

    light = rules(_LIGHT, "#222222", "#777777", "#ffffff")
    dark = rules(_DARK, "#e8e8e8", "#a0a0a0", "#1c1c1e")
    return f"<style>{light}@media (prefers-color-scheme: dark){{{dark}}}</style>"


def _curves(lines: Sequence[_Line], branch: Mapping[str, Any], plot: _Plot) -> Iterator[str]:
    ends = [plot.y(branch["probabilities"][line.row][-1]) for line in lines]
    right = LEFT + PLOT
    for line, end, label in zip(lines, ends, _apart(ends, plot), strict=True):
        shares = branch["probabilities"][line.row]
        points = " ".join(
            f"{plot.x(at):.1f},{plot.y(share):.1f}"
            for at, share in zip(branch["precision"], shares, strict=True)
        )
        colour, dash = line.style % len(_LIGHT), _DASHES[line.style // len(_LIGHT) % len(_DASHES)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<polyline class="c{colour}" points="{points}" fill="none" stroke-width="1.6"{dashed}/>'
        yield (
            f'<path class="c{colour}" d="M{right + 2} {end:.1f}L{right + LABEL - 5} {label:.1f}" '
            f'stroke-width="0.6" opacity="0.6"/>'
        )
        told = f"<title>{escape(line.label)}</title>" if len(line.label) > LONGEST else ""
        shown = escape(_cut(line.label, int(LONGEST * LETTER)))
        yield f'<text class="t{colour}" x="{right + LABEL}" y="{label + 4:.1f}">{told}{shown}</text>'


def _apart(ends: Sequence[float], plot: _Plot) -> list[float]:
    """Where the labels stand: at the lines' ends, pushed down and then up until none overlap."""
    order = sorted(range(len(ends)), key=lambda i: ends[i])
    found = list(ends)
    lowest = plot.height - BOTTOM + LINE / 2
    for before, i in pairwise(order):
        found[i] = max(found[i], found[before] + LINE)
    for i in reversed(order):
        found[i] = min(found[i], lowest)
        lowest = found[i] - LINE
    return found


def _cut(text: str, pixels: int) -> str:
    most = max(int(pixels / LETTER), 8)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _events(events: Sequence[Mapping[str, Any]], plot: _Plot) -> Iterator[str]:
    for event in events:
        x = plot.x(event["precision"])
        yield (
            f'<line class="event" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{plot.height - BOTTOM}" '
            f'stroke-dasharray="2 3"/><text class="ink" x="{x + 3:.1f}" y="{TOP + 24}" font-size="10">'
            f"{escape(event['kind'])}</text>"
        )


def _axes(plot: _Plot) -> Iterator[str]:
    right, bottom = LEFT + PLOT, plot.height - BOTTOM
    yield f'<path class="axis" d="M{LEFT} {TOP}V{bottom}H{right}" fill="none"/>'
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield f'<text class="ink" x="{LEFT - 6}" y="{plot.y(share) + 4:.1f}" text-anchor="end">{share:g}</text>'
        at = share * plot.largest
        yield f'<text class="ink" x="{plot.x(at):.1f}" y="{bottom + 16}" text-anchor="middle">{at:.3g}</text>'
    yield (
        f'<text class="ink" x="{(LEFT + right) / 2}" y="{plot.height - 10}" text-anchor="middle">'
        "precision λ (probability of each action above it)</text>"
    )
