"""Quantal response games on data, solved by the engine: private types, simultaneous and unseen moves.

The likelihood is the equilibrium itself: for each row the agent logit quantal response equilibrium on the principal
branch (`foedus.equilibrium.solver`), its slopes by the implicit function theorem (`foedus.equilibrium.gradient`).
Rows with the same numbers are solved once. Second derivatives are those of Berndt, Hall, Hall and Hausman (1974)
during the search, and differences of the exact slopes at its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.gradient import course_gradient
from foedus.equilibrium.solver import Solutions, solve
from foedus.errors import GameFault, SolutionFault
from foedus.fitting import jet as j
from foedus.fitting.jet import Jet
from foedus.fitting.outcomes import Seen
from foedus.fitting.plan import Plan
from foedus.game.arrays import GameArrays, pack
from foedus.game.tree import Game

Floats = NDArray[np.float64]

PRECISION = "log(scale)"
LARGEST_PRECISION = 1e4


@dataclass(frozen=True, eq=False)
class QuantalKernel:
    """From predictors to log-probabilities by the engine.

    Attributes:
        arrays: the game.
        plan: whose scale "" is λ.
        names: what each predictor stands for: a quantity, or ``log(scale)``.
        fixed: values of the other quantities, (1,) or (n,).
    """

    arrays: GameArrays
    plan: Plan
    names: tuple[str, ...]
    fixed: Mapping[str, Floats]

    def values(self, etas: Sequence[Floats]) -> list[Floats]:
        """Log-probability of each end node in each row."""
        solutions, back = self._solved(etas)
        return list(solutions.terminal_log_probabilities()[back].T)

    def row_logs(self, etas: Sequence[Jet], seen: Seen) -> Jet:
        """Row log-likelihoods with exact slopes; the second derivatives are those of Berndt and others.

        Where no equilibrium is found the value is NaN, which the search takes as no step.
        """
        n = len(seen.counts)
        value, first = np.zeros(n), np.zeros((len(etas), n))
        try:
            solutions, back = self._solved([eta.value for eta in etas])
        except (SolutionFault, GameFault):
            return j.made(np.full(n, np.nan), list(zip(etas, first, strict=True)))
        for place, some in enumerate(seen.ends):
            rows = np.flatnonzero(seen.counts[:, place])
            if not rows.size:
                continue
            mask = np.zeros(self.arrays.ends, dtype=np.bool_)
            mask[list(some)] = True
            gradient = course_gradient(solutions, mask)
            weight, at = seen.counts[rows, place], back[rows]
            chance = gradient.probability[at]
            value[rows] += weight * np.log(chance)
            for k, name in enumerate(self.names):
                if name == PRECISION:
                    slope = gradient.by_precision[at] * solutions.precision[at]
                else:
                    slope = gradient.by[name][at] if name in gradient.by else np.zeros(len(at))
                first[k, rows] += weight * slope / chance
        outer = [j.Bend(a, b, -first[a] * first[b]) for a in range(len(etas)) for b in range(a + 1)]
        return j.made(value, list(zip(etas, first, strict=True)), outer)

    def _solved(self, etas: Sequence[Floats]) -> tuple[Solutions, NDArray[np.int64]]:
        """The equilibria of the distinct rows, and which of them each row has."""
        n = max(len(eta) for eta in etas)
        names = [*self.names, *self.fixed]
        columns = np.column_stack([np.broadcast_to(v, (n,)) for v in (*etas, *self.fixed.values())])
        distinct, back = np.unique(columns, axis=0, return_inverse=True)
        draws = dict(zip(names, distinct.T.copy(), strict=True))
        scale = self.plan.scales.get("", 1.0)
        lam = np.full(len(distinct), scale) if isinstance(scale, float) else np.exp(draws.pop(PRECISION))
        if not (lam < LARGEST_PRECISION).all():
            raise SolutionFault("the precision has left all bounds")
        return solve(self.arrays, draws, lam), back.reshape(-1)


def quantal_kernel(
    game: Game, plan: Plan, names: tuple[str, ...], fixed: Mapping[str, Floats]
) -> QuantalKernel:
    """The kernel of a game.

    Raises:
        GameFault: actors have precisions of their own, which the engine does not know.
    """
    if set(plan.scales) - {""}:
        raise GameFault(
            "one precision holds for all actors where moves are unseen",
            where=game.title,
            remedy="give one scale for all",
        )
    return QuantalKernel(pack(game), plan, names, fixed)
