"""A probability over a longer time, held to the time that a question leaves.

"One in ten over three years" is no one in ten within a year. Where a judgement names a longer time than the question
leaves, its probability is held to the question's at an even rate: what has not come about by a day is as probable
in the next month as in any other.

    >>> months_named("I would put it at one in ten over three years")
    36
    >>> round(held_to(0.1, 36.0, 12.0), 3)
    0.035
"""

from __future__ import annotations

import re
from datetime import date

from foedus.case.model import Question
from foedus.drafting.filling import months_of

_DAYS_PER_MONTH = 30.4375
_OVER = re.compile(
    r"\b(?:over|inside|within|during|in)(?: the)?(?: next| coming| following)? (?P<count>\d+|[a-z]+) (?P<unit>month|year)s?\b"
    r"(?! (?:ago|of|earlier|before))",
    re.IGNORECASE,
)


def months_left(question: Question) -> float:
    """Months from the day of the assessment to the deadline."""
    return (date.fromisoformat(question.deadline) - date.fromisoformat(question.as_of)).days / _DAYS_PER_MONTH


def months_named(words: str) -> float | None:
    """The months over which words put a probability; None where they name no time."""
    found = _OVER.search(words)
    return months_of(found["count"], found["unit"]) if found else None


def held_to(probability: float, over: float, within: float) -> float:
    """A probability over some months, within fewer of them; as it is where they are not fewer."""
    return probability if within >= over else 1 - (1 - probability) ** (within / over)
