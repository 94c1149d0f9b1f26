"""Weighted draws: effective number, averages and quantiles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MANY, BINS = 4096, 2048  # values from which on bins are worth their making, and how many bins


def normalised(log_weight: Array) -> Array:
    """Weights that sum to one from their logarithms (n)."""
    shifted = np.exp(log_weight - log_weight.max())
    return np.asarray(shifted / shifted.sum())


def effective_number(weight: Array) -> float:
    """Kish's effective number of draws, (Σw)² / Σw² (Kish 1965)."""
    return float(weight.sum() ** 2 / np.square(weight).sum())


def quantiles(values: Array, weight: Array, levels: tuple[float, ...]) -> tuple[float, ...]:
    """Weighted quantiles of values (n): each draw's weight is centred on its value.

    Of many values only those near a quantile are sorted: bins tell where it lies.
    """
    low, high = float(values.min()), float(values.max())
    if len(values) < MANY or not 0 < (high - low) < np.inf:
        return _sorted_quantiles(values, weight, levels, 0.0, float(weight.sum()))
    bins = ((values - low) * ((BINS - 1) / (high - low))).astype(np.intp)
    mass = np.bincount(bins, weight, BINS)
    cumulative, filled = np.cumsum(mass), np.flatnonzero(np.bincount(bins, minlength=BINS))
    found: list[float] = []
    for level in levels:
        at = int(np.searchsorted(cumulative[filled], level * cumulative[-1]))
        # the draws next to the quantile lie in its bin or in the filled bins beside it
        first, last = filled[max(at - 1, 0)], filled[min(at + 1, len(filled) - 1)]
        near = np.flatnonzero((bins >= first) & (bins <= last))
        below = float(cumulative[first] - mass[first])
        found += _sorted_quantiles(values[near], weight[near], (level,), below, float(cumulative[-1]))
    return tuple(found)


def _sorted_quantiles(
    values: Array, weight: Array, levels: tuple[float, ...], below: float, whole: float
) -> tuple[float, ...]:
    """Quantiles that lie among these values, where ``below`` of the ``whole`` weight lies under all of them."""
    order = np.argsort(values, kind="stable")
    cumulative = below + np.cumsum(weight[order])
    middle = (cumulative - weight[order] / 2) / whole
    return tuple(float(q) for q in np.interp(levels, middle, values[order]))


def interval(values: Array, weight: Array) -> tuple[float, float]:
    """The central 90 % interval of values (n) under weights (n)."""
    low, high = quantiles(values, weight, (0.05, 0.95))
    return low, high


def tempered(log_prior: Array, log_likelihood: Array, least: float) -> tuple[Array, float]:
    """Log weights with the largest power of the likelihood that keeps ``least`` effective draws.

    Returns:
        The log weights (n) and the power, 1 where nothing had to be given up (Neal 2001).
    """
    if effective_number(normalised(log_prior + log_likelihood)) >= least:
        return log_prior + log_likelihood, 1.0
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        enough = effective_number(normalised(log_prior + middle * log_likelihood)) >= least
        low, high = (middle, high) if enough else (low, middle)
    return log_prior + low * log_likelihood, low
