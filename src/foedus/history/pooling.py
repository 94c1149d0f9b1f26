"""Partial pooling of shares between classes: the hierarchical Dirichlet-multinomial.

Class j has counts n_j ~ Multinomial(π_j) and π_j ~ Dirichlet(κ μ): thin classes borrow from the rest as far
as the classes are alike. κ is estimated, not assumed: its posterior is taken on a grid under the uniform
shrinkage prior (Daniels 1999), in which the weight κ / (κ + n̄) that goes to the rest is uniform. See Gelman
et al., Bayesian Data Analysis, 3rd ed., section 5.3.

    >>> alike = pool([1, 3], [[10, 30], [11, 29], [9, 31]])
    >>> unlike = pool([4, 0], [[0, 40], [40, 0], [0, 40]])
    >>> bool(alike.borrowed > 0.5 > unlike.borrowed)
    True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, gammaln, logsumexp

Array = NDArray[np.float64]

GRID = 41


@dataclass(frozen=True)
class Pooled:
    """A class's shares after pooling: a mixture of Dirichlet(counts + κ · parent) over κ.

    Attributes:
        counts: the class's own counts (courses).
        parent: shares of all the classes together (courses).
        kappa: grid of the pooling's strength, in cases.
        weight: posterior probability of each grid point.
    """

    counts: Array
    parent: Array
    kappa: Array
    weight: Array

    @property
    def alpha(self) -> Array:
        """Parameters (grid, courses) of the class's shares at each strength."""
        return np.asarray(self.counts + self.kappa[:, None] * self.parent)

    @property
    def mean(self) -> Array:
        """The class's expected shares: the predictive probability of each course for one more case."""
        alpha = self.alpha
        return np.asarray(self.weight @ (alpha / alpha.sum(axis=1, keepdims=True)))

    @property
    def borrowed(self) -> float:
        """The expected weight of the rest in the class's shares, between 0 and 1."""
        return float(self.weight @ (self.kappa / (self.kappa + self.counts.sum())))

    def draws(self, u: Array) -> Array:
        """Shares (n, courses) from uniforms ``u`` (n, 1 + courses); rows sum to one."""
        index = np.minimum(np.searchsorted(np.cumsum(self.weight), u[:, 0]), len(self.weight) - 1)
        return dirichlet(self.alpha[index], u[:, 1:])


def dirichlet(alpha: Array, u: Array) -> Array:
    """Dirichlet draws (n, k) with parameters (n, k), by inverting gamma distributions at ``u`` (n, k).

    Works on logarithms where a parameter is small, so that no row becomes all zeros.
    """
    with np.errstate(divide="ignore"):
        log_drawn = np.log(gammaincinv(alpha, u))
    # gammaincinv underflows for tiny parameters; there the quantile tends to (u Γ(a + 1))^(1/a)
    approximate = (np.log(u) + gammaln(alpha + 1)) / alpha
    log_drawn = np.where(np.isfinite(log_drawn) & (log_drawn > -600), log_drawn, approximate)
    return np.asarray(np.exp(log_drawn - logsumexp(log_drawn, axis=1, keepdims=True)))


def pool(counts: Sequence[float], siblings: Sequence[Sequence[float]]) -> Pooled:
    """A class's shares given its counts and those of its siblings (the other classes of the same parent).

    Args:
        counts: how often each course came about in the class; at least one case.
        siblings: the same for each other class; with none the class has Jeffreys's prior.

    Raises:
        ValueError: the class has no case.
    """
    own = np.asarray(counts, dtype=np.float64)
    if own.sum() <= 0:
        raise ValueError("a class with no cases has no shares")
    others = np.asarray(siblings, dtype=np.float64).reshape(-1, own.size)
    groups = np.vstack([own, others[others.sum(axis=1) > 0]])
    if len(groups) == 1:
        flat = np.full(own.size, 1 / own.size)
        return Pooled(own, flat, np.array([own.size / 2]), np.ones(1))
    parent = (groups.sum(axis=0) + 0.5) / (groups.sum() + own.size / 2)
    shrinkage = (np.arange(GRID) + 0.5) / GRID
    kappa = groups.sum(axis=1).mean() * shrinkage / (1 - shrinkage)
    log_posterior = np.array([_log_marginal(groups, k * parent) for k in kappa])
    return Pooled(own, parent, kappa, np.exp(log_posterior - logsumexp(log_posterior)))


def _log_marginal(groups: Array, alpha: Array) -> float:
    """Log probability of the groups' counts under Dirichlet(alpha), without the multinomial coefficients."""
    n, a = groups.sum(axis=1), alpha.sum()
    per_group = gammaln(a) - gammaln(n + a) + (gammaln(groups + alpha) - gammaln(alpha)).sum(axis=1)
    return float(per_group.sum())
