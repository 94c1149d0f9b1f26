"""What a set of articles says about a threat: the record that a draft of a case is filled from.

Everything here points to statements by their ids; nothing is computed from it yet. `Finding.certain` is
False where the statements report something as expected, possible or denied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from foedus.ledger.statement import Statement
from foedus.reporting.threat import Threat


@dataclass(frozen=True)
class Finding:
    """One thing that statements say: what (a move's or sign's result, a demand's words), who, when, where said."""

    what: str
    statements: tuple[str, ...]
    actor: str = ""
    on: str | None = None
    certain: bool = True


@dataclass(frozen=True)
class Situation:
    """What a draft needs to know.

    Attributes:
        threat: who threatens whom with leaving what.
        signal: the strongest signal seen: what is "musing", "threat" or "notice"; on: when it was reported.
        signals: every signal reported, weakest first, also those that are only expected (certain is False).
        demands: what the threatener wants, in the articles' words.
        grievances: what it complains of.
        replies: the counterpart's: what is "concede", "talks", "refuse" or "deny".
        next_moves: the threatener's next: what is "settle", "drop" or "notice".
        vetoes: who stands in the way ("US Congress", "officials"): what is "block" or "allow", actor names them.
        legal_doubts: statements that doubt whether leaving is lawful or in whose power it lies.
        precedents: earlier exits (or threats that came to nothing: what is "stayed") of the threatener.
        obligations: who is bound to what.
        deadline: a date by which the threat must be carried out or the agreement expires; on holds the ISO date.
        gainers, losers: third parties who would gain or lose from an exit.
        signs: every sign of the table of signs (signs.tsv) to the statements that carry it.
        unfilled: what the articles do not say, in words.
    """

    threat: Threat
    signal: Finding
    signals: tuple[Finding, ...] = ()
    demands: tuple[Finding, ...] = ()
    grievances: tuple[Finding, ...] = ()
    replies: tuple[Finding, ...] = ()
    next_moves: tuple[Finding, ...] = ()
    vetoes: tuple[Finding, ...] = ()
    legal_doubts: tuple[Finding, ...] = ()
    precedents: tuple[Finding, ...] = ()
    obligations: tuple[Finding, ...] = ()
    deadline: Finding | None = None
    gainers: tuple[Finding, ...] = ()
    losers: tuple[Finding, ...] = ()
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unfilled: tuple[str, ...] = ()


class Reading(Protocol):
    """What is needed of a reading: the threat found in it (or None) and its statements."""

    @property
    def threat(self) -> Threat | None:
        """The threat that the articles report."""

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements of all articles."""


def situation(reading: Reading) -> Situation | None:
    """What the statements of a reading say about the threat; None if no threat is reported."""
    threat = reading.threat
    if threat is None:
        return None
    first = Finding(threat.signal, (), threat.threatener, threat.dated)
    return Situation(threat, first)
