"""Rows at which a fitted game is looked at: all covariates at typical values but those that are said."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting.model import Model

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

Value = float | str

STEPS = 25  # of a grid over a number's range
FEW = 8  # a number with as few different values is looked at in these


def typical(model: Model) -> dict[str, Value]:
    """The covariates at their centre: numbers at the mean, those of two values at the median, texts at the commonest."""
    found: dict[str, Value] = {}
    for name in model.covariates:
        column = model.kept.table[name]
        if is_number(column):
            values = column.to_numpy(dtype=np.float64)
            two = len(np.unique(values)) <= 2
            found[name] = float(np.median(values)) if two else float(values.mean())
        else:
            counts = column.astype(str).value_counts()
            found[name] = str(min(counts.index[counts == counts.max()]))
    return found


def is_number(column: pd.Series[Any]) -> bool:
    """Whether a column holds numbers."""
    return bool(column.dtype.kind in "iufb")


def checked(model: Model, name: str, value: Any) -> Value:
    """A value of a covariate, as the data have it.

    Raises:
        DataFault: there is no such covariate, or the value is none of its kind.
    """
    if name not in model.covariates:
        near = difflib.get_close_matches(name, model.covariates, n=1)
        raise DataFault(
            f"the fit has no covariate {name!r}",
            remedy=f"did you mean {near[0]!r}?"
            if near
            else f"covariates: {', '.join(model.covariates) or 'none'}",
        )
    column = model.kept.table[name]
    if is_number(column):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = float("nan")
        if not np.isfinite(number):
            raise DataFault(f"covariate {name!r} is a number, not {value!r}")
        return number
    levels = sorted({str(level) for level in column})
    if str(value) not in levels:
        raise DataFault(f"covariate {name!r} is never {value!r}", remedy=f"it is {', '.join(levels[:20])}")
    return str(value)


def values_of(model: Model, name: str) -> tuple[Value, ...]:
    """The values at which a covariate is looked at: its few values or levels, or a grid over its range.

    Raises:
        DataFault: there is no such covariate.
    """
    column = model.kept.table[name] if name in model.covariates else None
    if column is None:
        checked(model, name, None)
        raise AssertionError  # checked has refused it
    if not is_number(column):
        return tuple(sorted({str(level) for level in column}))
    distinct = np.unique(column.to_numpy(dtype=np.float64))
    if len(distinct) <= FEW:
        return tuple(distinct.tolist())
    return tuple(np.linspace(distinct[0], distinct[-1], STEPS).tolist())


def rows_at(model: Model, rows: Sequence[Mapping[str, Value]]) -> pd.DataFrame:
    """A table of rows, with the kinds of the data's columns."""
    import pandas as pd

    table = pd.DataFrame(list(rows), columns=list(model.covariates))
    for name in model.covariates:
        column = model.kept.table[name]
        if hasattr(column, "cat"):
            table[name] = pd.Categorical(table[name], categories=column.cat.categories)
        elif is_number(column):
            table[name] = table[name].astype(np.float64)
        else:
            table[name] = table[name].astype(column.dtype)
    return table


def chances_at(model: Model, table: pd.DataFrame, coefficients: Floats) -> Floats:
    """Probabilities (draws, rows, classes) of the outcomes at rows, for coefficients (draws, k).

    Raises:
        DataFault: the game's outcomes are continuous, or a column is not finite at these rows.
    """
    if model.chances is None:
        raise DataFault("the game has no predictions that could be shown")
    matrices = [design.on(table) for design in model.likelihood.designs]
    columns = {name: table[name].to_numpy(dtype=np.float64) for name in table if is_number(table[name])}
    found = np.empty((len(coefficients), len(table), len(model.classes)))
    block = max(1, 50_000 // len(table))
    for begin in range(0, len(coefficients), block):
        some = coefficients[begin : begin + block]
        etas = [
            (some[:, part] @ matrix.T).ravel()
            for matrix, part in zip(matrices, model.likelihood.parts, strict=True)
        ]
        repeated = {name: np.tile(values, len(some)) for name, values in columns.items()}
        chances = model.chances(etas, repeated)
        found[begin : begin + block] = chances.reshape(len(some), len(table), -1)
    return found
