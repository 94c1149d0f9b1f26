"""Past threats posed: what scores assessments of them, or fits to them, starts here.

A folder of past threats holds one folder a threat, with its reports and ``question.json``, and ``outcomes.csv`` with
what came of each and what it is used for (``examples/past_threats``).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from foedus.case.model import Case
from foedus.dossier.progress import Progress
from foedus.dossier.request import Request
from foedus.dossier.steps import draft_of
from foedus.inquiry.judgements import evidence_of
from foedus.inquiry.problem import Problem, pose
from foedus.inquiry.solving import house_solver
from foedus.inquiry.weighing import Evidence


@dataclass(frozen=True)
class Posed:
    """A past threat drafted and solved as of its day: ready to be weighed."""

    case: Case
    problem: Problem
    evidence: Evidence


def outcomes(folder: Path) -> list[dict[str, str]]:
    """The rows of a folder's ``outcomes.csv``: id, outcome, outcome_date, use, notes."""
    with (folder / "outcomes.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def posed(folder: Path, draws: int, seed: int = 0) -> Posed:
    """One threat, read and drafted as ``foedus assess`` does it, as of the day that its question names.

    Raises:
        FoedusError: no threat is found, or the case cannot be posed.
    """
    question = folder / "question.json"
    as_of = json.loads(question.read_text(encoding="utf-8"))["as_of"]
    case = draft_of(Request((str(folder),), as_of=as_of, question=question), Progress(None)).case
    return Posed(case, pose(case, draws, seed, house_solver(count=False)), evidence_of(case, draws, seed))
