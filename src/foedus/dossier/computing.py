"""From a reading and a question to an answer: draft or take a case, inquire, and gather the grounds.

Nothing here writes to the dossier's folder, so that what-if questions can be answered without changing it.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus import __version__
from foedus.dossier.on_topic import off_topic
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading
from foedus.dossier.worth_checking import worth_checking
from foedus.errors import InputFault, NoThreatFound
from foedus.provenance import digest_of

if TYPE_CHECKING:
    from foedus.brief.grounds import Grounds
    from foedus.case.model import Case, Question
    from foedus.dossier.request import Request
    from foedus.drafting.material import Material
    from foedus.inquiry.solved import Solve


@dataclass(frozen=True)
class Computed:
    """An answer with everything that it rests on; ``assessment`` is its public record."""

    assessment: dict[str, Any]
    grounds: Grounds
    case_text: str


@dataclass(frozen=True)
class Quick:
    """How a first answer is made for somebody who waits: from fewer draws, and by which solver (the house's if None)."""

    draws: int
    solve: Solve | None = None


def compute(
    request: Request,
    reading: Reading,
    question: Question,
    previous: Mapping[str, Any] | None,
    progress: Progress,
    *,
    case_text: str | None = None,
    amendments: Sequence[Mapping[str, Any]] = (),
    solve: Solve | None = None,
) -> Computed:
    """Draft a case (or take the one given) and answer its question.

    Args:
        request: paths, settings, and the case file if one was named.
        reading: what was read, with what people corrected.
        question: what is asked.
        previous: the assessment before this one, for the change log.
        progress: where to say how far it is.
        case_text: a case to use instead of a draft or a file.
        amendments: records of the ``amended`` section of an earlier case, made again on a fresh draft.
        solve: solves the case's game; the house's solver if None.
    """
    from foedus.brief.grounds import Grounds
    from foedus.drafting.draft import draft_case
    from foedus.inquiry.inquire import inquire

    material = material_of(reading, question)
    drafted = request.case is None and case_text is None
    if case_text is not None:
        case = _asked(case_text, "case.yaml", question)
    elif request.case is not None:
        case, case_text = _case_given(request.case, question)
    else:
        with progress.step("drafting", f"{question.threatener} – {question.agreement}"):
            case_text = _amended(draft_case(material).text, amendments)
            case = _asked(case_text, "case.yaml", question)
    with progress.step("inquiring", f"{request.draws:,} draws"):
        answer = inquire(
            case, draws=request.draws, seed=request.seed, lexicon=request.lexicon, pool=request.pool, lexicons=_lexicons(case),
            progress=progress.doing, solve=solve,
        )  # fmt: skip
    assessment = _public_record(answer.to_json(), material, request, case_text, drafted=drafted)
    amiss = off_topic(reading, question) if request.question is not None or request.asked else ""
    if amiss:
        progress.note(f"take care: {amiss}")
        assessment["notes"] = [amiss, *(assessment.get("notes") or ())]
    assessment["worth_checking"] = worth_checking(
        assessment["evidence"], case.judgements, case.indicators, material.statements
    )
    grounds = Grounds(
        assessment=assessment, statements=tuple(material.statements), articles=tuple(material.articles), case=case, case_text=case_text,
        history_rows=history_rows(), previous=previous,
    )  # fmt: skip
    return Computed(assessment, grounds, case_text)


def material_of(reading: Reading, question: Question) -> Material:
    """What a draft and a brief are made from."""
    from foedus.drafting.material import Material
    from foedus.reporting.chains.conflicts import conflicts
    from foedus.reporting.chains.origins import origins
    from foedus.reporting.meaning.consequences import cluster
    from foedus.reporting.threats.situation import situation

    found = situation(reading)
    if found is None:  # a reading without a threat has been refused before
        raise NoThreatFound("the articles report no threat to leave an agreement")
    texts = {article.name: article.text for article in reading.articles}
    return Material(
        question=question,
        articles=reading.articles,
        statements=reading.statements,
        situation=found,
        consequences=cluster(reading.statements, texts),
        conflicts=conflicts(reading.articles, reading.statements),
        origins=origins(reading.articles, reading.statements),
        judges=frozenset(s.id for s in reading.statements if _judges(s.phrase)),
    )


def _judges(phrase: str | None) -> bool:
    """Whether a phrase judges a course: neither "may", which opens a possibility, nor a conditional "would"."""
    from foedus.reporting.meaning.lexicon import entry_of, is_judgement

    entry = entry_of(phrase) if phrase else None
    return is_judgement(phrase) and (entry is None or entry.kind != "conditional" or "not" in (phrase or ""))


def _case_given(path: Path, question: Question) -> tuple[Case, str]:
    """A case file of the user's; it is asked the run's question if it declares none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputFault("the case file cannot be read", where=str(path), why=str(fault)) from fault
    return _asked(text, str(path), question), text


def _asked(text: str, where: str, question: Question) -> Case:
    """The case of a text, asked the run's question if it declares none."""
    from foedus.case.read import case_of

    case = case_of(text, where)
    return case if case.question is not None else dataclasses.replace(case, question=question)


def _amended(text: str, amendments: Sequence[Mapping[str, Any]]) -> str:
    """A draft with earlier amendments made again; those whose place is gone are left out."""
    from foedus.case.amend import amend
    from foedus.case.syntax import parse, plain

    for record in amendments:
        now = record["now"]
        value = None if now == "nothing" else plain(parse(f"value: {now}", "amendment").root)["value"]
        with contextlib.suppress(InputFault):
            text = amend(
                text, {record["path"]: value}, by=record["by"], because=record["because"], on=record.get("on")
            )
    return text


def _lexicons(case: Case) -> dict[str, dict[str, tuple[float, float, float]]]:
    """What each judgement's phrase means under every lexicon."""
    from foedus.drafting.judging import oriented
    from foedus.reporting.meaning.lexicon import LEXICONS, reading

    meanings: dict[str, dict[str, tuple[float, float, float]]] = {}
    for lexicon in LEXICONS:
        meanings[lexicon] = {}
        for id_, judgement in case.judgements.items():
            if judgement.median is None:
                continue
            meant = reading(judgement.phrase, lexicon)
            if meant is not None:
                meanings[lexicon][id_] = oriented(meant, judgement.direction)
    return meanings


def _public_record(
    record: dict[str, Any], material: Material, request: Request, case_text: str, *, drafted: bool
) -> dict[str, Any]:
    """The public JSON of an assessment: the answer with what only the ledger knows."""
    record["articles"] = [
        {
            "article": a.name, "outlet": a.outlet, "carried_by": a.carried_by, "published": a.appeared, "title": a.title,
            "words": a.words, "kind": a.kind, "url": a.url, "language": a.language, "translator": a.translator,
            "original_language": a.original_language, "digest": a.digest, "notes": list(a.notes),
        }
        for a in material.articles
    ]  # fmt: skip
    record["origins"] = [dataclasses.asdict(origin) for origin in material.origins]
    record["conflicts"] = [dataclasses.asdict(conflict) for conflict in material.conflicts]
    inputs = {article.name: article.digest for article in material.articles}
    record["run"] = {
        "version": __version__,
        "tools": dict(_tools()),
        "inputs": inputs,
        "case": digest_of(case_text),
        "case_from": "draft" if drafted else "file",
        "asked": request.asked or request.question is not None,
        "settings": {
            "draws": request.draws,
            "seed": request.seed,
            "lexicon": request.lexicon,
            "pool": request.pool,
        },
        **record["run"],
        "seconds": {},
    }
    return record


@cache
def _tools() -> Mapping[str, str]:
    """The libraries and the language model that the result depends on, with their versions."""
    import platform
    from importlib import metadata

    from foedus.reporting.parsing.pipeline import model_name

    found = {"python": platform.python_version()}
    for name in ("numpy", "scipy", "spacy", model_name()):
        found[name] = metadata.version(name)
    return found


def history_rows() -> dict[str, dict[str, str]]:
    """Rows of the table of exit threats and of the base rates, by id."""
    from foedus.history.table import rate_records, raw_rows

    rows: dict[str, dict[str, str]] = {row["case_id"]: dict(row) for row in raw_rows("exit_threats.csv")}
    rows |= {row["id"]: dict(row) for row in rate_records()}
    count = len(raw_rows("exit_threats.csv"))
    rows["exit_threats"] = {
        "id": "exit_threats",
        "quantity": "the whole table of past exit threats",
        "value": str(count),
        "source": "each row names its own; foedus history shows them",
    }
    return rows
