"""Crises in several equilibria: the mixture's likelihood, what identifies its weights, and data drawn from named games."""

from __future__ import annotations

import numpy as np
import pytest

import foedus
from foedus.errors import CaseFault, DataFault
from foedus.fitting import crisis_model
from foedus.fitting.crisis_bargaining import UTILITIES, all_equilibria
from foedus.fitting.crisis_mixture import rank_of
from foedus.fitting.fit import model_on
from foedus.fitting.form import game_of
from foedus.fitting.statics import vary
from foedus.fitting.ultimatum import EXPECTED

SEVERAL = """
foedus: 1
title: Several equilibria
fit:
  game: crisis_bargaining
  method: full
  selection: mixture
  weights: estimate
  outcome: {status_quo: sq, concession: cd, fight: sf, backdown: bd}
  formulas: {V_A: ~ 1, W_A: ~ 1, W_B: ~ x, a: ~ 1, V_B: ~ 1}
  simulate:
    covariates: {x: {uniform: [-2, 2]}}
    coefficients:
      "V_A:(Intercept)": 1
      "W_A:(Intercept)": -1.9
      "W_B:(Intercept)": -2.85
      "W_B:x": 0.02
      "a:(Intercept)": -1.2
      "V_B:(Intercept)": 1
      "log(weight middle / low)": -0.5
      "log(weight high / low)": 0.3
    cases: 200
"""
TRUTH = np.array([1, -1.9, -2.85, 0.02, -1.2, 1, -0.5, 0.3])
GIVEN = SEVERAL.replace("weights: estimate", "weights: {low: 0.4, middle: 0.25, high: 0.35}")
GIVEN = "\n".join(line for line in GIVEN.splitlines() if "log(weight" not in line)
OFFERS = """
foedus: 1
title: Offers
fit:
  game: ultimatum
  offer: offer
  accept: accept
  largest: 15
  formulas: {proposer: ~ x, responder: ~ z}
  simulate:
    covariates: {x: {normal: [0, 1]}, z: {uniform: [-1, 1]}}
    coefficients:
      "proposer:(Intercept)": 5
      "proposer:x": 1
      "responder:(Intercept)": 4
      "responder:z": -1.5
      "log(scale proposer)": 0.4
      "log(scale responder)": 0.1
"""


@pytest.fixture(scope="module")
def data():
    return foedus.simulate(game_of(SEVERAL), 24, seed=1)


def test_the_likelihood_is_the_sum_over_equilibria(data):
    """Σ_e w_e Π_o P_e(o)^n(o), summed with the equilibria of `all_equilibria` one by one."""
    model = model_on(game_of(GIVEN), data)
    found = model.likelihood.at(TRUTH[:6]).rows
    x = data.x.to_numpy()
    u = {name: np.zeros(24) for name in UTILITIES}
    u |= {
        "V_A": np.ones(24),
        "W_A": np.full(24, -1.9),
        "W_B": -2.85 + 0.02 * x,
        "a": np.full(24, -1.2),
        "V_B": np.ones(24),
    }
    equilibria = all_equilibria(u)
    assert (equilibria.counts(24) == 3).all()
    logs = (np.log(equilibria.outcomes()) * data[["sq", "cd", "sf", "bd"]].to_numpy()[equilibria.game]).sum(
        axis=1
    )
    by_row = logs.reshape(24, 3) + np.log([0.4, 0.25, 0.35])
    top = by_row.max(axis=1)
    assert found == pytest.approx(top + np.log(np.exp(by_row - top[:, None]).sum(axis=1)), rel=1e-9)


def test_its_scores_agree_with_differences(data):
    likelihood = model_on(game_of(SEVERAL), data).likelihood
    at = likelihood.at(TRUTH)
    for k, step in enumerate(1e-6 * np.eye(8)):
        up, down = likelihood.at(TRUTH + step), likelihood.at(TRUTH - step)
        assert (up.rows - down.rows) / 2e-6 == pytest.approx(at.scores[:, k], rel=1e-4, abs=1e-4)
        assert (up.gradient - down.gradient) / 2e-6 == pytest.approx(at.hessian[:, k], rel=1e-3, abs=0.5)


def test_weights_and_utilities_are_recovered(data):
    found = foedus.fit(game_of(SEVERAL), data)
    assert found.converged
    assert "rest on 24 of 24 rows" in found.notes[0]
    z = (found.estimate - TRUTH) / found.standard_errors
    assert np.abs(z).max() < 3.5
    assert found.names[-1] == "log(weight high / low)"


def test_weights_that_nothing_tells_are_refused(monkeypatch):
    """Far from several equilibria: rows with one each say nothing of which is played."""
    monkeypatch.setattr(crisis_model, "DRAWN_STARTS", 2)
    monkeypatch.setattr(crisis_model, "FIRST_STEPS", 5)
    text = SEVERAL.replace('"W_A:(Intercept)": -1.9', '"W_A:(Intercept)": -0.2').replace(
        "V_B: ~ 1}", "S_A: ~ x - 1}"
    )
    text = text.replace('      "V_B:(Intercept)": 1\n', "").replace(
        '"W_B:(Intercept)": -2.85', '"W_B:(Intercept)": -0.3'
    )
    with pytest.raises(DataFault, match="weights of the equilibria are not identified: none of 15 rows"):
        foedus.fit(game_of(text), foedus.simulate(game_of(text), 15, seed=2))


@pytest.mark.parametrize("several, ranks", [(1, [0]), (3, [0, 1, 2]), (5, [0, 1, 1, 1, 2])])
def test_ranks_share_their_weight(several, ranks):
    found = [rank_of(place, several) for place in range(several)]
    assert [rank for rank, _ in found] == ranks
    assert sum(share for rank, share in found if rank == 1) in (0, pytest.approx(1))


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("selection: mixture", "selection: all", "selection is 'all'"),
        ("selection: mixture", "selection: principal", "weights belong to a mixture"),
        ("method: full", "method: nested", "full information"),
        ("weights: estimate", "weights: {low: 1}", "one for each"),
        ("weights: estimate", "weights: {low: 0.5, middle: 0.5, high: 0.5}", "sum to one"),
        ("weights: estimate", "weights: {low: a, middle: 0.5, high: 0.5}", "sum to one"),
        ("cases: 200", "cases: 0", "cases"),
        ("uniform: [-2, 2]", "uniform: [2, -2]", "covariate x"),
    ],
)
def test_faults_of_the_selection_are_told(old, new, words, data):
    with pytest.raises(CaseFault, match=words):
        foedus.fit(game_of(SEVERAL.replace(old, new)), data)


def test_offers_are_simulated_and_recovered():
    game = game_of(OFFERS)
    data = foedus.simulate(game, 1500, seed=3)
    assert data.offer.between(0, 15).all()
    found = foedus.fit(game, data)
    truth = [5, 1, 4, -1.5, 0.4, 0.1]
    assert np.abs((found.estimate - truth) / found.standard_errors).max() < 3.5


def test_the_best_offer_is_the_best():
    """With errors all but gone, no other offer gives the proposer more: (Q − y) F(y) + R₁ (1 − F(y))."""
    text = OFFERS.replace('"log(scale proposer)": 0.4', '"log(scale proposer)": -30')
    data = foedus.simulate(game_of(text), 5, seed=3)
    for x, z, offer in data[["x", "z", "offer"]].to_numpy():
        own, other, scale = 5 + x, 4 - 1.5 * z, np.exp(0.1)

        def worth(y, own=own, other=other, scale=scale):
            accepted = 1 / (1 + np.exp(-(y - other) / scale))
            return (15 - y) * accepted + own * (1 - accepted)

        assert worth(offer) >= max(worth(offer + 0.01), worth(offer - 0.01))


def test_expected_offers_are_the_mean_of_simulated_ones():
    game = game_of(OFFERS)
    found = foedus.fit(game, foedus.simulate(game, 400, seed=3))
    truth = dict(zip(found.names, found.estimate, strict=True))
    statics = vary(found, "x", [0.0], at={"z": 0.5}, draws=5)
    places = {"x": [0.0, 1.0, 0.0, 1.0] * 20_000, "z": [0.5, 0.5, -0.5, -0.5] * 20_000}
    many = foedus.simulate(game, data=places, coefficients=truth)
    many = many[(many.x == 0) & (many.z == 0.5)]
    assert statics.outcomes == EXPECTED
    assert statics.estimate[0] == pytest.approx([many.offer.mean() / 15, many.accept.mean()], abs=0.008)


@pytest.mark.parametrize("text", [SEVERAL, OFFERS], ids=["crises", "offers"])
def test_the_same_seed_gives_the_same_data(text):
    game = game_of(text)
    assert foedus.simulate(game, 12, seed=7).equals(foedus.simulate(game, 12, seed=7))
    assert not foedus.simulate(game, 12, seed=7).equals(foedus.simulate(game, 12, seed=8))


def test_what_is_not_declared_is_not_simulated():
    bare = game_of(OFFERS[: OFFERS.index("  simulate:")])
    with pytest.raises(DataFault, match="what to simulate from"):
        foedus.simulate(bare, 5)
    with pytest.raises(DataFault, match="no coefficient 'proposer:y'"):
        foedus.simulate(game_of(OFFERS), 5, coefficients={"proposer:y": 1.0})
    given = foedus.simulate(bare, data={"x": [0.0, 1.0], "z": [0.0, 0.5]}, coefficients={"responder:z": 1.0})
    assert len(given) == 2
