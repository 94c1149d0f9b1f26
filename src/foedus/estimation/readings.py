"""Judgements as noisy readings with shared origins.

A speaker's words for an event's probability are a reading of it on the log-odds scale,

    y_k = logit P(event_k | draw, moves) + b_origin(k) + e_k,

where the phrase gives y_k and the spread that readers of the phrase show, ``e`` adds what experts differ by
among themselves, and judgements of one origin share the error ``b``: many voices on one report count little
more than one (Winkler 1981; Clemen and Winkler 1985). Under the log pool readings stay apart; under the linear
pool the readings about one event are first averaged as probabilities. No pool is extremised: panels of two
or three who comment on one report must not be.

How large the errors are: of what experts on politics called certain about a quarter did not happen, of what they
called impossible about 15 % did (Tetlock 2005). Against cases as unlike as those of one reference class that
takes errors of about 2.1 on the log-odds scale, half of it the speaker's own and half the origin's: two voices
of one origin then correlate by a half, and three of them are worth 1.5 independent ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.special import expit, logit

from foedus.estimation.weights import Array

Pool = Literal["log", "linear"]
POOLS: tuple[Pool, ...] = ("log", "linear")
FLOOR, CEILING = 0.005, 0.995  # of forecasts under 1 % in one large set 2.2 % came true
_Z95 = 1.6448536269514722


@dataclass(frozen=True)
class Errors:
    """Standard deviations, in log-odds, of the experts' own errors and of the error an origin shares."""

    expert: float = 1.5
    shared: float = 1.5

    def variances(self, correlation: float | None = None) -> tuple[float, float]:
        """The variance of a speaker's own error and of the part that its origin shares.

        With a correlation their sum is shared out by it: two judgements of one origin then correlate by so much,
        apart from what readers of their phrases differ by.
        """
        if correlation is None:
            return self.expert**2, self.shared**2
        whole = self.expert**2 + self.shared**2
        return (1 - correlation) * whole, correlation * whole


USUAL = Errors()


@dataclass(frozen=True)
class Reading:
    """A judgement as a number: the event read, the phrase's median and 90 % range, origin and weight.

    ``weight`` multiplies the reading's precision; 0 leaves it out. ``correlation``, from 0 to 1, is the share of its
    error that its origin shares; None leaves that to the `Errors`.
    """

    id: str
    event: str
    median: float
    low: float
    high: float
    origin: str
    weight: float = 1.0
    correlation: float | None = None

    @property
    def value(self) -> float:
        """The reading in log-odds."""
        return float(logit(self.median))

    @property
    def spread(self) -> float:
        """What readers of the phrase differ by, as a standard deviation in log-odds."""
        return max(float(logit(self.high) - logit(self.low)) / (2 * _Z95), 0.05)

    def capped(self) -> Reading:
        """The reading with its ends inside what forecasters can tell: ``FLOOR`` and ``CEILING``."""
        return replace(
            self,
            median=min(max(self.median, FLOOR), CEILING),
            low=min(max(self.low, FLOOR / 5), CEILING),
            high=min(max(self.high, FLOOR), 1 - FLOOR / 5),
        )


def covariance(readings: Sequence[Reading], errors: Errors = USUAL) -> Array:
    """Covariance (k, k) of the readings' errors: a diagonal, and the shared variance between those of one origin.

    An origin that makes exit seem too probable makes staying seem too improbable, so between a reading of
    exit and one of another event the shared error has the opposite sign.
    """
    expert, shared = np.array([errors.variances(r.correlation) for r in readings]).T
    own = [(r.spread**2 + e) / r.weight for r, e in zip(readings, expert, strict=True)]
    side = np.array([1.0 if r.event == "exit" else -1.0 for r in readings])
    same = np.array([[a.origin == b.origin for b in readings] for a in readings])
    return np.asarray(np.diag(own) + np.sqrt(np.outer(shared, shared)) * same * np.outer(side, side))


def log_likelihood(
    readings: Sequence[Reading], probability: Mapping[str, Array], errors: Errors = USUAL
) -> Array:
    """Log likelihood (n) of the readings in each draw.

    Args:
        readings: with a weight above 0; their order does not matter.
        probability: event → its probability (n) in each draw.
        errors: of experts and origins.
    """
    y = np.array([r.value for r in readings])
    odds = {event: _log_odds(probability[event]) for event in dict.fromkeys(r.event for r in readings)}
    expected = np.stack([odds[r.event] for r in readings], axis=1)
    residual = y - expected
    solved = np.linalg.solve(covariance(readings, errors), residual.T)
    return np.asarray(-0.5 * np.einsum("nk,kn->n", residual, solved))


def pooled(readings: Sequence[Reading], pool: Pool, errors: Errors = USUAL) -> tuple[Reading, ...]:
    """The readings that enter: as they are for the log pool, one for each event for the linear pool.

    The linear pool's weights follow the precision of the readings with their shared errors; its range runs
    from the averaged lows to the averaged highs.
    """
    active = tuple(r for r in readings if r.weight > 0)
    if pool == "log":
        return active
    merged = []
    for event in dict.fromkeys(r.event for r in active):
        about = [r for r in active if r.event == event]
        share = shares(about, errors)
        median, low, high = (
            float(sum(s * getattr(r, name) for s, r in zip(share, about, strict=True)))
            for name in ("median", "low", "high")
        )
        # the pooled voice has the precision of all of them, so its weight makes up for the one error it has
        whole = replace(
            about[0], id=f"pool:{event}", median=median, low=low, high=high, origin=f"pool:{event}",
            correlation=None,
        )  # fmt: skip
        merged.append(replace(whole, weight=_weight_for(whole, _precision(about, errors), errors)))
    return tuple(merged)


def shares(readings: Sequence[Reading], errors: Errors = USUAL) -> Array:
    """How much each reading counts in the pool (k), summing to one: the best linear unbiased weights.

    Weights that the correlation would make negative are set to zero.
    """
    precision = np.linalg.solve(covariance(readings, errors), np.ones(len(readings)))
    positive = np.maximum(precision, 0)
    return np.asarray(positive / positive.sum())


def effective_experts(readings: Sequence[Reading], errors: Errors = USUAL) -> float:
    """How many independent readings of average precision these are worth."""
    if not readings:
        return 0.0
    variances = np.diag(covariance(readings, errors))
    return _precision(readings, errors) * float(1 / np.mean(1 / variances))


def consensus(readings: Sequence[Reading], errors: Errors = USUAL) -> float:
    """The readings' own pooled probability, without any prior."""
    return float(expit(shares(readings, errors) @ np.array([r.value for r in readings])))


def _precision(readings: Sequence[Reading], errors: Errors) -> float:
    return float(np.linalg.solve(covariance(readings, errors), np.ones(len(readings))).sum())


def _weight_for(reading: Reading, precision: float, errors: Errors) -> float:
    """The weight at which one reading alone has a precision, as far as its shared error admits."""
    own = max(1 / precision - errors.shared**2, 0.05)
    return (reading.spread**2 + errors.expert**2) / own


def _log_odds(probability: Array) -> Array:
    return np.asarray(logit(np.clip(probability, 1e-6, 1 - 1e-6)))
