"""What to watch: moves that can still be seen, by when, how probable, and how far each moves the answer."""

from __future__ import annotations

import re
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
from foedus.brief.names import event_name
from foedus.brief.numbers import dated, day
from foedus.brief.parts import chance, join, on, say
from foedus.brief.tallies import headline

DECISIVE = 0.98
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def section(grounds: Grounds) -> Section:
    """The signposts as a table, the most telling first, with a sentence on the first ones."""
    entries = grounds.entries("signposts")
    if not entries:
        told = say("No move of the actors that is still open would change the answer.")
        return Section("what-to-watch", "What to watch", (Paragraph((told,)),))
    blocks: list[Block] = [Paragraph(tuple(_opening(grounds)))]
    order = sorted(range(len(entries)), key=lambda i: (decides(entries[i]), i))
    rows = tuple(_row(grounds, i, entries[i]) for i in order)
    course = "exit" if headline(grounds) == "exit" else "the question’s course"
    head = ("If it is seen that …", "By", "Probability", f"Then {course}", "Effect")
    blocks.append(Table(head, rows, caption="Signposts", numeric=(2, 3)))
    return Section("what-to-watch", "What to watch", tuple(blocks))


def decides(entry: Mapping[str, Any]) -> bool:
    """Whether a move is an outcome itself: once it is seen, one course is all but certain."""
    return max((float(p) for p in (entry.get("courses_if_seen") or {}).values()), default=0.0) >= DECISIVE


def telling(grounds: Grounds) -> list[tuple[float, int]]:
    """Change of the headline course and place of each signpost that is not the outcome itself."""
    course = headline(grounds)
    now = _now(grounds)
    return [
        (float(entry["courses_if_seen"][course]) - now, i)
        for i, entry in enumerate(grounds.entries("signposts"))
        if course in (entry.get("courses_if_seen") or {}) and not decides(entry)
    ]


def event(grounds: Grounds, index: int) -> Given:
    """A signpost's event in words."""
    return Given(
        dated(event_name(grounds, str(grounds.entries("signposts")[index]["event"]))),
        f"signposts.{index}.event",
    )


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
    effect = _arrow(float(seen) - _now(grounds) if seen is not None else 0.0)
    if decides(entry):
        effect = f"{effect.split(' ')[0]} decides it"
    return Row((
        (event(grounds, index),), (by_when(grounds, index, entry),), (chance(grounds, f"{path}.probability"),), then,
        (Text(effect),),
    ))  # fmt: skip


def _arrow(change: float) -> str:
    """Direction and size in words: an arrow alone says nothing to a screen reader."""
    if abs(change) < 0.005:
        return "– no change"
    size = "slightly" if abs(change) < 0.03 else "clearly" if abs(change) < 0.15 else "strongly"
    return f"▲ {size} up" if change > 0 else f"▼ {size} down"


def _opening(grounds: Grounds) -> list[Sentence]:
    course = headline(grounds)
    changes = telling(grounds)
    told: list[Sentence] = []
    if changes:
        up, down = max(changes), min(changes)
        if up[0] >= 0.005:
            told.append(say("It would rise furthest, from ", chance(grounds, f"courses.{course}.probability"), " to ",
                            chance(grounds, f"signposts.{up[1]}.courses_if_seen.{course}"), ", once ", event(grounds, up[1]), "."))  # fmt: skip
        if down[0] <= -0.005:
            told.append(say("The most reassuring sign short of a settlement is that ", event(grounds, down[1]), "; after it the answer stands at ",
                            chance(grounds, f"signposts.{down[1]}.courses_if_seen.{course}"), "."))  # fmt: skip
    if any(decides(entry) for entry in grounds.entries("signposts")):
        told.append(
            say(
                "Moves that are an outcome themselves stand last: they decide the question and warn of nothing."
            )
        )
    return told or [
        say("Each of these can still be seen, yet none of them moves the answer by a whole percent.")
    ]
