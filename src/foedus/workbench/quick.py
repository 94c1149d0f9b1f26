"""The solver of first answers: the compiled one as soon as it is ready, so that nobody waits for it to start.

Compiled programs take half a second to load, and some seconds to be made where numba has not kept them; that is
done aside while the server starts. Equilibria are not counted in a first answer: the full answer counts them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib.util import find_spec

from foedus.case.model import Case
from foedus.dossier.computing import Quick
from foedus.errors import FoedusError


class QuickSolver:
    """How first answers are solved from now on."""

    def __init__(self) -> None:
        self._backend = "numpy"
        self._warming: threading.Thread | None = None

    def quick(self, draws: int) -> Quick:
        """A first answer from so many draws."""
        from foedus.inquiry.solving import house_solver

        return Quick(draws, house_solver(self._backend, count=False))

    def warm_up(self, case: Case | None, draws: int, then: Callable[[], None]) -> None:
        """Make the compiled solver and the case's game ready, aside; ``then`` is called when they are."""
        if case is not None:
            self._warming = threading.Thread(target=self._warm_up, args=(case, draws, then), daemon=True)
            self._warming.start()

    def rest(self, seconds: float) -> None:
        """Wait, no longer than that, for what is being made ready: compiled code must not run on when Python ends."""
        if self._warming is not None:
            self._warming.join(seconds)

    def _warm_up(self, case: Case, draws: int, then: Callable[[], None]) -> None:
        from foedus.equilibrium.solver import prepare
        from foedus.game.kept import kept_game
        from foedus.inquiry.problem import pose
        from foedus.inquiry.solving import house_solver

        backend = "numba" if find_spec("numba") is not None else "numpy"
        try:
            pose(case, draws, 0, house_solver(backend, count=False))
            _ = prepare(kept_game(case)).tracer  # for the draws that a ladder does not reach
        except FoedusError:
            return  # a case that cannot be solved is told where it is asked
        self._backend = backend
        then()
