"""The search for the maximum of a likelihood: a trust region with exact second derivatives.

Steps are those of Moré and Sorensen (1983) as scipy has them; coefficients are measured in units in which each
column of a design has length one per row, so that a covariate in dollars and one in millions are alike. The last
steps are Newton's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from foedus.fitting.likelihood import Likelihood, Slopes

Floats = NDArray[np.float64]

STEEPEST = 1e-9  # largest slope of the mean log-likelihood at a maximum, in the search's units
MOST_STEPS = 500
PULLS = (4.0, 0.25, 0.0)
"""How strongly coefficients are first held near the start: as one would by a normal prior with spread 1/2, then 2.

Where outcomes are rare the likelihood has ridges far out, from which no step leads back; held back first, the search
does not stray there.
"""


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the search ended.

    Attributes:
        coefficients: (k,).
        slopes: the likelihood's derivatives there.
        converged: the slope is flat and the curvature is a maximum's.
        steepest: the largest slope left, per row, in the search's units.
        steps: how many were made.
    """

    coefficients: Floats
    slopes: Slopes
    converged: bool
    steepest: float
    steps: int

    @property
    def log_likelihood(self) -> float:
        """The log-likelihood of all rows."""
        return float(self.slopes.rows.sum())


@dataclass(frozen=True, eq=False)
class Settled:
    """An estimate: a maximum, of which likelihood, its covariance where that is not the usual, and what to note."""

    maximum: Maximum
    likelihood: Likelihood
    covariance: Floats | None = None
    notes: tuple[str, ...] = ()


def units(likelihood: Likelihood) -> Floats:
    """(k,) root mean square of each coefficient's column."""
    lengths = np.concatenate([np.sqrt((d.matrix**2).mean(axis=0)) for d in likelihood.designs])
    return np.where(lengths > 0, lengths, 1.0)


class _Objective:
    """Minus the mean log-likelihood in the search's units; each point is computed once.

    ``pull`` > 0 adds half of it times the squared distance from ``home``.
    """

    def __init__(self, likelihood: Likelihood, unit: Floats, home: Floats) -> None:
        self.likelihood, self.unit, self.home = likelihood, unit, home
        self.pull = 0.0
        self.point: Floats | None = None
        self.slopes: Slopes

    def _at(self, point: Floats) -> Slopes:
        if self.point is None or not np.array_equal(self.point, point):
            self.slopes = self.likelihood.at(point / self.unit)
            self.point = point.copy()
        return self.slopes

    def value(self, point: Floats) -> float:
        found = -float(self._at(point).rows.mean()) + 0.5 * self.pull * float(
            ((point - self.home) ** 2).sum()
        )
        return found if np.isfinite(found) else 1e100

    def slope(self, point: Floats) -> Floats:
        slope = -self._at(point).gradient / self.likelihood.n / self.unit
        return np.asarray(np.nan_to_num(slope) + self.pull * (point - self.home))

    def bend(self, point: Floats) -> Floats:
        hessian = self._at(point).hessian / self.likelihood.n
        bend = np.nan_to_num(-hessian / np.outer(self.unit, self.unit))
        return np.asarray(bend + self.pull * np.eye(len(point)))


def maximise(likelihood: Likelihood, start: Floats | None = None, *, most: int = MOST_STEPS) -> Maximum:
    """The maximum nearest to where the search begins, reached in at most ``most`` steps."""
    unit = units(likelihood)
    begin = (likelihood.start if start is None else start) * unit
    objective = _Objective(likelihood, unit, begin)
    point, steps = begin, 0
    for pull in PULLS if start is None else (0.0,):
        objective.pull = pull / likelihood.n
        found = minimize(
            objective.value, point, jac=objective.slope, hess=objective.bend, method="trust-exact",
            options={
                "gtol": STEEPEST if pull == 0 else 1e-4, "maxiter": most,
                "initial_trust_radius": 1.0, "max_trust_radius": 100.0,
            },
        )  # fmt: skip
        point, steps = np.asarray(found.x, dtype=np.float64), steps + int(found.nit)
    point = _finished(objective, point)
    steepest = float(np.abs(objective.slope(point)).max(initial=0.0))
    slopes = likelihood.with_hessian(point / unit, unit)
    bend = -slopes.hessian / likelihood.n / np.outer(unit, unit)
    convex = bool(np.linalg.eigvalsh(np.nan_to_num(bend)).min(initial=0.0) > -1e-8)
    return Maximum(point / unit, slopes, steepest < 1e-6 and convex, steepest, steps)


def _finished(objective: _Objective, point: Floats) -> Floats:
    """Up to three of Newton's steps, each kept only if it flattens the slope and does not lower the likelihood."""
    for _ in range(3):
        slope, bend, value = objective.slope(point), objective.bend(point), objective.value(point)
        try:
            after = point - np.linalg.solve(bend, slope)
        except np.linalg.LinAlgError:
            return point
        better = np.abs(objective.slope(after)).max() < np.abs(slope).max()
        if not better or objective.value(after) > value + 1e-12 * abs(value):
            return point
        point = after
    return point
