"""The draws weighed: history, then moves, then what the reporting and the experts say.

Each draw holds a probability for every end node of the game. History multiplies these course by course
(`tilt`), the moves seen multiply them end node by end node (`moves`), signs and voices course by course
again (`signs`). What then remains of a draw is its weight; within it the courses keep their proportions.
Judgements with a number weigh the draws by how well each predicts the reading (`readings`).

Nothing depends on the order of observations, signs or judgements.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.estimation import moves, readings, signs, tilt
from foedus.estimation.readings import USUAL, Errors, Pool, Reading
from foedus.estimation.signs import Sign, Voice
from foedus.estimation.weights import Array, effective_number, interval, normalised, tempered
from foedus.inquiry.problem import EXPLAINS, Problem, Time

Upto = Literal["base_rate", "moves", "judgements"]
LEAST_EFFECTIVE = 200.0


@dataclass(frozen=True)
class Evidence:
    """What enters beside history; ``without`` names observations to leave out, ``fame`` fixes that factor."""

    readings: tuple[Reading, ...] = ()
    voices: tuple[Voice, ...] = ()
    signs: tuple[Sign, ...] = ()
    pool: Pool = "log"
    without: frozenset[str] = frozenset()
    fame: float | None = None
    errors: Errors = USUAL


@dataclass(frozen=True)
class Weighed:
    """The outcome of a weighing.

    Attributes:
        log_weight: (n) before normalising.
        eventual: (n, C) each draw's courses, whenever they come about (within the history's 24 months).
        courses: (n, C) each draw's courses by the deadline.
        cell_factor: (K) and course_factor: (n, C): what the cells' probabilities were multiplied by inside
            the reference class's condition; outside of it the course factor is ``outer`` (n, C).
        power: of the judgements' likelihood, 1 unless it had to be tempered.
    """

    log_weight: Array
    eventual: Array
    courses: Array
    cell_factor: Array
    course_factor: Array
    outer: Array
    power: float = 1.0
    ids: tuple[str, ...] = field(default=())

    @cached_property
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
    cell_factor: Array
    inner: Array
    outer: Array


def weigh(problem: Problem, evidence: Evidence, upto: Upto = "judgements") -> Weighed:
    """Weigh the draws by history and, up to the step named, by moves and judgements."""
    moved = move(problem, evidence, with_moves=upto != "base_rate")
    return judge(moved, evidence if upto == "judgements" else Evidence())


def move(problem: Problem, evidence: Evidence, *, with_moves: bool = True) -> Moved:
    """The draws weighed by history and by the observations that are not left out."""
    inner, outer = _tilted(problem, evidence)
    cells = problem.cells
    factor = np.ones(len(cells.course))
    seen = [s for s in cells.seen if s.id not in evidence.without] if with_moves else []
    if not seen and problem.history is not None:
        factor = cells.inside.astype(np.float64)  # that a threat was made is what raised the question
    if seen:
        index, probability = moves.worlds_of(seen, len(factor))
        factor = moves.factors(index, probability, _cell_mass(problem, inner, outer))
    inside, outside = _course_mass(problem, factor)
    return Moved(problem, inside * inner + outside * outer, factor, inner, outer)


def judge(moved: Moved, evidence: Evidence) -> Weighed:
    """What `move` left, weighed by signs, voices and readings."""
    problem, factor = moved.problem, course_factor(moved.problem, evidence)
    cell_factor, mass = explained(moved, evidence), mass_explained(moved, evidence)
    log_weight, eventual, power = read(problem, mass * factor, evidence)
    by_deadline = in_time(eventual, problem.time, problem.courses)
    inner, outer = moved.inner * factor, moved.outer * factor
    return Weighed(log_weight, eventual, by_deadline, cell_factor, inner, outer, power, problem.courses)


def course_factor(problem: Problem, evidence: Evidence) -> Array:
    """(n, C) what signs and voices multiply the courses by."""
    voices = [v for v in evidence.voices if v.course in problem.courses]
    return np.asarray(np.exp(signs.log_ratios(voices, evidence.signs, problem.voice, problem.courses)))


def explained(moved: Moved, evidence: Evidence) -> Array:
    """Cell factor (K) once voices for and against explanations have weighed the types."""
    voices = [v for v in evidence.voices if v.course in moved.problem.case.explanations]
    if not voices:
        return moved.cell_factor
    log_ratio = np.zeros(len(moved.cell_factor))
    for (identity, direction), worth in signs.voices_worth(voices).items():
        strength = worth * float(np.log(EXPLAINS)) * (1 if direction == "for" else -1)
        log_ratio += moved.problem.cells.explained[identity] * strength
    return np.asarray(moved.cell_factor * np.exp(log_ratio))


def mass_explained(moved: Moved, evidence: Evidence) -> Array:
    """Mass (n, C) of the courses in each draw once voices for and against explanations have weighed the types."""
    cell_factor = explained(moved, evidence)
    if cell_factor is moved.cell_factor:
        return moved.mass
    inside, outside = _course_mass(moved.problem, cell_factor)
    return np.asarray(inside * moved.inner + outside * moved.outer)


def read(problem: Problem, mass: Array, evidence: Evidence) -> tuple[Array, Array, float]:
    """Log weights (n), courses whenever they come about (n, C) and power, of mass (n, C) that the readings weigh."""
    whole = mass.sum(axis=1)
    even = np.full_like(mass, 1 / mass.shape[1])
    eventual = np.divide(mass, whole[:, None], out=even, where=whole[:, None] > 0)
    log_weight = np.log(np.maximum(whole, 1e-300))
    active = readings.pooled(evidence.readings, evidence.pool, evidence.errors)
    if not active:
        return log_weight, eventual, 1.0
    column = {course: eventual[:, i] for i, course in enumerate(problem.courses)}
    likelihood = readings.log_likelihood(active, column, evidence.errors)
    log_weight, power = tempered(log_weight, likelihood, min(LEAST_EFFECTIVE, problem.n / 4))
    return log_weight, eventual, power


def in_time(eventual: Array, time: Time | None, courses: tuple[str, ...]) -> Array:
    """(n, C) courses by the deadline: what has not come about by then has faded so far."""
    if time is None:
        return eventual
    at = {course: i for i, course in enumerate(courses)}
    found = np.zeros_like(eventual)
    for course in ("exit", "revised"):
        share = time.scheduled + (1 - time.scheduled) * time.within[course]
        found[:, at[course]] = eventual[:, at[course]] * share
    found[:, at["exit"]] += eventual[:, at["fades"]] * (1 - time.scheduled) * time.later
    found[:, at["fades"]] = 1 - found.sum(axis=1)
    return found


def only(evidence: Evidence, identity: str) -> Evidence:
    """One item of the evidence by itself, by its id."""
    return replace(
        evidence,
        readings=tuple(r for r in evidence.readings if r.id == identity),
        voices=tuple(v for v in evidence.voices if v.id == identity),
        signs=tuple(s for s in evidence.signs if s.id == identity),
    )


def end_probability(problem: Problem, weighed: Weighed) -> Array:
    """(Z) probability of each end node given all that was weighed."""
    cells = problem.cells
    per_draw = weighed.weight / np.maximum(_whole(problem, weighed, weighed.cell_factor), 1e-300)
    found = np.zeros(len(problem.states))
    for i in range(len(problem.courses)):
        for inner, factor in ((True, weighed.course_factor), (False, weighed.outer)):
            here = (problem.course == i) & (problem.inside == inner)
            if here.any():
                found[here] = (per_draw * factor[:, i]) @ problem.ends[:, here]
    return np.asarray(found * weighed.cell_factor[cells.of])


def cells_given_draw(problem: Problem, weighed: Weighed, *chosen: NDArray[np.bool_]) -> list[Array]:
    """(n) probability of each set of cells (K) in each draw, given all that was weighed."""
    factor = weighed.cell_factor
    whole = _whole(problem, weighed, factor)
    parts = (_whole(problem, weighed, factor * some) for some in chosen)
    return [np.divide(part, whole, out=np.zeros_like(part), where=whole > 0) for part in parts]


def _whole(problem: Problem, weighed: Weighed, cell_factor: Array) -> Array:
    """(n) mass of the draws once cells are weighted by a factor."""
    inside, outside = _course_mass(problem, cell_factor)
    return np.asarray((inside * weighed.course_factor + outside * weighed.outer).sum(axis=1))


def _tilted(problem: Problem, evidence: Evidence) -> tuple[Array, Array]:
    """Factors (n, C) on the courses inside and outside the reference class's condition."""
    outer = np.ones((problem.n, len(problem.courses)))
    fame = None if evidence.fame is None else np.full(problem.n, evidence.fame)
    target = problem.target(fame)
    if target is None:
        return outer, outer
    inside, _ = _course_mass(problem, np.ones(len(problem.cells.course)))
    return tilt.tilt(inside, target, usual=problem.usual), outer


def _course_mass(problem: Problem, cell_factor: Array) -> tuple[Array, Array]:
    """(n, C) mass of each course inside and outside the class's condition, cells weighted by a factor."""
    size, cells = len(problem.courses), problem.cells
    member = np.zeros((len(cell_factor), 2 * size))
    member[np.arange(len(cell_factor)), cells.course + size * ~cells.inside] = cell_factor
    mass = cells.mass @ member
    return mass[:, :size], mass[:, size:]


def _cell_mass(problem: Problem, inner: Array, outer: Array) -> Array:
    """(K) predictive probability of each cell after the tilt."""
    cells = problem.cells
    each = np.arange(len(cells.course))
    inside, outside = ((factor.T @ cells.mass)[cells.course, each] / problem.n for factor in (inner, outer))
    return np.where(cells.inside, inside, outside)
