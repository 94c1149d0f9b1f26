"""How time enters a draft: whether the question's date forces the decision.

A date that forces the decision makes an open threat like a notice: unless something is done it runs out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from foedus.case.model import Question
from foedus.drafting.filling import because
from foedus.drafting.notation import flow
from foedus.reporting.threats.findings import Finding

_DAYS_PER_MONTH = 30.4375
_NEAR = 10  # days: dates of one expiry are told a few days apart
_SOON = 60  # days: open threats are asked about over longer horizons


@dataclass(frozen=True)
class Forced:
    """Whether the question's date forces the decision: a beta distribution, why, and the statements."""

    shape: tuple[float, float]
    why: str
    statements: tuple[str, ...] = ()

    @property
    def probable(self) -> bool:
        """Whether the date forces the decision more probably than not."""
        return self.shape[0] > self.shape[1]


def forced_by_date(question: Question, named: Finding | None, free: Collection[str]) -> Forced:
    """How probable it is that the question's date forces the decision.

    Args:
        question: with the deadline that is asked about.
        named: the day that the articles name, if they name one.
        free: ids of the statements that are not evidence of something else already.
    """
    until = date.fromisoformat(question.deadline)
    days = (until - date.fromisoformat(question.as_of)).days
    on = date.fromisoformat(named.on) if named and named.on else None
    near = on is not None and abs((on - until).days) <= _NEAR
    ids = tuple(s for s in named.statements if s in free) if named else ()
    if question.notice_given:
        return Forced((18, 2), "the notice runs out on a day that forces the decision", ids if near else ())
    if near:
        return Forced((18, 2), "the articles name the question's date as the day of decision", ids)
    if days <= _SOON:
        return Forced((8, 2), "a question with so near a date is mostly asked because something falls due")
    if named is not None:  # its statements are evidence as the sign that a day is named
        return Forced((1, 30), "the articles name a day, but another than the question's")
    return Forced((1, 30), "no date forces the decision")


def timing_text(question: Question, forced: Forced) -> str:
    """The section of a case file on how time enters."""
    days = (date.fromisoformat(question.deadline) - date.fromisoformat(question.as_of)).days
    scheduled = {"beta": list(forced.shape), "because": because(forced.statements, forced.why)}
    return (
        "# Time: the probability that the question's date forces the decision; otherwise it takes months, as in history.\n"
        "timing:\n"
        f"  scheduled: {flow(scheduled)}\n"
        f"  months_open: {flow(round(days / _DAYS_PER_MONTH, 2) or 0.01)}\n"
        f"  because: {flow('computed: months from the day of the assessment to the deadline')}\n"
    )
