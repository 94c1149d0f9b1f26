"""The case's game solved in every draw, with the certificate that the answer shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from foedus.case.model import Case
from foedus.errors import InputFault, SolutionFault
from foedus.estimation.weights import Array
from foedus.inquiry.problem import Solve

if TYPE_CHECKING:
    from foedus.equilibrium.backend import Backend
    from foedus.equilibrium.solver import Solutions

CERTIFIED_DRAWS = 256  # recomputed from the tree by other code; every draw has the solver's own residual
LARGEST_RESIDUAL = 1e-6  # log-odds


def house_solver(backend: str = "auto", *, count: bool = True) -> Solve:
    """A solver of cases: builds the game, solves each draw on the principal branch, certifies a sample.

    Args:
        backend: "numpy", "numba" or "auto".
        count: whether to count the equilibria of a sample of the draws.

    Raises (the solver, when called):
        InputFault: the backend is unknown, or the case declares no precision.
        SolutionFault: an equilibrium does not hold when recomputed from the tree.
    """
    if backend not in ("numpy", "numba", "auto"):
        raise InputFault(f"there is no backend {backend!r}", remedy="choose numpy, numba or auto")

    def solve(
        case: Case, draws: Mapping[str, Array]
    ) -> tuple[tuple[Mapping[str, str], ...], Array, Mapping[str, Any]]:
        from foedus.equilibrium.solver import solve as solve_game  # heavy: only where one is solved
        from foedus.game.kept import kept_game
        from foedus.game.tree import terminals

        if case.precision not in draws:
            raise InputFault(
                f"the case declares no quantity {case.precision!r}, the precision of its players' choices",
                where=case.title,
                remedy=f"add it to 'quantities', e.g. {case.precision}: {{lognormal: [2.5, 0.4], because: ...}}",
            )
        game = kept_game(case)
        chosen = cast("Backend", backend)
        solutions = solve_game(game, draws, draws[case.precision], backend=chosen, count=count)
        states = tuple(end.state for end in terminals(game))
        return states, solutions.terminal_log_probabilities(), certificate(solutions, draws)

    return solve


def certificate(solutions: Solutions, draws: Mapping[str, Array]) -> dict[str, Any]:
    """How the draws were solved, and how a sample of them holds when recomputed from the tree.

    Raises:
        SolutionFault: one of the sample does not hold.
    """
    from foedus.equilibrium.certify import certify
    from foedus.equilibrium.solver import Code

    n = len(solutions)
    some = np.unique(np.linspace(0, n - 1, min(CERTIFIED_DRAWS, n)).astype(int))
    held = certify(
        solutions.arrays.game,
        solutions.log_probabilities[some],
        {name: values[some] for name, values in draws.items()},
        solutions.precision[some],
    )
    residual = float(held.residual.max())
    if not residual <= LARGEST_RESIDUAL:
        raise SolutionFault(
            f"an equilibrium does not hold: its residual is {residual:.1e} in log-odds",
            where=solutions.arrays.game.title,
            remedy="lower the precision, or look at the payoffs in that draw",
        )
    counts = {Code(code).name.lower(): int(n) for code, n in enumerate(np.bincount(solutions.code)) if n}
    found = np.asarray(solutions.equilibria_found)
    counted = found[found > 0]
    return {
        "residual": residual,
        "regret": float(held.regret.max()),
        "certified_draws": len(some),
        "codes": dict(sorted(counts.items())),
        "largest_residual_of_all": float(np.max(solutions.residual)),
        "several_equilibria": float((counted > 1).mean()) if counted.size else None,
        "equilibria_counted_in": int(counted.size),
    }
