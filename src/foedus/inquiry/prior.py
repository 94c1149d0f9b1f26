"""The courses of a declared game over its own uncertainty, before history or anything seen weighs in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from foedus.case.model import Case
from foedus.inquiry.sampling import uniforms
from foedus.inquiry.solving import house_solver


def course_distribution(
    case: Case, *, draws: int, seed: int = 0, precision: float | None = None
) -> dict[str, Mapping[str, float]]:
    """Course → mean probability over the draws, with the 5th and 95th percentile.

    Args:
        case: with quantities, nodes and courses; it needs no question.
        draws: how many games to solve.
        seed: of the draws.
        precision: λ in all draws; the case's own distribution if None.
    """
    values = {
        name: quantity.distribution.quantile(uniforms(name, draws, seed))
        for name, quantity in case.quantities.items()
    }
    if precision is not None:
        values[case.precision] = np.full(draws, precision)
    solved = house_solver()(case, values)
    states, ends = solved.states, solved.ends()
    taken = np.zeros(len(states), dtype=np.bool_)
    found: dict[str, Mapping[str, float]] = {}
    for course in case.courses.values():
        here = np.array([course.when.holds(state) for state in states]) if course.when is not None else ~taken
        taken |= here
        share = ends[:, here].sum(axis=1)
        low, high = np.quantile(share, [0.05, 0.95])
        found[course.id] = {"probability": float(share.mean()), "low": float(low), "high": float(high)}
    return found
