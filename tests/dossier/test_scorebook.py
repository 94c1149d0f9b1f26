"""Keeping score: a forecast is entered once, resolved once, and scored beside the base rate."""

from __future__ import annotations

import json

import pytest

from foedus.dossier.outcome import outcome_of, resolved
from foedus.dossier.scorebook import (
    calibration_svg,
    enter_forecast,
    enter_outcome,
    forecasts_in,
    registers_in,
    score_text,
)
from foedus.errors import DataFault, FoedusError, InputFault


@pytest.fixture
def dossier(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    record = {
        "question": {"event": "Will A leave the pact?", "as_of": "2020-01-01"},
        "run": {"settings": {"draws": 512}},
        "courses": [
            {"id": c, "name": c, "probability": p}
            for c, p in (("exit", 0.2), ("revised", 0.3), ("fades", 0.5))
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


def lines(path, n):
    """A register of resolved forecasts: exit said with 0, 10, .. 90 % in turn, and come in as many of ten."""
    rows = []
    for i in range(n):
        p = (i % 10) / 10
        rows.append(
            {"id": f"q{i}", "made": "2020-01-01", "courses": {"exit": p, "revised": 0.0, "fades": 1 - p}}
        )
        came = "exit" if i % 7 < 10 * p * 0.7 else "fades"
        rows.append({"id": f"q{i}", "outcome": came, "resolved": "2021-01-01"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_diagram_is_drawn_from_twenty_outcomes(tmp_path):
    from xml.etree import ElementTree

    with pytest.raises(DataFault, match="20 outcomes"):
        calibration_svg(lines(tmp_path / "few.jsonl", 19))
    svg = calibration_svg(lines(tmp_path / "register.jsonl", 40))
    shown = " ".join(t.text or "" for t in ElementTree.fromstring(svg).iter() if t.tag.endswith("text"))
    assert "40 forecasts" in shown
    assert "MCB" in shown
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_folder_of_dossiers_is_scored_as_one(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    lines(tmp_path / "one" / "register.jsonl", 3)
    lines(tmp_path / "two" / "register.jsonl", 5)
    assert len(registers_in(tmp_path)) == 2
    assert len(forecasts_in(registers_in(tmp_path))) == 5  # the first three are the same forecasts
    assert "5 forecasts, 5 resolved" in score_text(tmp_path)
    empty = tmp_path / "three"
    empty.mkdir()
    with pytest.raises(InputFault, match="no register"):
        registers_in(empty)


def test_an_outcome_in_one_register_resolves_the_forecast_in_another(tmp_path, dossier):
    enter_forecast(tmp_path / "ours.jsonl", dossier)
    enter_forecast(tmp_path / "theirs.jsonl", dossier)
    (forecast,) = forecasts_in([tmp_path / "ours.jsonl"])
    enter_outcome(tmp_path / "theirs.jsonl", forecast.id, "fades", "2021-01-01")
    assert [f.outcome for f in forecasts_in([tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"])] == [
        "fades"
    ]


def test_the_outcome_is_recorded_once_with_the_forecast_that_stood(dossier):
    told = resolved("revised", on="2020-06-01", because="the gazette")(dossier)
    assert "2020-06-01" in told and "the gazette" in told
    known = outcome_of(dossier)
    assert (known.outcome, known.resolved, known.courses["revised"]) == ("revised", "2020-06-01", 0.3)
    with pytest.raises(InputFault, match="recorded already"):
        resolved("fades", on="2020-06-01", because="x")(dossier)


@pytest.mark.parametrize(
    ("course", "on"), [("war", "2020-06-01"), ("fades", "2019-12-31"), ("fades", "June")]
)
def test_an_outcome_that_cannot_be_is_refused_and_nothing_written(dossier, course, on):
    with pytest.raises(InputFault):
        resolved(course, on=on, because="x")(dossier)
    assert outcome_of(dossier) is None


def test_no_outcome_is_recorded_on_a_first_answer(dossier):
    (dossier / "settings.json").write_text('{"draws": 8192}', encoding="utf-8")
    with pytest.raises(InputFault, match="full answer"):
        resolved("fades", on="2020-06-01", because="x")(dossier)
