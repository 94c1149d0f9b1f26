"""Numbers that carry their first and second derivatives, for many observations at once.

Second-order forward differentiation (Griewank & Walther 2008, ch. 13): the variables are the few predictors of
a game's utilities, not its coefficients, so that a likelihood of twenty coefficients costs no more than one of four
utilities. Shapes: n observations, m variables that the number depends on.

    >>> x = variable(0, np.array([2.0]))
    >>> square = x * x
    >>> square.value.item(), square.first.item(), square.second.item()
    (4.0, 4.0, 2.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_expit, log_ndtr

Floats = NDArray[np.float64]

_LOG_ROOT_2PI = 0.5 * np.log(2 * np.pi)


@dataclass(frozen=True, eq=False)
class Jet:
    """A number of n observations with its derivatives.

    Attributes:
        value: (n,) or (1,).
        wrt: indices of the variables it depends on, ascending.
        first: (m, n) derivatives.
        second: (m, m, n) second derivatives.
    """

    value: Floats
    wrt: tuple[int, ...]
    first: Floats
    second: Floats

    def __add__(self, other: Jet | float) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value + other, self.wrt, self.first, self.second)
        if not other.wrt:
            return Jet(self.value + other.value, self.wrt, self.first, self.second)
        if not self.wrt:
            return other + self
        wrt = _union(self, other)
        first, second = _spread(self, wrt)
        other_first, other_second = _spread(other, wrt)
        return Jet(self.value + other.value, wrt, first + other_first, second + other_second)

    def __neg__(self) -> Jet:
        return Jet(-self.value, self.wrt, -self.first, -self.second)

    def __sub__(self, other: Jet | float) -> Jet:
        return self + (-other)

    def __mul__(self, other: Jet | float | Floats) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value * other, self.wrt, self.first * other, self.second * other)
        if not other.wrt:
            return self * other.value
        if not self.wrt:
            return other * self
        wrt = _union(self, other)
        first, second = _spread(self, wrt)
        other_first, other_second = _spread(other, wrt)
        crossed = first[:, None] * other_first[None]
        return Jet(
            self.value * other.value,
            wrt,
            self.value * other_first + other.value * first,
            self.value * other_second + other.value * second + crossed + crossed.swapaxes(0, 1),
        )

    def __truediv__(self, other: Jet | float) -> Jet:
        if not isinstance(other, Jet):
            return self * (1 / other)
        inverse = 1 / other.value
        return self * through(other, inverse, -(inverse**2), 2 * inverse**3)

    def rows(self, which: NDArray[np.int64]) -> Jet:
        """The jet of some observations only."""
        if len(self.value) == 1:
            return Jet(
                np.repeat(self.value, len(which)),
                self.wrt,
                _wide(self.first, which),
                _wide(self.second, which),
            )
        return Jet(self.value[which], self.wrt, self.first[:, which], self.second[:, :, which])


def _wide(array: Floats, which: NDArray[np.int64]) -> Floats:
    return np.repeat(array, len(which), axis=-1) if array.shape[-1] == 1 else array[..., which]


def constant(value: float | Floats) -> Jet:
    """A number without variables."""
    array = np.atleast_1d(np.asarray(value, dtype=np.float64))
    return Jet(array, (), np.zeros((0, len(array))), np.zeros((0, 0, len(array))))


def variable(index: int, value: Floats) -> Jet:
    """The variable of that index, with its values (n,)."""
    return Jet(value, (index,), np.ones((1, len(value))), np.zeros((1, 1, len(value))))


def _union(one: Jet, other: Jet) -> tuple[int, ...]:
    return one.wrt if one.wrt == other.wrt else tuple(sorted({*one.wrt, *other.wrt}))


def _spread(jet: Jet, wrt: tuple[int, ...]) -> tuple[Floats, Floats]:
    """The derivatives laid out for more variables."""
    if jet.wrt == wrt:
        return jet.first, jet.second
    places = [wrt.index(v) for v in jet.wrt]
    n = jet.first.shape[-1]
    first, second = np.zeros((len(wrt), n)), np.zeros((len(wrt), len(wrt), n))
    first[places] = jet.first
    second[np.ix_(places, places)] = jet.second
    return first, second


def through(jet: Jet, value: Floats, slope: Floats, bend: Floats) -> Jet:
    """A function of a jet, given by its value and first two derivatives there."""
    first = slope * jet.first
    second = slope * jet.second + (bend * jet.first)[:, None] * jet.first[None]
    return Jet(value, jet.wrt, first, second)


def exp(jet: Jet) -> Jet:
    """Exponential."""
    value = np.exp(jet.value)
    return through(jet, value, value, value)


def log(jet: Jet) -> Jet:
    """Natural logarithm."""
    inverse = 1 / jet.value
    return through(jet, np.log(jet.value), inverse, -(inverse**2))


def sqrt(jet: Jet) -> Jet:
    """Square root."""
    root = np.sqrt(jet.value)
    return through(jet, root, 0.5 / root, -0.25 / root**3)


def log_normal_cdf(jet: Jet) -> Jet:
    """Logarithm of Φ, with the inverse Mills ratio as its slope; exact far in the tail."""
    value = log_ndtr(jet.value)
    mills = np.exp(-0.5 * jet.value**2 - _LOG_ROOT_2PI - value)
    return through(jet, value, mills, -mills * (jet.value + mills))


def log_logistic_cdf(jet: Jet) -> Jet:
    """Logarithm of 1 / (1 + exp(−x))."""
    upper = expit(-jet.value)
    return through(jet, log_expit(jet.value), upper, -upper * (1 - upper))


def log_sum_exp(jets: Sequence[Jet]) -> Jet:
    """Logarithm of the sum of exponentials."""
    if len(jets) == 1:
        return jets[0]
    top = jets[0].value
    for jet in jets[1:]:
        top = np.maximum(top, jet.value)
    total = exp(jets[0] - constant(top))
    for jet in jets[1:]:
        total = total + exp(jet - constant(top))
    return log(total) + constant(top)


def weighted_sum(weights: Sequence[Jet], jets: Sequence[Jet]) -> Jet:
    """The sum of products."""
    total = weights[0] * jets[0]
    for weight, jet in zip(weights[1:], jets[1:], strict=True):
        total = total + weight * jet
    return total
