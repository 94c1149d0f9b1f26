"""Priors of coefficients, each seen as a function of a standard normal variable.

A coefficient θ with the distribution function F is θ = F⁻¹(Φ(z)) for a standard normal z, whatever family F is of and
wherever its support ends. So the sampler works on unbounded z's with one and the same prior, and bounds need no care.

A coefficient takes the prior of its own name, else that of its quantity, else that of ``"*"``, else a
normal with mean 0 and standard deviation 2.5 in units of its column (Gelman, Jakulin, Pittau & Su 2008).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from foedus.errors import DataFault
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.maximise import units
from foedus.quantity import Distribution

Floats = NDArray[np.float64]

WEAK = 2.5
FARTHEST = 8.0  # z beyond which a quantile function has no digits left


def priors_for(likelihood: Likelihood, declared: Mapping[str, Distribution]) -> tuple[Distribution, ...]:
    """The prior of each coefficient.

    Raises:
        DataFault: a prior is declared for what is no coefficient.
    """
    known = {*likelihood.names, *(design.name for design in likelihood.designs), "*"}
    for name in declared:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise DataFault(
                f"a prior is declared for {name!r}, which is no coefficient",
                remedy=f"did you mean {near[0]!r}?"
                if near
                else f"coefficients: {', '.join(likelihood.names)}",
            )
    found = []
    for name, unit in zip(likelihood.names, units(likelihood), strict=True):
        quantity = name.split(":", 1)[0]
        weak = Distribution("normal", (0.0, WEAK / float(unit)))
        found.append(declared.get(name, declared.get(quantity, declared.get("*", weak))))
    return tuple(found)


def placed(priors: Sequence[Distribution], z: Floats) -> tuple[Floats, Floats]:
    """Coefficients (k,) at standard normal z (k,), and their slopes by z."""
    pairs = [_placed(prior, float(value)) for prior, value in zip(priors, z, strict=True)]
    theta, slope = np.array(pairs).T
    return theta, slope


def _placed(prior: Distribution, z: float) -> tuple[float, float]:
    p = prior.parameters
    if prior.family == "normal":
        return p[0] + p[1] * z, p[1]
    if prior.family == "lognormal":
        theta = p[0] * np.exp(p[1] * z)
        return float(theta), float(p[1] * theta)
    z = min(max(z, -FARTHEST), FARTHEST)
    density, u = float(np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)), float(special.ndtr(z))
    if prior.family == "interval":
        low, high = special.logit(p[0]), special.logit(p[1])
        spread = (high - low) / (2 * special.ndtri(0.95))
        theta = special.expit((low + high) / 2 + spread * z)
        return float(theta), float(spread * theta * (1 - theta))
    theta = float(prior.quantile(u))
    match prior.family:
        case "uniform":
            rate = 1 / (p[1] - p[0])
        case "gamma":
            rate = float(stats.gamma.pdf(theta, p[0], scale=p[1]))
        case "beta":
            rate = float(stats.beta.pdf(theta, *p))
        case _:
            rate = float(stats.triang.pdf(theta, (p[1] - p[0]) / (p[2] - p[0]), p[0], p[2] - p[0]))
    return theta, density / max(rate, 1e-300)


def spoken(prior: Distribution) -> str:
    """A prior as a reader writes it: normal(0, 2.5)."""
    return f"{prior.family}({', '.join(f'{p:.4g}' for p in prior.parameters)})"
