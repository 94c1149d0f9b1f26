"""How the errors of judgements hang together, where a person has said so in the case.

Judgements of one origin share a part of their errors (`estimation.readings`). How large a part is an assumption for
all of them alike; ``correlation`` of a judgement in the case file says it for that one.
"""

from __future__ import annotations

from dataclasses import replace

from foedus.case.model import Case, Judgement
from foedus.estimation.readings import Reading
from foedus.inquiry.judgements import reading_of
from foedus.inquiry.weighing import Evidence


def correlated_reading(judgement: Judgement) -> Reading:
    """A judgement with a number as a reading, with the correlation that the case gives it."""
    return replace(reading_of(judgement), correlation=judgement.correlation)


def correlated(case: Case, evidence: Evidence) -> Evidence:
    """The evidence with the correlations that the case gives its judgements."""
    told = case.judgements
    readings = tuple(replace(r, correlation=told[r.id].correlation) for r in evidence.readings)
    return replace(evidence, readings=readings)
