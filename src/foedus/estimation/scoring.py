"""Past forecasts scored against what came of them.

Brier score (0 to 2 for several courses, Brier 1950), logarithmic score (Good 1952), skill against a base rate, and
the calibration diagram of the CORP approach: isotonic regression of the outcomes on the forecasts, with the score
decomposed into miscalibration, discrimination and uncertainty (Dimitriadis, Gneiting and Jordan 2021).

    >>> made = [Forecast("a", "2020-01-01", {"exit": .2, "stays": .8}, outcome="stays"),
    ...         Forecast("b", "2020-01-01", {"exit": .6, "stays": .4}, outcome="exit")]
    >>> round(scores(made).brier, 3)
    0.2
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import isotonic_regression

from foedus.errors import DataFault

LEAST_FOR_DIAGRAM = 20
FLOOR = 0.005  # a probability under this counts as this in the logarithmic score


@dataclass(frozen=True)
class Forecast:
    """A forecast of which course a question resolves to, and its outcome once known.

    Attributes:
        id: of the question.
        made: ISO date of the forecast.
        courses: course → probability; they sum to 1.
        event: the question, in words.
        outcome: the course that came about, or None while it is open.
        resolved: ISO date of the outcome, or None.
    """

    id: str
    made: str
    courses: Mapping[str, float]
    event: str = ""
    outcome: str | None = None
    resolved: str | None = None


@dataclass(frozen=True)
class Scores:
    """Mean scores of resolved forecasts, beside a base rate's and a flat guess's.

    Attributes:
        n: resolved forecasts; ``open`` those still open.
        brier, log: mean scores; less is better.
        base_brier, base_log: of the base rate.
        flat_log: of even odds.
        brier_skill, log_skill: 1 − score / base score; above 0 is better than the base rate.
    """

    n: int
    open: int
    brier: float
    log: float
    base_brier: float
    base_log: float
    flat_log: float
    brier_skill: float
    log_skill: float
    base: Mapping[str, float]


@dataclass(frozen=True)
class Reliability:
    """The calibration diagram of one course.

    Attributes:
        course: whose probability is drawn.
        forecast: distinct forecast probabilities, rising.
        observed: recalibrated probability at each: the isotonic regression of the outcomes.
        counts: forecasts at each.
        miscalibration, discrimination, uncertainty: Brier = miscalibration − discrimination + uncertainty.
    """

    course: str
    forecast: tuple[float, ...]
    observed: tuple[float, ...]
    counts: tuple[int, ...]
    miscalibration: float
    discrimination: float
    uncertainty: float

    @property
    def n(self) -> int:
        """How many outcomes it rests on."""
        return sum(self.counts)


def brier(courses: Mapping[str, float], outcome: str) -> float:
    """Squared distance of the forecast from the outcome, summed over the courses: 0 to 2."""
    return float(sum((p - (course == outcome)) ** 2 for course, p in courses.items()))


def log_score(courses: Mapping[str, float], outcome: str) -> float:
    """Minus the logarithm of what was given to the outcome; probabilities under ``FLOOR`` count as it."""
    return float(-np.log(max(courses[outcome], FLOOR)))


def scores(forecasts: Sequence[Forecast], base: Mapping[str, float] | None = None) -> Scores:
    """Mean scores of the resolved forecasts.

    Args:
        forecasts: resolved or open.
        base: the base rate to compare with; by default each forecast's comparison is the share of outcomes
            among the others, so that no forecast is compared with its own outcome.

    Raises:
        DataFault: no forecast is resolved, or one has no probability for its outcome.
    """
    known = [f for f in forecasts if f.outcome is not None]
    if not known:
        raise DataFault("no forecast has an outcome yet", remedy="record outcomes first")
    courses = tuple(dict.fromkeys(c for f in known for c in f.courses))
    for f in known:
        if f.outcome not in f.courses:
            raise DataFault(
                f"forecast {f.id} gives no probability to its outcome {f.outcome!r}",
                remedy=f"record one of {', '.join(f.courses)}",
            )
    pairs = [(f.courses, str(f.outcome), base or _others(known, f, courses)) for f in known]
    mean_brier, mean_log = (float(np.mean([rule(p, o) for p, o, _ in pairs])) for rule in (brier, log_score))
    base_brier, base_log = (float(np.mean([rule(b, o) for _, o, b in pairs])) for rule in (brier, log_score))
    return Scores(
        n=len(known),
        open=len(forecasts) - len(known),
        brier=mean_brier,
        log=mean_log,
        base_brier=base_brier,
        base_log=base_log,
        flat_log=float(np.log(len(courses))),
        brier_skill=1 - mean_brier / base_brier if base_brier else 0.0,
        log_skill=1 - mean_log / base_log if base_log else 0.0,
        base=dict(base or _shares([str(f.outcome) for f in known], courses)),
    )


def reliability(forecasts: Sequence[Forecast], course: str) -> Reliability:
    """The calibration diagram of a course's probability.

    Raises:
        DataFault: fewer than 20 outcomes are known, or no forecast names the course.
    """
    known = [f for f in forecasts if f.outcome is not None and course in f.courses]
    if len(known) < LEAST_FOR_DIAGRAM:
        raise DataFault(
            f"a calibration diagram of {course} needs {LEAST_FOR_DIAGRAM} outcomes; {len(known)} are known",
            why="with fewer its steps are noise",
            remedy="record more outcomes, or read the scores alone",
        )
    p = np.array([f.courses[course] for f in known])
    y = np.array([float(f.outcome == course) for f in known])
    values, index, counts = np.unique(p, return_inverse=True, return_counts=True)
    means = np.bincount(index, weights=y) / counts
    observed = isotonic_regression(means, weights=counts.astype(float)).x
    recalibrated, rate = observed[index], y.mean()
    score, best, constant = (float(np.mean((q - y) ** 2)) for q in (p, recalibrated, np.full(len(y), rate)))
    return Reliability(
        course=course,
        forecast=tuple(values.tolist()),
        observed=tuple(observed.tolist()),
        counts=tuple(counts.tolist()),
        miscalibration=score - best,
        discrimination=constant - best,
        uncertainty=constant,
    )


def record_of(forecast: Forecast) -> dict[str, Any]:
    """The forecast as a plain record."""
    return {
        "id": forecast.id,
        "made": forecast.made,
        "event": forecast.event,
        "courses": dict(forecast.courses),
        "outcome": forecast.outcome,
        "resolved": forecast.resolved,
    }


def _others(known: Sequence[Forecast], left_out: Forecast, courses: tuple[str, ...]) -> dict[str, float]:
    return _shares([str(f.outcome) for f in known if f is not left_out], courses)


def _shares(outcomes: Sequence[str], courses: tuple[str, ...]) -> dict[str, float]:
    """Shares of the outcomes, with half a case added to each course (Jeffreys)."""
    counts = Counter(outcomes)
    whole = len(outcomes) + len(courses) / 2
    return {course: (counts[course] + 0.5) / whole for course in courses}
