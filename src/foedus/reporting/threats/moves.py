"""Which move of the game a statement reports: the threatener's signal, the counterpart's reply, what came next.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.threats.threat import find_threat
    >>> parsed = parse("Norway threatened to withdraw from the fisheries treaty with Iceland.")
    >>> threat = find_threat([parsed])
    >>> move_of(parsed, [parsed.sentences[0].span], threat, signs=(), side="threatener")
    Move(name='signal = threat', certain=True)

A move that is only expected, possible, denied or set under a condition is reported with ``certain`` False.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.act_frames import matters_of
from foedus.reporting.threats.exits import Exit, exits_at
from foedus.reporting.threats.signals import REVERSING, gives_notice, is_anothers, signal_of
from foedus.reporting.threats.threat import Side, Threat

# The reply that a sign of the counterpart's makes, the strongest first.
_REPLIES = (
    ("concession_made", "concede"),
    ("partner_refuses", "refuse"),
    ("denial_by_counterpart", "deny"),
    ("progress_in_talks", "talks"),
    ("terms_offered", "talks"),
    ("talks_under_way", "talks"),
)
_UNSURE = {"may", "might", "could", "would", "can", "should"}


@dataclass(frozen=True, slots=True)
class Move:
    """A move as "node = result", and whether it is reported as made."""

    name: str
    certain: bool


def move_of(
    parsed: Parsed,
    content: Sequence[Span],
    threat: Threat,
    *,
    signs: Collection[str],
    side: Side,
    doubted: bool = False,
    expected: bool = False,
    reports: bool = True,
) -> Move | None:
    """The move that a statement reports, or None.

    Args:
        parsed: the article's parse.
        content: the statement's spans.
        threat: the threat that the articles report.
        signs: ids of the signs that the statement carries.
        side: whose doing it reports.
        doubted: whether the statement calls it unlikely, possible or denied.
        expected: whether the statement says that something will or may happen.
        reports: whether the statement reports something; an assessment or a reason reports no signal.
    """
    exits = exits_within(parsed, content, threat)
    if "notice_given" in signs or (reports and any(gives_notice(e, threat.threatener) for e in exits)):
        return Move("signal = notice", not doubted)
    for e in exits if reports else ():
        signal = "threat" if e.done and e.sort == "suspend" else signal_of(e)
        if signal == "notice" and is_anothers(e, threat.threatener):
            continue
        if signal is not None and (not e.done or e.sort == "suspend"):
            return Move(
                f"signal = {signal}", not (doubted or e.negated or e.conditional or e.modal in _UNSURE)
            )
    if any(e.noun and REVERSING & set(e.governors[:1]) for e in exits):
        return Move("next = drop", not expected)
    if side == "counterpart":
        for sign, reply in _REPLIES:
            if sign in signs:
                return Move(f"reply = {reply}", not expected)
    if side == "threatener":
        if "denial_by_threatener" in signs or "pledge_to_stay" in signs:
            return Move("next = drop", False)
        if "decision_announced" in signs:
            return Move("next = notice", False)
    if "opposition_at_home" in signs and side != "counterpart":
        return Move("veto = block", False)
    return None


def exits_within(parsed: Parsed, content: Sequence[Span], threat: Threat) -> list[Exit]:
    """The expressions of exit from the threatened agreement whose word stands in the content."""
    threatened = matters_of(parsed, threat).exits
    ranges = map(parsed.indices_in, content)
    return [e for at in ranges for e in exits_at(parsed, at.start, at.stop) if e.at in threatened]
