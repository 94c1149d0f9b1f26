"""Notes on what was weighed: judgements, evidence, drivers, assumptions, and the readings worth checking.

Each function takes the grounds, the record's path and its key, as those of `notes_answer` do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.address import entry_of, path_of_name
from foedus.brief.document import Figure, Given, Note, Parts
from foedus.brief.drivers import tells
from foedus.brief.grounds import Grounds
from foedus.brief.names import event_name, quantity_name, sign_name, subject_name
from foedus.brief.notes.grounding import because_paths, if_there, paths_of
from foedus.brief.parts import between, chance, given, join, ratio, reason
from foedus.provenance import grounds_of


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
        rests = if_there(grounds, "reference_class", "run")[:1]
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


WEIGHED_NOTES: dict[str, Callable[[Grounds, str, str], Note]] = {
    "judgements": _judgement,
    "evidence": _evidence,
    "sensitivity": _sensitivity,
    "assumptions": _assumption,
    "worth_checking": _worth_checking,
}
