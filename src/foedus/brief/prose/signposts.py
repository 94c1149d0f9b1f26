"""What to watch: moves that can still be seen, by when, how probable, and how far each moves the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
from foedus.brief.numbers import day
from foedus.brief.parts import chance, given, join, on, say
from foedus.brief.tallies import headline

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def section(grounds: Grounds) -> Section:
    """The signposts as a table, the most telling first, with a sentence on the first ones."""
    entries = grounds.entries("signposts")
    if not entries:
        told = say("No move of the actors that is still open would change the answer.")
        return Section("what-to-watch", "What to watch", (Paragraph((told,)),))
    blocks: list[Block] = [Paragraph(tuple(_opening(grounds, entries)))]
    rows = tuple(_row(grounds, i, entry) for i, entry in enumerate(entries))
    head = ("If this is seen", "By", "Probability", "Then the question’s course", "Move")
    blocks.append(Table(head, rows, caption="Signposts", numeric=(2, 3)))
    return Section("what-to-watch", "What to watch", tuple(blocks))


def by_when(grounds: Grounds, index: int, entry: Mapping[str, Any]) -> Inline:
    """The date by which a signpost would be seen; the deadline where none is given."""
    told = str(entry.get("by") or "")
    if _ISO.fullmatch(told):
        return Figure(day(told), f"signposts.{index}.by", told, "date")
    if told:
        return Given(told, f"signposts.{index}.by")
    return on(grounds, "question.deadline")


def _now(grounds: Grounds) -> float:
    course = headline(grounds)
    return next(float(c["probability"]) for c in grounds.entries("courses") if c["id"] == course)


def _row(grounds: Grounds, index: int, entry: Mapping[str, Any]) -> Row:
    course = headline(grounds)
    path = f"signposts.{index}"
    seen = (entry.get("courses_if_seen") or {}).get(course)
    then: Parts = (
        (chance(grounds, f"{path}.courses_if_seen.{course}"),) if seen is not None else join("unchanged")
    )
    return Row((
        (given(grounds, f"{path}.event"),), (by_when(grounds, index, entry),), (chance(grounds, f"{path}.probability"),),
        then, (Text(_arrow(float(seen) - _now(grounds) if seen is not None else 0.0)),),
    ))  # fmt: skip


def _arrow(change: float) -> str:
    """Direction and size in words: an arrow alone says nothing to a screen reader."""
    if abs(change) < 0.005:
        return "no change"
    size = "slightly" if abs(change) < 0.03 else "clearly" if abs(change) < 0.15 else "strongly"
    return f"▲ {size} up" if change > 0 else f"▼ {size} down"


def _opening(grounds: Grounds, entries: Sequence[Mapping[str, Any]]) -> list[Sentence]:
    course = headline(grounds)
    now = _now(grounds)
    changes = [
        (float((e.get("courses_if_seen") or {}).get(course, now)) - now, i) for i, e in enumerate(entries)
    ]
    up, down = max(changes), min(changes)
    told: list[Sentence] = []
    if up[0] >= 0.005:
        told.append(say("The sign that would raise it furthest is ", given(grounds, f"signposts.{up[1]}.event"), ": from ",
                        chance(grounds, f"courses.{course}.probability"), " to ",
                        chance(grounds, f"signposts.{up[1]}.courses_if_seen.{course}"), "."))  # fmt: skip
    if down[0] <= -0.005:
        told.append(say("Most reassuring would be ", given(grounds, f"signposts.{down[1]}.event"), ", after which it stands at ",
                        chance(grounds, f"signposts.{down[1]}.courses_if_seen.{course}"), "."))  # fmt: skip
    if not told:
        told.append(
            say("Each of these can still be seen, yet none of them moves the answer by a whole percent.")
        )
    return told
