"""The band of a calibration diagram: calibrated forecasts stay in it as often as it says."""

from __future__ import annotations

import numpy as np

from foedus.estimation.consistency import consistency_band
from foedus.estimation.scoring import Forecast, reliability


def made(chance, said, true):
    came = chance.random(len(said)) < true
    return [
        Forecast(str(i), "2020-01-01", {"exit": p, "stays": 1 - p}, outcome="exit" if c else "stays")
        for i, (p, c) in enumerate(zip(said, came, strict=True))
    ]


def test_calibrated_forecasts_stay_in_the_band_and_overconfident_ones_leave_it():
    chance = np.random.default_rng(5)
    said = np.repeat(np.linspace(0.05, 0.95, 10), 40)
    inside = []
    for _ in range(40):
        found = reliability(made(chance, said, said), "exit")
        low, high = consistency_band(found, resamples=300)
        inside += [a <= seen <= b for a, seen, b in zip(low, found.observed, high, strict=True)]
    assert 0.85 < np.mean(inside) < 0.96  # nine of ten
    found = reliability(made(chance, said, 0.5 + 0.3 * (said - 0.5)), "exit")
    low, high = consistency_band(found)
    assert found.observed[0] > high[0]
    assert found.observed[-1] < low[-1]


def test_the_band_is_the_same_for_the_same_seed_and_rises():
    chance = np.random.default_rng(6)
    said = np.repeat([0.1, 0.4, 0.8], 10)
    found = reliability(made(chance, said, said), "exit")
    assert consistency_band(found) == consistency_band(found)
    low, high = consistency_band(found)
    assert list(low) == sorted(low)
    assert all(0 <= a <= b <= 1 for a, b in zip(low, high, strict=True))
