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

from foedus.dossier.asking import check_lexicon, name_of, read_and_ask
from foedus.dossier.computing import Computed, compute, material_of
from foedus.dossier.contents import ASSESSMENT, case_files, ledger_files, standing, version_files
from foedus.dossier.folder import recover, write_together
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_articles
from foedus.errors import FolderFault

if TYPE_CHECKING:
    from foedus.drafting.material import Draft


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

    check_lexicon(lexicon)
    at = day(as_of, "--as-of", "") if as_of else None
    return read_articles(paths, as_of=at, lexicon=lexicon, progress=progress, workers=workers)


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
    reading, question = read_and_ask(request, progress)
    folder = request.out or Path("dossiers") / name_of(request.paths)
    recover(folder)
    reading = as_corrected(folder, reading)
    computed = compute(request, reading, question, previous_of(folder), progress)
    enter(folder, computed, reading, progress)
    return Dossier(folder, computed.assessment)


def enter(folder: Path, computed: Computed, reading: Reading, progress: Progress) -> None:
    """Write an answer with its grounds and its brief into the folder, whole or not at all."""
    from foedus.dossier.briefing import brief_files

    previous = previous_of(folder)
    assessment = computed.assessment
    with progress.step("writing", str(folder)):
        files, kept = case_files(folder, computed.case_text, previous)
        files |= ledger_files(folder, reading.articles, reading.as_read)
        files |= version_files(folder, previous, assessment)
        files |= brief_files(computed.grounds)
    assessment["run"]["seconds"] = {name: round(taken, 3) for name, taken in progress.seconds.items()}
    files[ASSESSMENT] = json.dumps(assessment, ensure_ascii=False, indent=1)
    write_together(folder, files)
    if kept:
        progress.note(kept)


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
