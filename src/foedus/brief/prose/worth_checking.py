"""What to check first: the statements that move the answer most and are most likely to have been misread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.document import Given, Paragraph, Row, Section, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import sign_name, subject_name
from foedus.brief.parts import chance, cite, join, ratio, say, tally
from foedus.brief.quotation import quoted
from foedus.brief.tallies import tallies


def section(grounds: Grounds) -> Section | None:
    """The statements as a table, the one most worth checking first; None where a person has gone through all."""
    entries = [
        (i, entry)
        for i, entry in enumerate(grounds.entries("worth_checking"))
        if str(entry["statement"]) in grounds.by_id
    ]
    if not entries:
        return None
    opening = [say("A program read these reports, and it can misread.")]
    misread = float(tallies(grounds)["misread"].value) if "misread" in tallies(grounds) else 0.0
    if misread >= 1:
        was = "was" if misread == 1 else "were"
        opening.append(
            say("By its own reckoning about ", tally(grounds, "misread"), " of the ", tally(grounds, "pooled"),
                f" judgements weighed here {was} misread as to what they speak for.")
        )  # fmt: skip
    opening.append(
        say(
            "Whoever has little time to check should begin with these: they move the answer, and their reading is in doubt."
        )
    )
    rows = tuple(_row(grounds, i, entry) for i, entry in entries)
    table = Table(
        ("Words", "Read as", "How surely", "Odds"), rows, caption="Worth checking first", numeric=(2,)
    )
    return Section("worth-checking", "What to check first", (Paragraph(tuple(opening)), table))


def _row(grounds: Grounds, index: int, entry: Mapping[str, Any]) -> Row:
    path = f"worth_checking.{index}"
    statement = grounds.by_id[str(entry["statement"])]
    evidence = next(e for e in grounds.entries("evidence") if str(e["id"]) == str(entry["evidence"]))
    words = join(quoted(grounds, statement, 30), " ", cite(grounds, [statement.id]))
    taken = Given(sign_name(grounds, str(entry["read_as"])), f"evidence.{entry['evidence']}")
    odds = join(
        subject_name(grounds, str(evidence["about"]), quoted=False),
        ": ",
        ratio(grounds, f"{path}.likelihood_ratio"),
    )
    return Row((words, (taken,), (chance(grounds, f"{path}.sure"),), odds))
