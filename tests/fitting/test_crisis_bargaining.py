"""Lewis and Schultz's game: all equilibria, their certificates, derivatives of the likelihood, recovery."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

import foedus
from foedus.errors import CaseFault, DataFault
from foedus.fitting import crisis_likelihood as likelihood
from foedus.fitting import jet as j
from foedus.fitting.crisis_bargaining import UTILITIES, all_equilibria, normal_2
from foedus.fitting.crisis_model import crisis_model
from foedus.fitting.form import game_of

GAME = """
foedus: 1
title: A crisis
fit:
  game: crisis_bargaining
  method: {method}
  outcome: {{status_quo: sq, concession: cd, fight: sf, backdown: bd}}
  formulas: {{S_A: ~ x - 1, V_A: ~ 1, W_A: ~ 1, W_B: ~ z, a: ~ 1}}
"""
TRUTH = {"S_A": 0.3, "V_A": 1.0, "W_A": -0.8, "W_B": (-0.6, 0.5), "a": -1.3}


def utilities(n, **given):
    base = {"S_A": 0.0, "V_A": 1.0, "C_B": 0.0, "W_A": -1.9, "W_B": -2.9, "a": -1.2, "V_B": 1.0}
    return {
        name: np.broadcast_to(np.asarray(given.get(name, base[name]), dtype=float), (n,))
        for name in UTILITIES
    }


def simulated(n=400, each=20, seed=1):
    rng = np.random.default_rng(seed)
    x, z = rng.standard_normal(n), rng.uniform(-1, 1, n)
    u = utilities(n, S_A=0.3 * x, V_A=1.0, C_B=0.0, W_A=-0.8, W_B=-0.6 + 0.5 * z, a=-1.3, V_B=0.0)
    found = all_equilibria(u)
    p, c, f = (v[found.principal] for v in (found.resist, found.challenge, found.fight))
    chances = np.column_stack([1 - c, c * (1 - p), c * p * f, c * p * (1 - f)])
    counts = np.array([rng.multinomial(each, row / row.sum()) for row in chances])
    return pd.DataFrame({"x": x, "z": z, **dict(zip(("sq", "cd", "sf", "bd"), counts.T, strict=True))})


def test_bivariate_normal_has_its_known_values():
    """Φ₂(0, 0; ρ) = 1/4 + arcsin(ρ) / 2π, which is 3/8 at ρ = 1/√2; and Φ₂(h, ∞) = Φ(h)."""
    assert normal_2(np.zeros(1), np.zeros(1))[0] == pytest.approx(3 / 8, rel=1e-14)
    h = np.linspace(-6, 6, 25)
    assert normal_2(h, np.full(25, 12.0)) == pytest.approx(ndtr(h), rel=1e-9)


def test_multiplicity_where_it_is_known():
    """W_B from −3 to −2.7 in 101 steps: three equilibria at 67 of the points, one at 34 (found on a grid of 1e-4 in p
    by Crisman-Cox's and Gibilisco's program for this example of theirs)."""
    found = all_equilibria(utilities(101, W_B=-2.9 + 0.1 * np.linspace(-1, 2, 101)))
    assert np.bincount(found.counts(101)).tolist() == [0, 34, 0, 67]
    assert found.residual.max() < 1e-12
    assert found.principal.sum() == 101


def test_every_root_is_an_equilibrium_by_its_definition():
    rng = np.random.default_rng(3)
    u = {name: rng.normal(0, 1.5, 60) for name in UTILITIES}
    found = all_equilibria(u)
    counts = found.counts(60)
    assert (counts % 2 == 1).all()
    p, f = found.resist, found.fight
    own = {name: values[found.game] for name, values in u.items()}
    inner = (p > 1e-6) & (p < 1 - 1e-6) & (f > 1e-6)
    answer = ndtr(own["W_B"] + ((1 - f) * own["V_B"] - own["C_B"]) / np.where(inner, f, 1.0))
    assert answer[inner] == pytest.approx(p[inner], abs=1e-9)
    cut = (own["S_A"] - (1 - p) * own["V_A"]) / p
    challenge = 1 - ndtr(cut - own["W_A"]) * ndtr(cut - own["a"])
    assert found.challenge == pytest.approx(challenge, abs=1e-9)


def test_beliefs_in_equilibrium_carry_exact_derivatives():
    rng = np.random.default_rng(5)
    values = rng.normal(0, 0.7, 7)

    def equilibrium(point):
        return all_equilibria(
            {name: np.array([value]) for name, value in zip(UTILITIES, point, strict=True)}
        ).resist[0]

    resist = np.array([equilibrium(values)])
    etas = [j.variable(k, np.array([value])) for k, value in enumerate(values)]
    belief, _ = likelihood.equilibrium_beliefs(etas, resist)
    step = 1e-4 * np.eye(7)
    first = [(equilibrium(values + e) - equilibrium(values - e)) / 2e-4 for e in step]
    second = [(equilibrium(values + e) - 2 * resist[0] + equilibrium(values - e)) / 1e-8 for e in step]
    assert belief.first[:, 0] == pytest.approx(first, abs=1e-6)
    assert [belief.second[k, k, 0] for k in range(7)] == pytest.approx(second, abs=1e-4)


@pytest.mark.parametrize("method", ["pseudo", "nested", "full"])
def test_coefficients_are_recovered(method):
    found = foedus.fit(game_of(GAME.format(method=method)), simulated())
    truth = np.concatenate([np.atleast_1d(value) for value in TRUTH.values()])
    z = (found.estimate - truth) / found.standard_errors
    assert found.converged
    if (
        method == "pseudo"
    ):  # its first stage is an approximation, and its errors are not in the standard errors
        assert np.abs(found.estimate - truth).max() < 0.5
    else:
        assert np.abs(z).max() < 3.5


def test_full_information_is_the_higher_likelihood():
    data = simulated(seed=2)
    nested = foedus.fit(game_of(GAME.format(method="nested")), data)
    full = foedus.fit(game_of(GAME.format(method="full")), data)
    assert full.log_likelihood >= nested.log_likelihood - 1e-6
    assert full.estimate == pytest.approx(nested.estimate, abs=0.2)


def test_scores_agree_with_differences():
    model = crisis_model(game_of(GAME.format(method="pseudo")), simulated(50), "")
    x = np.array([0.2, 0.8, -0.7, -0.4, 0.3, -1.0])
    at = model.likelihood.at(x)
    for k, e in enumerate(1e-5 * np.eye(6)):
        up, down = model.likelihood.at(x + e), model.likelihood.at(x - e)
        assert np.allclose((up.rows - down.rows) / 2e-5, at.scores[:, k], atol=1e-5)
        assert np.allclose(
            (up.scores - down.scores).sum(axis=0) / 2e-5, at.hessian[:, k], rtol=1e-5, atol=1e-3
        )


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda d: d.assign(sq=d.sq.mask(d.index == 3, -1)), "below 0 in row 5"),
        (lambda d: d.assign(sf=0), "'sf' was never seen"),
        (lambda d: d.assign(z="high"), "z"),
    ],
)
def test_bad_data_are_named(change, words):
    with pytest.raises(DataFault, match=words):
        foedus.fit(game_of(GAME.format(method="nested")), change(simulated(60)))


def test_faults_of_the_form():
    with pytest.raises(CaseFault, match=r"method is 'npl'"):
        foedus.fit(game_of(GAME.format(method="npl")), simulated(60))
    with pytest.raises(CaseFault, match="did you mean 'crisis_bargaining'"):
        game_of(GAME.format(method="full").replace("crisis_bargaining", "crisis_bargain"))
