"""What ``foedus fit`` and ``foedus simulate`` do with their options and files."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from foedus.cli import app

from .sample import THREAT


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "game.yaml").write_text(THREAT, encoding="utf-8")
    assert _run("simulate", "game.yaml", "-n", "400", "-o", "data.csv").exit_code == 0
    return tmp_path


def _run(*words):
    return CliRunner().invoke(app, list(words))


def test_a_fit_is_saved_taken_up_drawn_and_made_a_case(folder):
    first = _run("fit", "game.yaml", "data.csv", "-o", "fit.json")
    assert first.exit_code == 0
    again = _run("fit", "fit.json", "--vary", "balance", "--picture", "b.svg", "--case", "case.yaml")
    assert again.exit_code == 0
    fitted, written = first.output.rstrip().rsplit("\n", 1)
    assert written == "wrote fit.json"
    assert again.output.startswith(fitted)
    assert "What is predicted of" in again.output
    assert (folder / "b.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (folder / "b.csv").read_text(encoding="utf-8").startswith("balance,outcome,estimate,low,high")
    assert _run("check", "case.yaml").exit_code == 0
    assert _run("solve", "case.yaml", "--draws", "200").exit_code == 0
    statics = json.loads(
        _run("fit", "fit.json", "--vary", "regime", "--at", "balance=0.5", "--format", "json").output
    )
    assert statics["statics"]["at"]["balance"] == 0.5
    assert len(statics["statics"]["rows"]) == 9


@pytest.mark.parametrize(
    "words, told",
    [
        (["game.yaml"], "the data are missing"),
        (["fit.json", "data.csv"], "takes no data"),
        (["none.json"], "cannot be read"),
        (["none.json", "--cluster", "dyad"], "keeps its standard errors"),
        (["none.json", "--bayes"], "game file and its data"),
        (["game.yaml", "data.csv", "--bayes", "--cluster", "dyad"], "maximum likelihood"),
        (["game.yaml", "data.csv", "--bayes", "-o", "p.json"], "NetCDF"),
        (["game.yaml", "data.csv", "--picture", "x.svg"], "--vary"),
        (["game.yaml", "data.csv", "--at", "x=1"], "--vary"),
        (["game.yaml", "data.csv", "--vary", "regime", "--at", "balance"], "says no value"),
        (["game.yaml", "data.csv", "--format", "yaml"], "--format"),
        (["game.yaml", "data.csv", "-o", "none/fit.json"], "cannot be written"),
    ],
)
def test_wrong_usage_is_told(folder, words, told):
    result = _run("fit", *words)
    assert result.exit_code != 0
    assert told in result.output + str(result.exception)


def test_the_default_model_is_fitted_to_history(folder):
    found = json.loads(_run("fit", "exit-threat", "--history", "--format", "json").output)
    assert sum(sum(row.values()) for row in found["counts"].values()) == found["threats"] > 50
    told = [centre for centre in found["centres"] if centre["identified"]]
    assert all(centre["sd"] < 0.8 * centre["prior_sd"] for centre in told)
    assert 0 < len(told) < len(found["centres"])
    assert found["log_likelihood"]["after"] >= found["log_likelihood"]["before"]
    shown = _run("fit", "exit-threat", "--history", "--as-of", "2000-01-01", "-o", "model.yaml").output
    assert "known on 2000-01-01" in shown
    assert "no: it stays assumed" in shown
    assert _run("check", "model.yaml").exit_code == 0
    other = _run("fit", "game.yaml", "--history")
    assert other.exit_code != 0
    assert "default model" in other.output + str(other.exception)
