"""Covariances of estimates: inverse information, sandwich, clustered, and the bootstrap's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting.likelihood import Slopes

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

Kind = Literal["hessian", "sandwich", "clustered", "bootstrap", "nested"]


def covariance_of(slopes: Slopes, kind: Kind, groups: NDArray[np.int64] | None = None) -> Floats:
    """The covariance (k, k) of the coefficients at a maximum.

    - hessian: inverse of the observed information.
    - sandwich: robust to a wrong distribution (Huber 1967; White 1982).
    - clustered: rows of a group may hang together in any way (Liang & Zeger 1986), times G / (G − 1) for G groups.
    """
    bread = inverse(-slopes.hessian)
    if kind == "hessian":
        return bread
    scores = slopes.scores
    factor = 1.0
    if kind == "clustered":
        if groups is None:
            raise DataFault(
                "clustered standard errors need a column of clusters", remedy="name it by cluster"
            )
        count = int(groups.max()) + 1
        if count < 2:
            raise DataFault("all rows are one cluster", remedy="name another column")
        summed = np.zeros((count, scores.shape[1]))
        np.add.at(summed, groups, scores)
        scores, factor = summed, count / (count - 1)
    return np.asarray(factor * bread @ (scores.T @ scores) @ bread)


def inverse(information: Floats) -> Floats:
    """The inverse of an information matrix; its pseudo-inverse with NaN in flat coefficients where it has none."""
    scale = np.sqrt(np.abs(np.diag(information)))
    scale = np.where(scale > 0, scale, 1.0)
    values, vectors = np.linalg.eigh(information / np.outer(scale, scale))
    flat = values <= 1e-10 * max(float(values.max(initial=0.0)), 1e-300)
    kept = vectors[:, ~flat]
    found = (kept / values[~flat]) @ kept.T / np.outer(scale, scale)
    lost = (np.abs(vectors[:, flat]) > 1e-4).any(axis=1)
    found[lost, :] = found[:, lost] = np.nan
    return np.asarray(found)


def groups_of(table: pd.DataFrame, column: str) -> NDArray[np.int64]:
    """The number of each row's cluster."""
    import pandas as pd

    return np.asarray(pd.factorize(table[column])[0], dtype=np.int64)
