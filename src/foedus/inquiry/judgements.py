"""The judgements of a case as evidence: readings with a number, voices without one, signs.

A lexicon is a switch: it says what each phrase means as a probability. A judgement on a consequence, or on a
condition, does not weigh the courses; it reads a conditional probability of the network (`consequences`). One on
an explanation ("a bluff for the trade talks") weighs the private types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from foedus.case.model import Case, Indicator, Judgement
from foedus.errors import InputFault
from foedus.estimation.readings import POOLS, Pool, Reading, effective_experts, shares
from foedus.estimation.signs import WITHIN_ORIGIN, Sign, Voice, diminished, repeats_worth
from foedus.inquiry.answer import JudgementAnswer
from foedus.inquiry.problem import Problem
from foedus.inquiry.sampling import uniforms
from foedus.inquiry.weighing import Evidence, Moved, Weighed, cells_given_draw, judge, only

Meanings = Mapping[str, tuple[float, float, float]]
"""Judgement id → median, 5th and 95th percentile of its phrase under a lexicon."""


def evidence_of(
    case: Case,
    draws: int,
    seed: int,
    pool: str = "log",
    lexicon: str | None = None,
    lexicons: Mapping[str, Meanings] | None = None,
) -> Evidence:
    """What the case's judgements and indicators say of the courses.

    Args:
        case: as declared; the phrases' meaning stands in it.
        draws: number of draws of the signs' likelihood ratios.
        seed: of their streams.
        pool: "log" or "linear".
        lexicon: name of a lexicon in ``lexicons`` that replaces the case's own meanings.
        lexicons: meanings by lexicon.

    Raises:
        InputFault: the lexicon or the pool is unknown.
    """
    if pool not in POOLS:
        raise InputFault(f"there is no pool {pool!r}", remedy=f"choose one of {', '.join(POOLS)}")
    if lexicon is not None and lexicons and lexicon not in lexicons:
        raise InputFault(f"there is no lexicon {lexicon!r}", remedy=f"choose one of {', '.join(lexicons)}")
    active = [j for j in case.judgements.values() if j.weight > 0]
    about = [j for j in active if on_course(case, j)]
    why = [j for j in active if j.about in case.explanations]
    readings = [reading_of(j) for j in about if j.median is not None]
    voices = [Voice(j.id, j.about, j.direction, j.origin, j.weight) for j in about if j.median is None]
    voices += [Voice(j.id, j.about, _side(j), j.origin, j.weight) for j in why]
    chosen: Pool = "linear" if pool == "linear" else "log"
    found = Evidence(
        readings=tuple(readings),
        voices=tuple(voices),
        signs=tuple(_sign(case, identity, draws, seed) for identity in case.indicators),
        pool=chosen,
    )
    return under(found, (lexicons or {}).get(lexicon)) if lexicon else found


def on_course(case: Case, judgement: Judgement) -> bool:
    """Whether a judgement is on a course as such, not on a consequence or under a condition."""
    return judgement.about in case.courses and judgement.given in (None, judgement.about)


def reading_of(judgement: Judgement) -> Reading:
    """A judgement with a number as a reading."""
    median = judgement.median
    assert median is not None  # the caller has looked
    low = judgement.low if judgement.low is not None else max(median / 3, 0.001)
    high = judgement.high if judgement.high is not None else 1 - max((1 - median) / 3, 0.001)
    return Reading(
        judgement.id,
        judgement.about,
        median,
        min(low, median),
        max(high, median),
        judgement.origin,
        judgement.weight,
        judgement.correlation,
    )


def under(evidence: Evidence, meanings: Meanings | None) -> Evidence:
    """The evidence with the phrases read by another lexicon; those it does not know keep their meaning."""
    if not meanings:
        return evidence
    fresh = [
        Reading(r.id, r.event, *meanings[r.id], r.origin, r.weight, r.correlation).capped()
        if r.id in meanings
        else r
        for r in evidence.readings
    ]
    return replace(evidence, readings=tuple(fresh))


def judgement_answers(
    case: Case, evidence: Evidence, ratios: Mapping[str, float]
) -> tuple[JudgementAnswer, ...]:
    """What was pooled, how much each counted, and its likelihood ratio (``ratios``, as `ratios_of` gives them).

    The ratio is that of the odds of what it is about with this judgement alone, after history and moves, over
    those without any.
    """
    weights = weights_of(evidence)
    numbers = {r.id: r for r in evidence.readings}
    answers = []
    for judgement in case.judgements.values():
        reading = numbers.get(judgement.id)
        answers.append(
            JudgementAnswer(
                id=judgement.id,
                statement=judgement.statements[0] if judgement.statements else "",
                speaker=judgement.speaker,
                phrase=judgement.phrase,
                about=judgement.about,
                given=judgement.given,
                median=reading.median if reading else judgement.median,
                low=reading.low if reading else judgement.low,
                high=reading.high if reading else judgement.high,
                origin=judgement.origin,
                weight=weights.get(judgement.id, 0.0),
                likelihood_ratio=ratios.get(judgement.id, 1.0),
            )
        )
    return tuple(answers)


def weights_of(evidence: Evidence) -> dict[str, float]:
    """How many independent judgements each one counts for; readings on one event share their worth."""
    found: dict[str, float] = {}
    for event in dict.fromkeys(r.event for r in evidence.readings):
        about = [r for r in evidence.readings if r.event == event and r.weight > 0]
        worth = effective_experts(about, evidence.errors)
        counts = shares(about, evidence.errors)
        found |= {r.id: worth * float(s) for r, s in zip(about, counts, strict=True)}
    groups: dict[tuple[str, str, str], list[Voice]] = {}
    for voice in evidence.voices:
        groups.setdefault((voice.course, voice.direction, voice.origin), []).append(voice)
    for group in groups.values():
        worth = diminished(sum(v.weight for v in group), WITHIN_ORIGIN)
        found |= {v.id: worth * v.weight / sum(v.weight for v in group) for v in group}
    return found


def ratios_of(case: Case, moved: Moved, evidence: Evidence, before: Weighed) -> dict[str, float]:
    """Id → likelihood ratio of each reading, voice and sign, alone, for what it is about.

    ``before`` is what history and moves alone make of the draws.
    """
    cache: dict[tuple[str, ...], float] = {}
    found: dict[str, float] = {}
    items: list[tuple[str, str, tuple[str, ...]]] = [
        *((r.id, r.event, ("reading", r.id)) for r in evidence.readings),
        *(
            (v.id, v.course, ("voice", v.course, v.direction, v.origin, str(v.weight)))
            for v in evidence.voices
        ),
        *((s.id, s.course, ("sign", s.id)) for s in evidence.signs),
    ]
    for identity, course, key in items:
        if key not in cache:
            alone = judge(moved, only(evidence, identity))
            ratio = type_ratio if course in case.explanations else odds_ratio
            cache[key] = ratio(moved.problem, alone, before, course)
        found[identity] = cache[key]
    return found


def odds_ratio(problem: Problem, after: Weighed, before: Weighed, course: str) -> float:
    """The odds of a course, whenever it comes about, after one weighing over those after another."""
    column = problem.courses.index(course)
    now, then = (_odds(float(w.weight @ w.eventual[:, column])) for w in (after, before))
    return now / then


def type_ratio(problem: Problem, after: Weighed, before: Weighed, identity: str) -> float:
    """The odds of an explanation after one weighing over those after another."""
    here = problem.cells.explained[identity]
    now, then = (_odds(float(w.weight @ cells_given_draw(problem, w, here)[0])) for w in (after, before))
    return now / then


def independent_judgements(evidence: Evidence) -> float:
    """How many independent judgements with a number the readings are worth."""
    events: Sequence[str] = list(dict.fromkeys(r.event for r in evidence.readings))
    about = ([r for r in evidence.readings if r.event == event] for event in events)
    return float(sum(effective_experts(readings, evidence.errors) for readings in about))


def _side(judgement: Judgement) -> str:
    """For or against an explanation: words with a number speak for it from one half upwards."""
    if judgement.median is None:
        return judgement.direction
    return "for" if judgement.median >= 0.5 else "against"


def _sign(case: Case, identity: str, draws: int, seed: int) -> Sign:
    """A sign with its ratio in each draw: certainty taken in, stronger the more statements carry it."""
    indicator = case.indicators[identity]
    ratio = indicator.ratio.distribution.quantile(uniforms(f"indicator: {identity}", draws, seed))
    real = indicator.certainty.quantile(uniforms(f"indicator: {identity}: certainty", draws, seed))
    return Sign(
        identity, indicator.favours, showings(indicator) * np.log(real * np.maximum(ratio, 1e-3) + 1 - real)
    )


def showings(indicator: Indicator) -> float:
    """How many independent showings of a sign its statements are worth, by the reports that they stand in."""
    counts = Counter(indicator.reports).values() if indicator.reports else [1] * len(indicator.statements)
    return repeats_worth(tuple(counts)) if counts else 1.0


def _odds(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return p / (1 - p)
