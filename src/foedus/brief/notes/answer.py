"""Notes on what was computed: courses, steps, explanations, consequences, signposts, other settings, the flip.

Each function takes the grounds, the record's path and its key, and gives the note that a reader who follows
a number meets first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.address import entry_of
from foedus.brief.document import Note, Parts
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, event_name, plain_course, subject_name
from foedus.brief.notes.grounding import because_paths, has_course, if_there, paths_of, shares_of
from foedus.brief.parts import bounds, chance, cite, given, join, reason
from foedus.brief.tallies import headline

STEP_NAMES = {
    "base_rate": "the base rate",
    "moves": "the moves that were seen",
    "judgements": "the judgements of those who spoke",
}


def _course(grounds: Grounds, path: str, key: str) -> Note:
    steps = [f"steps.{step['id']}" for step in grounds.entries("steps") if key in step.get("courses", {})]
    drivers: list[str] = []
    if key == headline(grounds):
        drivers = [f"sensitivity.{s['quantity']}" for s in grounds.entries("sensitivity")[:6]]
    walk: list[Parts] = []
    for step in grounds.entries("steps"):
        if key in step.get("courses", {}):
            figure = chance(grounds, f"steps.{step['id']}.courses.{key}")
            walk.append(join(f"after {STEP_NAMES.get(step['id'], step['id'])} ", figure))
    lines = [
        join(
            "Probability ", chance(grounds, f"{path}.probability"), ", interval ", bounds(grounds, path), "."
        )
    ]
    if walk:
        lines.append(join("How it came about: ", parts.listed(walk, last=", "), "."))
    lines.append(join("The share of weighted draws of the solved game that end in this course."))
    rests = (*reversed(steps), *drivers, *if_there(grounds, "question", "run"))
    return Note(path, f"Course: {plain_course(grounds, key)}", "answer", tuple(lines), tuple(rests))


def _step(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "steps", key)
    lines = [join("The courses after this step: ", shares_of(grounds, path, entry.get("courses", {})), ".")]
    if entry.get("because"):
        lines.append(join("What entered: ", reason(grounds, entry["because"], path), "."))
    rests = [
        *paths_of(grounds, entry.get("rests_on") or ()),
        *because_paths(grounds, entry.get("because") or ""),
    ]
    if key == "base_rate":
        rests = [*if_there(grounds, "reference_class"), *rests]
    elif key == "judgements":
        rests += [f"judgements.{j['id']}" for j in grounds.entries("judgements")]
        rests += [
            f"evidence.{e['id']}"
            for e in grounds.entries("evidence")
            if _kind_of(grounds, str(e["id"])) == "sign"
        ]
    elif key == "moves":
        rests += [
            f"evidence.{e['id']}"
            for e in grounds.entries("evidence")
            if _kind_of(grounds, str(e["id"])) == "move"
        ]
    return Note(path, f"Step: {STEP_NAMES.get(key, key)}", "step", tuple(lines), tuple(dict.fromkeys(rests)))


def _kind_of(grounds: Grounds, identity: str) -> str:
    """Whether a piece of evidence is a judgement, a sign in the reporting, or a move that was seen."""
    if any(str(entry["id"]) == identity for entry in grounds.entries("judgements")):
        return "judgement"
    return "sign" if grounds.case is not None and identity in grounds.case.indicators else "move"


def _explanation(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "explanations", key)
    lines = [
        join(
            "Probability ", chance(grounds, f"{path}.probability"), ", interval ", bounds(grounds, path), "."
        )
    ]
    if entry.get("prior") is not None:
        lines.append(
            join("Before the moves and judgements were weighed: ", chance(grounds, f"{path}.prior"), ".")
        )
    lines.append(join("The share of weighted draws in which the private type of the threatener is this one."))
    speaking = [s.id for s in grounds.ordered if s.explains == key]
    if speaking:
        lines.append(join("Statements that speak of it: ", cite(grounds, speaking), "."))
    rests = [f"statements.{s}" for s in speaking]
    rests += [f"steps.{step['id']}" for step in reversed(grounds.entries("steps"))]
    rests += _quantities_of_type(grounds, key)
    return Note(path, f"Explanation: {entry['name']}", "answer", tuple(lines), tuple(dict.fromkeys(rests)))


def _quantities_of_type(grounds: Grounds, explanation: str) -> list[str]:
    """The quantities from which the prior of an explanation is built, where the case says so."""
    declared = getattr(grounds.case, "explanations", {}).get(explanation) if grounds.case else None
    node = grounds.case.nodes.get(declared.node) if declared and grounds.case else None
    expression = getattr(node, "results", {}).get(declared.result) if declared else None
    names = getattr(expression, "names", None)
    if callable(names):
        names = names()
    return [f"quantities.{name}" for name in sorted(names or ()) if name in grounds.quantities]


def _consequence(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "consequences", key)
    after = str(entry.get("given") or "")
    lines = [
        join("If it follows from ", subject_name(grounds, after), ": ", chance(grounds, f"{path}.probability_given"),
             ", interval ", bounds(grounds, path), "."),
        join("Overall, whatever happens: ", chance(grounds, f"{path}.probability"), "."),
    ]  # fmt: skip
    if entry.get("probability_otherwise") is not None:
        lines.append(join("If it does not: ", chance(grounds, f"{path}.probability_otherwise"), "."))
    if entry.get("because"):
        lines.append(join("Why: ", reason(grounds, entry["because"], path), "."))
    parent = _record(grounds, after)
    rests = [f"statements.{s}" for s in entry.get("statements", ()) if s in grounds.by_id]
    rests += [*because_paths(grounds, entry.get("because") or ""), *([parent] if parent else [])]
    rests += _quantities_of_consequence(grounds, key)
    return Note(path, f"Consequence: {entry['name']}", "answer", tuple(lines), tuple(dict.fromkeys(rests)))


def _quantities_of_consequence(grounds: Grounds, key: str) -> list[str]:
    declared = grounds.case.consequences.get(key) if grounds.case else None
    if declared is None:
        return []
    names = [q.name for q in (*declared.given.values(), declared.otherwise)]
    return [f"quantities.{name}" for name in names if name in grounds.quantities]


def _record(grounds: Grounds, name: str) -> str:
    for family in ("courses", "consequences"):
        if any(str(entry["id"]) == name for entry in grounds.entries(family)):
            return f"{family}.{name}"
    return ""


def _signpost(grounds: Grounds, path: str, key: str) -> Note:
    entry: Mapping[str, Any] = entry_of(grounds, "signposts", key)
    courses = entry.get("courses_if_seen") or {}
    lines = [
        join("Probability that it is seen by the deadline: ", chance(grounds, f"{path}.probability"), ".")
    ]
    for field, told in (("courses_if_seen", "If it is: "), ("courses_otherwise", "If it is not: ")):
        shares = [
            join(course_name(grounds, c), " ", chance(grounds, f"{path}.{field}.{c}"))
            for c in entry.get(field) or ()
        ]
        if shares:
            lines.append(join(told, parts.listed(shares, last=", "), "."))
    lines.append(join("Computed by conditioning the weighted draws on this move. The record of the past tells how long the whole "
                      "way to a course took; the moves on it are taken to be evenly spaced."))  # fmt: skip
    rests = tuple(f"courses.{c}" for c in courses if has_course(grounds, c))
    return Note(path, f"Signpost: {event_name(grounds, str(entry['event']))}", "answer", tuple(lines), rests)


def _range(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "ranges", key)
    lines = (
        join("With ", given(grounds, f"{path}.switch"), " set to ", given(grounds, f"{path}.setting"), ": ",
             shares_of(grounds, path, entry.get("courses", {})), "."),
    )  # fmt: skip
    rests = if_there(grounds, "run")
    return Note(path, "Another setting", "answer", lines, rests)


def _flip(grounds: Grounds, path: str, _: str) -> Note:
    entry = grounds.assessment["flip"]
    lines = (
        join(given(grounds, "flip.quantity"), " stands at ", parts.number(grounds, "flip.value_now"),
             " and would have to be ", parts.number(grounds, "flip.value_needed"), "."),
    )  # fmt: skip
    name = str(entry.get("quantity"))
    listed = [f"{family}.{name}" for family, key in (("sensitivity", "quantity"), ("assumptions", "quantity"))
              if any(str(e.get(key)) == name for e in grounds.entries(family))]  # fmt: skip
    rests = paths_of(grounds, [name]) or tuple(listed[:1]) or if_there(grounds, "run")
    return Note(path, "The smallest change that flips the ranking", "answer", lines, rests)


ANSWER_NOTES: dict[str, Callable[[Grounds, str, str], Note]] = {
    "courses": _course,
    "steps": _step,
    "explanations": _explanation,
    "consequences": _consequence,
    "signposts": _signpost,
    "ranges": _range,
    "flip": _flip,
}
