"""Answering a dossier's question again from its own folder, after somebody changed something in it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.case.read import case_of
from foedus.dossier.asking import asked_about
from foedus.dossier.computing import Computed, Quick, compute
from foedus.dossier.contents import CASE, SETTINGS, withdrawn_digests
from foedus.dossier.progress import Progress
from foedus.dossier.reading import Reading, read_taken_in
from foedus.dossier.request import Request
from foedus.dossier.rereading import reread
from foedus.dossier.steps import as_corrected, previous_of
from foedus.errors import FolderFault, NoThreatFound
from foedus.ledger.article import Article
from foedus.ledger.store import Ledger
from foedus.provenance import digest_of

if TYPE_CHECKING:
    from foedus.case.model import Question


def standing_assessment(folder: Path) -> dict[str, Any]:
    """The assessment that the folder holds.

    Raises:
        FolderFault: it holds none.
    """
    record = previous_of(folder)
    if record is None:
        raise FolderFault(
            "this is no dossier", where=str(folder), remedy="name a folder that foedus assess has written"
        )
    return record


def reassess(
    folder: Path,
    progress: Progress,
    *,
    without: Sequence[str] = (),
    case_text: str | None = None,
    quick: Quick | None = None,
    own: bool | None = None,
) -> tuple[Computed, Reading]:
    """The answer from what the folder holds now; nothing is written.

    Args:
        folder: the dossier's folder.
        progress: where to say how far it is.
        without: names of articles to leave out besides those withdrawn.
        case_text: a case to use instead of the folder's.
        quick: for a first answer from fewer draws than the settings ask for.
        own: whether the folder's case is a person's own; found out by `is_own` if None. Otherwise it is drafted
            anew from what stands in the ledger, and the amendments on record in it are made again.

    Raises:
        FolderFault: no article would be left.
        NoThreatFound: what is left reports no threat.
    """
    before = standing_assessment(folder)
    ledger = Ledger(folder)
    gone = withdrawn_digests(folder)
    articles = tuple(a for a in articles_of(ledger, before) if a.digest not in gone and a.name not in without)
    if not articles:
        raise FolderFault("no article would be left to assess", where=str(folder))
    settings = settings_of(folder, before) | ({"draws": quick.draws} if quick else {})
    request = Request((str(folder),), out=folder, asked=bool(before["run"].get("asked")), **settings)
    text = (folder / CASE).read_text(encoding="utf-8")
    declared = case_of(text, str(folder / CASE))
    question = declared.question or question_of(before)  # people may have moved its day in the case
    reading = read_taken_in(
        articles,
        lexicon=request.lexicon,
        progress=progress,
        asked=asked_about(question) if request.asked else None,
    )
    if reading.threat is None:
        raise NoThreatFound("what is left reports no threat to leave an agreement", where=str(folder))
    reading = as_corrected(folder, reading)
    if case_text is None and (is_own(text, before) if own is None else own):
        case_text = text
    amendments = declared.amended if case_text is None else ()
    computed = compute(
        request, reading, question, before, progress, case_text=case_text, amendments=amendments,
        solve=quick.solve if quick else None,
    )  # fmt: skip
    if quick is None and case_text is None and not without:
        alone = reread(folder, request, reading, question, before, progress, amendments=amendments)
        if alone is not None:
            computed.assessment["reread"] = alone
    return computed, reading


def settings_of(folder: Path, assessment: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that the folder keeps; those of the assessment where it keeps none."""
    kept = folder / SETTINGS
    if not kept.is_file():
        return dict(assessment["run"]["settings"])
    settings: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return settings


def is_own(case_text: str, before: Mapping[str, Any]) -> bool:
    """Whether a case is a person's own: given as a file, or edited by hand since the assessment that stands."""
    run = before["run"]
    return bool(run.get("case_from") == "file" or digest_of(case_text) != run["case"])


def question_of(before: Mapping[str, Any]) -> Question:
    """The question of the assessment that stands."""
    from foedus.case.model import Question

    known = {field.name for field in dataclasses.fields(Question)}
    return Question(**{key: value for key, value in before["question"].items() if key in known})


def articles_of(ledger: Ledger, before: Mapping[str, Any]) -> tuple[Article, ...]:
    """The articles of the assessment in their order, and those that were entered since."""
    order = {row["article"]: i for i, row in enumerate(before["articles"])}
    return tuple(sorted(ledger.articles(), key=lambda a: (order.get(a.name, len(order)), a.name)))
