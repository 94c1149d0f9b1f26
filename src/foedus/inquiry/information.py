"""What to watch: each move that could still be seen, by when and how probably, and what the answer would become.

Moves that leave the matter open come first, ordered by what they are expected to teach: the mutual information, in bits, between seeing
the move and the course (Lindley 1956). A move that is reported as made is nothing to watch for, nor is another choice at the same
place where the choice is over: there the game knows no further move, and what is left is that the report errs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from foedus.case.model import Decision
from foedus.estimation.weights import Array
from foedus.history.table import DAYS_PER_MONTH, day_of
from foedus.inquiry.answer import SignpostAnswer
from foedus.inquiry.pace import Expected, Pace
from foedus.inquiry.problem import Problem
from foedus.inquiry.weighing import Weighed
from foedus.wording import agreeing

SETTLED = 0.95  # a move this surely seen is no signpost any more
SURE = 0.9  # a choice this surely seen is over
RARE = 0.002
LEAST_GAIN = 1e-4  # bits
DECIDES = 0.995  # a move after which one course is this probable is that course


@dataclass(frozen=True)
class _Move:
    """A move with what is told of it; ``decides``: after it one course is all but certain."""

    node: str
    result: str
    expected: Expected
    decides: bool


def signpost_answers(problem: Problem, weighed: Weighed, most: int = 12) -> tuple[SignpostAnswer, ...]:
    """The signposts, most telling first; those that are a course themselves last."""
    now = np.asarray(weighed.weight @ weighed.courses, dtype=np.float64)
    found = []
    for move in _moves(problem, Pace(problem, weighed)):
        told = move.expected
        gain = _information(now, told)
        if gain < LEAST_GAIN:
            continue
        shift = told.if_seen - now
        strongest = int(np.argmax(np.abs(shift)))
        answer = SignpostAnswer(
            event=_said(problem, move),
            probability=told.probability,
            by=_day(problem, told.months),
            courses_if_seen=dict(zip(problem.courses, told.if_seen.tolist(), strict=True)),
            courses_otherwise=dict(zip(problem.courses, told.otherwise.tolist(), strict=True)),
            gain=gain,
            direction=f"{'towards' if shift[strongest] > 0 else 'away from'} {problem.courses[strongest]}",
        )
        found.append((move.decides, -gain, answer.event, answer))
    return tuple(answer for *_, answer in sorted(found, key=lambda f: f[:3])[:most])


def _moves(problem: Problem, pace: Pace) -> list[_Move]:
    """Moves of nodes that are not settled: neither reported already, nor seen for sure, nor a private type."""
    private = {e.node for e in problem.case.explanations.values()}
    ends, size = pace.ends, len(problem.courses)
    open_still = [n for n in problem.case.nodes if n not in private and not _is_over(problem, ends, n)]
    reported = {
        (node, result)
        for node in open_still
        for result in {state[node] for state in problem.states if node in state}
        if _is_reported(problem, node, result)
    }
    part = _parts(problem, open_still, reported)
    found = []
    for node in open_still:
        results = np.array([state.get(node, "") for state in problem.states])
        reached = float(ends[results != ""].sum())
        for result in dict.fromkeys(r for r in results.tolist() if r):
            here = results == result
            p = float(ends[here].sum())
            rare_or_sure = p < RARE or p > SETTLED * max(reached, 1e-12) or p > SETTLED
            if (node, result) in reported or rare_or_sure:
                continue
            expected = pace.expected(here, part[node])
            if expected.probability < RARE:
                continue
            courses = np.bincount(problem.course[here], weights=ends[here], minlength=size) / p
            found.append(_Move(node, result, expected, bool(courses.max() > DECIDES)))
    return found


def _parts(
    problem: Problem, open_still: Sequence[str], reported: Collection[tuple[str, str]]
) -> dict[str, Array]:
    """Node → (Z) the part of what is still to come of each path after which its move is made."""
    part = {node: np.ones(len(problem.states)) for node in open_still}
    for z, state in enumerate(problem.states):
        to_come = [node for node in open_still if node in state and (node, state[node]) not in reported]
        for k, node in enumerate(to_come, start=1):
            part[node][z] = k / len(to_come)
    return part


def _is_over(problem: Problem, ends: Array, node: str) -> bool:
    """Whether a choice is reported as made and will not be made again: the report is sure, or the actor has moved on.

    An actor with a further move shows there what it does next. One that has none can still change what it chose as
    long as the report leaves that open.
    """
    case = problem.case
    told = [o.saw for o in case.observations.values() if o.saw.nodes == {node}]
    if not told:
        return False
    seen = np.array([any(saw.holds(state) for saw in told) for state in problem.states])
    reached = np.array([node in state for state in problem.states])
    if float(ends[seen].sum()) > SURE * float(ends[reached].sum()):
        return True
    here, names = case.nodes[node], list(case.nodes)
    later = [case.nodes[name] for name in names[names.index(node) + 1 :]]
    own = [
        n.id
        for n in later
        if isinstance(n, Decision) and isinstance(here, Decision) and n.actor == here.actor
    ]
    return any(name in state for state in np.array(problem.states)[seen] for name in own)


def _is_reported(problem: Problem, node: str, result: str) -> bool:
    """Whether an observation or a sign tells of the move as made: nobody need watch for it, even if that is unsure."""
    case = problem.case
    told = [o.saw for o in case.observations.values()]
    told += [i.shows for i in case.indicators.values() if i.shows is not None]
    return any(saw.nodes == {node} and saw.holds({node: result}) for saw in told)


def _information(now: Array, told: Expected) -> float:
    """Mutual information in bits between seeing a move by its day (or not) and the courses by the deadline."""
    p = told.probability
    return p * _divergence(told.if_seen, now) + (1 - p) * _divergence(told.otherwise, now)


def _divergence(a: Array, b: Array) -> float:
    positive = a > 0
    return float((a[positive] * np.log2(a[positive] / np.maximum(b[positive], 1e-300))).sum())


def _day(problem: Problem, months: float | None) -> str:
    """A day so many months from that of the assessment, at the latest the deadline; the deadline without any."""
    question = problem.case.question
    if question is None:
        return ""
    last = day_of(question.deadline)
    if months is None:
        return last.isoformat()
    return min(day_of(question.as_of) + timedelta(days=round(months * DAYS_PER_MONTH)), last).isoformat()


def _said(problem: Problem, move: _Move) -> str:
    """The move in words: who does what."""
    node = problem.case.nodes[move.node]
    result = move.result.replace("_", " ")
    if isinstance(node, Decision):
        actor = problem.case.actors.get(node.actor)
        name = actor.name if actor else node.actor
        if move.result in node.names:
            return agreeing(name, node.names[move.result])
        return f"{name}: {move.node.replace('_', ' ')} – {result}"
    if move.result in node.names:
        return node.names[move.result]  # nobody moves, so the name says by itself what happens
    return f"{move.node.replace('_', ' ')} – {result}"


def entropy(courses: Mapping[str, float]) -> float:
    """How open the question still is, in bits."""
    return float(-sum(p * np.log2(p) for p in courses.values() if p > 0))
