"""What if: answers to changed cases that nobody has written down, kept while the folder stays as it is."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.case.amend import amend
from foedus.dossier.again import reassess
from foedus.dossier.contents import CASE
from foedus.dossier.progress import Progress
from foedus.workbench.bench import Bench, Stamp
from foedus.workbench.quick import QuickSolver
from foedus.workbench.turns import Turns

KEPT = 64
Changes = Mapping[str | tuple[str | int, ...], Any]
"""Path in the case file → value; None takes it out."""


@dataclass(frozen=True)
class Shift:
    """A probability as it is, as it would be, and the difference, each in [0, 1]."""

    id: str
    name: str
    now: float
    then: float

    @property
    def difference(self) -> float:
        """How much it would move."""
        return self.then - self.now


class Trials:
    """Answers what-if questions with few draws; the same draws for both sides of a comparison."""

    def __init__(self, draws: int, turns: Turns, solver: QuickSolver) -> None:
        """Take the turns that keep two computations of this program apart."""
        self.draws = draws
        self._turns = turns
        self._solver = solver
        self._kept: OrderedDict[tuple[Stamp, str], Mapping[str, Any]] = OrderedDict()

    def answer(self, bench: Bench, changes: Changes) -> Mapping[str, Any]:
        """The assessment if the case had other values; nothing is written.

        Raises:
            InputFault: a value cannot stand in the case.
            InferenceRefused: too few draws would fit what was observed.
        """
        with self._turns.awaited():
            key = (bench.stamp, json.dumps({str(k): v for k, v in changes.items()}, sort_keys=True))
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            text = bench.grounds.case_text
            if changes:
                text = amend(text, changes, by="what if", because="assumption: what if", where=CASE)
            elif bench.draws <= self.draws:
                return bench.assessment
            quick = self._solver.quick(self.draws)
            computed, _ = reassess(bench.folder, Progress(None), case_text=text, quick=quick)
            self._keep(key, computed.assessment)
            return computed.assessment

    def known(self, bench: Bench) -> Mapping[str, Any] | None:
        """The answer that stands, from few draws, if it is at hand."""
        return bench.assessment if bench.draws <= self.draws else self._kept.get((bench.stamp, "{}"))

    def without(self, bench: Bench, article: str) -> Mapping[str, Any]:
        """The assessment without an article; nothing is written."""
        with self._turns.awaited():
            key = (bench.stamp, f"without {article}")
            if key not in self._kept:
                quick = self._solver.quick(self.draws)
                computed, _ = reassess(bench.folder, Progress(None), without=[article], quick=quick)
                self._keep(key, computed.assessment)
            return self._kept[key]

    def _keep(self, key: tuple[Stamp, str], assessment: Mapping[str, Any]) -> None:
        self._kept[key] = assessment
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def shifts(
    before: Mapping[str, Any], after: Mapping[str, Any], family: str = "courses", field: str = "probability"
) -> tuple[Shift, ...]:
    """How each probability of a family moves from one assessment to another; those of both only."""
    then = {row["id"]: row for row in after.get(family) or ()}
    return tuple(
        Shift(row["id"], row["name"], float(row[field]), float(then[row["id"]][field]))
        for row in before.get(family) or ()
        if row["id"] in then
    )
