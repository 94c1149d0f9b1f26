"""Paths: how a number of the brief names the value that it shows.

A path is a family, a key and a field: ``courses.exit.probability``, ``judgements.j1.median``,
``quantities.w[resolved].median``, ``statements.s3f2a.likelihood.low``, ``history.E3.value``. Entries of
lists without an id are counted from 0: ``signposts.0.probability``. Keys may hold dots themselves (file names,
quantities), so the longest known key that fits wins.

    >>> split_key("a.txt.words", ["a", "a.txt"])
    ('a.txt', 'words')
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from foedus.brief.grounds import Grounds
from foedus.brief.tallies import tallies

KEYED = {
    "courses": "id",
    "explanations": "id",
    "steps": "id",
    "consequences": "id",
    "judgements": "id",
    "evidence": "id",
    "sensitivity": "quantity",
    "assumptions": "quantity",
    "articles": "article",
}
COUNTED = ("signposts", "ranges", "origins", "conflicts", "notes", "worth_checking")
WHOLE = ("question", "run", "reference_class", "flip", "previous", "reread")


class UnknownPathError(KeyError):
    """A path that leads to nothing in the grounds."""


def whole(grounds: Grounds, family: str) -> Mapping[str, Any] | None:
    """The record of a family that is one record; ``previous`` is the assessment of the version before."""
    found: Mapping[str, Any] | None = (
        grounds.previous if family == "previous" else grounds.assessment.get(family)
    )
    return found


def keys_of(grounds: Grounds, family: str) -> list[str]:  # one line for each family
    """The keys under a family, in the order of the assessment."""
    if family in KEYED:
        return [str(entry.get(KEYED[family], "")) for entry in grounds.entries(family)]
    if family in COUNTED:
        return [str(i) for i in range(len(grounds.entries(family)))]
    match family:
        case "quantities":
            return list(grounds.quantities)
        case "statements":
            return list(grounds.by_id)
        case "history":
            return list(grounds.history_rows)
        case "tally":
            return list(tallies(grounds))
    return []


def entry_of(grounds: Grounds, family: str, key: str) -> Any:  # what a path names has no one type
    """The record that a family and a key name.

    Raises:
        UnknownPathError: there is none.
    """
    try:
        if family in KEYED:
            return next(e for e in grounds.entries(family) if str(e.get(KEYED[family], "")) == key)
        if family in COUNTED:
            return grounds.entries(family)[int(key)]
        match family:
            case "quantities":
                return grounds.quantities[key]
            case "statements":
                return grounds.by_id[key]
            case "history":
                return grounds.history_rows[key]
            case "tally":
                return tallies(grounds)[key]
    except (StopIteration, KeyError, IndexError, ValueError):
        pass
    raise UnknownPathError(f"{family}.{key}")


def parse(grounds: Grounds, path: str) -> tuple[str, str, str]:
    """A path's family, key and field ("" where it names the whole record).

    Raises:
        UnknownPathError: no family or key of this name exists.
    """
    family, _, rest = path.partition(".")
    if family in WHOLE:
        if not whole(grounds, family):
            raise UnknownPathError(path)
        return family, "", rest
    found = split_key(rest, _known(grounds, family))
    if found is None:
        raise UnknownPathError(path)
    return family, *found


def _known(grounds: Grounds, family: str) -> Container[str]:
    """The keys under a family as a set, made once for each record of grounds."""
    kept: dict[str, frozenset[str]] = grounds.__dict__.setdefault("_keys", {})
    if family not in kept:
        kept[family] = frozenset(keys_of(grounds, family))
    return kept[family]


def split_key(rest: str, keys: Container[str]) -> tuple[str, str] | None:
    """The longest key that begins ``rest``, and the field after it; None if no key fits."""
    head = rest
    while True:
        if head in keys:
            return head, rest[len(head) + 1 :]
        head, dot, _ = head.rpartition(".")
        if not dot:
            return None


def record_path(grounds: Grounds, path: str) -> str:
    """The path of the record that holds a value: the one that a note explains."""
    family, key, _ = parse(grounds, path)
    return family if family in WHOLE else f"{family}.{key}"


def value_at(grounds: Grounds, path: str) -> Any:  # as above
    """The value that a path names.

    Raises:
        UnknownPathError: the path leads to nothing.
    """
    family, key, name = parse(grounds, path)
    found = whole(grounds, family) if family in WHOLE else entry_of(grounds, family, key)
    return _field(found, name, path) if name else found


def _field(found: Any, name: str, path: str) -> Any:  # as above
    """A field, or a field of a field, of a record or mapping."""
    while name:
        if isinstance(found, Mapping):
            split = split_key(name, {str(key) for key in found})
            if split is None:
                raise UnknownPathError(path)
            found, name = found[split[0]], split[1]
            continue
        head, _, name = name.partition(".")
        if isinstance(found, list | tuple):
            if not head.isdigit() or int(head) >= len(found):
                raise UnknownPathError(path)
            found = found[int(head)]
        elif hasattr(found, "distribution") and head in ("median", "low", "high"):
            found = getattr(found.distribution, head)
        elif not head.startswith("_") and hasattr(found, head):
            found = getattr(found, head)
        else:
            raise UnknownPathError(path)
    return found


def path_of_name(grounds: Grounds, name: str) -> str | None:
    """The path of what a bare name means: a statement's id, a row of history, a judgement, a quantity."""
    if name in grounds.by_id:
        return f"statements.{name}"
    if name in grounds.history_rows:
        return f"history.{name}"
    for family in ("judgements", "evidence"):
        if any(str(entry.get("id")) == name for entry in grounds.entries(family)):
            return f"{family}.{name}"
    if name in grounds.quantities:
        return f"quantities.{name}"
    return None
