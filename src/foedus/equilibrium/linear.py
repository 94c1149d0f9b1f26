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
        right: (m, n), or (m, r, n) for r right sides of each; overwritten.

    Returns:
        the solutions in the shape of ``right``, and the determinants (n,). Where a system is singular its solution is
        not finite.
    """
    m, n = right.shape[0], right.shape[-1]
    if m == 2:
        return _two(matrix, right)
    if m == 3:
        return _three(matrix, right)
    determinant = np.ones(n)
    sides, lanes = right[:, None] if right.ndim == 2 else right, np.arange(n)
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
                    held = sides[k][:, at].copy()
                    sides[k][:, at] = sides[rows, :, at].T
                    sides[rows, :, at] = held.T
                    determinant[moved] *= -1
            determinant *= matrix[k, k]
            if k + 1 < m:
                factor = matrix[k + 1 :, k] / matrix[k, k]
                matrix[k + 1 :, k + 1 :] -= factor[:, None] * matrix[k, None, k + 1 :]
                sides[k + 1 :] -= factor[:, None] * sides[k]
        for k in range(m - 1, -1, -1):
            if k + 1 < m:
                sides[k] -= (matrix[k, k + 1 :, None] * sides[k + 1 :]).sum(axis=0)
            sides[k] /= matrix[k, k]
    return sides.reshape(right.shape), determinant


def _two(matrix: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Two equations, by Cramer's rule."""
    (a, b), (c, d) = matrix
    determinant = a * d - b * c
    with np.errstate(all="ignore"):
        scale = 1.0 / determinant
        found = np.stack([(right[0] * d - right[1] * b) * scale, (right[1] * a - right[0] * c) * scale])
    return found, determinant


def _three(matrix: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Three equations: the inverse has the cross products of the rows as its columns, over the determinant."""
    one, two, three = matrix
    columns = _cross(two, three), _cross(three, one), _cross(one, two)
    determinant = (one * columns[0]).sum(axis=0)
    with np.errstate(all="ignore"):
        scale = 1.0 / determinant
        sides = right[:, None] if right.ndim == 2 else right
        found = sum(column[:, None] * (side * scale) for column, side in zip(columns, sides, strict=True))
    return np.asarray(found).reshape(right.shape), determinant


def _cross(a: Floats, b: Floats) -> Floats:
    """The cross product of two (3, n)."""
    found = np.empty_like(a)
    for k, (i, j) in enumerate(((1, 2), (2, 0), (0, 1))):
        np.multiply(a[i], b[j], out=found[k])
        found[k] -= a[j] * b[i]
    return found
