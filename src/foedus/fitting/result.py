"""A fit as a record: what was estimated, how surely, on which rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from foedus.errors import DataFault
from foedus.fitting.covariance import Kind
from foedus.fitting.identification import Information

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fit:
    """A game fitted to data.

    Attributes:
        title: of the game.
        names: (k) of the coefficients: ``quantity:column``.
        estimate, covariance: (k,), (k, k).
        kind: of the covariance.
        log_likelihood, rows: of the sample, and of each row used (n,).
        converged, steps, seconds: of the search.
        information: its rank, and flat directions.
        dropped, dropped_because: rows with gaps, and column → gaps in it.
        settings: what was declared: errors, link, scale, seed.
        notes: what the reader should know.
        model: the likelihood on its rows; None in a fit that was loaded.
    """

    title: str
    names: tuple[str, ...]
    estimate: Floats
    covariance: Floats
    kind: Kind
    log_likelihood: float
    rows: Floats
    converged: bool
    steps: int
    information: Information
    dropped: int = 0
    dropped_because: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    model: Any = field(default=None, repr=False)

    @property
    def n(self) -> int:
        """Rows used."""
        return len(self.rows)

    @property
    def k(self) -> int:
        """Coefficients estimated."""
        return len(self.names)

    @property
    def standard_errors(self) -> Floats:
        """(k,) roots of the covariance's diagonal."""
        with np.errstate(invalid="ignore"):
            return np.sqrt(np.diag(self.covariance))

    def drawn(self, count: int, seed: int = 0) -> Floats:
        """(count, k) coefficients drawn from their normal approximation (King, Tomz & Wittenberg 2000).

        Raises:
            DataFault: some coefficients have no standard error, or ``count`` is below 1.
        """
        if count < 1:
            raise DataFault(f"{count} draws are none", remedy="ask for one or more")
        if not np.isfinite(self.covariance).all():
            lost = [
                n for n, row in zip(self.names, self.covariance, strict=True) if not np.isfinite(row).all()
            ]
            raise DataFault(
                f"{', '.join(lost)} cannot be drawn: the data do not say how far off the estimate may be",
                remedy="fix or leave out what the flat directions name",
            )
        values, vectors = np.linalg.eigh((self.covariance + self.covariance.T) / 2)
        root = vectors * np.sqrt(np.clip(values, 0.0, None))
        normal = np.random.default_rng(seed).standard_normal((count, self.k))
        return np.asarray(self.estimate + normal @ root.T)

    @property
    def aic(self) -> float:
        """Akaike's criterion, 2k − 2 log L."""
        return 2 * self.k - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz's criterion, k log n − 2 log L."""
        return float(self.k * np.log(self.n) - 2 * self.log_likelihood)

    @property
    def coefficients(self) -> list[dict[str, float | str | None]]:
        """Name, estimate, standard error, z, p (two-sided) and 95 % interval of each coefficient."""
        found: list[dict[str, float | str | None]] = []
        for name, estimate, se in zip(self.names, self.estimate, self.standard_errors, strict=True):
            z = estimate / se if se > 0 else float("nan")
            numbers = {
                "estimate": estimate, "se": se, "z": z, "p": 2 * norm.sf(abs(z)),
                "low": estimate - norm.ppf(0.975) * se, "high": estimate + norm.ppf(0.975) * se,
            }  # fmt: skip
            found.append({"name": name, **{key: _finite(value) for key, value in numbers.items()}})
        return found

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from foedus.fitting.summary import summary

        return summary(self, "html")

    def as_json(self) -> dict[str, Any]:
        """The fit as plain values; what has no finite value is None."""
        return {
            "title": self.title,
            "n": self.n,
            "k": self.k,
            "log_likelihood": self.log_likelihood,
            "aic": self.aic,
            "bic": self.bic,
            "converged": self.converged,
            "steps": self.steps,
            "coefficients": self.coefficients,
            "covariance": {
                "kind": self.kind,
                "matrix": [[_finite(v) for v in row] for row in self.covariance],
            },
            "information": {
                "rank": self.information.rank,
                "flat_directions": [dict(direction) for direction in self.information.flat_directions],
            },
            "dropped_rows": self.dropped,
            "dropped_because": dict(self.dropped_because),
            "settings": dict(self.settings),
            "notes": list(self.notes),
            "seconds": self.seconds,
        }


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
