"""Keeping score: a forecast is entered once, resolved once, and scored beside the base rate."""

from __future__ import annotations

import json

import pytest

from foedus.dossier.scorebook import enter_forecast, enter_outcome, score_text
from foedus.errors import FoedusError


@pytest.fixture
def dossier(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    record = {
        "question": {"event": "Will A leave the pact?", "as_of": "2020-01-01"},
        "courses": [
            {"id": c, "probability": p} for c, p in (("exit", 0.2), ("revised", 0.3), ("fades", 0.5))
        ],
    }
    (folder / "assessment.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def test_from_forecast_to_score(tmp_path, dossier):
    register = tmp_path / "register.jsonl"
    identity = enter_forecast(register, dossier).split()[1].rstrip(":")
    assert "nothing to score" in score_text(register)
    enter_outcome(register, identity, "fades", "2021-01-01")
    told = score_text(register)
    assert "1 resolved" in told
    assert "0.693" in told  # minus the logarithm of a half
    assert "0.380" in told  # .2 squared, .3 squared, .5 squared
    assert "20" in told  # no calibration diagram under twenty outcomes


def test_an_outcome_that_nobody_forecast_is_refused(tmp_path, dossier):
    register = tmp_path / "register.jsonl"
    enter_forecast(register, dossier)
    with pytest.raises(FoedusError):
        enter_outcome(register, "q0", "fades", "2021-01-01")
