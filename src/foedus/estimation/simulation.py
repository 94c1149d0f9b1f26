"""Checks of the machinery by simulation: ranks that are uniform, intervals that hold what they promise.

Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): draw the truth from the prior,
draw data from the truth, infer; the truth's rank within its posterior is uniform, and a 90 % interval holds it
in nine simulations of ten, if the inference is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, logit
from scipy.stats import chi2

from foedus.estimation.readings import USUAL, Errors, Reading
from foedus.estimation.weights import Array


@dataclass(frozen=True)
class Calibration:
    """The outcome of many simulations.

    Attributes:
        ranks: posterior probability below the truth, one for each simulation; uniform if all is right.
        covered: share of simulations whose 90 % interval held the truth.
    """

    ranks: Array
    covered: float

    @property
    def uniformity(self) -> float:
        """P value of Pearson's test that the ranks are uniform, on ten bins."""
        counts = np.histogram(self.ranks, bins=10, range=(0, 1))[0]
        expected = len(self.ranks) / 10
        return float(chi2.sf(((counts - expected) ** 2 / expected).sum(), df=9))


def rank_of(truth: float, values: Array, weight: Array, tie: float) -> float:
    """Posterior probability (n draws) below the truth; ``tie`` in (0, 1) shares out draws equal to it."""
    below, equal = values < truth, values == truth
    return float((weight[below].sum() + tie * weight[equal].sum()) / weight.sum())


def speak(
    probability: float, phrases: Sequence[Reading], generator: np.random.Generator, errors: Errors = USUAL
) -> tuple[Reading, ...]:
    """Readings as the model has them: each phrase's median moved to the truth with its errors added.

    ``phrases`` give origin, spread and event; what they say is drawn anew.
    """
    shared = {r.origin: generator.normal() for r in sorted(phrases, key=lambda r: r.origin)}
    spoken = []
    for phrase in phrases:
        expert, common = errors.variances(phrase.correlation)
        own = generator.normal(0, np.sqrt(phrase.spread**2 + expert))
        error = shared[phrase.origin] * np.sqrt(common) + own
        value = float(logit(np.clip(probability, 1e-6, 1 - 1e-6)) + error)
        ends = [float(expit(logit(end) + value - phrase.value)) for end in (phrase.low, phrase.high)]
        spoken.append(replace(phrase, median=float(expit(value)), low=ends[0], high=ends[1]))
    return tuple(spoken)


def calibration(ranks: Sequence[float]) -> Calibration:
    """The calibration of a series of ranks."""
    found = np.asarray(ranks, dtype=np.float64)
    return Calibration(found, float(((found > 0.05) & (found < 0.95)).mean()))
