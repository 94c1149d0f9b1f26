"""Comparative statics, their picture, and the fitted game as a case."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

import foedus
from foedus.case.read import case_of
from foedus.case.write import write
from foedus.equilibrium.solver import solve
from foedus.errors import DataFault
from foedus.fitting.fitted_case import fitted_case
from foedus.fitting.form import game_of
from foedus.fitting.picture import described, round_ticks, statics_picture
from foedus.fitting.profile import chances_at, rows_at, typical
from foedus.fitting.statics import vary
from foedus.game.arrays import pack
from foedus.game.build import build

from .sample import CHOICE, THREAT, TYPES
from .test_crisis_bargaining import GAME, simulated


@pytest.fixture(scope="module")
def data():
    return foedus.simulate(case_of(THREAT), 900, seed=8)


@pytest.fixture(scope="module")
def found(data):
    return foedus.fit(case_of(THREAT), data)


def test_one_choice_has_the_band_of_its_share():
    """With a constant only the draws' quantiles are those of the normal approximation, put through the link."""
    text = CHOICE.replace("estimate: [gain]", "formulas: {gain: ~ x}").replace("probit", "logit")
    rng = np.random.default_rng(1)
    x = rng.standard_normal(400)
    left = (rng.random(400) < expit((0.3 + 0.8 * x) / np.sqrt(2))).astype(int)
    one = foedus.fit(case_of(text), {"left": left, "x": x})
    statics = vary(one, "x", [0.0, 1.0], draws=20_000)
    se = np.sqrt([one.covariance[0, 0], one.covariance.sum()])
    centre = np.array([one.estimate[0], one.estimate.sum()])
    leave = statics.outcomes.index("act = leave")
    assert statics.estimate[:, leave] == pytest.approx(expit(centre / np.sqrt(2)), rel=1e-9)
    assert statics.low[:, leave] == pytest.approx(expit((centre - 1.96 * se) / np.sqrt(2)), abs=0.003)
    assert statics.high[:, leave] == pytest.approx(expit((centre + 1.96 * se) / np.sqrt(2)), abs=0.003)
    assert statics.change[leave, 0] == pytest.approx(np.diff(statics.estimate[:, leave])[0])


def test_probabilities_sum_to_one_and_the_seed_decides(found):
    one, same, other = vary(found, "balance"), vary(found, "balance"), vary(found, "balance", seed=1)
    assert one.estimate.sum(axis=1) == pytest.approx(1)
    assert np.array_equal(one.low, same.low)
    assert not np.array_equal(one.low, other.low)
    assert (one.low <= one.estimate).all()
    assert (one.estimate <= one.high).all()
    assert one.change[:, 0].sum() == pytest.approx(0, abs=1e-12)


def test_rows_are_seen_as_the_fit_saw_them(found):
    """Predicted at a row's own covariates, the chances are those of that row."""
    table = found.model.kept.table.head(5)
    rows = [{name: row[name] for name in found.model.covariates} for row in table.to_dict("records")]
    again = chances_at(found.model, rows_at(found.model, rows), found.estimate[None])[0]
    likelihood = found.model.likelihood
    assert again == pytest.approx(likelihood.predicted(likelihood.predictors(found.estimate))[:5])


def test_centred_columns_keep_the_mean_of_the_rows_used(data):
    text = THREAT.replace("~ income - 1", "~ center(income) - 1")
    moved = data.assign(income=data.income + 5)
    one = foedus.fit(case_of(text), moved)
    mean = float(moved.income.mean())
    low, high = vary(one, "income", [mean, mean + 1]), vary(one, "income", [mean + 1, mean + 2])
    assert low.estimate[1] == pytest.approx(high.estimate[0])
    assert typical(one.model)["income"] == pytest.approx(mean)


def test_a_quantity_that_is_a_column_can_vary():
    text = CHOICE.replace("estimate: [gain]", "estimate: [base]\n  columns: {gain: stake}")
    text = text.replace("S: gain", "S: gain + base").replace(
        "quantities: {", 'quantities: {base: {value: 0, because: "computed: fitted"}, '
    )
    rng = np.random.default_rng(2)
    stake = rng.standard_normal(300)
    one = foedus.fit(
        case_of(text), {"left": (stake + rng.standard_normal(300) > 0).astype(int), "stake": stake}
    )
    statics = vary(one, "stake", [-1, 0, 1])
    assert (np.diff(statics.estimate[:, statics.outcomes.index("act = leave")]) > 0.2).all()


def test_the_crisis_game_is_shown_in_equilibrium():
    one = foedus.fit(game_of(GAME.format(method="nested")), simulated(150))
    statics = vary(one, "z", [-1, 0, 1], draws=20)
    assert statics.outcomes == ("status_quo", "concession", "fight", "backdown")
    assert statics.estimate.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    "asked, words",
    [
        ({"column": "balanc"}, "did you mean 'balance'"),
        ({"column": "y"}, "no covariate 'y'"),
        ({"column": "balance", "values": ["high"]}, "is a number"),
        ({"column": "regime", "values": ["junta"]}, "never 'junta'"),
        ({"column": "regime", "at": {"balance": np.inf}}, "is a number"),
        ({"column": "regime", "at": {"regime": "mixed"}}, "cannot both vary"),
        ({"column": "regime", "level": 1.0}, "level"),
        ({"column": "regime", "draws": 0}, "draws"),
    ],
)
def test_faults_are_named(found, asked, words):
    with pytest.raises(DataFault, match=words):
        vary(found, **asked)


def test_what_cannot_be_drawn_is_said(data):
    text = THREAT.replace("quiet: ~ income - 1", "quiet: ~ income")
    text = text.replace("fight_S: ~ regime", "fight_S: ~ 1")
    flat = foedus.fit(case_of(text), data, refuse=False)
    with pytest.raises(DataFault, match=r"cannot be drawn"):
        vary(flat, "income")


def test_the_picture_is_whole_and_told_in_words(found):
    for column in ("balance", "regime"):
        statics = vary(found, column, draws=100)
        drawing = statics_picture(statics)
        root = ElementTree.fromstring(drawing)  # our own drawing
        assert root.get("role") == "img"
        assert root.get("aria-label") == described(statics) == root.find("{*}desc").text
        words = " ".join(re.findall(r">([^<>]+)</text>", drawing))
        for outcome in statics.outcomes:
            assert outcome in words
        shown = [float(v) for v in re.findall(r"[ML](-?[\d.]+) ", drawing)]
        assert all(0 <= v <= 720 for v in shown)
    assert len(statics.table()) == 9
    assert list(statics.table().columns) == ["regime", "outcome", "estimate", "low", "high"]


def test_hostile_names_are_escaped(data):
    text = THREAT.replace("title: A threat", 'title: "<script>\\"x\\"</script>"\nreference: A threat')
    drawing = statics_picture(vary(foedus.fit(case_of(text), data), "regime", draws=20))
    ElementTree.fromstring(drawing)
    assert "<script" not in drawing


@pytest.mark.parametrize("low, high", [(0, 1), (-3.7, 12), (1e6, 4e6), (0.001, 0.0021), (5, 5)])
def test_ticks_are_few_and_within(low, high):
    ticks = round_ticks(low, high)
    assert 1 <= len(ticks) <= 5
    assert min(ticks) >= low - 1e-9 * abs(high)
    assert max(ticks) <= high + 1e-9 * abs(high)


def _played(case):
    """Probabilities of the end nodes at the medians."""
    draws = {name: np.array([q.distribution.median]) for name, q in case.quantities.items()}
    return np.exp(solve(pack(build(case)), draws, draws[case.precision]).terminal_log_probabilities()[0])


@pytest.mark.parametrize("scale", ["1", "2.5", "{S: 0.5, R: 2}", "{S: estimate, R: 1}"])
def test_a_fitted_game_with_logit_errors_plays_as_the_fit_says(scale):
    text = THREAT.replace("link: probit", f"link: logit\n  scale: {scale}")
    if "estimate" in scale:
        text = text.replace("gain: ~ 1,", "").replace("S: gain", "S: 1")
        text = text.replace('      "gain:(Intercept)": 1.1\n', "").replace(
            "fight_S: ~ regime", "fight_S: ~ 1"
        )
        text = text.replace(
            '      "fight_S:regime[T.democracy]": -0.6\n      "fight_S:regime[T.mixed]": 0.3\n', ""
        )
        text = text.replace('  gain: {value: 0, because: "computed: fitted"}\n', "")
    declared = case_of(text)
    one = foedus.fit(declared, foedus.simulate(declared, 1500, seed=8))
    at = {"income": 0.5, "regime": "mixed", "balance": -0.2}
    case = fitted_case(one, at)
    wanted = chances_at(one.model, rows_at(one.model, [at]), one.estimate[None])[0, 0]
    assert _played(case) == pytest.approx(wanted, rel=1e-6)
    assert case_of(write(case)) == case


def test_draws_of_the_case_are_draws_of_the_fit():
    """Independent draws of the case's quantities have, put in their places, the fit's means and covariance."""
    declared = case_of(THREAT.replace("probit", "logit"))
    one = foedus.fit(declared, foedus.simulate(declared, 900, seed=8))
    case = fitted_case(one)
    rng = np.random.default_rng(0)
    draws = {name: q.distribution.quantile(rng.random(40_000)) for name, q in case.quantities.items()}
    row = rows_at(one.model, [typical(one.model)])
    matrix = np.zeros((4, one.k))
    for k, (design, part) in enumerate(
        zip(one.model.likelihood.designs, one.model.likelihood.parts, strict=True)
    ):
        matrix[k, part] = design.on(row)[0]
    keep, concede, resist = case.payoffs
    placed = [keep.values["S"], concede.values["S"], resist.values["S"], resist.values["R"]]
    sample = np.array([np.broadcast_to(part.evaluate(draws), 40_000) for part in placed])
    covariance = matrix @ one.covariance @ matrix.T
    assert sample.mean(axis=1) == pytest.approx(matrix @ one.estimate, abs=0.02)
    assert np.corrcoef(sample) == pytest.approx(
        covariance / np.sqrt(np.outer(np.diag(covariance), np.diag(covariance))), abs=0.02
    )


def test_a_quantal_game_with_types_is_a_case_too():
    declared = case_of(TYPES)
    one = foedus.fit(declared, foedus.simulate(declared, 800, seed=4))
    at = {"regime": "democracy", "balance": "low"}
    case = fitted_case(one, at)
    chances = _played(case)
    wanted = chances_at(one.model, rows_at(one.model, [at]), one.estimate[None])[0, 0]
    ends = [sum(chances[z] for z in some) for some in one.model.seen.ends]
    assert ends == pytest.approx(wanted, rel=1e-6)


def test_private_information_is_no_case(data):
    one = foedus.fit(case_of(THREAT.replace("errors: agent", "errors: private")), data)
    with pytest.raises(DataFault, match="no precision"):
        fitted_case(one)
    assert isinstance(vary(one, "regime", draws=10).table(), pd.DataFrame)
