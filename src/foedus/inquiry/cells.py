"""End nodes that nothing in a weighing tells apart, taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.case.model import Case
from foedus.estimation.moves import Seen
from foedus.estimation.weights import Array


@dataclass(frozen=True)
class Cells:
    """Cells of end nodes; Z end nodes, K cells.

    Attributes:
        of: (Z) the cell of each end node.
        mass: (n, K) probability of each cell in each draw.
        course: (K) index of its course; ``inside`` (K) whether the reference class's condition holds.
        seen: the observations, as sets of cells.
        explained: explanation → (K) whether it holds.
    """

    of: NDArray[np.intp]
    mass: Array
    course: NDArray[np.intp]
    inside: NDArray[np.bool_]
    seen: tuple[Seen, ...]
    explained: Mapping[str, NDArray[np.bool_]]

    def thinned(self, draws: int) -> Cells:
        """The cells in the first draws."""
        return replace(self, mass=self.mass[:draws])

    def add(self, begin: int, ends: Array) -> None:
        """Enter the end nodes' probabilities (m, Z) of the draws from ``begin`` on."""
        rows = self.mass[begin : begin + len(ends)].T
        rows[:] = 0.0
        for cell, column in zip(self.of.tolist(), ends.T, strict=True):
            rows[cell] += column


def cells_of(
    case: Case,
    states: Sequence[Mapping[str, str]],
    course: NDArray[np.intp],
    inside: NDArray[np.bool_],
    seen: Sequence[Seen],
    draws: int,
) -> Cells:
    """The cells that course, class, observations and explanations make, with room for so many draws.

    Args:
        case: whose explanations are told apart.
        states: for each end node (Z) the results on its path.
        course: (Z) index of each end node's course.
        inside: (Z) whether the reference class's condition holds there.
        seen: the observations, as sets of end nodes.
        draws: how many; their mass is entered by `Cells.add`.
    """
    explained = {
        e.id: np.array([state.get(e.node) == e.result for state in states])
        for e in case.explanations.values()
    }
    columns = [course, inside, *(s.ends for s in seen), *explained.values()]
    _, first, of = np.unique(np.stack(columns, axis=1), axis=0, return_index=True, return_inverse=True)
    return Cells(
        of=of.reshape(-1),
        mass=np.empty((len(first), draws)).T,  # a cell's draws lie together: that is how they are read
        course=course[first],
        inside=inside[first],
        seen=tuple(Seen(s.id, s.ends[first], s.certainty) for s in seen),
        explained={name: holds[first] for name, holds in explained.items()},
    )
