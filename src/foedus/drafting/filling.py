"""Which numbers of the default model the reporting changes, and by how much.

Every change is small, in one place, and says what it rests on: the statements that were found, and the
assumption of how far such statements move the number.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.drafting.model_text import quantity_text, with_quantity
from foedus.drafting.notation import identifier
from foedus.reporting.situation import Finding, Situation

_MOST_DEMANDS = 4


def ids_of(findings: Sequence[Finding]) -> list[str]:
    """The statements of several findings, each once, in order."""
    return list(dict.fromkeys(s for finding in findings for s in finding.statements))


def because(ids: Sequence[str], assumption: str) -> str:
    """A reason that names statements and the assumption of what they are worth."""
    return f"statements: {', '.join(ids)}; assumption: {assumption}" if ids else f"assumption: {assumption}"


def filled(text: str, situation: Situation) -> tuple[str, tuple[str, ...]]:
    """The model's text with what the reporting says of its quantities, and what it does not say."""
    unfilled: list[str] = []
    text = _with_demands(text, situation, unfilled)
    text = _with_precedents(text, situation)
    text = _with_vetoes(text, situation, unfilled)
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


def _with_precedents(text: str, situation: Situation) -> str:
    """Earlier exits of the threatener make a real wish to leave more probable, threats dropped before less."""
    left = [p for p in situation.precedents if p.what != "stayed"]
    stayed = [p for p in situation.precedents if p.what == "stayed"]
    if not left and not stayed:
        return text
    # Half a case each and at most two: precedents are named because they fit, and differ from the case in hand.
    a, b = 2 + min(2.0, 0.5 * len(left)), 4 + min(2.0, 0.5 * len(stayed))
    return with_quantity(
        text, "resolved",
        {
            "beta": [a, b],
            "unit": "probability",
            "because": because(
                ids_of([*left, *stayed]),
                "each earlier exit named counts half a case for a wish to leave, each threat dropped before half a case against",
            ),
        },
    )  # fmt: skip


def _with_vetoes(text: str, situation: Situation, unfilled: list[str]) -> str:
    """Opposition that is reported makes the veto players care more; legal doubts give the legislature more say."""
    blocking = [v for v in situation.vetoes if v.what == "block"]
    bodies = [v for v in blocking if is_legislature(v.actor)]
    others = [v for v in blocking if not is_legislature(v.actor)]
    if others:
        text = with_quantity(
            text, "officials_attached",
            {"lognormal": [1.1, 0.5], "unit": "utility", "because": because(ids_of(others), "opposition among officials is reported; half as much again as where none is")},
        )  # fmt: skip
    if bodies:
        text = with_quantity(
            text, "legislature_attached",
            {"lognormal": [0.9, 0.6], "unit": "utility", "because": because(ids_of(bodies), "opposition in the legislature is reported; half as much again as where none is")},
        )  # fmt: skip
    if not blocking:
        unfilled.append(
            "no statement names who could stand in the way: officials and legislature have the default weights"
        )
    if situation.legal_doubts:
        text = with_quantity(
            text, "legal_say",
            {"beta": [2, 4], "unit": "probability", "because": because(ids_of(situation.legal_doubts), "the law is in doubt, so the legislature's say is put at about a third")},
        )  # fmt: skip
    return text


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
