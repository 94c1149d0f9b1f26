"""Keeping score: a dossier's forecast is entered in a register, its outcome later, and all are scored.

foedus score register.jsonl --add japan-2019              enter the forecast of a dossier
foedus score register.jsonl --resolve ID fades --on DATE  enter what came of it
foedus score register.jsonl                               Brier, log score, skill, calibration
foedus score dossiers                                     the same of all dossiers in a folder

A dossier keeps a register of its own once its outcome was recorded on the workbench.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from foedus.dossier.again import standing_assessment
from foedus.dossier.contents import REGISTER
from foedus.drawing import standalone
from foedus.errors import DataFault, InputFault
from foedus.estimation.register import add_forecast, add_outcome, read_register
from foedus.estimation.scoring import (
    LEAST_FOR_DIAGRAM,
    Forecast,
    Reliability,
    Scores,
    reliability,
    scores,
)
from foedus.history.reference_class import choose
from foedus.provenance import digest_of
from foedus.wording import counted


def enter_forecast(register: Path, folder: Path) -> str:
    """Enter the forecast of a dossier; its id is a digest of the question, so that it is entered once a day asked."""
    forecast = forecast_of(folder)
    add_forecast(register, forecast)
    return f"entered {forecast.id}: {forecast.event}"


def forecast_of(folder: Path) -> Forecast:
    """The forecast that stands in a dossier.

    Raises:
        FolderFault: the folder is no dossier.
    """
    assessment = standing_assessment(folder)
    question = assessment["question"]
    identity = "q" + digest_of(f"{question['event']}|{question['as_of']}")[:8]
    courses = {row["id"]: row["probability"] for row in assessment["courses"]}
    return Forecast(identity, question["as_of"], courses, question["event"])


def enter_outcome(register: Path, identity: str, outcome: str, on: str) -> str:
    """Enter what came of a question."""
    add_outcome(register, identity, outcome, on)
    return f"{identity} resolved to {outcome} on {on}"


def registers_in(place: Path) -> tuple[Path, ...]:
    """The registers at a place: the file itself, a dossier's own, or those of the dossiers in a folder.

    Raises:
        InputFault: a folder holds none.
    """
    if not place.is_dir():
        return (place,)
    found = sorted({*place.glob(REGISTER), *place.glob(f"*/{REGISTER}")})
    if not found:
        raise InputFault(
            "no register is in this folder",
            where=str(place),
            remedy="record an outcome on the workbench (Watch), or name a register's file",
        )
    return tuple(found)


def forecasts_in(registers: Sequence[Path]) -> tuple[Forecast, ...]:
    """The forecasts of several registers: each once, with its outcome if any of them knows it."""
    read = [forecast for register in registers for forecast in read_register(register)]
    known = {f.id: (f.outcome, f.resolved) for f in read if f.outcome is not None}
    found: dict[tuple[str, str, tuple[tuple[str, float], ...]], Forecast] = {}
    for f in read:
        outcome, resolved = known.get(f.id, (None, None))
        found[f.id, f.made, tuple(f.courses.items())] = dataclasses.replace(
            f, outcome=outcome, resolved=resolved
        )
    return tuple(found.values())


def score_text(place: Path) -> str:
    """The scores of a register, or of all dossiers in a folder, beside those of the base rate and of a flat guess."""
    forecasts = forecasts_in(registers_in(place))
    resolved = [f for f in forecasts if f.outcome is not None]
    lines = [f"{counted(len(forecasts), 'forecast')}, {len(resolved)} resolved"]
    if not resolved:
        return "\n".join([*lines, "nothing to score yet: enter outcomes with --resolve"])
    found = scored(forecasts)
    lines += [
        "",
        f"{'':14}{'log score':>10}{'Brier':>8}",
        f"{'foedus':14}{found.log:10.3f}{found.brier:8.3f}",
        f"{'base rate':14}{found.base_log:10.3f}{found.base_brier:8.3f}",
        f"{'flat guess':14}{found.flat_log:10.3f}{'':8}",
        f"{'skill':14}{found.log_skill:10.3f}{found.brier_skill:8.3f}   1 is perfect, 0 the base rate",
    ]
    try:
        for one in calibrations(forecasts):
            lines += ["", *_in_words(one)]
    except DataFault as refused:
        lines += ["", str(refused)]
    return "\n".join(lines)


def scored(forecasts: Sequence[Forecast]) -> Scores:
    """Mean scores beside those of the table's base rate; of other courses, beside the shares of the other outcomes."""
    base = choose().shares()
    return scores(forecasts, base if all(f.courses.keys() <= base.keys() for f in forecasts) else None)


def calibrations(forecasts: Sequence[Forecast]) -> tuple[Reliability, ...]:
    """The calibration of each course.

    Raises:
        DataFault: fewer than 20 outcomes are known.
    """
    known = [f for f in forecasts if f.outcome is not None]
    if not known:
        raise DataFault(f"a calibration diagram needs {LEAST_FOR_DIAGRAM} outcomes; none is known")
    return tuple(reliability(forecasts, course) for course in known[0].courses)


def calibration_svg(place: Path) -> str:
    """The calibration diagram of a register, or of all dossiers in a folder, as an SVG that needs nothing else.

    Raises:
        DataFault: fewer than 20 outcomes are known.
    """
    from foedus.estimation.diagram import diagram

    return standalone(diagram(calibrations(forecasts_in(registers_in(place)))))


def _in_words(found: Reliability) -> list[str]:
    """A calibration diagram in words: what was forecast, how often it came, in how many cases."""
    head = (
        f"calibration of {found.course}: miscalibration {found.miscalibration:.3f}, "
        f"discrimination {found.discrimination:.3f}, uncertainty {found.uncertainty:.3f}"
    )
    rows = zip(found.forecast, found.observed, found.counts, strict=True)
    return [head, *(f"  said {p:4.0%}  came {seen:4.0%}  {n:3d} cases" for p, seen, n in rows)]
