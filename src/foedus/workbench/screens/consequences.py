"""Consequences: what may follow, given its cause and overall, and what if some of it were settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedus.brief.consequence_standing import untold
from foedus.brief.document import Picture, plain
from foedus.brief.names import plain_course, subject_name
from foedus.brief.pictures import network as drawing
from foedus.case.read import case_of
from foedus.errors import InputFault
from foedus.inquiry.consequences import Network, network, overall
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Shift, Trials


@dataclass(frozen=True)
class Row:
    """A consequence with what it follows from, whether the what-if holds it true or false, and whether nothing tells how likely it is."""

    entry: Mapping[str, Any]
    given: str
    settled: str
    untold: bool


@dataclass(frozen=True)
class Shown:
    """What the page shows; ``moved`` is empty where nothing is settled."""

    rows: Sequence[Row]
    picture: Picture | None
    courses: Sequence[tuple[str, str]]
    course: str
    moved: Sequence[Shift]
    assumed: Sequence[str]


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``course`` holds a course for certain, each ``set.ID`` a consequence true or false."""
    grounds = bench.grounds
    entries = grounds.entries("consequences")
    names = {str(e["id"]): str(e["name"]) for e in entries}
    courses = [(str(c["id"]), plain_course(grounds, str(c["id"]))) for c in grounds.entries("courses")]
    course = fields.text("course")
    if course and course not in dict(courses):
        raise InputFault(f"there is no course {course!r}", remedy="choose one of the list")
    settled = {
        name: said == "true" for name in names if (said := fields.text(f"set.{name}")) in ("true", "false")
    }
    return Shown(
        rows=[
            Row(
                e,
                plain(subject_name(grounds, str(e["given"]), quoted=False)),
                _word(settled.get(str(e["id"]))),
                untold(grounds, e),
            )
            for e in entries
        ],
        picture=drawing.picture(grounds),
        courses=courses,
        course=course,
        moved=_moved(bench, names, course, settled),
        assumed=[*([dict(courses)[course]] if course else []),
                 *(f"{'' if value else 'not: '}{names[name]}" for name, value in settled.items())],
    )  # fmt: skip


def _word(value: bool | None) -> str:
    return "" if value is None else "true" if value else "false"


def _moved(
    bench: Bench, names: Mapping[str, str], course: str, settled: Mapping[str, bool]
) -> tuple[Shift, ...]:
    if not course and not settled:
        return ()
    now = {str(c["id"]): float(c["probability"]) for c in bench.assessment["courses"]}
    net = _network(bench.grounds.case_text, int(bench.settings["seed"]))
    before = overall(net, now)
    after = overall(net, {c: float(c == course) for c in now} if course else now, settled)
    return tuple(
        Shift(name, words, before[name], after[name]) for name, words in names.items() if name in before
    )


@lru_cache(maxsize=4)
def _network(case_text: str, seed: int) -> Network:
    return network(case_of(case_text, "case.yaml"), seed)


SCREEN = Screen("consequences", "Consequences", show)
