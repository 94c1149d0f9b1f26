"""A game's tree as an SVG picture, from left to right.

Circles are decisions, with the player's name and a colour of its own; diamonds are chance, squares are ends.
A dashed line joins nodes that their player cannot tell apart. What the picture says by colour it also says
by letters; a title and a description go with it for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from foedus.game.outline import Branch, Outline, outline
from foedus.game.tree import Game

_ROW, _NARROW, _LEFT, _MARGIN, _ENDS = 26, 180, 120, 28, 260
_PALETTE = ("#0072b2", "#b35806", "#00735a", "#8e4585", "#5e5e00", "#a50026")
"""Colours of the players, all at a contrast above 4.5 to white."""


@dataclass(frozen=True)
class _Place:
    node: Outline
    x: float
    y: float


def svg(
    game: Game,
    behaviour: Sequence[Sequence[float]] | None = None,
    values: Mapping[str, float] | None = None,
    most_leaves: int = 80,
    name: str = "tree",
) -> str:
    """The picture of a game as one SVG element.

    Args:
        game: the game.
        behaviour: for each information set the probabilities of its actions; they widen the lines.
        values: values of the quantities, to show numbers in place of expressions.
        most_leaves: leaves drawn at most; a deeper tree is cut and says how many ends follow.
        name: prefix of the element's ids, to be unique in a page.
    """
    shown = outline(game, behaviour, values, most_leaves)
    places: list[_Place] = []
    lines: list[str] = []
    _lay_out(shown, _LEFT, _column(shown, game), [0], places, lines)
    width = round(max(place.x for place in places)) + _ENDS
    height = _MARGIN * 2 + _ROW * max(sum(not p.node.branches for p in places) - 1, 0)
    title = f"Game tree: {game.title}" if game.title else "Game tree"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-labelledby={quoteattr(f"{name}-title {name}-desc")} '
            'font-family="system-ui, sans-serif" font-size="12" fill="currentColor">',
            f"<title id={quoteattr(f'{name}-title')}>{escape(title)}</title>",
            f"<desc id={quoteattr(f'{name}-desc')}>{escape(describe(game, shown))}</desc>",
            '<g fill="none" stroke="currentColor">',
            *_same_knowledge(places),
            "</g>",
            *lines,
            *(_mark(game, place) for place in places),
            "</svg>",
        ]
    )


def describe(game: Game, shown: Outline) -> str:
    """The tree in words: who moves first, between what, and how many ends there are."""
    players = ", ".join(game.players)
    first = (
        "chance" if shown.kind == "chance" else game.players[shown.player] if shown.player >= 0 else "nobody"
    )
    moves = ", ".join(_move_text(branch) for branch in shown.branches)
    return (
        f"Players {players}. {len(game.infosets)} information sets, {shown.ends} end nodes. "
        f"First {first} moves at {shown.title}: {moves}."
    )


def _move_text(branch: Branch) -> str:
    if branch.probability is not None:
        return f"{branch.label} ({branch.probability:.2f})"
    return f"{branch.label} ({branch.formula})" if branch.formula else branch.label


def _column(shown: Outline, game: Game) -> int:
    """The width of one move, wide enough for the longest name on a line or under it."""
    longest, stack = 0, [shown]
    while stack:
        node = stack.pop()
        longest = max([longest, *(len(_move_text(branch)) for branch in node.branches)])
        if node.kind == "decision":
            longest = max(longest, len(game.players[node.player]) + len(node.title))
        stack.extend(branch.below for branch in node.branches)
    return max(_NARROW, min(7 * longest, 420) + 60)


def _lay_out(
    node: Outline, x: float, column: int, row: list[int], places: list[_Place], lines: list[str]
) -> float:
    """Place a node in the middle of what follows; leaves take one row each. Returns its y."""
    if not node.branches:
        y = float(_MARGIN + row[0] * _ROW)
        row[0] += 1
        places.append(_Place(node, x, y))
        return y
    heights = [_lay_out(branch.below, x + column, column, row, places, lines) for branch in node.branches]
    y = (heights[0] + heights[-1]) / 2
    for branch, below in zip(node.branches, heights, strict=True):
        lines.append(_line(branch, x, y, x + column, below))
    places.append(_Place(node, x, y))
    return y


def _line(branch: Branch, x: float, y: float, to_x: float, to_y: float) -> str:
    weight = 1.2 if branch.probability is None else 0.8 + 4 * branch.probability
    bend = x + 34
    return (
        f'<path d="M{x:g} {y:g} L{bend:g} {to_y:g} H{to_x:g}" fill="none" stroke="currentColor" '
        f'stroke-width="{weight:.2f}" stroke-opacity="0.55"/>'
        f'<text x="{bend + 4:g}" y="{to_y - 4:g}">{escape(_move_text(branch))}</text>'
    )


def _mark(game: Game, place: _Place) -> str:
    node, x, y = place.node, place.x, place.y
    if node.kind == "end":
        payoffs = ", ".join(node.payoffs)
        label = " ".join(part for part in (node.title, f"({payoffs})" if payoffs else "") if part)
        return (
            f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8"/>'
            f'<text x="{x + 10:g}" y="{y + 4:g}">{escape(label)}</text>'
        )
    if node.kind == "more":
        return f'<text x="{x + 4:g}" y="{y + 4:g}" font-style="italic">… {escape(node.title)}</text>'
    if node.kind == "chance":
        label = node.title
        shape = f'<path d="M{x - 8:g} {y:g} l8 -8 l8 8 l-8 8 z" fill="#ffffff" stroke="currentColor"/>'
    else:
        label = f"{game.players[node.player]}: {node.title}"
        colour = _PALETTE[node.player % len(_PALETTE)]
        shape = f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="{colour}"/>'
    under = 4 if x == _LEFT else 15  # nothing leads to the first node, so its name can stand on its line
    return shape + (
        f'<text x="{x - 13:g}" y="{y + under:g}" text-anchor="end" font-weight="bold">{escape(label)}</text>'
    )


def _same_knowledge(places: list[_Place]) -> list[str]:
    """Dashed lines between the nodes of one information set, from top to bottom."""
    members: dict[int, list[_Place]] = {}
    for place in places:
        if place.node.kind == "decision":
            members.setdefault(place.node.infoset, []).append(place)
    return [
        f'<path d="M{one.x:g} {one.y:g} Q{one.x - 16:g} {(one.y + other.y) / 2:g} {other.x:g} {other.y:g}" '
        'stroke-dasharray="4 3"/>'
        for same in members.values()
        for one, other in zip(
            sorted(same, key=lambda p: p.y)[:-1], sorted(same, key=lambda p: p.y)[1:], strict=True
        )
    ]
