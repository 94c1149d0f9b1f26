"""Faults as a page tells them: what, why, what to do, and everything that the visitor had written."""

from __future__ import annotations

from foedus.dossier.revising import Conflict
from foedus.errors import CaseFault, FoedusError
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Notice

_HIDDEN = frozenset({"was", "then", "screen", "state", "statement", "at"})


def notice(fault: FoedusError, sent: Fields) -> Notice:
    """The notice of a fault."""
    lines = [fault.why, f"What to do: {fault.remedy}" if fault.remedy else ""]
    if isinstance(fault, CaseFault):
        lines += [f"{f.what}{'. ' + f.remedy if f.remedy else ''}" for f in fault.faults[:12]]
    entered = [
        (name.replace("_", " "), text)
        for name, texts in sent.values.items()
        for text in texts
        if text.strip() and name not in _HIDDEN and not name.startswith("was_")
    ]
    return Notice(
        kind="conflict" if isinstance(fault, Conflict) else "fault",
        title=f"Nothing was changed: {fault.what}",
        lines=tuple(line for line in lines if line),
        entered=tuple((name, text[:400]) for name, text in entered[:12]),
    )
