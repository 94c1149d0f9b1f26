"""A game's tree as people are shown it: names and numbers in place of records, cut where it grows too wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.case.expression import Expression
from foedus.game.tree import Chance, Decision, Game, Node, Terminal, action_label

LONGEST_EXPRESSION = 28
"""Characters of an expression that a picture shows; a longer one is left to the table."""


@dataclass(frozen=True)
class Branch:
    """A move: its name, its probability if known, else its expression, and where it leads."""

    label: str
    probability: float | None
    formula: str
    below: Outline


@dataclass(frozen=True)
class Outline:
    """A node as it is drawn.

    Attributes:
        kind: decision, chance, end, or more (the tree goes on there with ``ends`` end nodes).
        title: what stands at the node: the decision's or the chance node's name, or the outcome's.
        player: index of the player who chooses; -1 elsewhere.
        infoset: index of the information set; -1 elsewhere.
        payoffs: text of each player's payoff at an end; empty where one is too long to show.
        ends: end nodes from here on.
        branches: the moves.
    """

    kind: Literal["decision", "chance", "end", "more"]
    title: str
    ends: int
    player: int = -1
    infoset: int = -1
    payoffs: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()


def outline(
    game: Game,
    behaviour: Sequence[Sequence[float]] | None = None,
    values: Mapping[str, float] | None = None,
    most_leaves: int = 80,
) -> Outline:
    """The outline of a game, cut at the deepest level at which at most ``most_leaves`` remain.

    Args:
        game: the game.
        behaviour: for each information set the probabilities of its actions, or None.
        values: values of the quantities, to show numbers in place of expressions.
        most_leaves: ends, and places where the tree goes on, that are drawn; the first moves always are.
    """
    return _Drawer(game, behaviour, values or {}).of(game.root, _levels(game.root, most_leaves))


def _levels(root: Node, most_leaves: int) -> int:
    """How many moves deep the tree can be shown."""
    level, ended, depth = [root], 0, 0
    while True:
        below = [child for node in level if not isinstance(node, Terminal) for child in node.children]
        ended += sum(isinstance(node, Terminal) for node in level)
        if not below or (depth > 0 and ended + len(below) > most_leaves):
            return depth
        level, depth = below, depth + 1


class _Drawer:
    def __init__(
        self, game: Game, behaviour: Sequence[Sequence[float]] | None, values: Mapping[str, float]
    ) -> None:
        self.game, self.behaviour, self.values = game, behaviour, values

    def of(self, node: Node, levels: int) -> Outline:
        """The outline from a node on, ``levels`` moves deep."""
        if isinstance(node, Terminal):
            payoffs = tuple(self._text(payoff) for payoff in node.payoffs)
            shown = payoffs if all(len(text) <= LONGEST_EXPRESSION for text in payoffs) else ()
            return Outline("end", node.label, 1, payoffs=shown)
        title, player, infoset = self._who(node)
        if levels == 0:
            ends = _ends(node)
            return Outline("more", f"{title}: {ends} ends follow", ends, player, infoset)
        branches = tuple(self._branch(node, action, levels) for action in range(len(node.children)))
        kind: Literal["decision", "chance"] = "decision" if isinstance(node, Decision) else "chance"
        ends = sum(branch.below.ends for branch in branches)
        return Outline(kind, title, ends, player, infoset, branches=branches)

    def _who(self, node: Decision | Chance) -> tuple[str, int, int]:
        if isinstance(node, Chance):
            return node.label or "chance", -1, -1
        infoset = self.game.infosets[node.infoset]
        title = node.label or infoset.label.partition(" | ")[0] or f"set {node.infoset + 1}"
        return title, infoset.player, node.infoset

    def _branch(self, node: Decision | Chance, action: int, levels: int) -> Branch:
        below = self.of(node.children[action], levels - 1)
        if isinstance(node, Decision):
            label = action_label(self.game.infosets[node.infoset], action)
            known = self.behaviour[node.infoset][action] if self.behaviour is not None else None
            return Branch(label, None if known is None else float(known), "", below)
        expression = node.probabilities[action]
        value = self._value(expression)
        formula = expression.text if value is None and len(expression.text) <= LONGEST_EXPRESSION else ""
        return Branch(node.actions[action] or str(action + 1), value, formula, below)

    def _value(self, expression: Expression) -> float | None:
        if not expression.names <= self.values.keys():
            return None
        return float(expression.evaluate(self.values))

    def _text(self, expression: Expression) -> str:
        value = self._value(expression)
        return expression.text if value is None else f"{value:.4g}"


def _ends(node: Node) -> int:
    """The number of end nodes from a node on."""
    count, stack = 0, [node]
    while stack:
        this = stack.pop()
        if isinstance(this, Terminal):
            count += 1
        else:
            stack.extend(this.children)
    return count
