"""The folder of one dossier: plain files, written whole or not at all.

    articles.jsonl      metadata of every article, with the digest of its text
    texts/              the texts as read, one file an article, named by digest
    statements.jsonl    what was read
    corrections.jsonl   what people corrected (kept when the articles are read again)
    case.yaml           the case: drafted, made to be edited
    assessment.json     the answer
    brief.md brief.html the brief
    versions/           earlier answers: 0001.json, 0002.json, ...

A group of files is changed through a journal: all new contents are first written to ``.pending/``, then a
list of them is put beside them, then each is moved into its place. Whoever opens the folder first finishes
a journal whose list is there and throws away one whose list is not, so that the folder is as it was, or
whole, wherever a run was stopped. Nothing else in the folder (``.git``, notes) is touched.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from foedus.errors import FolderFault
from foedus.ledger.store import write_whole

_PENDING = ".pending"
_LIST = "files.json"


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content


def write_together(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write several files of a folder so that all are new or all are as they were.

    Args:
        folder: the dossier's folder; made if it is not there.
        files: path inside the folder (with ``/``) → content.

    Raises:
        FolderFault: a path leaves the folder, or the folder cannot be written.
    """
    for name in files:
        _inside(folder, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        pending = folder / _PENDING
        pending.mkdir()
        for i, content in enumerate(files.values()):
            write_whole(pending / f"{i}.new", _bytes(content))
        write_whole(pending / _LIST, _bytes(json.dumps(list(files))))
        recover(folder)
    except OSError as fault:
        raise FolderFault(
            "the folder cannot be written", where=str(folder), why=str(fault),
            remedy="check that it is a folder of yours with room on the disk, or name another with -o",
        ) from fault  # fmt: skip


def recover(folder: Path) -> None:
    """Finish or undo a change that was stopped half-way; nothing happens if there is none."""
    pending = folder / _PENDING
    if not pending.is_dir():
        return
    listed = pending / _LIST
    if listed.is_file():
        for i, name in enumerate(json.loads(listed.read_text(encoding="utf-8"))):
            source = pending / f"{i}.new"
            if source.is_file():
                target = _inside(folder, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
        listed.unlink()
    shutil.rmtree(pending)


def _inside(folder: Path, name: str) -> Path:
    """The path of a file in the folder; refused if it would leave it."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or parts[0] == _PENDING:
        raise FolderFault(f"the path {name!r} leaves the folder", where=str(folder))
    return folder.joinpath(*parts)
