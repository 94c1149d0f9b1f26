"""What the answer hinges on, read off the weighed draws without solving anything again.

Given-data sensitivity: the conditional mean of the answer along each quantity's percentiles, a smooth curve
fitted to the weighed draws, gives the first-order index Var(E[y | x]) / Var(y) (Plischke, Borgonovo and Smith
2013) and the tornado: the answer where the quantity stands at its 5th and at its 95th percentile. The draws are
weighed anew along each quantity (`conditional`), so that the curve is the answer of a case in which the quantity
stands there. Only the draws' own noise remains, about half a percentage point of 8,192 draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.estimation.weights import Array, quantiles
from foedus.inquiry.answer import Flip, SensitivityAnswer
from foedus.inquiry.conditional import DEGREE, conditional
from foedus.inquiry.problem import Problem
from foedus.inquiry.weighing import Evidence, Moved, Weighed

GRID = np.linspace(0.01, 0.99, 99)


@dataclass(frozen=True)
class Driver:
    """A quantity that varies between the draws: values (n) and the reason for them."""

    name: str
    values: Array
    because: str


def drivers(problem: Problem) -> tuple[Driver, ...]:
    """The quantities of the case and of the history that differ between draws."""
    found = [
        Driver(name, values, problem.case.quantities[name].because)
        for name, values in problem.draws.items()
        if not problem.case.quantities[name].distribution.is_point
    ]
    if problem.shares is not None and problem.history is not None:
        rows = f"history: {', '.join(problem.history.rows)}"
        found += [
            Driver(f"share of {course} in the reference class", problem.shares[:, i], rows)
            for i, course in enumerate(problem.courses)
        ]
        found.append(Driver("fading that was never written down (factor)", problem.fame,
                            "computed: odds of fading since 2015 over those before, in the table"))  # fmt: skip
        found.append(Driver("how alike the cases of a class are", problem.alike,
                            "assumption: one outcome a case cannot tell it"))  # fmt: skip
    if problem.time is not None and np.ptp(problem.time.scheduled) > 0:
        timing = problem.case.timing
        found.append(Driver("probability that the date forces the decision", problem.time.scheduled,
                            timing.scheduled.because if timing else ""))  # fmt: skip
    if any(j.median is None for j in problem.case.judgements.values()):
        found.append(Driver("likelihood ratio of one voice", np.exp(problem.voice),
                            "assumption: one voice without a number says little"))  # fmt: skip
    return tuple(d for d in found if np.ptp(d.values) > 0)


def curves(moved: Moved, evidence: Evidence, weighed: Weighed) -> dict[str, Array]:
    """Quantity → mean of each course by the deadline (99, C) along its percentiles 1 to 99.

    Args:
        moved: history and moves.
        evidence: what they were judged by.
        weighed: the draws so judged.
    """
    weight, known = weighed.weight, conditional(moved, evidence, weighed)
    return {d.name: _curve(d.values, weight, known(d.values)) for d in drivers(moved.problem)}


def sensitivity_answers(
    problem: Problem, weighed: Weighed, found: Mapping[str, Array], headline: str
) -> tuple[SensitivityAnswer, ...]:
    """The tornado of the headline course, widest first."""
    column, weight = problem.courses.index(headline), weighed.weight
    spread = _variance(weighed.courses[:, column], weight)
    now = float(weight @ weighed.courses[:, column])
    answers = []
    for driver in drivers(problem):
        curve = found[driver.name]
        low, high = quantiles(driver.values, weight, (0.05, 0.95))
        answers.append(
            SensitivityAnswer(
                quantity=driver.name,
                answer_low=float(curve[4, column]),
                answer_high=float(curve[94, column]),
                value_low=low,
                value_high=high,
                index=float(np.var(curve[:, column]) / spread) if spread > 0 else 0.0,
                because=driver.because,
                break_even=_break_even(curve, driver.values, weight, now, column),
            )
        )
    return tuple(sorted(answers, key=lambda a: (-abs(a.answer_high - a.answer_low), a.quantity)))


def smallest_flip(problem: Problem, weighed: Weighed, found: Mapping[str, Array]) -> Flip | None:
    """The quantity whose percentile has to move least for another course to come first; None if none does."""
    weight = weighed.weight
    first = int(np.argmax(weight @ weighed.courses))
    best: tuple[float, Flip] | None = None
    for driver in drivers(problem):
        leader = np.argmax(found[driver.name], axis=1)
        other = np.flatnonzero(leader != first)
        if not other.size:
            continue
        at = int(other[np.argmin(np.abs(GRID[other] - 0.5))])
        distance = abs(GRID[at] - 0.5)
        if best is None or distance < best[0]:
            now, needed = quantiles(driver.values, weight, (0.5, float(GRID[at])))
            best = (
                distance,
                Flip(driver.name, now, needed, float(GRID[at]), problem.courses[int(leader[at])]),
            )
    return best[1] if best else None


def _curve(values: Array, weight: Array, known: Weighed) -> Array:
    """Mean answers (99, C) along the weighted percentiles of one quantity: a weighted cubic fit."""
    order = np.argsort(values, kind="stable")
    rank = np.empty(len(values))
    cumulative = np.cumsum(weight[order])
    rank[order] = cumulative - weight[order] / 2
    basis = np.polynomial.legendre.legvander(2 * rank - 1, DEGREE)
    weighted = basis * known.weight[:, None]
    gram = basis.T @ weighted + 1e-12 * np.eye(DEGREE + 1)
    coefficients = np.linalg.solve(gram, weighted.T @ known.courses)
    curve = np.clip(np.polynomial.legendre.legvander(2 * GRID - 1, DEGREE) @ coefficients, 0.0, 1.0)
    return np.asarray(curve / curve.sum(axis=1, keepdims=True))


def _break_even(curve: Array, values: Array, weight: Array, now: float, column: int) -> float | None:
    """The quantity's value at which the headline course is as probable as not; None where it never is."""
    over = curve[:, column] >= 0.5
    if over.all() or not over.any():
        return None
    at = int(np.flatnonzero(over != (now >= 0.5))[0])
    return quantiles(values, weight, (float(GRID[at]),))[0]


def _variance(values: Array, weight: Array) -> float:
    mean = float(weight @ values)
    return float(weight @ np.square(values - mean))
