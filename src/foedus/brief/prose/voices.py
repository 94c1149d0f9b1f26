"""Who said what: each judgement that was weighed, in the words of the article, with how it counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.document import (
    Block,
    Figure,
    Given,
    Inline,
    Paragraph,
    Parts,
    Row,
    Section,
    Sentence,
    Table,
    Text,
)
from foedus.brief.grounds import Grounds
from foedus.brief.parts import (
    between,
    chain_of,
    chance,
    cite,
    given,
    join,
    quoted,
    ratio,
    say,
    tally,
)
from foedus.ledger import Statement


def section(grounds: Grounds) -> Section:
    """The table of judgements; the rest of the statements stand in the appendix."""
    entries = sorted(
        grounds.entries("judgements"), key=lambda j: (-float(j.get("weight") or 0), str(j["id"]))
    )
    blocks: list[Block] = [Paragraph((_opening(grounds, len(entries)),))]
    if entries:
        blocks.append(
            Table(
                ("Who", "Through", "Words", "Read as", "Weight", "Counts"),
                tuple(_row(grounds, entry) for entry in entries),
                caption="Judgements weighed in the answer", numeric=(4,),
            )
        )  # fmt: skip
    return Section("who-said-what", "Who said what", tuple(blocks))


def _opening(grounds: Grounds, number: int) -> Sentence:
    if not number:
        return say("Nobody in the reports judged how likely any course is; the answer rests on history and on "
                   "what was done.")  # fmt: skip
    return say("Of ", tally(grounds, "statements"), " statements in the reports, ", tally(grounds, "bearing"),
               " bear on the answer; ", tally(grounds, "pooled"), " of them were weighed as judgements, those from one "
               "origin sharing their error. Words in “double marks” are an article’s; each row says whether they "
               "are the speaker’s own or the article’s paraphrase.")  # fmt: skip


def _row(grounds: Grounds, entry: Mapping[str, Any]) -> Row:
    path = f"judgements.{entry['id']}"
    statement = grounds.by_id.get(str(entry.get("statement") or ""))
    who: Parts = (Given(str(entry.get("speaker") or "no name"), path),)
    if statement and statement.speaker_is:
        who = join(who, ", ", Given(statement.speaker_is, f"statements.{statement.id}"))
    through: Parts = chain_of(grounds, statement) if statement else (given(grounds, f"{path}.origin"),)
    words: Parts = marked(grounds, statement) if statement else join("not kept")
    read: Parts = join("direction only")
    if entry.get("median") is not None:
        read = join(given(grounds, f"{path}.phrase"), ": ", chance(grounds, f"{path}.median", standing="reported"),
                    " (", between(grounds, f"{path}.low", f"{path}.high", "reported"), ")")  # fmt: skip
    weight = Figure(
        f"{float(entry.get('weight') or 0):.2g}", f"{path}.weight", entry.get("weight") or 0, "number"
    )
    about = str(entry.get("about") or "")
    counts: Parts = (ratio(grounds, f"{path}.likelihood_ratio"),)
    if about:
        counts = join("on ", _target(grounds, about), ": ", counts)
    return Row((who, through, words, read, (weight,), counts))


def _target(grounds: Grounds, about: str) -> Inline:
    for family in ("courses", "consequences"):
        if any(str(entry["id"]) == about for entry in grounds.entries(family)):
            return given(grounds, f"{family}.{about}.name")
    return Text(about)


def marked(grounds: Grounds, statement: Statement, limit: int = 40) -> Parts:
    """The words of a statement with whose wording they are, and that they are translated where they are."""
    labels = {
        "direct": "speaker’s own words",
        "indirect": f"paraphrase by {grounds.outlet_of(statement.article)}",
        "author": "the outlet’s own voice",
    }
    path = f"statements.{statement.id}"
    translated = next(
        (p.translated for p in quoted(grounds, statement, limit) if hasattr(p, "translated")), ""
    )
    note = labels[statement.voice] + (f"; {translated}" if translated else "")
    return join(
        quoted(grounds, statement, limit), " [", Given(note, path), "] ", cite(grounds, [statement.id])
    )
