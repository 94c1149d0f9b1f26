"""The notation of case files as one declaration: reading, checking, the schema and the reference follow it.

Each record is a list of fields: the key, the kind of its value, whether it must be there, and what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

VERSION = "1"
"""The version of this notation, the value of ``foedus`` at the head of a file."""

Kind = Literal[
    "text", "name", "number", "date", "boolean", "names", "texts", "expression", "condition", "because",
    "distribution", "quantity", "table", "records",
]  # fmt: skip

MOST_RECORDS = 5000
"""Records admitted in one section, options of a node, or items of a list."""

ROLES = ("threatener", "counterpart", "veto player", "third party", "player")
DIRECTIONS = ("for", "against")

REFERENCE_COLUMNS = (
    "type",
    "has_demand",
    "vehicle",
    "threatener",
    "other_side",
    "period",
    "confidence",
    "id",
)
"""Columns of the table of exit threats by which a reference class may be chosen."""

QUANTITY_KEYS = ("unit", "because", "fitted")


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: ``kind`` of value, what it ``says``, whether it must be there, its choices."""

    key: str
    kind: Kind
    says: str
    required: bool = False
    choices: tuple[str, ...] = ()


def _need(key: str, kind: Kind, says: str, choices: tuple[str, ...] = ()) -> Field:
    return Field(key, kind, says, True, choices)


def _may(key: str, kind: Kind, says: str, choices: tuple[str, ...] = ()) -> Field:
    return Field(key, kind, says, False, choices)


RECORDS: Mapping[str, tuple[Field, ...]] = {
    "case": (
        _need("foedus", "text", "version of the notation: 1"),
        _need("title", "text", "what the case is about"),
        _may("reference", "text", "where the game was published, if it was"),
        _may("question", "table", "what is asked; only needed to assess"),
        _need("actors", "records", "who acts or is affected: id to actor"),
        _may("quantities", "records", "every number: name to distribution and reason"),
        _need("nodes", "records", "decisions and moves of chance in the order of play"),
        _may("payoffs", "records", "table of payoffs: the first row that matches counts"),
        _may("utilities", "records", "actor to the terms that its utility sums"),
        _may("courses", "records", "what the question can resolve to: id to condition"),
        _may("explanations", "records", "what a private type stands for"),
        _may("reference_class", "table", "the past cases that the prior follows"),
        _may("timing", "table", "how time enters"),
        _may("observations", "records", "moves that were seen or are reported"),
        _may("judgements", "records", "words of sources about probabilities"),
        _may("indicators", "records", "signs that speak for a course without naming a probability"),
        _may("consequences", "records", "what may follow a course"),
        _may("conflicts", "records", "where sources contradict each other"),
        _may("unfilled", "texts", "what a draft could not fill"),
        _may("precision", "name", "the quantity that is the precision; 'precision' if not given"),
        _may("fit", "table", "how the game is fitted to data: docs/fitting.md"),
        _may("amended", "records", "changes made to an earlier case"),
    ),
    "question": (
        _need("event", "text", "the event asked about, as a question"),
        _need("deadline", "date", "the last day that counts"),
        _need("as_of", "date", "nothing later is used"),
        _need("threatener", "text", "who threatens to leave"),
        _need("counterpart", "text", "with whom the agreement is"),
        _need("agreement", "text", "which agreement"),
        _may("resolution", "text", "how each course resolves"),
        _may("threat_date", "date", "when the threat was first reported"),
        _may("notice_given", "boolean", "whether formal notice was given already"),
    ),
    "actor": (
        _need("name", "text", "how people call it"),
        _may("role", "text", "its part in the case", ROLES),
        _may("because", "because", "why it is in the case"),
    ),
    "decision": (
        _need("actor", "name", "who chooses"),
        _need("options", "records", "what can be chosen; {option: condition} where it is not always open"),
        _may("when", "condition", "where the node is reached; everywhere if not given"),
        _may("sees", "names", "chance nodes whose result the actor knows from here on"),
        _may("unseen", "names", "earlier decisions of others that the actor does not see"),
        _may("hidden_from", "names", "actors who do not see this decision"),
        _may("name", "text", "how people call this choice"),
        _may("names", "table", "how people call the options"),
    ),
    "chance": (
        _need("chance", "table", "result to the expression of its probability"),
        _may("seen_by", "names", "actors who learn the result"),
        _may("when", "condition", "where the node is reached; everywhere if not given"),
        _may("name", "text", "how people call this event"),
        _may("names", "table", "how people call the results"),
    ),
    "term": (
        _need("add", "expression", "what is added to the actor's utility"),
        _may("when", "condition", "where it is added; everywhere if not given"),
        _may("because", "because", "why"),
    ),
    "course": (
        _need("when", "condition", "where the course comes about; 'otherwise' for the rest"),
        _may("name", "text", "how people call it"),
    ),
    "explanation": (
        _need("node", "name", "the chance node of the private type"),
        _need("result", "name", "the result that stands for the explanation"),
        _may("name", "text", "the explanation in words"),
    ),
    "reference_class": (
        _need("where", "table", "column of the table of exit threats to the values admitted"),
        _may("given", "condition", "the condition in the tree under which the class holds"),
        _need("because", "because", "why this class"),
        _may("pooling", "distribution", "how much the class borrows from the whole table"),
        _may("usual", "table", "quantity to its distribution in the past cases, where it is another there"),
        _may("exclude", "texts", "ids of past cases to leave out"),
    ),
    "timing": (
        _need("scheduled", "quantity", "probability that a date in the question forces the decision"),
        _need("months_open", "number", "months that the question is open"),
        _may("because", "because", "why"),
    ),
    "observation": (
        _need("saw", "condition", "what was seen"),
        _may("certainty", "distribution", "probability that it happened; 1 if not given"),
        _need("because", "because", "who reports it"),
        _may("on", "date", "when"),
    ),
    "judgement": (
        _need("about", "name", "a course, a consequence or an explanation"),
        _may("given", "name", "the course or consequence that it supposes"),
        _need("speaker", "text", "who judges"),
        _need("origin", "text", "judgements of one origin share its error"),
        _may("phrase", "text", "the words of estimative probability"),
        _may("direction", "text", "whether it speaks for or against", DIRECTIONS),
        _may("median", "number", "what the phrase means: the median"),
        _may("low", "number", "5th percentile"),
        _may("high", "number", "95th percentile"),
        _may("statements", "texts", "ids of the statements"),
        _may("weight", "number", "1 if not given; 0 leaves it out"),
        _may("correlation", "number", "share of its error that its origin shares; 0.5 if not given"),
        _need("because", "because", "the statements that it comes from"),
    ),
    "indicator": (
        _need("name", "text", "the sign in words"),
        _need("favours", "name", "the course that it speaks for"),
        _need(
            "ratio", "quantity", "likelihood ratio: seen if the course comes about, against if it does not"
        ),
        _may("certainty", "distribution", "probability that the sign is real; 1 if not given"),
        _may("shows", "condition", "the move that it reports as made, if it is one"),
        _may("statements", "texts", "ids of the statements"),
        _may("reports", "texts", "the report of each of them; further ones of one report count for less"),
        _need("because", "because", "why it speaks for the course"),
    ),
    "consequence": (
        _need("name", "text", "what happens"),
        _need("given", "records", "course or consequence to the probability given it"),
        _need("otherwise", "quantity", "probability if none of these holds"),
        _may("statements", "texts", "ids of the statements"),
        _may("because", "because", "why"),
    ),
}

SECTIONS: Mapping[str, str] = {
    "actors": "actor",
    "courses": "course",
    "explanations": "explanation",
    "observations": "observation",
    "judgements": "judgement",
    "indicators": "indicator",
    "consequences": "consequence",
}
"""Sections that hold records of one kind under ids."""


def keys_of(record: str) -> tuple[str, ...]:
    """The keys of a record, in the order in which they are written."""
    return tuple(field.key for field in RECORDS[record])
