"""Changing a dossier: every change is written to plain files at once, names who made it, and can be undone.

    changes.jsonl     one change a line: number, when, who, what
    undo/0007/        the files that change 7 replaced, as they were before it
    settings.json     the settings that people chose (lexicon, pool), over those of the first run
    scenarios.json    sets of other values that people keep to compare
    register.jsonl    the forecast and the outcome of the question, once it is recorded

A change is made on a copy of the folder's own files, the question is answered anew, and files and answer are
then written together, so that the folder is as it was, or whole. A lock keeps two writers apart. What a
person changes is checked against what that person saw: if somebody else changed the same thing meanwhile,
nothing is overwritten and both values are shown.

Who waits at a screen may have the first answer from fewer draws, without the brief; `completed` then makes it
anew from all of them and writes the brief. That an answer is such a first one can be seen in the folder: its
draws are fewer than the settings ask.
"""

from __future__ import annotations

import datetime
import fcntl
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from foedus import __version__
from foedus.dossier.again import is_own, reassess, settings_of, standing_assessment
from foedus.dossier.computing import Quick
from foedus.dossier.contents import ASSESSMENT, CASE, REGISTER, SETTINGS, ledger_files
from foedus.dossier.folder import recover, write_together
from foedus.dossier.progress import Progress
from foedus.dossier.steps import files_of
from foedus.errors import FolderFault

CHANGES, SCENARIOS = "changes.jsonl", "scenarios.json"
TRUTH = ("articles.jsonl", "statements.jsonl", "corrections.jsonl", CASE, SETTINGS, SCENARIOS, REGISTER)
"""The files that people change; everything else in the folder follows from them."""
BESIDE = frozenset({SCENARIOS, REGISTER})
"""Those of them on which no answer rests."""

Edit = Callable[[Path], str]
"""Changes the files of a folder and says in words what it did; raises `Conflict` or an `InputFault`."""


class Conflict(FolderFault):
    """Somebody else changed the same thing since this person looked at it; nothing was overwritten."""

    def __init__(self, what: str, *, seen: object, now: object) -> None:
        super().__init__(
            f"{what} was changed by somebody else meanwhile",
            why=f"you saw {seen!s}; now it is {now!s}",
            remedy="look at it again, then repeat your change if you still want it",
        )


def revise(
    folder: Path, edit: Edit, by: str, progress: Progress | None = None, *, quick: Quick | None = None
) -> dict[str, Any]:
    """Make a change, answer the question anew, and write both; the new assessment.

    Args:
        folder: the dossier's folder.
        edit: the change.
        by: who makes it.
        progress: where to say how far it is.
        quick: for a first answer, which `completed` finishes; without effect where the settings ask for no more draws.

    Raises:
        Conflict: the thing was changed by somebody else meanwhile.
        InputFault: the change is at fault; the folder is as it was.
    """
    return _revised(folder, edit, by, progress, quick)


def undo(
    folder: Path, by: str, progress: Progress | None = None, *, quick: Quick | None = None
) -> dict[str, Any]:
    """Take the last change back that was not yet taken back; the new assessment.

    Raises:
        FolderFault: there is no change to take back.
    """

    def back(staged: Path) -> str:
        record = undoable(folder)
        if record is None:
            raise FolderFault("there is no change to undo", where=str(folder))
        kept = folder / "undo" / f"{record['number']:04d}"
        for name in record["files"]:
            if (kept / name).is_file():
                shutil.copyfile(kept / name, staged / name)
            else:
                (staged / name).unlink(missing_ok=True)
        return f"undo of {record['number']}: {record['what']}"

    return revise(folder, back, by, progress, quick=quick)


def renew(
    folder: Path, by: str, progress: Progress | None = None, *, quick: Quick | None = None
) -> dict[str, Any]:
    """Read the folder's articles and answer the question anew with this version of the program; the new assessment.

    What people corrected and changed holds, as it does after every change. There is nothing in it to undo; the answer
    before is kept among the versions.
    """

    def unchanged(staged: Path) -> str:
        return f"the answer was made anew with foedus {__version__}"

    return _revised(folder, unchanged, by, progress, quick, renewing=True)


def _revised(
    folder: Path,
    edit: Edit,
    by: str,
    progress: Progress | None,
    quick: Quick | None,
    *,
    renewing: bool = False,
) -> dict[str, Any]:
    """Edit a copy of the folder's files, answer from it, and write both."""
    with locked(folder):
        recover(folder)
        with tempfile.TemporaryDirectory() as aside:
            staged = _staged(folder, Path(aside) / folder.resolve().name)
            what = edit(staged)
            changed = [name for name in TRUTH if _read(staged / name) != _read(folder / name)]
            if not changed and not renewing:
                raise FolderFault("nothing was changed", where=str(folder))
            who = by.strip() or "somebody"
            return _write(folder, staged, changed, (what, who), progress or Progress(None), quick)


def is_complete(folder: Path) -> bool:
    """Whether the answer that stands has all the draws that the settings ask for."""
    standing = standing_assessment(folder)
    return int(standing["run"]["settings"]["draws"]) >= int(settings_of(folder, standing)["draws"])


def completed(folder: Path, progress: Progress | None = None) -> bool:
    """Give a first answer all its draws; False if it has them, or if somebody changed the folder meanwhile."""
    if is_complete(folder):
        return False
    with tempfile.TemporaryDirectory() as aside:
        with locked(folder):
            recover(folder)
            case_from = standing_assessment(folder)["run"]["case_from"]
            staged = _staged(folder, Path(aside) / folder.resolve().name)
        seen = {name: _read(staged / name) for name in (*TRUTH, ASSESSMENT)}
        versions = sorted((folder / "versions").glob("*.json"))
        if versions:  # the change log compares with the answer before the change
            shutil.copyfile(versions[-1], staged / ASSESSMENT)
        text = (staged / CASE).read_text(encoding="utf-8")
        computed, reading = reassess(staged, progress or Progress(None), case_text=text)
        computed.assessment["run"]["case_from"] = case_from
        with locked(folder):
            recover(folder)
            if any(_read(folder / name) != data for name, data in seen.items()):
                return False
            files = files_of(folder, computed, reading)
            kept = {name: data for name, data in files.items() if not name.startswith("versions/")}
            write_together(folder, kept)
    return True


def changes_of(folder: Path) -> list[dict[str, Any]]:
    """All changes, oldest first."""
    try:
        lines = (folder / CHANGES).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [json.loads(line) for line in lines if line.strip()]


def undoable(folder: Path) -> dict[str, Any] | None:
    """The last change that is neither an undo nor undone, and replaced a file."""
    undone: set[int] = set()
    record: dict[str, Any]
    for record in reversed(changes_of(folder)):
        if record["what"].startswith("undo of "):
            undone.add(int(record["what"].split()[2].rstrip(":")))
        elif record["files"] and record["number"] not in undone:
            return record
    return None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other writers of this folder waiting."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _staged(folder: Path, staged: Path) -> Path:
    """A copy of the files that an answer depends on; texts are linked to, not copied."""
    staged.mkdir(parents=True)
    for name in (*TRUTH, ASSESSMENT):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, staged / name)
    (staged / "texts").symlink_to((folder / "texts").resolve(), target_is_directory=True)
    return staged


def _write(
    folder: Path,
    staged: Path,
    changed: Sequence[str],
    told: tuple[str, str],
    progress: Progress,
    quick: Quick | None,
) -> dict[str, Any]:
    """Answer from the staged files and write everything that differs, with the record of the change: what, and by whom."""
    what, by = told
    # what is not there any more is left empty
    files: dict[str, str | bytes] = {name: _read(staged / name) or b"" for name in changed}
    answered = not changed or not BESIDE.issuperset(changed)
    assessment = standing_assessment(folder)
    if answered:
        assessment, files = _answered(folder, staged, files, progress, quick)
    past = changes_of(folder)
    number = past[-1]["number"] + 1 if past else 1
    replaced = sorted({*changed, CASE} if answered and changed else changed)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    record = {"number": number, "at": now, "by": by, "what": what, "files": replaced, "answered": answered}
    for name in replaced:
        before = _read(folder / name)
        if before is not None:
            files[f"undo/{number:04d}/{name}"] = before
    files[CHANGES] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [*past, record])
    write_together(folder, files)
    return assessment


def _answered(
    folder: Path, staged: Path, changed: dict[str, str | bytes], progress: Progress, quick: Quick | None
) -> tuple[dict[str, Any], dict[str, str | bytes]]:
    """The answer from the staged files, and the files that changed with those that follow from them."""
    standing = standing_assessment(folder)
    own = is_own((folder / CASE).read_text(encoding="utf-8"), standing)
    settings = settings_of(staged, standing)
    fewer = quick if quick and quick.draws < int(settings["draws"]) else None
    text: str | None = (staged / CASE).read_text(encoding="utf-8")
    if list(changed) != [CASE] or _question(text or "") != _question(
        (folder / CASE).read_text(encoding="utf-8")
    ):
        text = None  # it is drafted anew
    computed, reading = reassess(staged, progress, own=own, case_text=text, quick=fewer)
    if text is not None:
        computed.assessment["run"]["case_from"] = standing["run"]["case_from"]
    files = {**files_of(folder, computed, reading, brief=fewer is None), **changed}
    if text is None:  # what was read anew, after the change
        files |= ledger_files(staged, reading.articles, reading.as_read)
    files[SETTINGS] = json.dumps(settings, indent=1)
    files[CASE] = computed.case_text
    return computed.assessment, files


def _question(case_text: str) -> str:
    """The text of a case's question, with the line that begins the next section."""
    found = re.search(r"^question:.*?(?:\n(?=\S)|\Z)", case_text, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
