"""Which code solves the draws: NumPy, which is always there, or numba, which is faster for many.

Both offer the same four functions, `Engine`; those of NumPy are the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium import arc, ladder, lanes, roots
from foedus.equilibrium.branch import Tracer
from foedus.equilibrium.tape import Tape
from foedus.errors import MissingExtra

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Backend = Literal["numpy", "numba", "auto"]

WORTH_COMPILED = 100_000_000  # draws times instructions from which the fast backend is worth its start


class Walk(Protocol):
    """`arc.walk` or its like."""

    def __call__(  # noqa: D102 - as `arc.walk`
        self,
        tracer: Tracer,
        values: Floats,
        precision: Floats,
        start: Floats,
        share: Floats,
        *,
        care: float = arc.USUAL,
    ) -> tuple[Floats, Flags, Flags]: ...


class Engine(NamedTuple):
    """What a backend offers: `ladder.climb`, `lanes.run`, `arc.walk`, `roots.only_roots` or their like."""

    climb: Callable[[ladder.Climb, Floats, Floats], tuple[Floats, Flags, Floats]]
    run: Callable[[Tape, Sequence[int], Floats], Floats]
    walk: Walk
    only_roots: Callable[[roots.Equation, Floats, Floats, Floats, Floats], tuple[Floats, Flags]]


NUMPY = Engine(ladder.climb, lanes.run, arc.walk, roots.only_roots)


def backend_for(work: int, wanted: Backend) -> Engine:
    """The backend asked for, or the faster one for so much work.

    Args:
        work: draws times instructions.
        wanted: "auto" leaves the choice to this function.

    Raises:
        MissingExtra: numba is asked for and not installed.
    """
    if settled(work, wanted) == "numpy":
        return NUMPY
    if find_spec("numba") is None:
        raise MissingExtra("numba", "fast", "the fast backend")
    from foedus.equilibrium import compiled  # importing numba takes a while

    return Engine(compiled.climb, compiled.run, compiled.walk, compiled.only_roots)


def settled(work: int, wanted: Backend) -> Backend:
    """What "auto" comes to for so much work (draws times instructions); a backend that is named stays."""
    if wanted != "auto":
        return wanted
    return "numba" if work > WORTH_COMPILED and find_spec("numba") is not None else "numpy"
