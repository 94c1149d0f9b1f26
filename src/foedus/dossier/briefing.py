"""The brief of a dossier: written with every assessment, written again or checked on demand."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.dossier.contents import ASSESSMENT, CASE
from foedus.dossier.folder import recover
from foedus.dossier.saved import read_saved
from foedus.errors import FolderFault
from foedus.ledger.store import Ledger, write_whole

if TYPE_CHECKING:
    from foedus.brief.document import Document
    from foedus.brief.grounds import Grounds
    from foedus.dossier.progress import Progress


def brief_files(grounds: Grounds) -> dict[str, str | bytes]:
    """The brief in its two plain forms: path → content."""
    from foedus.brief.compose import compose
    from foedus.brief.forms import markdown, page

    document = compose(grounds)
    return {"brief.md": markdown.render(document), "brief.html": page.render(document)}


def grounds_of_folder(folder: Path) -> Grounds:
    """Everything that the brief of a dossier rests on, read back from its folder.

    Raises:
        FolderFault: the folder is no dossier, or one of its files is broken.
    """
    from foedus.brief.grounds import Grounds
    from foedus.case.read import case_of
    from foedus.dossier.computing import history_rows

    recover(folder)
    try:
        saved = read_saved(folder / ASSESSMENT)
        case_text = (folder / CASE).read_text(encoding="utf-8")
    except OSError as fault:
        raise FolderFault(
            "this is no dossier", where=str(folder), why=f"{Path(str(fault.filename)).name} is missing",
            remedy="name a folder that foedus assess has written",
        ) from fault  # fmt: skip
    ledger = Ledger(folder)
    used = {row["article"] for row in saved.assessment["articles"]}
    return Grounds(
        assessment=saved.assessment,
        statements=tuple(s for s in ledger.current() if s.article in used),
        articles=tuple(a for a in ledger.articles() if a.name in used),
        case=case_of(case_text, str(folder / CASE)),
        case_text=case_text,
        history_rows=history_rows(),
        previous=_before(folder),
        lacks=saved.lacks,
    )


def _before(folder: Path) -> Mapping[str, Any] | None:
    """The answer before this one; None if there is none that can be read."""
    versions = sorted((folder / "versions").glob("*.json"))
    if versions:
        with contextlib.suppress(OSError, FolderFault):
            return read_saved(versions[-1]).assessment
    return None


_EARLIER = "To have an answer of this version, serve the folder (foedus serve) and choose ‘Make it anew’."


def write_brief(folder: Path, form: str, out: Path | None, progress: Progress | None = None) -> str | None:
    """The brief in a form, or its traces for other programs: the text, or None where it was written to a file.

    Args:
        folder: the dossier; its folder ``templates`` is looked at first for templates of the user's own.
        form: ``text`` (the first page), ``md``, ``html``, ``docx``, ``pdf``, ``annotations`` (Web Annotations) or ``prov`` (PROV-O), both JSON-LD.
        out: the file to write; docx and pdf go to the folder where none is named.
        progress: where to say that an earlier version saved the answer.
    """
    from foedus.brief.compose import compose
    from foedus.brief.prose.method import earlier

    grounds = grounds_of_folder(folder)
    if progress and grounds.lacks:
        progress.note(f"foedus: {earlier(grounds)} {_EARLIER}")
    document = compose(grounds)
    if form in ("docx", "pdf"):
        from foedus.brief.forms import office

        data = office.docx(document) if form == "docx" else office.pdf(document)
        write_whole(out or folder / f"brief.{form}", data)
        return None
    text = _written(folder, form, grounds, document)
    if out is None:
        return text
    write_whole(out, text.encode("utf-8"))
    return None


def _written(folder: Path, form: str, grounds: Grounds, document: Document) -> str:
    """The brief in one of the forms that are text."""
    from foedus.brief.forms import annotations, first_page, markdown, page

    own = folder / "templates"
    match form:
        case "html":
            return page.render(document, own if own.is_dir() else None)
        case "text":
            return first_page.render(document)
        case "annotations":
            return json.dumps(annotations.web_annotations(grounds), ensure_ascii=False, indent=1)
        case "prov":
            return json.dumps(annotations.provenance(document, grounds), ensure_ascii=False, indent=1)
    return markdown.render(document)


def check_brief(folder: Path) -> tuple[str, bool]:
    """The report of the machine checks, and whether all pass."""
    from foedus.brief.checks import CHECKS, check
    from foedus.brief.compose import compose

    grounds = grounds_of_folder(folder)
    faults = check(compose(grounds), grounds)
    if not faults:
        return f"{folder}: the brief passes all {len(CHECKS)} checks", True
    return "\n".join([*(str(fault) for fault in faults), f"{folder}: {len(faults)} faults"]), False
