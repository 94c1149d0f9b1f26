"""From a number to its ground: answer, quantities, then statements, rows of history or assumptions, then words.

``note`` explains one record and names what it rests on; ``trace`` follows that to the leaves as a tree (what
``foedus why`` prints); ``closure`` gathers all notes that a set of paths leads to (the side notes of a page).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.brief.address import WHOLE, UnknownPathError, parse, record_path
from foedus.brief.document import Figure, Given, Note, Quote, Ref, Term
from foedus.brief.grounds import Grounds
from foedus.brief.notes.answer import ANSWER_NOTES
from foedus.brief.notes.ground import GROUND_NOTES
from foedus.brief.notes.weighed import WEIGHED_NOTES
from foedus.errors import InputFault

LEAVES = frozenset({"words", "history", "assumption", "reference", "settings", "question", "count"})


@dataclass(frozen=True)
class Trace:
    """A note with the traces of what it rests on; ``repeated`` where it was followed above already."""

    note: Note
    rests_on: tuple[Trace, ...] = ()
    repeated: bool = False


def note(grounds: Grounds, path: str) -> Note:
    """The ground of the value at a path.

    Raises:
        UnknownPathError: the path leads to nothing.
    """
    family, key, _ = parse(grounds, path)
    maker = ANSWER_NOTES.get(family) or WEIGHED_NOTES.get(family) or GROUND_NOTES.get(family)
    if maker is None:
        raise UnknownPathError(path)
    return maker(grounds, family if family in WHOLE else f"{family}.{key}", key)


def trace(grounds: Grounds, path: str) -> Trace:
    """The tree from a path (``courses.exit``) down to words, history and assumptions.

    The name of a course, explanation or consequence alone (``exit``) and a statement's label (``S14``) are understood.

    Raises:
        InputFault: no value has this path; the message names paths that exist.
    """
    try:
        start = record_path(grounds, _in_full(grounds, path))
    except UnknownPathError:
        known = [f"courses.{course['id']}" for course in grounds.entries("courses")]
        known += [f"explanations.{entry['id']}" for entry in grounds.entries("explanations")]
        known += [f"consequences.{entry['id']}" for entry in grounds.entries("consequences")]
        raise InputFault(
            f"nothing in this assessment is called {path!r}",
            remedy=f"ask for one of: {', '.join(known[:12])}" if known else "assess the folder first",
        ) from None
    return _follow(grounds, start, set())


def _in_full(grounds: Grounds, path: str) -> str:
    """The path of what the brief calls by a short name; a path as it is."""
    statement = next((s for s, label in grounds.labels.items() if label == path and s in grounds.by_id), None)
    if statement is not None:
        return f"statements.{statement}"
    for family in ("courses", "explanations", "consequences"):
        if any(str(entry["id"]) == path for entry in grounds.entries(family)):
            return f"{family}.{path}"
    return path


def _follow(grounds: Grounds, path: str, seen: set[str]) -> Trace:
    found = note(grounds, path)
    if path in seen:
        return Trace(found, repeated=True)
    seen.add(path)
    return Trace(found, tuple(_follow(grounds, below, seen) for below in found.rests_on))


def closure(grounds: Grounds, paths: Iterable[str]) -> tuple[Note, ...]:
    """The notes of all records that the paths lead to, in the order in which they are met."""
    notes: dict[str, Note] = {}
    queue = deque(dict.fromkeys(record_path(grounds, path) for path in paths))
    while queue:
        path = queue.popleft()
        if path in notes:
            continue
        found = notes[path] = note(grounds, path)
        queue.extend(below for below in found.rests_on if below not in notes)
        for line in found.lines:
            for part in line:
                if isinstance(part, Figure | Given | Ref | Term):
                    queue.append(record_path(grounds, part.path))
                elif isinstance(part, Quote):
                    queue.append(f"statements.{part.statement}")
    return tuple(notes.values())
