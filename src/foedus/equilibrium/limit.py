"""What remains of the logit response as precision grows, and Nash equilibria that rest on empty threats.

The principal branch of the agent logit quantal response equilibrium leads, as λ grows without bound, to one
sequential equilibrium (McKelvey & Palfrey 1998, theorem 4). `limit` follows it until no player could gain more
than a trifle anywhere. `pure_nash` lists the Nash equilibria in pure strategies of a small game beside it, and tells
which are not credible: they prescribe, at some information set that is not reached, an action that is best under
no belief about where in that set one is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.case.expression import Expression
from foedus.equilibrium import branch
from foedus.equilibrium.certify import certify
from foedus.equilibrium.solver import prepare, read_off
from foedus.errors import SolutionFault
from foedus.game.arrays import GameArrays, evaluate, log_chance, pack
from foedus.game.tree import Chance, Decision, Game, Node, Terminal, walk

Floats = NDArray[np.float64]

FARTHEST = 1e5  # λ times the range of payoffs up to which the branch is followed
MOST_PROFILES = 200_000  # pure profiles up to which a game is searched
MOST_AXES = 30  # information sets, likewise
MOST_LISTED = 64
SLACK = 1e-9  # payoff units, relative to the range


@dataclass(frozen=True)
class Limit:
    """Where the principal branch leads.

    Attributes:
        probabilities: (A,) of all actions at the last λ, not rounded.
        precision: that λ.
        regret: the most that anyone could gain at any information set, in payoff units.
        settled: whether the probabilities changed by less than 0.005 over the last tenfold of λ.
    """

    probabilities: Floats
    precision: float
    regret: float
    settled: bool


def limit(game: Game, quantities: Mapping[str, float] | None = None) -> Limit:
    """Follow the principal branch to a very large λ.

    Raises:
        SolutionFault: the branch could not be followed.
    """
    programs = prepare(game)
    torn = programs.torn
    draws = {name: np.array([value]) for name, value in (quantities or {}).items()}
    values = evaluate(torn.arrays, draws)
    far = FARTHEST / branch.payoff_range(torn, values[:, 0])
    precisions, x = np.array([far / 10, far]), np.zeros((torn.size, 2))
    if torn.size:
        path = branch.follow(branch.curve_of(programs.tracer, values[:, 0]), far)
        if not path.reached:
            raise SolutionFault(
                f"the principal branch could be followed to λ = {path.precision[-1]:g} only", where=game.title
            )
        earlier = int(np.flatnonzero(path.precision <= far / 10)[-1])
        precisions[0], x = path.precision[earlier], path.x[[earlier, -1]].T
    ends = read_off(programs, np.repeat(values, 2, axis=1), precisions, x)[0].T
    found = certify(game, ends[1], draws, far)
    shares = np.exp(ends)
    settled = bool(np.abs(shares[0] - shares[1]).max(initial=0.0) < 5e-3)
    return Limit(shares[1], far, float(found.regret[0]), settled)


@dataclass(frozen=True)
class PureNash:
    """A Nash equilibrium in pure strategies: the action taken at each information set.

    ``empty_threats`` are the information sets at which it prescribes what nobody would carry out.
    """

    actions: tuple[int, ...]
    empty_threats: tuple[int, ...]

    @property
    def credible(self) -> bool:
        """Whether it rests on no empty threat."""
        return not self.empty_threats


def pure_nash(game: Game, quantities: Mapping[str, float] | None = None) -> tuple[PureNash, ...]:
    """The Nash equilibria in pure strategies; empty if there are more than `MOST_PROFILES` profiles to look at."""
    sizes = [len(infoset.actions) for infoset in game.infosets]
    if np.prod([float(size) for size in sizes], initial=1.0) > MOST_PROFILES or len(sizes) > MOST_AXES:
        return ()
    draws = {name: np.array([value]) for name, value in (quantities or {}).items()}
    arrays = pack(game)
    values = evaluate(arrays, draws)[:, 0]
    stable = _stable(arrays, values)
    view = _View(game, dict(zip(arrays.expressions, values.tolist(), strict=True)))
    return tuple(
        PureNash(tuple(actions), tuple(view.empty_threats(tuple(actions))))
        for actions in np.argwhere(stable)[:MOST_LISTED].tolist()
    )


def _stable(arrays: GameArrays, values: Floats) -> NDArray[np.bool_]:
    """Whether no player gains by another strategy of its own, for every pure profile: an axis for each set."""
    sizes = np.diff(arrays.first)
    chance = np.exp(log_chance(arrays, values[:, None])[0])
    expected = np.zeros((len(arrays.game.players), *sizes))
    for z, path in enumerate(arrays.paths):
        where: list[int | slice] = [slice(None)] * len(sizes)
        for action in path:
            infoset = int(arrays.infoset_of[action])
            where[infoset] = action - int(arrays.first[infoset])
        for player, part in enumerate(arrays.payoff[z]):
            expected[(player, *where)] += chance[z] * values[part]
    stable = np.ones(tuple(sizes), dtype=np.bool_)
    for player, payoff in enumerate(expected):
        own = tuple(np.flatnonzero(arrays.owner == player).tolist())
        if own:
            slack = SLACK * (1 + float(payoff.max() - payoff.min()))
            stable &= payoff >= payoff.max(axis=own, keepdims=True) - slack
    return stable


class _View:
    """The tree with numbers, for looking at pure profiles."""

    def __init__(self, game: Game, known: Mapping[Expression, float]) -> None:
        self.game, self.known = game, known
        self.nodes: dict[int, list[Decision]] = {}
        for node, _ in walk(game):
            if isinstance(node, Decision):
                self.nodes.setdefault(node.infoset, []).append(node)
        self.slack = SLACK * (1 + max(known.values(), default=0.0) - min(known.values(), default=0.0))

    def value(self, node: Node, actions: tuple[int, ...], player: int) -> float:
        """Payoff of a player from a node on if all act so."""
        if isinstance(node, Terminal):
            return self.known[node.payoffs[player]]
        if isinstance(node, Decision):
            return self.value(node.children[actions[node.infoset]], actions, player)
        return sum(
            self.known[share] * self.value(child, actions, player)
            for share, child in zip(node.probabilities, node.children, strict=True)
        )

    def reached(self, actions: tuple[int, ...]) -> frozenset[int]:
        """The information sets that play comes to."""
        found: set[int] = set()
        stack: list[Node] = [self.game.root]
        while stack:
            node = stack.pop()
            if isinstance(node, Decision):
                found.add(node.infoset)
                stack.append(node.children[actions[node.infoset]])
            elif isinstance(node, Chance):
                pairs = zip(node.children, node.probabilities, strict=True)
                stack.extend(child for child, share in pairs if self.known[share] > 0)
        return frozenset(found)

    def empty_threats(self, actions: tuple[int, ...]) -> Iterator[int]:
        """The unreached information sets whose action is best under no belief."""
        reached = self.reached(actions)
        for infoset, nodes in self.nodes.items():
            if infoset not in reached:
                player = self.game.infosets[infoset].player
                table = np.array([[self.value(c, actions, player) for c in node.children] for node in nodes])
                if not self._best_somewhere(table, actions[infoset]):
                    yield infoset

    def _best_somewhere(self, table: Floats, action: int) -> bool:
        """Whether some weights of the rows make a column the largest."""
        gains = table - table[:, [action]]
        if (gains <= self.slack).all(axis=1).any():
            return True
        if len(table) == 1:
            return False
        from scipy.optimize import linprog  # slow to import, seldom needed

        rows = len(table)
        outcome = linprog(
            np.zeros(rows),
            A_ub=gains.T,
            b_ub=np.full(gains.shape[1], self.slack),
            A_eq=np.ones((1, rows)),
            b_eq=[1.0],
        )
        return bool(outcome.status == 0)
