r"""The only door to YAML: text to a tree in which every value knows its place.

YAML's own typing is not used: a scalar is its text, and the model says whether a number, a date or a name
is needed, so that ``NO`` stays Norway and ``2019-06-25`` stays text. Anchors, aliases, tags, duplicate keys
and several documents in one file are refused; size and depth are bounded before anything is built.

    >>> source = parse("title: A threat\nactors: {S: sender}\n", "case.yaml")
    >>> source.at(("actors", "S")).text, source.position(source.at(("actors", "S")).start)
    ('sender', (2, 13))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

import yaml

from foedus.errors import CaseFault, Fault

LARGEST_FILE = 5_000_000
"""Characters admitted in a case file."""

DEEPEST_TREE = 24
"""Levels of lists and mappings within each other; a case needs six."""

LONGEST_KEY = 200

MOST_TOLD = 500
"""Faults that one message holds."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Event = Any  # the parser's events: each kind has other fields, all have start_mark and end_mark

Level = Literal["fault", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts: its text, quotation marks and escapes resolved.

    ``start`` and ``end`` are code points of the file; ``style`` is YAML's: "" plain, ' " | or >.
    """

    text: str
    start: int
    end: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Values in order; ``flow`` where it is written in brackets."""

    items: tuple[Tree, ...]
    start: int
    end: int
    flow: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Values under keys, in the order written; ``keys`` holds the keys' own places."""

    entries: dict[str, Tree]
    keys: dict[str, Scalar]
    start: int
    end: int
    flow: bool


Tree = Scalar | Listing | Table


@dataclass(frozen=True)
class Source:
    """A case file: its text, its name, and the tree of its values."""

    text: str
    where: str
    root: Tree = field(compare=False, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        place = self.text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.text.find("\n", place + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, counted from 1, of a code point of the text."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def at(self, path: Path) -> Tree:
        """The value at a path, or the nearest value that holds it."""
        found = self.root
        for step in path:
            if isinstance(found, Table) and step in found.entries:
                found = found.entries[str(step)]
            elif isinstance(found, Listing) and isinstance(step, int) and step < len(found.items):
                found = found.items[step]
            else:
                break
        return found

    def key(self, path: Path) -> Scalar | Tree:
        """The key at a path where there is one, else the value there."""
        holder = self.at(path[:-1]) if path else self.root
        if path and isinstance(holder, Table) and path[-1] in holder.keys:
            return holder.keys[str(path[-1])]
        return self.at(path)

    def fault(
        self, rule: str, what: str, offset: int, *, why: str = "", remedy: str = "", level: Level = "fault"
    ) -> Fault:
        """A fault at a code point of the text, with its line shown."""
        line, column = self.position(min(offset, len(self.text)))
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        shown = self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")
        shown = shown.encode("utf-8", "replace").decode("utf-8")
        if len(shown) > 300:  # a minified file: show the surroundings only
            cut = max(0, column - 101)
            shown, column = shown[cut : cut + 300], column - cut
        return Fault(rule, what, line, column, shown, why, remedy, level)


def leaf_end(tree: Tree) -> int:
    """Where a value's own text ends: a block's end mark lies behind the comments that follow it."""
    if isinstance(tree, Scalar) or tree.flow:
        return tree.end
    parts = tree.items if isinstance(tree, Listing) else tuple(tree.entries.values())
    return leaf_end(parts[-1]) if parts else tree.end


def plain(tree: Tree) -> Any:
    """The tree as dictionaries, lists and texts."""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Listing):
        return [plain(item) for item in tree.items]
    return {key: plain(value) for key, value in tree.entries.items()}


def parse(text: str, where: str) -> Source:
    """The source of a text; of the last few texts it is kept, since one change asks for it many times.

    Raises:
        CaseFault: the text is too long, is no YAML, or uses what is refused; every place is named.
    """
    return _parsed(text, where)


@lru_cache(maxsize=8)
def _parsed(text: str, where: str) -> Source:
    text = text.removeprefix("\ufeff")
    blank = Source(text, where, Scalar("", 0, 0))
    if len(text) > LARGEST_FILE:
        raise CaseFault(
            [Fault("size", f"the file has {len(text)} characters, more than {LARGEST_FILE}")], where=where
        )
    builder = _Builder(blank)
    try:
        text.encode("utf-8")
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise CaseFault([*builder.faults, _yaml_fault(blank, error)], where=where) from None
    except _TooDeep as error:
        raise CaseFault([*builder.faults, error.fault], where=where) from None
    if builder.root is None:
        builder.faults.append(Fault("empty", "the file is empty", remedy="begin with 'foedus: 1'"))
    if builder.faults:
        raise CaseFault(builder.faults, where=where)
    assert builder.root is not None
    return Source(text, where, builder.root)


class _TooDeep(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


def _yaml_fault(blank: Source, error: Exception) -> Fault:
    """The parser's own complaint as a fault with its place."""
    if isinstance(error, UnicodeEncodeError):
        return blank.fault("yaml", "the text holds half of a surrogate pair", error.start)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = mark.index if mark is not None else int(getattr(error, "position", 0) or 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    context = getattr(error, "context", None) or ""
    remedy = ""
    if "flow" in context:
        remedy = "inside { } and [ ] put a text that holds brackets, commas or ': ' in quotation marks"
    elif "token" in problem or "mapping values" in problem:
        remedy = "put a text that begins with a sign or holds ': ' in quotation marks; indent with spaces"
    what = f"this is no YAML: {problem}" + (f" ({context})" if context else "")
    return blank.fault("yaml", what, min(offset, len(blank.text)), remedy=remedy)


class _Builder:
    """Makes the tree from the parser's events, without recursion."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self.root: Tree | None = None
        self.stack: list[_Open] = []
        self.documents = 0

    def take(self, event: _Event) -> None:
        """Take in one event."""
        match type(event).__name__:
            case "ScalarEvent":
                self._refuse(event)
                style = event.style or ""
                start, end = event.start_mark.index, event.end_mark.index
                if style in ("|", ">"):  # its mark stands at the next value, behind blank lines
                    end = start + len(self.source.text[start:end].rstrip())
                self._add(Scalar(event.value, start, end, style))
            case "SequenceStartEvent" | "MappingStartEvent":
                self._refuse(event)
                self._open(event)
            case "SequenceEndEvent" | "MappingEndEvent":
                self._add(self.stack.pop().closed(event.end_mark.index))
            case "AliasEvent":
                self._fault("alias", f"the alias *{event.anchor} is refused", event)
                self._add(Scalar("", event.start_mark.index, event.end_mark.index))
            case "DocumentStartEvent":
                self.documents += 1
                if self.documents == 2:
                    self._fault("documents", "a second document begins here", event)

    def _refuse(self, event: _Event) -> None:
        if event.anchor is not None:
            self._fault("alias", f"the anchor &{event.anchor} is refused", event)
        if event.tag is not None and event.tag != "!":
            self._fault("tag", f"the tag {event.tag} is refused", event)

    def _fault(self, rule: str, what: str, event: _Event) -> None:
        why, remedy = {
            "alias": ("what is written is what counts, at its own place", "write the value out"),
            "tag": ("the model gives every value its type", "leave the tag away"),
            "documents": ("a case is one document", "put each case into a file of its own"),
        }[rule]
        self._note(rule, what, event.start_mark.index, why=why, remedy=remedy)

    def _note(self, rule: str, what: str, at: int, why: str = "", remedy: str = "") -> None:
        if len(self.faults) < MOST_TOLD:
            self.faults.append(self.source.fault(rule, what, at, why=why, remedy=remedy))

    def _open(self, event: _Event) -> None:
        if len(self.stack) >= DEEPEST_TREE:
            what = f"lists and mappings are nested more than {DEEPEST_TREE} levels deep"
            raise _TooDeep(self.source.fault("depth", what, event.start_mark.index))
        is_table = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_Open(is_table, event.start_mark.index, bool(event.flow_style)))

    def _add(self, tree: Tree) -> None:
        if not self.stack:
            if self.root is None:
                self.root = tree
            return
        holder = self.stack[-1]
        if not holder.is_table:
            holder.items.append(tree)
        elif holder.waiting is None:
            holder.waiting = self._key(holder, tree)
        else:
            holder.keys.setdefault(holder.waiting.text, holder.waiting)
            holder.entries.setdefault(holder.waiting.text, tree)
            holder.waiting = None

    def _key(self, holder: _Open, tree: Tree) -> Scalar:
        """The key that a value stands for; what cannot be one is told and keeps a place of its own."""
        if not isinstance(tree, Scalar):
            self._note("key", "a key must be a name", tree.start)
            return Scalar(f"?{len(holder.entries)}", tree.start, tree.end)
        if len(tree.text) > LONGEST_KEY:
            self._note("key", f"a key is longer than {LONGEST_KEY} characters", tree.start)
        if tree.text in holder.entries:
            first = self.source.position(holder.keys[tree.text].start)[0]
            what = f"{tree.text!r} stands twice, first in line {first}"
            why = "one of the two values would be lost in silence"
            remedy = "keep one, or give the other a name of its own"
            self._note("duplicate-key", what, tree.start, why, remedy)
        return tree


class _Open:
    """A list or mapping whose end was not read yet."""

    def __init__(self, is_table: bool, start: int, flow: bool) -> None:
        self.is_table, self.start, self.flow = is_table, start, flow
        self.items: list[Tree] = []
        self.entries: dict[str, Tree] = {}
        self.keys: dict[str, Scalar] = {}
        self.waiting: Scalar | None = None

    def closed(self, end: int) -> Tree:
        """The finished list or mapping."""
        if self.is_table:
            return Table(self.entries, self.keys, self.start, end, self.flow)
        return Listing(tuple(self.items), self.start, end, self.flow)


def scalars(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """All scalars of a tree with their paths, in the order written."""
    if isinstance(tree, Scalar):
        yield path, tree
        return
    parts: Sequence[tuple[str | int, Tree]]
    parts = list(enumerate(tree.items)) if isinstance(tree, Listing) else list(tree.entries.items())
    for step, part in parts:
        yield from scalars(part, (*path, step))
