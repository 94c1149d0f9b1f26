"""From a case to its answer: draw, solve, weigh, ask.

The steps follow one another as the answer shows them: the courses that history and the game give, the courses
once the moves seen are conditioned on, the courses once the reporting's signs and the experts' judgements have
weighed the draws. Everything after that reads the same weighed draws.

Where the evidence leaves too few draws, more are taken, then the judgements are tempered and the answer says so;
if even the moves leave too few, the question is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.case.model import Case
from foedus.inquiry.alternatives import evidence_answers, range_answers
from foedus.inquiry.answer import Answer
from foedus.inquiry.assumptions import assumed_errors, assumption_answers
from foedus.inquiry.consequences import consequence_answers, network
from foedus.inquiry.information import signpost_answers
from foedus.inquiry.judgements import Meanings, independent_judgements, judgement_answers, ratios_of
from foedus.inquiry.problem import IN_FULL, Problem
from foedus.inquiry.sensitivity import curves, sensitivity_answers, smallest_flip
from foedus.inquiry.solved import Solve
from foedus.inquiry.solving import house_solver
from foedus.inquiry.stages import (
    Progress,
    Settings,
    Stages,
    course_answers,
    explanation_answers,
    stages,
    step_answers,
    thinned,
)
from foedus.inquiry.weighing import LEAST_EFFECTIVE
from foedus.threads import one_thread


@one_thread()
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
        solve: solves the case's game; the house's solver by default.

    Raises:
        InputFault: the question, a judgement, the class, the lexicon or the pool is at fault.
        InferenceRefused: the observations contradict one another, or too few draws fit them.
    """
    say = progress or (lambda _: None)
    settings = Settings(draws, seed, pool, lexicon, lexicons)
    whole = stages(case, settings, solve or house_solver(backend), say)
    headline = "exit" if "exit" in case.courses else next(iter(case.courses))
    say("asking what the answer hinges on")
    some = thinned(whole, IN_FULL)
    found = curves(some.moved, some.evidence, some.weighed)
    tornado = sensitivity_answers(some.problem, some.weighed, found, headline)
    ratios = ratios_of(case, some.moved, some.evidence, some.after_moves)
    courses = course_answers(whole)
    now = {c.id: c.probability for c in courses}
    say("following the consequences")
    return Answer(
        question=_question(case),
        courses=courses,
        explanations=explanation_answers(whole),
        steps=step_answers(whole),
        consequences=consequence_answers(case, network(case, seed), now),
        judgements=judgement_answers(case, whole.evidence, ratios),
        evidence=evidence_answers(some, ratios, headline),
        sensitivity=tornado,
        flip=smallest_flip(some.problem, some.weighed, found),
        ranges=range_answers(some, lexicon, lexicons or {}, now),
        signposts=signpost_answers(some.problem, some.weighed),
        assumptions=(
            *assumption_answers(whole.problem, tornado, headline, now[headline]),
            *assumed_errors(some, headline, now[headline]),
        ),
        reference_class=_class(whole.problem),
        run=_run(whole, seed),
        notes=_notes(whole),
    )


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


def _run(whole: Stages, seed: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "draws": whole.problem.n,
        "effective_sample_size": round(whole.weighed.effective, 1),
        "effective_after_moves": round(whole.after_moves.effective, 1),
        "tempering": whole.weighed.power,
        "effective_judgements": round(independent_judgements(whole.evidence), 2),
        "certificate": dict(whole.problem.certificate),
    }


def _notes(whole: Stages) -> tuple[str, ...]:
    notes = list(whole.problem.notes)
    if whole.weighed.power < 1:
        notes.append(
            f"the judgements disagree with the case so strongly that they were given only "
            f"{whole.weighed.power:.2f} of their weight, which leaves {whole.weighed.effective:.0f} effective draws "
            f"(at least {LEAST_EFFECTIVE:.0f} wanted)"
        )
    if whole.evidence.readings and whole.case.reference_class is None:
        notes.append("without a reference class the judgements move the game's own prior")
    return tuple(notes)
