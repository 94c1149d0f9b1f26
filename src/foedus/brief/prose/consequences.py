"""If it happened: each consequence given what it follows from, and overall by the deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.document import Block, Listing, Paragraph, Parts, Row, Section, Sentence, Table, Text
from foedus.brief.grounds import Grounds
from foedus.brief.parts import bounds, chance, cite, given, join, on, quoted, say, speaker_of, tally, term


def section(grounds: Grounds) -> Section:
    """The table of consequences with a line on each."""
    entries = ranked(grounds)
    if not entries:
        return Section(
            "if-it-happened", "If it happened", (Paragraph((say("The reports name no consequence."),)),)
        )
    blocks: list[Block] = [Paragraph(tuple(_opening(grounds, entries))), _table(grounds, entries)]
    blocks.append(Listing(tuple(Paragraph(tuple(_item(grounds, entry))) for entry in entries)))
    return Section("if-it-happened", "If it happened", tuple(blocks))


def ranked(grounds: Grounds) -> list[Mapping[str, Any]]:
    """The consequences, those that follow from a course first, then what follows from them."""
    courses = {str(c["id"]) for c in grounds.entries("courses")}
    return sorted(
        grounds.entries("consequences"),
        key=lambda c: (str(c.get("given")) not in courses, -float(c["probability_given"]), str(c["id"])),
    )


def source_name(grounds: Grounds, name: str) -> Parts:
    """The name of the course or consequence that another follows from."""
    for family in ("courses", "consequences"):
        if any(str(entry["id"]) == name for entry in grounds.entries(family)):
            return (given(grounds, f"{family}.{name}.name"),)
    return (Text(name or "not said"),)


def _opening(grounds: Grounds, entries: list[Mapping[str, Any]]) -> list[Sentence]:
    first = max(entries, key=lambda e: (float(e["probability"]), str(e["id"])))
    path = f"consequences.{first['id']}"
    told = [
        say("Two numbers stand beside each consequence: how likely it is if what it follows from happens, and how "
            "likely it is overall by ", on(grounds, "question.deadline"), ", whatever happens.")
    ]  # fmt: skip
    told.append(
        say("Overall the likeliest is ", given(grounds, f"{path}.name"), ": ", term(float(first["probability"]), path),
            ", ", chance(grounds, f"{path}.probability", about=True), ".", role="judgement")
    )  # fmt: skip
    return told


def _table(grounds: Grounds, entries: list[Mapping[str, Any]]) -> Table:
    rows: list[Row] = []
    for entry in entries:
        path = f"consequences.{entry['id']}"
        otherwise: Parts = join("not given")
        if entry.get("probability_otherwise") is not None:
            otherwise = (chance(grounds, f"{path}.probability_otherwise"),)
        rows.append(
            Row((
                (given(grounds, f"{path}.name"),), source_name(grounds, str(entry.get("given") or "")),
                join(chance(grounds, f"{path}.probability_given"), " (", bounds(grounds, path), ")"),
                otherwise, (chance(grounds, f"{path}.probability"),),
                cite(grounds, entry.get("statements", ())) or join("none"),
            ))
        )  # fmt: skip
    head = (
        "Consequence",
        "Follows from",
        "If that happens",
        "If not",
        "Overall by the deadline",
        "Statements",
    )
    return Table(head, tuple(rows), caption="Consequences", numeric=(2, 3, 4))


def _item(grounds: Grounds, entry: Mapping[str, Any]) -> list[Sentence]:
    """One consequence: the judgement, then whose words it comes from."""
    path = f"consequences.{entry['id']}"
    value = float(entry["probability_given"])
    told = [
        say(given(grounds, f"{path}.name"), ": given ", source_name(grounds, str(entry.get("given") or "")), ", ",
            term(value, path), " at ", chance(grounds, f"{path}.probability_given", about=True), "; overall ",
            term(float(entry["probability"]), path), " at ", chance(grounds, f"{path}.probability", about=True), ".",
            role="judgement")
    ]  # fmt: skip
    known = [grounds.by_id[s] for s in entry.get("statements", ()) if s in grounds.by_id]
    if not known:
        told.append(say("No statement of these reports names it; it comes from the model of the case."))
    elif len({s.speaker for s in known}) == 1:
        told.append(say("It rests on ", speaker_of(grounds, known[0]), " alone: ", quoted(grounds, known[0], 30), " (",
                        cite(grounds, [s.id for s in known]), ")."))  # fmt: skip
    else:
        others = {s.speaker: s for s in reversed(known)}
        told.append(say(speaker_of(grounds, known[0]), " says ", quoted(grounds, known[0], 24), " (",
                        cite(grounds, [s.id for s in known if s.speaker == known[0].speaker]), ")", _rest(grounds, known, others), "."))  # fmt: skip
    return told


def _rest(grounds: Grounds, known: list[Any], others: Mapping[str, Any]) -> Parts:
    names = [s for speaker, s in others.items() if speaker != known[0].speaker]
    found: list[Any] = []
    for statement in reversed(names):
        found += ["; ", speaker_of(grounds, statement), " ",
                  "names it too" if len(names) == 1 else "as well", " (", *cite(grounds, [statement.id]), ")"]  # fmt: skip
    return join(*found)


__all__ = ["ranked", "section", "source_name", "tally"]
