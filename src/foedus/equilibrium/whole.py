"""Games too large to be torn: the response of all information sets at once, by sparse matrices.

With M the (Z, A) matrix of which actions lead to which end node, P the probabilities of the end nodes and u their
payoffs, the value of action a is Σ P u / Σ P over the end nodes behind a. Its derivatives by the logarithms of all
probabilities are rows of Mᵀ diag(P u) M. Every log-odds is an unknown; one draw is solved at a time, by following
its branch (`branch.follow`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.game.arrays import GameArrays, log_chance

Floats = NDArray[np.float64]

LARGEST_TORN = 1_500_000  # end nodes times information sets up to which a game is torn


def too_large(arrays: GameArrays) -> bool:
    """Whether a game is better solved whole than torn."""
    return arrays.ends * len(arrays.owner) > LARGEST_TORN


class WholeCurve:
    """F and its derivatives for one draw; λ is counted in units of 1 / range of payoffs.

    Attributes:
        size: the number of unknown log-odds, all actions but the first of each set.
        scale: the range of payoffs.
    """

    def __init__(self, arrays: GameArrays, values: Floats) -> None:
        from scipy import sparse  # slow to import, needed for large games only

        self.arrays = arrays
        rows = np.repeat(np.arange(arrays.ends), [len(path) for path in arrays.paths])
        columns = np.concatenate([np.array(path, dtype=np.int64) for path in arrays.paths])
        ones = np.ones(len(columns))
        self._paths = sparse.csr_matrix((ones, (rows, columns)), shape=(arrays.ends, arrays.actions))
        self._chance = log_chance(arrays, values[:, None])[0]
        payoffs = values[arrays.payoff]
        spread = payoffs.max(axis=0) - payoffs.min(axis=0)
        self.scale = float(spread.max()) or 1.0
        self._payoffs = payoffs - payoffs.mean(axis=0)
        self._set = arrays.infoset_of
        self._first = arrays.first[:-1]
        self._free = np.setdiff1d(np.arange(arrays.actions), self._first)
        self._reference = self._first[self._set[self._free]]
        self._owner = arrays.owner[self._set]
        self.size = len(self._free)

    def logs(self, x: Floats) -> Floats:
        """Logarithms of the probabilities of all actions (A,) for unknowns (size,)."""
        logits = np.zeros(self.arrays.actions)
        logits[self._free] = x
        logits -= np.maximum.reduceat(logits, self._first)[self._set]
        totals = np.log(np.add.reduceat(np.exp(logits), self._first))
        return np.asarray(logits - totals[self._set])

    def at(self, point: Floats) -> tuple[Floats, Floats]:
        """F (m,) and its derivatives (m, m + 1) at a point (x, λ · range)."""
        m = self.size
        logs = self.logs(point[:m])
        with np.errstate(all="ignore"):
            ends = np.exp(self._chance + self._paths @ logs)
            reach = self._paths.T @ ends
            values, by_logs = np.zeros(len(logs)), np.zeros((len(logs), len(logs)))
            shared = (self._paths.T @ self._paths.multiply(ends[:, None])).toarray()
            for player in range(self._payoffs.shape[1]):
                own = np.flatnonzero(self._owner == player)
                weighted = ends * self._payoffs[:, player]
                values[own] = (self._paths.T @ weighted)[own] / reach[own]
                table = (self._paths[:, own].T @ self._paths.multiply(weighted[:, None])).toarray()
                by_logs[own] = (table - values[own, None] * shared[own]) / reach[own, None]
        by_logs[np.arange(len(logs)), np.arange(len(logs))] = 0.0  # an action's own probability cancels
        difference = values[self._free] - values[self._reference]
        slopes = by_logs[self._free] - by_logs[self._reference]
        shares = np.exp(logs)
        totals = np.add.reduceat(slopes, self._first, axis=1)
        by_unknowns = slopes[:, self._free] - totals[:, self._set[self._free]] * shares[self._free]
        lam = point[m] / self.scale
        jacobian = np.concatenate([np.eye(m) - lam * by_unknowns, -difference[:, None] / self.scale], axis=1)
        return point[:m] - lam * difference, jacobian
