"""A likelihood as predictors and a kernel: from coefficients to the log-likelihood of each row and its derivatives.

Every model of this room is of one form: predictors η = Xβ, one for each quantity that is estimated, and a kernel
that turns the predictors of a row into its log-likelihood. The kernel carries derivatives by the predictors (`jet`);
the chain rule to the coefficients is one matrix product for each pair of predictors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from foedus.fitting import jet as j
from foedus.fitting.formula import Design
from foedus.fitting.jet import Jet

Floats = NDArray[np.float64]

DIFFERENCE = 1e-4  # step of central differences, in units of a coefficient's column

Kernel = Callable[[Sequence[Jet]], Jet]
"""From the predictors of all rows to the log-likelihoods of all rows."""


@dataclass(frozen=True, eq=False)
class Slopes:
    """The likelihood at a point; derivatives are computed when they are first asked for.

    Attributes:
        likelihood, total: whose, and the row log-likelihoods as a jet of its predictors.
        given: a Hessian in place of the jet's own; None for that.
    """

    likelihood: Likelihood
    total: Jet
    given: Floats | None = None

    @cached_property
    def rows(self) -> Floats:
        """(n,) log-likelihood of each row."""
        return np.broadcast_to(self.total.value, (self.likelihood.n,))

    @cached_property
    def _by_predictor(self) -> Mapping[int, Floats]:
        with np.errstate(all="ignore"):
            return j.slopes(self.total)

    @cached_property
    def gradient(self) -> Floats:
        """(k,) gradient of the sum by the coefficients."""
        found = np.zeros(len(self.likelihood.names))
        for var, slope in self._by_predictor.items():
            found[self.likelihood.parts[var]] = slope @ self.likelihood.designs[var].matrix
        return found

    @cached_property
    def scores(self) -> Floats:
        """(n, k) gradient of each row."""
        found = np.zeros((self.likelihood.n, len(self.likelihood.names)))
        for var, slope in self._by_predictor.items():
            found[:, self.likelihood.parts[var]] = self.likelihood.designs[var].matrix * slope[:, None]
        return found

    @cached_property
    def hessian(self) -> Floats:
        """(k, k) Hessian of the sum."""
        if self.given is not None:
            return self.given
        designs, parts = self.likelihood.designs, self.likelihood.parts
        found = np.zeros((len(self.likelihood.names),) * 2)
        with np.errstate(all="ignore"):
            second = j.bends(self.total)
        for (one, other), bend in second.items():
            block = (designs[one].matrix * bend[:, None]).T @ designs[other].matrix
            found[parts[one], parts[other]] = block
            found[parts[other], parts[one]] = block.T
        return found


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
        """The log-likelihood of each row, with its derivatives when they are asked for."""
        with np.errstate(all="ignore"):
            etas = [j.variable(place, eta) for place, eta in enumerate(self.predictors(coefficients))]
            return Slopes(self, self.kernel(etas))

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
            columns.append((up.gradient - down.gradient) / (2 * step[k]))
        hessian = np.column_stack(columns)
        return replace(at, given=(hessian + hessian.T) / 2)


def counted(logs: Sequence[Jet], ends: Sequence[Sequence[int]], counts: Floats) -> Jet:
    """Row log-likelihoods from the end nodes' log-probabilities, the classes' end nodes, and (n, classes) counts."""
    parts = []
    for place, some in enumerate(ends):
        rows = np.flatnonzero(counts[:, place])
        if rows.size:
            log = logs[some[0]] if len(some) == 1 else j.log_sum_exp([logs[z].rows(rows) for z in some])
            parts.append((rows, counts[rows, place], log))
    return j.gathered(parts, len(counts))
