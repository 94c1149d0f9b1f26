"""Fitting the centres of a case's quantities to counts of what came of past cases.

Each past case is taken to have drawn its own quantities from the population that the case file declares. The
game is solved once for draws from that population; moving the centre of a quantity is then a change of the
draws' weights (importance weights, Kahn and Marshall 1953), so that the likelihood of the counts, and its
maximum under a prior on the centres, cost no further solution. A centre that the counts do not inform keeps
its place: its posterior is as wide as its prior, and it is told apart from those that were fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from foedus.estimation.weights import Array, effective_number
from foedus.quantity import Distribution

HYPER_SD = 0.5
"""Prior standard deviation of a centre's shift, in logs (in log-odds for a share)."""
INFORMED = 0.8
"""A centre whose posterior is narrower than this share of its prior is called fitted."""


@dataclass(frozen=True)
class Centre:
    """The fitted centre of one quantity.

    Attributes:
        name: of the quantity.
        shift: of its centre, in logs (in log-odds for a beta).
        sd: posterior standard deviation of the shift; ``HYPER_SD`` is the prior's.
        fitted: whether the counts inform it.
        distribution: as declared, or with the fitted centre.
    """

    name: str
    shift: float
    sd: float
    fitted: bool
    distribution: Distribution


@dataclass(frozen=True)
class PopulationFit:
    """What a fit gave: the centres, log-likelihoods before and after, effective number of draws at the end."""

    centres: tuple[Centre, ...]
    before: float
    after: float
    effective: float


def fit_centres(
    declared: Mapping[str, Distribution],
    draws: Mapping[str, Array],
    cells: Array,
    counts: Array,
    names: Sequence[str],
) -> PopulationFit:
    """Fit the centres of some quantities.

    Args:
        declared: name → distribution; lognormal or beta for those to be fitted.
        draws: name → (n,) draws from it.
        cells: (n, groups, outcomes) joint probability of group and outcome in each draw.
        counts: (groups, outcomes) past cases; the groups' own sizes are taken as given.
        names: the quantities whose centres may move.

    Raises:
        ValueError: a quantity to be fitted is neither lognormal nor beta.
    """
    ratios = [_log_ratio(declared[name], draws[name]) for name in names]

    def weights(shift: Array) -> Array:
        log_weight = sum((ratio(s) for ratio, s in zip(ratios, shift, strict=True)), np.zeros(len(cells)))
        weight = np.exp(log_weight - log_weight.max())
        return np.asarray(weight / weight.sum())

    def log_likelihood(shift: Array) -> float:
        joint = np.tensordot(weights(shift), cells, axes=1)
        shares = joint / joint.sum(axis=1, keepdims=True)
        return float((counts * np.log(np.maximum(shares, 1e-12))).sum())

    def loss(shift: Array) -> float:
        return -log_likelihood(shift) + 0.5 * float((shift**2).sum()) / HYPER_SD**2

    start = np.zeros(len(names))
    found = optimize.minimize(loss, start, method="L-BFGS-B", bounds=[(-1.5, 1.5)] * len(names))
    sd = np.sqrt(np.diag(np.linalg.inv(_hessian(loss, found.x))))
    centres = []
    for name, shift, width in zip(names, found.x, sd, strict=True):
        informed = bool(width < INFORMED * HYPER_SD)
        moved = _moved(declared[name], float(shift)) if informed else declared[name]
        centres.append(Centre(name, float(shift), float(width), informed, moved))
    effective = effective_number(weights(found.x))
    return PopulationFit(tuple(centres), log_likelihood(start), log_likelihood(found.x), effective)


def _moved(distribution: Distribution, shift: float) -> Distribution:
    """A distribution with its centre shifted in logs, or in log-odds for a beta of the same a + b."""
    first, second = distribution.parameters
    if distribution.family == "lognormal":
        return Distribution("lognormal", (first * float(np.exp(shift)), second))
    if distribution.family == "beta":
        whole = first + second
        mean = float(special.expit(special.logit(first / whole) + shift))
        return Distribution("beta", (whole * mean, whole * (1 - mean)))
    raise ValueError(
        f"a {distribution.family} has no centre that can be fitted; declare a lognormal or a beta"
    )


def _log_ratio(distribution: Distribution, values: Array) -> Callable[[float], Array]:
    """Shift → log density of the moved distribution over the declared one at the draws."""
    _moved(distribution, 0.0)
    first, second = distribution.parameters
    if distribution.family == "lognormal":
        standard = (np.log(values) - np.log(first)) / second
        return lambda shift: np.asarray(-0.5 * ((standard - shift / second) ** 2 - standard**2))
    log_x, log_1mx = np.log(values), np.log1p(-values)

    def ratio(shift: float) -> Array:
        a, b = _moved(distribution, shift).parameters
        return np.asarray(
            (a - first) * log_x
            + (b - second) * log_1mx
            - special.betaln(a, b)
            + special.betaln(first, second)
        )

    return ratio


def _hessian(function: Callable[[Array], float], at: Array, step: float = 1e-3) -> Array:
    """Second derivatives by central differences."""
    size = len(at)
    found = np.empty((size, size))
    unit = np.eye(size) * step
    for i in range(size):
        for j in range(i, size):
            found[i, j] = found[j, i] = (
                function(at + unit[i] + unit[j])
                - function(at + unit[i] - unit[j])
                - function(at - unit[i] + unit[j])
                + function(at - unit[i] - unit[j])
            ) / (4 * step**2)
    return found
