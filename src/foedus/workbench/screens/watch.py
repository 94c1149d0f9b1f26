"""Watch: what to look for, what each sign would do to the answer, and what has been seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from foedus.brief.names import event_name, plain_course
from foedus.brief.numbers import course_percents
from foedus.case.model import Case, Decision, Observation
from foedus.dossier.edits import amended, observed
from foedus.dossier.outcome import resolved
from foedus.dossier.revising import Edit
from foedus.errors import InputFault
from foedus.estimation.scoring import brier, log_score
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.scoreboard import Scoreboard, scoreboard
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials


@dataclass(frozen=True)
class Sign:
    """A signpost in words, whither it points, what each course then is and otherwise, in percent, and its record."""

    words: str
    direction: str
    if_seen: Mapping[str, str]
    otherwise: Mapping[str, str]
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """An observation of the case, and the move as people call it (its condition where it is none)."""

    record: Observation
    saw: str


@dataclass(frozen=True)
class Resolved:
    """What the answer would score if a course came about: its id and its name."""

    course: str
    name: str
    brier: float
    log_score: float


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    signs: Sequence[Sign]
    seen: Sequence[Seen]
    moves: Sequence[tuple[str, str]]
    courses: Sequence[tuple[str, str]]
    scores: Sequence[Resolved]
    board: Scoreboard
    earliest: str
    latest: str
    seen_on: str
    resolved_on: str


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page."""
    grounds = bench.grounds
    now = {str(c["id"]): float(c["probability"]) for c in grounds.entries("courses")}
    case, asked = grounds.case, bench.assessment["question"]
    today = date.today().isoformat()  # the visitor's own day
    called = dict(moves(case)) if case else {}
    return Shown(
        signs=[
            Sign(
                event_name(grounds, str(e["event"])),
                _whither(bench, str(e["direction"])),
                _percents(e["courses_if_seen"], now),
                _percents(e["courses_otherwise"], now),
                e,
            )
            for e in grounds.entries("signposts")
        ],
        seen=[Seen(o, called.get(o.saw.text, o.saw.text)) for o in case.observations.values()]
        if case
        else (),
        moves=tuple(called.items()),
        courses=[(str(c["id"]), str(c["name"])) for c in grounds.entries("courses")],
        scores=[
            Resolved(str(c["id"]), str(c["name"]), brier(now, str(c["id"])), log_score(now, str(c["id"])))
            for c in grounds.entries("courses")
        ],
        board=scoreboard(bench),
        earliest=str(asked["as_of"]),
        latest=_day_before(str(asked["deadline"])),
        seen_on=today if today < str(asked["deadline"]) else str(asked["as_of"]),
        resolved_on=min(today, str(asked["deadline"])),
    )


def _percents(shares: Mapping[str, float], courses: Iterable[str]) -> dict[str, str]:
    """Course → its percent, so that they sum to 100; a dash where an answer that an earlier version saved has none."""
    return dict.fromkeys(courses, "–") | course_percents(shares)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _whither(bench: Bench, direction: str) -> str:
    """A direction ("away from fades") with the course as people call it."""
    words, _, course = direction.rpartition(" ")
    return f"{words} {plain_course(bench.grounds, course)}"


def moves(case: Case) -> tuple[tuple[str, str], ...]:
    """Every move that could be seen: its condition and how people call it."""
    found = []
    for node in case.nodes.values():
        if isinstance(node, Decision):
            who = case.actors[node.actor].name if node.actor in case.actors else node.actor
            found += [
                (f"{node.id} = {option}", f"{who} {node.names.get(option, option)}")
                for option in node.options
            ]
    return tuple(found)


def _observe(bench: Bench, form: Fields) -> Edit:
    """Record that a move was seen."""
    case = bench.grounds.case
    known = dict(moves(case)) if case else {}
    saw = form.needed("saw", "what was seen")
    if saw not in known:
        raise InputFault(f"{saw!r} is no move of this case", remedy="choose one of the list")
    on = form.needed("on", "the day")
    try:
        date.fromisoformat(on)
    except ValueError as fault:
        raise InputFault(f"{on!r} is no date", remedy="write it like 2019-06-26") from fault
    asked = bench.assessment["question"]
    if on >= str(asked["deadline"]):
        raise InputFault(
            f"{on} is not before the deadline, {asked['deadline']}",
            remedy="give an earlier day, or record what came of the question",
        )
    sure = form.number("certainty", 95, 50, 100) / 100
    because = form.needed("because", "where it was seen")
    seen = observed(saw, on=on, by=form.by, because=because, certainty=min(sure, 0.999))
    moved = amended({"question.as_of": on}, by=form.by, because=f"seen on {on}: {because}")
    told = f"recorded as seen on {on}: {known[saw]} ({because})"

    def edit(folder: Path) -> str:
        if on <= str(asked["as_of"]):
            seen(folder)
            return told
        moved(folder)
        seen(folder)
        return f"{told}; the question is asked as of that day"

    return edit


def _resolve(bench: Bench, form: Fields) -> Edit:
    """Record what came of the question."""
    return resolved(
        form.needed("course", "what came about"),
        on=form.needed("on", "the day"),
        because=form.needed("because", "where it is known from"),
    )


SCREEN = Screen("watch", "Watch", show, {"observe": _observe, "resolve": _resolve})
