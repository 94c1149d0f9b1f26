"""How long exits and revisions took: the share of a course that has come about within so many months.

For exits and for revisions a Weibull distribution is fitted to the months from the threat to the outcome,
cut off at 24 months as the table is. Of the threats that had faded by then a few ended in exit years later:
that hazard carries the horizon beyond 24 months.

Two identities hold by construction: over a shorter horizon exit and revision are no more probable, and a
horizon of no months leaves everything as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import minimize

from foedus.history.table import WINDOW_MONTHS, day_of, months_between, raw_rows, threats

SHORTEST = 0.1  # months; outcomes of the same day are taken to have come within three days


@dataclass(frozen=True)
class WaitingTimes:
    """Weibull shape and scale (months) by course, and the monthly hazard of exit after 24 months.

    ``cases`` counts the outcomes that each rests on.
    """

    shape: dict[str, float]
    scale: dict[str, float]
    later_exit: float
    cases: dict[str, int]

    def share(self, course: str, months: float) -> float:
        """The share of a course's cases that came about within so many months of the threat (at most 24)."""
        if months <= 0:
            return 0.0
        k, s = self.shape[course], self.scale[course]
        whole = -np.expm1(-((WINDOW_MONTHS / s) ** k))
        return float(min(1.0, -np.expm1(-((min(months, WINDOW_MONTHS) / s) ** k)) / whole))

    def still_open(self, months: float) -> dict[str, float]:
        """Course → probability that a case that comes to it is still open after so many months.

        What fades is never seen to end, so it stays open. After 24 months a twentieth is left in the others,
        so that a threat that is still alive can still be carried out.
        """
        return {c: max(1 - self.share(c, months), 0.05) for c in ("exit", "revised")} | {"fades": 1.0}

    def within(self, age: float, horizon: float) -> dict[str, float]:
        """Course → share of its cases, still open after ``age`` months, that come to it within ``horizon``.

        Above 24 months in all, exit and revision are complete, and ``later`` gives what fading leaves open.
        """
        found: dict[str, float] = {}
        for course in ("exit", "revised"):
            rest = 1 - self.share(course, age)
            gained = self.share(course, age + horizon) - self.share(course, age)
            # past the table's window the pace of its two years goes on
            found[course] = gained / rest if rest > 0.05 else self.share(course, horizon)
        return found

    def later(self, age: float, horizon: float) -> float:
        """The probability that what has faded within 24 months ends in exit by the horizon after all."""
        beyond = max(0.0, age + horizon - max(WINDOW_MONTHS, age))
        return float(-np.expm1(-self.later_exit * beyond))


@lru_cache(maxsize=16)
def waiting_times(as_of: str | None = None) -> WaitingTimes:
    """The waiting times of mature threats with a demand, as known on a day."""
    mature = [t for t in threats(as_of) if t.mature and t.has_demand == "y"]
    shape, scale, cases = {}, {}, {}
    for course in ("exit", "revised"):
        months = np.array([t.months for t in mature if t.course == course and t.months is not None])
        cases[course] = len(months)
        shape[course], scale[course] = _weibull(months) if len(months) >= 5 else (1.0, 9.0)
    return WaitingTimes(shape, scale, _later_exit(as_of), cases)


def _weibull(months: np.ndarray) -> tuple[float, float]:
    """Maximum likelihood for a Weibull distribution cut off at 24 months."""
    m = np.clip(months, SHORTEST, WINDOW_MONTHS)

    def loss(log_parameters: np.ndarray) -> float:
        k, s = np.exp(log_parameters)
        logs = np.log(k / s) + (k - 1) * np.log(m / s) - (m / s) ** k
        whole = np.log(-np.expm1(-((WINDOW_MONTHS / s) ** k)) + 1e-300)
        # a weak prior keeps the scale finite where the cases spread evenly over the window
        return float(-(logs - whole).sum() + 0.5 * (log_parameters[1] - np.log(9.0)) ** 2)

    best = minimize(loss, np.log([1.0, 9.0]), method="Nelder-Mead")
    k, s = np.exp(best.x)
    return float(k), float(s)


def _later_exit(as_of: str | None) -> float:
    """Monthly hazard of exit among threats that had faded at 24 months (one half case added)."""
    day = day_of(as_of) if as_of else day_of("2019-01-01")
    exits, exposure = 0.5, 0.0
    for row in raw_rows("exit_threats.csv"):
        made = day_of(row["first_threat_date"])
        age = months_between(made, day)
        if row["outcome_24m"] != "faded" or age < WINDOW_MONTHS:
            continue
        left = day_of(row["final_date"]) if re.match(r"exit later", row["final_outcome"]) else None
        if left is not None and left < day:
            exits += 1
            age = months_between(made, left)
        exposure += max(age - WINDOW_MONTHS, 0.0)
    return exits / exposure if exposure > 120 else 0.01 / 12
