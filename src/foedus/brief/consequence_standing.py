"""What stands behind the consequences: their order, what their numbers are, whether their cause makes a difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.document import Standing
from foedus.brief.grounds import Grounds
from foedus.brief.parts import standing_of

DIFFERENCE = 0.02


def ranked(grounds: Grounds) -> list[Mapping[str, Any]]:
    """The consequences, those that follow from a course first, then what follows from them; what words of likelihood tell of first."""
    courses = {str(c["id"]) for c in grounds.entries("courses")}
    return sorted(
        grounds.entries("consequences"),
        key=lambda c: (
            str(c.get("given")) not in courses,
            untold(grounds, c),
            -float(c["probability_given"]),
            str(c["id"]),
        ),
    )


def unaffected(entry: Mapping[str, Any]) -> bool:
    """Whether a consequence is none: as likely without what it was said to follow from as with it."""
    otherwise = entry.get("probability_otherwise")
    return otherwise is not None and abs(float(entry["probability_given"]) - float(otherwise)) < DIFFERENCE


def untold(grounds: Grounds, entry: Mapping[str, Any]) -> bool:
    """Whether statements say that a consequence would follow, and nothing of how likely: its number is an assumption."""
    return bool(entry.get("statements")) and standing(grounds, entry, "given") == "assumed"


def rise(entry: Mapping[str, Any]) -> float:
    """How much likelier a consequence is with what it follows from than without it."""
    return float(entry["probability_given"]) - float(entry.get("probability_otherwise") or 0.0)


def standing(grounds: Grounds, entry: Mapping[str, Any], which: str) -> Standing:
    """What a probability of a consequence is, by the reason that the case gives for it."""
    declared = grounds.case.consequences.get(str(entry["id"])) if grounds.case else None
    if declared is None:
        return "reported" if which == "given" and entry.get("statements") else "assumed"
    if which == "otherwise":
        return standing_of(declared.otherwise.because)
    quantity = declared.given.get(str(entry.get("given")))
    return standing_of(quantity.because) if quantity else "assumed"
