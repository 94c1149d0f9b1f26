"""The information sets of a game as a table: who chooses where, what it knows, and between what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.game.tree import Decision, Game, action_label, walk


@dataclass(frozen=True)
class Row:
    """One information set.

    Attributes:
        player: who chooses.
        decision: the name of the choice.
        knows: what the player knows then, as text; empty if nothing.
        actions: the actions open.
        nodes: the number of nodes that it cannot tell apart.
        probabilities: of the actions, or empty.
    """

    player: str
    decision: str
    knows: str
    actions: tuple[str, ...]
    nodes: int
    probabilities: tuple[float, ...] = ()


def rows(game: Game, behaviour: Sequence[Sequence[float]] | None = None) -> tuple[Row, ...]:
    """The information sets in the game's order, with the behaviour in each where it is given."""
    counts = [0] * len(game.infosets)
    for node, _ in walk(game):
        if isinstance(node, Decision):
            counts[node.infoset] += 1
    found = []
    for index, infoset in enumerate(game.infosets):
        decision, _, knows = infoset.label.partition(" | ")
        actions = tuple(action_label(infoset, action) for action in range(len(infoset.actions)))
        chosen = tuple(float(p) for p in behaviour[index]) if behaviour is not None else ()
        player = game.players[infoset.player]
        found.append(Row(player, decision or str(index + 1), knows, actions, counts[index], chosen))
    return tuple(found)


def as_text(table: Sequence[Row]) -> str:
    """The table for a terminal, columns aligned."""
    lines = [("player", "decision", "knows", "nodes", "actions")]
    lines += [(r.player, r.decision, r.knows or "-", str(r.nodes), _actions(r)) for r in table]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def as_markdown(table: Sequence[Row]) -> str:
    """The table in Markdown."""
    head = "| player | decision | knows | nodes | actions |\n|---|---|---|---|---|"
    body = [
        "| " + " | ".join(_cell(c) for c in (r.player, r.decision, r.knows, str(r.nodes), _actions(r))) + " |"
        for r in table
    ]
    return "\n".join([head, *body])


def _actions(row: Row) -> str:
    if not row.probabilities:
        return ", ".join(row.actions)
    return ", ".join(f"{a} {p:.3f}" for a, p in zip(row.actions, row.probabilities, strict=True))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
