"""Past threats posed: as the assessment of their day has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.dossier.posing import outcomes, posed
from foedus.inquiry.weighing import weigh

FOLDER = Path(__file__).parents[2] / "examples" / "past_threats"


def test_a_past_threat_is_posed_as_of_its_day() -> None:
    row = next(row for row in outcomes(FOLDER) if row["id"] == "us-japan-2019")
    threat = posed(FOLDER / row["id"], 256)
    question = threat.case.question
    assert question is not None
    assert question.as_of < row["outcome_date"]
    assert threat.problem.n == 256
    steps = [weigh(threat.problem, threat.evidence, step).mean() for step in ("base_rate", "judgements")]
    assert all(sum(courses.values()) == pytest.approx(1) for courses in steps)
    assert steps[0] != steps[1]
