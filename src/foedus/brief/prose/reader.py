"""What the judgement means for who depends on the agreement, and what to watch for first; it recommends nothing."""

from __future__ import annotations

import math

from foedus.brief.address import value_at
from foedus.brief.document import Given, Sentence
from foedus.brief.grounds import Grounds
from foedus.brief.names import event_name
from foedus.brief.parts import as_noun, chance, say
from foedus.brief.prose.signposts import by_when, telling
from foedus.brief.tallies import headline

EVEN = 0.5
NEAR_EVEN, OVER_EVEN = 0.45, 0.55  # between them the scale says "roughly even chance"
TURNING = 0.02  # a move that changes the course's probability by less warns of nothing


def for_the_reader(grounds: Grounds) -> list[Sentence]:
    """What the judgement means for somebody who depends on the agreement; it recommends nothing."""
    course = headline(grounds)
    probability = float(value_at(grounds, f"courses.{course}.probability"))
    what = "an exit" if course == "exit" else "it"
    if probability < 0.1:
        head = f"Whoever depends on the agreement has little reason to expect {what} by that day"
    elif probability < NEAR_EVEN:
        none = (
            "no exit by that day than one" if course == "exit" else "that it does not come than that it does"
        )
        head = f"Whoever depends on the agreement has more reason to expect {none}"
    elif probability < OVER_EVEN:
        head = f"Whoever depends on the agreement has to reckon as much with {what} by that day as with its absence"
    else:
        head = f"Whoever depends on the agreement has more reason to expect {what} by that day than none"
    revised = [
        c for c in grounds.entries("courses") if c["id"] == "revised" and float(c["probability"]) >= 0.2
    ]
    if probability < NEAR_EVEN and revised:
        head += ", but some to expect other terms"
    index = _first_sign(grounds, probability)
    if index is None:
        change = "lower" if probability >= 0.5 else "raise"
        return [say(f"{head}; no single move still to come would {change} that much.", role="reader")]
    entry = grounds.entries("signposts")[index]
    path = f"signposts.{index}"
    seen = float(entry["courses_if_seen"][course])
    event = Given(event_name(grounds, str(entry["event"])), f"{path}.event")
    return [
        say(f"{head}; what to watch for first is that ", event, ", usually by ", by_when(grounds, index, entry),
            " (exit then: " if course == "exit" else " (then: ", as_noun(seen, path), ", ",
            chance(grounds, f"{path}.courses_if_seen.{course}", about=True), ").", role="reader")
    ]  # fmt: skip


def _first_sign(grounds: Grounds, probability: float) -> int | None:
    """The move that would be seen earliest of those that tell at least half as much as the most telling one.

    What tells most stands late on the way to a course; who depends on the agreement wants to be warned before. Moves
    tell by how far they would shift the log-odds: up where the course is the less likely half, down where it is not.
    """
    side = -1.0 if probability >= EVEN else 1.0
    turning = [(side * change, i) for change, i in telling(grounds)]
    shifts = {
        i: abs(_log_odds(probability + side * c) - _log_odds(probability)) for c, i in turning if c >= TURNING
    }
    if not shifts:
        return None
    entries, most = grounds.entries("signposts"), max(shifts.values())
    return min(
        (i for i, shift in shifts.items() if shift >= most / 2),
        key=lambda i: (str(entries[i].get("by") or "9999"), -shifts[i], i),
    )


def _log_odds(probability: float) -> float:
    share = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))
