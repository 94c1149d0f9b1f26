"""Fitting centres to counts: what the counts inform is found, what they do not inform keeps its place."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from foedus.estimation.population import HYPER_SD, fit_centres
from foedus.quantity import Distribution

DECLARED = {
    "worth": Distribution("lognormal", (1.0, 0.4)),
    "share": Distribution("beta", (3.0, 3.0)),
    "idle": Distribution("lognormal", (1.0, 0.4)),
}


def draws_of(n, seed=0):
    generator = np.random.default_rng(seed)
    return {name: d.quantile(generator.uniform(1e-6, 1 - 1e-6, n)) for name, d in DECLARED.items()}


def cells_of(draws):
    """Two groups: in the first the outcome follows ``worth``, in the second ``share``."""
    first, second = expit(3 * np.log(draws["worth"])), draws["share"]
    return np.stack([np.stack([first, 1 - first], 1), np.stack([second, 1 - second], 1)], 1) / 2


def test_centres_that_made_the_counts_are_recovered():
    generator = np.random.default_rng(7)
    n = 4000
    true = {**draws_of(n, 1), "worth": 1.5 * draws_of(n, 1)["worth"]}
    true["share"] = Distribution("beta", (4.5, 1.5)).quantile(generator.uniform(1e-6, 1 - 1e-6, n))
    outcome = generator.uniform(size=(n, 2)) < cells_of(true)[:, :, 0] * 2
    counts = np.stack([outcome.sum(0), n - outcome.sum(0)], 1).astype(float)
    draws = draws_of(200_000)
    fit = fit_centres(DECLARED, draws, cells_of(draws), counts, ["worth", "share", "idle"])
    worth, share, idle = fit.centres
    assert worth.shift == pytest.approx(np.log(1.5), abs=0.06)
    assert share.distribution.parameters[0] == pytest.approx(4.5, abs=0.2)
    assert worth.fitted
    assert share.fitted
    assert not idle.fitted
    assert abs(idle.shift) < 0.1
    assert idle.sd == pytest.approx(HYPER_SD, rel=0.15)
    assert idle.distribution == DECLARED["idle"]
    assert fit.after > fit.before


def test_no_counts_move_nothing():
    draws = draws_of(2000)
    fit = fit_centres(DECLARED, draws, cells_of(draws), np.zeros((2, 2)), ["worth", "share"])
    assert all(abs(c.shift) < 1e-6 and not c.fitted for c in fit.centres)
    assert fit.effective == pytest.approx(2000)


def test_a_distribution_without_a_centre_is_refused():
    with pytest.raises(ValueError, match="no centre"):
        fit_centres(
            {"u": Distribution("uniform", (0.0, 1.0))},
            {"u": np.array([0.5])},
            np.ones((1, 1, 1)),
            np.ones((1, 1)),
            ["u"],
        )
