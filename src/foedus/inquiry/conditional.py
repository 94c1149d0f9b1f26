"""The draws weighed as if one quantity were known: what unsure reports then say along it.

To condition on a quantity is mostly to look at the draws in which it has the value. Reports that are unsure are the
exception: each is as probably true as it was, whatever the quantity's value (Jeffrey's rule on the worlds of
`estimation.moves`). So the worlds are given their probabilities anew along the quantity, and the answer along it is
that of a case in which the quantity stands at the value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from foedus.estimation import moves
from foedus.estimation.weights import Array
from foedus.inquiry.weighing import Evidence, Moved, Weighed, judge

DEGREE = 3  # of the polynomial in a quantity's rank
LEAST = 0.05  # of its mean: a world's probability is not taken to fall lower, as a polynomial may


def conditional(moved: Moved, evidence: Evidence, weighed: Weighed) -> Callable[[Array], Weighed]:
    """From a quantity's values (n) to the draws weighed so that along them they are as if it were known.

    Args:
        moved: history and moves.
        evidence: what they were judged by.
        weighed: the draws so judged.
    """
    problem, cells = moved.problem, moved.problem.cells
    seen = [s for s in cells.seen if s.id not in evidence.without]
    world, probability = moves.worlds_of(seen, len(cells.course))
    if len(set(world[moved.cell_factor > 0].tolist())) < 2:
        return lambda values: weighed  # nothing that was seen is unsure
    tilted = np.where(cells.inside, moved.inner[:, cells.course], moved.outer[:, cells.course]) * cells.mass
    probable = tilted @ np.eye(len(probability))[world]
    probable /= np.maximum(probable.mean(axis=0), 1e-300)
    course = np.eye(len(problem.courses))[cells.course] * moved.cell_factor[:, None]
    of_world = [tilted[:, world == w] @ course[world == w] for w in range(len(probability))]
    explained = any(v.course in problem.case.explanations for v in evidence.voices)

    def known(values: Array) -> Weighed:
        ratio = 1 / np.maximum(_along(values, probable), LEAST)
        mass = sum((ratio[:, [w]] * part for w, part in enumerate(of_world)), np.zeros_like(of_world[0]))
        changed = problem
        if explained:  # they weigh cells, not courses
            changed = replace(problem, cells=replace(cells, mass=cells.mass * ratio[:, world]))
        return judge(replace(moved, problem=changed, mass=mass), evidence)

    return known


def _along(values: Array, probable: Array) -> Array:
    """Means of ``probable`` (n, W) along a quantity, at each draw's own value: a cubic in the quantity's rank."""
    rank = np.empty(len(values))
    rank[np.argsort(values, kind="stable")] = (np.arange(len(values)) + 0.5) / len(values)
    basis = np.polynomial.legendre.legvander(2 * rank - 1, DEGREE)
    return np.asarray(basis @ np.linalg.solve(basis.T @ basis, basis.T @ probable))
