"""The answer under other choices: lexicons, pools, the two ends of the history's bias; and without one piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from foedus.case.model import Case
from foedus.estimation.readings import POOLS
from foedus.inquiry.answer import EvidenceAnswer, RangeAnswer
from foedus.inquiry.judgements import Meanings, odds_ratio, under
from foedus.inquiry.stages import Stages, capped
from foedus.inquiry.weighing import Evidence, Weighed, judge, move, weigh
from foedus.provenance import grounds_of


def range_answers(
    whole: Stages, lexicon: str | None, lexicons: Mapping[str, Meanings], now: Mapping[str, float]
) -> tuple[RangeAnswer, ...]:
    """The courses under each lexicon, each pool, and the two ends of the history's bias by fame.

    ``now`` is the answer itself, which the rows of what was chosen repeat.
    """
    found = []
    for name, meanings in lexicons.items():
        chosen = name == lexicon
        read = under(whole.evidence, meanings)
        other = now if chosen else capped(judge(whole.moved, read).mean())
        found.append(RangeAnswer("lexicon", name, dict(other), chosen))
    for pool in POOLS:
        chosen = pool == whole.evidence.pool
        other = now if chosen else capped(judge(whole.moved, replace(whole.evidence, pool=pool)).mean())
        found.append(RangeAnswer("pool", pool, dict(other), chosen))
    if whole.problem.history is not None:
        fame = whole.problem.history.fame
        for setting, value in (("the table as it is", 1.0), ("fading fully corrected", fame.high)):
            ended = weigh(whole.problem, replace(whole.evidence, fame=value))
            found.append(RangeAnswer("history", setting, capped(ended.mean()), False))
        found.append(RangeAnswer("history", "spread over both ends", dict(now), True))
    return tuple(found)


def evidence_answers(whole: Stages, ratios: Mapping[str, float], headline: str) -> tuple[EvidenceAnswer, ...]:
    """Every observation, sign and judgement with its likelihood ratio by itself, most telling first.

    The base rate holds under the condition of its class, that a threat was made, say. So another move is held against
    what is known once the moves of that condition are: history alone would compare it with threats of another kind.

    Args:
        whole: the case weighed.
        ratios: of signs and judgements, as `judgements.ratios_of` gives them.
        headline: the course whose odds an observation is held against.
    """
    case = whole.case
    found = []
    presupposed = _presupposed(case)
    supposed = _after(whole, presupposed) if presupposed else whole.base
    for observation in case.observations.values():
        known, before = (
            (frozenset(), whole.base) if observation.id in presupposed else (presupposed, supposed)
        )
        ratio = odds_ratio(whole.problem, _after(whole, known | {observation.id}), before, headline)
        said = tuple(i for g in grounds_of(observation.because) if g.kind == "statements" for i in g.ids)
        found.append(EvidenceAnswer(observation.id, observation.saw.text, headline, ratio, said))
    for i in case.indicators.values():
        found.append(EvidenceAnswer(i.id, i.name, i.favours, ratios[i.id], i.statements))
    for judgement in case.judgements.values():
        if judgement.id in ratios:
            what = f"{judgement.speaker}: {judgement.phrase or judgement.direction}".strip(": ")
            found.append(
                EvidenceAnswer(
                    judgement.id, what, judgement.about, ratios[judgement.id], judgement.statements
                )
            )
    return tuple(sorted(found, key=lambda e: (-abs(np.log(max(e.likelihood_ratio, 1e-9))), e.id)))


def _presupposed(case: Case) -> frozenset[str]:
    """The observations of moves that the reference class presupposes."""
    given = case.reference_class.given if case.reference_class else None
    if given is None:
        return frozenset()
    return frozenset(o.id for o in case.observations.values() if o.saw.nodes <= given.nodes)


def _after(whole: Stages, seen: frozenset[str]) -> Weighed:
    """The draws after history and some of the moves."""
    unseen = frozenset(whole.case.observations) - seen
    return judge(move(whole.problem, Evidence(without=unseen)), Evidence())
