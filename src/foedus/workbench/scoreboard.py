"""What the question came to, and how good the forecasts were whose outcomes are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.brief.document import Picture, Row, Table, Text
from foedus.brief.numbers import percent
from foedus.dossier.contents import REGISTER
from foedus.dossier.outcome import outcome_of
from foedus.dossier.scorebook import calibrations, forecasts_in, registers_in, scored
from foedus.drawing import NARROW, WIDE
from foedus.errors import DataFault, FoedusError
from foedus.estimation.diagram import described, diagram
from foedus.estimation.scoring import Forecast, Reliability, Scores, brier, log_score
from foedus.workbench.bench import Bench


@dataclass(frozen=True)
class Outcome:
    """What came of the question: the course's name, the day, and what the forecast scored."""

    course: str
    on: str
    brier: float
    log_score: float


@dataclass(frozen=True)
class Scoreboard:
    """The scores of all forecasts whose outcomes are known.

    Attributes:
        outcome: of this question, or None while it is open.
        scores: of all forecasts, or None if no outcome is known.
        calibration: the diagram, or None where too few outcomes are known.
        told: why there is no diagram, or no score; "" if there is.
    """

    outcome: Outcome | None
    scores: Scores | None
    calibration: Picture | None
    told: str


def scoreboard(bench: Bench) -> Scoreboard:
    """The scoreboard of a folder and of the forecasts that the workbench was started with."""
    names = {str(row["id"]): str(row["name"]) for row in bench.grounds.entries("courses")}
    try:
        known = outcome_of(bench.folder)
        forecasts = forecasts_in(_registers(bench))
        scores = scored(forecasts) if any(f.outcome is not None for f in forecasts) else None
    except FoedusError as fault:  # a register that somebody broke must not take the page with it
        return Scoreboard(None, None, None, str(fault))
    outcome = _outcome(known, names) if known else None
    if scores is None:
        return Scoreboard(outcome, None, None, "")
    try:
        return Scoreboard(outcome, scores, _picture(calibrations(forecasts)), "")
    except DataFault as few:
        return Scoreboard(outcome, scores, None, f"{few.what}: {few.why}" if few.why else few.what)


def _registers(bench: Bench) -> tuple[Path, ...]:
    own = bench.folder / REGISTER
    found = [own] if own.is_file() and own.read_bytes().strip() else []
    if bench.register is not None:
        found += [path for path in registers_in(bench.register) if path.resolve() != own.resolve()]
    return tuple(found)


def _outcome(known: Forecast, names: dict[str, str]) -> Outcome:
    course = str(known.outcome)
    return Outcome(
        names.get(course, course), str(known.resolved or ""), brier(known.courses, course), log_score(known.courses, course)
    )  # fmt: skip


def _picture(found: Sequence[Reliability]) -> Picture:
    rows = [
        Row(tuple((Text(cell),) for cell in (one.course, percent(p), percent(seen), f"{n:,}")))
        for one in found
        for p, seen, n in zip(one.forecast, one.observed, one.counts, strict=True)
    ]
    return Picture(
        "picture-calibration",
        (Text("Calibration of each course: what was said against how often it came, recalibrated so that it never falls (CORP). "
              "Dots on the diagonal are calibrated; the band holds nine of ten such lines that calibrated forecasts would give "
              "by chance. MCB is the part of the Brier score lost by miscalibration, DSC what is won by telling cases apart, UNC "
              "the score of the plain rate."),),
        f"Calibration diagrams. {' '.join(described(one) for one in found)}", diagram(found, WIDE), diagram(found, NARROW),
        Table(("Course", "Said", "Came, recalibrated", "Forecasts"), tuple(rows), numeric=(1, 2, 3)),
    )  # fmt: skip
