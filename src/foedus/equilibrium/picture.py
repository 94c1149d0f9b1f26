"""The principal branch drawn against precision, as one SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from foedus.game.tree import Game, action_label

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 48, 150, 16, 40
_COLOURS = ("#1b6ca8", "#b5482a", "#3c7d3c", "#7b4ea3", "#9a7b1c", "#2a8c8c", "#a83279", "#5b5b5b")
MOST_LINES = 24


def branch_svg(record: Mapping[str, Any], game: Game) -> str:
    """The probability of each action along the principal branch of a solution's record.

    The first action of every information set is left out, since the others determine it. Folds and bifurcations are
    marked on the axis. Games with more than `MOST_LINES` lines show the first of them, and say so.
    """
    branch = record["branch"]
    largest = max(branch["precision"], default=0.0) or 1.0
    rows = _rows(game)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="11"><title>{escape(game.title or "A game")}: '
        "the principal branch against precision</title>",
        *_axes(largest),
    ]
    for number, (row, label) in enumerate(rows[:MOST_LINES]):
        shares = branch["probabilities"][row] if branch["probabilities"] else []
        points = [(_x(at, largest), _y(p)) for at, p in zip(branch["precision"], shares, strict=True)]
        if not points:
            continue
        colour = _COLOURS[number % len(_COLOURS)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = ' stroke-dasharray="5 3"' if number >= len(_COLOURS) else ""
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>')
        x, y = points[-1]
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(label)}</text>')
    for event in branch["events"]:
        x = _x(event["precision"], largest)
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#999" '
            f'stroke-dasharray="2 3"><title>{escape(event["kind"])}</title></line>'
        )
    if len(rows) > MOST_LINES:
        parts.append(f'<text x="{LEFT}" y="{TOP + 10}">{MOST_LINES} of {len(rows)} actions</text>')
    return "\n".join([*parts, "</svg>"])


def _rows(game: Game) -> list[tuple[int, str]]:
    """Row in the branch's table and label of the actions drawn."""
    found, at = [], 0
    for infoset in game.infosets:
        for action in range(1, len(infoset.actions)):
            where = f"{infoset.label}: " if infoset.label else f"{game.players[infoset.player]}: "
            found.append((at + action, where + action_label(infoset, action)))
        at += len(infoset.actions)
    return found


def _axes(largest: float) -> list[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = [f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#333"/>']
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{LEFT - 6}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:g}</text>')
        at = share * largest
        parts.append(
            f'<text x="{_x(at, largest):.1f}" y="{bottom + 16}" text-anchor="middle">{at:.3g}</text>'
        )
    parts.append(f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 8}" text-anchor="middle">precision λ</text>')
    return parts


def _x(precision: float, largest: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * precision / largest


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
