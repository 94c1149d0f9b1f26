"""Comparative statics: how the outcomes' probabilities move with one covariate, with bands.

All else stands at typical or given values. The bands are shares of draws of the coefficients, from their normal
approximation (King, Tomz & Wittenberg 2000) or from a posterior; so is the interval of the change from the first
value to the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting.estimated import Estimated
from foedus.fitting.profile import Value, chances_at, checked, rows_at, typical, values_of
from foedus.threads import one_thread

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Statics:
    """Probabilities of c outcomes at g values of a covariate.

    Attributes:
        title: of the game.
        column, values: the covariate, and where it was set.
        at: the other covariates' values.
        outcomes: names of the c outcomes.
        estimate, low, high: (g, c) at the estimates, and the ends of the bands.
        change: (c, 3) from the first value to the last: estimate, low, high.
        level, draws, seed: share of the draws within the bands, how many there were, and their seed.
    """

    title: str
    column: str
    values: tuple[Value, ...]
    at: Mapping[str, Value]
    outcomes: tuple[str, ...]
    estimate: Floats
    low: Floats
    high: Floats
    change: Floats
    level: float
    draws: int
    seed: int

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        from foedus.fitting.picture import statics_picture

        return statics_picture(self)

    def table(self) -> pd.DataFrame:
        """One row for each value and outcome: the value, outcome, estimate, low, high."""
        import pandas as pd

        g, c = self.estimate.shape
        return pd.DataFrame(
            {
                self.column: np.repeat(np.array(self.values, dtype=object), c),
                "outcome": list(self.outcomes) * g,
                **{name: getattr(self, name).ravel() for name in ("estimate", "low", "high")},
            }
        ).infer_objects()


@one_thread()
def vary(
    found: Estimated,
    column: str,
    values: Sequence[Any] | None = None,
    *,
    at: Mapping[str, Any] | None = None,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> Statics:
    """How the outcomes' probabilities move with a covariate.

    Args:
        found: a fit or a posterior, with its data.
        column: the covariate.
        values: where it is set; its levels, its few values, or a grid over its range if not given.
        at: values of other covariates; means, or the commonest level, if not given.
        draws: of the coefficients.
        level: share of the draws within the bands.
        seed: of the draws.

    Raises:
        DataFault: the fit has no data, no such covariate or value, no covariance, or continuous outcomes.
    """
    if found.model is None:
        raise DataFault("the fit was saved without its data", remedy="save it with them, or fit it again")
    if not 0 < level < 1:
        raise DataFault(f"a level of {level:g} is none", remedy="it lies between 0 and 1")
    model = found.model
    set_at = tuple(checked(model, column, v) for v in values) if values else values_of(model, column)
    given = {name: checked(model, name, value) for name, value in (at or {}).items()}
    if column in given:
        raise DataFault(f"{column} cannot both vary and stand at {given[column]}")
    rest = {**typical(model), **given}
    table = rows_at(model, [{**rest, column: value} for value in set_at])
    point = chances_at(model, table, found.estimate[None])[0]
    drawn = chances_at(model, table, found.drawn(draws, seed))
    tail = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(drawn, tail, axis=0)
    moved = np.quantile(drawn[:, -1] - drawn[:, 0], tail, axis=0)
    rest.pop(column)
    return Statics(
        found.title, column, set_at, rest, model.classes, point, low, high,
        np.column_stack([point[-1] - point[0], *moved]), level, draws, seed,
    )  # fmt: skip
