"""What decides the number in this case: the step that carried it furthest, and the ground that weighs most.

The walk from history to the answer is measured in log-odds of the question's course. A step is decisive where it
moved the odds by half and more; otherwise the answer is history's, and that is said instead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from foedus.brief.document import Given, Parts, Sentence
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.parts import chance, join, ratio, say
from foedus.brief.prose.reasons import judgement_of, strength, what
from foedus.brief.tallies import headline

MOVED = math.log(1.5)
FAR = math.log(3)
HEAVY = math.log(2.5)
WIDE = 0.75
AGREED = 3
UNLIKELY, LIKELY = 0.4, 0.6


def decisive(grounds: Grounds) -> list[Sentence]:
    """At most three sentences: that the interval leaves it open, what carried the answer, and the weightiest single ground or the agreement of voices."""
    return [*_open(grounds), *_carried(grounds), *(_agreed(grounds) or _weightiest(grounds))]


def _carried(grounds: Grounds) -> list[Sentence]:
    """Whether history, the moves or the words brought the number to where it stands."""
    course = headline(grounds)
    steps = [s for s in grounds.entries("steps") if course in s.get("courses", {})]
    if len(steps) < 2:
        return []
    shifts = [
        (_log_odds(now, course) - _log_odds(before, course), str(now["id"]))
        for before, now in pairwise(steps)
    ]
    first, last = (f"steps.{steps[i]['id']}.courses.{course}" for i in (0, -1))
    shift, name = max(shifts, key=lambda pair: abs(pair[0]))
    start, end = (chance(grounds, path, about=True) for path in (first, last))
    whole = _log_odds(steps[-1], course) - _log_odds(steps[0], course)
    if abs(shift) < MOVED or start.words == end.words or (whole > 0) != (shift > 0):
        return [
            say("The record of past threats alone puts it at ", start,
                "; what these reports add pulls both ways or weighs little.")
        ]  # fmt: skip
    subject = {"moves": "What was done", "judgements": "What was said and signalled"}.get(
        name, "What came later"
    )
    far = "far " if abs(whole) > FAR else ""
    verb = f"lifts it {far}above" if shift > 0 else f"pulls it {far}below"
    return [
        say(f"{subject} {verb} what the record of the past gives: from ", start, " to ", end, ".")
    ]  # fmt: skip


def _open(grounds: Grounds) -> list[Sentence]:
    """That the number says little, where its interval spans nearly everything."""
    course = headline(grounds)
    entry = next(c for c in grounds.entries("courses") if str(c["id"]) == course)
    if float(entry["high"]) - float(entry["low"]) < WIDE:
        return []
    return [say("The interval says more than the number: on what is known the matter is wide open.")]


def _log_odds(step: Mapping[str, Any], course: str) -> float:
    share = min(max(float(step["courses"][course]), 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def _agreed(grounds: Grounds) -> list[Sentence]:
    """That all who put a likelihood on the question's course are of one mind, where at least three did."""
    course = headline(grounds)
    voiced = [
        j
        for j in grounds.entries("judgements")
        if j.get("median") is not None and j.get("about") == course and not j.get("given")
    ]
    if len({str(j.get("speaker")) for j in voiced}) < AGREED:
        return []
    low = min(voiced, key=lambda j: (float(j["median"]), str(j["id"])))
    high = max(voiced, key=lambda j: (float(j["median"]), str(j["id"])))
    ends = (float(low["median"]), float(high["median"]))
    if ends[1] <= UNLIKELY:
        verdict = "expects it"
    elif ends[0] >= LIKELY:
        verdict = "doubts it"
    else:
        return []
    span: Parts = (chance(grounds, f"judgements.{low['id']}.median", standing="reported"),)
    if ends[0] != ends[1]:
        span = join(span, " to ", chance(grounds, f"judgements.{high['id']}.median", standing="reported"))
    return [say(f"Nobody who put its likelihood into words {verdict}; their words read as ", span, ".")]


def _weightiest(grounds: Grounds) -> list[Sentence]:
    """The single ground that moves the odds most, where one is heavy."""
    courses = {str(c["id"]) for c in grounds.entries("courses")}
    entries = [e for e in grounds.entries("evidence") if str(e.get("about") or headline(grounds)) in courses]
    best = max(entries, key=strength, default=None)
    if best is None or strength(best)[0] < HEAVY:
        return []
    about = str(best.get("about") or headline(grounds))
    contrary = _against_the_drift(grounds, best)
    target = () if about == headline(grounds) else join(" ", subject_name(grounds, about))
    judged = judgement_of(grounds, best) is not None
    lead = "The heaviest single ground is a judgement: " if judged else "The heaviest single sign is that "
    if contrary:
        lead = "The heaviest single ground pulls the other way: "
    shown = what(grounds, best)
    return [say(lead, shown if judged else _inside(grounds, shown), " (",
                ratio(grounds, f"evidence.{best['id']}.likelihood_ratio"), target, ").")]  # fmt: skip


def _against_the_drift(grounds: Grounds, entry: Mapping[str, Any]) -> bool:
    """Whether a piece of evidence pulls against the way from history to the answer."""
    course = headline(grounds)
    steps = [s for s in grounds.entries("steps") if course in s.get("courses", {})]
    drift = _log_odds(steps[-1], course) - _log_odds(steps[0], course) if len(steps) > 1 else 0.0
    raises = (float(entry["likelihood_ratio"]) > 1) == (str(entry.get("about") or course) == course)
    return abs(drift) >= MOVED and raises != (drift > 0)


def _inside(grounds: Grounds, shown: Parts) -> Parts:
    """A sign's sentence after "that": in small letters unless it opens with an actor's name."""
    head = shown[0]
    if not isinstance(head, Given):
        return shown
    question = grounds.assessment["question"]
    names = f"{question.get('threatener') or ''} {question.get('counterpart') or ''}".split()
    opening = head.words.partition(" ")[0].removesuffix("'s")
    if opening in names or (opening.isupper() and len(opening) > 1):
        return shown
    return (Given(f"{head.words[:1].lower()}{head.words[1:]}", head.path), *shown[1:])
