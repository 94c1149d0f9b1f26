"""By when a move is seen, and what follows if it is: the moves still to come of a path, spread over the time it takes.

The table of past threats tells how long the whole way to an exit or to other terms took (`history.timing`), not when the
moves on it were made. They are taken to come evenly spaced, the last of them on the day on which the course comes about:
of a path with three moves still to come the first is made after a third of the time. What fades is never seen to end; its
moves are taken to be as fast as those of the paths that do. Where the date decides, the last move falls on the date.

Everything that is told of a move refers to the deadline: the probability that it is seen by then, and the courses by then
if it is and if it is not. These keep the law of total probability.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.estimation.weights import Array
from foedus.inquiry.problem import Problem, Time
from foedus.inquiry.weighing import Weighed, end_probability

USUAL = 0.75
"""A move is usually seen by the day by which it is in this share of the cases in which it is seen by the deadline."""
DAYS = 121


@dataclass(frozen=True)
class Expected:
    """What is told of a move.

    Attributes:
        months: from today to the day by which it usually is seen; None where the case knows no time.
        probability: that it is seen by the deadline.
        if_seen, otherwise: (C) the courses by the deadline if it is, and if it is not.
    """

    months: float | None
    probability: float
    if_seen: Array
    otherwise: Array


class Pace:
    """When the moves of a weighed game are seen."""

    def __init__(self, problem: Problem, weighed: Weighed) -> None:
        self.problem = problem
        self.ends = end_probability(problem, weighed)
        """(Z) probability of each end node, whenever it comes about."""
        self._now = weighed.weight @ weighed.courses
        self._dated = _where_the_date_decides(problem, weighed, self.ends)

    def expected(self, here: NDArray[np.bool_], part: Array) -> Expected:
        """What is told of a move.

        Args:
            here: (Z) the end nodes whose path has it.
            part: (Z) the part of the way to each of them after which it is made, in (0, 1].
        """
        time, size = self.problem.time, len(self._now)
        if time is None:
            joint = np.bincount(self.problem.course[here], self.ends[here], size).astype(np.float64)
            return self._told(None, float(joint.sum()), joint)
        months = np.linspace(0, time.horizon, DAYS)
        by_day, joint = np.zeros(DAYS), np.zeros(size)
        ways, of = np.unique(np.stack([self.problem.course[here], part[here]]), axis=1, return_inverse=True)
        dated, free = (
            np.bincount(of.reshape(-1), mass[here]) for mass in (self._dated, self.ends - self._dated)
        )
        for (way, after), on_date, open_still in zip(ways.T, dated, free, strict=True):
            course = int(way)
            made = open_still * come(time, self.problem.courses[course], months / after)
            by_day += made + on_date * (after * time.horizon <= months + 1e-9)
            joint += self._arrived(time, course, on_date, open_still, float(made[-1]))
        joint[self.problem.courses.index("fades")] += by_day[-1] - joint.sum()
        at = int(np.searchsorted(by_day, USUAL * by_day[-1]))
        return self._told(float(months[at]), float(by_day[-1]), joint)

    def _arrived(self, time: Time, course: int, on_date: float, open_still: float, made: float) -> Array:
        """(C) probability of a way to a course, its move made and what it comes to by the deadline; none of fading."""
        found = np.zeros(len(self._now))
        name = self.problem.courses[course]
        if name == "fades":
            found[self.problem.courses.index("exit")] = made * time.later
        else:
            found[course] = on_date + open_still * time.within[name]
        return found

    def _told(self, months: float | None, probability: float, joint: Array) -> Expected:
        rest = np.maximum(self._now - joint, 0.0)
        return Expected(
            months, probability, joint / max(probability, 1e-300), rest / max(float(rest.sum()), 1e-300)
        )


def come(time: Time, course: str, months: Array) -> Array:
    """(T) share of what comes to a course that has done so by these months from today; of what fades, of both others."""
    waiting = time.waiting
    if course != "fades":
        return waiting.gained(course, time.age, months)
    count = {name: len(waiting.months[name]) for name in ("exit", "revised")}
    both = sum(
        (n * waiting.gained(name, time.age, months) for name, n in count.items()), np.zeros_like(months)
    )
    return np.asarray(both / sum(count.values()))


def _where_the_date_decides(problem: Problem, weighed: Weighed, ends: Array) -> Array:
    """(Z) probability of each end node and that the date decides when it comes about."""
    if problem.time is None:
        return np.zeros_like(ends)
    scheduled = problem.time.scheduled
    share = float(weighed.weight @ scheduled)
    if share <= 0 or np.ptp(scheduled) == 0:
        return ends * share
    with np.errstate(divide="ignore"):
        known = replace(weighed, log_weight=weighed.log_weight + np.log(scheduled))
    return np.asarray(share * end_probability(problem, known))
