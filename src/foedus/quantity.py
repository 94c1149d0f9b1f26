"""A number with its unit, its uncertainty and its reason.

A distribution is declared in a case file as one key with its parameters, or as a plain number:

    0.3                         certain
    {uniform: [0.2, 0.5]}       low, high
    {normal: [1.0, 0.2]}        mean, standard deviation
    {lognormal: [1.5, 0.4]}     median, standard deviation of the logarithm
    {beta: [2, 3]}              the two shape parameters
    {triangular: [0, 1, 3]}     low, mode, high
    {interval: [0.05, 0.4]}     5th and 95th percentile of a logit-normal (a probability)
    {gamma: [2, 0.5]}           shape, scale

Draws are made by inverting the distribution function, so that any uniform numbers in (0, 1), pseudo-
or quasi-random, can drive them and a quantity keeps its own stream whatever else is declared.

    >>> Distribution.of({"triangular": [0, 1, 3]}).median
    1.2679491924311228
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.provenance import Ground, grounds_of

Array = NDArray[np.float64]

_PARAMETERS = {
    "point": ("value",),
    "uniform": ("low", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "log_sd"),
    "beta": ("a", "b"),
    "triangular": ("low", "mode", "high"),
    "interval": ("p05", "p95"),
    "gamma": ("shape", "scale"),
}
FAMILIES = tuple(name for name in _PARAMETERS if name != "point")
_Z95 = 1.6448536269514722  # the 95th percentile of the standard normal distribution


@dataclass(frozen=True)
class Distribution:
    """A one-dimensional distribution by family and parameters.

    Raises:
        ValueError: the parameters do not define a distribution; the message says which and why.
    """

    family: str
    parameters: tuple[float, ...]

    def __post_init__(self) -> None:
        wanted = _PARAMETERS.get(self.family)
        if wanted is None:
            raise ValueError(f"unknown distribution {self.family!r}; known: {', '.join(FAMILIES)}")
        if len(self.parameters) != len(wanted):
            raise ValueError(f"{self.family} takes {', '.join(wanted)}, not {len(self.parameters)} numbers")
        if not all(math.isfinite(p) for p in self.parameters):
            raise ValueError(f"{self.family} has a parameter that is not finite")
        fault = _fault_of(self.family, self.parameters)
        if fault:
            raise ValueError(f"{self.family}: {fault}")

    @classmethod
    def of(cls, declared: object) -> Distribution:
        """The distribution of a declared value: a number or a mapping with one family key."""
        if isinstance(declared, bool):
            raise ValueError("a number or a distribution is needed, not true or false")
        if isinstance(declared, int | float):
            return cls("point", (float(declared),))
        if isinstance(declared, Mapping) and len(declared) == 1:
            ((family, parameters),) = declared.items()
            if isinstance(parameters, int | float) and not isinstance(parameters, bool):
                parameters = [parameters]
            if isinstance(parameters, list | tuple) and all(
                isinstance(p, int | float) and not isinstance(p, bool) for p in parameters
            ):
                return cls(str(family), tuple(float(p) for p in parameters))
            raise ValueError(f"{family} needs a list of numbers")
        raise ValueError(f"a number or one of {', '.join(FAMILIES)} is needed, not {declared!r}")

    def declared(self) -> Any:
        """The value as a case file writes it; ``Distribution.of`` reads it back."""
        if self.family == "point":
            return self.parameters[0]
        return {self.family: list(self.parameters)}

    @property
    def is_point(self) -> bool:
        """Whether the value is certain."""
        return self.family == "point"

    def quantile(self, u: Array | float) -> Array:
        """The values at probabilities ``u`` in (0, 1); same shape as ``u``."""
        u = np.asarray(u, dtype=np.float64)
        p = self.parameters
        match self.family:
            case "point":
                return np.full_like(u, p[0])
            case "uniform":
                return np.asarray(p[0] + (p[1] - p[0]) * u)
            case "triangular":
                return _triangular(p, u)
        from foedus import quantiles  # slow to import: only where such a distribution is drawn

        match self.family:
            case "normal":
                return np.asarray(p[0] + p[1] * quantiles.normal(u))
            case "lognormal":
                return np.asarray(p[0] * np.exp(p[1] * quantiles.normal(u)))
            case "beta":
                return quantiles.beta(p[0], p[1], u)
            case "gamma":
                return np.asarray(p[1] * quantiles.gamma(p[0], u))
        low, high = math.log(p[0] / (1 - p[0])), math.log(p[1] / (1 - p[1]))
        log_odds = (low + high) / 2 + (high - low) / (2 * _Z95) * quantiles.normal(u)
        return np.asarray(1 / (1 + np.exp(-log_odds)))

    @cached_property
    def median(self) -> float:
        """The 50th percentile."""
        return float(self.quantile(0.5))

    @cached_property
    def low(self) -> float:
        """The 5th percentile."""
        return float(self.quantile(0.05))

    @cached_property
    def high(self) -> float:
        """The 95th percentile."""
        return float(self.quantile(0.95))

    @property
    def support(self) -> tuple[float, float]:
        """The smallest and largest value that a draw can take."""
        p = self.parameters
        match self.family:
            case "point":
                return p[0], p[0]
            case "uniform":
                return p[0], p[1]
            case "triangular":
                return p[0], p[2]
            case "beta" | "interval":
                return 0.0, 1.0
            case "lognormal" | "gamma":
                return 0.0, math.inf
        return -math.inf, math.inf


def _triangular(p: tuple[float, ...], u: Array) -> Array:
    low, mode, high = p
    split = (mode - low) / (high - low)
    left = low + np.sqrt(u * (high - low) * (mode - low))
    right = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < split, left, right)


def _fault_of(family: str, p: tuple[float, ...]) -> str:
    """Why parameters define no distribution of the family; empty if they do."""
    if family == "uniform" and not p[0] < p[1]:
        return f"low {p[0]:g} must lie under high {p[1]:g}"
    if family == "normal" and p[1] <= 0:
        return f"the standard deviation must be above 0, not {p[1]:g}"
    if family == "lognormal" and (p[0] <= 0 or p[1] <= 0):
        return "median and standard deviation must be above 0"
    if family in ("beta", "gamma") and min(p) <= 0:
        return "both parameters must be above 0"
    if family == "triangular" and not (p[0] <= p[1] <= p[2] and p[0] < p[2]):
        return "low, mode and high must rise"
    if family == "interval" and not 0 < p[0] < p[1] < 1:
        return "the 5th and 95th percentile must rise and lie between 0 and 1"
    return ""


@dataclass(frozen=True)
class Quantity:
    """A named number of a case.

    Attributes:
        name: as expressions use it; a quantity that differs by private type has one member for each,
            named ``w[resolved]``.
        distribution: its uncertainty.
        because: its reason, as ``provenance.grounds_of`` reads it.
        unit: what it is measured in ("probability", "utility", "months", ...).
        fitted: True where the value was fitted to history by the documented command.
    """

    name: str
    distribution: Distribution
    because: str
    unit: str = ""
    fitted: bool = False
    line: int = field(default=0, compare=False)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """What the value rests on."""
        return grounds_of(self.because)
