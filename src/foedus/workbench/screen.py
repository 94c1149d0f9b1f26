"""What a screen is: an address, a page made from the folder, and the changes its forms make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from foedus.dossier.revising import Edit
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.trials import Trials

Show = Callable[[Bench, Fields, Trials], object]
"""The frozen record that the template shows; raises `InputFault` for an address that means nothing."""
Act = Callable[[Bench, Fields], Edit]
"""The change that a form asks for; raises `InputFault` for a form that is at fault."""


@dataclass(frozen=True)
class Screen:
    """One screen; its template has its name."""

    id: str
    title: str
    show: Show
    acts: Mapping[str, Act] = field(default_factory=dict)
    listed: bool = True


@dataclass(frozen=True)
class Notice:
    """What a page says at its top.

    Attributes:
        kind: "fault" or "conflict".
        title: in one line.
        lines: why, and what to do.
        entered: what the visitor had written: field → text, so that nothing is lost.
    """

    kind: str
    title: str
    lines: tuple[str, ...] = ()
    entered: tuple[tuple[str, str], ...] = ()
