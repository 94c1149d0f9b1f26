"""How far a calibration diagram strays from the diagonal by chance alone.

If the forecasts were calibrated, each outcome would come with the probability that was said. Outcomes are drawn
anew so, many times, and recalibrated each time; at every forecast the band holds the middle share of what comes
out (the consistency resampling of Bröcker and Smith 2007, on isotonic regression as in Dimitriadis, Gneiting and
Jordan 2021).
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import isotonic_regression

from foedus.estimation.scoring import Reliability

RESAMPLES = 1000


def consistency_band(
    found: Reliability, *, level: float = 0.9, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Lower and upper end of the band at each distinct forecast.

    Args:
        found: the diagram.
        level: share of the resamples that the band holds at each forecast.
        resamples: how many times outcomes are drawn.
        seed: of the draws.
    """
    p, counts = np.array(found.forecast), np.array(found.counts)
    drawn = np.random.default_rng(seed).binomial(counts, p, size=(resamples, len(p))) / counts
    weights = counts.astype(float)
    again = np.array([isotonic_regression(row, weights=weights).x for row in drawn])
    low, high = np.quantile(again, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return tuple(low.tolist()), tuple(high.tolist())
