"""Fits of declared trees: recovery, closed forms, refusals that name the column and the rows."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

import foedus
from foedus.case.read import case_of
from foedus.errors import CaseFault, DataFault, GameFault
from foedus.fitting.fit import fit
from foedus.fitting.plan import plan_of
from foedus.fitting.report import fit_file
from foedus.fitting.simulate import simulate, simulate_file
from foedus.fitting.summary import comparison, summary

from .sample import CHOICE, THREAT


@pytest.fixture(scope="module")
def threat():
    return case_of(THREAT)


@pytest.fixture(scope="module")
def data(threat):
    return simulate(threat, 3000, seed=5)


def test_simulated_coefficients_are_recovered(threat, data):
    found = fit(threat, data)
    truth = plan_of(threat.fit, "").simulation.coefficients
    z = (found.estimate - [truth[name] for name in found.names]) / found.standard_errors
    assert found.converged
    assert np.abs(z).max() < 3.5
    assert (z**2).sum() < 27.9  # 99.9th percentile of chi-squared with 9 degrees of freedom


@pytest.mark.parametrize(
    "errors, link", [("agent", "probit"), ("agent", "logit"), ("private", "probit"), ("quantal", "logit")]
)
def test_hessian_and_scores_agree_with_differences(errors, link):
    from foedus.fitting.table import read_table
    from foedus.fitting.tree_model import tree_model

    text = THREAT.replace("errors: agent", f"errors: {errors}").replace(
        "link: probit", f"link: {link}\n  scale: ~ balance - 1"
    )
    case = case_of(text)
    frame, _ = read_table(simulate(case, 200, seed=1))
    likelihood = tree_model(case, plan_of(case.fit, ""), frame, "").likelihood
    rng = np.random.default_rng(2)
    x = 0.4 * rng.standard_normal(len(likelihood.names))
    at = likelihood.at(x)
    for k in range(len(x)):
        step = np.zeros_like(x)
        step[k] = 1e-5
        up, down = likelihood.at(x + step), likelihood.at(x - step)
        assert np.allclose((up.rows - down.rows) / 2e-5, at.scores[:, k], atol=1e-7)
        assert np.allclose(
            (up.scores - down.scores).sum(axis=0) / 2e-5, at.hessian[:, k], rtol=1e-5, atol=1e-5
        )


def test_one_choice_has_the_closed_form_of_shares():
    """With a constant only, Φ(b/√2) is the share of those who left, and the variance is that of a share."""
    case = case_of(CHOICE)
    data = {"left": [1] * 30 + [0] * 70}
    found = fit(case, data)
    b = np.sqrt(2) * norm.ppf(0.3)
    assert found.estimate[0] == pytest.approx(b, rel=1e-9)
    assert found.log_likelihood == pytest.approx(30 * np.log(0.3) + 70 * np.log(0.7), rel=1e-12)
    assert found.standard_errors[0] == pytest.approx(
        np.sqrt(0.21 / 100) / (norm.pdf(norm.ppf(0.3)) / np.sqrt(2)), rel=1e-8
    )
    logit = fit(case_of(CHOICE.replace("link: probit", "link: logit")), data)
    assert logit.estimate[0] == pytest.approx(np.sqrt(2) * np.log(0.3 / 0.7), rel=1e-9)


def test_counts_and_rows_say_the_same():
    rows = fit(case_of(CHOICE), {"left": [1] * 30 + [0] * 70})
    counts = CHOICE.replace("nodes: {act: left}", "counts: {gone: act = leave, there: act = stay}")
    counted = fit(case_of(counts), {"gone": [10, 20], "there": [40, 30]})
    assert counted.estimate == pytest.approx(rows.estimate, rel=1e-9)
    assert counted.standard_errors == pytest.approx(rows.standard_errors, rel=1e-9)


def test_what_is_partly_seen_counts_as_the_union(threat, data):
    """A reply that was not seen: the likelihood of the threat alone."""
    partly = data.assign(
        threat=np.where(data.y == "keep", "keep", "threaten"), reply=data.y.where(data.y != "keep")
    )
    partly.loc[:499, "reply"] = None
    text = THREAT[: THREAT.index("  outcome:")] + "  outcome: {nodes: {threat: threat, reply: reply}}\n"
    found = fit(case_of(text), partly)
    whole = fit(threat, data)
    codes = THREAT.replace("resist: reply = resist}", "resist: reply = resist, threat: threat = threaten}")
    unseen = data.assign(y=data.y.where((data.index >= 500) | (data.y == "keep"), "threat"))
    again = fit(case_of(codes), unseen)
    assert found.log_likelihood == pytest.approx(again.log_likelihood, rel=1e-12)
    assert found.log_likelihood > whole.log_likelihood
    assert (found.standard_errors >= whole.standard_errors - 1e-9)[5:].all()


def test_missing_rows_are_dropped_and_counted(threat, data):
    holed = data.copy()
    holed.loc[3, "balance"] = np.nan
    holed.loc[[4, 5], "income"] = np.nan
    found = fit(threat, holed)
    assert (found.n, found.dropped, dict(found.dropped_because)) == (2997, 3, {"income": 2, "balance": 1})
    assert found.log_likelihood == pytest.approx(fit(threat, data.drop(index=[3, 4, 5])).log_likelihood)


@pytest.mark.parametrize(
    "change, words",
    [
        (
            lambda d: d.assign(y=d.y.mask(d.index == 7, "war")),
            ["'y'", "'war'", "row 9", "game does not have"],
        ),
        (lambda d: d.assign(balance=1.0), ["'balance'", "varies with nothing"]),
        (
            lambda d: d.assign(balance=d.balance.mask(d.index == 2, np.inf)),
            ["'balance'", "infinite", "row 4"],
        ),
        (lambda d: d.head(8), ["9 coefficients", "8 rows"]),
        (lambda d: d.drop(columns="income"), ["no column 'income'"]),
        (lambda d: d.assign(regime="mixed"), ["'regime'", "varies with nothing"]),
        (lambda d: d.assign(balance=np.nan), ["no row is complete", "balance"]),
        (lambda d: d.head(0), ["no row"]),
    ],
)
def test_bad_data_name_the_column_and_rows(threat, data, change, words):
    with pytest.raises(DataFault) as caught:
        fit(threat, change(data))
    for word in words:
        assert word in str(caught.value)


def test_perfect_separation_is_named(threat, data):
    split = data.assign(balance=np.where(data.y == "resist", 1.0, -1.0) + 0.01 * data.income)
    with pytest.raises(DataFault, match=r"(?s)not identified.*for ever.*fight_R:balance.*separation.*rows"):
        fit(threat, split)


def test_flat_directions_are_named(data):
    """A constant in all payoffs of one player changes nothing: only differences are seen."""
    text = THREAT.replace("quiet: ~ income - 1", "quiet: ~ income").replace("gain: ~ 1", "gain: ~ income")
    text = text.replace("fight_S: ~ regime", "fight_S: ~ income")
    with pytest.raises(DataFault) as caught:
        fit(case_of(text), data)
    for word in (
        "not identified",
        "+1 quiet:(Intercept) +1 gain:(Intercept) +1 fight_S:(Intercept)",
        "quiet:income",
    ):
        assert word in str(caught.value)
    reported = fit(case_of(text), data, refuse=False)
    assert (reported.information.rank, len(reported.information.flat_directions)) == (reported.k - 2, 2)
    assert np.isnan(reported.standard_errors[0])


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "x.mean()",
        "{income}",
        "open(income)",
        "income**9",
        "[income]",
        "income ~ balance",
        "lambda",
        "C(income, balance)",
        "income +",
    ],
)
def test_hostile_formulas_are_refused(data, formula):
    with pytest.raises((DataFault, CaseFault)):
        fit(case_of(THREAT.replace("~ income - 1", json.dumps(formula))), data)


@pytest.mark.parametrize(
    "section, words",
    [
        ("errors: agnet", "errors is 'agnet'"),
        ("errors: agent\n  formula: {a: ~ x}", "did you mean 'formulas'"),
        ("errors: agent\n  scale: -1", "a scale of -1"),
        ("errors: agent\n  estimate: [gain]", "given in two ways"),
    ],
)
def test_faults_of_the_section(data, section, words):
    with pytest.raises(CaseFault, match=words):
        fit(case_of(THREAT.replace("errors: agent", section)), data)


def test_private_information_needs_one_move_a_path():
    from .sample import TWICE

    with pytest.raises(GameFault, match="moves twice"):
        fit(case_of(TWICE.replace("errors: agent", "errors: private")), {"y": ["a", "b"], "x": [1, 2]})


def test_clusters_of_one_row_are_the_sandwich(threat, data):
    rows = fit(threat, data.assign(row=range(len(data))), cluster="row")
    sandwich = fit(threat, data, covariance="sandwich")
    assert rows.kind == "clustered"
    assert rows.standard_errors == pytest.approx(sandwich.standard_errors * np.sqrt(3000 / 2999), rel=1e-9)
    hessian = fit(threat, data)
    assert sandwich.standard_errors == pytest.approx(hessian.standard_errors, rel=0.2)


def test_doubled_rows_in_clusters_are_as_the_single_ones(threat, data):
    single = fit(threat, data.assign(pair=range(len(data))), cluster="pair")
    twice = pd.concat([data.assign(pair=range(len(data)))] * 2)
    double = fit(threat, twice, cluster="pair")
    assert double.standard_errors == pytest.approx(single.standard_errors, rel=1e-6)


def test_files_in_report_out(tmp_path):
    game, table = tmp_path / "game.yaml", tmp_path / "data.csv"
    game.write_text(THREAT, encoding="utf-8")
    assert "500 rows" in simulate_file(game, table, 500, seed=4)
    found = json.loads(fit_file(game, table, as_json=True))
    assert {
        "n",
        "k",
        "log_likelihood",
        "converged",
        "coefficients",
        "information",
        "dropped_rows",
        "seconds",
    } <= set(found)
    assert set(found["coefficients"][0]) == {"name", "estimate", "se", "z", "p", "low", "high"}
    assert found["information"] == {"rank": 9, "flat_directions": []}
    assert "quiet:income" in fit_file(game, table)
    assert "<table" in fit_file(game, table, form="html")
    assert r"\begin{tabular}" in fit_file(game, table, form="latex")
    assert foedus.fit is fit


def test_the_same_seed_gives_the_same_data(threat):
    pd.testing.assert_frame_equal(simulate(threat, 50, seed=9), simulate(threat, 50, seed=9))
    assert not simulate(threat, 50, seed=9).equals(simulate(threat, 50, seed=10))


def test_names_in_tables_are_escaped(data):
    found = fit(case_of(THREAT.replace("title: A threat", 'title: "<b> & 5 % _"\nreference: A threat')), data)
    assert "&lt;b&gt; &amp; 5 %" in summary(found, "html")
    assert r"\& 5 \% \_" in summary(found, "latex")
    assert "log-likelihood" in comparison([found, found], ["one", "two"])
