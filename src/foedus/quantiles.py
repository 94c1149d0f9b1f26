"""Values of the normal, beta and gamma distributions at given probabilities.

The library inverts the beta and gamma distributions in microseconds a value. Where many values are wanted they are
interpolated, as z runs over the standard normal distribution, from a table of log-odds (beta) or logarithms (gamma)
with their exact slopes, by cubics (Hermite), to 1e-8 of the value or better. What lies outside
the table is inverted by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]

MANY = 4096  # values from which a table is worth its making
FARTHEST, POINTS = 6.0, 1025  # the table's range of z, and its size


def normal(u: Array) -> Array:
    """The standard normal distribution at probabilities ``u``."""
    return np.asarray(special.ndtri(u))


def beta(a: float, b: float, u: Array) -> Array:
    """The beta distribution with shapes ``a`` and ``b`` at probabilities ``u``."""

    def exact(some: Array) -> Array:
        return np.asarray(special.betaincinv(a, b, some))

    if u.size < MANY:
        return exact(u)
    return _looked_up(u, exact, _beta_table(a, b), special.expit)


def gamma(shape: float, u: Array) -> Array:
    """The gamma distribution with that shape and scale 1 at probabilities ``u``."""

    def exact(some: Array) -> Array:
        return np.asarray(special.gammaincinv(shape, some))

    if u.size < MANY:
        return exact(u)
    return _looked_up(u, exact, _gamma_table(shape), np.exp)


_Table = tuple[Array, Array]  # transformed values at the points, and their slopes by z


def _points() -> Array:
    return np.linspace(-FARTHEST, FARTHEST, POINTS)


@lru_cache(maxsize=32)
def _beta_table(a: float, b: float) -> _Table:
    z = _points()
    x, rest = special.betaincinv(a, b, special.ndtr(z)), special.betaincinv(b, a, special.ndtr(-z))
    with np.errstate(all="ignore"):
        log_x, log_rest = (
            np.where(x < 0.5, np.log(x), np.log1p(-rest)),
            np.where(x < 0.5, np.log1p(-x), np.log(rest)),
        )
        # d logit x / dz = φ(z) / (f(x) x (1 − x)), f the density
        slope = np.exp(_log_normal(z) + special.betaln(a, b) - a * log_x - b * log_rest)
    return log_x - log_rest, slope


@lru_cache(maxsize=32)
def _gamma_table(shape: float) -> _Table:
    z = _points()
    x = np.where(
        z < 0, special.gammaincinv(shape, special.ndtr(z)), special.gammainccinv(shape, special.ndtr(-z))
    )
    with np.errstate(all="ignore"):
        return np.log(x), np.exp(_log_normal(z) + special.gammaln(shape) + x - shape * np.log(x))


def _log_normal(z: Array) -> Array:
    """The logarithm of the standard normal density."""
    return np.asarray(-0.5 * z * z - 0.5 * np.log(2 * np.pi))


def _looked_up(
    u: Array, exact: Callable[[Array], Array], table: _Table, back: Callable[[Array], Array]
) -> Array:
    """Values by cubics through a table, exact where the table does not reach or is not finite."""
    values, slopes = table
    step = 2 * FARTHEST / (POINTS - 1)
    place = (special.ndtri(u) + FARTHEST) / step
    with np.errstate(invalid="ignore"):
        cell = np.clip(np.nan_to_num(place), 0, POINTS - 2).astype(np.int64)
        t = place - cell
        left, right = values[cell], values[cell + 1]
        rise, first, last = right - left, step * slopes[cell], step * slopes[cell + 1]
        found = left + t * (first + t * ((3 * rise - 2 * first - last) + t * (first + last - 2 * rise)))
    inside = (t >= 0) & (t <= 1) & np.isfinite(found)
    result = np.asarray(back(found))
    if not inside.all():
        result[~inside] = exact(u[~inside])
    return result
