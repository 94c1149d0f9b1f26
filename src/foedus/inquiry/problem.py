"""What is weighed: a case solved in many draws, with the history that it follows.

`pose` does the work that no later switch changes: it draws the quantities, solves the game in each draw, draws
the reference class's shares and the time. `weighing.weigh` then answers under any choice of evidence, lexicon
and pool from these arrays alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.model import Case
from foedus.case.unamended import unamended
from foedus.errors import CaseFault, Fault, InputFault, QuestionFault
from foedus.estimation.moves import Seen
from foedus.estimation.weights import Array
from foedus.history.pooling import dirichlet
from foedus.history.reference_class import HistoryClass, reference_class
from foedus.history.table import COURSES, day_of, months_between
from foedus.history.timing import WaitingTimes, waiting_times
from foedus.inquiry.cells import Cells, cells_of
from foedus.inquiry.sampling import block, by_rows, drawn, uniforms
from foedus.inquiry.solved import Solve
from foedus.quantity import Distribution

BETWEEN_CASES = Distribution.of({"lognormal": [2.0, 0.4]})
"""How alike the cases of one class are, as the concentration of a Dirichlet around the class's shares.

One outcome a case cannot tell it from the table: an assumption. At 2, cases of a class in which a third end in
exit range from under 1 % to over 85 % before anything is known of them.
"""
VOICE = Distribution.of({"lognormal": [1.15, 0.1]})
"""Likelihood ratio of one statement that speaks for or against a course without a number: an assumption.

It is weak since such statements are quoted for colour, by interested parties, and now and then read on the wrong
side.
"""
IN_FULL = 16_384
"""Draws of which every end node is kept; in more, what is asked of single end nodes would not change a digit shown."""
USUAL_DRAWS = 4096
"""Draws for the mean of the case before its amendments."""
EXPLAINS = 1.5
"""Likelihood ratio of one statement that names an explanation of the threat: an assumption. Who says why says what
the statement is about, which a statement quoted in passing for or against a course does not.
"""


@dataclass(frozen=True)
class Time:
    """How time enters: months since the last move that was seen, months left, and the chance (n) that the date decides."""

    age: float
    horizon: float
    scheduled: Array
    waiting: WaitingTimes
    notice_given: bool = False

    @cached_property
    def within(self) -> Mapping[str, float]:
        """Course → share of what comes to it that does so in the months left."""
        return self.waiting.within(self.age, self.horizon)

    @cached_property
    def later(self) -> float:
        """The probability that what has faded within the history's 24 months ends in exit by then after all."""
        return self.waiting.later(self.age, self.horizon)


@dataclass(frozen=True)
class Problem:
    """A case solved in n draws; Z end nodes, C courses, K cells of end nodes.

    Attributes:
        case: as declared.
        courses: ids, in the case's order.
        draws: quantity → its values (n).
        cells: the end nodes by what distinguishes them, with the probability of each cell in each draw.
        ends: (m, Z) probability of each end node in the first m draws: all of them, or `IN_FULL`.
        states: for each end node the results on its path.
        course: (Z) index of each end node's course.
        inside: (Z) whether the reference class's condition holds there.
        history: the reference class, or None.
        shares: (n, C) the class's shares, before the bias by fame and the spread between cases.
        fame: (n) factor on the odds of fading.
        alike: (n) concentration of single cases around the class.
        spread: (n, C) uniforms that place this case within its class; None takes it to be as its class is on average.
        voice: (n) log likelihood ratio of one voice.
        time: how time enters, or None.
        seen: the observations as sets of end nodes.
        certificate: what the solver said of the equilibria.
        usual: (C) mean probability of each course within the class's condition where the quantities are what
            they were before the case was amended; None where nothing was.
    """

    case: Case
    courses: tuple[str, ...]
    draws: Mapping[str, Array]
    cells: Cells
    ends: Array
    states: tuple[Mapping[str, str], ...]
    course: NDArray[np.intp]
    inside: NDArray[np.bool_]
    history: HistoryClass | None
    shares: Array | None
    fame: Array
    alike: Array
    spread: Array | None
    voice: Array
    time: Time | None
    seen: tuple[Seen, ...]
    certificate: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    usual: Array | None = None

    @property
    def n(self) -> int:
        """The number of draws."""
        return len(self.cells.mass)

    def thinned(self, draws: int) -> Problem:
        """The problem in its first draws, which are in random order; itself if it has no more."""
        if draws >= self.n:
            return self
        return replace(
            self,
            draws={name: values[:draws] for name, values in self.draws.items()},
            cells=self.cells.thinned(draws),
            ends=self.ends[:draws],
            shares=None if self.shares is None else self.shares[:draws],
            fame=self.fame[:draws],
            alike=self.alike[:draws],
            spread=None if self.spread is None else self.spread[:draws],
            voice=self.voice[:draws],
            time=None if self.time is None else replace(self.time, scheduled=self.time.scheduled[:draws]),
        )

    def target(self, fame: Array | None = None) -> Array | None:
        """The shares (n, C) that the prior follows in each draw: class, bias by fame, still open, this case."""
        if fame is None:
            return self._usual_target
        return self._target(fame)

    @cached_property
    def _usual_target(self) -> Array | None:
        return self._target(self.fame)

    def _target(self, fame: Array) -> Array | None:
        if self.shares is None:
            return None
        shares = self.shares.copy()
        if "fades" in self.courses:
            shares[:, self.courses.index("fades")] *= fame
        if self.time is not None:
            shares *= still_open(self.time, self.courses)
        shares /= shares.sum(axis=1, keepdims=True)
        if self.spread is None:
            return shares
        return by_rows(dirichlet, np.maximum(self.alike[:, None] * shares, 1e-6), self.spread)


def pose(case: Case, draws: int, seed: int, solve: Solve) -> Problem:
    """Draw, solve, and look up the history.

    Raises:
        InputFault: the case has no question, a judgement names an unknown event, the horizon lies in the
            past, or the reference class has no case.
    """
    check(case)
    question = case.question
    assert question is not None  # check refuses a case without one
    values = drawn({name: q.distribution for name, q in case.quantities.items()}, draws, seed)
    solved = solve(case, values)
    states, courses = solved.states, tuple(case.courses)
    course, inside = _course_of(case, states), _inside(case, states)
    seen = tuple(
        Seen(o.id, np.array([o.saw.holds(s) for s in states], dtype=bool), _mean(o.certainty))
        for o in case.observations.values()
    )
    cells = cells_of(case, states, course, inside, seen, draws)
    history, notes = _history(case, courses)
    beside = _drawn_beside(case, history, draws, seed)  # while the solver makes its first block
    ends = _entered(cells, solved.blocks, min(draws, IN_FULL))
    return Problem(
        case=case,
        courses=courses,
        draws=values,
        cells=cells,
        ends=ends,
        states=states,
        course=course,
        inside=inside,
        history=history,
        time=_time(case, draws, seed),
        seen=seen,
        certificate=solved.certificate(),
        notes=notes,
        usual=_usual(case, values, seed, solve, course, inside) if history else None,
        **beside,
    )


def _drawn_beside(case: Case, history: HistoryClass | None, draws: int, seed: int) -> dict[str, Any]:
    """What is drawn beside the game's quantities: shares, fame, alike, spread and voice of a `Problem`."""
    courses, shares = tuple(case.courses), None
    if history is not None:
        u = block("history: class", draws, 1 + len(COURSES), seed)
        shares = _in_order(by_rows(history.pooled.draws, u), courses)
    declared = case.reference_class.pooling if history is not None and case.reference_class else None
    given = {
        "history: fame": history.fame if history else Distribution.of(1.0),
        "history: alike": declared or BETWEEN_CASES,
        "judgements: voice": VOICE,
    }
    fame, alike, voice = drawn(given, draws, seed).values()
    return {
        "shares": shares,
        "fame": fame,
        "alike": alike,
        "spread": block("history: this case", draws, len(courses), seed),
        "voice": np.log(voice),
    }


def _entered(cells: Cells, blocks: Iterable[Array], full: int) -> Array:
    """Enter the blocks in the cells; the end nodes' probabilities (full, Z) of the first draws."""
    ends, begin = np.empty((len(cells.of), full)).T, 0
    for logs in blocks:
        probability = np.exp(logs, out=logs)
        cells.add(begin, probability)
        if begin < full:
            ends[begin : begin + len(logs)] = probability[: full - begin]
        begin += len(logs)
    return ends


def _usual(
    case: Case,
    values: Mapping[str, Array],
    seed: int,
    solve: Solve,
    course: NDArray[np.intp],
    inside: NDArray[np.bool_],
) -> Array | None:
    """(C) mean probability of each course inside the class's condition for the case as it was before amendments."""
    before = unamended(case)
    if not before:
        return None
    draws = min(len(next(iter(values.values()))), USUAL_DRAWS)
    usual = {name: drawn[:draws] for name, drawn in values.items()}
    usual |= drawn(before, draws, seed)
    mean = solve(case, usual).ends().mean(axis=0)
    return np.asarray(np.bincount(course[inside], mean[inside], len(case.courses)), dtype=np.float64)


def check(case: Case) -> None:
    """Refuse what cannot be asked.

    Raises:
        InputFault: as `pose` says.
    """
    question = case.question
    if question is None:
        raise QuestionFault("the case asks no question", where=case.title, remedy="add a section 'question'")
    if day_of(question.deadline) < day_of(question.as_of):
        raise QuestionFault(
            f"the deadline {question.deadline} lies before the day of the assessment, {question.as_of}",
            where=case.title,
            remedy="ask for a later deadline, or assess as of an earlier day",
        )
    known = {*case.courses, *case.consequences}
    faults = []
    for judgement in case.judgements.values():
        for name, among in ((judgement.about, known | set(case.explanations)), (judgement.given, known)):
            if name is not None and name not in among:
                faults.append(_unknown(f"judgement {judgement.id} is about {name!r}", known))
    for indicator in case.indicators.values():
        if indicator.favours not in case.courses:
            faults.append(
                _unknown(f"indicator {indicator.id} favours {indicator.favours!r}", set(case.courses))
            )
    if faults:
        raise CaseFault(faults, where=case.title)


def still_open(time: Time, courses: tuple[str, ...]) -> Array:
    """(n, C) probability that a case that comes to each course is still open by now."""
    waited = time.waiting.still_open(time.age)
    left = np.array([waited.get(course, 1.0) for course in courses])
    # what waits for its date is open until then, however old the threat
    return np.asarray(time.scheduled[:, None] + (1 - time.scheduled[:, None]) * left)


def _unknown(what: str, known: set[str]) -> Fault:
    return Fault(
        "unknown-event",
        f"{what}, which the case does not know",
        remedy=f"name one of {', '.join(sorted(known))}",
    )


def _history(case: Case, courses: tuple[str, ...]) -> tuple[HistoryClass | None, tuple[str, ...]]:
    declared = case.reference_class
    if declared is None:
        return None, ("no reference class is declared: the prior is the game's own",)
    if set(courses) != set(COURSES):
        return None, (f"the history knows {', '.join(COURSES)} only: the prior is the game's own",)
    as_of = case.question.as_of if case.question else None
    return reference_class(declared.where, as_of, declared.exclude, reason=declared.because), ()


def _course_of(case: Case, states: tuple[Mapping[str, str], ...]) -> NDArray[np.intp]:
    """The first course whose condition holds; "otherwise" takes the rest."""
    ids = list(case.courses)
    rest = next(
        (i for i, c in enumerate(case.courses.values()) if c.when is None or c.when.text == "otherwise"), None
    )

    def course(state: Mapping[str, str]) -> int:
        for i, declared in enumerate(case.courses.values()):
            if i != rest and declared.when is not None and declared.when.holds(state):
                return i
        if rest is None:
            raise InputFault(
                f"no course holds where {', '.join(f'{k} = {v}' for k, v in state.items())}",
                where=case.title,
                remedy=f"widen one of {', '.join(ids)}, or let one be 'otherwise'",
            )
        return rest

    return np.array([course(state) for state in states], dtype=np.intp)


def _inside(case: Case, states: tuple[Mapping[str, str], ...]) -> NDArray[np.bool_]:
    given = case.reference_class.given if case.reference_class else None
    return np.array([given is None or given.holds(state) for state in states], dtype=bool)


def _in_order(shares: Array, courses: tuple[str, ...]) -> Array:
    return np.asarray(shares[:, [COURSES.index(course) for course in courses]])


def _time(case: Case, n: int, seed: int) -> Time | None:
    question, timing = case.question, case.timing
    if question is None or timing is None or not {"exit", "revised", "fades"} <= set(case.courses):
        return None
    today = day_of(question.as_of)
    # a threat that is made anew, or answered, is no longer one that has lain still since it was first made
    moved = [o.on for o in case.observations.values() if o.on and o.on <= question.as_of]
    begun = day_of(max([question.threat_date, *moved])) if question.threat_date else today
    return Time(
        age=max(months_between(begun, today), 0.0),
        horizon=max(timing.months_open, 0.0),
        scheduled=timing.scheduled.distribution.quantile(uniforms("timing: scheduled", n, seed)),
        waiting=waiting_times(question.as_of, notice_given=question.notice_given),
        notice_given=question.notice_given,
    )


def _mean(distribution: Distribution) -> float:
    u = (np.arange(201) + 0.5) / 201
    return float(np.mean(distribution.quantile(u)))
