"""Why it was said: the explanations, before and after the evidence, and who speaks for each."""

from __future__ import annotations

from foedus.brief.document import Paragraph, Parts, Row, Section, Sentence, Table, Text
from foedus.brief.grounds import Grounds
from foedus.brief.parts import bounds, chance, cite, given, join, say, term


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
                bounds(grounds, path), prior, cite(grounds, speaking) or join("no statement"),
            ))
        )  # fmt: skip
    table = Table(
        ("Explanation", "Now", "Interval", "Before the evidence", "Statements that speak of it"),
        tuple(rows), caption="Explanations of the threat", numeric=(2, 3),
    )  # fmt: skip
    moved = _moved(grounds)
    return Section("explanations", "Explanations", (*([Paragraph(moved)] if moved else []), table), "page")


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
        return join(given(grounds, f"{path}.name"), " from ", chance(grounds, f"{path}.prior"), " to ",
                    chance(grounds, f"{path}.probability"))  # fmt: skip

    if up[0] >= 0.03 and down[0] <= -0.03:
        return (say("What was seen and said carried ", walk(up[1]["id"]), ", mostly at the cost of ",
                    walk(down[1]["id"]), "."),)  # fmt: skip
    chosen = up if up[0] >= -down[0] else down
    return (say("What was seen and said moved ", walk(chosen[1]["id"]), "; the others changed little."),)
