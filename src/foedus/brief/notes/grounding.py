"""What a note rests on, as paths to other notes, and what several kinds of notes tell alike."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.brief.address import path_of_name
from foedus.brief.document import Parts
from foedus.brief.grounds import Grounds
from foedus.brief.parts import chance, given, join, listed
from foedus.provenance import grounds_of


def paths_of(grounds: Grounds, names: Iterable[str]) -> tuple[str, ...]:
    """The paths of the names that mean something here."""
    found = (path_of_name(grounds, name) for name in dict.fromkeys(names))
    return tuple(path for path in found if path)


def because_paths(grounds: Grounds, because: str) -> tuple[str, ...]:
    """The statements and rows of history that a reason names, and its words where it is an assumption."""
    return paths_of(grounds, [name for ground in grounds_of(because) for name in ground.ids])


def if_there(grounds: Grounds, *families: str) -> tuple[str, ...]:
    """The families of these that the assessment has."""
    return tuple(family for family in families if grounds.assessment.get(family))


def has_course(grounds: Grounds, course: str) -> bool:
    """Whether the assessment has a course of this id."""
    return any(str(entry["id"]) == course for entry in grounds.entries("courses"))


def shares_of(grounds: Grounds, path: str, courses: Iterable[str]) -> Parts:
    """The courses of a record with their probabilities there: "exit 5 %, revised terms 7 %"."""
    return listed(
        [
            join(
                given(grounds, f"courses.{c}.name") if has_course(grounds, c) else c,
                " ",
                chance(grounds, f"{path}.courses.{c}"),
            )
            for c in courses
        ],
        last=", ",
    )
