"""Checks of the reasoning: evidence, assumptions, causes of uncertainty, the flip, the range over settings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import Document, Figure, Section, Table, parts_of, plain, sentences_of
from foedus.brief.grounds import Grounds


def evidence_has_ratios_both_ways(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Evidence stands with its likelihood ratio; what is contrary is named, or its absence is."""
    name = "evidence_has_ratios_both_ways"
    entries = grounds.entries("evidence")
    shown = {
        p.path
        for s in document.sections
        for b in s.blocks
        for p in parts_of(b)
        if isinstance(p, Figure) and p.unit == "ratio"
    }
    for entry in entries:
        if not {f"{family}.{entry['id']}.likelihood_ratio" for family in ("evidence", "judgements")} & shown:
            yield BriefFault(
                18, name, "evidence", f"{entry['what']!r} stands without its likelihood ratio", "show it"
            )
    section = document.section("why")
    told = " ".join(sentence.words for sentence in sentences_of(section)) if section else ""
    if entries and not re.search(r"against|lowered", told):
        yield BriefFault(
            18, name, "why", "nothing is said of the evidence against", "name it, or say that there is none"
        )
    if entries and not re.search(r"\bfor\b|raised", told):
        yield BriefFault(
            18, name, "why", "nothing is said of the evidence for", "name it, or say that there is none"
        )


def assumptions_say_if_wrong(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Key assumptions are listed, each with what the answer becomes if it is wrong."""
    name = "assumptions_say_if_wrong"
    section = document.section("what-it-rests-on")
    entries = grounds.entries("assumptions")
    if not entries:
        yield BriefFault(
            16, name, "what-it-rests-on", "no assumption is listed", "every model rests on some: name them"
        )
    paths = {p.path for b in (section.blocks if section else ()) for p in parts_of(b) if hasattr(p, "path")}
    for entry in entries:
        path = f"assumptions.{entry['quantity']}"
        if not any(p == path or p.startswith(f"{path}.") for p in paths):
            yield BriefFault(16, name, "what-it-rests-on", f"{entry['quantity']} is not listed", "list it")
        if not re.search(r"\d", str(entry.get("if_wrong") or "")):
            yield BriefFault(16, name, f"what-it-rests-on, {entry['quantity']}", "it says not what the answer becomes if it is wrong",
                             "give the answer at the ends of its range")  # fmt: skip


def causes_of_uncertainty_are_named(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """What the answer is most uncertain about is named, with its effect."""
    name = "causes_of_uncertainty_are_named"
    section = document.section("what-it-rests-on")
    drivers = grounds.entries("sensitivity")
    shown = (
        [s for s in sentences_of(section) if "uncertainty" in s.words or "moves the answer" in s.words]
        if section
        else []
    )
    if not shown:
        yield BriefFault(
            14, name, "what-it-rests-on", "no cause of uncertainty is named", "name the main drivers"
        )
    elif drivers and not any(
        isinstance(p, Figure) and p.path.startswith("sensitivity.") for s in shown for p in s.parts
    ):
        yield BriefFault(
            14,
            name,
            "what-it-rests-on",
            "the causes stand without their effect",
            "give the answer at both ends",
        )


def flip_is_stated(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """The smallest single change that would flip the ranking is given, or that there is none."""
    section = document.section("what-it-rests-on")
    flip = grounds.assessment.get("flip")
    figures = {
        p.path for b in (section.blocks if section else ()) for p in parts_of(b) if isinstance(p, Figure)
    }
    told = " ".join(sentence.words for sentence in sentences_of(section)) if section else ""
    if (flip and "flip.value_needed" not in figures) or (
        not flip and "changes which course comes first" not in told
    ):
        yield BriefFault(22, "flip_is_stated", "what-it-rests-on", "the change that would flip the ranking is not stated",
                         "state it, or that no single change does")  # fmt: skip


def range_over_settings_is_shown(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """The answer under other lexicons and pooling rules is shown, and the main drivers with it."""
    name = "range_over_settings_is_shown"
    section = document.section("what-it-rests-on")
    switches = {str(entry.get("switch")).lower() for entry in grounds.entries("ranges")}
    judged = any(j.get("median") is not None for j in grounds.entries("judgements"))
    if judged and not any("lexicon" in switch for switch in switches):
        yield BriefFault(
            23, name, "what-it-rests-on", "no range across lexicons is given", "run the other lexicons"
        )
    if judged and not any("pool" in switch for switch in switches):
        yield BriefFault(
            23, name, "what-it-rests-on", "no range across pooling rules is given", "run the other rules"
        )
    if section is None or len(_rows_of(section, "ranges.")) < len(grounds.entries("ranges")):
        yield BriefFault(23, name, "what-it-rests-on", "not every setting is shown", "show them all")
    if not grounds.entries("sensitivity"):
        yield BriefFault(
            23, name, "what-it-rests-on", "the main drivers are missing", "run the sensitivity analysis"
        )


def _rows_of(section: Section, family: str) -> list[str]:
    """The rows of a section's tables whose figures belong to a family."""
    found = []
    for block in section.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                if any(
                    isinstance(p, Figure) and p.path.startswith(family) for cell in row.cells for p in cell
                ):
                    found.append(plain(row.cells[0]))
    return found
