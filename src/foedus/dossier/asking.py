"""The question of a run and the reading that answers it: what is asked, as of when, over which articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_articles
from foedus.errors import InputFault, NoThreatFound, QuestionFault

if TYPE_CHECKING:
    from foedus.case.model import Question
    from foedus.dossier.request import Request
    from foedus.reporting.read import Asked
    from foedus.reporting.threats.threat import Threat

_MOST_IN_A_ROW = 3
"""Other parties that a question names one by one."""


def read_and_ask(
    request: Request, progress: Progress, declared: Question | None = None
) -> tuple[Reading, Question]:
    """Read the articles and settle the question; ``declared`` is one that a case asks, where no file gives it.

    Raises:
        NoThreatFound: the articles report no threat to leave an agreement, or none of the one asked about.
        QuestionFault: no article tells its date, and nothing else does.
    """
    from foedus.drafting.question import as_of_day, day, drafted, read_question

    check_lexicon(request.lexicon)
    as_of = day(request.as_of, "--as-of", "") if request.as_of else None
    asked = read_question(request.question, as_of) if request.question else declared
    if asked is not None and as_of is None and (declared is not None or _states_as_of(request.question)):
        as_of = asked.as_of
    reading = read_articles(
        request.paths,
        as_of=as_of,
        lexicon=request.lexicon,
        progress=progress,
        asked=asked_about(asked) if asked else None,
    )
    threat = reading.threat
    if threat is None:
        raise NoThreatFound(
            "the articles report no threat to leave an agreement, so there is nothing to assess",
            where=", ".join(request.paths),
            remedy=_what_to_give(asked),
        )
    newest = max((a.published[:10] for a in reading.articles if a.published), default=None)
    at = as_of or newest
    if at is None:
        raise QuestionFault(
            "no article tells its date, so the day of the assessment is not known",
            remedy="give it with --as-of",
        )
    if asked is not None:
        return reading, asked if as_of else as_of_day(asked, at)
    question = drafted(
        threat.threatener, _counterpart(threat), threat.agreement, as_of=at, deadline=request.deadline,
        notice_given=threat.signal == "notice" and _reports_notice(reading), threat_date=threat.dated,
    )  # fmt: skip
    return reading, question


def _what_to_give(asked: Question | None) -> str:
    """What helps where no threat was found: other articles, the question itself, or a case by hand."""
    if asked is not None:
        return f"give articles that name the {asked.agreement.removeprefix('the ')} or its parties, in the words of the question"
    return (
        "give articles that report one; or, if these do, say which with --question FILE, a JSON file such as "
        '{"event": "Will A leave the treaty by 2020-06-25?", "deadline": "2020-06-25", "threatener": "A", "counterpart": "B", '
        '"agreement": "the treaty"}; or declare a case by hand and use foedus solve'
    )


def _counterpart(threat: Threat) -> str:
    """The other side in words: all other parties of an agreement whose few parties are known, else the one named most."""
    from foedus.reporting.threats.known_agreements import parties_of

    if not threat.counterparts:
        return "the other parties"
    bound = parties_of(threat.agreement)
    if threat.threatener not in bound or len(threat.counterparts) == 1:
        return threat.counterparts[0]
    if len(bound) - 1 > _MOST_IN_A_ROW:
        return f"other parties to the {threat.agreement}"
    *first, last = threat.counterparts
    return f"{', '.join(first)} and {last}"


def _reports_notice(reading: Reading) -> bool:
    """Whether a statement reports that notice was given; an intention to give it is none."""
    return any(s.move == "signal = notice" and s.move_certain for s in reading.statements)


def asked_about(question: Question) -> Asked:
    """Whose leaving what a question asks about, as the reader takes it."""
    from foedus.reporting.read import Asked

    return Asked(question.threatener, question.counterpart, question.agreement)


def _states_as_of(path: Path | None) -> bool:
    return path is not None and "as_of" in json.loads(path.read_text(encoding="utf-8"))


def check_lexicon(name: str) -> None:
    """Refuse a lexicon that is not there."""
    from foedus.reporting.meaning.lexicon import LEXICONS

    if name not in LEXICONS:
        raise InputFault(f"there is no lexicon {name!r}", remedy=f"choose one of {', '.join(LEXICONS)}")


def name_of(paths: Sequence[str]) -> str:
    """The name of a dossier after the first path that was given."""
    first = Path(paths[0])
    name = (
        (first if first.is_dir() or not first.suffix else first.with_suffix("")).resolve().name
        if paths[0] != "-"
        else "stdin"
    )
    return name or "dossier"
