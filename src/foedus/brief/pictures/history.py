"""The class of past cases behind the base rate: one mark a case, by what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.document import Figure, Given, Picture, Ref, Row, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import plain_course
from foedus.brief.parts import join, listed
from foedus.drawing import NARROW, WIDE, Canvas, wrap


def picture(grounds: Grounds) -> Picture | None:
    """The picture of the reference class; None where the assessment counts no cases."""
    counts = counts_of(grounds)
    if not counts:
        return None
    names = {str(c["id"]): plain_course(grounds, str(c["id"])) for c in grounds.entries("courses")}
    rows = []
    for course, number in counts.items():
        cases = members(grounds, course)
        rows.append(
            Row(((Given(names.get(course, course), "reference_class"),),
                 (Figure(f"{number:g}", f"reference_class.counts.{course}", grounds.assessment["reference_class"]["counts"][course],
                         "count", "counted"),),
                 listed([(Ref(case, f"history.{case}"),) for case in cases], last=", ") or join("see the class")))
        )  # fmt: skip
    told = "; ".join(f"{names.get(course, course)} {number:g}" for course, number in counts.items())
    return Picture(
        "picture-history", join("The past threats behind the base rate, each a mark, by what came of it within two years."),
        f"Past cases by outcome: {told}.", _draw(counts, names, WIDE), _draw(counts, names, NARROW),
        Table(("What came of it", "Cases", "Which"), tuple(rows), numeric=(1,)),
    )  # fmt: skip


def counts_of(grounds: Grounds) -> dict[str, float]:
    """Course → number of past cases."""
    found: Mapping[str, Any] = (grounds.assessment.get("reference_class") or {}).get("counts") or {}
    return {str(course): float(number) for course, number in found.items() if isinstance(number, int | float)}


def members(grounds: Grounds, course: str) -> list[str]:
    """Ids of the cases of the class that came to a course, where the rows say so."""
    found = grounds.assessment.get("reference_class") or {}
    ids = next(
        (
            v
            for v in found.values()
            if isinstance(v, list) and v and all(str(i) in grounds.history_rows for i in v)
        ),
        [],
    )
    return [str(i) for i in ids if course_of(grounds.history_rows[str(i)]) == course]


def course_of(row: Mapping[str, str]) -> str:
    """The course that a row of the table of exit threats came to, by its outcome column."""
    outcome = str(row.get("course") or row.get("outcome_24m") or row.get("outcome") or "")
    if outcome.startswith("exit"):
        return "exit"
    if outcome in ("revised", "concession", "renegotiated", "partial_concession"):
        return "revised"
    return "fades" if outcome else ""


def _draw(counts: Mapping[str, float], names: Mapping[str, str], width: int) -> str:
    canvas = Canvas(width)
    wide = width >= WIDE
    left = 200.0 if wide else 10.0
    cell = 15.0
    room = max(int((width - left - 56) / cell), 1)
    y = 20.0 if wide else 18.0
    for k, (course, number) in enumerate(counts.items()):
        label = wrap(names.get(course, course), (left - 16) if wide else width - 60, 13.5, 1)[0]
        if wide:
            canvas.text(left - 14, y + 4, label, size=13.5, at="end")
        else:
            canvas.text(left, y, label, size=13)
            y += 20
        whole = round(number)
        for i in range(whole):
            canvas.mark(k, left + 6 + cell * (i % room), y + cell * (i // room), 4.8)
        last = min(whole, room)
        canvas.text(left + cell * last + 8, y + 5, f"{number:g}", size=14, bold=True)
        y += cell * max((whole - 1) // room, 0) + (34 if wide else 32)
    return canvas.drawing(y - 8)
