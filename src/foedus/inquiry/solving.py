"""The case's game solved in every draw, with the certificate that the answer shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from foedus.case.model import Case
from foedus.errors import InputFault, SolutionFault
from foedus.estimation.weights import Array
from foedus.inquiry.solved import Solve, Solved

if TYPE_CHECKING:
    from foedus.equilibrium.backend import Backend
    from foedus.equilibrium.solver import Solutions
    from foedus.game.tree import Game

T = TypeVar("T")
BLOCK = 8192  # draws at a time: the arrays of a block are small enough for their room to be used again
CERTIFIED_DRAWS = 256  # recomputed from the tree by other code; every draw has the solver's own residual
LARGEST_RESIDUAL = 1e-6  # log-odds


def house_solver(backend: str = "auto", *, count: bool = True) -> Solve:
    """A solver of cases: builds the game, solves each draw on the principal branch, certifies a sample.

    Args:
        backend: "numpy", "numba" or "auto".
        count: whether to count the equilibria of a sample of the draws.

    Raises (the solver, when called, or when its blocks are read):
        InputFault: the backend is unknown, or the case declares no precision.
        SolutionFault: an equilibrium does not hold when recomputed from the tree.
    """
    if backend not in ("numpy", "numba", "auto"):
        raise InputFault(f"there is no backend {backend!r}", remedy="choose numpy, numba or auto")

    def solve(case: Case, draws: Mapping[str, Array]) -> Solved:
        from foedus.equilibrium.solver import stream  # heavy: only where one is solved
        from foedus.game.kept import kept_game
        from foedus.game.tree import terminals

        if case.precision not in draws:
            raise InputFault(
                f"the case declares no quantity {case.precision!r}, the precision of its players' choices",
                where=case.title,
                remedy=f"add it to 'quantities', e.g. {case.precision}: {{lognormal: [2.5, 0.4], because: ...}}",
            )
        game, precision = kept_game(case), draws[case.precision]
        states = tuple(end.state for end in terminals(game))
        parts = stream(game, draws, precision, block=BLOCK, backend=cast("Backend", backend), count=count)
        record = _Record(game, draws, precision)
        return Solved(states, record.read(ahead(parts)), record.certificate)

    return solve


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The items, each made by another thread while the one before it is used; the first is begun at once."""
    end, pool = object(), ThreadPoolExecutor(max_workers=1)

    def rest(coming: Future[Any]) -> Iterator[T]:
        with pool:
            while (item := coming.result()) is not end:
                coming = pool.submit(next, items, end)
                yield item

    return rest(pool.submit(next, items, end))


class _Record:
    """What is kept of the solutions while their blocks go by: enough to say how they were found and hold."""

    def __init__(self, game: Game, draws: Mapping[str, Array], precision: Array) -> None:
        n = len(precision)
        self._game, self._draws, self._precision = game, draws, precision
        self._some = np.unique(np.linspace(0, n - 1, min(CERTIFIED_DRAWS, n)).astype(int))
        self._profiles: list[Array] = []
        self._codes: list[NDArray[np.int64]] = []
        self._found: list[NDArray[np.int64]] = []
        self._residual = 0.0

    def read(self, parts: Iterator[Solutions]) -> Iterator[Array]:
        """The logarithms of the end nodes' probabilities, block by block."""
        begin = 0
        for part in parts:
            end = begin + len(part)
            here = self._some[(self._some >= begin) & (self._some < end)] - begin
            self._profiles.append(part.log_probabilities[here])
            self._codes.append(part.code)
            self._found.append(part.equilibria_found)
            self._residual = max(self._residual, float(np.max(part.residual)))
            yield part.terminal_log_probabilities()
            begin = end

    def certificate(self) -> dict[str, Any]:
        """How the draws were solved, and how a sample of them holds when recomputed from the tree.

        Raises:
            SolutionFault: one of the sample does not hold.
        """
        from foedus.equilibrium.certify import certify
        from foedus.equilibrium.solver import Code

        some = self._some
        drawn = {name: values[some] for name, values in self._draws.items()}
        held = certify(self._game, np.concatenate(self._profiles), drawn, self._precision[some])
        residual = float(held.residual.max())
        if not residual <= LARGEST_RESIDUAL:
            raise SolutionFault(
                f"an equilibrium does not hold: its residual is {residual:.1e} in log-odds",
                where=self._game.title,
                remedy="lower the precision, or look at the payoffs in that draw",
            )
        codes = np.bincount(np.concatenate(self._codes))
        found = np.concatenate(self._found)
        counted = found[found > 0]
        return {
            "residual": residual,
            "regret": float(held.regret.max()),
            "certified_draws": len(some),
            "codes": dict(sorted((Code(code).name.lower(), int(n)) for code, n in enumerate(codes) if n)),
            "largest_residual_of_all": self._residual,
            "several_equilibria": float((counted > 1).mean()) if counted.size else None,
            "equilibria_counted_in": int(counted.size),
        }
