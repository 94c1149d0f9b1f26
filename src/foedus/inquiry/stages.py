"""The stages of a weighing, each once: history, moves, judgements; with as many draws as the evidence needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from foedus.case.model import Case
from foedus.errors import InferenceRefused
from foedus.estimation.weights import interval
from foedus.inquiry.answer import CourseAnswer, ExplanationAnswer, Step
from foedus.inquiry.judgements import Meanings, evidence_of, independent_judgements
from foedus.inquiry.problem import Problem, pose
from foedus.inquiry.solved import Solve
from foedus.inquiry.weighing import Evidence, Moved, Weighed, cells_given_draw, judge, move
from foedus.inquiry.words import word_for
from foedus.wording import counted

MOST_DRAWS = 131_072
REFUSED_UNDER = 50.0
FLOOR = 0.005  # no course is given less or more than is known of such numbers: 2.2 % of "under 1 %" came true

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Stages:
    """A case weighed step by step.

    Attributes:
        problem: the case solved.
        evidence: what its judgements and signs say.
        base: history alone.
        moved: history and moves, ready to be judged under any evidence; ``after_moves`` the draws then.
        weighed: everything.
    """

    problem: Problem
    evidence: Evidence
    base: Weighed
    moved: Moved
    after_moves: Weighed
    weighed: Weighed

    @property
    def case(self) -> Case:
        """The case as declared."""
        return self.problem.case


def thinned(whole: Stages, draws: int) -> Stages:
    """The stages in fewer draws, for what needs many weighings; itself if it has no more."""
    if draws >= whole.problem.n:
        return whole
    problem = whole.problem.thinned(draws)
    fewer = tuple(replace(s, log_ratio=s.log_ratio[:draws]) for s in whole.evidence.signs)
    return _weighed(problem, replace(whole.evidence, signs=fewer))


def _weighed(problem: Problem, evidence: Evidence) -> Stages:
    moved = move(problem, evidence)
    base = judge(move(problem, evidence, with_moves=False), Evidence())
    return Stages(problem, evidence, base, moved, judge(moved, Evidence()), judge(moved, evidence))


@dataclass(frozen=True)
class Settings:
    """How a case is weighed: see `inquire`."""

    draws: int
    seed: int
    pool: str = "log"
    lexicon: str | None = None
    lexicons: Mapping[str, Meanings] | None = None


def stages(case: Case, settings: Settings, solve: Solve, say: Progress) -> Stages:
    """The case posed and weighed, with four times the draws as long as the judgements leave too few.

    Raises:
        InferenceRefused: even the most draws leave too few after the moves.
    """
    draws = settings.draws
    while True:
        say(f"solving {draws:,} games")
        evidence = evidence_of(case, draws, settings.seed, settings.pool, settings.lexicon, settings.lexicons)
        problem = pose(case, draws, settings.seed, solve)
        say("weighing")
        whole = _weighed(problem, evidence)
        if whole.weighed.power == 1.0 or 4 * draws > MOST_DRAWS:
            break
        draws *= 4
    if whole.after_moves.effective < min(REFUSED_UNDER, problem.n / 20):
        raise InferenceRefused(
            f"only {whole.after_moves.effective:.0f} of {problem.n:,} draws fit what was observed",
            why="the declared quantities make these moves almost impossible",
            remedy="widen the quantities, lower an observation's certainty, or take more draws",
        )
    return whole


def course_answers(whole: Stages) -> tuple[CourseAnswer, ...]:
    """The courses by the deadline, the ends capped, with 90 % intervals and words."""
    means = capped(whole.weighed.mean())
    low, high = whole.weighed.bounds()
    return tuple(
        CourseAnswer(
            id=identity,
            name=whole.case.courses[identity].name,
            probability=p,
            low=min(low[identity], p),
            high=max(high[identity], p),
            word=word_for(p),
        )
        for identity, p in means.items()
    )


def explanation_answers(whole: Stages) -> tuple[ExplanationAnswer, ...]:
    """The posterior of the private types, beside what it was before any move was seen."""
    weight, prior_weight = whole.weighed.weight, whole.base.weight
    sets = [whole.problem.cells.explained[identity] for identity in whole.case.explanations]
    now, before = (cells_given_draw(whole.problem, at, *sets) for at in (whole.weighed, whole.base))
    answers = []
    for explanation, values, prior in zip(whole.case.explanations.values(), now, before, strict=True):
        low, high = interval(values, weight)
        answers.append(
            ExplanationAnswer(
                id=explanation.id,
                name=explanation.name,
                probability=float(weight @ values),
                low=low,
                high=high,
                prior=float(prior_weight @ prior),
            )
        )
    return tuple(answers)


def step_answers(whole: Stages) -> tuple[Step, ...]:
    """The courses after each step."""
    evidence, history = whole.evidence, whole.problem.history
    words = (
        *(r.id for r in evidence.readings),
        *(v.id for v in evidence.voices),
        *(s.id for s in evidence.signs),
    )
    base = "the game's own prior"
    if history is not None:
        counts = ", ".join(f"{course} {n}" for course, n in history.counts.items())
        base = (
            f"{counted(history.n, 'past threat')} ({counts}), pooled with the other classes, fading corrected for fame"
        ) + ("; this case set apart by its changed quantities" if whole.problem.usual is not None else "")
    judged = (
        f"{counted(len(evidence.readings), 'judgement')} with a number, worth {independent_judgements(evidence):.1f} "
        f"independent ones; {counted(len(evidence.voices), 'voice')} without one; {counted(len(evidence.signs), 'sign')}"
    )
    seen = tuple(whole.case.observations)
    return (
        _step("base_rate", whole.base, base, history.rows if history else ()),
        _step("moves", whole.after_moves, f"{counted(len(seen), 'observation')} of moves", seen),
        _step("judgements", whole.weighed, judged, words),
    )


def capped(courses: Mapping[str, float], floor: float = FLOOR) -> dict[str, float]:
    """Probabilities of at least ``floor`` each, the rest in proportion; they sum to one."""
    low = {c for c, p in courses.items() if p < floor}
    while True:
        rest = sum(p for c, p in courses.items() if c not in low)
        scale = (1 - floor * len(low)) / rest if rest else 0.0
        found = {c: floor if c in low else p * scale for c, p in courses.items()}
        fresh = {c for c, p in found.items() if p < floor - 1e-15}
        if not fresh - low:
            return found
        low |= fresh


def _step(identity: str, weighed: Weighed, because: str, rests_on: Sequence[str]) -> Step:
    low, high = weighed.bounds()
    return Step(identity, capped(weighed.mean()), low, high, because, tuple(rests_on))
