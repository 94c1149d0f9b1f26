"""What to watch: each move that could still be seen, how probable it is, and what the answer would become.

Moves that leave the matter open come first, ordered by what they are expected to teach: the mutual information, in bits, between seeing
the move and the course (Lindley 1956). A move that is reported as made is nothing to watch for, nor is another choice at the same
place where the choice is over: there the game knows no further move, and what is left is that the report errs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from foedus.case.model import Decision
from foedus.estimation.weights import Array
from foedus.history.table import DAYS_PER_MONTH, day_of
from foedus.inquiry.answer import SignpostAnswer
from foedus.inquiry.problem import Problem
from foedus.inquiry.weighing import Weighed, end_probability, in_time
from foedus.wording import agreeing

SETTLED = 0.95  # a move this surely seen is no signpost any more
SURE = 0.9  # a choice this surely seen is over
RARE = 0.002
FLOOR = 0.01
DECIDES = 0.995  # a move after which one course is this probable is that course


@dataclass(frozen=True)
class _Move:
    node: str
    result: str
    probability: float
    eventual: Array


def signpost_answers(problem: Problem, weighed: Weighed, most: int = 12) -> tuple[SignpostAnswer, ...]:
    """The signposts, most telling first."""
    ends = end_probability(problem, weighed)
    now = np.asarray(
        np.bincount(problem.course, weights=ends, minlength=len(problem.courses)), dtype=np.float64
    )
    half = _half_come(problem)
    found = []
    for move in _moves(problem, ends):
        gain = _information(now, move)
        if gain < 1e-4:
            continue
        courses = _by_deadline(problem, weighed, move.eventual)
        probability = move.probability
        if move.eventual.max() > DECIDES:
            # such a move is the course itself: once seen nothing is left to wait for
            sole = int(np.argmax(move.eventual))
            probability *= float(courses[problem.courses[sole]] / move.eventual[sole])
            courses = dict(zip(problem.courses, move.eventual.tolist(), strict=True))
        means = weighed.mean()
        shifts = {c: courses[c] - means[c] for c in problem.courses}
        strongest = max(shifts, key=lambda c: abs(shifts[c]))
        found.append(
            SignpostAnswer(
                event=_said(problem, move),
                probability=probability,
                by=_by(problem, half, move),
                courses_if_seen=courses,
                gain=gain,
                direction=f"{'towards' if shifts[strongest] > 0 else 'away from'} {strongest}",
            )
        )
    return tuple(sorted(found, key=lambda s: (_is_the_course(s), -s.gain, s.event))[:most])


def _is_the_course(signpost: SignpostAnswer) -> bool:
    """Whether seeing it means that the matter is decided: such a move is watched for last."""
    return max(signpost.courses_if_seen.values()) > DECIDES - FLOOR


def _moves(problem: Problem, ends: Array) -> list[_Move]:
    """Moves of nodes that are not settled: neither reported already, nor seen for sure, nor a private type."""
    private = {e.node for e in problem.case.explanations.values()}
    size = len(problem.courses)
    found = []
    for node in problem.case.nodes:
        if node in private or _is_over(problem, ends, node):
            continue
        results = np.array([state.get(node, "") for state in problem.states])
        reached = float(ends[results != ""].sum())
        for result in dict.fromkeys(r for r in results.tolist() if r):
            if _is_reported(problem, node, result):
                continue
            here = results == result
            p = float(ends[here].sum())
            if p < RARE or p > SETTLED * max(reached, 1e-12) or p > SETTLED:
                continue
            courses = np.bincount(problem.course[here], weights=ends[here], minlength=size) / p
            found.append(_Move(node, result, p, courses))
    return found


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


def _information(now: Array, move: _Move) -> float:
    """Mutual information in bits between seeing a move (or not) and the course."""
    p = move.probability
    rest = np.maximum(now - p * move.eventual, 0) / max(1 - p, 1e-12)
    return p * _divergence(move.eventual, now) + (1 - p) * _divergence(rest, now)


def _divergence(a: Array, b: Array) -> float:
    positive = a > 0
    return float((a[positive] * np.log2(a[positive] / np.maximum(b[positive], 1e-300))).sum())


def _by_deadline(problem: Problem, weighed: Weighed, eventual: Array) -> dict[str, float]:
    """Courses by the deadline from courses whenever they come about, at the draws' weights."""
    rows = np.broadcast_to(eventual, (problem.n, len(eventual)))
    return dict(
        zip(
            problem.courses,
            (weighed.weight @ in_time(rows, problem.time, problem.courses)).tolist(),
            strict=True,
        )
    )


def _half_come(problem: Problem) -> dict[str, float]:
    """Course → months from today in which half of the cases that come to it by the deadline have done so."""
    time = problem.time
    if time is None:
        return {}
    months = np.linspace(0, time.horizon, 121)
    came = [time.waiting.within(time.age, float(m)) for m in months]
    found = {}
    for course in ("exit", "revised"):
        share = np.array([each[course] for each in came])
        found[course] = (
            float(months[int(np.searchsorted(share, share[-1] / 2))]) if share[-1] > 0 else time.horizon
        )
    return found


def _by(problem: Problem, half: Mapping[str, float], move: _Move) -> str:
    """The day by which half of the cases with this course had come so far, at the latest the deadline."""
    question = problem.case.question
    if question is None:
        return ""
    time = problem.time
    if time is None or float(np.mean(time.scheduled)) > 0.5:
        return question.deadline
    course = problem.courses[int(np.argmax(move.eventual))]
    if course not in half:
        return question.deadline
    day = day_of(question.as_of) + timedelta(days=round(half[course] * DAYS_PER_MONTH))
    return min(day, day_of(question.deadline)).isoformat()


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
    return f"{move.node.replace('_', ' ')} – {result}"


def entropy(courses: Mapping[str, float]) -> float:
    """How open the question still is, in bits."""
    return float(-sum(p * np.log2(p) for p in courses.values() if p > 0))
