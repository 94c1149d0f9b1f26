"""The outcome of a dossier's question: recorded with the forecast that stood, in the folder's own register.

    register.jsonl   the forecast, and what came of it on which day (see `scorebook`)

Recording it changes no answer; it is undone like any other change.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from foedus.dossier.again import standing_assessment
from foedus.dossier.contents import REGISTER
from foedus.dossier.revising import Edit, is_complete
from foedus.dossier.scorebook import forecast_of
from foedus.errors import InputFault
from foedus.estimation.register import add_forecast, add_outcome, read_register
from foedus.estimation.scoring import Forecast


def resolved(course: str, *, on: str, because: str) -> Edit:
    """Record which course came about.

    Args:
        course: its id.
        on: the ISO day on which it did, or on which the deadline passed.
        because: where that is known from; kept with the change.

    The edit raises:
        InputFault: the question is resolved already, knows no such course, or the day cannot be.
    """

    def edit(folder: Path) -> str:
        record = standing_assessment(folder)
        forecast = forecast_of(folder)
        known = {row["id"]: row["name"] for row in record["courses"]}
        if course not in known:
            raise InputFault(f"the question knows no course {course!r}", remedy=f"one of {', '.join(known)}")
        _check_day(on, str(record["question"]["as_of"]))
        if outcome_of(folder) is not None:
            raise InputFault("the outcome is recorded already", remedy="undo that change first")
        if not is_complete(folder):
            raise InputFault(
                "the full answer is still being made",
                why="a forecast is kept with all its draws",
                remedy="send the form again in a few seconds",
            )
        register = folder / REGISTER
        if not register.is_file() or all(f.id != forecast.id for f in read_register(register)):
            add_forecast(register, forecast)
        add_outcome(register, forecast.id, course, on)
        return f"resolved on {on}: {known[course]} ({because})"

    return edit


def outcome_of(folder: Path) -> Forecast | None:
    """The forecast of the folder's question with its outcome, if that is recorded.

    Raises:
        DataFault: the folder's register is broken.
    """
    register = folder / REGISTER
    if not register.is_file() or not register.read_bytes().strip():
        return None
    event = forecast_of(folder).event
    known = [f for f in read_register(register) if f.event == event and f.outcome is not None]
    return known[-1] if known else None


def _check_day(on: str, as_of: str) -> None:
    try:
        date.fromisoformat(on)
    except ValueError as fault:
        raise InputFault(f"{on!r} is no date", remedy="write it like 2019-06-26") from fault
    if on < as_of:
        raise InputFault(
            f"{on} is before the day of the question, {as_of}",
            why="what was known by then is no forecast",
            remedy="assess as of an earlier day",
        )
