"""Keeping score: a dossier's forecast is entered in a register, its outcome later, and all are scored.

foedus score register.jsonl --add japan-2019              enter the forecast of a dossier
foedus score register.jsonl --resolve ID fades --on DATE  enter what came of it
foedus score register.jsonl                               Brier, log score, skill, calibration
"""

from __future__ import annotations

from pathlib import Path

from foedus.dossier.again import standing_assessment
from foedus.errors import FoedusError
from foedus.estimation.register import add_forecast, add_outcome, read_register
from foedus.estimation.scoring import Forecast, Reliability, reliability, scores
from foedus.history.reference_class import choose
from foedus.provenance import digest_of


def enter_forecast(register: Path, folder: Path) -> str:
    """Enter the forecast of a dossier; its id is a digest of the question, so that it is entered once a day asked."""
    assessment = standing_assessment(folder)
    question = assessment["question"]
    identity = "q" + digest_of(f"{question['event']}|{question['as_of']}")[:8]
    courses = {row["id"]: row["probability"] for row in assessment["courses"]}
    add_forecast(register, Forecast(identity, question["as_of"], courses, question["event"]))
    return f"entered {identity}: {question['event']}"


def enter_outcome(register: Path, identity: str, outcome: str, on: str) -> str:
    """Enter what came of a question."""
    add_outcome(register, identity, outcome, on)
    return f"{identity} resolved to {outcome} on {on}"


def score_text(register: Path) -> str:
    """The register's scores beside those of the base rate and of a flat guess, and its calibration."""
    forecasts = read_register(register)
    resolved = [f for f in forecasts if f.outcome is not None]
    lines = [f"{len(forecasts)} forecasts, {len(resolved)} resolved"]
    if not resolved:
        return "\n".join([*lines, "nothing to score yet: enter outcomes with --resolve"])
    found = scores(forecasts, choose().shares())
    lines += [
        "",
        f"{'':14}{'log score':>10}{'Brier':>8}",
        f"{'foedus':14}{found.log:10.3f}{found.brier:8.3f}",
        f"{'base rate':14}{found.base_log:10.3f}{found.base_brier:8.3f}",
        f"{'flat guess':14}{found.flat_log:10.3f}{'':8}",
        f"{'skill':14}{found.log_skill:10.3f}{found.brier_skill:8.3f}   1 is perfect, 0 the base rate",
    ]
    for course in resolved[0].courses:
        try:
            lines += ["", *_diagram(reliability(forecasts, course))]
        except FoedusError as refused:
            return "\n".join([*lines, "", str(refused)])
    return "\n".join(lines)


def _diagram(found: Reliability) -> list[str]:
    """A calibration diagram in words: what was forecast, how often it came, in how many cases."""
    head = (
        f"calibration of {found.course}: miscalibration {found.miscalibration:.3f}, "
        f"discrimination {found.discrimination:.3f}, uncertainty {found.uncertainty:.3f}"
    )
    rows = zip(found.forecast, found.observed, found.counts, strict=True)
    return [head, *(f"  said {p:4.0%}  came {seen:4.0%}  {n:3d} cases" for p, seen, n in rows)]
