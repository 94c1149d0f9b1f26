"""Numbers that carry their derivatives, for many observations at once.

A jet knows its values and how it came about: its operands, its slopes by each of them, and its second derivatives.
From that record `slopes` gives the first derivatives by the variables in one pass backwards, and `bends` the second,
for each elementary step adds the outer product of its operands' gradients, weighed by its own second derivative
and by how much the result hangs on it (Griewank & Walther 2008, ch. 3 and 7). The variables are the few
predictors of a game's utilities, not its coefficients, so that a likelihood of twenty coefficients costs no more
than one of four utilities.

    >>> x = variable(0, np.array([2.0]))
    >>> square = x * x
    >>> square.value.item(), square.first.item(), square.second.item()
    (4.0, 4.0, 2.0)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_expit, log_ndtr

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_LOG_ROOT_2PI = 0.5 * np.log(2 * np.pi)
_ONE = np.ones(1)
_number = count()


class Link(NamedTuple):
    """How a jet hangs on an operand: ``jet[put]`` moves by ``slope`` times the move of ``operand[take]``."""

    operand: Jet
    slope: Floats
    take: Rows | None = None
    put: Rows | None = None


class Bend(NamedTuple):
    """The second derivative of a jet by its operands at two places of its links; a mixed one stands once."""

    one: int
    other: int
    value: Floats


@dataclass(frozen=True, eq=False)
class Jet:
    """Numbers with the record of how they came about.

    Attributes:
        value: (n,), or (1,) for a constant.
        wrt: indices of the variables it depends on, ascending.
        links, bends: its operands; empty for variables and constants.
        at: the observations that its values stand for; None for all.
        number: in order of creation, so that operands come before what is made of them.
    """

    value: Floats
    wrt: tuple[int, ...]
    links: tuple[Link, ...] = ()
    bends: tuple[Bend, ...] = ()
    at: Rows | None = None
    number: int = field(default_factory=_number.__next__)

    @cached_property
    def first(self) -> Floats:
        """(m, n) derivatives by the variables of ``wrt``."""
        found = slopes(self)
        return np.array([self._own(found[var]) for var in self.wrt]).reshape(len(self.wrt), len(self.value))

    @cached_property
    def second(self) -> Floats:
        """(m, m, n) second derivatives."""
        found, m, n = bends(self), len(self.wrt), len(self.value)
        dense = np.zeros((m, m, n))
        for a, one in enumerate(self.wrt):
            for b, other in enumerate(self.wrt[: a + 1]):
                if (one, other) in found:
                    dense[a, b] = dense[b, a] = self._own(found[one, other])
        return dense

    @cached_property
    def history(self) -> tuple[list[Jet], dict[int, Floats]]:
        """All that it is made of, operands first, and how much it moves with each, by number."""
        record = _recorded(self)
        return record, _backwards(self, record)

    def _own(self, values: Floats) -> Floats:
        """Values of all observations, at those that the jet stands for."""
        return values if self.at is None else values[self.at]

    def __add__(self, other: Jet | float | Floats) -> Jet:
        if not isinstance(other, Jet):
            return made(self.value + other, ((self, _ONE),))
        return made(self.value + other.value, ((self, _ONE), (other, _ONE)))

    def __neg__(self) -> Jet:
        return made(-self.value, ((self, -_ONE),))

    def __sub__(self, other: Jet | float) -> Jet:
        if not isinstance(other, Jet):
            return self + (-other)
        return made(self.value - other.value, ((self, _ONE), (other, -_ONE)))

    def __mul__(self, other: Jet | float | Floats) -> Jet:
        if not isinstance(other, Jet):
            return made(self.value * other, ((self, np.atleast_1d(other)),))
        operands = (self, other.value), (other, self.value)
        return made(self.value * other.value, operands, (Bend(0, 1, _ONE),))

    def __truediv__(self, other: Jet | float) -> Jet:
        if not isinstance(other, Jet):
            return self * (1 / other)
        inverse = 1 / other.value
        value = self.value * inverse
        return made(
            value,
            ((self, inverse), (other, -value * inverse)),
            (Bend(0, 1, -(inverse**2)), Bend(1, 1, 2 * value * inverse**2)),
        )

    def rows(self, which: Rows) -> Jet:
        """The jet of some observations only."""
        if len(self.value) == 1:
            return constant(np.repeat(self.value, len(which))) if not self.wrt else self
        at = which if self.at is None else self.at[which]
        return Jet(self.value[which], self.wrt, (Link(self, _ONE, take=which),), at=at)


def made(value: Floats, operands: Sequence[tuple[Jet, Floats]], second: Sequence[Bend] = ()) -> Jet:
    """A jet of operands with its slopes and second derivatives by them; what is constant is forgotten."""
    places = [place for place, (operand, _) in enumerate(operands) if operand.wrt]
    links = tuple(Link(*operands[place]) for place in places)
    if len(places) < len(operands):
        new = {old: place for place, old in enumerate(places)}
        second = [Bend(new[b.one], new[b.other], b.value) for b in second if b.one in new and b.other in new]
    first = links[0].operand if links else None
    wrt = first.wrt if first else ()
    for link in links[1:]:
        if link.operand.wrt != wrt:
            wrt = tuple(sorted({*wrt, *link.operand.wrt}))
    return Jet(value, wrt, links, tuple(second), first.at if first else None)


def gathered(parts: Sequence[tuple[Rows, Floats, Jet]], n: int) -> Jet:
    """Sum of jets laid into n observations: each part says which, times what, and the jet of these or of all."""
    value, links = np.zeros(n), []
    for rows, weight, jet in parts:
        whole = len(jet.value) == n and jet.at is None
        value[rows] += weight * (jet.value[rows] if whole else jet.value)
        if jet.wrt:
            links.append(Link(jet, weight, take=rows if whole else None, put=rows))
    wrt = tuple(sorted({var for link in links for var in link.operand.wrt}))
    return Jet(value, wrt, tuple(links))


def constant(value: float | Floats) -> Jet:
    """A number without variables."""
    return Jet(np.atleast_1d(np.asarray(value, dtype=np.float64)), ())


def variable(index: int, value: Floats) -> Jet:
    """The variable of that index, with its values (n,)."""
    return Jet(value, (index,))


def through(jet: Jet, value: Floats, slope: Floats, bend: Floats) -> Jet:
    """A function of a jet, given by its value and first two derivatives there."""
    return made(value, ((jet, slope),), (Bend(0, 0, bend),))


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
    """Logarithm of the sum of exponentials; its slopes are the shares p, its second derivatives p(1 − p) and −pq."""
    if len(jets) == 1:
        return jets[0]
    top = jets[0].value
    for jet in jets[1:]:
        top = np.maximum(top, jet.value)
    parts = [np.exp(jet.value - top) for jet in jets]
    total = sum(parts[1:], parts[0])
    shares = [part / total for part in parts]
    second = [Bend(i, i, p * (1 - p)) for i, p in enumerate(shares)]
    second += [Bend(i, k, -p * q) for i, p in enumerate(shares) for k, q in enumerate(shares[:i])]
    return made(np.log(total) + top, list(zip(jets, shares, strict=True)), second)


def weighted_sum(weights: Sequence[Jet], jets: Sequence[Jet]) -> Jet:
    """The sum of products."""
    total = weights[0] * jets[0]
    for weight, jet in zip(weights[1:], jets[1:], strict=True):
        total = total + weight * jet
    return total


def slopes(result: Jet) -> Mapping[int, Floats]:
    """First derivatives of a result by each variable it depends on, (n,) each, over all observations."""
    record, weights = result.history
    return {jet.wrt[0]: weights[jet.number] for jet in record if not jet.links}


def bends(result: Jet) -> Mapping[tuple[int, int], Floats]:
    """Second derivatives of a result by pairs of variables (the larger index first), (n,) each; others are 0."""
    record, weights = result.history
    gradients = _forwards(record)
    n = max((len(jet.value) for jet in record if not jet.links), default=0)
    found: dict[tuple[int, int], Floats] = {}
    for jet in record:
        for bend in jet.bends:
            weight = weights[jet.number] * bend.value
            one, other = jet.links[bend.one].operand, jet.links[bend.other].operand
            _add_outer(found, n, jet.at, weight, (one.wrt, gradients[one.number]),
                       (other.wrt, gradients[other.number]), mixed=bend.one != bend.other)  # fmt: skip
    return found


def _add_outer(
    found: dict[tuple[int, int], Floats], n: int, at: Rows | None, weight: Floats,
    one: tuple[tuple[int, ...], Floats], other: tuple[tuple[int, ...], Floats], *, mixed: bool,
) -> None:  # fmt: skip
    """Add weight · (g hᵀ + h gᵀ), or weight · g gᵀ where the two are one operand."""
    for a, left in zip(one[0], weight * one[1], strict=True):
        for b, right in zip(*other, strict=True):
            if not mixed and b > a:
                continue
            key = (a, b) if a >= b else (b, a)
            product = left * right
            if mixed and a == b:
                product *= 2
            if key not in found:
                found[key] = np.zeros(n)
            if at is None:
                found[key] += product
            else:
                found[key][at] += product


def _recorded(result: Jet) -> list[Jet]:
    """All that a result is made of, operands first."""
    met: dict[int, Jet] = {}
    left = [result] if result.wrt else []
    while left:
        jet = left.pop()
        if jet.number not in met:
            met[jet.number] = jet
            left += [link.operand for link in jet.links]
    return [met[number] for number in sorted(met)]


def _backwards(result: Jet, record: Sequence[Jet]) -> dict[int, Floats]:
    """How much the result moves with each jet of its record, by its number."""
    weights: dict[int, Floats] = {result.number: np.ones(len(result.value))}
    for jet in reversed(record):
        own = weights[jet.number]
        for operand, slope, take, put in jet.links:
            part = (own if put is None else own[put]) * slope
            if take is not None:
                if operand.number not in weights:
                    weights[operand.number] = np.zeros(len(operand.value))
                weights[operand.number][take] += part
            elif operand.number in weights:
                weights[operand.number] = weights[operand.number] + part
            else:
                weights[operand.number] = part
    return weights


def _forwards(record: Sequence[Jet]) -> dict[int, Floats]:
    """Gradients (m, n) by the variables of each jet whose gradient is asked for."""
    asked = {jet.links[place].operand.number for jet in record for b in jet.bends for place in b[:2]}
    for jet in reversed(record):
        if jet.number in asked:
            asked |= {link.operand.number for link in jet.links}
    found: dict[int, Floats] = {}
    for jet in record:
        if jet.number not in asked:
            continue
        if not jet.links:
            found[jet.number] = np.ones((1, len(jet.value)))
            continue
        found[jet.number] = _gradient(jet, found)
    return found


def _gradient(jet: Jet, found: Mapping[int, Floats]) -> Floats:
    """The gradient (m, n) of a jet from those of its operands."""
    total: Floats | None = None
    for operand, slope, take, put in jet.links:
        inner = found[operand.number]
        inner = inner if take is None else inner[:, take]
        part = inner if slope is _ONE else slope * inner
        if total is None and operand.wrt == jet.wrt and put is None:
            total = part.copy() if part is inner and len(jet.links) > 1 else part
            continue
        if total is None:
            total = np.zeros((len(jet.wrt), len(jet.value)))
        places = np.array([jet.wrt.index(var) for var in operand.wrt])
        if put is not None:
            total[np.ix_(places, put)] += part
        elif operand.wrt == jet.wrt:
            total += part
        else:
            total[places] += part
    return np.zeros((0, len(jet.value))) if total is None else total
