"""Backward induction over a tree for all observations at once: log-probabilities of the end nodes.

The tree has perfect information (a chance move may be seen by all or, as a lottery ahead, by none). Three error
structures, with σ the standard deviation of one error (Signorino 2003; Kenkel & Signorino 2014):

- agent error: each player's agent at each node errs about each action, so that of two actions the second is taken
  with probability Φ((u₁ − u₀) / (σ√2)), or with the logistic function in place of Φ;
- private information: a player knows shocks to its payoffs at each end node that the others do not, so that the
  spread of u₁ − u₀ is σ times the root of the sum of the squared probabilities of the ends behind either action;
- quantal response: actions are taken with probabilities proportional to exp(λu) (McKelvey & Palfrey 1998).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from foedus.case.expression import Expression
from foedus.errors import GameFault
from foedus.fitting import jet as j
from foedus.fitting.jet import Jet
from foedus.game.tree import Chance, Decision, Game, Node, Terminal, infoset_name, walk

Errors = Literal["agent", "private", "quantal"]
Link = Literal["probit", "logit"]


@dataclass(frozen=True, eq=False)
class Choices:
    """How players err, and by how much.

    Attributes:
        errors, link: see the module; quantal response takes the logit link.
        scales: for each player σ, or λ of quantal response; (n,) or (1,).
    """

    errors: Errors
    link: Link
    scales: tuple[Jet, ...]


@dataclass(frozen=True, eq=False)
class _Below:
    """What a node is worth: expected payoffs by player, and log-probabilities of the ends behind it."""

    worth: Mapping[int, Jet]
    ends: Mapping[int, Jet]


def check_tree(game: Game, errors: Errors, link: Link) -> None:
    """Refuse a tree for which the recursion is not exact.

    Raises:
        GameFault: an information set joins nodes; a probit choice among more than two actions; with private
            information a logit link, or a player who moves twice on a path.
    """
    seen: set[int] = set()
    for node, path in walk(game):
        if not isinstance(node, Decision):
            continue
        name = infoset_name(game, node.infoset)
        if node.infoset in seen:
            raise GameFault(
                f"{name} joins several nodes",
                where=game.title,
                why="backward induction needs perfect information",
                remedy="set 'errors: quantal', which is solved by the engine",
            )
        seen.add(node.infoset)
        if len(node.children) > 2 and link == "probit" and errors != "quantal":
            raise GameFault(
                f"{name} has {len(node.children)} actions",
                where=game.title,
                why="a probit choice among more than two needs a multivariate normal integral",
                remedy="set 'link: logit'",
            )
        owner = game.infosets[node.infoset].player
        again = any(move >= 0 and game.infosets[move].player == owner for move, _ in path)
        if errors == "private" and again:
            raise GameFault(
                f"{game.players[owner]} moves twice on a path, the second time at {name}",
                where=game.title,
                why="its first move tells what it privately knows, and the second is no longer independent of it",
                remedy="set 'errors: agent'",
            )
    if errors == "private" and link == "logit":
        raise GameFault(
            "private information has the probit link only",
            where=game.title,
            why="a sum of weighted logistic shocks is not logistic",
            remedy="set 'link: probit', or 'errors: agent'",
        )


def has_perfect_information(game: Game) -> bool:
    """Whether every information set is one node."""
    sets = [node.infoset for node, _ in walk(game) if isinstance(node, Decision)]
    return len(sets) == len(set(sets))


def end_logs(game: Game, quantities: Mapping[str, Jet], choices: Choices) -> list[Jet]:
    """Log-probability of each end node, in the tree's order.

    Args:
        game: a tree that `check_tree` lets pass.
        quantities: name → jet of its values.
        choices: the error structure.
    """
    return _Induction(game, quantities, choices).run()


class _Induction:
    """One pass over the tree."""

    def __init__(self, game: Game, quantities: Mapping[str, Jet], choices: Choices) -> None:
        self.game, self.quantities, self.choices = game, quantities, choices
        self.known: dict[Expression, Jet] = {}
        self.number = 0

    def run(self) -> list[Jet]:
        below = self._node(self.game.root, frozenset())
        return [below.ends[z] for z in range(self.number)]

    def _node(self, node: Node, above: frozenset[int]) -> _Below:
        """``above`` holds the players whose expected payoffs are asked for by a decision before."""
        if isinstance(node, Terminal):
            self.number += 1
            worth = {player: self._value(node.payoffs[player]) for player in above}
            return _Below(worth, {self.number - 1: j.constant(0.0)})
        if isinstance(node, Chance):
            children = [self._node(child, above) for child in node.children]
            return _joined([j.log(self._value(p)) for p in node.probabilities], children, above)
        owner = self.game.infosets[node.infoset].player
        children = [self._node(child, above | {owner}) for child in node.children]
        return _joined(self._logs(owner, children), children, above)

    def _logs(self, owner: int, children: list[_Below]) -> list[Jet]:
        """Log-probabilities of the owner's actions."""
        worth = [child.worth[owner] for child in children]
        scale = self.choices.scales[owner]
        if self.choices.errors == "quantal":
            worth = [u * scale for u in worth]
        else:
            spread = _shock_spread(children) if self.choices.errors == "private" else j.constant(np.sqrt(2.0))
            worth = [u / (spread * scale) for u in worth]
        if len(worth) == 2:
            gap = worth[1] - worth[0]
            cdf = j.log_normal_cdf if self.choices.link == "probit" else j.log_logistic_cdf
            return [cdf(-gap), cdf(gap)]
        total = j.log_sum_exp(worth)
        return [u - total for u in worth]

    def _value(self, expression: Expression) -> Jet:
        if expression not in self.known:
            self.known[expression] = jet_of(expression, self.quantities)
        return self.known[expression]


def _joined(logs: list[Jet], children: list[_Below], above: frozenset[int]) -> _Below:
    ends = {
        z: log + inner for log, child in zip(logs, children, strict=True) for z, inner in child.ends.items()
    }
    if not above:
        return _Below({}, ends)
    shares = [j.exp(log) for log in logs]
    worth = {p: j.weighted_sum(shares, [child.worth[p] for child in children]) for p in above}
    return _Below(worth, ends)


def _shock_spread(children: list[_Below]) -> Jet:
    """Root of the sum of the squared probabilities of the ends behind each action."""
    parts = [j.exp(log * 2.0) for child in children for log in child.ends.values()]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return j.sqrt(total)


def jet_of(expression: Expression, quantities: Mapping[str, Jet]) -> Jet:
    """An expression of quantities as a jet, by its symbolic derivatives."""
    if expression.constant is not None:
        return j.constant(expression.constant)
    if expression.text in quantities:
        return quantities[expression.text]
    values = {name: quantities[name].value for name in sorted(expression.names)}
    n = max(len(value) for value in values.values())
    moving = [name for name in values if quantities[name].wrt]

    def at(part: Expression) -> np.ndarray:
        return np.broadcast_to(np.asarray(part.evaluate(values)), (n,))

    slopes = [expression.derivative(name) for name in moving]
    bends = [
        j.Bend(a, b, at(slope.derivative(other)))
        for a, slope in enumerate(slopes)
        for b, other in enumerate(moving[: a + 1])
    ]
    operands = [(quantities[name], at(slope)) for name, slope in zip(moving, slopes, strict=True)]
    return j.made(at(expression), operands, [bend for bend in bends if bend.value.any()])
