"""Brief: the brief as it stands, and what its machine checks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.brief.checks import CHECKS
from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import Section
from foedus.brief.grounds import Grounds
from foedus.brief.illustrate import illustrated
from foedus.brief.prose import bottom_line, explanations, reasons
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials

AT_ONCE = 1000
"""Statements up to which the checks are made with every page."""


@dataclass(frozen=True)
class Check:
    """A machine check with the faults that it found, and the section where the first one is ("" if none)."""

    number: int
    words: str
    faults: Sequence[BriefFault]
    place: str


@dataclass(frozen=True)
class Shown:
    """What the page shows; ``whole`` also shows the parts behind the first page.

    Attributes:
        sections: in their order.
        checks: every check; None where so many statements would make the page slow and nobody asked.
        whole: whether the parts behind the first page are shown too.
    """

    sections: Sequence[Section]
    checks: Sequence[Check] | None
    whole: bool


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``part=all`` shows the grounds behind the first page too, ``checks=1`` asks for the checks."""
    whole = fields.text("part") == "all"
    checked = len(bench.grounds.statements) <= AT_ONCE or bool(fields.text("checks")) or whole
    sections = bench.document.sections if checked else first_page(bench.grounds)
    return Shown(
        sections=[section for section in sections if whole or section.place == "page"],
        checks=checks(bench) if checked else None,
        whole=whole,
    )


def first_page(grounds: Grounds) -> list[Section]:
    """The sections of the first page, without composing the rest."""
    found = [bottom_line.section(grounds), explanations.section(grounds), reasons.section(grounds)]
    return [illustrated(grounds, section) for section in found if section is not None]


def checks(bench: Bench) -> list[Check]:
    """Every machine check with what it finds."""
    sections = {section.id for section in bench.document.sections}
    rows = []
    for number, one in CHECKS:
        own = [fault for fault in bench.brief_faults if fault.check == one.__name__]
        place = next((fault.where.split(",")[0].strip() for fault in own), "")
        rows.append(Check(number, one.__name__.replace("_", " "), own, place if place in sections else ""))
    return rows


SCREEN = Screen("brief", "Brief", show)
