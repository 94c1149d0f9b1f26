"""Tests between fits, and intervals that do not rest on the normal approximation.

- Likelihood ratio: nested specifications.
- Vuong (1989): specifications that are not nested, by the rows' log-likelihoods; with Schwarz's correction.
- Profile intervals: the values of a coefficient that a likelihood-ratio test does not reject.
- Bootstrap: rows, or clusters, drawn again with replacement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import chi2, norm

from foedus.errors import DataFault
from foedus.fitting.covariance import groups_of
from foedus.fitting.fit import fit, model_on
from foedus.fitting.formula import Design
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.maximise import maximise
from foedus.fitting.result import Fit
from foedus.threads import one_thread

if TYPE_CHECKING:
    import pandas as pd

    from foedus.case.model import Case
    from foedus.fitting.form import Form

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Test:
    """Attributes: name of the test, its statistic, degrees of freedom (0 for none), p, and what it says."""

    name: str
    statistic: float
    degrees: int
    p: float
    says: str

    __test__ = False


def likelihood_ratio(small: Fit, large: Fit) -> Test:
    """Whether the larger of two nested specifications fits better than chance would have it.

    Raises:
        DataFault: the fits rest on different rows, or the second is not the larger.
    """
    _same_rows(small, large)
    degrees = large.k - small.k
    if degrees <= 0:
        raise DataFault("the second fit must have more coefficients than the first")
    statistic = 2 * (large.log_likelihood - small.log_likelihood)
    p = float(chi2.sf(max(statistic, 0.0), degrees))
    says = "the larger fits better" if p < 0.05 else "the smaller does as well"
    return Test("likelihood ratio", statistic, degrees, p, says)


def vuong(one: Fit, other: Fit, *, correct: bool = True) -> Test:
    """Which of two specifications that are not nested is nearer to the truth (Vuong 1989, eq. 5.6).

    A positive statistic speaks for the first. ``correct`` takes (k₁ − k₂) log(n) / 2 off the sum.

    Raises:
        DataFault: the fits rest on different rows, or do not differ in any.
    """
    _same_rows(one, other)
    gap = one.rows - other.rows
    spread = float(np.sqrt(one.n * ((gap**2).mean() - gap.mean() ** 2)))
    if spread <= 1e-9:
        raise DataFault("the two fits say the same of every row, so that no test tells them apart")
    less = (one.k - other.k) * np.log(one.n) / 2 if correct else 0.0
    z = float((gap.sum() - less) / spread)
    p = float(2 * norm.sf(abs(z)))
    says = "neither is nearer" if p >= 0.05 else f"the {'first' if z > 0 else 'second'} is nearer"
    return Test("Vuong", z, 0, p, says)


def _same_rows(one: Fit, other: Fit) -> None:
    if one.n != other.n or (
        one.model is not None
        and other.model is not None
        and not one.model.kept.table.index.equals(other.model.kept.table.index)
    ):
        raise DataFault(
            f"the fits rest on different rows ({one.n} and {other.n})",
            remedy="fit both on the rows that are complete for both",
        )


@one_thread()
def profile_interval(fit: Fit, name: str, level: float = 0.95) -> tuple[float, float]:
    """The interval of a coefficient that a likelihood-ratio test at 1 − level does not reject.

    An end is infinite where the likelihood never falls far enough.

    Raises:
        DataFault: there is no such coefficient, or the fit was loaded and has no data.
    """
    if name not in fit.names:
        raise DataFault(f"the fit has no coefficient {name!r}", remedy=f"names: {', '.join(fit.names)}")
    if fit.model is None:
        raise DataFault("a fit that was loaded has no data to profile")
    place = fit.names.index(name)
    limit = fit.log_likelihood - float(chi2.ppf(level, 1)) / 2
    profile = _Profile(fit.model.likelihood, place, fit.estimate)

    def short(value: float) -> float:
        return profile.highest(value) - limit

    centre, step = float(fit.estimate[place]), float(fit.standard_errors[place])
    ends = []
    for sign in (-1, 1):
        reach = 2 * step
        while short(centre + sign * reach) > 0 and reach < 200 * step:
            reach *= 1.6
        if short(centre + sign * reach) > 0:
            ends.append(sign * np.inf)
        else:
            ends.append(float(brentq(short, centre, centre + sign * reach, xtol=1e-7 * step)))
    return ends[0], ends[1]


class _Profile:
    """The likelihood with one coefficient held."""

    def __init__(self, likelihood: Likelihood, place: int, estimate: Floats) -> None:
        self.likelihood, self.place = likelihood, place
        self.free = np.delete(estimate, place)

    def highest(self, value: float) -> float:
        held = _held(self.likelihood, self.place, value)
        if not self.free.size:
            return float(held.at(self.free).rows.sum())
        found = maximise(held, self.free)
        self.free = found.coefficients
        return found.log_likelihood


def _held(likelihood: Likelihood, place: int, value: float) -> Likelihood:
    """The likelihood with the coefficient at ``place`` held: its column becomes an offset of its predictor."""
    which = next(k for k, part in enumerate(likelihood.parts) if part.start <= place < part.stop)
    at = place - likelihood.parts[which].start
    design = likelihood.designs[which]
    offset = design.matrix[:, at] * value
    columns = tuple(c for k, c in enumerate(design.columns) if k != at)
    reduced = Design(design.name, columns, np.delete(design.matrix, at, axis=1))
    designs = tuple(reduced if k == which else d for k, d in enumerate(likelihood.designs))

    def kernel(etas: Any) -> Any:
        return likelihood.kernel([eta + _number(offset) if k == which else eta for k, eta in enumerate(etas)])

    return Likelihood(designs, kernel, np.delete(likelihood.start, place), exact=likelihood.exact)


def _number(values: Floats) -> Any:
    from foedus.fitting.jet import constant

    return constant(values)


@one_thread()
def bootstrap(
    game: str | Path | Case | Form,
    data: str | Path | pd.DataFrame | Mapping[str, Any],
    draws: int = 200,
    *,
    cluster: str = "",
    seed: int = 0,
) -> Fit:
    """A fit whose covariance is that of fits to rows (or clusters) drawn again with replacement (Efron 1979).

    Draws that cannot be fitted (a category gone, outcomes separated) are left out, and the notes count them.

    Raises:
        DataFault: as `fit.fit`; or fewer than half of the draws could be fitted.
    """
    found = fit(game, data, cluster=cluster)
    table, rng = found.model.kept.table, np.random.default_rng(seed)
    column = found.model.cluster
    groups = groups_of(table, column) if column else np.arange(len(table))
    members = [np.flatnonzero(groups == g) for g in range(int(groups.max()) + 1)]
    estimates, lost = [], 0
    for _ in range(draws):
        picked = np.concatenate([members[g] for g in rng.integers(len(members), size=len(members))])
        estimate = _again(game, table.iloc[picked].reset_index(drop=True), column, found)
        if estimate is None:
            lost += 1
        else:
            estimates.append(estimate)
    if lost > draws / 2:
        raise DataFault(
            f"{lost} of {draws} bootstrap draws could not be fitted", remedy="simplify the formulas"
        )
    note = f"Bootstrap of {draws - lost} draws of {'clusters' if column else 'rows'}, seed {seed}" + (
        f"; {lost} more could not be fitted and are left out." if lost else "."
    )
    covariance = np.atleast_2d(np.cov(np.array(estimates), rowvar=False))
    return replace(found, covariance=covariance, kind="bootstrap", notes=(*found.notes, note))


def _again(game: str | Path | Case | Form, table: pd.DataFrame, cluster: str, found: Fit) -> Floats | None:
    try:
        model = model_on(game, table, cluster)
        if model.likelihood.names != found.names:
            return None
        maximum = model.settle(found.estimate).maximum
    except DataFault:
        return None
    return maximum.coefficients if maximum.converged else None
