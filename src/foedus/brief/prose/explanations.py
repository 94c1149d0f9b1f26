"""Why it was said: the explanations, before and after the evidence, and who speaks for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.brief.document import Paragraph, Parts, Row, Section, Sentence, Table, Text
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.parts import bounds, chance, cite, given, join, say, speaker_of, term
from foedus.brief.quotation import quoted

SHOWN = 6


def section(grounds: Grounds) -> Section | None:
    """A table of the explanations with a sentence on what moved them."""
    entries = sorted(grounds.entries("explanations"), key=lambda e: (-float(e["probability"]), e["id"]))
    if not entries:
        return None
    rows: list[Row] = []
    for entry in entries:
        path = f"explanations.{entry['id']}"
        speaking = [s.id for s in grounds.ordered if s.explains == entry["id"]]
        prior = (
            (chance(grounds, f"{path}.prior"),) if entry.get("prior") is not None else (Text("not given"),)
        )
        rows.append(
            Row((
                (given(grounds, f"{path}.name"),),
                join(term(float(entry["probability"]), path), ", ", chance(grounds, f"{path}.probability")),
                bounds(grounds, path), prior, _some(grounds, speaking),
            ))
        )  # fmt: skip
    table = Table(
        ("Explanation", "Now", "Interval", "Before the evidence", "Statements that speak of it"),
        tuple(rows), caption="Explanations of the threat", numeric=(2, 3),
    )  # fmt: skip
    told = (*_moved(grounds), *_spoken(grounds, entries))
    return Section("explanations", "Explanations", (*([Paragraph(told)] if told else []), table), "page")


def _some(grounds: Grounds, speaking: Sequence[str]) -> Parts:
    """The first statements of many; all of them stand in the appendix."""
    if not speaking:
        return join("no statement")
    more = " and others in the appendix" if len(speaking) > SHOWN else ""
    return join(cite(grounds, speaking[:SHOWN]), more)


def _spoken(grounds: Grounds, entries: Sequence[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """The weightiest voice that was weighed for one of the two best explanations, or that nobody argues for one."""
    voices = [
        j
        for j in grounds.entries("judgements")
        if str(j.get("statement") or "") in grounds.by_id and float(j.get("likelihood_ratio") or 1.0) > 1.0
    ]
    for entry in entries[:2]:
        own = [j for j in voices if j.get("about") == entry["id"]]
        if own:
            chosen = max(own, key=lambda j: (float(j["likelihood_ratio"]), str(j["id"])))
            best = grounds.by_id[str(chosen["statement"])]
            return (say(speaker_of(grounds, best), " argues for ", subject_name(grounds, str(entry["id"])), ": ",
                        quoted(grounds, best, 30), " (", cite(grounds, [best.id]), ")."),)  # fmt: skip
    touched = any(s.explains for s in grounds.ordered)
    return (
        say(
            "The statements named in the table touch on motives, but none argues firmly enough for one to be weighed."
            if touched
            else "No statement in the reports offers an explanation; these rest on the moves and on the model."
        ),
    )


def _moved(grounds: Grounds) -> tuple[Sentence, ...]:
    """What the evidence did to the explanations."""
    shifts = [
        (float(e["probability"]) - float(e["prior"]), e)
        for e in grounds.entries("explanations")
        if e.get("prior") is not None
    ]
    if not shifts:
        return ()
    up = max(shifts, key=lambda pair: (pair[0], pair[1]["id"]))
    down = min(shifts, key=lambda pair: (pair[0], pair[1]["id"]))
    if up[0] < 0.03 and down[0] > -0.03:
        return (say("What was seen and said leaves the explanations almost where they stood at the start: ",
                    "it speaks to whether, hardly to why."),)  # fmt: skip

    def walk(identity: str) -> Parts:
        path = f"explanations.{identity}"
        return join(subject_name(grounds, identity), " from ", chance(grounds, f"{path}.prior"), " to ",
                    chance(grounds, f"{path}.probability"))  # fmt: skip

    if up[0] >= 0.03 and down[0] <= -0.03:
        return (say("What was seen and said carried ", walk(up[1]["id"]), ", mostly at the cost of ",
                    walk(down[1]["id"]), "."),)  # fmt: skip
    chosen = up if up[0] >= -down[0] else down
    return (say("What was seen and said moved ", walk(chosen[1]["id"]), "; the others changed little."),)
