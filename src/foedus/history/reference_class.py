"""Reference classes: the past threats that are like the case in hand, and what came of them.

A class is named by columns of the table and the values admitted ("alliances", "with a demand"). Its shares
are pooled with those of its sibling classes (see `pooling`): thin cells borrow as far as the classes are
alike. Surface features predict little out of sample, and the pooling finds that out by itself.

The table is chosen by fame: threats that came to nothing were seldom written down before 2015. ``fame`` says
by how much, counted from the table itself: the odds of fading since 2015 over those before. The two ends of
the bias are the counts as they are (factor 1, too many exits) and the factor's 95th percentile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from foedus.errors import InputFault
from foedus.history.pooling import Array, Pooled, pool
from foedus.history.table import COLUMNS, COURSES, PastThreat, threats
from foedus.quantity import Distribution

ENOUGH = 4  # a class of fewer cases says less than its parent; the choice stops before it
FAME_FROM = date(2015, 1, 1)
FAME_PRIOR = 0.7  # standard deviation of the logarithm of the ratio


@dataclass(frozen=True)
class HistoryClass:
    """A reference class with what came of its members.

    Attributes:
        where: columns of the table and the values admitted.
        rows: ids of the members whose 24 months are over, oldest first.
        counts: course → how many came to it.
        pooled: shares after partial pooling with the sibling classes.
        fame: factor on the odds of fading that corrects for threats never written down.
        reason: why this class, in words.
        as_of: the day as of which it was counted, or None.
    """

    where: Mapping[str, tuple[str, ...]]
    rows: tuple[str, ...]
    counts: Mapping[str, int]
    pooled: Pooled
    fame: Distribution
    reason: str
    as_of: str | None = None

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.rows)

    def shares(self, fame: float | None = None) -> dict[str, float]:
        """The expected share of each course, with the odds of fading corrected by ``fame`` (its median)."""
        corrected = correct_for_fame(self.pooled.mean[None, :], np.array([fame or self.fame.median]))[0]
        return dict(zip(COURSES, corrected.tolist(), strict=True))

    @property
    def ends(self) -> tuple[dict[str, float], dict[str, float]]:
        """The shares at the two ends of the bias by fame: the table as it is, and fully corrected."""
        return self.shares(1.0), self.shares(self.fame.high)


def correct_for_fame(shares: Array, factor: Array) -> Array:
    """Shares (n, courses) with the weight of fading multiplied by ``factor`` (n)."""
    weighted = shares * np.stack([np.ones_like(factor), np.ones_like(factor), factor], axis=1)
    return np.asarray(weighted / weighted.sum(axis=1, keepdims=True))


def choose(
    kind: str | None = None,
    vehicle: str | None = None,
    has_demand: bool | None = True,
    sender: str | None = None,
    as_of: str | None = None,
    exclude: Iterable[str] = (),
) -> HistoryClass:
    """The class for a case: each feature is added while at least four past cases remain.

    Args:
        kind: of agreement, as the table's column ``type`` has it.
        vehicle: how the threat was made.
        has_demand: whether something was asked for; None leaves both in.
        sender: the threatener as the table names it (by ISO code); taken in only where it has cases enough.
        as_of: only what was known on this day counts.
        exclude: ids to leave out.
    """
    wanted: list[tuple[str, str | None]] = [
        ("has_demand", None if has_demand is None else "ny"[has_demand]),
        ("vehicle", vehicle),
        ("type", kind),
        ("threatener", sender),
    ]
    where: dict[str, tuple[str, ...]] = {}
    taken: list[str] = []
    skipped: list[str] = []
    members = _mature(as_of, exclude)
    for column, value in wanted:
        if value is None:
            continue
        kept = [t for t in members if t.value(column) == value]
        if len(kept) < ENOUGH:
            left = f"only {len(kept)}" if kept else "none"
            skipped.append(f"{_said(column, value)} leaves {left}")
            continue
        where[column], members = (value,), kept
        taken.append(_said(column, value))
    said = f"past threats {', '.join(taken)}" if taken else "all past threats"
    return reference_class(where, as_of, exclude, reason="; ".join([said, *skipped]))


def reference_class(
    where: Mapping[str, tuple[str, ...]],
    as_of: str | None = None,
    exclude: Iterable[str] = (),
    reason: str = "as declared",
) -> HistoryClass:
    """The class of the mature threats whose columns have the values named.

    Raises:
        InputFault: a column is unknown, or the class has no case (the message says what emptied it).
    """
    table = _mature(as_of, exclude)
    members = table
    for column, values in where.items():
        kept = [t for t in members if t.value(column) in values]
        if not kept:
            raise InputFault(
                f"the reference class has no case: {column} in [{', '.join(values)}] leaves none "
                f"of {len(members)}",
                why=f"values there: {', '.join(sorted({t.value(column) for t in members})) or 'none'}"
                + (f"; known on {as_of}" if as_of else ""),
                remedy=f"admit other values of {column}, or leave it out; columns: {', '.join(COLUMNS)}",
            )
        members = kept
    if not members:
        raise InputFault(
            f"the reference class has no case: no threat had run its 24 months on {as_of}",
            remedy="use a later day",
        )
    return HistoryClass(
        where=dict(where),
        rows=tuple(t.id for t in sorted(members, key=lambda t: (t.first_threat, t.id))),
        counts=dict(zip(COURSES, _counts(members), strict=True)),
        pooled=pool(_counts(members), _siblings(table, members, where)),
        fame=_fame_of(where, as_of),
        reason=reason,
        as_of=as_of,
    )


def fame(as_of: str | None = None) -> Distribution:
    """By how much fading is under-counted: a lognormal factor on its odds.

    The ratio of the odds of fading since 2015 to those before, with half a case added to each cell (Haldane
    1956), shrunk towards 1 by a normal prior on its logarithm (standard deviation 0.7: a ratio beyond 4 would
    surprise), since the cells are thin. It corrects the cases before 2015 and leaves those since then, so the
    factor on all of them is weighted by their shares of the fading seen. What is left out since 2015 nobody has
    counted: this corrects for a part of the bias only.
    """
    members = _mature(as_of, ())
    late = [t.course == "fades" for t in members if t.first_threat >= FAME_FROM]
    early = [t.course == "fades" for t in members if t.first_threat < FAME_FROM]
    cells = [sum(late), len(late) - sum(late), sum(early), len(early) - sum(early)]
    variance = sum(1 / (cell + 0.5) for cell in cells)
    weight = FAME_PRIOR**2 / (FAME_PRIOR**2 + variance)
    log_ratio = max(weight * float(np.log(_odds(late) / _odds(early))), 0.0)
    high = log_ratio + 1.6448536 * np.sqrt(weight * variance)
    old = (sum(early) + 0.5) / (sum(early) + sum(late) + 1)
    middle, top = (float(1 - old + old * np.exp(x)) for x in (log_ratio, high))
    return Distribution.of({"lognormal": [middle, float(np.log(top / middle) / 1.6448536)]})


def _fame_of(where: Mapping[str, tuple[str, ...]], as_of: str | None) -> Distribution:
    """A class of formal notices needs no correction: notices are on record with the agreement's depositary."""
    return Distribution.of(1.0) if where.get("vehicle") == ("formal_notice",) else fame(as_of)


def _odds(faded: list[bool]) -> float:
    return (sum(faded) + 0.5) / (len(faded) - sum(faded) + 0.5)


def _mature(as_of: str | None, exclude: Iterable[str]) -> list[PastThreat]:
    left_out = set(exclude)
    table = threats(as_of)
    unknown = left_out - {t.id for t in threats()}
    if unknown:
        raise InputFault(
            f"the table of exit threats has no row {', '.join(sorted(unknown))}",
            remedy="name rows by their id, as `foedus history` prints them",
        )
    return [t for t in table if t.mature and t.id not in left_out]


def _counts(members: Iterable[PastThreat]) -> list[int]:
    found = Counter(t.course for t in members)
    return [found[course] for course in COURSES]


def _siblings(
    table: list[PastThreat], members: list[PastThreat], where: Mapping[str, tuple[str, ...]]
) -> list[list[int]]:
    """The other classes of the same columns, within the class's own value of has_demand."""
    inside = {t.id for t in members}
    asked = where.get("has_demand")
    columns = [column for column in where if column != "has_demand"]
    rest: dict[tuple[str, ...], list[PastThreat]] = {}
    for t in table:
        if t.id not in inside and (asked is None or t.has_demand in asked):
            rest.setdefault(tuple(t.value(column) for column in columns), []).append(t)
    return [_counts(group) for group in rest.values()]


def _said(column: str, value: str) -> str:
    return {
        "has_demand": "with a demand" if value == "y" else "without a demand",
        "type": f"to leave agreements of kind {value}",
        "vehicle": f"first made by {value.replace('_', ' ')}",
        "threatener": f"by {value}",
    }[column]
