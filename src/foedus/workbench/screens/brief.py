"""Brief: the brief as it stands, and what its machine checks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.brief.checks import CHECKS, check
from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import Document
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials


@dataclass(frozen=True)
class Check:
    """A machine check with the faults that it found, and the section where the first one is ("" if none)."""

    number: int
    words: str
    faults: Sequence[BriefFault]
    place: str


@dataclass(frozen=True)
class Shown:
    """What the page shows; ``whole`` also shows the parts behind the first page."""

    document: Document
    checks: Sequence[Check]
    whole: bool


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``part=all`` shows the grounds behind the first page too."""
    document = bench.document
    found = check(document, bench.grounds)
    sections = {section.id for section in document.sections}
    rows = []
    for number, one in CHECKS:
        words = one.__name__.replace("_", " ")
        own = [fault for fault in found if fault.check == one.__name__]
        place = next((fault.where.split(",")[0].strip() for fault in own), "")
        rows.append(Check(number, words, own, place if place in sections else ""))
    return Shown(document, rows, fields.text("part") == "all")


SCREEN = Screen("brief", "Brief", show)
