"""A fit that was saved and loaded is the fit, and goes on without being fitted again."""

from __future__ import annotations

import json

import numpy as np
import pytest

import foedus
from foedus.case.read import case_of
from foedus.errors import DataFault
from foedus.fitting.compare import profile_interval, vuong
from foedus.fitting.form import game_of
from foedus.fitting.predict import probabilities
from foedus.fitting.saved import load_fit, save_fit
from foedus.fitting.summary import summary

from .sample import THREAT
from .test_crisis_bargaining import GAME, simulated


@pytest.fixture(scope="module")
def found():
    case = case_of(THREAT)
    data = foedus.simulate(case, 300, seed=3)
    data.loc[7, "balance"] = np.nan
    return foedus.fit(case, data)


@pytest.fixture
def loaded(found, tmp_path):
    return load_fit(save_fit(found, tmp_path / "fit.json"))


def test_the_record_is_the_same_to_the_last_digit(found, loaded):
    assert loaded.as_json() == found.as_json()
    assert np.array_equal(loaded.covariance, found.covariance)
    assert np.array_equal(loaded.rows, found.rows)
    assert summary(loaded) == summary(found)


def test_what_is_computed_from_it_is_the_same(found, loaded):
    assert probabilities(loaded).equals(probabilities(found))
    assert profile_interval(loaded, "fight_R:balance") == profile_interval(found, "fight_R:balance")
    with pytest.raises(DataFault, match="say the same of every row"):
        vuong(found, loaded)


def test_without_data_it_keeps_its_table_only(found, tmp_path):
    bare = load_fit(save_fit(found, tmp_path / "fit.json", data=False))
    assert summary(bare) == summary(found)
    with pytest.raises(DataFault, match="no data"):
        probabilities(bare)


def test_a_game_without_a_tree_is_saved_too(tmp_path):
    found = foedus.fit(game_of(GAME.format(method="nested")), simulated(120))
    again = load_fit(save_fit(found, tmp_path / "fit.json"))
    assert again.as_json() == found.as_json()
    assert again.model.likelihood.at(again.estimate).rows == pytest.approx(
        found.model.likelihood.at(found.estimate).rows
    )


def _without(record, *path):
    for key in path[:-1]:
        record = record[key]
    del record[path[-1]]


@pytest.mark.parametrize(
    "harm",
    [
        lambda r: r.update(format="other"),
        lambda r: _without(r, "coefficients"),
        lambda r: r["coefficients"].pop(),
        lambda r: r["coefficients"][0].update(estimate="x"),
        lambda r: r["covariance"].update(kind="made up"),
        lambda r: r["data"]["rows"].pop(),
        lambda r: r["data"]["columns"]["y"].update(values=[]),
        lambda r: r["data"]["columns"]["balance"]["values"].__setitem__(0, [1]),
        lambda r: r["row_log_likelihoods"].pop(),
        lambda r: r["game"].update(text=r["game"]["text"].replace("fight_R: ~ balance + regime", "fight_R: ~ balance")),
    ],
)  # fmt: skip
def test_a_harmed_file_is_refused(found, tmp_path, harm):
    path = save_fit(found, tmp_path / "fit.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    harm(record)
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(DataFault):
        load_fit(path)


@pytest.mark.parametrize(
    "text", ["", "[", "NaN", "[" * 100_000, '"fit"', '{"format": "foedus fit 1", "n": NaN}']
)
def test_what_is_no_fit_is_refused(tmp_path, text):
    path = tmp_path / "fit.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFault):
        load_fit(path)
    with pytest.raises(DataFault):
        load_fit(tmp_path / "none.json")
