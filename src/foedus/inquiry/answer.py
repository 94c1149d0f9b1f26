"""The answer to a case's question: the record that the brief, the workbench and programs read.

`to_json` gives the public JSON object of an assessment, less what only the ledger knows (articles, origins),
which the dossier adds. Probabilities lie in [0, 1]; ``low`` and ``high`` bound 90 %.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class CourseAnswer:
    """A course's probability by the deadline, with its word on the ICD 203 scale."""

    id: str
    name: str
    probability: float
    low: float
    high: float
    word: str


@dataclass(frozen=True)
class ExplanationAnswer:
    """The posterior probability of an explanation given what was seen."""

    id: str
    name: str
    probability: float
    low: float
    high: float
    prior: float


@dataclass(frozen=True)
class Step:
    """The courses after one step: ``id`` is base_rate, moves or judgements; ``because`` says what entered."""

    id: str
    courses: dict[str, float]
    low: dict[str, float]
    high: dict[str, float]
    because: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsequenceAnswer:
    """A consequence given what it follows from, and overall (with its horizon: the deadline)."""

    id: str
    name: str
    given: str
    probability_given: float
    low: float
    high: float
    probability: float
    probability_otherwise: float
    statements: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class JudgementAnswer:
    """What was pooled, how much it counted, and the likelihood ratio it had for the course it is about."""

    id: str
    statement: str
    speaker: str
    phrase: str
    about: str
    given: str | None
    median: float | None
    low: float | None
    high: float | None
    origin: str
    weight: float
    likelihood_ratio: float


@dataclass(frozen=True)
class SensitivityAnswer:
    """How the headline course's probability moves when one quantity moves between its 5th and 95th percentile.

    ``noise`` is the standard error, from the draws, of the difference between the two answers: see `tells_of_effect`.
    """

    quantity: str
    answer_low: float
    answer_high: float
    value_low: float
    value_high: float
    index: float
    because: str
    break_even: float | None = None
    noise: float = 0.0


def tells_of_effect(low: float, high: float, noise: float) -> bool:
    """Whether two answers differ by more than the draws' noise: by twice their difference's standard error and more."""
    return abs(high - low) >= 2 * noise


@dataclass(frozen=True)
class SignpostAnswer:
    """A move that could still be seen: the probability that it is by a day, and the courses by the deadline if so and if not.

    ``by`` is the day by which it has been seen in three of four cases in which it is seen by the deadline; ``gain``: what
    looking on that day is expected to teach, in bits.
    """

    event: str
    probability: float
    by: str
    courses_if_seen: dict[str, float]
    courses_otherwise: dict[str, float]
    gain: float
    direction: str


@dataclass(frozen=True)
class AssumptionAnswer:
    """A quantity that rests on an assumption; ``if_wrong`` says what the answer becomes, with numbers."""

    quantity: str
    value: str
    because: str
    if_wrong: str
    answer_low: float
    answer_high: float


@dataclass(frozen=True)
class RangeAnswer:
    """The headline probability under another lexicon, pooling rule or end of the history's bias."""

    switch: str
    setting: str
    courses: dict[str, float]
    chosen: bool


@dataclass(frozen=True)
class EvidenceAnswer:
    """A piece of evidence with its likelihood ratio for the headline course (above 1: for)."""

    id: str
    what: str
    about: str
    likelihood_ratio: float
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Flip:
    """The smallest single change of one quantity that changes which course comes first; None if none does."""

    quantity: str
    value_now: float
    value_needed: float
    percentile_needed: float
    becomes: str


@dataclass(frozen=True)
class Answer:
    """Everything that was computed for a case; see the module."""

    question: dict[str, Any]
    courses: tuple[CourseAnswer, ...]
    explanations: tuple[ExplanationAnswer, ...]
    steps: tuple[Step, ...]
    consequences: tuple[ConsequenceAnswer, ...]
    judgements: tuple[JudgementAnswer, ...]
    evidence: tuple[EvidenceAnswer, ...]
    sensitivity: tuple[SensitivityAnswer, ...]
    flip: Flip | None
    ranges: tuple[RangeAnswer, ...]
    signposts: tuple[SignpostAnswer, ...]
    assumptions: tuple[AssumptionAnswer, ...]
    reference_class: dict[str, Any]
    run: dict[str, Any]
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Plain lists and mappings, in the declared order."""
        record: dict[str, Any] = asdict(self)
        return record
