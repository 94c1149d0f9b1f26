"""Why: one number of the answer, and everything that it rests on, down to words."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.trace import Trace, trace
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    path: str
    trace: Trace


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page of the value at ``path``; the first course without one."""
    first = f"courses.{bench.assessment['courses'][0]['id']}"
    path = fields.text("path", first, longest=300)
    return Shown(path, trace(bench.grounds, path))


SCREEN = Screen("why", "Why", show, listed=False)
