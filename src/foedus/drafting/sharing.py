"""Which statement enters a draft as what: each is evidence once, under one name.

What a statement shows can be told as a move of the game, as a day that forces the decision, as a say of the
law, as a sign or as a judgement. Counted twice it would look like two grounds. So they are shared out in this
order; a statement that carries a sign of its own is worth more as that sign, where another can stand for the
move or the day. What the demands are and how long a notice runs is content, not evidence for a course, and
takes no statement away.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from foedus.case.model import Question
from foedus.drafting.event import asks_for_notice
from foedus.drafting.timing import Forced, forced_by_date
from foedus.reporting.threats.findings import Finding
from foedus.reporting.threats.signs import Sign, sign_table
from foedus.reporting.threats.situation import Situation

_SAID_BY_MOVE = {
    ("signal", "notice"): ("decision_announced", "steps_taken", "deadline_near"),
    ("reply", "concede"): ("terms_offered", "talks_under_way"),
    ("reply", "talks"): ("talks_under_way",),
    ("reply", "refuse"): ("partner_refuses",),
}
"""Signs that an observed move says already: what is conditioned on in the tree must not count a second time."""
_DAY, _OPPOSED = "deadline_near", "opposition_at_home"
_CONSENT = "approval_needed"
"""What the veto players say already, where any is named."""


@dataclass(frozen=True)
class Shares:
    """Statement ids by what they enter as.

    Attributes:
        signal, replies: as the observed moves.
        forced: whether a date forces the decision, with the statements that name it.
        law: those by which the legislature's say is doubtful.
        vetoes: those that name who else has to agree, or that somebody has.
        signs: sign id → the statements that carry it.
    """

    signal: tuple[str, ...]
    replies: tuple[str, ...]
    forced: Forced
    law: tuple[str, ...]
    vetoes: tuple[str, ...]
    signs: Mapping[str, tuple[str, ...]]

    @property
    def taken(self) -> frozenset[str]:
        """All statements that are evidence here, and so are no judgements."""
        told = (
            self.signal,
            self.replies,
            self.forced.statements,
            self.law,
            self.vetoes,
            *self.signs.values(),
        )
        return frozenset(s for ids in told for s in ids)


def share_out(
    situation: Situation,
    question: Question,
    known: Collection[str],
    numbers: Collection[str],
    vetoes: Collection[str] = (),
) -> Shares:
    """Which statements enter as what.

    Args:
        situation: what the statements say of the threat.
        question: what is asked.
        known: ids of all statements of the ledger.
        numbers: ids of the statements that are judgements with a number; they carry no sign.
        vetoes: ids of those that name a veto player.
    """
    signal = signal_of(situation, question)
    replies = certain_replies(situation)
    said = _entailed(signal, replies)
    carried = _carried(situation, said)
    shown = _plain_or_one(signal.statements, carried, one=not question.notice_given)
    answered = _plain_or_one([s for r in replies for s in r.statements if s not in shown], carried)
    busy = {*shown, *answered, *numbers}
    named = situation.deadline
    free = [s for s in named.statements if s not in busy] if named else []
    # one statement tells the timing which day it is; that others name a day too stays a sign
    dated = [s for s in free if carried.get(s, set()) <= {_DAY}] or free
    forced = forced_by_date(question, named, dated[:1])
    busy |= set(forced.statements)
    consent = situation.signs.get(_CONSENT, ())
    asked = (*vetoes, *(consent if set(consent) & set(vetoes) else ()))
    named_so = tuple(s for s in dict.fromkeys(asked) if s not in busy)
    busy |= set(named_so)
    doubts = [s for finding in situation.legal_doubts for s in finding.statements if s not in busy]
    law = tuple(dict.fromkeys(s for s in doubts if not carried.get(s, set()) - {_OPPOSED}))
    busy |= set(law)
    signs = _signs_of(situation, said, set(known) - busy)
    return Shares(tuple(shown), tuple(answered), forced, law, named_so, signs)


def signal_of(situation: Situation, question: Question) -> Finding:
    """The signal as it was sent; a notice that the question presupposes, with the statements that report one."""
    if not question.notice_given:
        if situation.signal.what == "notice" and asks_for_notice(question.event):
            # whether notice will be given is asked only while none is in force: an earlier one was taken back
            return replace(situation.signal, what="threat")
        if situation.signal.what == "notice" and not situation.signal.certain:
            # no statement reports a notice as given: what is only intended or expected is a threat
            sent = [f for f in situation.signals if f.certain and f.what != "notice"]
            return sent[-1] if sent else replace(situation.signal, what="threat")
        return situation.signal
    ids = [s for f in situation.signals if f.what == "notice" and f.certain for s in f.statements]
    ids = ids or list(situation.signs.get("decision_announced", ()))
    return Finding("notice", tuple(ids), question.threatener, question.threat_date or situation.signal.on)


def certain_replies(situation: Situation) -> list[Finding]:
    """The counterpart's replies that are reported as made."""
    return [reply for reply in situation.replies if reply.certain]


def _entailed(signal: Finding, replies: Sequence[Finding]) -> set[str]:
    """The signs that the observed moves say already."""
    seen = {("signal", signal.what), *(("reply", reply.what) for reply in replies)}
    if ("reply", "concede") in seen:
        seen.add(("reply", "talks"))  # a concession that has not ended the matter was at most a part of one
    return {sign for move in seen for sign in _SAID_BY_MOVE.get(move, ())}


def _carried(situation: Situation, said: Collection[str]) -> dict[str, set[str]]:
    """Statement id → the signs that it carries, of those that count."""
    carried: dict[str, set[str]] = {}
    for sign in _telling(said):
        for s in situation.signs.get(sign.id, ()):
            carried.setdefault(s, set()).add(sign.id)
    return carried


def _telling(said: Collection[str]) -> list[Sign]:
    """The signs that speak for a course and are not said by a move, the strongest first."""
    found = [sign for sign in sign_table() if sign.favours is not None and sign.id not in said]
    return sorted(found, key=lambda sign: -abs(math.log(sign.ratio)))


def _plain_or_one(
    ids: Sequence[str], carried: Mapping[str, Collection[str]], *, one: bool = True
) -> list[str]:
    """The statements that carry no sign; if there are none the first, where one is needed."""
    every = list(dict.fromkeys(ids))
    return [s for s in every if not carried.get(s)] or every[: int(one)]


def _signs_of(situation: Situation, said: Collection[str], free: set[str]) -> dict[str, tuple[str, ...]]:
    """Sign → its statements; one that carries several counts for the strongest. In the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for sign in _telling(said):
        ids = tuple(dict.fromkeys(s for s in situation.signs.get(sign.id, ()) if s in free))
        if ids:
            found[sign.id] = ids
            free = free - set(ids)
    return {sign.id: found[sign.id] for sign in sign_table() if sign.id in found}
