"""What if: a new case file from an old one, with the change on record and everything else as it was.

The text is changed at the marks of the values, so that comments and layout stay. A quantity that is given
another distribution is also given another reason, since the old one spoke for the old number.

    >>> old = '''
    ... foedus: 1
    ... title: A threat
    ... actors: {S: sender}
    ... quantities: {v: {uniform: [0, 1], because: "history: E1"}}   # small
    ... nodes: {act: {actor: S, options: [leave, stay]}}
    ... payoffs: [{if: act = leave, S: v}, {S: 0}]
    ... '''
    >>> new = amend(old, {"quantities.v": 0.5}, by="M. Rossi", because="assumption: what if")
    >>> print(new.splitlines()[4])
    quantities: {v: {value: 0.5, because: "assumption: what if"}}   # small
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.case.notation import QUANTITY_KEYS
from foedus.case.read import case_of
from foedus.case.syntax import Listing, Path, Scalar, Source, Table, Tree, leaf_end, parse, plain, scalars
from foedus.case.write import Value, entry, flow, item, scalar
from foedus.errors import InputFault
from foedus.provenance import grounds_of


def amend(
    case_text: str,
    changes: Mapping[str | Path, Any],
    by: str,
    because: str,
    *,
    on: str | None = None,
    where: str = "case",
) -> str:
    """The text of a case file with some values changed, added or (None) taken out.

    Args:
        case_text: the case file.
        changes: path to new value. A path is ``"quantities.p"`` or ``("quantities", "p")``; the items of a
            list are counted from 0. A member of a quantity may be written ``"quantities.w[resolved]"``.
        by: who makes the change; kept with it.
        because: why; kept with it, and the new reason of each quantity whose number changes without one.
        on: the ISO date of the change, or None.
        where: the file's name in messages.

    Raises:
        CaseFault: the text is at fault, before the change or by it.
        InputFault: a path leads nowhere, or nothing was said by whom or why.
    """
    if not by.strip() or not because.strip():
        raise InputFault("a change needs who makes it and why", where=where, remedy="give by and because")
    text = case_text.removeprefix("\ufeff")
    records: list[Value] = []
    for given_path, value in changes.items():
        path = _path_of(given_path)
        source = parse(text, where)
        before = _found(source.root, path)
        text = _changed(source, path, value, because)
        _guard(source, parse(text, where), path, removed=value is None)
        record: dict[str, Value] = {"path": ".".join(str(step) for step in path)}
        record["was"] = "nothing" if before is None else _one_line(plain(before))
        record["now"] = "nothing" if value is None else _one_line(value)
        record |= {"by": by, "because": because}
        records.append({**record, "on": on} if on else record)
    for record_value in records:
        source = parse(text, where)
        amended = _found(source.root, ("amended",))
        count = len(amended.items) if isinstance(amended, Listing) else 0
        text = _set(source, ("amended", count), record_value)
    case_of(text, where)
    return text


def _path_of(given: str | Path) -> Path:
    """The steps of a path; whole numbers count the items of lists, ``w[m]`` is member m of w."""
    if not isinstance(given, str):
        return tuple(given)
    steps: list[str | int] = []
    for step in given.split("."):
        base, bracket, member = step.partition("[")
        steps.append(int(step) if step.isdecimal() else base)
        if bracket:
            steps.append(member.rstrip("]"))
    return tuple(steps)


def _one_line(value: Any) -> str:
    return value if isinstance(value, str) else flow(value)


def _guard(before: Source, after: Source, path: Path, *, removed: bool) -> None:
    """Nothing but the value at ``path`` may have changed."""

    def beside(source: Source) -> list[str]:
        return [text for place, text in told(source) if place[: len(path)] != path[: len(place)]]

    def told(source: Source) -> list[tuple[Path, str]]:
        return [(place, value.text) for place, value in scalars(source.root)]

    if beside(before) != ([text for _, text in told(after)] if removed else beside(after)):
        raise InputFault(
            f"{'.'.join(map(str, path))} cannot be changed in place without changing what stands beside it",
            where=before.where,
            remedy="change the file by hand there",
        )


def _found(tree: Tree, path: Path) -> Tree | None:
    """The value at a path, or None."""
    for step in path:
        if isinstance(tree, Table) and str(step) in tree.entries:
            tree = tree.entries[str(step)]
        elif isinstance(tree, Listing) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
        else:
            return None
    return tree


def _changed(source: Source, path: Path, value: Any, because: str) -> str:
    if value is None:
        return _removed(source, path)
    if path[0] == "quantities" and len(path) in (2, 3) and path[-1] not in QUANTITY_KEYS:
        return _quantity_changed(source, path, value, because)
    return _set(source, path, value)


def _quantity_changed(source: Source, path: Path, value: Any, because: str) -> str:
    """Exchange a quantity's distribution in its place, and its reason with it."""
    fresh = dict(value) if isinstance(value, Mapping) else {"value": value}
    reason = because if grounds_of(because) else f"assumption: {because}"
    fresh.setdefault("because", reason)
    old = _found(source.root, path)
    families = [key for key in fresh if key not in QUANTITY_KEYS]
    if not isinstance(old, Table) or len(families) != 1:
        if old is None and len(path) == 3 and _found(source.root, path[:2]) is None:
            raise _nowhere(source, path)
        return _set(source, path, fresh)
    held = [key for key in old.entries if key not in QUANTITY_KEYS]
    if len(held) != 1 or isinstance(old.entries[held[0]], Table):
        return _set(source, path, fresh)
    start, end = old.keys[held[0]].start, leaf_end(old.entries[held[0]])
    text = source.text[:start] + f"{scalar(families[0])}: {flow(fresh[families[0]])}" + source.text[end:]
    for key in QUANTITY_KEYS:
        if key in fresh:
            text = _set(parse(text, source.where), (*path, key), fresh[key])
    return text


def _set(source: Source, path: Path, value: Any) -> str:
    """The text with the value at a path replaced, or added where its holder has none."""
    old = _found(source.root, path)
    if old is not None:
        return _replaced(source, path, old, value)
    holder = _found(source.root, path[:-1])
    step = path[-1]
    if holder is None or (isinstance(holder, Scalar) and not holder.text and not holder.style):
        if len(path) == 1:
            raise _nowhere(source, path)
        if len(path) == 2 and holder is None and isinstance(source.root, Table) and not source.root.flow:
            inner = item(value, 2) if isinstance(step, int) else entry(str(step), value, 2)
            return _added(source, source.root, [f"{path[0]}:", *inner], "")
        wrapped = [value] if isinstance(step, int) else {str(step): value}
        return _set(source, path[:-1], wrapped)
    if isinstance(holder, Table):
        return _added(
            source, holder, entry(str(step), value, _indent(source, holder)), flow({str(step): value})
        )
    if isinstance(holder, Listing) and isinstance(step, int) and step == len(holder.items):
        return _added(source, holder, item(value, _indent(source, holder)), flow([value]))
    raise _nowhere(source, path)


def _replaced(source: Source, path: Path, old: Tree, value: Any) -> str:
    end = leaf_end(old)
    written = flow(value)
    if old.start == end:  # nothing stood behind the key's colon
        key = source.key(path)
        place = source.text.index(":", key.end if isinstance(key, Scalar) else key.start) + 1
        return f"{source.text[:place]} {written}{source.text[place:].lstrip(' ')}"
    return source.text[: old.start] + written + source.text[end:]


def _indent(source: Source, holder: Table | Listing) -> int:
    """The column at which the entries of a block stand."""
    if isinstance(holder, Table):
        first: Tree | None = next(iter(holder.keys.values()), None)
        return source.position(first.start)[1] - 1 if first else 0
    return source.position(holder.start)[1] - 1


def _added(source: Source, holder: Table | Listing, lines: list[str], braced: str) -> str:
    """The text with one more entry at the end of a mapping or list."""
    text = source.text
    if holder.flow:
        inside = tuple(holder.entries.values()) if isinstance(holder, Table) else holder.items
        if not inside:
            return f"{text[: holder.start + 1]}{braced[1:-1]}{text[holder.start + 1 :]}"
        end = leaf_end(inside[-1])
        return f"{text[:end]}, {braced[1:-1]}{text[end:]}"
    end = leaf_end(holder)
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    return text[:line_end].rstrip("\r") + "\n" + "\n".join(lines) + text[line_end:]


def _removed(source: Source, path: Path) -> str:
    """The text without an entry; a mapping or list that loses its last one becomes empty braces."""
    old = _found(source.root, path)
    holder = _found(source.root, path[:-1])
    if old is None or not path or not isinstance(holder, Table | Listing):
        raise _nowhere(source, path)
    inside = list(holder.entries.values()) if isinstance(holder, Table) else list(holder.items)
    if len(inside) == 1:
        if len(path) == 1:
            raise _nowhere(source, path)
        return _replaced(source, path[:-1], holder, {} if isinstance(holder, Table) else [])
    start = holder.keys[str(path[-1])].start if isinstance(holder, Table) else old.start
    end = leaf_end(old)
    text = source.text
    if holder.flow:
        behind = text[end:]
        if behind.lstrip().startswith(","):
            return text[:start] + behind.lstrip()[1:].lstrip()
        before = text[:start].rstrip()
        return (before[:-1] if before.endswith(",") else text[:start]) + behind
    first = text.rfind("\n", 0, start) + 1
    if isinstance(holder, Listing):
        first = text.rfind("-", first, start) if text[first:start].strip() != "-" else first
    last = text.find("\n", end)
    return text[:first] + ("" if last < 0 else text[last + 1 :])


def _nowhere(source: Source, path: Path) -> InputFault:
    steps = ".".join(str(step) for step in path)
    return InputFault(
        f"the path {steps} leads nowhere in the case",
        where=source.where,
        remedy="a path names a section, an id and a key, as in quantities.p or nodes.reply.when",
    )
