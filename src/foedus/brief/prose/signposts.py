"""What to watch: moves that can still be seen, by when, how probable, and how far each moves the answer.

Every number of a row refers to the deadline: how probable it is that the move is seen by then, and the question's course
by then if it is and if it is not. Beside them stands the day by which it usually is seen.
"""

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
)
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, event_name
from foedus.brief.numbers import dated, day
from foedus.brief.parts import chance, join, on, say
from foedus.brief.tallies import headline
from foedus.wording import agreeing

DECISIVE = 0.98
SEEN = 0.02  # a move rarer than this rests on too few draws to be told first
CLEARLY, STRONGLY = 0.03, 0.15  # changes from which on they are called so
REASSURING = 0.02  # a fall of less than this is within the noise of the draws
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTICE = re.compile(r"\bgives? (?:formal )?notice\b")
_BY_NOTICE = re.compile(
    r"\b(?:giv(?:e|es|ing)|submits?|serves?|sends?|deposits?) (?:\w+ )?(?:formal )?notice\b|\bnotice of \w+ (?:is|was) given\b|"
    r"\bnotif(?:y|ies)\b|\bdenounces?\b",
    re.IGNORECASE,
)


def section(grounds: Grounds) -> Section:
    """The signposts as a table, the most telling first, with a sentence on the first ones."""
    entries = grounds.entries("signposts")
    if not entries:
        told = say("No move of the actors that is still open would change the answer.")
        return Section("what-to-watch", "What to watch", (Paragraph((told,)),))
    blocks: list[Block] = [Paragraph(tuple(_opening(grounds)))]
    order = sorted(range(len(entries)), key=lambda i: (_place(grounds, entries[i]), i))
    rows = tuple(_row(grounds, i, entries[i]) for i in order)
    course = "exit" if headline(grounds) == "exit" else "the question’s course"
    head = ("If it is seen that …", "Usually by", "Seen in time", f"Then {course}", "If not", "Effect")
    blocks.append(Table(head, rows, caption="Signposts", numeric=(2, 3, 4)))
    return Section("what-to-watch", "What to watch", tuple(blocks))


def _place(grounds: Grounds, entry: Mapping[str, Any]) -> int:
    """What warns first, then what decides, then other readings of what has been seen."""
    if decides(entry) or settled_by_rule(grounds, entry):
        return 1
    return 2 if already_seen(grounds, entry) else 0


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
        if course in (entry.get("courses_if_seen") or {})
        and float(entry["probability"]) >= SEEN
        and not decides(entry)
        and not settled_by_rule(grounds, entry)
        and not already_seen(grounds, entry)
        and not _holds_back(grounds, entry)
    ]


_OPPOSED = re.compile(r"\bopposes? an exit under way$|(?:=|–) (?:oppose|block)$")


def _holds_back(grounds: Grounds, entry: Mapping[str, Any]) -> bool:
    """Whether a move raises the question's course only by the place at which it is made.

    Who opposes an exit under way holds it back, yet where that is seen an exit is under way: the course is then likelier
    than now, and less likely than it is at that place on the whole, over all its moves.
    """
    course = headline(grounds)
    node = _node_of(grounds, entry)
    if node is None or float(entry["courses_if_seen"][course]) <= _now(grounds):
        return False
    if _OPPOSED.search(str(entry["event"])):
        return True  # its contrary may have been seen already, and then stands in no row
    there = [
        e
        for e in grounds.entries("signposts")
        if _node_of(grounds, e) == node and course in (e.get("courses_if_seen") or {})
    ]
    reached = sum(float(e["probability"]) for e in there)
    if reached <= 0:
        return False
    at_place = sum(float(e["probability"]) * float(e["courses_if_seen"][course]) for e in there) / reached
    return float(entry["courses_if_seen"][course]) + SEEN < at_place


def _node_of(grounds: Grounds, entry: Mapping[str, Any]) -> str | None:
    """The node of the case at which a signpost's move is made, by the words that the case has for it."""
    nodes = grounds.case.nodes if grounds.case else {}
    for name, declared in nodes.items():
        actor = grounds.case.actors.get(getattr(declared, "actor", "")) if grounds.case else None
        told: Mapping[str, str] = getattr(declared, "names", {})
        if actor and any(str(entry.get("event")) == agreeing(actor.name, words) for words in told.values()):
            return str(name)
    return None


def already_seen(grounds: Grounds, entry: Mapping[str, Any]) -> bool:
    """Whether a signpost is only another reading of a choice that was already reported as made."""
    if grounds.case is None:
        return False
    seen = {node for observed in grounds.case.observations.values() for node in observed.saw.nodes}
    return _node_of(grounds, entry) in seen


def settled_by_rule(grounds: Grounds, entry: Mapping[str, Any]) -> bool:
    """Whether a move is a formal notice of leaving where the question itself resolves by notice given."""
    question = grounds.assessment["question"]
    rule = f"{question.get('event') or ''} {question.get('resolution') or ''}"
    return bool(_NOTICE.search(str(entry.get("event") or "")) and _BY_NOTICE.search(rule))


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
    seen, otherwise = (
        (entry.get(field) or {}).get(course) for field in ("courses_if_seen", "courses_otherwise")
    )
    then: Parts = (
        (chance(grounds, f"{path}.courses_if_seen.{course}"),) if seen is not None else join("unchanged")
    )
    unseen: Parts = (
        (chance(grounds, f"{path}.courses_otherwise.{course}"),) if otherwise is not None else join("–")
    )
    change = float(seen) - _now(grounds) if seen is not None else 0.0
    effect: Parts = join(_arrow(change), *_to_another(grounds, path, entry, change))
    if settled_by_rule(grounds, entry):
        then, effect = join("settled by the question’s rule"), join("▲ decides it")
    elif already_seen(grounds, entry):
        effect = join("– only if what was reported of it is wrong")
    elif seen is not None and _holds_back(grounds, entry) and not decides(entry):
        effect = join("▲ up, though it holds back what is under way")
    elif decides(entry):
        effect = join(f"{_arrow(change).split(' ')[0]} decides it")
    return Row((
        (event(grounds, index),), (by_when(grounds, index, entry),), (chance(grounds, f"{path}.probability"),), then,
        unseen, effect,
    ))  # fmt: skip


def _to_another(grounds: Grounds, path: str, entry: Mapping[str, Any], change: float) -> tuple[Inline, ...]:
    """The other course to which a move leads more than to the question's: what is offered makes other terms likely.

    Of the question's course alone one would read that it rises, for the move speaks against what else was likely.
    """
    course = headline(grounds)
    now = {str(c["id"]): float(c["probability"]) for c in grounds.entries("courses")}
    gains = {
        name: float(seen) - now[name]
        for name, seen in (entry.get("courses_if_seen") or {}).items()
        if name in now and name != course
    }
    best = max(gains, key=lambda name: gains[name], default=None)
    if best is None or gains[best] < max(STRONGLY, change):
        return ()
    return join(
        "; most of all ", course_name(grounds, best), ", ", chance(grounds, f"{path}.courses_if_seen.{best}")
    )


def _arrow(change: float) -> str:
    """Direction and size in words: an arrow alone says nothing to a screen reader."""
    if abs(change) < 0.005:
        return "– no change"
    size = "slightly" if abs(change) < CLEARLY else "clearly" if abs(change) < STRONGLY else "strongly"
    return f"▲ {size} up" if change > 0 else f"▼ {size} down"


def _opening(grounds: Grounds) -> list[Sentence]:
    course = headline(grounds)
    changes = telling(grounds)
    told: list[Sentence] = []
    if changes:
        up, down = max(changes), min(changes)
        subject = "Exit" if course == "exit" else "The question’s course"
        if up[0] >= 0.005:
            told.append(say(f"{subject} would gain most, from ", chance(grounds, f"courses.{course}.probability"), " to ",
                            chance(grounds, f"signposts.{up[1]}.courses_if_seen.{course}"), ", if ", event(grounds, up[1]), "."))  # fmt: skip
        if down[0] <= -REASSURING:
            told.append(say("Short of a settlement it would lose most if ", event(grounds, down[1]), ": ",
                            chance(grounds, f"signposts.{down[1]}.courses_if_seen.{course}"), " would be left."))  # fmt: skip
        elif up[0] >= REASSURING:
            told.append(say("No move short of a settlement would lower it noticeably."))
    if any(decides(e) or settled_by_rule(grounds, e) for e in grounds.entries("signposts")):
        told.append(
            say(
                "Moves that are an outcome themselves stand apart below: they decide the question and warn of nothing."
            )
        )
    if told:
        told.append(
            say("The probabilities refer to the deadline: that the move is seen by then, and ",
                "exit" if course == "exit" else "the question’s course",
                " by then if it is and if it is not; of the moves that are seen in time three in four are by the day beside them, "
                "if they come as evenly spaced as they are taken to.")
        )  # fmt: skip
    return told or [
        say("Each of these can still be seen, yet none of them moves the answer by a whole percent.")
    ]
