"""Many small linear systems at once: elimination with row exchanges, the systems on the last axis.

Written over the systems, not over the rows, since a library call for each small system costs more than the
arithmetic (Golub & Van Loan 2013, algorithm 3.4.1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def solve_many(matrix: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Solve n systems of m equations.

    Args:
        matrix: (m, m, n); overwritten.
        right: (m, n); overwritten.

    Returns:
        the solutions (m, n), and the sign of each determinant (n,), 0 where it vanishes. Where a system is
        singular its solution is not finite.
    """
    m, n = right.shape
    sign = np.ones(n)
    lanes = np.arange(n)
    with np.errstate(all="ignore"):
        for k in range(m):
            if k + 1 < m:
                pivot = np.abs(matrix[k:, k]).argmax(axis=0)
                moved = np.flatnonzero(pivot)
                if moved.size:
                    rows = pivot[moved] + k
                    at = lanes[moved]
                    upper = matrix[k][:, at].copy()
                    matrix[k][:, at] = matrix[rows, :, at].T
                    matrix[rows, :, at] = upper.T
                    held = right[k, at].copy()
                    right[k, at] = right[rows, at]
                    right[rows, at] = held
                    sign[moved] *= -1
            sign *= np.sign(matrix[k, k])
            if k + 1 < m:
                factor = matrix[k + 1 :, k] / matrix[k, k]
                matrix[k + 1 :, k + 1 :] -= factor[:, None] * matrix[k, None, k + 1 :]
                right[k + 1 :] -= factor * right[k]
        for k in range(m - 1, -1, -1):
            if k + 1 < m:
                right[k] -= (matrix[k, k + 1 :] * right[k + 1 :]).sum(axis=0)
            right[k] /= matrix[k, k]
    return right, sign
