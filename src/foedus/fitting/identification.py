"""What the data can tell apart: the rank of the information, flat directions by name, and separation.

Before the search, the scores of all rows at points drawn around its start are held against each other: a direction
in which no row's likelihood moves is flat whatever the coefficients are, and the specification is refused. At the
maximum, a direction that has become flat only there says that the likelihood has no maximum: it rises for ever as
some outcomes become certain (separation; Albert & Anderson 1984), and the rows that do it are named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh, qr

from foedus.errors import DataFault
from foedus.fitting.formula import rows_named
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.maximise import Maximum, units

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

FLAT = 1e-8  # a singular value of the scores below this share of the largest is none
FAR = 2.0  # in the search's units: a predictor that moved as far decides most choices
FLAT_AT_MAXIMUM = (
    1e-4  # a direction is flat at a maximum with information below this share of that at the start,
)
SMALL_SHARE = 1e-5  # below this share of the largest at the maximum,
HUGE = 1e6  # a utility as large leaves no doubt about any choice
VAGUE = 30.0  # and a standard error beyond this, in the search's units: all choices and their contrary


@dataclass(frozen=True)
class Information:
    """Attributes: rank of the information, and for each flat direction coefficient → share (largest 1)."""

    rank: int
    flat_directions: tuple[Mapping[str, float], ...] = ()

    @property
    def spoken(self) -> tuple[str, ...]:
        """The flat directions in words."""
        return tuple(
            " ".join(f"{share:+.3g} {name}" for name, share in direction.items())
            for direction in self.flat_directions
        )


def check_before(likelihood: Likelihood, where: str, *, seed: int = 0, refuse: bool = True) -> Information:
    """The rank of the scores at points around the start.

    Raises:
        DataFault: there are more coefficients than rows, or (with ``refuse``) flat directions, which are named.
    """
    size = len(likelihood.names)
    if size >= likelihood.n:
        raise DataFault(
            f"{size} coefficients are more than {likelihood.n} rows can carry",
            where=where,
            remedy="leave columns out of the formulas",
        )
    unit = units(likelihood)
    best = Information(-1)
    for scores in _scores_nearby(likelihood, unit, seed):
        _, values, right = np.linalg.svd(np.linalg.qr(scores, mode="r"))
        flat = ~(values > FLAT * max(float(values[0]), 1e-300))
        found = _information(right[flat].T, unit, likelihood.names)
        best = found if found.rank > best.rank else best
    if best.rank < size and best.rank >= 0 and refuse:
        raise DataFault(
            f"the specification is not identified: {size - best.rank} of {size} directions are flat",
            where=where,
            why="the likelihood does not change along " + "; ".join(best.spoken),
            remedy="fix one coefficient of each direction, or leave it out of a formula",
        )
    return best


def check_after(
    likelihood: Likelihood,
    maximum: Maximum,
    table: pd.DataFrame,
    where: str,
    *,
    around: Likelihood | None = None,
    refuse: bool = True,
) -> Information:
    """The rank of the information at the maximum.

    ``around`` is the likelihood whose information around the start is taken as usual, if not the same.

    Raises:
        DataFault: with ``refuse``, where directions are flat or the search ran off along them: the coefficients
            and rows are named.
    """
    unit = units(likelihood)
    information = np.nan_to_num(-maximum.slopes.hessian / np.outer(unit, unit))
    scores = max(_scores_nearby(around or likelihood, unit, 0), key=lambda some: float(np.abs(some).sum()))
    usual = scores.T @ scores
    usual += 1e-12 * np.trace(usual) * np.eye(len(usual))
    values, vectors = eigh(information, usual)
    held = values / (vectors**2).sum(axis=0)  # information along each direction, its length one
    largest = float(np.linalg.eigvalsh(information)[-1])
    if not largest > 0:
        raise DataFault(
            "the likelihood does not move with any coefficient where the search ended", where=where,
            why=f"values of {', '.join(_huge(table)) or 'some column'} are so large that every choice is certain",
            remedy="measure them in other units",
        )  # fmt: skip
    share = held / largest
    flat = (values < FLAT_AT_MAXIMUM) & (share < SMALL_SHARE) & (held < VAGUE**-2)
    flattened = vectors[:, flat]
    found = _information(flattened, unit, likelihood.names)
    if not found.flat_directions or not refuse:
        return found
    away = _ran_off(likelihood, maximum, np.linalg.qr(flattened)[0], unit)
    rows = _rows_moved(likelihood, away)
    spoken = " ".join(f"{share:+.3g} {name}" for name, share in away.items())
    flat_by_then = "; ".join(found.spoken[:4])
    if likelihood.predicted is None:
        why = f"the data cannot tell how far they are: flat by then {flat_by_then}"
    else:
        why = (
            "as these coefficients grow, the outcomes of some rows become certain (separation): "
            f"{_shown(table, rows)}; flat by then {flat_by_then}"
        )
    raise DataFault(
        f"the specification is not identified on these data: the likelihood rises for ever along {spoken}",
        where=where,
        why=why,
        remedy="leave the column out, join its categories, or fix a scale",
    )


def _huge(table: pd.DataFrame) -> list[str]:
    """Columns of the data with values beyond any utility."""
    return [
        str(name) for name in table
        if table[name].dtype.kind == "f" and float(np.nanmax(np.abs(table[name].to_numpy()))) > HUGE
    ]  # fmt: skip


def _ran_off(likelihood: Likelihood, maximum: Maximum, flat: Floats, unit: Floats) -> dict[str, float]:
    """The way from the start, of the coefficients that ran off in the flat directions or are far out by now."""
    way = (maximum.coefficients - likelihood.start) * unit
    gone = flat @ (flat.T @ way)
    far = (np.abs(gone) > min(FAR, float(np.abs(gone).max()) / 2)) | (np.abs(way) > 2 * FAR)
    share = np.where(far, way, 0.0) / unit
    largest = share[np.abs(share).argmax()]
    return {n: float(s / largest) for n, s in zip(likelihood.names, share, strict=True) if s}


def _shown(table: pd.DataFrame, rows: NDArray[np.bool_]) -> str:
    return f"{rows_named(table, rows)} ({rows.sum()} of {len(table)})"


def _rows_moved(likelihood: Likelihood, direction: Mapping[str, float]) -> NDArray[np.bool_]:
    """The rows whose predictors move along a direction."""
    step = np.array([direction.get(name, 0.0) for name in likelihood.names])
    moved = np.abs(np.column_stack(likelihood.predictors(step))).max(axis=1)
    return np.asarray(moved > 1e-6 * moved.max(initial=1e-300))


def _scores_nearby(likelihood: Likelihood, unit: Floats, seed: int) -> list[Floats]:
    """The scores (n, k), in the search's units, at two points drawn around the start."""
    rng = np.random.default_rng(seed)
    found = []
    for spread in (0.3, 0.1):
        point = likelihood.start + spread * rng.standard_normal(len(unit)) / unit
        scores = likelihood.at(point).scores / unit
        if np.isfinite(scores).all():
            found.append(scores)
    return found or [np.eye(likelihood.n, len(unit))]


def _information(flat: Floats, unit: Floats, names: tuple[str, ...]) -> Information:
    """Rank and flat directions from a basis (k, flat) of the flat directions in the search's units."""
    count = flat.shape[1]
    if not count:
        return Information(len(unit))
    # a basis in which each direction has a coefficient of its own reads best
    _, _, pivots = qr(flat.T, pivoting=True, mode="economic")
    basis = (flat @ np.linalg.inv(flat[pivots[:count]])) / unit[:, None]
    directions = []
    for column in basis.T:
        share = column / column[np.abs(column).argmax()]
        directions.append({n: float(s) for n, s in zip(names, share, strict=True) if abs(s) > 1e-3})
    return Information(len(unit) - count, tuple(directions))
