"""What a draft says to be left open, in the light of the signs: what a sign tells is not called untold.

The reader lists what no statement names: a demand, a reply, a veto player, a day. A sign may tell of it all the same,
without saying what a number of the model needs: that consent is still to come, and not who withholds it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.drafting.veto_players import VetoPlayer
from foedus.ledger.statement import Statement
from foedus.reporting.names.gazetteer import kind_of_institution

_WITH_A_SAY = frozenset({"legislature", "court"})
_TOLD_BY_SIGNS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "no statement names a demand",
        ("way_back_offered",),
        "the terms on which the threatener would stay are weighed as a sign: one value stands for what they are worth to it",
    ),
    (
        "no statement reports a reply of the counterpart",
        ("partner_refuses", "terms_offered", "concession_made", "talks_under_way", "denial_by_counterpart"),
        "what the other side signals is weighed as a sign: its reply itself stays open",
    ),
    (
        "no statement names who could stand in the way of an exit",
        ("approval_needed", "opposition_at_home"),
        "no statement tells what those would do whose consent leaving needs, or who oppose it: officials and legislature choose as the model has them",
    ),
    (
        "no statement names a day by which the matter is decided",
        ("deadline_near", "decision_due", "decision_announced"),
        "what is said of the time of the decision is weighed as a sign: no day is told that forces it",
    ),
    ("no statement names an earlier exit", ("dropped_before", "left_others_before"), ""),
)
"""How an item begins, the signs that tell of the same matter, and what is left open then ("" for nothing)."""
_VETO = _TOLD_BY_SIGNS[2]


def left_open(
    own: Sequence[str],
    found: Sequence[str],
    signs: Mapping[str, Sequence[str]],
    statements: Sequence[Statement],
    players: Sequence[VetoPlayer] = (),
) -> list[str]:
    """What is not filled, each once.

    Args:
        own: what the filling of the model left, with what stands for it.
        found: what the reader found no statement for.
        signs: sign → the statements that carry it.
        statements: the ledger's statements.
        players: the veto players that statements name.
    """
    own = [item for item in own if not (players and item.startswith(_VETO[0]))]
    found = [item for item in found if not (players and item.startswith(_VETO[0]))]
    items = [*own, *(item for item in dict.fromkeys(found) if not any(o.startswith(item) for o in own))]
    told = (_in_the_light_of(item, signs, statements) for item in items)
    return [item for item in told if item]


def _in_the_light_of(item: str, signs: Mapping[str, Sequence[str]], statements: Sequence[Statement]) -> str:
    for begins, telling, instead in _TOLD_BY_SIGNS:
        if item.startswith(begins) and any(signs.get(sign) for sign in telling):
            return instead
    if item.startswith(_VETO[0]) and any(_names_a_body(s) for s in statements):
        return _VETO[2]
    return item


def _names_a_body(statement: Statement) -> bool:
    """Whether a statement on leaving names a legislature or a court."""
    return "exit" in (statement.bears_on, statement.given) and any(
        kind_of_institution(actor) in _WITH_A_SAY for actor in statement.actors
    )
