"""Corrections by people: what they say, and how they outlive a reading again.

A correction names the statement that it replaces. Ids are those of text and place, so the same reading
finds it again. A better reader may cut the statement otherwise and give it another id; the correction then
takes the place of the statement that covers the same words, and where none does, it stands by itself.

    >>> applied((), ())
    ()
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.ledger.recut import SAME_PLACE, Recut, overlap, recut
from foedus.ledger.statement import Statement


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person did to a statement.

    Attributes:
        supersedes: id of the statement; None where the person added one that the program did not find.
        by: who did it.
        after: what stands now; None where the statement was rejected.
        before: the statement as it stood then; None for an added one.
    """

    supersedes: str | None
    by: str
    after: Statement | None
    before: Statement | None = None

    @property
    def article(self) -> str:
        """The name of the article that it is about; "" where it gives no statement."""
        meant = self.after or self.before
        return meant.article if meant else ""

    @property
    def standing(self) -> tuple[Statement, ...]:
        """What stands now."""
        return (self.after,) if self.after is not None else ()


Change = Correction | Recut
"""What a person did to statements."""


def applied(statements: Iterable[Statement], corrections: Iterable[Change]) -> tuple[Statement, ...]:
    """The statements after the corrections, in the order made; each in the place of what it replaces.

    Corrections of articles that give no statement at all are applied too: who calls leaves out the
    corrections of articles that do not stand.
    """
    standing = list(statements)
    for change in corrections:
        if isinstance(change, Recut):
            recut(standing, change)
            continue
        at = _place_of(change, standing)
        if at is None:
            if change.after is not None and all(s.id != change.after.id for s in standing):
                standing.append(change.after)
        elif change.after is None:
            del standing[at]
        else:
            standing[at] = change.after
    return tuple(standing)


def _place_of(change: Correction, standing: list[Statement]) -> int | None:
    """Where the statement that a correction means stands now; None if nowhere."""
    for i, statement in enumerate(standing):
        if statement.id == change.supersedes:
            return i
    meant = change.before
    if meant is None or change.supersedes is None:
        return None
    best, place = SAME_PLACE, None
    for i, statement in enumerate(standing):
        # What a person has settled already is not put aside by an older correction.
        if statement.article == meant.article and statement.supersedes is None:
            share = overlap(statement, meant)
            if share >= best:
                best, place = share, i
    return place
