"""Assumptions: one table of what the answer takes for granted, and sets of other values to compare."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.dossier.edits import amended
from foedus.dossier.revising import SCENARIOS, Edit
from foedus.errors import InferenceRefused, InputFault, SolutionFault
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.quantities import Handle, handles, path_of, reason, set_quantity, value_of
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Changes, Shift, Trials, shifts

MOST_CHANGES, MOST_SCENARIOS = 20, 12


@dataclass(frozen=True)
class Row:
    """An assumption: what a form needs to change it, and what the answer is if it is wrong."""

    handle: Handle
    if_wrong: str


@dataclass(frozen=True)
class Scenario:
    """A set of other values with what it makes of the courses; ``fault`` says why there is no answer."""

    name: str
    by: str
    lines: Sequence[str]
    courses: Sequence[Shift]
    fault: str


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    rows: Sequence[Row]
    scenarios: Sequence[Scenario]
    compared: bool
    draft: str
    tried: Scenario | None
    draws: int
    courses: Sequence[tuple[str, str]]
    at: str


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``changes`` tries a set of values, ``compare`` answers every scenario that is kept."""
    by_name = {handle.name: handle for handle in handles(bench)}
    wrong = {str(e["quantity"]): str(e["if_wrong"]) for e in bench.grounds.entries("assumptions")}
    rows = [Row(by_name[name], words) for name, words in wrong.items() if name in by_name]
    rows += [Row(h, "") for n, h in by_name.items() if n not in wrong and "assumption" in h.because]
    compared = bool(fields.text("compare"))
    draft = fields.text("changes")
    scenarios = [
        _scenario(bench, row, trials if compared else None) for row in bench.scenarios[:MOST_SCENARIOS]
    ]
    tried = None
    if draft:
        tried = _answered(bench, "tried now", "", parsed(bench, draft), trials)
    return Shown(
        rows=rows, scenarios=scenarios, compared=compared, draft=draft, tried=tried, draws=trials.draws,
        courses=[(str(c["id"]), str(c["name"])) for c in bench.grounds.entries("courses")], at=fields.text("at"),
    )  # fmt: skip


def parsed(bench: Bench, text: str) -> dict[str | tuple[str | int, ...], Any]:
    """Lines like ``agreement_worth = 2`` as path → value.

    Raises:
        InputFault: a line is none, or names what the case does not have.
    """
    changes: dict[str | tuple[str | int, ...], Any] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        name, mark, value = line.partition("=")
        if not mark:
            raise InputFault(
                f"{line.strip()!r} changes nothing", remedy="write a line like: agreement_worth = 2"
            )
        changes[path_of(bench, name.strip())] = value_of(value)
    if not changes:
        raise InputFault("no value is given", remedy="write a line like: agreement_worth = 2")
    if len(changes) > MOST_CHANGES:
        raise InputFault(f"{len(changes)} values are too many", remedy=f"give at most {MOST_CHANGES}")
    return changes


def _scenario(bench: Bench, row: Mapping[str, Any], trials: Trials | None) -> Scenario:
    name, by = str(row["name"]), str(row.get("by") or "")
    try:
        changes = parsed(bench, "\n".join(f"{k} = {v}" for k, v in row["changes"].items()))
    except InputFault as fault:
        return Scenario(name, by, [f"{k} = {v}" for k, v in row["changes"].items()], (), str(fault))
    if trials is None:
        return Scenario(name, by, [f"{k} = {v}" for k, v in row["changes"].items()], (), "")
    return _answered(bench, name, by, changes, trials, [f"{k} = {v}" for k, v in row["changes"].items()])


def _answered(
    bench: Bench, name: str, by: str, changes: Changes, trials: Trials, lines: Sequence[str] = ()
) -> Scenario:
    try:
        found = shifts(trials.answer(bench, {}), trials.answer(bench, changes))
    except (InputFault, InferenceRefused, SolutionFault) as fault:
        return Scenario(name, by, lines, (), str(fault))
    return Scenario(name, by, lines, found, "")


def _kept(bench: Bench, form: Fields) -> Edit:
    """Keep a set of values under a name."""
    name = form.needed("name", "the name")[:80]
    text = form.needed("changes", "the set of values")
    parsed(bench, text)
    parts = [line.partition("=") for line in text.splitlines() if line.strip()]
    lines = {name.strip(): value.strip() for name, _, value in parts}

    def edit(folder: Path) -> str:
        rows = _rows(folder)
        if any(row["name"] == name for row in rows):
            raise InputFault(f"there is a scenario {name!r} already", remedy="choose another name")
        if len(rows) >= MOST_SCENARIOS:
            raise InputFault(f"{MOST_SCENARIOS} scenarios are kept already", remedy="remove one first")
        _write(folder, [*rows, {"name": name, "by": form.by, "changes": lines}])
        return f"kept the scenario {name}"

    return edit


def _removed(bench: Bench, form: Fields) -> Edit:
    name = form.needed("name", "the name")

    def edit(folder: Path) -> str:
        rows = _rows(folder)
        if all(row["name"] != name for row in rows):
            raise InputFault(f"there is no scenario {name!r}")
        _write(folder, [row for row in rows if row["name"] != name])
        return f"removed the scenario {name}"

    return edit


def _adopted(bench: Bench, form: Fields) -> Edit:
    """Make a scenario's values those of the case."""
    name = form.needed("name", "the name")
    row = next((row for row in bench.scenarios if row["name"] == name), None)
    if row is None:
        raise InputFault(f"there is no scenario {name!r}")
    changes = parsed(bench, "\n".join(f"{k} = {v}" for k, v in row["changes"].items()))
    return amended(changes, by=form.by, because=reason(f"the scenario {name}"))


def _rows(folder: Path) -> list[dict[str, Any]]:
    path = folder / SCENARIOS
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = json.loads(text) if text.strip() else []
    return [row for row in found if isinstance(row, dict) and "name" in row]


def _write(folder: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    (folder / SCENARIOS).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


SCREEN = Screen(
    "assumptions", "Assumptions", show,
    {"quantity": set_quantity, "keep": _kept, "remove": _removed, "adopt": _adopted},
)  # fmt: skip
