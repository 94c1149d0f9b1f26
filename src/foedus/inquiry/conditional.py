"""The draws weighed as if one quantity were known: what unsure reports then say along it.

To condition on a quantity is mostly to look at the draws in which it has the value. Reports that are unsure are the
exception: each is as probably true as it was, whatever the quantity's value (Jeffrey's rule on the worlds of
`estimation.moves`). So the worlds are given their probabilities anew along the quantity, and the answer along it is
that of a case in which the quantity stands at the value.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from foedus.estimation import moves
from foedus.estimation.weights import Array, normalised
from foedus.inquiry.weighing import Evidence, Moved, Weighed, course_factor, explained, in_time, read
from foedus.quantiles import normal

DEGREE = 5  # of the polynomial in a quantity's normal score; at the ends as noisy as a cubic in its rank
EXTREME = 1e-6  # no rank is taken to lie nearer to 0 or 1
LEAST = 0.05  # of its mean: a world's probability is not taken to fall lower, as a polynomial may

Known = Callable[[NDArray[np.intp]], tuple[Array, Array]]
"""The order (n) of a quantity's values in the draws → their weights (n) and courses by the deadline (n, C)."""


def conditional(moved: Moved, evidence: Evidence, weighed: Weighed) -> Known:
    """From the order of a quantity's values to the draws weighed so that along them they are as if it were known.

    Args:
        moved: history and moves.
        evidence: what they were judged by.
        weighed: the draws so judged.
    """
    problem, cells = moved.problem, moved.problem.cells
    seen = [s for s in cells.seen if s.id not in evidence.without]
    world, probability = moves.worlds_of(seen, len(cells.course))
    if len(set(world[moved.cell_factor > 0].tolist())) < 2:
        as_it_was = weighed.weight, weighed.courses
        return lambda order: as_it_was  # nothing that was seen is unsure
    tilted = np.where(cells.inside, moved.inner[:, cells.course], moved.outer[:, cells.course]) * cells.mass
    probable = tilted @ np.eye(len(probability))[world]
    probable /= np.maximum(probable.mean(axis=0), 1e-300)
    course = np.eye(len(problem.courses))[cells.course] * explained(moved, evidence)[:, None]
    factor = course_factor(problem, evidence)
    of_world = [tilted[:, world == w] @ course[world == w] * factor for w in range(len(probability))]
    along = _Along(probable)

    def known(order: NDArray[np.intp]) -> tuple[Array, Array]:
        ratio = 1 / np.maximum(along(order), LEAST)
        mass = sum((ratio[:, [w]] * part for w, part in enumerate(of_world)), np.zeros_like(factor))
        log_weight, eventual, _ = read(problem, mass, evidence)
        return normalised(log_weight), in_time(eventual, problem.time, problem.courses)

    return known


def scores(rank: Array) -> Array:
    """(n, DEGREE + 1) Hermite polynomials in the normal scores of ranks (n) in (0, 1).

    Polynomials in the ranks themselves do not bend as the tails of a quantity do: of an answer that is linear in a normal
    quantity a cubic in its rank tells a spread 6 % too wide, in a lognormal one 11 %.
    """
    z = normal(np.clip(rank, EXTREME, 1 - EXTREME))
    return np.asarray(np.polynomial.hermite_e.hermevander(z, DEGREE), dtype=np.float64)


class _Along:
    """Means of something (n, W) along a quantity, at each draw's own value: a polynomial in its normal score."""

    def __init__(self, values: Array) -> None:
        n = len(values)
        self._values = values
        self._basis = scores((np.arange(n) + 0.5) / n)
        self._fit = np.linalg.solve(self._basis.T @ self._basis, self._basis.T)

    def __call__(self, order: NDArray[np.intp]) -> Array:
        found = np.empty_like(self._values)
        found[order] = self._basis @ (self._fit @ self._values[order])
        return found
