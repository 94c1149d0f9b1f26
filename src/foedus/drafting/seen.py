"""What was seen: moves of the game as observations, other signs in the reporting as indicators.

A move that is reported as done is an observation of the tree; it is certain only as far as the report is
right, so its certainty is a distribution. A reply that may still change, and everything that is no move of
the tree, is an indicator with a likelihood ratio; it is as certain as its statements were surely read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.case.model import Question
from foedus.drafting.filling import because
from foedus.drafting.sharing import certain_replies, signal_of
from foedus.drafting.sign_ratios import ratio_of
from foedus.ledger.statement import Statement
from foedus.reporting.threats.signs import sign_table
from foedus.reporting.threats.situation import Situation

_CERTAIN, _DENIED, _FIRST_REPLY = [19.0, 1.0], [8.0, 2.0], [7.0, 3.0]
_SETTLED = 0.97
"""How certain a sign is that a person has confirmed: a report itself can be wrong."""
_SHOWS = {
    "talks_under_way": "reply = talks",
    "concession_made": "reply = concede",
    "partner_refuses": "reply = refuse",
    "denial_by_counterpart": "reply = deny",
    "legislature_for_exit": "legislature = allow",
}
"""Signs that report a move of the tree as made; they weigh as signs since the move can still be another one."""


def observation_records(
    situation: Situation,
    question: Question,
    signal: Sequence[str],
    replies: Sequence[str],
    statements: Mapping[str, Statement],
) -> dict[str, dict[str, Any]]:
    """The observations of a draft by id, as a case file writes them.

    Args:
        situation: what the statements say of the threat.
        question: what is asked.
        signal: ids of the statements that enter as the threatener's signal.
        replies: ids of those that enter as the counterpart's reply.
        statements: id → statement.
    """
    saw, shape, why = signal_seen(situation, question)
    records = {"o1": _record(saw, shape, signal_of(situation, question).on, signal, why)}
    if question.notice_given:  # what the question presupposes is certain, whoever reports it
        told = f"statements: {', '.join(signal)}; " if signal else ""
        why = f"{told}computed: the question says that formal notice was given"
        records["o1"] |= {"certainty": 1, "because": why}
    made = certain_replies(situation)
    if made:
        kinds = list(dict.fromkeys(reply.what for reply in made))
        if "concede" in kinds and "talks" not in kinds:
            kinds.append("talks")  # a concession that has not ended the matter was at most a part of one
        saw = f"reply = {kinds[0]}" if len(kinds) == 1 else f"reply in [{', '.join(kinds)}]"
        why = "a first reply stands in seven cases of ten, until the deadline it can change"
        read = _reply_read(
            [reply.what for reply in made], [statements[i] for i in replies if i in statements]
        )
        if read < _SETTLED:
            why = f"{why}; computed: read aright with a probability of {read:g}"
        records["o2"] = _record(saw, _scaled(_FIRST_REPLY, read), made[-1].on, replies, why)
    return records


def signal_seen(situation: Situation, question: Question) -> tuple[str, list[float], str]:
    """The signal as a condition on the tree, how certain it is (a beta distribution), and why."""
    denied = [s for sign, ids in situation.signs.items() if sign.startswith("denial") for s in ids]
    signal = "notice" if question.notice_given else signal_of(situation, question).what
    unsure = not situation.signal.certain and not question.notice_given
    if signal == "musing" and (denied or unsure):
        return (
            "signal = musing",
            _DENIED,
            "the report is denied or unsure, and such reports have mostly been right",
        )
    if unsure:
        why = "that leaving is threatened is reported, how openly is not sure"
        return f"signal in [musing, {signal}]", _CERTAIN, why
    return f"signal = {signal}", _CERTAIN, "a report of a move is right nineteen times in twenty"


def _reply_read(replies: Sequence[str], statements: Sequence[Statement]) -> float:
    """How probable it is that a reply was read aright: that of the signs which show it; as good as sure without any."""
    signs = [sign for sign, move in _SHOWS.items() if move in [f"reply = {reply}" for reply in replies]]
    carried = [(sign, [s for s in statements if s.sure_of(sign) is not None]) for sign in signs]
    return max((certainty_of(sign, told) for sign, told in carried if told), default=_SETTLED)


def _scaled(shape: Sequence[float], read: float) -> list[float]:
    """A beta distribution with its mean times the probability that its report was read aright, as wide as before."""
    first, second = shape
    whole, mean = first + second, first / (first + second)
    share = 1.0 if read >= _SETTLED else read
    return [round(whole * mean * share, 2), round(whole * (1 - mean * share), 2)]


def _record(saw: str, shape: Sequence[float], on: str | None, ids: Sequence[str], why: str) -> dict[str, Any]:
    return {"saw": saw, "certainty": {"beta": list(shape)}, "on": on, "because": because(ids, why)}


def indicator_records(
    signs: Mapping[str, Sequence[str]], statements: Mapping[str, Statement]
) -> dict[str, dict[str, Any]]:
    """The indicators of a draft by id, as a case file writes them.

    Args:
        signs: sign → ids of the statements that carry it.
        statements: id → statement.
    """
    records: dict[str, dict[str, Any]] = {}
    for sign in sign_table():
        ids = list(signs.get(sign.id, ()))
        if not ids:
            continue
        worth = ratio_of(sign)
        records[sign.id] = {
            "name": sign.name,
            "favours": sign.favours,
            "ratio": {"lognormal": [worth.ratio, worth.spread]},
            "certainty": certainty_of(sign.id, [statements[i] for i in ids if i in statements]),
            **({"shows": _SHOWS[sign.id]} if sign.id in _SHOWS else {}),
            "statements": ids,
            **(
                {"reports": [statements[i].article for i in ids]}
                if _told_twice_in_one(ids, statements)
                else {}
            ),
            "because": f"statements: {', '.join(ids)}; {worth.because}",
        }
    return records


def _told_twice_in_one(ids: Sequence[str], statements: Mapping[str, Statement]) -> bool:
    """Whether a report holds two of these statements; where each has its own nothing need be told of that."""
    told = [statements[i].article for i in ids if i in statements]
    return len(told) == len(ids) and len(set(told)) < len(told)


def certainty_of(sign: str, statements: Sequence[Statement]) -> float:
    """How probable it is that the reports show a sign: that not all statements that seem to carry it were misread.

    On threats that the reader was not fitted to a sign of which this says .5 is there half of the time, and so on. What
    a person has gone through counts as read aright.
    """
    misread = math.prod(1 - (sure if (sure := s.sure_of(sign)) is not None else _SETTLED) for s in statements)
    return round(min(1 - misread, _SETTLED), 2)
