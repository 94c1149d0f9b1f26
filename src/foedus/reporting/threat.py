"""Who threatens whom with leaving which agreement, and how it was let known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from foedus.provenance import Span

Signal = Literal["quiet", "musing", "threat", "notice"]
SIGNALS: tuple[Signal, ...] = ("quiet", "musing", "threat", "notice")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that report the threat: the article's number among those read, and the span."""

    article: int
    span: Span


@dataclass(frozen=True)
class Threat:
    """A threat to leave an agreement, as the articles report it.

    Attributes:
        threatener: the country (or organisation) that would leave.
        counterparts: the other parties that the articles name, the most named first.
        agreement: the fullest name that the articles give it.
        kind: alliance, arms control, trade, organisation or other.
        aliases: every form in which the articles call it, the most frequent first.
        verb: what is threatened: withdraw, terminate, not renew, suspend, trigger, close, ...
        signal: how it was let known, at its strongest: musing, threat or notice.
        people: those who speak for the threatener in the articles ("Donald Trump").
        evidence: where the articles say so, the most explicit first.
        dated: ISO date of the first report among them, or None.
        threatener_by: how the threatener was found: "named" or "inferred from ...".
    """

    threatener: str
    counterparts: tuple[str, ...]
    agreement: str
    kind: str
    aliases: tuple[str, ...]
    verb: str
    signal: Signal
    people: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    dated: str | None = None
    threatener_by: str = "named"
