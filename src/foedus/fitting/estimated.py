"""What has coefficients on data, whichever way they were estimated: a fit by maximum likelihood, or a posterior."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Estimated(Protocol):
    """A game's k coefficients, how surely they are known, and the model on its n rows."""

    @property
    def title(self) -> str:
        """Of the game."""

    @property
    def model(self) -> Any:
        """The model; None for a fit that was saved without its data."""

    @property
    def n(self) -> int:
        """Rows used."""

    @property
    def k(self) -> int:
        """Coefficients."""

    @property
    def estimate(self) -> Floats:
        """(k,) coefficients: the maximum, or posterior means."""

    @property
    def covariance(self) -> Floats:
        """(k, k) covariance; NaN where the data say nothing."""

    def drawn(self, count: int, seed: int = 0) -> Floats:
        """(count, k) draws of the coefficients."""
