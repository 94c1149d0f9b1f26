"""What the answer assumes, and what it becomes where an assumption is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foedus.estimation.readings import Errors
from foedus.inquiry.answer import AssumptionAnswer, SensitivityAnswer, tells_of_effect
from foedus.inquiry.problem import Problem
from foedus.inquiry.stages import Stages
from foedus.inquiry.weighing import judge
from foedus.provenance import grounds_of
from foedus.quantity import Distribution

MOST = 20
ERRORS = "errors of judgements with a number (log-odds)"


def assumption_answers(
    problem: Problem, tornado: Sequence[SensitivityAnswer], headline: str, now: float
) -> tuple[AssumptionAnswer, ...]:
    """The quantities that rest on an assumption, those that move the answer most first."""
    found = []
    for row in tornado:
        if not any(ground.kind == "assumption" for ground in grounds_of(row.because)):
            continue
        quantity = problem.case.quantities.get(row.quantity)
        value = (
            _value(quantity.distribution, quantity.unit)
            if quantity
            else _range(row.value_low, row.value_high)
        )
        found.append(
            AssumptionAnswer(
                quantity=row.quantity,
                value=value,
                because=row.because,
                if_wrong=(
                    f"at {row.value_low:.3g} {headline} is {_percent(row.answer_low)}, at {row.value_high:.3g} "
                    f"it is {_percent(row.answer_high)}, instead of {_percent(now)}{_lost(row)}"
                ),
                answer_low=row.answer_low,
                answer_high=row.answer_high,
            )
        )
    return tuple(found[:MOST])


def assumed_errors(whole: Stages, headline: str, now: float) -> tuple[AssumptionAnswer, ...]:
    """What the answer becomes if judges err half or twice as much as assumed; empty where none gives a number."""
    if not whole.evidence.readings:
        return ()
    usual = whole.evidence.errors
    column = whole.problem.courses.index(headline)
    found = []
    for factor in (0.5, 2.0):
        other = replace(whole.evidence, errors=Errors(usual.expert * factor, usual.shared * factor))
        weighed = judge(whole.moved, other)
        found.append(float(weighed.weight @ weighed.courses[:, column]))
    return (
        AssumptionAnswer(
            quantity=ERRORS,
            value=f"{usual.expert:g} the speaker's, {usual.shared:g} the origin's",
            because="assumption: as large as makes experts' certainties fail as often as they did; "
            "reference: Tetlock 2005",
            if_wrong=(
                f"half as large {headline} is {_percent(found[0])}, twice as large it is {_percent(found[1])}, "
                f"instead of {_percent(now)}"
            ),
            answer_low=found[0],
            answer_high=found[1],
        ),
    )


def _lost(row: SensitivityAnswer) -> str:
    """That a difference is no more than the draws' noise, where it is not."""
    return (
        ""
        if tells_of_effect(row.answer_low, row.answer_high, row.noise)
        else ": within the noise of the draws"
    )


def _value(distribution: Distribution, unit: str) -> str:
    if distribution.is_point:
        return f"{distribution.median:.3g} {unit}".strip()
    return f"{_range(distribution.low, distribution.high)} (median {distribution.median:.3g}) {unit}".strip()


def _range(low: float, high: float) -> str:
    return f"{low:.3g} to {high:.3g}"


def _percent(p: float) -> str:
    return f"{100 * p:.1f} %" if p < 0.1 else f"{100 * p:.0f} %"
