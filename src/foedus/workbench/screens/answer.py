"""Answer: the bottom line, courses and explanations, the way from the base rate, and what drives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.brief.document import Block, Paragraph, Picture
from foedus.brief.drivers import tells
from foedus.brief.pictures import courses, steps, tornado
from foedus.brief.prose import bottom_line
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.quantities import Handle, handles, set_quantity
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Shift, Trials, shifts

MOST_DRIVERS = 8


@dataclass(frozen=True)
class Driver:
    """A quantity with the answer at both ends of its range; ``handle`` is None where it cannot be set.

    ``tells`` is False where the ends differ by no more than the draws' noise.
    """

    entry: Mapping[str, Any]
    handle: Handle | None
    tells: bool


@dataclass(frozen=True)
class Shown:
    """What the page shows.

    Attributes:
        opening: the bottom line as the brief puts it.
        courses, steps, tornado: pictures with their data.
        explanations: entries of the assessment.
        drivers: what moves the answer most.
        moved: how explanations moved since the version before.
        at: name of the driver whose form is open.
    """

    opening: Sequence[Block]
    courses: Picture
    steps: Picture | None
    tornado: Picture | None
    explanations: Sequence[Mapping[str, Any]]
    drivers: Sequence[Driver]
    moved: Sequence[Shift]
    at: str


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page."""
    grounds = bench.grounds
    opening = bottom_line.section(grounds).blocks
    known = {handle.name: handle for handle in handles(bench)}
    entries = grounds.entries("sensitivity")[:MOST_DRIVERS]
    before = grounds.previous or grounds.assessment
    return Shown(
        opening=[
            block
            for block in opening
            if isinstance(block, Paragraph) and not (bench.is_first and _on_confidence(block))
        ],
        courses=courses.picture(grounds),
        steps=steps.picture(grounds),
        tornado=tornado.picture(grounds),
        explanations=grounds.entries("explanations"),
        drivers=[Driver(entry, known.get(str(entry["quantity"])), tells(entry)) for entry in entries],
        moved=shifts(before, grounds.assessment, "explanations") if bench.changes else (),
        at=fields.text("at"),
    )


def _on_confidence(block: Paragraph) -> bool:
    """Whether a paragraph says how sure the answer is: of a first answer that would speak of its few draws."""
    return any(sentence.role == "confidence" for sentence in block.sentences)


SCREEN = Screen("answer", "Answer", show, {"quantity": set_quantity})
