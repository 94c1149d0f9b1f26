"""How long exits and revisions took: the share of a course that has come about within so many months.

The shares are the table's own distribution of the months from threat to outcome, smoothed by a lognormal
kernel and cut off at 24 months as the table is (exits come in two heaps, at once and after a year's notice,
so no one-humped family fits them). Of the threats that had faded by then a few ended in exit years later:
that hazard carries the horizon beyond 24 months.

Two identities hold by construction: over a shorter horizon exit and revision are no more probable, and a
horizon of no months leaves everything as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import ndtr

from foedus.history.pooling import Array
from foedus.history.table import WINDOW_MONTHS, day_of, months_between, raw_rows, threats

SHORTEST = 0.1  # months; outcomes of the same day are taken to have come within three days
SMOOTHING = 0.35  # standard deviation of the kernel in log months: dates are often known to the month only
ENOUGH = 5  # fewer outcomes than this say less than the even spread that stands in for them


@dataclass(frozen=True)
class WaitingTimes:
    """The months that each course took, and the monthly hazard of exit after 24 months.

    Attributes:
        months: course → months to the outcome of each past case.
        later_exit: monthly hazard of exit among threats that had faded at 24 months.
    """

    months: dict[str, tuple[float, ...]]
    later_exit: float

    def share(self, course: str, months: float) -> float:
        """The share of a course's cases that came about within so many months of the threat (at most 24)."""
        return float(self.shares(course, np.array([months]))[0])

    def shares(self, course: str, months: Array) -> Array:
        """(T) `share` at each of these months."""
        logs = np.log(np.clip(self.months[course], SHORTEST, WINDOW_MONTHS))
        with np.errstate(divide="ignore"):
            at, end = np.log(np.clip(months, 0.0, WINDOW_MONTHS)), np.log(WINDOW_MONTHS)
        come = ndtr((at[:, None] - logs) / SMOOTHING).sum(axis=1)
        return np.asarray(come / ndtr((end - logs) / SMOOTHING).sum())

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
        at = np.array([horizon])
        return {course: float(self.gained(course, age, at)[0]) for course in ("exit", "revised")}

    def gained(self, course: str, age: float, horizons: Array) -> Array:
        """(T) share of a course's cases, still open after ``age`` months, that come to it within each horizon."""
        now = self.share(course, age)
        if 1 - now > 0.05:
            return np.asarray((self.shares(course, age + horizons) - now) / (1 - now))
        return self.shares(course, horizons)  # past the table's window the pace of its two years goes on

    def later(self, age: float, horizon: float) -> float:
        """The probability that what has faded within 24 months ends in exit by the horizon after all."""
        beyond = max(0.0, age + horizon - max(WINDOW_MONTHS, age))
        return float(-np.expm1(-self.later_exit * beyond))


@lru_cache(maxsize=32)
def waiting_times(as_of: str | None = None, *, notice_given: bool = False) -> WaitingTimes:
    """The waiting times of mature threats with a demand, as known on a day.

    Threats that began with a formal notice took the months of the notice, as the agreement has them; the rest
    took what it took to decide. The case in hand follows those of its own sort.
    """
    mature = [t for t in threats(as_of) if t.mature and t.has_demand == "y"]
    months: dict[str, tuple[float, ...]] = {}
    for course in ("exit", "revised"):
        all_of_it = [t for t in mature if t.course == course and t.months is not None]
        like = [t for t in all_of_it if (t.vehicle == "formal_notice") == notice_given]
        chosen = like if len(like) >= ENOUGH else all_of_it
        found = tuple(t.months for t in chosen if t.months is not None)
        months[course] = found if len(found) >= ENOUGH else tuple(np.linspace(1, WINDOW_MONTHS, 24).tolist())
    return WaitingTimes(months, _later_exit(as_of))


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
