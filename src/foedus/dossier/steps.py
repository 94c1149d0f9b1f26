"""The order of the steps: from articles to a dossier. The only place where all rooms meet.

take in → read → draft (or take the case given) → inquire → brief → write, whole or not at all
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.dossier.asking import check_lexicon, name_of, read_and_ask
from foedus.dossier.bulk_reading import is_bulk, read_in_bulk
from foedus.dossier.computing import Computed, compute, material_of
from foedus.dossier.contents import ASSESSMENT, SETTINGS, case_files, ledger_files, standing, version_files
from foedus.dossier.folder import recover, write_together
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_articles
from foedus.dossier.request import Request
from foedus.dossier.rereading import reread
from foedus.errors import FolderFault, NoThreatFound

if TYPE_CHECKING:
    from foedus.case.model import Question
    from foedus.drafting.material import Draft
    from foedus.ledger.statement import Statement


@dataclass(frozen=True)
class Dossier:
    """What a run made: the folder and the public record of the assessment."""

    folder: Path
    assessment: Mapping[str, Any]


def read_statements(
    paths: Sequence[str],
    *,
    as_of: str | None,
    lexicon: str,
    progress: Progress,
    workers: int = 1,
    resume: Path | None = None,
) -> Iterable[Statement]:
    """Articles → statements, for ``foedus read``: together where they are few, part by part where many."""
    from foedus.drafting.question import day

    check_lexicon(lexicon)
    at = day(as_of, "--as-of", "") if as_of else None
    if is_bulk(paths, workers, resume):
        return read_in_bulk(
            paths, as_of=at, lexicon=lexicon, workers=workers, resume=resume, progress=progress
        )
    return read_articles(paths, as_of=at, lexicon=lexicon, progress=progress, apart=True).statements


def draft_of(request: Request, progress: Progress) -> Draft:
    """Articles → a drafted case, for ``foedus draft``."""
    from foedus.drafting.draft import draft_case

    reading, question = read_and_ask(request, progress)
    with progress.step("drafting", f"{question.threatener} – {question.agreement}"):
        return draft_case(material_of(reading, question))


def assess(request: Request, progress: Progress) -> Dossier:
    """Articles → a dossier with case, answer and brief.

    Raises:
        NoThreatFound: the articles report no threat to leave an agreement.
        CaseFault: the case file given has faults.
        InferenceRefused: too few draws fit what was observed.
    """
    reading, question, request = _read(request, progress)
    folder = request.out or Path("dossiers") / name_of(request.paths)
    recover(folder)
    reading = as_corrected(folder, reading)
    previous = previous_of(folder)
    computed = compute(request, reading, question, previous, progress)
    alone = reread(folder, request, reading, question, previous, progress)
    if alone is not None:
        computed.assessment["reread"] = alone
    enter(folder, computed, reading, progress)
    return Dossier(folder, computed.assessment)


def _read(request: Request, progress: Progress) -> tuple[Reading, Question, Request]:
    """The reading, the question, and the request as it was met.

    Where the articles report no threat that a table knows, a case that names the parties and the agreement asks for them.
    """
    try:
        return *read_and_ask(request, progress), request
    except NoThreatFound:
        if request.case is None or request.question is not None:
            raise
        from foedus.case.read import read_case

        declared = read_case(request.case).question
        if declared is None:
            raise
    return *read_and_ask(request, progress, declared), dataclasses.replace(request, asked=True)


def enter(folder: Path, computed: Computed, reading: Reading, progress: Progress) -> None:
    """Write an answer with its grounds and its brief into the folder, whole or not at all."""
    previous = previous_of(folder)
    with progress.step("writing", str(folder)):
        files = files_of(folder, computed, reading)
        cases, kept = case_files(folder, computed.case_text, previous)
        files |= cases
    computed.assessment["run"]["seconds"] = {
        name: round(taken, 3) for name, taken in progress.seconds.items()
    }
    files[ASSESSMENT] = json.dumps(computed.assessment, ensure_ascii=False, indent=1)
    write_together(folder, files)
    if kept:
        progress.note(kept)


def files_of(
    folder: Path, computed: Computed, reading: Reading, *, brief: bool = True
) -> dict[str, str | bytes]:
    """Everything that a folder holds of an answer but the case file (without the brief if so told): path → content."""
    from foedus.dossier.briefing import brief_files

    files = ledger_files(folder, reading.articles, reading.as_read)
    files |= version_files(folder, previous_of(folder), computed.assessment)
    if brief:
        files |= brief_files(computed.grounds)
    files[ASSESSMENT] = json.dumps(computed.assessment, ensure_ascii=False, indent=1)
    files[SETTINGS] = json.dumps(computed.assessment["run"]["settings"], indent=1)
    return files


def as_corrected(folder: Path, reading: Reading) -> Reading:
    """The reading with what people corrected and withdrew in the folder."""
    articles, statements = standing(folder, reading.articles, reading.statements)
    if not articles:
        raise FolderFault(
            "all articles of this folder were withdrawn",
            where=str(folder),
            remedy="enter one again, or name another folder with -o",
        )
    return dataclasses.replace(reading, articles=articles, statements=statements, as_read=reading.statements)


def previous_of(folder: Path) -> dict[str, Any] | None:
    """The assessment that the folder holds, if it holds one."""
    try:
        record = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None
