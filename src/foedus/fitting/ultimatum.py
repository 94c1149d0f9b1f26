"""The ultimatum game with continuous offers (Ramsay & Signorino 2009; Kenkel & Signorino 2014).

A proposer offers y of a prize Q; a responder takes it or leaves both with their reservation values R₁ + ε₁ and
R₂ + ε₂, each known to its owner, the errors logistic with scales s₁ and s₂. The responder accepts with probability
F = Λ((y − R₂) / s₂). The best offer solves (1 − F)(Q − y − R₁ − ε₁) = s₂, so that an offer tells the proposer's error:

    ε₁(y) = Q − y − R₁ − s₂ (1 + exp((y − R₂) / s₂)),     |dε₁/dy| = 1 + exp((y − R₂) / s₂).

Offers at the smallest and largest admitted are censored there: many errors lead to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, wrightomega

from foedus.errors import DataFault
from foedus.fitting import jet as j
from foedus.fitting.distributions import Simulation
from foedus.fitting.form import Form, FormReader
from foedus.fitting.formula import Design, columns_of, design_of, rows_named
from foedus.fitting.jet import Jet
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.model import Model
from foedus.fitting.table import complete_rows, numbers
from foedus.quantity import Distribution

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

PLAYERS = ("proposer", "responder")
EXPECTED = ("mean offer (share of the range)", "accepted")
_QUANTILES = 64  # of the proposer's error, over which expectations are taken
_ONE = np.ones(1)
KEYS = ("offer", "accept", "smallest", "largest", "formulas", "scale", "cluster", "priors", "simulate")


@dataclass(frozen=True, eq=False)
class _Offers:
    """What was seen: offers (n,), whether accepted (n,) or None, the bounds, and scales that are fixed."""

    offer: Floats
    accept: Floats | None
    smallest: float
    largest: float
    scales: tuple[float | None, float | None]

    def kernel(self, etas: Sequence[Jet]) -> Jet:
        """Row log-likelihoods; predictors are R₁, R₂ and the logarithms of the scales that are estimated."""
        given = list(etas[2:])
        scale_1, scale_2 = (j.constant(s) if s is not None else j.exp(given.pop(0)) for s in self.scales)
        best = _Best(etas[0], etas[1], scale_1, scale_2, self.largest)
        low, high = self.offer <= self.smallest, self.offer >= self.largest
        parts = [
            (rows, _ONE, log(self.offer[rows], rows))
            for rows, log in (
                (np.flatnonzero(low), best.log_lower),
                (np.flatnonzero(high), best.log_higher),
                (np.flatnonzero(~low & ~high), best.log_density),
            )
            if rows.size
        ]
        total = j.gathered(parts, len(self.offer))
        if self.accept is None:
            return total
        short = best.short(self.offer, np.arange(len(self.offer)))
        return total + j.log_logistic_cdf(short * (1 - 2 * self.accept))


@dataclass(frozen=True, eq=False)
class _Best:
    """The proposer's problem."""

    own: Jet
    other: Jet
    scale_1: Jet
    scale_2: Jet
    prize: float

    def short(self, offer: Floats, rows: NDArray[np.int64]) -> Jet:
        """(R₂ − y) / s₂."""
        return (_some(self.other, rows) - j.constant(offer)) / _some(self.scale_2, rows)

    def error(self, offer: Floats, rows: NDArray[np.int64]) -> Jet:
        """ε₁(y) / s₁."""
        scale_2 = _some(self.scale_2, rows)
        kept = scale_2 * (j.exp(-self.short(offer, rows)) + 1.0)
        return (j.constant(self.prize - offer) - _some(self.own, rows) - kept) / _some(self.scale_1, rows)

    def log_lower(self, offer: Floats, rows: NDArray[np.int64]) -> Jet:
        """Logarithm of the probability of an offer as low or lower."""
        return j.log_logistic_cdf(-self.error(offer, rows))

    def log_higher(self, offer: Floats, rows: NDArray[np.int64]) -> Jet:
        """Logarithm of the probability of an offer as high or higher."""
        return j.log_logistic_cdf(self.error(offer, rows))

    def log_density(self, offer: Floats, rows: NDArray[np.int64]) -> Jet:
        """Logarithm of the density of an offer inside the bounds."""
        error = self.error(offer, rows)
        logistic = j.log_logistic_cdf(error) + j.log_logistic_cdf(-error) - j.log(_some(self.scale_1, rows))
        return logistic - j.log_logistic_cdf(self.short(offer, rows))


def _some(jet: Jet, rows: NDArray[np.int64]) -> Jet:
    return jet.rows(rows) if jet.wrt or len(jet.value) > 1 else jet


@dataclass(frozen=True)
class OffersDeclared:
    """What a form's section declares.

    Attributes:
        offer, accept, cluster: columns; "" for none of the last two.
        smallest, largest: bounds of offers.
        formulas: of the reservation values of `PLAYERS`.
        scales: of `PLAYERS`; None where it is estimated.
        priors, simulation: as the section has them.
    """

    offer: str
    accept: str
    cluster: str
    smallest: float
    largest: float
    formulas: Mapping[str, str]
    scales: tuple[float | None, ...]
    priors: Mapping[str, Distribution]
    simulation: Simulation

    def designs(self, table: pd.DataFrame, where: str) -> tuple[Design, ...]:
        """The predictors on a table without gaps: reservation values, then logarithms of scales to be estimated."""
        found = [design_of(player, self.formulas[player], table, where) for player in PLAYERS]
        found += [
            Design(f"log(scale {player})", ("",), np.ones((len(table), 1)))
            for player, scale in zip(PLAYERS, self.scales, strict=True)
            if scale is None
        ]
        return tuple(found)

    def scales_of(self, logs: Sequence[Floats]) -> tuple[Floats | float, Floats | float]:
        """Both scales, from the predictors that stand behind the reservation values."""
        left = list(logs)
        one, other = (np.exp(left.pop(0)) if scale is None else scale for scale in self.scales)
        return one, other

    def best(self, own: Floats, other: Floats, error: Floats, scale_2: Floats | float) -> Floats:
        """The best offers of proposers with these errors ε₁, within the bounds.

        With A = Q − R₁ − ε₁ − s₂ the first-order condition has the root y = A − s₂ ω((A − R₂) / s₂), ω Wright's function.
        """
        left = self.largest - own - error - scale_2
        offer = left - scale_2 * np.real(wrightomega((left - other) / scale_2))
        return np.asarray(np.clip(offer, self.smallest, self.largest))

    def expected(self, etas: Sequence[Floats]) -> Floats:
        """(n, 2) the mean offer as a share of the range, and the probability that the offer made is accepted."""
        scale_1, scale_2 = self.scales_of(etas[2:])
        total = np.zeros((len(etas[0]), 2))
        for share in (np.arange(_QUANTILES) + 0.5) / _QUANTILES:
            offer = self.best(etas[0], etas[1], scale_1 * logit(share), scale_2)
            total[:, 0] += (offer - self.smallest) / (self.largest - self.smallest)
            total[:, 1] += expit((offer - etas[1]) / scale_2)
        return total / _QUANTILES


def offers_declared(form: Form) -> OffersDeclared:
    """What a form declares.

    Raises:
        CaseFault: the section has faults.
    """
    reader = FormReader(form, KEYS)
    formulas = reader.texts("formulas", PLAYERS)
    smallest, largest = reader.number("smallest", 0.0), reader.number("largest", float("nan"))
    given = reader.texts("scale", PLAYERS)
    found = OffersDeclared(
        reader.text("offer"), reader.text("accept", ""), reader.text("cluster", ""), smallest, largest,
        formulas, tuple(_scale(reader, given.get(player, "estimate")) for player in PLAYERS),
        reader.priors(), reader.simulation(),
    )  # fmt: skip
    for player in PLAYERS:
        if player not in formulas:
            reader.fault(f"formulas lack {player!r}", "write what its reservation value depends on, or ~ 1")
    if not smallest < largest:
        reader.fault("largest must be given, above smallest", "it is the prize that is shared")
    reader.done()
    return found


def ultimatum_model(form: Form, frame: pd.DataFrame, where: str) -> Model:
    """The likelihood of an ultimatum game on a table.

    Raises:
        CaseFault: the section has faults.
        DataFault: the data cannot be used; columns and rows are named.
    """
    told = offers_declared(form)
    covariates = [c for formula in told.formulas.values() for c in columns_of(formula, frame.columns, where)]
    optional = [column for column in (told.accept, told.cluster) if column]
    kept = complete_rows(frame, [told.offer, *optional, *covariates], where)
    seen = _Offers(
        _within(kept.table, told.offer, told.smallest, told.largest, where),
        _binary(kept.table, told.accept, where) if told.accept else None,
        told.smallest,
        told.largest,
        (told.scales[0], told.scales[1]),
    )
    designs = told.designs(kept.table, where)
    likelihood = Likelihood(designs, seen.kernel, _start(designs, seen))
    scales = {player: s or "estimate" for player, s in zip(PLAYERS, told.scales, strict=True)}
    return Model(
        form.title, where, kept, likelihood, told.cluster, {"game": form.game, "scale": scales},
        chances=lambda etas, _: told.expected(etas), classes=EXPECTED, declared=form,
        covariates=tuple(dict.fromkeys(covariates)), priors=told.priors,
    )  # fmt: skip


def _scale(reader: FormReader, text: str) -> float | None:
    if text == "estimate":
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        reader.fault(f"a scale of {text!r} is none", "write a number above 0, or estimate")
        return 1.0
    return value


def _within(table: pd.DataFrame, column: str, smallest: float, largest: float, where: str) -> Floats:
    values = numbers(table, column, where)
    bad = (values < smallest) | (values > largest)
    if bad.any():
        raise DataFault(
            f"column {column!r} leaves [{smallest:g}, {largest:g}] in {rows_named(table, bad)}", where=where,
            remedy="correct these offers, or the bounds 'smallest' and 'largest'",
        )  # fmt: skip
    if np.ptp(values) == 0:
        raise DataFault(f"column {column!r} varies with nothing: all offers are {values[0]:g}", where=where)
    return values


def _binary(table: pd.DataFrame, column: str, where: str) -> Floats:
    values = numbers(table, column, where)
    bad = ~np.isin(values, (0.0, 1.0))
    if bad.any():
        raise DataFault(f"column {column!r} is neither 0 nor 1 in {rows_named(table, bad)}", where=where)
    return values


def _start(designs: Sequence[Design], seen: _Offers) -> Floats:
    """Where the mean offer is the best one, near the middle of what is accepted; scales a fifth of the range."""
    span = seen.largest - seen.smallest
    fifth = [s if s is not None else 0.1 * span for s in seen.scales]
    responder = float(np.median(seen.offer)) - fifth[1]
    proposer = seen.largest - float(np.median(seen.offer)) - fifth[1] * (1 + np.e)
    found = []
    for design, level in zip(designs, (proposer, responder), strict=False):
        intercept = [level if column == "(Intercept)" else 0.0 for column in design.columns]
        found += intercept
    found += [float(np.log(s)) for s, fixed in zip(fifth, seen.scales, strict=True) if fixed is None]
    return np.array(found)
