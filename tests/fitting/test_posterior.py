"""Posteriors by NUTS: a conjugate answer, recovery, seeds, what warns; skipped where numpyro is not installed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import foedus
from foedus.case.read import case_of
from foedus.errors import CaseFault, DataFault
from foedus.fitting.fitted_case import fitted_case
from foedus.fitting.form import game_of
from foedus.fitting.plan import plan_of
from foedus.fitting.prior import placed, priors_for
from foedus.quantity import Distribution

from .sample import CHOICE, THREAT, TYPES

CHANCE = """
foedus: 1
title: A coin
actors: {S: sender}
quantities: {p: {value: 0.5, because: "computed: fitted"}}
nodes: {state: {chance: {good: p, bad: 1 - p}}}
payoffs: [{S: 0}]
fit:
  estimate: [p]
  outcome: {nodes: {state: seen}}
  priors: {p: {beta: [2, 3]}}
"""


@pytest.fixture(scope="module")
def sampler():
    pytest.importorskip("numpyro")
    pytest.importorskip("arviz")
    from foedus.fitting.posterior import sample_posterior

    return sample_posterior


@pytest.mark.parametrize(
    "declared",
    [
        {"normal": [1, 2]}, {"lognormal": [2, 0.5]}, {"uniform": [-1, 3]}, {"gamma": [2, 0.5]},
        {"beta": [2, 3]}, {"interval": [0.1, 0.6]}, {"triangular": [0, 1, 3]},
    ],
)  # fmt: skip
def test_a_prior_is_its_quantile_function_of_a_normal(declared):
    prior = Distribution.of(declared)
    for z in np.linspace(-2.5, 2.5, 11):
        theta, slope = placed([prior], np.array([z]))
        assert theta[0] == pytest.approx(float(prior.quantile(stats.norm.cdf(z))), rel=1e-9)
        ends = [float(prior.quantile(stats.norm.cdf(z + step))) for step in (1e-5, -1e-5)]
        assert slope[0] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-4)


def test_the_nearest_prior_counts():
    text = THREAT.replace(
        "  simulate:",
        '  priors: {"*": {normal: [0, 9]}, fight_R: {normal: [0, 3]}, "fight_R:balance": {uniform: [0, 4]}}\n'
        "  simulate:",
    )
    case = case_of(text)
    likelihood = foedus.fit(case, foedus.simulate(case, 200, seed=1)).model.likelihood
    priors = dict(zip(likelihood.names, priors_for(likelihood, plan_of(case.fit, "").priors), strict=True))
    assert priors["fight_R:balance"].family == "uniform"
    assert priors["fight_R:(Intercept)"].parameters == (0, 3)
    assert priors["quiet:income"].parameters == (0, 9)
    weak = dict(zip(likelihood.names, priors_for(likelihood, {}), strict=True))
    assert weak["gain:(Intercept)"].parameters == (0, 2.5)
    with pytest.raises(DataFault, match="did you mean 'fight_R:balance'"):
        priors_for(likelihood, {"fight_R:balanc": Distribution.of({"normal": [0, 1]})})


@pytest.mark.parametrize(
    "priors, words",
    [
        ("[a]", "mapping"),
        ("{gain: {normal: [0, -1]}}", "standard deviation"),
        ("{gain: {cauchy: [0, 1]}}", "cauchy"),
        ("{gain: 3}", "one number"),
        ("{gain: {normal: [0, x]}}", "prior of gain"),
    ],
)
def test_faults_of_priors_are_told(priors, words):
    with pytest.raises(CaseFault, match=words):
        plan_of(case_of(CHOICE.replace("  link: probit", f"  priors: {priors}")).fit, "")


def test_the_posterior_of_a_share_is_conjugate(sampler):
    """Beta(2, 3) and 13 of 20 give Beta(15, 10)."""
    found = sampler(
        case_of(CHANCE), {"seen": ["good"] * 13 + ["bad"] * 7}, chains=2, draws=800, warmup=200, seed=1
    )
    exact = stats.beta(15, 10)
    draws = found.draws.ravel()
    assert draws.mean() == pytest.approx(exact.mean(), abs=4 * exact.std() / np.sqrt(found.bulk[0]))
    assert np.quantile(draws, [0.05, 0.5, 0.95]) == pytest.approx(exact.ppf([0.05, 0.5, 0.95]), abs=0.02)
    assert found.rhat[0] < 1.02
    assert not found.diverged.any()


@pytest.fixture(scope="module")
def threat(sampler):
    case = case_of(THREAT)
    return sampler(case, foedus.simulate(case, 400, seed=2), chains=2, draws=200, warmup=150, seed=5)


def test_coefficients_are_recovered(threat):
    truth = plan_of(case_of(THREAT).fit, "").simulation.coefficients
    z = (threat.estimate - [truth[name] for name in threat.names]) / np.sqrt(np.diag(threat.covariance))
    assert np.abs(z).max() < 3.5
    assert threat.rhat.max() < 1.08
    assert threat.bulk.min() > 100
    assert not threat.diverged.any()


def test_the_report_says_chains_and_priors(threat, tmp_path):
    import arviz

    from foedus.fitting.posterior_report import posterior_json, posterior_table, save_posterior

    table = posterior_table(threat)
    assert "2 chains of 200 draws after 150 to tune them, seed 5" in table
    assert "normal(0, 2.5)" in table
    assert posterior_json(threat)["coefficients"][1]["name"] == threat.names[1]
    loaded = arviz.from_netcdf(save_posterior(threat, tmp_path / "p.nc"))
    assert np.array_equal(loaded.posterior["coefficient"].to_numpy(), threat.draws)
    assert list(loaded.posterior["name"].to_numpy()) == list(threat.names)
    assert loaded.log_likelihood["outcome"].shape == (2, 200, 400)
    assert {"diverging", "lp", "n_steps"} <= set(loaded.sample_stats)


def test_a_posterior_is_varied_and_made_a_case(threat):
    from foedus.fitting.statics import vary

    statics = vary(threat, "balance", [-1, 1], draws=200)
    assert (statics.low <= statics.high).all()
    case = fitted_case(threat)
    assert case.quantities["fight_R"].fitted


def test_the_seed_decides(sampler):
    data = {"left": [1] * 6 + [0] * 4}
    one, same = (sampler(case_of(CHOICE), data, chains=1, draws=20, warmup=5, seed=1) for _ in range(2))
    assert np.array_equal(one.draws, same.draws)


def test_private_types_have_a_posterior_too(sampler):
    case = case_of(TYPES)
    data = foedus.simulate(case, 600, seed=4)
    found = sampler(case, data, chains=1, draws=40, warmup=10, seed=1)
    best = foedus.fit(case, data)
    assert np.abs(found.estimate - best.estimate).max() < 2 * best.standard_errors.max()
    assert not found.diverged.any()


def test_priors_carry_what_the_data_do_not(sampler):
    """Of two utilities that the data tell apart only in their difference, each keeps its prior's spread."""
    text = THREAT.replace("quiet: ~ income - 1", "quiet: ~ 1").replace("fight_S: ~ regime", "fight_S: ~ 1")
    text = text.replace("  simulate:", '  priors: {"*": {normal: [0, 1]}}\n  simulate:')
    found = sampler(
        case_of(text), foedus.simulate(case_of(THREAT), 200, seed=2), chains=1, draws=150, warmup=50, seed=3
    )
    place = found.names.index("quiet:(Intercept)")
    assert 0.3 < np.sqrt(found.covariance[place, place]) < 1.0
    assert np.isfinite(found.covariance).all()


def test_warnings_name_what_is_wrong(threat):
    from dataclasses import replace

    from foedus.fitting.posterior_report import warnings_of

    diverged = threat.diverged.copy()
    diverged[0, :7] = True
    rhat = np.ones_like(threat.rhat)
    rhat[1] = 1.2
    told = warnings_of(replace(threat, diverged=diverged, rhat=rhat, bulk=np.full_like(rhat, 1e3), tail=np.full_like(rhat, 1e3)))  # fmt: skip
    assert "7 of 400 draws diverged" in told[0]
    assert threat.names[1] in told[1]
    assert len(told) == 2


def test_what_has_no_posterior_is_refused(sampler):
    from .test_crisis_bargaining import GAME, simulated

    with pytest.raises(DataFault, match="no posterior"):
        sampler(game_of(GAME.format(method="nested")), simulated(40))
    with pytest.raises(DataFault, match="chains"):
        sampler(case_of(CHOICE), {"left": [0, 1]}, chains=0)
