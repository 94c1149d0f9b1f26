r"""The regular expressions of the tables, asked for only where the text holds what no match can do without.

Most rows of a table fit few texts. What every match of an expression contains is told by the expression itself
(the literals of its branches, as the prefilters of regular expression engines take them: Cox 2012), and looking
for a few literals is much faster than searching.

    >>> wording = Wording.of(r"\b(?:threat\w*|warn(s|ed)?) (?:of|to)\b")
    >>> sorted(wording.anchors), wording.search("it pays") is None
    (['threat', 'warn'], True)
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of re has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_FEWEST_LETTERS = 2
"""Letters of a literal below which looking for it excludes too little."""
_MOST = 48
"""Literals above which looking for them all takes as long as the search."""
_MOST_KNOWN = 50_000
"""Words whose rows are remembered before all are forgotten."""
_PLACES = 3
"""Words that are asked for at most before a branch of an expression is tried."""

AnyOf = frozenset[str]
"""Literals of which a match holds at least one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A regular expression, and what its matches hold.

    Attributes:
        pattern: the expression.
        anchors: literals of which every match holds at least one (empty where there are none).
        branches: for each way to match, literals of which a match in this way holds one, and others of which it
            holds one too.
    """

    pattern: re.Pattern[str]
    anchors: tuple[str, ...]
    branches: tuple[tuple[AnyOf, ...], ...] = field(repr=False)

    @classmethod
    def of(cls, expression: str) -> Wording:
        """The wording of an expression without flags.

        Raises:
            re.error: it is no regular expression.
        """
        branches = _branches(parser.parse(expression))
        surest = [_surest(held) for held in branches]
        found: AnyOf = frozenset().union(*surest) if all(surest) else frozenset()
        useful = found and len(found) <= _MOST and min(map(len, found)) >= _FEWEST_LETTERS
        anchors = tuple(sorted(found)) if useful else ()
        return cls(re.compile(expression), anchors, tuple(map(tuple, branches)))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text, as that of the pattern itself."""
        if self.anchors:
            for anchor in self.anchors:
                if anchor in text:
                    break
            else:
                return None
        return self.pattern.search(text)


@dataclass(frozen=True, eq=False)
class Rows:
    r"""Which rows of a table can fit, told by each word of a text and each fact once for the whole table.

    A branch of a row's expression is open if each of its surest literals, up to three, has a word of the text
    that holds it (a literal with white space: the longest run without), and a row if one of its branches is. All
    branches are asked at once: each has a bit for each of three places, and each word sets those that it fills.

    >>> rows = Rows.of([Wording.of(r"\bthreat\w* of"), None, Wording.of(r"[a-z]+")], [["past"], [], []])
    >>> list(rows.open_to("no threat of it", {"past"})), list(rows.open_to("no threats", {"past"}))
    ([0, 1, 2], [1, 2])
    >>> list(rows.open_to("no threat of it", ()))
    [1, 2]

    Attributes:
        row_of: the row of each branch, ascending; a row that fits any text has one branch.
        any_text: the places that nothing need fill, as bits: those of a branch stand ``len(row_of)`` bits apart.
        any_facts: the branches of rows that any facts can fit, as bits.
        by_start: the first letters of a run → each run that begins so, and the places that it fills, as bits.
        by_fact: a fact → branches of rows that need it, as bits; each row stands under one of its needs.
    """

    row_of: tuple[int, ...]
    any_text: int
    any_facts: int
    by_start: dict[str, list[tuple[str, int]]]
    by_fact: dict[str, int]
    _filled_by: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_filled_by", _FilledBy(self.by_start))

    @classmethod
    def of(cls, wordings: Sequence[Wording | None], needs: Sequence[Collection[str]]) -> Rows:
        """The rows with these wordings (None fits any text) and these needs."""
        held = [(row, runs) for row, wording in enumerate(wordings) for runs in _runs_of(wording)]
        any_text, by_run = 0, dict[str, int]()
        for branch, (_, runs) in enumerate(held):
            for place in range(_PLACES):
                bit = 1 << (branch + place * len(held))
                for run in runs[place] if place < len(runs) else ():
                    by_run[run] = by_run.get(run, 0) | bit
                any_text |= bit if place >= len(runs) else 0
        common = Counter(fact for facts in needs for fact in facts)
        any_facts, by_fact = 0, dict[str, int]()
        for branch, (row, _) in enumerate(held):
            if needs[row]:
                rarest = min(needs[row], key=lambda fact: (common[fact], fact))
                by_fact[rarest] = by_fact.get(rarest, 0) | 1 << branch
            else:
                any_facts |= 1 << branch
        by_start: dict[str, list[tuple[str, int]]] = {}
        for run, places in by_run.items():
            by_start.setdefault(run[:_FEWEST_LETTERS], []).append((run, places))
        return cls(tuple(row for row, _ in held), any_text, any_facts, by_start, by_fact)

    def open_to(self, text: str, facts: Iterable[str]) -> Iterator[int]:
        """The numbers of the rows that a text and facts can fit, ascending; their needs remain to be tested."""
        open_, by_fact = self.any_facts, self.by_fact
        for fact in by_fact.keys() & facts:
            open_ |= by_fact[fact]
        told = filter(None, map(self._filled_by.__getitem__, _words_in(text)))  # most words fill nothing
        filled = reduce(operator.or_, told, self.any_text)
        for place in range(_PLACES):
            open_ &= filled >> (place * len(self.row_of))
        last = -1
        while open_:
            lowest = open_ & -open_
            row = self.row_of[lowest.bit_length() - 1]
            if row != last:
                yield row
            last = row
            open_ ^= lowest


@lru_cache(maxsize=256)
def _words_in(text: str) -> frozenset[str]:
    """The words of a text; several tables are asked about each statement in turn."""
    return frozenset(text.split())


class _FilledBy(dict[str, int]):
    """The places that a word fills; remembered, as most words of a text are words of the texts before."""

    def __init__(self, by_start: dict[str, list[tuple[str, int]]]) -> None:
        super().__init__()
        self._by_start = by_start

    def __missing__(self, word: str) -> int:
        bits, fewest = 0, _FEWEST_LETTERS
        for at in range(len(word) - fewest + 1):
            for run, places in self._by_start.get(word[at : at + fewest], ()):
                if word.startswith(run, at):
                    bits |= places
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = bits
        return bits


def beginning_a_word(words: str) -> Wording | None:
    """A table's regular expression, from the beginning of a word on (which makes the search five times as fast)."""
    return Wording.of(rf"\b(?:{words})") if words else None


def _runs_of(wording: Wording | None) -> list[list[AnyOf]]:
    """For each branch of a wording the runs without white space that a text must hold, the surest first."""
    found: list[list[AnyOf]] = []
    for held in wording.branches if wording is not None else [()]:
        runs = (frozenset(max(literal.split(), key=len, default="") for literal in any_of) for any_of in held)
        useful = [any_of for any_of in runs if min(map(len, any_of)) >= _FEWEST_LETTERS]
        found.append(sorted(useful, key=_sureness, reverse=True)[:_PLACES])
    return found


def _sureness(any_of: AnyOf) -> tuple[int, int]:
    """How much looking for literals excludes: more the longer and the fewer they are."""
    return min(map(len, any_of)), -len(any_of)


def _surest(held: Iterable[AnyOf]) -> AnyOf:
    """The literals that exclude most; none where there are none."""
    return max(held, key=_sureness, default=frozenset())


def _branches(sequence: Sequence[tuple[Any, Any]]) -> list[list[AnyOf]]:
    """What matches hold, for each branch of a parsed expression that is a choice (from the beginning of a word on)."""
    parts = [part for part in sequence if part[0] is not codes.AT]
    if len(parts) == 1:
        [(code, argument)] = parts
        if code is codes.SUBPATTERN and not (argument[1] or argument[2]):
            return _branches(argument[3])
        if code is codes.BRANCH:
            return [held for branch in argument[1] for held in _branches(branch)]
    return [_held(parts)]


def _held(sequence: Iterable[tuple[Any, Any]]) -> list[AnyOf]:
    """Literals that every match of a parsed sequence holds, each set for one part of it."""
    found: list[AnyOf] = []
    run = ""
    for code, argument in sequence:
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        found += [frozenset({run})] if run else []
        run = ""
        found += _held_in(code, argument)
    return [*found, frozenset({run})] if run else found


def _held_in(code: Any, argument: Any) -> list[AnyOf]:
    """The literals of a part that is no literal itself; none where a match may do without."""
    if code is codes.SUBPATTERN:
        return [] if argument[1] or argument[2] else _held(argument[3])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _held(argument[2]) if argument[0] > 0 else []
    if code is codes.BRANCH:
        surest = [_surest(_held(branch)) for branch in argument[1]]
        return [frozenset().union(*surest)] if all(surest) else []
    return []
