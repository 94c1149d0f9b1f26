"""Somebody whom an article names, and what it says that they are."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from foedus.provenance import Span

Gender = Literal["", "f", "m"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a text says somebody is: the words, and the noun at their head ("professor")."""

    words: str
    noun: str


@dataclass
class Person:
    """Somebody whom an article names.

    Attributes:
        name: the fullest form in the article, without titles.
        mentions: where the name stands, in order.
        subjects: those of them that are the subject of a verb.
        roles: titles and appositions, in order.
        gender: as titles and roles say it; "" if they don't.
    """

    name: str
    mentions: list[Span] = field(default_factory=list)
    subjects: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Gender = ""

    @property
    def last_name(self) -> str:
        """The last part of the name, without "Jr."."""
        return last_of(self.name)

    def last_before(self, position: int) -> int:
        """Where the person was last named before a position; -1 if not yet."""
        before = bisect.bisect_left(self.mentions, (position, 0))  # as a pair, which a span is
        return self.mentions[before - 1].start if before else -1


@lru_cache(maxsize=8192)
def last_of(name: str) -> str:
    """The last part of a name, without "Jr."."""
    parts = [p for p in name.split() if p.rstrip(".") not in ("Jr", "Sr", "II", "III")]
    return parts[-1] if parts else name
