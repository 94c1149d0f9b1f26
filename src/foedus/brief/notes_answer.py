"""Notes on what was computed: courses, steps, explanations, consequences, judgements, evidence and the rest.

Each function takes the grounds, the record's path and its key, and gives the note that a reader who follows
a number meets first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.address import entry_of, path_of_name
from foedus.brief.document import Figure, Given, Note, Parts
from foedus.brief.drivers import tells
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, event_name, plain_course, quantity_name, sign_name, subject_name
from foedus.brief.parts import between, bounds, chance, cite, given, join, ratio, reason
from foedus.brief.tallies import headline
from foedus.provenance import grounds_of

STEP_NAMES = {
    "base_rate": "the base rate",
    "moves": "the moves that were seen",
    "judgements": "the judgements of those who spoke",
}


def paths_of(grounds: Grounds, names: Iterable[str]) -> tuple[str, ...]:
    """The paths of the names that mean something here."""
    found = (path_of_name(grounds, name) for name in dict.fromkeys(names))
    return tuple(path for path in found if path)


def because_paths(grounds: Grounds, because: str) -> tuple[str, ...]:
    """The statements and rows of history that a reason names, and its words where it is an assumption."""
    return paths_of(grounds, [name for ground in grounds_of(because) for name in ground.ids])


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
    rests = (*reversed(steps), *drivers, *_if_there(grounds, "question", "run"))
    return Note(path, f"Course: {plain_course(grounds, key)}", "answer", tuple(lines), tuple(rests))


def _if_there(grounds: Grounds, *families: str) -> tuple[str, ...]:
    return tuple(family for family in families if grounds.assessment.get(family))


def _step(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "steps", key)
    shares = [
        join(
            given(grounds, f"courses.{c}.name") if _has(grounds, c) else c,
            " ",
            chance(grounds, f"{path}.courses.{c}"),
        )
        for c in entry.get("courses", {})
    ]
    lines = [join("The courses after this step: ", parts.listed(shares, last=", "), ".")]
    if entry.get("because"):
        lines.append(join("What entered: ", reason(grounds, entry["because"], path), "."))
    rests = [
        *paths_of(grounds, entry.get("rests_on") or ()),
        *because_paths(grounds, entry.get("because") or ""),
    ]
    if key == "base_rate":
        rests = [*_if_there(grounds, "reference_class"), *rests]
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


def _has(grounds: Grounds, course: str) -> bool:
    return any(str(entry["id"]) == course for entry in grounds.entries("courses"))


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


def _judgement(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "judgements", key)
    lines: list[Parts] = []
    if entry.get("median") is not None:
        lines.append(
            join("Read as ", chance(grounds, f"{path}.median", standing="reported"), " (",
                 between(grounds, f"{path}.low", f"{path}.high", "reported"),
                 "), from what people mean by ", given(grounds, f"{path}.phrase"), ".")
        )  # fmt: skip
    else:
        lines.append(join("It carries no likelihood of its own; only its direction counts."))
    lines.append(join("About ", subject_name(grounds, str(entry.get("about") or "")), "; weight ",
                      Figure(f"{float(entry.get('weight') or 0):.2g}", f"{path}.weight", entry.get("weight") or 0, "number"),
                      "."))  # fmt: skip
    if entry.get("likelihood_ratio") is not None:
        lines.append(join("Likelihood ratio: ", ratio(grounds, f"{path}.likelihood_ratio"), "."))
    if entry.get("origin"):
        lines.append(
            join("Its error is shared with what else comes from ", given(grounds, f"{path}.origin"), ".")
        )
    statement = grounds.by_id.get(str(entry.get("statement") or ""))
    words = (
        f"‘{entry['phrase']}’"
        if entry.get("phrase")
        else (statement.direction if statement else "") or "a voice"
    )
    about = "".join(part.words for part in subject_name(grounds, str(entry.get("about") or ""), quoted=False))
    title = f"Judgement: {entry.get('speaker') or 'no name'} on {about}, {words}"
    return Note(path, title, "judgement", tuple(lines),
                paths_of(grounds, [str(entry.get("statement") or "")]))  # fmt: skip


def _evidence(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "evidence", key)
    lines = (
        join(Given(event_name(grounds, sign_name(grounds, str(entry["what"])), seen=True), f"{path}.what"), "."),
        join("Likelihood ratio: ", ratio(grounds, f"{path}.likelihood_ratio"),
             ": how much more probable this was if the course comes about than if it does not."),
    )  # fmt: skip
    rests = [f"statements.{s}" for s in entry.get("statements", ()) if s in grounds.by_id]
    declared = grounds.case.observations.get(key) if grounds.case is not None and not rests else None
    if declared is None:
        return Note(path, "Evidence", "evidence", lines, tuple(rests))
    why = join("Why it is taken as seen: ", reason(grounds, declared.because, path), ".")
    kinds = {ground.kind for ground in grounds_of(declared.because)}
    named = because_paths(grounds, declared.because) or (("question",) if "computed" in kinds else ())
    return Note(path, "Evidence", "evidence" if named else "assumption", (*lines, why), named)


def _sensitivity(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "sensitivity", key)
    lines = [
        join("Between the low and the high end of its range the answer runs from ",
             chance(grounds, f"{path}.answer_low"), " to ", chance(grounds, f"{path}.answer_high"), "."),
    ]  # fmt: skip
    if entry.get("noise"):
        noise = float(entry["noise"])
        lines.append(join("The draws’ noise in their difference (a standard error): ",
                          Figure(f"{100 * noise:.1f}", f"{path}.noise", noise, "percentage points"), " percentage points",
                          "." if tells(entry) else "; so the row tells of no effect."))  # fmt: skip
    if entry.get("value_low") is not None and entry.get("value_high") is not None:
        lines.append(join("Its range: ", parts.number(grounds, f"{path}.value_low"), " to ",
                          parts.number(grounds, f"{path}.value_high"), "."))  # fmt: skip
    because = str(entry.get("because") or "")
    if because:
        lines.append(join("Why it has this range: ", reason(grounds, because, path), "."))
    rests = (*paths_of(grounds, [key]), *because_paths(grounds, because))
    kinds = {ground.kind for ground in grounds_of(because)}
    if not rests and kinds <= {"computed"}:
        rests = _if_there(grounds, "reference_class", "run")[:1]
    kind = "driver" if rests else "assumption"
    return Note(path, f"Driver: {quantity_name(key)}", kind, tuple(lines), tuple(dict.fromkeys(rests)))


def _assumption(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "assumptions", key)
    lines = [join("Value: ", given(grounds, f"{path}.value"), "."),
             join("Why: ", reason(grounds, str(entry.get("because") or ""), path), ".")]  # fmt: skip
    if entry.get("if_wrong"):
        lines.append(join("If it is wrong: ", given(grounds, f"{path}.if_wrong")))
    rests = (*paths_of(grounds, [key]), *because_paths(grounds, str(entry.get("because") or "")))
    return Note(
        path, f"Assumption: {quantity_name(key)}", "assumption", tuple(lines), tuple(dict.fromkeys(rests))
    )


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
    rests = tuple(f"courses.{c}" for c in courses if _has(grounds, c))
    return Note(path, f"Signpost: {event_name(grounds, str(entry['event']))}", "answer", tuple(lines), rests)


def _worth_checking(grounds: Grounds, path: str, key: str) -> Note:
    entry: Mapping[str, Any] = entry_of(grounds, "worth_checking", key)
    statement = str(entry["statement"])
    lines = [
        join("Read aright with a probability of ", chance(grounds, f"{path}.sure"), "; if it was, it multiplies the odds by ",
             ratio(grounds, f"{path}.likelihood_ratio"), "."),
    ]  # fmt: skip
    if any(str(j["id"]) == str(entry["evidence"]) for j in grounds.entries("judgements")):
        lines.append(join("The probability is that of the regressions which read what a statement speaks for; on threats that "
                          "they were not fitted to it is right as often as it says."))  # fmt: skip
    else:
        lines.append(join("The probability is the share of signs, seen in reports of threats that no rule was made on, which "
                          "careful readers see there too."))  # fmt: skip
    rests = tuple(path for path in (path_of_name(grounds, statement),) if path)
    return Note(
        path, f"Worth checking: {grounds.labels.get(statement, statement)}", "answer", tuple(lines), rests
    )


def _range(grounds: Grounds, path: str, key: str) -> Note:
    entry = entry_of(grounds, "ranges", key)
    shares = [
        join(
            given(grounds, f"courses.{c}.name") if _has(grounds, c) else c,
            " ",
            chance(grounds, f"{path}.courses.{c}"),
        )
        for c in entry.get("courses", {})
    ]
    lines = (
        join("With ", given(grounds, f"{path}.switch"), " set to ", given(grounds, f"{path}.setting"), ": ",
             parts.listed(shares, last=", "), "."),
    )  # fmt: skip
    rests = _if_there(grounds, "run")
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
    rests = paths_of(grounds, [name]) or tuple(listed[:1]) or _if_there(grounds, "run")
    return Note(path, "The smallest change that flips the ranking", "answer", lines, rests)


ANSWER_NOTES: dict[str, Callable[[Grounds, str, str], Note]] = {
    "courses": _course,
    "steps": _step,
    "explanations": _explanation,
    "consequences": _consequence,
    "judgements": _judgement,
    "evidence": _evidence,
    "sensitivity": _sensitivity,
    "assumptions": _assumption,
    "signposts": _signpost,
    "worth_checking": _worth_checking,
    "ranges": _range,
    "flip": _flip,
}
