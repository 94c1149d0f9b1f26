"""What every simulation of data begins with: covariates as declared, coefficients by name, the predictors of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting.distributions import Simulation
from foedus.fitting.formula import Design
from foedus.quantity import Distribution

if TYPE_CHECKING:
    import pandas as pd


def drawn_covariates(simulation: Simulation, n: int, rng: np.random.Generator, where: str) -> pd.DataFrame:
    """A table of n rows of the covariates that a section declares.

    Raises:
        DataFault: n is below 1.
    """
    import pandas as pd

    if n < 1:
        raise DataFault(f"{n} rows cannot be drawn", where=where, remedy="ask for one or more")
    drawn: dict[str, Any] = {}
    for column, source in simulation.covariates.items():
        if isinstance(source, Distribution):
            drawn[column] = source.quantile(rng.random(n).clip(1e-12, 1 - 1e-12))
        else:
            drawn[column] = np.array(source, dtype=object)[rng.integers(len(source), size=n)]
    return pd.DataFrame(drawn, index=range(n))


def coefficient_vector(
    designs: Sequence[Design], given: Mapping[str, float], where: str
) -> NDArray[np.float64]:
    """The coefficients of designs by their names; those not given are 0.

    Raises:
        DataFault: one that is given is none of the designs'.
    """
    names = [name for design in designs for name in design.coefficients]
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise DataFault(
            f"the specification has no coefficient {unknown[0]!r}",
            where=where,
            remedy=f"names: {', '.join(names)}",
        )
    return np.array([float(given.get(name, 0.0)) for name in names])


def predictors_of(designs: Sequence[Design], vector: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The predictors (n,) of designs."""
    etas, place = [], 0
    for design in designs:
        etas.append(design.matrix @ vector[place : place + design.matrix.shape[1]])
        place += design.matrix.shape[1]
    return etas
