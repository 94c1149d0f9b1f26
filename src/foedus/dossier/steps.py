"""The order of the steps: from articles to a dossier. The only place where all rooms meet.

take in → read → draft (or take the case given) → inquire → brief → write, whole or not at all
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus import __version__
from foedus.dossier.contents import ASSESSMENT, case_files, ledger_files, standing, version_files
from foedus.dossier.folder import recover, write_together
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_articles
from foedus.errors import FolderFault, NoThreatFound, QuestionFault
from foedus.provenance import digest_of

if TYPE_CHECKING:
    from foedus.case.model import Case, Question
    from foedus.drafting.material import Draft, Material


@dataclass(frozen=True)
class Request:
    """What is asked of a run. See ``foedus assess --help`` for the meaning of each field."""

    paths: tuple[str, ...]
    as_of: str | None = None
    question: Path | None = None
    deadline: str | None = None
    case: Path | None = None
    out: Path | None = None
    draws: int = 8192
    seed: int = 0
    lexicon: str = "survey"
    pool: str = "log"


@dataclass(frozen=True)
class Dossier:
    """What a run made: the folder and the public record of the assessment."""

    folder: Path
    assessment: Mapping[str, Any]


def read_statements(
    paths: Sequence[str], *, as_of: str | None, lexicon: str, workers: int, progress: Progress
) -> Reading:
    """Articles → statements, for ``foedus read``."""
    from foedus.drafting.question import day

    _known_lexicon(lexicon)
    at = day(as_of, "--as-of", "") if as_of else None
    return read_articles(paths, as_of=at, lexicon=lexicon, progress=progress, workers=workers)


def draft_of(request: Request, progress: Progress) -> Draft:
    """Articles → a drafted case, for ``foedus draft``."""
    from foedus.drafting.draft import draft_case

    reading, question = _read_and_ask(request, progress)
    material = _material(request, reading, question)
    with progress.step("drafting", f"{question.threatener} – {question.agreement}"):
        return draft_case(material)


def assess(request: Request, progress: Progress) -> Dossier:
    """Articles → a dossier with case, answer and brief.

    Raises:
        NoThreatFound: the articles report no threat to leave an agreement.
        CaseFault: the case file given has faults.
        InferenceRefused: too few draws fit what was observed.
    """
    from foedus.brief.grounds import Grounds
    from foedus.dossier.briefing import brief_files
    from foedus.drafting.draft import draft_case
    from foedus.inquiry.inquire import inquire

    reading, question = _read_and_ask(request, progress)
    folder = request.out or Path("dossiers") / _name_of(request.paths)
    recover(folder)
    reading = _as_corrected(folder, reading)
    material = _material(request, reading, question)
    if request.case is None:
        with progress.step("drafting", f"{question.threatener} – {question.agreement}"):
            drafted = draft_case(material)
            case, case_text = drafted.case, drafted.text
    else:
        case, case_text = _case_given(request.case, question)
    lexicons = _lexicons(case)
    with progress.step("inquiring", f"{request.draws:,} draws"):
        answer = inquire(
            case, draws=request.draws, seed=request.seed, lexicon=request.lexicon, pool=request.pool, lexicons=lexicons,
        )  # fmt: skip
    previous = _previous(folder)
    assessment = _public_record(answer.to_json(), material, request, case_text)
    grounds = Grounds(
        assessment=assessment, statements=tuple(material.statements), articles=tuple(material.articles), case=case, case_text=case_text,
        history_rows=history_rows(), previous=previous,
    )  # fmt: skip
    with progress.step("writing", str(folder)):
        files, kept = case_files(folder, case_text, previous)
        files |= ledger_files(folder, grounds.articles, reading.as_read) | version_files(
            folder, previous, assessment
        )
        files |= brief_files(grounds)
    assessment["run"]["seconds"] = {name: round(taken, 3) for name, taken in progress.seconds.items()}
    files[ASSESSMENT] = json.dumps(assessment, ensure_ascii=False, indent=1)
    write_together(folder, files)
    if kept:
        progress.note(kept)
    return Dossier(folder, assessment)


def _as_corrected(folder: Path, reading: Reading) -> Reading:
    """The reading with what people corrected and withdrew in the folder."""
    articles, statements = standing(folder, reading.articles, reading.statements)
    if not articles:
        raise FolderFault(
            "all articles of this folder were withdrawn",
            where=str(folder),
            remedy="enter one again, or name another folder with -o",
        )
    return dataclasses.replace(reading, articles=articles, statements=statements, as_read=reading.statements)


def _read_and_ask(request: Request, progress: Progress) -> tuple[Reading, Question]:
    """Read the articles and settle the question."""
    from foedus.drafting.question import day, drafted, read_question

    _known_lexicon(request.lexicon)
    as_of = day(request.as_of, "--as-of", "") if request.as_of else None
    asked = read_question(request.question, as_of) if request.question else None
    if asked is not None and as_of is None and _states_as_of(request.question):
        as_of = asked.as_of
    reading = read_articles(request.paths, as_of=as_of, lexicon=request.lexicon, progress=progress)
    threat = reading.threat
    if threat is None:
        raise NoThreatFound(
            "the articles report no threat to leave an agreement, so there is nothing to assess",
            where=", ".join(request.paths),
            remedy="give articles that report one, or declare a case by hand and use foedus solve",
        )
    newest = max((a.published[:10] for a in reading.articles if a.published), default=None)
    at = as_of or newest
    if at is None:
        raise QuestionFault(
            "no article tells its date, so the day of the assessment is not known",
            remedy="give it with --as-of",
        )
    if asked is not None:
        question = asked if as_of else dataclasses.replace(asked, as_of=min(at, asked.deadline))
        return reading, question
    counterpart = threat.counterparts[0] if threat.counterparts else "the other parties"
    question = drafted(
        threat.threatener, counterpart, threat.agreement, as_of=at, deadline=request.deadline,
        notice_given=threat.signal == "notice", threat_date=threat.dated,
    )  # fmt: skip
    return reading, question


def _states_as_of(path: Path | None) -> bool:
    return path is not None and "as_of" in json.loads(path.read_text(encoding="utf-8"))


def _material(request: Request, reading: Reading, question: Question) -> Material:
    """What a draft and a brief are made from."""
    from foedus.drafting.material import Material
    from foedus.reporting.conflicts import conflicts
    from foedus.reporting.consequences import cluster
    from foedus.reporting.origins import origins
    from foedus.reporting.situation import situation

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
    from foedus.reporting.lexicon import entry_of, is_judgement

    entry = entry_of(phrase) if phrase else None
    return is_judgement(phrase) and (entry is None or entry.kind != "conditional" or "not" in (phrase or ""))


def _case_given(path: Path, question: Question) -> tuple[Case, str]:
    """A case file of the user's; it is asked the run's question if it declares none."""
    from foedus.case.read import case_of
    from foedus.errors import InputFault

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputFault("the case file cannot be read", where=str(path), why=str(fault)) from fault
    case = case_of(text, str(path))
    return (case if case.question is not None else dataclasses.replace(case, question=question)), text


def _lexicons(case: Case) -> dict[str, dict[str, tuple[float, float, float]]]:
    """What each judgement's phrase means under every lexicon."""
    from foedus.drafting.judging import oriented
    from foedus.reporting.lexicon import LEXICONS, reading

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
    record: dict[str, Any], material: Material, request: Request, case_text: str
) -> dict[str, Any]:
    """The public JSON of an assessment: the answer with what only the ledger knows."""
    record["articles"] = [
        {
            "article": a.name, "outlet": a.outlet, "carried_by": a.carried_by, "published": a.published, "title": a.title,
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
        "tools": _tools(),
        "inputs": inputs,
        "case": digest_of(case_text),
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


def _tools() -> dict[str, str]:
    """The libraries and the language model that the result depends on, with their versions."""
    import platform
    from importlib import metadata

    from foedus.reporting.language import model_name

    found = {"python": platform.python_version()}
    for name in ("numpy", "scipy", "spacy", model_name()):
        found[name] = metadata.version(name)
    return found


def history_rows() -> dict[str, dict[str, str]]:
    """Rows of the table of exit threats and of the base rates, by id."""
    from foedus.history.table import raw_rows

    rows: dict[str, dict[str, str]] = {}
    for table, key in (("exit_threats.csv", "case_id"), ("base_rates.csv", "id")):
        rows |= {row[key]: dict(row) for row in raw_rows(table)}
    return rows


def _previous(folder: Path) -> dict[str, Any] | None:
    """The assessment that the folder holds, if it holds one."""
    try:
        record = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def _name_of(paths: Sequence[str]) -> str:
    first = Path(paths[0])
    name = (
        (first if first.is_dir() or not first.suffix else first.with_suffix("")).resolve().name
        if paths[0] != "-"
        else "stdin"
    )
    return name or "dossier"


def _known_lexicon(name: str) -> None:
    from foedus.errors import InputFault
    from foedus.reporting.lexicon import LEXICONS

    if name not in LEXICONS:
        raise InputFault(f"there is no lexicon {name!r}", remedy=f"choose one of {', '.join(LEXICONS)}")
