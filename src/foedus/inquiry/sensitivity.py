"""What the answer hinges on, read off the weighed draws without solving anything again.

Given-data sensitivity: the conditional mean of the answer along each quantity's percentiles, a smooth curve
fitted to the weighed draws, gives the first-order index Var(E[y | x]) / Var(y) (Plischke, Borgonovo and Smith
2013) and the tornado: the answer where the quantity stands at its 5th and at its 95th percentile. The draws are
weighed anew along each quantity (`conditional`), so that the curve is the answer of a case in which the quantity
stands there. Only the draws' own noise remains, about half a percentage point of 8,192 draws.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from foedus.estimation.weights import Array
from foedus.inquiry.answer import Flip, SensitivityAnswer
from foedus.inquiry.conditional import DEGREE, conditional, scores
from foedus.inquiry.problem import Problem
from foedus.inquiry.weighing import Evidence, Moved, Weighed, judge, move

GRID = np.linspace(0.01, 0.99, 99)
LOW, MIDDLE, HIGH = 4, 49, 94  # the 5th, 50th and 95th percentile among them


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


@dataclass(frozen=True)
class Curve:
    """A driver along its percentiles 1 to 99.

    Attributes:
        name: of the driver, and ``because`` the reason for it.
        values: (99) its values there, among the draws as they are weighed.
        courses: (99, C) mean of each course by the deadline where it has the value.
        noise: (C) standard error of the courses' spread between the 5th and the 95th percentile, from the draws.
    """

    name: str
    because: str
    values: Array
    courses: Array
    noise: Array


def curves(moved: Moved, evidence: Evidence, weighed: Weighed) -> dict[str, Curve]:
    """Quantity → the answer along it.

    Without judgements that give a number the draws' masses are linear in this case's place within its class. Its
    expected place then has the same curve, with a third less noise (Blackwell 1947).

    Args:
        moved: history and moves.
        evidence: what they were judged by.
        weighed: the draws so judged.
    """
    if not evidence.readings:
        moved = move(replace(moved.problem, spread=None), evidence)
        weighed = judge(moved, evidence)
    weight, known = weighed.weight, conditional(moved, evidence, weighed)

    def curve(driver: Driver) -> Curve:
        order = np.argsort(driver.values, kind="stable")
        cumulative = np.cumsum(weight[order])
        middle = cumulative - weight[order] / 2
        rank = np.empty(len(order))
        rank[order] = middle / cumulative[-1]
        values = np.interp(GRID, middle / cumulative[-1], driver.values[order])
        return Curve(driver.name, driver.because, values, *_means(rank, *known(order)))

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return {found.name: found for found in pool.map(curve, drivers(moved.problem))}


def sensitivity_answers(
    problem: Problem, weighed: Weighed, found: Mapping[str, Curve], headline: str
) -> tuple[SensitivityAnswer, ...]:
    """The tornado of the headline course, widest first."""
    column, weight = problem.courses.index(headline), weighed.weight
    spread = _variance(weighed.courses[:, column], weight)
    now = float(weight @ weighed.courses[:, column])
    answers = []
    for curve in found.values():
        course = curve.courses[:, column]
        answers.append(
            SensitivityAnswer(
                quantity=curve.name,
                answer_low=float(course[LOW]),
                answer_high=float(course[HIGH]),
                value_low=float(curve.values[LOW]),
                value_high=float(curve.values[HIGH]),
                index=float(np.var(course) / spread) if spread > 0 else 0.0,
                because=curve.because,
                break_even=_break_even(curve, now, column),
                noise=float(curve.noise[column]),
            )
        )
    return tuple(sorted(answers, key=lambda a: (-abs(a.answer_high - a.answer_low), a.quantity)))


def smallest_flip(problem: Problem, weighed: Weighed, found: Mapping[str, Curve]) -> Flip | None:
    """The quantity whose percentile has to move least for another course to come first; None if none does."""
    first = int(np.argmax(weighed.weight @ weighed.courses))
    best: tuple[float, Flip] | None = None
    for curve in found.values():
        leader = np.argmax(curve.courses, axis=1)
        other = np.flatnonzero(leader != first)
        if not other.size:
            continue
        at = int(other[np.argmin(np.abs(GRID[other] - 0.5))])
        distance = abs(GRID[at] - 0.5)
        if best is None or distance < best[0]:
            now, needed = float(curve.values[MIDDLE]), float(curve.values[at])
            becomes = problem.courses[int(leader[at])]
            best = distance, Flip(curve.name, now, needed, float(GRID[at]), becomes)
    return best[1] if best else None


def _means(rank: Array, weight: Array, courses: Array) -> tuple[Array, Array]:
    """Mean courses (99, C) along the percentiles of a quantity with these ranks (n), and the `Curve`'s noise (C).

    A weighted fit by `scores`; the noise by what each draw's distance from the fit moves (White 1980).
    """
    basis, along = scores(rank), scores(GRID)
    weighted = basis * weight[:, None]
    gram = basis.T @ weighted + 1e-12 * np.eye(DEGREE + 1)
    coefficients = np.linalg.solve(gram, weighted.T @ courses)
    pull = weighted @ np.linalg.solve(gram, along[HIGH] - along[LOW])
    noise = np.sqrt(np.square(pull) @ np.square(courses - basis @ coefficients))
    curve = np.clip(along @ coefficients, 0.0, 1.0)
    return np.asarray(curve / curve.sum(axis=1, keepdims=True)), np.asarray(noise)


def _break_even(curve: Curve, now: float, column: int) -> float | None:
    """The quantity's value at which the headline course is as probable as not; None where it never is."""
    over = curve.courses[:, column] >= 0.5
    if over.all() or not over.any():
        return None
    return float(curve.values[int(np.flatnonzero(over != (now >= 0.5))[0])])


def _variance(values: Array, weight: Array) -> float:
    mean = float(weight @ values)
    return float(weight @ np.square(values - mean))
