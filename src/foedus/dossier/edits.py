"""The changes that people make to the case and to the settings of a dossier, each an edit of its own files.

Those of what was read are in `ledger_edits`. Every edit takes what the person saw (``was``) and refuses with a `Conflict` if that has changed since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from foedus.case.amend import amend
from foedus.case.read import case_of
from foedus.case.syntax import parse, plain
from foedus.dossier.contents import CASE, SETTINGS
from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault


def amended(
    changes: Mapping[str | tuple[str | int, ...], Any],
    *,
    by: str,
    because: str,
    was: Mapping[str, str] | None = None,
) -> Edit:
    """Change values of the case, with the reason on record.

    Args:
        changes: path in the case file (``quantities.loose``) → new value, or None to take it out.
        by: who makes the change.
        because: why; it becomes the new reason of each quantity that changes.
        was: path → the value seen, as text; only paths named here are checked.
    """

    def edit(folder: Path) -> str:
        path = folder / CASE
        text = path.read_text(encoding="utf-8")
        for place, seen in (was or {}).items():
            now = value_at(text, place)
            if now != seen:
                raise Conflict(place, seen=seen, now=now)
        today = datetime.now(UTC).date().isoformat()
        path.write_text(amend(text, changes, by=by, because=because, on=today, where=CASE), encoding="utf-8")
        said = ", ".join(
            f"{place} = {json.dumps(value, ensure_ascii=False)}" for place, value in changes.items()
        )
        return f"{said} ({because})"

    return edit


def value_at(case_text: str, place: str) -> str:
    """A value of a case file as text, "" if there is none."""
    tree: Any = plain(parse(case_text, CASE).root)
    for step in place.replace("[", ".").replace("]", "").split("."):
        if isinstance(tree, Mapping) and step in tree:
            tree = tree[step]
        elif isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            return ""
    return json.dumps(tree, ensure_ascii=False)


def observed(condition: str, *, on: str, by: str, because: str, certainty: float = 0.95) -> Edit:
    """Record that a move was seen."""

    def edit(folder: Path) -> str:
        text = (folder / CASE).read_text(encoding="utf-8")
        taken = case_of(text, CASE).observations
        number = next(i for i in range(1, len(taken) + 2) if f"o{i}" not in taken)
        record = {
            "saw": condition,
            "certainty": certainty,
            "on": on,
            "because": f"assumption: recorded by {by}: {because}",
        }
        amended({f"observations.o{number}": record}, by=by, because=because)(folder)
        return f"observed {condition} on {on} ({because})"

    return edit


def set_to(settings: Mapping[str, Any]) -> Edit:
    """Choose settings of the run: lexicon, pool, draws or seed."""

    def edit(folder: Path) -> str:
        path = folder / SETTINGS
        old = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        path.write_text(json.dumps({**old, **settings}, indent=1), encoding="utf-8")
        return "set " + ", ".join(f"{key} to {value}" for key, value in settings.items())

    return edit


def quantity_value(text: str) -> Any:  # what a case file declares
    """A distribution as people write it: ``0.3``, ``uniform 0.2 0.5``, ``{beta: [2, 3]}``, ``0.2 to 0.5``.

    Raises:
        InputFault: it is none of these.
    """
    said = text.strip()
    try:
        return float(said)
    except ValueError:
        pass
    between = re.fullmatch(r"(-?[\d.]+)\s*(?:to|–|-)\s*(-?[\d.]+)", said)
    if between:
        return {"uniform": [float(between[1]), float(between[2])]}
    named = re.fullmatch(r"([a-z]+)[\s:(\[]+([-\d.,\s]+)[)\]]*", said.strip("{}"))
    if named:
        numbers = [float(part) for part in re.split(r"[,\s]+", named[2].strip(" ,")) if part]
        return {named[1]: numbers}
    raise InputFault(
        f"{text!r} is no number and no distribution",
        remedy="write 0.3, or uniform 0.2 0.5, or 0.2 to 0.5, or beta 2 3",
    )
