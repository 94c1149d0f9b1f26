"""Changes: who changed what and when, with the answers before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Trials

A_PAGE = 100


@dataclass(frozen=True)
class Version:
    """An earlier answer: its number, draws, and the probability of each course."""

    number: int
    draws: int
    courses: Mapping[str, float]


@dataclass(frozen=True)
class Shown:
    """What the page shows, the newest first."""

    changes: Sequence[Mapping[str, Any]]
    all: int
    undone: frozenset[int]
    versions: Sequence[Version]
    courses: Sequence[tuple[str, str]]


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page."""
    undone = {
        int(c["what"].split()[2].rstrip(":")) for c in bench.changes if str(c["what"]).startswith("undo of ")
    }
    paths = sorted((bench.folder / "versions").glob("*.json"), reverse=True)[:20]
    return Shown(
        changes=list(reversed(bench.changes))[:A_PAGE],
        all=len(bench.changes),
        undone=frozenset(undone),
        versions=[
            version for path in paths if (version := _version(path.stem, path.read_text(encoding="utf-8")))
        ],
        courses=[(str(c["id"]), str(c["name"])) for c in bench.grounds.entries("courses")],
    )


def _version(number: str, text: str) -> Version | None:
    try:
        record = json.loads(text)
        courses = {str(row["id"]): float(row["probability"]) for row in record["courses"]}
        return Version(int(number), int(record["run"]["settings"]["draws"]), courses)
    except (ValueError, KeyError, TypeError):
        return None


SCREEN = Screen("changes", "Changes", show)
