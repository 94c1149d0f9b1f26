"""Offers between two numbers: data drawn by solving the proposer's problem, recovered by the fit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import expit

import foedus
from foedus.errors import CaseFault, DataFault
from foedus.fitting.form import game_of
from foedus.fitting.ultimatum import ultimatum_model

GAME = """
foedus: 1
title: Offers
fit:
  game: ultimatum
  offer: offer
  accept: accept
  largest: 20
  formulas: {proposer: ~ x, responder: ~ z}
"""


def simulated(n=800, seed=1):
    """The best offer is found by search over y, not by the formula that the likelihood uses."""
    rng = np.random.default_rng(seed)
    x, z = rng.standard_normal(n), rng.standard_normal(n)
    own = 6 + 2 * x + rng.logistic(0, 3, n)
    other = 5 + 1.5 * z

    def best(r_1, r_2):
        def loss(y):
            share = expit(y - r_2)
            return -(share * (20 - y) + (1 - share) * r_1)

        grid = np.linspace(0, 20, 81)
        near = grid[np.argmin([loss(y) for y in grid])]
        found = minimize_scalar(
            loss, bounds=(max(near - 0.5, 0), min(near + 0.5, 20)), method="bounded", options={"xatol": 1e-9}
        )
        return 0.0 if found.x < 1e-6 else min(found.x, 20.0)

    offer = np.array([best(a, b) for a, b in zip(own, other, strict=True)])
    accept = (offer > other + rng.logistic(0, 1, n)).astype(int)
    return pd.DataFrame({"x": x, "z": z, "offer": offer, "accept": accept})


@pytest.fixture(scope="module")
def data():
    return simulated()


def test_reservation_values_and_scales_are_recovered(data):
    found = foedus.fit(game_of(GAME), data)
    z = (found.estimate - [6, 2, 5, 1.5, np.log(3), 0]) / found.standard_errors
    assert found.converged
    assert np.abs(z).max() < 3.5


def test_scores_and_hessian_agree_with_differences(data):
    model = ultimatum_model(game_of(GAME), data.head(60), "")
    x = np.array([5.0, 1.5, 4.0, 1.0, 1.0, 0.2])
    at = model.likelihood.at(x)
    for k, e in enumerate(1e-5 * np.eye(6)):
        up, down = model.likelihood.at(x + e), model.likelihood.at(x - e)
        assert np.allclose((up.rows - down.rows) / 2e-5, at.scores[:, k], rtol=1e-6, atol=1e-6)
        assert np.allclose(
            (up.scores - down.scores).sum(axis=0) / 2e-5, at.hessian[:, k], rtol=1e-5, atol=1e-3
        )


def test_the_density_of_offers_is_one():
    """The density inside the bounds and the masses at them sum to one."""
    inside = np.linspace(0, 20, 20001)[1:-1]
    offers = np.concatenate([[0.0], inside, [20.0]])
    frame = pd.DataFrame({"offer": offers, "x": 0.0, "z": 0.0})
    text = GAME.replace("  accept: accept\n", "").replace("~ x", "~ 1").replace("~ z", "~ 1")
    logs = ultimatum_model(game_of(text), frame, "").likelihood.at(np.array([6.0, 5.0, np.log(3), 0.0])).rows
    masses = np.exp(logs)
    assert masses[0] + masses[-1] + masses[1:-1].sum() * 0.001 == pytest.approx(1, abs=2e-3)


def test_scales_may_be_fixed(data):
    text = GAME + "  scale: {proposer: 3, responder: 1}\n"
    found = foedus.fit(game_of(text), data)
    free = foedus.fit(game_of(GAME), data)
    assert (found.k, free.k) == (4, 6)
    assert found.log_likelihood < free.log_likelihood


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda d: d.assign(offer=d.offer.mask(d.index == 4, 21.0)), r"'offer' leaves \[0, 20\] in row 6"),
        (lambda d: d.assign(accept=d.accept.mask(d.index == 4, 2)), "'accept' is neither 0 nor 1 in row 6"),
        (lambda d: d.assign(offer=5.0), "'offer' varies with nothing"),
        (lambda d: d.drop(columns="x"), "no column 'x'"),
    ],
)
def test_bad_offers_are_named(data, change, words):
    with pytest.raises(DataFault, match=words):
        foedus.fit(game_of(GAME), change(data))


def test_faults_of_the_form():
    with pytest.raises(CaseFault, match="largest must be given"):
        foedus.fit(game_of(GAME.replace("  largest: 20\n", "")), {"offer": [1.0]})
