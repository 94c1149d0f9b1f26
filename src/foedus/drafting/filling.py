"""Which numbers of the default model the reporting changes, and by how much.

Every change is small, in one place, and says what it rests on: the statements that were found, and the
assumption of how far such statements move the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foedus.drafting.model_text import names_of_quantities, quantity_text, with_quantity
from foedus.drafting.notation import identifier
from foedus.drafting.sureness import surest
from foedus.ledger.statement import Statement
from foedus.reporting.meaning.consequences import bag_of
from foedus.reporting.threats.findings import Finding
from foedus.reporting.threats.situation import Situation

_MOST_DEMANDS = 4
_LEAST_SHARE = 0.01
_LONGEST_NOTICE = 36.0
_NOTICE = re.compile(
    r"\b(?P<count>\d+|[a-z]+)[ -](?P<unit>day|week|month|year)(?:s|'s|’s|s'|s’)?(?: of)?(?: (?:written|formal|prior|advance|official))* (?:notice|withdrawal)\b"
    r"(?! (?:(?:is|are|was|were) )?(?:needed |required |asked )?(?:to|before|of|for) (?:\w+ ){0,2}(?:talks|negotiat\w+|renegotiat\w+|vot\w+|meet\w*|hearings?))",
    re.IGNORECASE,
)
"""A period of notice; not that of something else than an exit, of talks or a vote."""
_TAKES_EFFECT = re.compile(
    r"\b(?:tak(?:e|es|ing)|took) effect (?P<count>\d+|[a-z]+)[ -](?P<unit>day|week|month|year)s? (?:after|later|from|following)\b",
    re.IGNORECASE,
)
"""A period of notice told by its end: "takes effect one year after notification"."""
_SAME = 0.4  # share of a demand's words that another demand's statement has too, from which on they are one
_FEWEST_SHARED = 2


def ids_of(findings: Sequence[Finding]) -> list[str]:
    """The statements of several findings, each once, in order."""
    return list(dict.fromkeys(s for finding in findings for s in finding.statements))


def because(ids: Sequence[str], assumption: str) -> str:
    """A reason that names statements and the assumption of what they are worth.

    An assumption that quotes an article has no semicolon, for behind one another ground could seem to begin.
    """
    assumption = assumption.replace(";", ",")
    return f"statements: {', '.join(ids)}; assumption: {assumption}" if ids else f"assumption: {assumption}"


def filled(
    text: str, situation: Situation, statements: Sequence[Statement], law: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The model's text with what the reporting says of its quantities, and what it does not say.

    Opposition, precedents and the like enter as indicators and change no quantity: a statement is used once.

    Args:
        text: the default model.
        situation: what the statements say of the threat.
        statements: the ledger's statements.
        law: ids of the statements by which the legislature's say is doubtful.
    """
    unfilled: list[str] = []
    text = _with_demands(text, distinct(situation.demands, statements), statements, unfilled)
    if law:
        why = because(law, "the law is in doubt, so the legislature's say is put at about a third")
        text = with_quantity(text, "legal_say", {"beta": [2, 4], "unit": "probability", "because": why})
    text = _with_notice(text, statements, unfilled)
    if not any(veto.what == "block" for veto in situation.vetoes):
        unfilled.append(
            "no statement names who could stand in the way of an exit: officials and legislature go unnamed"
        )
    return text, tuple(unfilled)


def distinct(demands: Sequence[Finding], statements: Sequence[Statement]) -> list[Finding]:
    """The demands without those that an earlier one asks for in other words.

    Two are one if a good part of what the one names is named by a statement of the other, and more than a
    single word of it: a larger contribution to a base, a larger share of what the base costs.
    """
    by_id = {s.id: s for s in statements}
    kept: list[tuple[Finding, set[str], set[str]]] = []
    for demand in demands:
        own = bag_of(demand.what)
        told = own.union(*(bag_of(by_id[s].point) for s in demand.statements if s in by_id))
        for i, (earlier, words, around) in enumerate(kept):
            if _alike(own, around) or _alike(words, told):
                merged = dict.fromkeys((*earlier.statements, *demand.statements))
                kept[i] = (replace(earlier, statements=tuple(merged)), words, around | told)
                break
        else:
            kept.append((demand, own, told))
    return [demand for demand, _, _ in kept]


def _alike(words: set[str], others: set[str]) -> bool:
    shared = len(words & others)
    return shared >= _FEWEST_SHARED and shared >= _SAME * len(words)


def _with_demands(
    text: str, found: Sequence[Finding], statements: Sequence[Statement], unfilled: list[str]
) -> str:
    """One quantity for each demand found, instead of a single one that names none; the surest read first."""
    if not found:
        unfilled.append(
            "no statement names a demand: its value stands for whatever would satisfy the threatener"
        )
        return text
    by_id = {s.id: s for s in statements}
    sure = {demand: surest(by_id[s] for s in demand.statements if s in by_id) for demand in found}
    demands = sorted(found, key=lambda demand: -sure[demand])[:_MOST_DEMANDS]
    taken = [*names_of_quantities(text)]
    names: list[str] = []
    declared = ""
    whole = sum(sure[demand] for demand in demands)
    for demand in demands:
        name = identifier(f"demand {demand.what}", [*taken, *names])
        names.append(name)
        share = max(round(sure[demand] / whole, 2), _LEAST_SHARE) if whole else 1 / len(demands)
        why = because(demand.statements, f"“{demand.what}”, {_worth(len(demands), sure[demand])}")
        declared += quantity_text(name, {"lognormal": [share, 0.4], "unit": "utility", "because": why})
    sole = quantity_text("demand_value", {}).splitlines()[0]
    before, _, after = text.partition(sole + "\n")
    after = after[_length_of_block(after) :]
    total = names[0] if len(names) == 1 else f"({' + '.join(names)})"
    return before + declared + after.replace("demand_value", total)


def _worth(demands: int, sure: float) -> str:
    """What a demand is worth, in words."""
    if demands == 1:
        return "its worth sets the unit"
    alike = f"one of {demands} demands that count alike and in sum make the unit"
    return (
        alike
        if sure == 1
        else f"{alike}, but for how surely each was read: this one with a probability of {sure:.2g}"
    )


def _length_of_block(text: str) -> int:
    """How long the indented block is that a text begins with."""
    length = 0
    for line in text.splitlines(keepends=True):
        if not line.startswith("    "):
            break
        length += len(line)
    return length


def _with_notice(text: str, statements: Sequence[Statement], unfilled: list[str]) -> str:
    """The period of notice, where a statement tells it; a month either way for how it is counted."""
    for statement in statements:
        found = _NOTICE.search(statement.point) or _TAKES_EFFECT.search(statement.point)
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
