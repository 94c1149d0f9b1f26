"""Where changes are made: written at once with a first answer, completed as soon as nobody waits.

The first answer takes few draws, so that the page is there at once; a thread of its own then makes it anew
from all draws, and gives way to whoever makes another change meanwhile. If the program ends before that, the
next start sees in the folder that it is still to be done. While nobody waits, the answer that stands is made from
the same few draws too, so that the next first answer is compared with like.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from typing import Any

from foedus.dossier.computing import Quick
from foedus.dossier.progress import Progress
from foedus.dossier.revising import Edit, completed, renew, revise, undo
from foedus.errors import FoedusError
from foedus.workbench.bench import Bench, Shelf
from foedus.workbench.quick import QuickSolver
from foedus.workbench.setting import Setting
from foedus.workbench.trials import Trials
from foedus.workbench.turns import Turns, Yielded

PAUSE = 1.0
"""Seconds without a change before the full answer is begun."""
_AT_THE_END = "cannot schedule new futures"
"""What Python's pools of threads say once the program ends: they begin no work any more."""


class Desk:
    """Makes changes one after another and completes the answer in the background."""

    def __init__(
        self, setting: Setting, turns: Turns, solver: QuickSolver, shelf: Shelf, trials: Trials
    ) -> None:
        """Take the turns that keep two computations of this program apart."""
        self.setting = setting
        self.fault = ""
        self._shelf = shelf
        self._trials = trials
        self._before: Mapping[str, Any] | None = None
        self._turns = turns
        self._solver = solver
        self._waiting: threading.Timer | None = None

    def change(self, edit: Edit, by: str) -> None:
        """Make a change.

        Raises:
            Conflict: somebody else changed the same thing meanwhile.
            InputFault: the change is at fault; nothing was written.
        """
        self._make(lambda quick: revise(self.setting.folder, edit, by, quick=quick))

    def undo(self, by: str) -> None:
        """Take the last change back.

        Raises:
            FolderFault: there is none.
        """
        self._make(lambda quick: undo(self.setting.folder, by, quick=quick))

    def renew(self, by: str) -> None:
        """Make the answer anew with this version of the program, where an earlier one saved it.

        Raises:
            FoedusError: it cannot be made; the folder is as it was.
        """
        self._make(lambda quick: renew(self.setting.folder, by, quick=quick))

    def _make(self, made: Callable[[Quick], object]) -> None:
        """A first answer at once, and the full one later."""
        before = self._trials.known(self._shelf.bench())
        self.fault = ""
        with self._turns.awaited():
            made(self._solver.quick(self.setting.quick))
        self._before = before
        self.complete_later()

    def before(self, bench: Bench) -> Mapping[str, Any] | None:
        """The answer before the last change, from as many draws as the first answer that stands; None if not known."""
        return self._before if bench.is_first else None

    def prepare(self) -> None:
        """Make the answer that stands from few draws too, for the next comparison."""
        with contextlib.suppress(FoedusError):  # what is at fault is told where it is asked
            self._trials.answer(self._shelf.bench(), {})

    def complete_later(self, pause: float = PAUSE) -> None:
        """Have the full answer made once nobody has changed anything for a while."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = threading.Timer(pause, self._complete)
        self._waiting.daemon = True
        self._waiting.start()

    def finish(self) -> None:
        """Make the full answer now and wait for it."""
        if self._waiting is not None:
            self._waiting.cancel()
        with self._turns.awaited():
            self._completed(None)

    def rest(self, seconds: float) -> None:
        """Begin no full answer any more, and wait, no longer than that, for one that is being made."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting.join(seconds)

    def _complete(self) -> None:
        try:
            with self._turns.spare() as progress:
                self._completed(progress)
            self.prepare()
        except Yielded:
            self.complete_later()
        except Exception as error:
            if isinstance(error, RuntimeError) and _AT_THE_END in str(error):
                return  # the next start does the work
            self.fault = "the program failed; the terminal in which it runs shows where"
            raise

    def _completed(self, progress: Progress | None) -> None:
        try:
            completed(self.setting.folder, progress)
            self.fault = ""
        except FoedusError as fault:  # the first answer stands, and the page says why there is no other
            self.fault = str(fault)
