"""The draws weighed: history, then moves, then what the reporting and the experts say.

Each draw holds a probability for every end node of the game. History multiplies these course by course
(`tilt`), the moves seen multiply them end node by end node (`moves`), signs and voices course by course
again (`signs`). What then remains of a draw is its weight; within it the courses keep their proportions.
Judgements with a number weigh the draws by how well each predicts the reading (`readings`).

Nothing depends on the order of observations, signs or judgements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from foedus.estimation import moves, readings, signs, tilt
from foedus.estimation.readings import Pool, Reading
from foedus.estimation.signs import Sign, Voice
from foedus.estimation.weights import Array, effective_number, interval, normalised, tempered
from foedus.inquiry.problem import Problem, Time

Upto = Literal["base_rate", "moves", "judgements"]
LEAST_EFFECTIVE = 200.0


@dataclass(frozen=True)
class Evidence:
    """What enters beside history: ids of observations left out, readings, voices, signs, pool, fame."""

    readings: tuple[Reading, ...] = ()
    voices: tuple[Voice, ...] = ()
    signs: tuple[Sign, ...] = ()
    pool: Pool = "log"
    without: frozenset[str] = frozenset()
    fame: float | None = None


@dataclass(frozen=True)
class Weighed:
    """The outcome of a weighing.

    Attributes:
        log_weight: (n) before normalising.
        eventual: (n, C) each draw's courses, whenever they come about (within the history's 24 months).
        courses: (n, C) each draw's courses by the deadline.
        end_factor: (Z) and course_factor: (n, C): what the end nodes' probabilities were multiplied by
            inside the reference class's condition; outside of it the course factor is ``outer`` (n, C).
        power: of the judgements' likelihood, 1 unless it had to be tempered.
    """

    log_weight: Array
    eventual: Array
    courses: Array
    end_factor: Array
    course_factor: Array
    outer: Array
    power: float = 1.0
    ids: tuple[str, ...] = field(default=())

    @property
    def weight(self) -> Array:
        """Weights (n) that sum to one."""
        return normalised(self.log_weight)

    @property
    def effective(self) -> float:
        """Kish's effective number of draws."""
        return effective_number(self.weight)

    def mean(self) -> dict[str, float]:
        """Course → probability by the deadline."""
        return dict(zip(self.ids, (self.weight @ self.courses).tolist(), strict=True))

    def bounds(self) -> tuple[dict[str, float], dict[str, float]]:
        """Course → lower and upper end of its 90 % interval."""
        weight = self.weight
        ends = [interval(self.courses[:, i], weight) for i in range(len(self.ids))]
        return (
            {c: low for c, (low, _) in zip(self.ids, ends, strict=True)},
            {c: high for c, (_, high) in zip(self.ids, ends, strict=True)},
        )


@dataclass(frozen=True)
class Moved:
    """History and moves weighed in: mass (n, C) of the courses in each draw, and the factors that made it."""

    problem: Problem
    mass: Array
    end_factor: Array
    inner: Array
    outer: Array


def weigh(problem: Problem, evidence: Evidence, upto: Upto = "judgements") -> Weighed:
    """Weigh the draws by history and, up to the step named, by moves and judgements."""
    moved = move(problem, evidence, with_moves=upto != "base_rate")
    return judge(moved, evidence if upto == "judgements" else Evidence())


def move(problem: Problem, evidence: Evidence, *, with_moves: bool = True) -> Moved:
    """The draws weighed by history and by the observations that are not left out."""
    inner, outer = _tilted(problem, evidence)
    ends = np.ones(len(problem.states))
    seen = [s for s in problem.seen if s.id not in evidence.without] if with_moves else []
    if not seen and problem.history is not None:
        ends = problem.inside.astype(np.float64)  # that a threat was made is what raised the question
    if seen:
        index, probability = moves.worlds_of(seen, len(ends))
        ends = moves.factors(index, probability, _end_mass(problem, inner, outer))
    inside, outside = _course_mass(problem, ends)
    return Moved(problem, inside * inner + outside * outer, ends, inner, outer)


def judge(moved: Moved, evidence: Evidence) -> Weighed:
    """What `move` left, weighed by signs, voices and readings."""
    problem = moved.problem
    on_courses = [v for v in evidence.voices if v.course in problem.courses]
    factor = np.exp(signs.log_ratios(on_courses, evidence.signs, problem.voice, problem.courses))
    ends, mass = _explained(moved, [v for v in evidence.voices if v.course in problem.case.explanations])
    mass = mass * factor
    whole = mass.sum(axis=1)
    even = np.full_like(mass, 1 / mass.shape[1])
    eventual = np.divide(mass, whole[:, None], out=even, where=whole[:, None] > 0)
    log_weight, power = np.log(np.maximum(whole, 1e-300)), 1.0
    active = readings.pooled(evidence.readings, evidence.pool)
    if active:
        column = {course: eventual[:, i] for i, course in enumerate(problem.courses)}
        likelihood = readings.log_likelihood(active, column)
        log_weight, power = tempered(log_weight, likelihood, min(LEAST_EFFECTIVE, problem.n / 4))
    by_deadline = in_time(eventual, problem.time, problem.courses)
    inner, outer = moved.inner * factor, moved.outer * factor
    return Weighed(log_weight, eventual, by_deadline, ends, inner, outer, power, problem.courses)


def _explained(moved: Moved, voices: Sequence[Voice]) -> tuple[Array, Array]:
    """End factor (Z) and mass (n, C) once voices for and against explanations have weighed the types."""
    if not voices:
        return moved.end_factor, moved.mass
    problem = moved.problem
    log_ratio = np.zeros(len(problem.states))
    for (identity, direction), worth in signs.voices_worth(voices).items():
        explanation = problem.case.explanations[identity]
        here = np.array([state.get(explanation.node) == explanation.result for state in problem.states])
        log_ratio += here * worth * float(np.median(problem.voice)) * (1 if direction == "for" else -1)
    ends = moved.end_factor * np.exp(log_ratio)
    inside, outside = _course_mass(problem, ends)
    return ends, inside * moved.inner + outside * moved.outer


def in_time(eventual: Array, time: Time | None, courses: tuple[str, ...]) -> Array:
    """(n, C) courses by the deadline: what has not come about by then has faded so far."""
    if time is None:
        return eventual
    at = {course: i for i, course in enumerate(courses)}
    within = time.waiting.within(time.age, time.horizon)
    later = time.waiting.later(time.age, time.horizon)
    found = np.zeros_like(eventual)
    for course in ("exit", "revised"):
        share = time.scheduled + (1 - time.scheduled) * within[course]
        found[:, at[course]] = eventual[:, at[course]] * share
    found[:, at["exit"]] += eventual[:, at["fades"]] * (1 - time.scheduled) * later
    found[:, at["fades"]] = 1 - found.sum(axis=1)
    return found


def without(evidence: Evidence, identity: str) -> Evidence:
    """The evidence less one item, by its id."""
    return replace(
        evidence,
        readings=tuple(r for r in evidence.readings if r.id != identity),
        voices=tuple(v for v in evidence.voices if v.id != identity),
        signs=tuple(s for s in evidence.signs if s.id != identity),
        without=evidence.without | {identity},
    )


def end_probability(problem: Problem, weighed: Weighed) -> Array:
    """(Z) probability of each end node given all that was weighed."""
    inside, outside = _course_mass(problem, weighed.end_factor)
    whole = (inside * weighed.course_factor + outside * weighed.outer).sum(axis=1)
    per_draw = weighed.weight / np.maximum(whole, 1e-300)
    found = np.zeros(len(problem.states))
    for i in range(len(problem.courses)):
        for inner, factor in ((True, weighed.course_factor), (False, weighed.outer)):
            here = (problem.course == i) & (problem.inside == inner)
            if here.any():
                found[here] = (per_draw * factor[:, i]) @ problem.ends[:, here]
    return np.asarray(found * weighed.end_factor)


def event_given_draw(problem: Problem, weighed: Weighed, mask: Sequence[bool] | Array) -> Array:
    """(n) probability of a set of end nodes in each draw, given all that was weighed."""
    chosen = np.asarray(mask, dtype=bool)
    factor = weighed.end_factor
    inside, outside = _course_mass(problem, factor)
    whole = (inside * weighed.course_factor + outside * weighed.outer).sum(axis=1)
    some_in, some_out = _course_mass(problem, factor * chosen)
    part = (some_in * weighed.course_factor + some_out * weighed.outer).sum(axis=1)
    return np.asarray(np.divide(part, whole, out=np.zeros_like(part), where=whole > 0))


def _tilted(problem: Problem, evidence: Evidence) -> tuple[Array, Array]:
    """Factors (n, C) on the courses inside and outside the reference class's condition."""
    outer = np.ones((problem.n, len(problem.courses)))
    fame = None if evidence.fame is None else np.full(problem.n, evidence.fame)
    target = problem.target(fame)
    if target is None:
        return outer, outer
    inside, _ = _course_mass(problem, np.ones(len(problem.states)))
    return tilt.tilt(inside, target), outer


def _course_mass(problem: Problem, end_factor: Array) -> tuple[Array, Array]:
    """(n, C) mass of each course inside and outside the class's condition, end nodes weighted by a factor."""
    size = len(problem.courses)
    member = np.zeros((len(problem.states), 2 * size))
    member[np.arange(len(problem.states)), problem.course + size * ~problem.inside] = end_factor
    mass = problem.ends @ member
    return mass[:, :size], mass[:, size:]


def _end_mass(problem: Problem, inner: Array, outer: Array) -> Array:
    """(Z) predictive probability of each end node after the tilt."""
    found = np.zeros(len(problem.states))
    for i in range(len(problem.courses)):
        for inside, factor in ((True, inner), (False, outer)):
            here = (problem.course == i) & (problem.inside == inside)
            if here.any():
                found[here] = factor[:, i] @ problem.ends[:, here] / problem.n
    return found


def medians(
    likelihoods: Mapping[str, tuple[float, float, float]], given: Sequence[Reading]
) -> tuple[Reading, ...]:
    """The readings under another lexicon: id → (median, low, high); those it does not know stay."""
    return tuple(
        replace(r, median=likelihoods[r.id][0], low=likelihoods[r.id][1], high=likelihoods[r.id][2])
        if r.id in likelihoods
        else r
        for r in given
    )
