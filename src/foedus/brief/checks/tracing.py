"""Checks of the trace: every number has a ground that exists and says the same, and shows what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.brief.address import UnknownPathError, value_at
from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import (
    STANDINGS,
    Block,
    Document,
    Figure,
    Given,
    Quote,
    Ref,
    Strong,
    Term,
    Text,
    anchor,
    everything,
    parts_of,
)
from foedus.brief.grounds import Grounds
from foedus.brief.numbers import day, odds
from foedus.brief.trace import LEAVES

_TOLERANCE = 1.0 + 1e-9  # percent points: courses are rounded so that they sum to 100


def numbers_have_grounds(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Every number resolves to a ground with the value shown; no digit stands in our own words."""
    name = "numbers_have_grounds"
    noted = {anchor(note.path) for note in document.notes}
    for note in document.notes:
        if not note.rests_on and note.kind not in LEAVES:
            yield BriefFault(3, name, f"note {note.path}", "the trail ends before words, history or an assumption",
                             "name what the value rests on")  # fmt: skip
    for where, part in everything(document):
        if isinstance(part, Text | Strong) and re.search(r"\d", part.words):
            yield BriefFault(
                3,
                name,
                where,
                f"a number stands without a ground: {part.words.strip()[:60]!r}",
                "give it a path",
            )
        if isinstance(part, Figure | Given | Ref | Term | Quote):
            path = f"statements.{part.statement}" if isinstance(part, Quote) else part.path
            if document.addresses.get(path) not in noted:
                yield BriefFault(
                    3, name, where, f"the path {path} of {part.words[:40]!r} has no note", "make the note"
                )
                continue
        if isinstance(part, Figure):
            fault = _disagreement(part, grounds)
            if fault:
                yield BriefFault(3, name, where, fault, "show the value at the path")


def _disagreement(figure: Figure, grounds: Grounds) -> str:
    """Why a figure does not say what stands at its path; "" if it does."""
    try:
        value = value_at(grounds, figure.path)
    except UnknownPathError:
        return f"the path {figure.path} leads to nothing"
    value = getattr(value, "value", value)
    if value != figure.value:
        return f"{figure.path} is {value!r}, not {figure.value!r}"
    if not _shows(figure):
        return f"{figure.words!r} does not show {figure.value!r} ({figure.path})"
    return ""


def _shows(figure: Figure) -> bool:
    """Whether the words of a figure show its value."""
    if figure.unit == "date":
        return figure.words == day(str(figure.value))
    if figure.unit == "ratio":
        return figure.words == odds(float(figure.value))
    if figure.unit == "probability":
        shown = re.search(r"\d+", figure.words)
        percent = 100 * float(figure.value)
        if "under" in figure.words:
            return percent < 1
        if "over" in figure.words:
            return percent > 99
        return shown is not None and abs(int(shown[0]) - percent) <= _TOLERANCE
    return bool(figure.words)


def standings_are_marked(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Reported, assumed and computed numbers carry different marks, and the marks are explained."""
    del grounds
    name = "standings_are_marked"
    marks = [STANDINGS[standing][0] for standing in STANDINGS]
    if len(set(marks)) != len(marks):
        yield BriefFault(15, name, "the marks", "two standings share one mark", "give each its own")
    used = {part.standing for _, part in everything(document) if isinstance(part, Figure)}
    method = document.section("method")
    told = " ".join(part.words for block in (method.blocks if method else ()) for part in _texts(block))
    for standing in sorted(used):
        if STANDINGS[standing][1] not in told:
            yield BriefFault(
                15, name, "method", f"the mark of what is {standing} is not explained", "add it to the legend"
            )
    for where, part in everything(document):
        if (
            isinstance(part, Figure)
            and part.path.startswith(("statements.", "quantities."))
            and part.standing == "computed"
        ):
            yield BriefFault(15, name, where, f"{part.words} at {part.path} was not computed, yet carries no mark",
                             "mark it as reported or assumed")  # fmt: skip


def _texts(block: Block) -> Iterator[Text | Strong]:
    for part in parts_of(block):
        if isinstance(part, Text | Strong):
            yield part
