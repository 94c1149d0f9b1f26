"""A saved answer as this version reads it: what every version wrote must be there, what is newer may be missing.

What is missing is filled with what says nothing, so that whoever shows the answer finds a place for it, and is
named, so that a reader is told what an answer of today would hold besides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from foedus.errors import FolderFault
from foedus.inquiry.answer import Answer

NEWER: Mapping[str, tuple[Any, str]] = {
    "signposts.courses_otherwise": ({}, "what each course becomes if a move to watch for is not seen"),
    "sensitivity.noise": (0.0, "how much of a driver's effect is chance of the draws"),
    "worth_checking": ([], "which readings to check first"),
}
"""Place in the assessment → what stands there if the answer was saved before it came in, and what it tells."""

_OF_THE_LEDGER = {
    "articles": (
        "article",
        "outlet",
        "published",
        "title",
        "words",
        "kind",
        "carried_by",
        "translator",
        "notes",
    ),
    "origins": ("name", "articles"),
    "conflicts": (),
    "worth_checking": ("statement", "evidence", "words", "read_as", "sure", "likelihood_ratio"),
}
_IN_ANY_CASE = {
    "question": ("event", "deadline", "as_of", "threatener", "counterpart", "agreement"),
    "reference_class": ("n", "counts", "shares", "because"),
    "run": ("settings", "case"),
}
_MAY_BE_EMPTY = frozenset({"reference_class"})  # a case can do without one


@dataclass(frozen=True)
class Saved:
    """A saved answer.

    Attributes:
        assessment: the answer, with an empty place for everything that it lacks.
        lacks: what an answer of this version would tell besides, in words; empty where it lacks nothing.
    """

    assessment: dict[str, Any]
    lacks: tuple[str, ...]


def read_saved(path: Path) -> Saved:
    """Read a saved answer.

    Raises:
        OSError: the file cannot be read.
        FolderFault: it is no JSON, or lacks what the answers of every version have.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise FolderFault("a file of the dossier is broken", where=str(path), why=str(fault)) from fault
    if not isinstance(record, dict):
        raise _no_answer(path, "it holds no record")
    lacks = [told for place, (empty, told) in NEWER.items() if _filled(record, place, empty)]
    missing = [place for place in _required() if _is_missing(record, place)]
    if missing:
        raise _no_answer(path, f"it lacks {', '.join(missing[:4])}{' and more' if len(missing) > 4 else ''}")
    return Saved(record, tuple(lacks))


def _no_answer(path: Path, why: str) -> FolderFault:
    return FolderFault(
        "this is no answer that can be read", where=str(path), why=why,
        remedy="assess the articles again into this folder: foedus assess ARTICLES -o FOLDER; corrections are kept",
    )  # fmt: skip


def _required() -> Iterable[str]:
    """Every place of an answer that is not newer: a family, or a field of each record of a family."""
    records: dict[str, tuple[str, ...]] = {}
    for family, hint in get_type_hints(Answer).items():
        kind = next((k for k in (hint, *get_args(hint)) if is_dataclass(k)), None)
        records[family] = (
            tuple(field.name for field in fields(kind) if _has_no_default(field)) if kind else ()
        )
    for family, names in {**records, **_OF_THE_LEDGER, **_IN_ANY_CASE}.items():
        yield from (
            place for place in (family, *(f"{family}.{name}" for name in names)) if place not in NEWER
        )


def _has_no_default(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _is_missing(record: Mapping[str, Any], place: str) -> bool:
    family, _, field = place.partition(".")
    if family not in record:
        return not field  # said once, of the family
    if record[family] == {} and family in _MAY_BE_EMPTY:
        return False
    return bool(field) and any(field not in row for row in _rows(record[family]))


def _filled(record: dict[str, Any], place: str, empty: Any) -> bool:
    """Put what says nothing where an answer lacks a newer place; whether it did."""
    family, _, field = place.partition(".")
    if not field:
        lacked = family not in record
        record.setdefault(family, copy(empty))
        return lacked
    lacking = [row for row in _rows(record.get(family)) if field not in row]
    for row in lacking:
        row[field] = copy(empty)
    return bool(lacking)


def _rows(family: Any) -> list[dict[str, Any]]:
    """The records of a family: its rows, or itself where it is one record."""
    rows = family if isinstance(family, list) else [family]
    return [row for row in rows if isinstance(row, dict)]
