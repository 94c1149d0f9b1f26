"""What a person should check first: statements that move the answer much and may have been misread.

A program that reads can misread. How far the odds would move if one reading turned out wrong, times how probable that
is, puts the statements in the order in which going through them is worth most; what a person has gone through is left out.

    >>> heard = Statement("s1", "a.txt", (), "they will stay", bears_on="exit", direction="against", bearing_sure=0.5, read_by="foedus 1")
    >>> told = {"id": "j1", "what": "Ada: against", "about": "exit", "likelihood_ratio": 0.5, "statements": ["s1"]}
    >>> [(c["statement"], c["sure"], round(c["stake"], 2)) for c in worth_checking([told], {"j1"}, set(), [heard])]
    [('s1', 0.5, 0.35)]
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from foedus.ledger.statement import Statement

MOST, LEAST = 8, 0.03
"""How many at most; what moves the log odds by less than this is not worth a person's time."""


def worth_checking(
    evidence: Sequence[Mapping[str, Any]],
    judgements: Collection[str],
    signs: Collection[str],
    statements: Sequence[Statement],
) -> list[dict[str, Any]]:
    """The statements to check, the one that may change most first.

    Args:
        evidence: the assessment's entries under "evidence".
        judgements: ids of the evidence that is a judgement.
        signs: ids of the evidence that is a sign; moves that were seen are neither, and left out.
        statements: the ledger's statements as they stand.

    Returns:
        ``statement`` with its ``words``, what it was ``read_as``, the id of the ``evidence`` with its ``likelihood_ratio``, ``sure`` (how probable it is that the
        statement was read aright) and ``stake`` (the change of log odds that is to be expected from checking it).
    """
    by_id = {statement.id: statement for statement in statements}
    found: dict[str, dict[str, Any]] = {}
    for entry in evidence:
        identity, ratio = str(entry["id"]), float(entry["likelihood_ratio"])
        told = [by_id[name] for name in entry["statements"] if name in by_id]
        if not told or ratio <= 0 or any(_is_settled(statement) for statement in told):
            continue
        sure = (
            told[0].sure_of(identity)
            if identity in signs
            else told[0].sure
            if identity in judgements
            else None
        )
        if sure is None:
            continue
        stake = (1 - sure) * abs(math.log(ratio))
        if stake > found.get(told[0].id, {"stake": LEAST})["stake"]:
            found[told[0].id] = {
                "statement": told[0].id,
                "words": told[0].words,
                "read_as": str(entry["what"]) if identity in signs else told[0].bearing,
                "evidence": identity,
                "likelihood_ratio": ratio,
                "sure": sure,
                "stake": stake,
            }
    return sorted(found.values(), key=lambda entry: (-entry["stake"], entry["statement"]))[:MOST]


def _is_settled(statement: Statement) -> bool:
    """Whether a person has gone through the statement."""
    return statement.supersedes is not None or not statement.read_by.startswith("foedus ")
