"""The register of forecasts and outcomes: a JSON Lines file to which lines are only added.

A line records a forecast ({id, made, event, courses}) or an outcome ({id, outcome, resolved}). Nothing is ever
rewritten: a later forecast of the same question counts as another forecast, an outcome resolves all of them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from foedus.errors import DataFault
from foedus.estimation.scoring import Forecast, record_of

LARGEST = 20_000_000  # bytes


def read_register(path: Path) -> tuple[Forecast, ...]:
    """All forecasts, with their outcomes where they are known.

    Raises:
        DataFault: the file is missing, too large, or a line is at fault (named by its number).
    """
    if not path.is_file():
        raise DataFault(
            "there is no register of forecasts here",
            where=str(path),
            remedy=f"enter a forecast: foedus score {path} --add DOSSIER",
        )
    if path.stat().st_size > LARGEST:
        raise DataFault(f"the register is larger than {LARGEST:,} bytes", where=str(path))
    forecasts: list[Forecast] = []
    outcomes: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        record = _parsed(line, f"{path}:{number}")
        if record.get("outcome") is not None and "courses" not in record:
            outcomes[str(record["id"])] = (str(record["outcome"]), str(record.get("resolved", "")))
        else:
            forecasts.append(_forecast(record, f"{path}:{number}"))
    return tuple(_resolved(f, outcomes.get(f.id)) for f in forecasts)


def add_forecast(path: Path, forecast: Forecast) -> None:
    """Add a forecast to the register (made if missing).

    Raises:
        DataFault: its probabilities do not sum to one.
    """
    record = record_of(forecast)
    _forecast(record, forecast.id)
    _append(path, {key: value for key, value in record.items() if value is not None})


def add_outcome(path: Path, identity: str, outcome: str, resolved: str) -> None:
    """Add a question's outcome to the register.

    Raises:
        DataFault: no forecast has this id, it is resolved otherwise already, or it does not know the course.
    """
    same = [f for f in read_register(path) if f.id == identity]
    if not same:
        raise DataFault(
            f"no forecast has the id {identity!r}", where=str(path), remedy="record the forecast first"
        )
    for forecast in same:
        if forecast.outcome not in (None, outcome):
            raise DataFault(f"{identity} is resolved already, as {forecast.outcome}", where=str(path))
        if outcome not in forecast.courses:
            raise DataFault(
                f"{identity} knows no course {outcome!r}",
                where=str(path),
                remedy=f"one of {', '.join(forecast.courses)}",
            )
    _day(resolved, str(path))
    _append(path, {"id": identity, "outcome": outcome, "resolved": resolved})


def _append(path: Path, record: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _parsed(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise DataFault("the line is no JSON", where=where, why=str(error)) from error
    if not isinstance(record, dict) or "id" not in record:
        raise DataFault("the line is no forecast and no outcome", where=where, remedy="give it an id")
    return record


def _forecast(record: Mapping[str, Any], where: str) -> Forecast:
    courses = record.get("courses")
    if not isinstance(courses, Mapping) or not all(
        isinstance(p, int | float) and not isinstance(p, bool) and 0 <= p <= 1 for p in courses.values()
    ):
        raise DataFault("a forecast needs courses with probabilities between 0 and 1", where=where)
    if not math.isclose(sum(courses.values()), 1, abs_tol=0.005):
        raise DataFault(f"the probabilities sum to {sum(courses.values()):.3f}, not to 1", where=where)
    _day(str(record.get("made", "")), where)
    return Forecast(
        id=str(record["id"]),
        made=str(record["made"]),
        courses={str(c): float(p) for c, p in courses.items()},
        event=str(record.get("event", "")),
        outcome=record.get("outcome"),
        resolved=record.get("resolved"),
    )


def _resolved(forecast: Forecast, outcome: tuple[str, str] | None) -> Forecast:
    if outcome is None:
        return forecast
    return Forecast(forecast.id, forecast.made, forecast.courses, forecast.event, *outcome)


def _day(text: str, where: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise DataFault(f"{text!r} is no date", where=where, remedy="write it as 2019-06-25") from error
