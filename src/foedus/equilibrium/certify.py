"""How good a profile is: worked out from the tree alone, in float64, by code of its own.

For every information set the values of its actions are computed by walking the tree, with beliefs from the
logarithms of the paths' probabilities. The *residual* is the largest gap, in log-odds, between the profile and
the logit response to it (McKelvey & Palfrey 1998); 0 for an exact agent quantal response equilibrium. The
*regret* is the most that any set's player could gain there, in payoff units, by its best action.

Nothing here is shared with the solver: neither its programs nor its arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import GameFault
from foedus.game.tree import Chance, Decision, Game, Node, Terminal

Floats = NDArray[np.float64]

_NEVER = 1e-300  # a chance of 0 counts as this, so that beliefs behind it are those of the limit


@dataclass(frozen=True)
class Certificate:
    """How good profiles are, one entry for each draw.

    Attributes:
        residual: (n,) log-odds.
        regret: (n,) payoff units.
    """

    residual: Floats
    regret: Floats


def certify(
    game: Game, log_probabilities: ArrayLike, draws: Mapping[str, Floats] | None, precision: ArrayLike
) -> Certificate:
    """Certificate of a profile for each draw.

    Args:
        game: the tree.
        log_probabilities: (n, A) logarithms of the actions' probabilities, sets in the game's order; or (A,).
        draws: values of the quantities, each (n,) or a number; None where the game has numbers only.
        precision: λ, (n,) or a number.

    Raises:
        GameFault: the profile has not one entry for each action.
    """
    logs = np.atleast_2d(np.asarray(log_probabilities, dtype=np.float64))
    if logs.shape[1] != sum(len(infoset.actions) for infoset in game.infosets):
        raise GameFault(f"the profile has {logs.shape[1]} entries, not one for each action of the game")
    check = _Check(game, logs, dict(draws or {}))
    check.descend()
    lam = np.asarray(precision, dtype=np.float64)
    residual, regret = np.zeros(len(logs)), np.zeros(len(logs))
    at = 0
    for number, infoset in enumerate(game.infosets):
        own = logs[:, at : at + len(infoset.actions)].T
        at += len(infoset.actions)
        values = check.action_values(number)
        with np.errstate(invalid="ignore"):
            gap = (own - own[0]) - lam * (values - values[0])
        residual = np.fmax(residual, np.where(np.isfinite(gap), np.abs(gap), np.inf).max(axis=0))
        regret = np.maximum(regret, values.max(axis=0) - (np.exp(own) * values).sum(axis=0))
    return Certificate(residual, regret)


@dataclass
class _Check:
    """The walk over one tree."""

    game: Game
    logs: Floats
    env: dict[str, Floats]
    begin: list[int] = field(default_factory=list)
    visits: dict[int, list[tuple[Decision, Floats]]] = field(default_factory=dict)
    known: dict[tuple[int, int], Floats] = field(default_factory=dict)
    base: dict[int, Floats] = field(
        default_factory=dict
    )  # counted from a payoff of each player's own: less rounding

    def __post_init__(self) -> None:
        at = 0
        for infoset in self.game.infosets:
            self.begin.append(at)
            at += len(infoset.actions)

    def descend(self) -> None:
        """Note every decision with the logarithm of the probability that play comes there."""
        stack: list[tuple[Node, Floats]] = [(self.game.root, np.zeros(len(self.logs)))]
        while stack:
            node, weight = stack.pop()
            if isinstance(node, Terminal):
                continue
            if isinstance(node, Decision):
                self.visits.setdefault(node.infoset, []).append((node, weight))
                begin = self.begin[node.infoset]
                steps = [self.logs[:, begin + action] for action in range(len(node.children))]
            else:
                steps = [np.log(np.maximum(part.evaluate(self.env), _NEVER)) for part in node.probabilities]
            stack.extend((child, weight + step) for child, step in zip(node.children, steps, strict=True))

    def action_values(self, number: int) -> Floats:
        """Expected payoff of each action to the player of a set, (actions, n), less one of its payoffs."""
        player = self.game.infosets[number].player
        visits = self.visits[number]
        weights = np.array([weight for _, weight in visits])
        shares = np.exp(weights - weights.max(axis=0))
        shares /= shares.sum(axis=0)
        values = [[self.value(child, player) for child in node.children] for node, _ in visits]
        return np.asarray((shares[:, None, :] * np.array(values)).sum(axis=0))

    def value(self, node: Node, player: int) -> Floats:
        """Expected payoff of a player from a node on, (n,), less one of its payoffs."""
        key = (id(node), player)
        if key not in self.known:
            if isinstance(node, Terminal):
                less = self.base.setdefault(player, np.asarray(node.payoffs[player].evaluate(self.env)))
                found = np.broadcast_to(node.payoffs[player].evaluate(self.env) - less, (len(self.logs),))
            else:
                found = np.zeros(len(self.logs))
                for action, child in enumerate(node.children):
                    found = found + self._share(node, action) * self.value(child, player)
            self.known[key] = np.asarray(found, dtype=np.float64)
        return self.known[key]

    def _share(self, node: Chance | Decision, action: int) -> Floats:
        if isinstance(node, Chance):
            return np.asarray(node.probabilities[action].evaluate(self.env))
        return np.asarray(np.exp(self.logs[:, self.begin[node.infoset] + action]))
