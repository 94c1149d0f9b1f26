"""History: the past threats behind the base rate, case by case, to leave out or take back in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.brief.document import Picture
from foedus.brief.names import plain_course
from foedus.brief.pictures import history
from foedus.dossier.edits import amended, value_at
from foedus.dossier.revising import Conflict, Edit
from foedus.errors import InputFault
from foedus.history.table import COLUMNS, PastThreat, threats
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.quantities import reason
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Shift, Trials, shifts


@dataclass(frozen=True)
class Past:
    """A past threat of the class; ``out`` where a person left it out, ``open`` where its time is not over."""

    threat: PastThreat
    out: bool
    open: bool


@dataclass(frozen=True)
class Column:
    """A column that a class may name: its id, how people call it, and the values that the table holds."""

    id: str
    name: str
    values: Sequence[str]


_NAMES = {
    "type": "Kind of agreement",
    "has_demand": "With a demand (y or n)",
    "vehicle": "How it was first made",
    "threatener": "Threatener",
    "other_side": "Other side",
    "period": "Decade",
    "confidence": "How sure the outcome is (H, M, L)",
    "id": "Single cases, by their id",
}


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    reference: Mapping[str, Any]
    courses: Mapping[str, str]
    where: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    names: Mapping[str, str]
    rows: Sequence[Past]
    was: str
    picture: Picture | None
    tried: str
    moved: Sequence[Shift]
    draws: int


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``toggle`` asks what leaving a case out (or taking it in) would do."""
    reference = bench.assessment.get("reference_class") or {}
    where = reference.get("where") or {}
    excluded = excluded_of(bench)
    known = {str(row) for row in reference.get("rows") or ()}
    members = [t for t in threats(reference.get("as_of")) if all(t.value(c) in v for c, v in where.items())]
    tried = fields.text("toggle")
    moved: tuple[Shift, ...] = ()
    draws = 0
    if tried:
        _known(bench, tried)
        after = trials.answer(bench, {"reference_class.exclude": _toggled(excluded, tried)})
        moved, draws = shifts(trials.answer(bench, {}), after), int(after["run"]["draws"])
    return Shown(
        reference=reference,
        courses={
            str(c["id"]): plain_course(bench.grounds, str(c["id"])) for c in bench.grounds.entries("courses")
        },
        where=[(column, ", ".join(values)) for column, values in where.items()],
        names=_NAMES,
        columns=[
            Column(c, _NAMES.get(c, c), sorted({t.value(c) for t in threats(reference.get("as_of"))}))
            for c in COLUMNS
        ],
        rows=[Past(t, t.id in excluded, t.id not in known and t.id not in excluded) for t in members],
        was=",".join(excluded),
        picture=history.picture(bench.grounds),
        tried=_told(tried, tried in excluded) if tried else "",
        moved=moved,
        draws=draws,
    )


def _told(name: str, out: bool) -> str:
    """What is tried with a past case, in words."""
    agreement = next((t.agreement for t in threats() if t.id == name and t.agreement), name)
    return f"With {agreement} taken back in" if out else f"Without {agreement}"


def excluded_of(bench: Bench) -> tuple[str, ...]:
    """Ids of the past cases that people left out."""
    case = bench.grounds.case
    return case.reference_class.exclude if case and case.reference_class else ()


def _toggled(excluded: Sequence[str], name: str) -> list[str] | None:
    rest = [one for one in excluded if one != name]
    found = rest if name in excluded else [*rest, name]
    return found or None


def _known(bench: Bench, name: str) -> None:
    if bench.grounds.case is None or bench.grounds.case.reference_class is None:
        raise InputFault("the case has no reference class", remedy="declare one in the case file")
    if all(threat.id != name for threat in threats()):
        raise InputFault(f"the table has no case {name!r}", remedy="choose one of those shown")


def _toggle(bench: Bench, form: Fields) -> Edit:
    """Leave a past case out, or take it back in."""
    name = form.needed("case", "the case")
    _known(bench, name)
    excluded = excluded_of(bench)
    if form.text("was") != ",".join(excluded):
        raise Conflict(
            "the cases left out", seen=form.text("was") or "none", now=", ".join(excluded) or "none"
        )
    path = "reference_class.exclude"
    verb = "taken back in" if name in excluded else "left out"
    because = form.text("because") or f"{name} {verb}"
    return amended(
        {path: _toggled(excluded, name)}, by=form.by, because=reason(because),
        was={path: value_at(bench.grounds.case_text, path)},
    )  # fmt: skip


def _where(bench: Bench, form: Fields) -> Edit:
    """Take another class: columns of the table with the values admitted, one a line."""
    wanted: dict[str, list[str]] = {}
    for column in COLUMNS:
        values = [v.strip() for v in form.text(f"where_{column}", longest=300).split(",") if v.strip()]
        if values:
            wanted[column] = values
    if not wanted:
        raise InputFault("no class is named", remedy="fill in at least one column")
    for column, values in wanted.items():
        known = sorted({t.value(column) for t in threats()})
        for value in values:
            if value not in known:
                raise InputFault(
                    f"no past threat has {value!r} under {_NAMES.get(column, column).lower()!r}",
                    remedy=f"write one of {', '.join(known[:12])}{' ...' if len(known) > 12 else ''}",
                )
    if not any(all(t.value(c) in v for c, v in wanted.items()) for t in threats()):
        raise InputFault("no past threat is in this class", remedy="take fewer columns or other values")
    _known(bench, threats()[0].id)
    return amended(
        {"reference_class.where": wanted}, by=form.by, because=reason(form.needed("because", "the reason")),
        was={"reference_class.where": value_at(bench.grounds.case_text, "reference_class.where")},
    )  # fmt: skip


SCREEN = Screen("history", "History", show, {"toggle": _toggle, "where": _where})
