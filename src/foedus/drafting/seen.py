"""What was seen: moves of the game as observations, other signs in the reporting as indicators.

A move that is reported as done is an observation of the tree; it is certain only as far as the report is
right, so its certainty is a distribution. A reply that may still change, and everything that is no move of
the tree, is an indicator with a likelihood ratio.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.case.model import Question
from foedus.drafting.filling import because, ids_of
from foedus.ledger.statement import Statement
from foedus.reporting.signs import sign_table
from foedus.reporting.situation import Finding, Situation

_CERTAIN, _DENIED = [19.0, 1.0], [8.0, 2.0]
_ENTERED = frozenset({"signal"})


_SAID_BY_MOVE = {
    ("signal", "notice"): ("decision_announced", "steps_taken", "deadline_near"),
    ("reply", "concede"): ("terms_offered", "talks_under_way"),
    ("reply", "talks"): ("talks_under_way",),
    ("reply", "refuse"): ("partner_refuses",),
}
"""Signs that an observed move says already: what is conditioned on in the tree must not count a second time."""


def observation_records(situation: Situation, question: Question) -> dict[str, dict[str, Any]]:
    """The observations of a draft by id, as a case file writes them."""
    records: dict[str, dict[str, Any]] = {}
    saw, shape, why = signal_seen(situation, question)
    entailed = _SAID_BY_MOVE.get(("signal", situation.signal.what), ())
    telling = {s for sign, ids in situation.signs.items() if sign not in entailed for s in ids}
    ids = list(situation.signal.statements)
    # a statement that says more than that leaving is threatened is worth more as the sign that it carries
    plain = [s for s in ids if s not in telling]
    records["o1"] = _record(
        saw, shape, situation.signal, plain or ids[: 0 if question.notice_given else 1], why
    )
    replies = [reply for reply in situation.replies if reply.certain]
    if replies:
        kinds = list(dict.fromkeys(reply.what for reply in replies))
        if "concede" in kinds and "talks" not in kinds:
            kinds.append("talks")  # a concession that has not ended the matter was at most a part of one
        saw = f"reply = {kinds[0]}" if len(kinds) == 1 else f"reply in [{', '.join(kinds)}]"
        records["o2"] = _record(
            saw,
            [7.0, 3.0],
            replies[-1],
            ids_of(replies),
            "a first reply stands in seven cases of ten; until the deadline it can change",
        )
    return records


def signal_seen(situation: Situation, question: Question) -> tuple[str, list[float], str]:
    """The signal as a condition on the tree, how certain it is (a beta distribution), and why."""
    denied = [s for sign, ids in situation.signs.items() if sign.startswith("denial") for s in ids]
    signal = "notice" if question.notice_given else situation.signal.what
    unsure = not situation.signal.certain and not question.notice_given
    if signal == "musing" and (denied or unsure):
        return (
            "signal = musing",
            _DENIED,
            "the report is denied or unsure; such reports have mostly been right",
        )
    if unsure:
        why = "that leaving is threatened is reported, how openly is not sure"
        return f"signal in [musing, {signal}]", _CERTAIN, why
    return f"signal = {signal}", _CERTAIN, "a report of a move is right nineteen times in twenty"


def _record(saw: str, shape: list[float], finding: Finding, ids: Sequence[str], why: str) -> dict[str, Any]:
    return {
        "saw": saw,
        "certainty": {"beta": shape},
        "on": finding.on,
        "because": because(ids, why),
        "statements_used": tuple(ids),
    }


def indicator_records(
    situation: Situation, statements: Sequence[Statement], observations: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The indicators of a draft by id: every sign of the table that statements carry."""
    known = {s.id for s in statements}
    used = {s for record in observations.values() for s in record["statements_used"]}
    seen = " ".join(str(record["saw"]) for record in observations.values())
    said = {
        sign for (node, result), entailed in _SAID_BY_MOVE.items() for sign in entailed
        if re.search(rf"\b{node} (= |in \[[^]]*\b){result}\b", seen)
    }  # fmt: skip
    records: dict[str, dict[str, Any]] = {}
    for sign in sign_table():
        ids = [s for s in situation.signs.get(sign.id, ()) if s in known]
        if not ids or sign.favours is None or sign.id in said or set(ids) <= used:
            continue
        records[sign.id] = {
            "name": sign.name,
            "favours": sign.favours,
            "ratio": {"lognormal": [sign.ratio, sign.spread]},
            "certainty": {"beta": _CERTAIN if len(ids) > 1 else _DENIED},
            "statements": ids,
            "because": f"statements: {', '.join(ids)}; {sign.because}",
            "statements_used": tuple(ids),
        }
    return records
