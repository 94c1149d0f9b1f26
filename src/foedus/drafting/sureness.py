"""How much a statement counts by how surely it was read: one rule for voices, motives, demands and consequences.

What was more likely read aright than not counts in full, as does what a person settled and what nothing tells of; the rest
counts as often as it was read aright. That of a course is read off what the statement bears on, that of a motive, a demand or
a consequence off its being one. (Signs have a certainty of their own, `seen.certainty_of`: they are evidence that is itself
uncertain, these are weights.)
"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.ledger.statement import COURSES, Statement

_MORE_LIKELY_THAN_NOT = 0.5


def counts_for(statement: Statement, about: str | None = None) -> float:
    """The weight of a statement: 1 where it was more likely read aright than not, else how likely that is.

    Args:
        statement: as it was read.
        about: the course that it speaks of; for a motive, a demand or a consequence None, or anything else than a course.
    """
    sure = statement.bearing_sure if about in COURSES else statement.kind_sure
    return 1.0 if sure is None or sure >= _MORE_LIKELY_THAN_NOT else sure


def surest(statements: Iterable[Statement], about: str | None = None) -> float:
    """The weight of statements that say one and the same thing: that of the one most surely read; 1 of none."""
    return max((counts_for(s, about) for s in statements), default=1.0)
