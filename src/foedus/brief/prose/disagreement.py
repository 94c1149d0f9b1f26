"""Where the sources disagree, how far each disagreement touches the answer, and who judged highest and lowest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.document import Block, Given, Listing, Paragraph, Parts, Section, Sentence
from foedus.brief.grounds import Grounds
from foedus.brief.numbers import dated
from foedus.brief.parts import chain_of, chance, cite, given, inside, join, say, speaker_of
from foedus.brief.quotation import quoted
from foedus.brief.tallies import headline
from foedus.ledger import Statement


def section(grounds: Grounds) -> Section:
    """Conflicts of fact with our reading of them, then the spread of the judgements."""
    entries = grounds.entries("conflicts")
    blocks: list[Block] = []
    if entries:
        blocks.append(
            Listing(tuple(Paragraph(tuple(_conflict(grounds, i, e))) for i, e in enumerate(entries)))
        )
    else:
        blocks.append(
            Paragraph(
                (say("No two of the articles were found to contradict each other on a matter of fact."),)
            )
        )
    spread = _spread(grounds)
    if spread:
        blocks.append(Paragraph(tuple(spread)))
    return Section("disagreement", "Where the sources disagree", tuple(blocks))


def _conflict(grounds: Grounds, index: int, entry: Mapping[str, Any]) -> list[Sentence]:
    """Who says what, then what hangs on it."""
    values = [str(value) for value in entry.get("values", ())]
    known = [grounds.by_id[s] for s in entry.get("statements", ()) if s in grounds.by_id]
    sides = [
        _side(grounds, index, value, known[i] if i < len(known) else None) for i, value in enumerate(values)
    ]
    about = str(entry.get("about") or "a fact").strip().rstrip(".")
    told = [
        say("On ", Given(about, f"conflicts.{index}.about"), ": ", parts.listed(sides, last=" against "), ".")
    ]
    if entry.get("reading"):
        told.append(say("Our reading: ", given(grounds, f"conflicts.{index}.reading")))
    used = [s.id for s in known if s.id in _used(grounds)]
    if len(set(used)) > 1:
        told.append(say("Both statements count in the answer, each with its own weight (", cite(grounds, used), ").",
                        role="reading"))  # fmt: skip
    elif used:
        told.append(say("It is left open here; of the two statements only ", cite(grounds, used), " counts in the answer.",
                        role="reading"))  # fmt: skip
    else:
        told.append(say("It is left open here, and nothing in the answer depends on it.", role="reading"))
    return told


def _side(grounds: Grounds, index: int, value: str, statement: Statement | None) -> Parts:
    """One side of a conflict: its value and where it stands; a value that retells a statement gives way to its words."""
    path = f"conflicts.{index}"
    if statement is None:
        return (Given(value, path),)
    where = Given(grounds.outlet_of(statement.article), f"statements.{statement.id}")
    kind, colon, _ = value.partition(": ")
    if colon and kind.isalpha() and statement.voice == "author":
        return join(Given(kind, path), " in ", where, "’s own voice, ", quoted(grounds, statement, 18), " (",
                    cite(grounds, [statement.id]), ")")  # fmt: skip
    cited = cite(grounds, [statement.id])
    if colon and kind.isalpha():
        return join(Given(kind, path), " by ", Given(inside(speaker_of(grounds, statement).words), f"statements.{statement.id}"), " in ", where, ", ",
                    quoted(grounds, statement, 18), " (", cited, ")")  # fmt: skip
    return join(Given(dated(value), path), " in ", where, " (", cited, ")")


def _used(grounds: Grounds) -> frozenset[str]:
    """Ids of the statements from which a number of the answer comes."""
    found = {str(j.get("statement")) for j in grounds.entries("judgements") if (j.get("weight") or 0) > 0}
    for family in ("evidence", "consequences"):
        for entry in grounds.entries(family):
            found |= {str(s) for s in entry.get("statements", ())}
    return frozenset(found)


def _spread(grounds: Grounds) -> list[Sentence]:
    """The highest and the lowest judgement of the question's course, in their own words."""
    course = headline(grounds)
    voiced = [
        j for j in grounds.entries("judgements")
        if j.get("median") is not None and j.get("about") == course and not j.get("given") and j.get("statement") in grounds.by_id
    ]  # fmt: skip
    if len(voiced) < 2:
        return []
    low = min(voiced, key=lambda j: (float(j["median"]), str(j["id"])))
    high = max(voiced, key=lambda j: (float(j["median"]), str(j["id"])))
    if float(high["median"]) - float(low["median"]) < 0.05:
        ends = [chance(grounds, f"judgements.{j['id']}.median", standing="reported") for j in (low, high)]
        same = ends[0].words == ends[1].words
        span: Parts = (ends[0],) if same else join(ends[0], " and ", ends[1])
        return [say("Those who put a likelihood on exit agree closely: " if course == "exit" else
                    "Those who put a likelihood on it agree closely: ",
                    "their words read as " if same else "their words read as between ", span, ".")]  # fmt: skip
    shown = []
    for entry in (low, high):
        statement = grounds.by_id[str(entry["statement"])]
        shown.append(
            join(Given(str(entry.get("speaker")), f"judgements.{entry['id']}"), ", ", quoted(grounds, statement, 18),
                 " (read as ", chance(grounds, f"judgements.{entry['id']}.median", standing="reported"), ", ",
                 cite(grounds, [statement.id]), ", in ", chain_of(grounds, statement), ")")
        )  # fmt: skip
    return [
        say(
            "Judgements of exit range from " if course == "exit" else "Judgements range from ",
            shown[0],
            " to ",
            shown[1],
            ".",
        )
    ]
