"""Somebody whom an article names, and what it says that they are."""

from __future__ import annotations

from dataclasses import dataclass, field
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
        parts = [p for p in self.name.split() if p.rstrip(".") not in ("Jr", "Sr", "II", "III")]
        return parts[-1] if parts else self.name

    def last_before(self, position: int) -> int:
        """Where the person was last named before a position; -1 if not yet."""
        return max((m.start for m in self.mentions if m.start < position), default=-1)
