"""What a case declares: actors, private types, options, chance, utilities, observations, a question.

Records only; `read` makes them from a file, `check` finds their faults. A case names statements by id and
never imports them. Expressions and conditions are parsed, never evaluated as Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus.case.expression import Condition, Expression
from foedus.case.syntax import Source
from foedus.quantity import Distribution, Quantity


@dataclass(frozen=True)
class Question:
    """What is asked, and by when. Dates are ISO dates; ``resolution`` says how each course resolves."""

    event: str
    deadline: str
    as_of: str
    threatener: str
    counterpart: str
    agreement: str
    resolution: str = ""
    threat_date: str | None = None
    notice_given: bool = False


@dataclass(frozen=True)
class Actor:
    """An actor of the case: ``role`` is threatener, counterpart, veto player, third party or player."""

    id: str
    name: str
    role: str = "player"
    because: str = ""


@dataclass(frozen=True)
class Decision:
    """A choice of one actor among options.

    The actor sees all earlier decisions but those ``unseen`` and those that are ``hidden_from`` it, and the
    chance nodes that name it in ``seen_by`` or that ``sees`` names; and it remembers. ``when`` is the
    condition on earlier nodes under which the node is reached; ``available`` the conditions of options that
    are not always open. ``name`` and ``names`` say how people call the choice and its options.
    """

    id: str
    actor: str
    options: tuple[str, ...]
    when: Condition | None = None
    sees: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    available: Mapping[str, Condition] = field(default_factory=dict)
    hidden_from: tuple[str, ...] = ()
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Chance:
    """Nature's move: result → probability expression; ``seen_by`` the actors who learn it."""

    id: str
    results: Mapping[str, Expression]
    seen_by: tuple[str, ...] = ()
    when: Condition | None = None
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class UtilityTerm:
    """An additive part of an actor's utility: ``value`` where ``when`` holds (always if None)."""

    actor: str
    value: Expression
    when: Condition | None = None
    because: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PayoffRow:
    """A row of the payoff table: the first row whose condition holds gives all actors' payoffs."""

    when: Condition | None
    values: Mapping[str, Expression]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Course:
    """What the question can resolve to. ``when`` None stands for "otherwise"."""

    id: str
    name: str
    when: Condition | None


@dataclass(frozen=True)
class Explanation:
    """An explanation of the threat: it holds where the chance node ``node`` came out as ``result``."""

    id: str
    name: str
    node: str
    result: str


@dataclass(frozen=True)
class Observation:
    """A move that was seen, or is reported with ``certainty`` (the probability that it happened)."""

    id: str
    saw: Condition
    certainty: Distribution
    because: str
    on: str | None = None


@dataclass(frozen=True)
class Judgement:
    """Words of a source about a course's probability, read as a noisy reading of it.

    Attributes:
        about: a course's or a consequence's id.
        given: condition of a conditional judgement (a course's or a consequence's id), or None.
        median, low, high: what the phrase means; for a statement that bears on the course without a
            phrase (``phrase`` empty) they are None and only ``direction`` counts.
        direction: "for" or "against" ``about``.
        origin: judgements with one origin share its error.
        correlation: the share of its error that its origin shares; None for the usual half.
        statements: ids of the statements; ``weight`` is set by the user (1 by default, 0 leaves it out).
    """

    id: str
    about: str
    speaker: str
    origin: str
    because: str
    phrase: str = ""
    direction: str = "for"
    median: float | None = None
    low: float | None = None
    high: float | None = None
    given: str | None = None
    statements: tuple[str, ...] = ()
    weight: float = 1.0
    correlation: float | None = None


@dataclass(frozen=True)
class Indicator:
    """A sign in the reporting that speaks for one course against the others without naming a probability.

    Talks under way, a denial, a decision announced: what indications and warning call an indicator.

    Attributes:
        name: what the sign is, in words.
        favours: the course that it speaks for (a ratio under 1 speaks against it).
        ratio: likelihood ratio of seeing the sign if that course comes about, against if it does not.
        certainty: probability that the sign is real.
        statements: ids of the statements that carry it; the more there are the more it counts, each further
            one for less.
        reports: the report in which each of them stands, in their order; in none that is told each has its own.
        shows: the move that it reports as made, if it is one; nobody need watch for that move any more.
    """

    id: str
    name: str
    favours: str
    ratio: Quantity
    certainty: Distribution
    because: str
    statements: tuple[str, ...] = ()
    shows: Condition | None = None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Consequence:
    """What may follow.

    ``given`` holds the ids of courses or consequences it follows from: it can come about if any of them
    holds, each with its own probability. ``otherwise`` is its probability if none holds.
    """

    id: str
    name: str
    given: Mapping[str, Quantity]
    otherwise: Quantity
    statements: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class ReferenceClass:
    """The past cases that the prior follows.

    ``where`` maps columns of the table of exit threats to the values admitted; ``given`` is the condition
    in the tree under which the class holds (that a threat was made, say), so that this move is not counted
    twice. ``usual`` maps quantities to what they are in the past cases, where the case in hand is known to differ.
    """

    where: Mapping[str, tuple[str, ...]]
    given: Condition | None
    because: str
    pooling: Distribution | None = None
    exclude: tuple[str, ...] = ()
    usual: Mapping[str, Distribution] = field(default_factory=dict)


@dataclass(frozen=True)
class Timing:
    """How time enters.

    ``scheduled`` is the probability that the question's date forces the decision (an
    expiry, a waiver's date, the end of a notice); otherwise what comes about takes months, as in history.
    """

    scheduled: Quantity
    months_open: float
    because: str


@dataclass(frozen=True)
class Case:
    """A case as declared.

    ``amended`` records the changes made to an earlier case, ``reference`` cites where a game was published,
    ``digest`` is that of the file's text, and ``source`` keeps the text so that a fault found later, in the
    tree say, can show its line. Neither of the last two counts when cases are compared.
    """

    title: str
    question: Question | None
    actors: Mapping[str, Actor]
    quantities: Mapping[str, Quantity]
    nodes: Mapping[str, Decision | Chance]
    payoffs: tuple[PayoffRow, ...]
    utilities: tuple[UtilityTerm, ...]
    courses: Mapping[str, Course]
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    reference_class: ReferenceClass | None = None
    timing: Timing | None = None
    observations: Mapping[str, Observation] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    consequences: Mapping[str, Consequence] = field(default_factory=dict)
    conflicts: tuple[Mapping[str, Any], ...] = ()
    unfilled: tuple[str, ...] = ()
    precision: str = "precision"
    fit: Mapping[str, Any] = field(default_factory=dict)
    amended: tuple[Mapping[str, Any], ...] = ()
    reference: str = ""
    digest: str = field(default="", compare=False)
    source: Source | None = field(default=None, compare=False, repr=False)
