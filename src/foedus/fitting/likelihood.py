"""A likelihood as predictors and a kernel: from coefficients to the log-likelihood of each row and its derivatives.

Every model of this room is of one form: predictors η = Xβ, one for each quantity that is estimated, and a kernel
that turns the predictors of a row into its log-likelihood. The kernel carries derivatives by the predictors (`jet`);
the chain rule to the coefficients is one matrix product for each pair of predictors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.fitting import jet as j
from foedus.fitting.formula import Design
from foedus.fitting.jet import Jet

Floats = NDArray[np.float64]

DIFFERENCE = 1e-4  # step of central differences, in units of a coefficient's column

Kernel = Callable[[Sequence[Jet]], Jet]
"""From the predictors of all rows to the log-likelihoods of all rows."""


class Slopes(NamedTuple):
    """Log-likelihood of each row (n,), its gradient by the coefficients (n, k), and the Hessian of the sum (k, k)."""

    rows: Floats
    scores: Floats
    hessian: Floats


@dataclass(frozen=True, eq=False)
class Likelihood:
    """Predictors and a kernel; see the module.

    Attributes:
        designs: one for each predictor.
        kernel: row log-likelihoods.
        start: (k,) where the search begins.
        predicted: probabilities of the classes of outcomes by row, (n, classes), from the predictors' values;
            None where outcomes are continuous.
        exact: whether the kernel's second derivatives are exact.
    """

    designs: tuple[Design, ...]
    kernel: Kernel
    start: Floats
    predicted: Callable[[Sequence[Floats]], Floats] | None = None
    exact: bool = True

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the k coefficients."""
        return tuple(name for design in self.designs for name in design.coefficients)

    @cached_property
    def parts(self) -> tuple[slice, ...]:
        """Where each predictor's coefficients stand."""
        ends = np.cumsum([0, *(design.matrix.shape[1] for design in self.designs)])
        return tuple(slice(a, b) for a, b in pairwise(ends.tolist()))

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.designs[0].matrix)

    def predictors(self, coefficients: Floats) -> list[Floats]:
        """The predictors (n,) at some coefficients."""
        return [
            design.matrix @ coefficients[part] for design, part in zip(self.designs, self.parts, strict=True)
        ]

    def at(self, coefficients: Floats) -> Slopes:
        """The log-likelihood of each row with its derivatives, exact."""
        with np.errstate(all="ignore"):
            total = self.kernel([j.variable(k, eta) for k, eta in enumerate(self.predictors(coefficients))])
        size = len(coefficients)
        scores, hessian = np.zeros((self.n, size)), np.zeros((size, size))
        for a, var in enumerate(total.wrt):
            left = self.designs[var].matrix
            scores[:, self.parts[var]] = left * total.first[a][:, None]
            for b, other in enumerate(total.wrt[: a + 1]):
                block = left.T @ (total.second[a, b][:, None] * self.designs[other].matrix)
                hessian[self.parts[var], self.parts[other]] = block
                hessian[self.parts[other], self.parts[var]] = block.T
        return Slopes(np.broadcast_to(total.value, (self.n,)), scores, hessian)

    def with_hessian(self, coefficients: Floats, unit: Floats) -> Slopes:
        """The slopes with a Hessian by central differences of the scores where the kernel has none of its own."""
        at = self.at(coefficients)
        if self.exact:
            return at
        step = DIFFERENCE / unit
        columns = []
        for k in range(len(coefficients)):
            move = np.zeros_like(coefficients)
            move[k] = step[k]
            up, down = self.at(coefficients + move), self.at(coefficients - move)
            columns.append((up.scores - down.scores).sum(axis=0) / (2 * step[k]))
        hessian = np.column_stack(columns)
        return Slopes(at.rows, at.scores, (hessian + hessian.T) / 2)


def counted(logs: Sequence[Jet], ends: Sequence[Sequence[int]], counts: Floats) -> Jet:
    """Row log-likelihoods from the end nodes' log-probabilities, the classes' end nodes, and (n, classes) counts."""
    n = len(counts)
    wrt = tuple(sorted({var for log in logs for var in log.wrt}))
    value, first, second = np.zeros(n), np.zeros((len(wrt), n)), np.zeros((len(wrt), len(wrt), n))
    for place, some in enumerate(ends):
        rows = np.flatnonzero(counts[:, place])
        if not rows.size:
            continue
        log = j.log_sum_exp([logs[z].rows(rows) for z in some])
        weight = counts[rows, place]
        at = [wrt.index(var) for var in log.wrt]
        value[rows] += weight * log.value
        for a, va in enumerate(at):
            first[va, rows] += weight * log.first[a]
            for b, vb in enumerate(at):
                second[va, vb, rows] += weight * log.second[a, b]
    return Jet(value, wrt, first, second)
