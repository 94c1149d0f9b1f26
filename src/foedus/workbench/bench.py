"""The folder as a page sees it: read once for each state of its files."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.dossier.again import settings_of
from foedus.dossier.briefing import grounds_of_folder
from foedus.dossier.contents import ASSESSMENT
from foedus.dossier.revising import CHANGES, SCENARIOS, TRUTH, changes_of, undoable
from foedus.ledger.article import Article
from foedus.ledger.correction import Change
from foedus.ledger.store import Ledger

if TYPE_CHECKING:
    from foedus.brief.checks.fault import BriefFault
    from foedus.brief.document import Document
    from foedus.brief.grounds import Grounds

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Bench:
    """One state of the folder with everything that a page may show.

    Attributes:
        folder: the dossier's folder.
        stamp: name, time and size of the files it was read from; another state has another stamp.
        grounds: the assessment with everything that it rests on.
        settings: the settings that the folder keeps.
        changes: the changes that people made, oldest first.
        undoable: the change that would be undone, or None.
        corrections: what people did to statements.
        withdrawn: articles that were withdrawn.
        scenarios: the sets of values that people keep, as they are in the file.
        register: forecasts that are scored beside the folder's own, or None.
    """

    folder: Path
    stamp: Stamp
    grounds: Grounds
    settings: Mapping[str, Any]
    changes: Sequence[Mapping[str, Any]]
    undoable: Mapping[str, Any] | None
    corrections: Sequence[Change]
    withdrawn: Sequence[Article]
    scenarios: Sequence[Mapping[str, Any]]
    register: Path | None = None

    @property
    def assessment(self) -> Mapping[str, Any]:
        """The public record of the answer that stands."""
        return self.grounds.assessment

    @property
    def draws(self) -> int:
        """The draws of the answer that stands."""
        return int(self.assessment["run"]["settings"]["draws"])

    @property
    def is_first(self) -> bool:
        """Whether this is a first answer from fewer draws than the settings ask for."""
        return self.draws < int(self.settings["draws"])

    @cached_property
    def document(self) -> Document:
        """The brief as composed from this state."""
        from foedus.brief.compose import compose

        return compose(self.grounds)

    @cached_property
    def brief_faults(self) -> Sequence[BriefFault]:
        """What the machine checks find in the brief."""
        from foedus.brief.checks import check

        return check(self.document, self.grounds)

    @cached_property
    def corrected_by(self) -> Mapping[str, str]:
        """Id of a statement that stands → who settled it."""
        return {statement.id: c.by for c in self.corrections for statement in c.standing}


class Shelf:
    """Keeps the last state that was read, so that a page costs no reading where nothing has changed."""

    def __init__(self, folder: Path, register: Path | None = None) -> None:
        self.folder, self.register = folder, register
        self._held: Bench | None = None
        self._lock = threading.Lock()

    def bench(self) -> Bench:
        """The folder as it is now.

        Raises:
            FolderFault: the folder is no dossier, or one of its files is broken.
        """
        with self._lock:
            stamp = stamp_of(self.folder)
            if self._held is None or self._held.stamp != stamp:
                self._held = open_bench(self.folder, self.register)
            return self._held


def stamp_of(folder: Path) -> Stamp:
    """Name, time and size of the files that a page is made from."""
    found = []
    for name in (*TRUTH, ASSESSMENT, CHANGES):
        try:
            state = (folder / name).stat()
        except OSError:
            continue
        found.append((name, state.st_mtime_ns, state.st_size))
    return tuple(found)


def open_bench(folder: Path, register: Path | None = None) -> Bench:
    """Read the folder."""
    stamp = stamp_of(folder)
    grounds = grounds_of_folder(folder)
    ledger = Ledger(folder)
    return Bench(
        folder=folder,
        stamp=stamp,
        grounds=grounds,
        settings=settings_of(folder, grounds.assessment),
        changes=changes_of(folder),
        undoable=undoable(folder),
        corrections=ledger.corrections(),
        withdrawn=ledger.withdrawn(),
        scenarios=_scenarios(folder),
        register=register,
    )


def _scenarios(folder: Path) -> list[dict[str, Any]]:
    """The scenarios of the file; a broken file has none."""
    try:
        found = json.loads((folder / SCENARIOS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    rows = found if isinstance(found, list) else []
    return [
        row
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("changes"), dict) and row.get("name")
    ]
