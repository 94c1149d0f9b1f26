"""The past threats that ship: each has its reports, its question and its outcome, and no report is later than its day."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from foedus.dossier.posing import outcomes
from foedus.drafting.question import read_question

FOLDER = Path(__file__).parents[2] / "examples" / "past_threats"
ROWS = outcomes(FOLDER)


def test_every_folder_has_its_outcome_and_its_use() -> None:
    assert sorted(row["id"] for row in ROWS) == sorted(p.name for p in FOLDER.iterdir() if p.is_dir())
    assert {row["outcome"] for row in ROWS} == {"exit", "revised", "fades"}
    assert {row["use"] for row in ROWS} == {"fit", "held out"}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_what_an_assessment_sees_is_no_later_than_its_day(row: dict[str, str]) -> None:
    path = FOLDER / row["id"] / "question.json"
    as_of = json.loads(path.read_text(encoding="utf-8"))["as_of"]
    question = read_question(path, None)
    reports = sorted((FOLDER / row["id"]).glob("*.txt"))
    assert len(reports) >= 3
    for report in reports:
        day = re.search(r"(?m)^DATE: ([\d-]+)$", report.read_text(encoding="utf-8"))
        assert day is not None
        assert day[1] <= as_of[: len(day[1])]
    assert question.as_of == as_of
    assert question.deadline >= question.as_of


def test_the_outcome_is_told_nowhere_in_what_an_assessment_reads() -> None:
    for row in ROWS:
        told = json.loads((FOLDER / row["id"] / "question.json").read_text(encoding="utf-8"))
        assert not {"outcome", "outcome_date", "notes"} & set(told)
