"""From a case to its answer: draw, solve, weigh, ask.

The steps follow one another as the answer shows them: the courses that history and the game give, the courses
once the moves seen are conditioned on, the courses once the reporting's signs and the experts' judgements have
weighed the draws. Everything after that reads the same weighed draws.

Where the evidence leaves too few draws, more are taken, then the judgements are tempered and the answer says so;
if even the moves leave too few, the question is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from foedus.case.model import Case
from foedus.errors import InferenceRefused
from foedus.estimation.readings import POOLS
from foedus.estimation.weights import interval
from foedus.inquiry.answer import (
    Answer,
    CourseAnswer,
    EvidenceAnswer,
    ExplanationAnswer,
    RangeAnswer,
    Step,
)
from foedus.inquiry.assumptions import assumption_answers
from foedus.inquiry.consequences import consequence_answers, network
from foedus.inquiry.information import signpost_answers
from foedus.inquiry.judgements import (
    Meanings,
    evidence_of,
    independent_judgements,
    judgement_answers,
    odds_ratio,
    ratios_of,
    under,
)
from foedus.inquiry.problem import Problem, Solve, pose
from foedus.inquiry.sensitivity import curves, sensitivity_answers, smallest_flip
from foedus.inquiry.solving import house_solver
from foedus.inquiry.weighing import (
    LEAST_EFFECTIVE,
    Evidence,
    Moved,
    Weighed,
    event_given_draw,
    judge,
    move,
    weigh,
    without,
)
from foedus.inquiry.words import word_for
from foedus.provenance import grounds_of

MOST_DRAWS = 131_072
REFUSED_UNDER = 50.0
FLOOR = 0.005  # no course is given less or more than is known of such numbers: 2.2 % of "under 1 %" came true

Progress = Callable[[str], None]


def inquire(
    case: Case,
    *,
    draws: int = 8192,
    seed: int = 0,
    lexicon: str | None = None,
    pool: str = "log",
    backend: str = "auto",
    lexicons: Mapping[str, Meanings] | None = None,
    progress: Progress | None = None,
    solve: Solve | None = None,
) -> Answer:
    """Answer the case's question.

    Args:
        case: as declared, with a question.
        draws: how many games to solve; more are taken where the evidence leaves too few.
        seed: of every random stream; the same seed gives the same answer.
        lexicon: what phrases mean; one of ``lexicons``, or None for the meanings written in the case.
        pool: "log" or "linear".
        backend: of the solver.
        lexicons: lexicon → judgement id → (median, low, high): the alternatives that the answer shows.
        progress: called with the name of each step.
        solve: case and draws → states, log probabilities and certificate; the house's solver by default.

    Raises:
        InputFault: the question, a judgement, the class, the lexicon or the pool is at fault.
        InferenceRefused: the observations contradict one another, or too few draws fit them.
    """
    say = progress or (lambda _: None)
    problem, evidence, moved = _enough(
        case, draws, seed, pool, lexicon, lexicons, solve or house_solver(backend), say
    )
    say("weighing")
    weighed = judge(moved, evidence)
    headline = "exit" if "exit" in problem.courses else problem.courses[0]
    say("asking what the answer hinges on")
    found = curves(problem, weighed)
    tornado = sensitivity_answers(problem, weighed, found, headline)
    courses = course_answers(problem, weighed)
    now = {c.id: c.probability for c in courses}
    say("following the consequences")
    net = network(case, seed)
    return Answer(
        question=_question(case),
        courses=courses,
        explanations=_explanations(problem, weighed, evidence),
        steps=_steps(problem, moved, evidence, weighed),
        consequences=consequence_answers(case, net, now),
        judgements=judgement_answers(case, moved, evidence, weighed),
        evidence=_evidence(problem, moved, evidence, weighed, headline),
        sensitivity=tornado,
        flip=smallest_flip(problem, weighed, found),
        ranges=_ranges(problem, moved, evidence, lexicon, lexicons or {}),
        signposts=signpost_answers(problem, weighed),
        assumptions=assumption_answers(problem, tornado, headline, now[headline]),
        reference_class=_class(problem),
        run=_run(problem, evidence, weighed, moved, seed),
        notes=_notes(problem, evidence, weighed),
    )


def course_answers(problem: Problem, weighed: Weighed) -> tuple[CourseAnswer, ...]:
    """The courses by the deadline, the ends capped, with 90 % intervals and words."""
    means = capped(weighed.mean())
    low, high = weighed.bounds()
    return tuple(
        CourseAnswer(
            id=identity,
            name=problem.case.courses[identity].name,
            probability=p,
            low=min(low[identity], p),
            high=max(high[identity], p),
            word=word_for(p),
        )
        for identity, p in means.items()
    )


def capped(courses: Mapping[str, float], floor: float = FLOOR) -> dict[str, float]:
    """Probabilities of at least ``floor`` each, the rest in proportion; they sum to one."""
    found = dict(courses)
    low = {c for c, p in found.items() if p < floor}
    while True:
        rest = sum(p for c, p in courses.items() if c not in low)
        scale = (1 - floor * len(low)) / rest if rest else 0.0
        found = {c: floor if c in low else p * scale for c, p in courses.items()}
        fresh = {c for c, p in found.items() if p < floor - 1e-15}
        if not fresh - low:
            return found
        low |= fresh


def _enough(
    case: Case,
    draws: int,
    seed: int,
    pool: str,
    lexicon: str | None,
    lexicons: Mapping[str, Meanings] | None,
    solve: Solve,
    say: Progress,
) -> tuple[Problem, Evidence, Moved]:
    """The problem posed with draws enough for the evidence.

    Raises:
        InferenceRefused: even the most draws leave too few after the moves.
    """
    while True:
        say(f"solving {draws:,} games")
        evidence = evidence_of(case, draws, seed, pool, lexicon, lexicons)
        problem = pose(case, draws, seed, solve)
        moved = move(problem, evidence)
        after_moves, after_all = judge(moved, Evidence()), judge(moved, evidence)
        if after_all.power == 1.0 or 4 * draws > MOST_DRAWS:
            if after_moves.effective < min(REFUSED_UNDER, problem.n / 20):
                raise InferenceRefused(
                    f"only {after_moves.effective:.0f} of {problem.n:,} draws fit what was observed",
                    why="the declared quantities make these moves almost impossible",
                    remedy="widen the quantities, lower an observation's certainty, or take more draws",
                )
            return problem, evidence, moved
        draws *= 4


def _explanations(problem: Problem, weighed: Weighed, evidence: Evidence) -> tuple[ExplanationAnswer, ...]:
    """The posterior of the private types."""
    before = weigh(problem, evidence, "base_rate")
    weight, prior_weight = weighed.weight, before.weight
    answers = []
    for explanation in problem.case.explanations.values():
        here = np.array([s.get(explanation.node) == explanation.result for s in problem.states])
        values = event_given_draw(problem, weighed, here)
        low, high = interval(values, weight)
        answers.append(
            ExplanationAnswer(
                id=explanation.id,
                name=explanation.name,
                probability=float(weight @ values),
                low=low,
                high=high,
                prior=float(prior_weight @ event_given_draw(problem, before, here)),
            )
        )
    return tuple(answers)


def _steps(problem: Problem, moved: Moved, evidence: Evidence, weighed: Weighed) -> tuple[Step, ...]:
    """The courses after each step."""
    case = problem.case
    history = problem.history
    seen = tuple(case.observations)
    words = (
        *(r.id for r in evidence.readings),
        *(v.id for v in evidence.voices),
        *(s.id for s in evidence.signs),
    )
    after_moves = judge(moved, Evidence())
    base = (
        f"{history.n} past threats ({', '.join(f'{c} {n}' for c, n in history.counts.items())}), pooled with the other "
        f"classes, fading corrected for fame"
        if history
        else "the game's own prior"
    )
    return (
        _step("base_rate", weigh(problem, evidence, "base_rate"), base, history.rows if history else ()),
        _step("moves", after_moves, f"{len(seen)} observations of moves", seen),
        _step(
            "judgements",
            weighed,
            f"{len(evidence.readings)} judgements with a number, worth {independent_judgements(evidence):.1f} "
            f"independent ones; {len(evidence.voices)} voices without one; {len(evidence.signs)} signs",
            words,
        ),
    )


def _step(identity: str, weighed: Weighed, because: str, rests_on: Sequence[str]) -> Step:
    low, high = weighed.bounds()
    return Step(identity, capped(weighed.mean()), low, high, because, tuple(rests_on))


def _evidence(
    problem: Problem, moved: Moved, evidence: Evidence, weighed: Weighed, headline: str
) -> tuple[EvidenceAnswer, ...]:
    """Every observation, sign and judgement with its likelihood ratio, most telling first."""
    case = problem.case
    found = []
    for observation in case.observations.values():
        less = judge(move(problem, without(evidence, observation.id)), evidence)
        found.append(
            EvidenceAnswer(
                observation.id,
                observation.saw.text,
                headline,
                odds_ratio(weighed, less, headline),
                _statements_in(observation.because),
            )
        )
    ratios = ratios_of(case, moved, evidence, weighed)
    for indicator in case.indicators.values():
        found.append(
            EvidenceAnswer(
                indicator.id, indicator.name, indicator.favours, ratios[indicator.id], indicator.statements
            )
        )
    for identity, ratio in ratios.items():
        if identity in case.judgements:
            judgement = case.judgements[identity]
            what = f"{judgement.speaker}: {judgement.phrase or judgement.direction}".strip(": ")
            found.append(EvidenceAnswer(identity, what, judgement.about, ratio, judgement.statements))
    return tuple(sorted(found, key=lambda e: (-abs(np.log(max(e.likelihood_ratio, 1e-9))), e.id)))


def _statements_in(because: str) -> tuple[str, ...]:

    return tuple(i for ground in grounds_of(because) if ground.kind == "statements" for i in ground.ids)


def _ranges(
    problem: Problem, moved: Moved, evidence: Evidence, lexicon: str | None, lexicons: Mapping[str, Meanings]
) -> tuple[RangeAnswer, ...]:
    """The courses under each lexicon, each pool, and the two ends of the history's bias."""
    found = []
    for name, meanings in lexicons.items():
        other = capped(judge(moved, under(evidence, meanings)).mean())
        found.append(RangeAnswer("lexicon", name, other, name == lexicon))
    for pool in POOLS:
        switched = replace(evidence, pool=pool)
        found.append(RangeAnswer("pool", pool, capped(judge(moved, switched).mean()), pool == evidence.pool))
    if problem.history is not None:
        fame = problem.history.fame
        for setting, value in (("the table as it is", fame.low), ("fading fully corrected", fame.high)):
            ended = replace(evidence, fame=value)
            found.append(RangeAnswer("history", setting, capped(weigh(problem, ended).mean()), False))
        found.append(
            RangeAnswer("history", "spread over both ends", capped(judge(moved, evidence).mean()), True)
        )
    return tuple(found)


def _class(problem: Problem) -> dict[str, Any]:
    history = problem.history
    if history is None:
        return {}
    low, high = history.ends
    return {
        "where": {k: list(v) for k, v in history.where.items()},
        "n": history.n,
        "counts": dict(history.counts),
        "shares": history.shares(),
        "as_in_table": low,
        "fully_corrected": high,
        "borrowed": history.pooled.borrowed,
        "rows": list(history.rows),
        "because": history.reason,
        "as_of": history.as_of,
    }


def _question(case: Case) -> dict[str, Any]:
    q = case.question
    assert q is not None  # refused before
    return {
        "event": q.event,
        "deadline": q.deadline,
        "resolution": q.resolution,
        "as_of": q.as_of,
        "threatener": q.threatener,
        "counterpart": q.counterpart,
        "agreement": q.agreement,
        "threat_date": q.threat_date,
        "notice_given": q.notice_given,
    }


def _run(problem: Problem, evidence: Evidence, weighed: Weighed, moved: Moved, seed: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "draws": problem.n,
        "effective_sample_size": round(weighed.effective, 1),
        "effective_after_moves": round(judge(moved, Evidence()).effective, 1),
        "tempering": weighed.power,
        "effective_judgements": round(independent_judgements(evidence), 2),
        "certificate": dict(problem.certificate),
    }


def _notes(problem: Problem, evidence: Evidence, weighed: Weighed) -> tuple[str, ...]:
    notes = list(problem.notes)
    if weighed.power < 1:
        notes.append(
            f"the judgements disagree with the case so strongly that they were given only {weighed.power:.2f} of "
            f"their weight, which leaves {weighed.effective:.0f} effective draws (at least {LEAST_EFFECTIVE:.0f} wanted)"
        )
    if evidence.readings and not problem.case.reference_class:
        notes.append("without a reference class the judgements move the game's own prior")
    return tuple(notes)
