"""The question of a case: read from a file, or drafted from the threat that the articles report.

>>> drafted("A", "B", "fisheries treaty", as_of="2020-03-01").deadline
'2021-03-01'
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from foedus.case.model import Question
from foedus.drafting.event import asks_for_terms, asks_to_go_on, notice_in_force
from foedus.errors import QuestionFault
from foedus.wording import agreeing, with_article

_NEEDED = ("event", "deadline", "threatener", "counterpart", "agreement")
_LARGEST = 100_000


def read_question(path: Path, as_of: str | None = None) -> Question:
    """The question of a JSON file with event, deadline, threatener, counterpart and agreement.

    Args:
        path: the file; further keys such as ``threat_date`` may stand in it.
        as_of: overrides the file's own ``as_of``.

    Raises:
        QuestionFault: the file is missing, no JSON object, lacks a key, its dates are not in order, or its event is
            one that no course stands for.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise QuestionFault(
                "the question file is too large", where=str(path), remedy="keep it under 100 kB"
            )
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise QuestionFault("the question file cannot be read", where=str(path), why=str(fault)) from fault
    except ValueError as fault:
        raise QuestionFault("the question file is no JSON", where=str(path), why=str(fault)) from fault
    if not isinstance(record, dict):
        raise QuestionFault("the question file holds no JSON object", where=str(path), remedy=_remedy())
    missing = [key for key in _NEEDED if not isinstance(record.get(key), str) or not record[key].strip()]
    if missing:
        raise QuestionFault(f"the question lacks {', '.join(missing)}", where=str(path), remedy=_remedy())
    until = day(record["deadline"], "deadline", str(path))
    stated = as_of or record.get("as_of")
    at = day(stated, "as_of", str(path)) if stated is not None else until
    threat_date = record.get("threat_date")
    if threat_date is not None:
        threat_date = day(threat_date, "threat_date", str(path))
    _refuse_other_events(record, str(path))
    asked = _with_resolution(
        Question(
            event=record["event"].strip(),
            deadline=until,
            as_of=at,
            threatener=record["threatener"].strip(),
            counterpart=record["counterpart"].strip(),
            agreement=record["agreement"].strip(),
            resolution=str(record.get("resolution") or ""),
            threat_date=threat_date,
            notice_given=bool(record.get("notice_given", notice_in_force(record["event"]))),
        ),
        "what the question asks about comes about",
    )
    return asked if stated is None else as_of_day(asked, at, str(path))


def _refuse_other_events(record: dict[str, Any], where: str) -> None:
    """Refuse an event for which "exit" cannot stand, unless the file says itself how its courses resolve."""
    event = record["event"].strip()
    if "exit:" in str(record.get("resolution") or ""):
        return
    if asks_to_go_on(event):
        raise QuestionFault(
            f"the question asks whether the agreement goes on: {event}", where=where,
            why="the course 'exit' stands for the event asked about, and here that would be its contrary",
            remedy='ask whether it ends ("Will A leave it", "let it lapse", "not renew it"), or say in "resolution" '
            'what resolves each course: "exit: ... revised: ... fades: ..."',
        )  # fmt: skip
    if asks_for_terms(event):
        raise QuestionFault(
            f"the question asks whether other terms are agreed: {event}", where=where,
            why="that is the course 'revised', which is answered beside 'exit' for every question",
            remedy='ask whether A leaves the agreement, and read the course "revised"; or say in "resolution" what '
            'resolves each course: "exit: ... revised: ... fades: ..."',
        )  # fmt: skip


def as_of_day(question: Question, at: str, where: str = "") -> Question:
    """The question as it is asked on a day, without what was not known yet.

    Raises:
        QuestionFault: the deadline is not after that day, so that nothing is left to forecast.
    """
    if question.deadline <= at:
        raise QuestionFault(
            f"the deadline {question.deadline} is not after the day of the assessment {at}", where=where,
            remedy="ask about a later deadline, or assess as of an earlier day with --as-of",
        )  # fmt: skip
    known = question.threat_date if question.threat_date and question.threat_date <= at else None
    return replace(question, as_of=at, threat_date=known)


def drafted(
    threatener: str,
    counterpart: str,
    agreement: str,
    *,
    as_of: str,
    deadline: str | None = None,
    notice_given: bool = False,
    threat_date: str | None = None,
) -> Question:
    """The question that a threat raises; the deadline is a year after ``as_of`` if none is given."""
    until = day(deadline, "--deadline", "") if deadline else year_after(as_of)
    named = agreement if agreement.lower().startswith("the ") else f"the {agreement}"
    event = (
        f"Will {with_article(threatener)}'s notice of leaving {named} take effect by {until}?"
        if notice_given
        else f"Will {with_article(threatener)} leave {named}, or give formal notice of leaving it, by {until}?"
    )
    asked = Question(event, until, as_of, threatener, counterpart, agreement, "", threat_date, notice_given)
    return as_of_day(
        _with_resolution(asked, "formal notice of leaving is given, or taking part is ended,"), as_of
    )


def year_after(as_of: str) -> str:
    """The same day a year later (28 February for 29)."""
    start = date.fromisoformat(as_of)
    try:
        return start.replace(year=start.year + 1).isoformat()
    except ValueError:
        return start.replace(year=start.year + 1, day=28).isoformat()


def day(text: object, what: str, where: str) -> str:
    """A day as ISO date.

    Raises:
        QuestionFault: it is none.
    """
    try:
        return date.fromisoformat(str(text)).isoformat()
    except ValueError:
        raise QuestionFault(
            f"{what} {text!r} is no date", where=where, remedy="write it as 2020-06-25"
        ) from None


def _with_resolution(question: Question, leaves: str) -> Question:
    """The question with its resolution rule, drafted from what counts as leaving if none was given."""
    if question.resolution:
        return question
    if question.notice_given:
        leaves = "the notice already given takes effect"
    agrees = agreeing(with_article(question.threatener), "agrees other terms with")
    rule = (
        f"exit: {leaves} by {question.deadline}. revised: without that, {agrees} {with_article(question.counterpart)}, "
        "in or beside the agreement, by then. fades: neither has happened by then."
    )
    return replace(question, resolution=rule)


def _remedy() -> str:
    return 'write {"event": "Will A leave the treaty by 2020-06-25?", "deadline": "2020-06-25", "threatener": "A", "counterpart": "B", "agreement": "..."}'
