"""A game's tree as a Mermaid flowchart, for pages that draw it from text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.game.outline import Outline, outline
from foedus.game.tree import Game


def mermaid(
    game: Game,
    behaviour: Sequence[Sequence[float]] | None = None,
    values: Mapping[str, float] | None = None,
    most_leaves: int = 60,
) -> str:
    """The flowchart's text; the arguments are those of ``draw.svg``."""
    lines = ["flowchart LR"]
    _add(game, outline(game, behaviour, values, most_leaves), lines, [0])
    return "\n".join(lines) + "\n"


def _add(game: Game, node: Outline, lines: list[str], count: list[int]) -> str:
    """Add a node and what follows; returns its id."""
    name = f"n{count[0]}"
    count[0] += 1
    lines.append(f"  {name}{_shape(game, node)}")
    for branch in node.branches:
        below = _add(game, branch.below, lines, count)
        known = branch.formula if branch.probability is None else f"{branch.probability:.2f}"
        label = f"{branch.label} ({known})" if known else branch.label
        lines.append(f"  {name} -->|{_quoted(label)}| {below}")
    return name


def _shape(game: Game, node: Outline) -> str:
    if node.kind == "end":
        payoffs = f"({', '.join(node.payoffs)})" if node.payoffs else ""
        text = " ".join(part for part in (node.title, payoffs) if part)
        return f"[{_quoted(text or 'end')}]"
    if node.kind == "decision":
        return f"([{_quoted(f'{game.players[node.player]}: {node.title}')}])"
    return f"{{{{{_quoted(node.title)}}}}}" if node.kind == "chance" else f"[[{_quoted('… ' + node.title)}]]"


def _quoted(text: str) -> str:
    """Text in quotation marks, with what Mermaid would read as its own written as entities."""
    safe = text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    return '"' + safe.replace("\n", " ") + '"'
