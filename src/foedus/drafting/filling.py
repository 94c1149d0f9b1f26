"""Which numbers of the default model the reporting changes, and by how much.

Every change is small, in one place, and says what it rests on: the statements that were found, and the
assumption of how far such statements move the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.drafting.model_text import quantity_text, with_quantity
from foedus.drafting.notation import identifier
from foedus.ledger.statement import Statement
from foedus.reporting.situation import Finding, Situation

_MOST_DEMANDS = 4
_LONGEST_NOTICE = 36.0
_NOTICE = re.compile(
    r"\b(?P<count>\d+|[a-z]+)[ -](?P<unit>day|week|month|year)(?:s|'s|’s|s'|s’)?(?: of)? (?:notice|withdrawal)\b",
    re.IGNORECASE,
)


def ids_of(findings: Sequence[Finding]) -> list[str]:
    """The statements of several findings, each once, in order."""
    return list(dict.fromkeys(s for finding in findings for s in finding.statements))


def because(ids: Sequence[str], assumption: str) -> str:
    """A reason that names statements and the assumption of what they are worth."""
    return f"statements: {', '.join(ids)}; assumption: {assumption}" if ids else f"assumption: {assumption}"


def filled(text: str, situation: Situation, statements: Sequence[Statement]) -> tuple[str, tuple[str, ...]]:
    """The model's text with what the reporting says of its quantities, and what it does not say.

    Opposition, precedents and the like enter as indicators and change no quantity: a statement is used once.
    """
    unfilled: list[str] = []
    text = _with_demands(text, situation, unfilled)
    text = _with_law(text, situation)
    text = _with_notice(text, statements, unfilled)
    if not any(veto.what == "block" for veto in situation.vetoes):
        unfilled.append("no statement names who could stand in the way: officials and legislature go unnamed")
    return text, tuple(unfilled)


def _with_demands(text: str, situation: Situation, unfilled: list[str]) -> str:
    """One quantity for each demand found, instead of a single one that names none."""
    demands = situation.demands[:_MOST_DEMANDS]
    if not demands:
        unfilled.append(
            "no statement names a demand: its value stands for whatever would satisfy the threatener"
        )
        return text
    names: list[str] = []
    declared = ""
    share = round(1 / len(demands), 2)
    for demand in demands:
        name = identifier(f"demand {demand.what}", names)
        names.append(name)
        declared += quantity_text(
            name,
            {
                "lognormal": [share, 0.4],
                "unit": "utility",
                "because": because(
                    demand.statements,
                    f"{demand.what}; of {len(demands)} demands each counts alike, in sum the unit",
                ),
            },
        )
    sole = quantity_text("demand_value", {}).splitlines()[0]
    before, _, after = text.partition(sole + "\n")
    after = after[_length_of_block(after) :]
    total = names[0] if len(names) == 1 else f"({' + '.join(names)})"
    return before + declared + after.replace("demand_value", total)


def _length_of_block(text: str) -> int:
    """How long the indented block is that a text begins with."""
    length = 0
    for line in text.splitlines(keepends=True):
        if not line.startswith("    "):
            break
        length += len(line)
    return length


def _with_law(text: str, situation: Situation) -> str:
    """Legal doubts give the legislature more say."""
    if not situation.legal_doubts:
        return text
    ids = ids_of(situation.legal_doubts)
    why = because(ids, "the law is in doubt, so the legislature's say is put at about a third")
    return with_quantity(text, "legal_say", {"beta": [2, 4], "unit": "probability", "because": why})


def _with_notice(text: str, statements: Sequence[Statement], unfilled: list[str]) -> str:
    """The period of notice, where a statement tells it; a month either way for how it is counted."""
    for statement in statements:
        found = _NOTICE.search(statement.words)
        months = months_of(found["count"], found["unit"]) if found else None
        if months is not None and months <= _LONGEST_NOTICE:
            shape = [round(max(months - 1, 0), 2), round(months, 2), round(months + 1, 2)]
            why = because([statement.id], "the period that is reported, a month either way")
            return with_quantity(
                text, "notice_months", {"triangular": shape, "unit": "months", "because": why}
            )
    unfilled.append(
        "no statement tells the period of notice: exit clauses' usual six months to a year stand for it"
    )
    return text


def months_of(count: str, unit: str) -> float | None:
    """A period in months; None if the count is no number."""
    words = dict(
        zip(
            "a one two three four five six seven eight nine ten eleven twelve".split(),
            (1, *range(1, 13)),
            strict=True,
        )
    )
    words |= {"an": 1, "thirty": 30, "sixty": 60, "ninety": 90}
    number = float(count) if count.replace(".", "", 1).isdigit() else words.get(count.lower())
    return (
        None
        if number is None
        else number * {"day": 1 / 30.4, "week": 7 / 30.4, "month": 1, "year": 12}[unit.lower()]
    )


def is_legislature(actor: str) -> bool:
    """Whether an actor's name is that of a legislature."""
    words = set(actor.lower().replace("'s", "").split())
    return bool(
        words
        & {
            "congress",
            "senate",
            "parliament",
            "legislature",
            "lawmakers",
            "bundestag",
            "duma",
            "sejm",
            "diet",
            "assembly",
            "knesset",
            "lords",
            "commons",
            "house",
            "senators",
            "mps",
        }
    )
