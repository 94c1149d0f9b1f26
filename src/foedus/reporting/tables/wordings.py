r"""The regular expressions of the tables, asked for only where the text holds what no match can do without.

Most rows of a table fit few texts. What every match of an expression contains is told by the expression itself
(the literals of its branches, as the prefilters of regular expression engines take them: Cox 2012), and looking
for a few literals is much faster than searching.

    >>> wording = Wording.of(r"\b(?:threat\w*|warn(s|ed)?) (?:of|to)\b")
    >>> sorted(wording.anchors), wording.search("it pays") is None
    (['threat', 'warn'], True)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of re has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_FEWEST_LETTERS = 2
"""Letters of a literal below which looking for it excludes too little."""
_MOST = 48
"""Literals above which looking for them all takes as long as the search."""
_MOST_KNOWN = 50_000
"""Words whose rows are remembered before all are forgotten."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A regular expression, and literals of which every match holds at least one (empty where there are none)."""

    pattern: re.Pattern[str]
    anchors: tuple[str, ...]

    @classmethod
    def of(cls, expression: str) -> Wording:
        """The wording of an expression without flags.

        Raises:
            re.error: it is no regular expression.
        """
        found = _anchors(parser.parse(expression)) or frozenset()
        useful = found and len(found) <= _MOST and min(map(len, found)) >= _FEWEST_LETTERS
        return cls(re.compile(expression), tuple(sorted(found)) if useful else ())

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

    A literal holds a run without white space; a text that holds the literal has a word that holds the run.

    >>> rows = Rows.of([Wording.of(r"\bthreat\w* of"), None, Wording.of(r"[a-z]+")], [["past"], [], []])
    >>> list(rows.open_to("no threats", {"past"})), list(rows.open_to("it pays", {"past"}))
    ([0, 1, 2], [1, 2])
    >>> list(rows.open_to("no threats", ()))
    [1, 2]

    Attributes:
        any_text, any_facts: the rows that any text, and that any facts, can fit, as bits.
        by_start: the first letters of a run → each run that begins so, and the rows of which a literal holds it, as bits.
        by_fact: a fact → rows that need it, as bits; each row stands under one of its needs.
    """

    any_text: int
    any_facts: int
    by_start: dict[str, list[tuple[str, int]]]
    by_fact: dict[str, int]
    _known: dict[str, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, wordings: Sequence[Wording | None], needs: Sequence[Collection[str]]) -> Rows:
        """The rows with these wordings (None fits any text) and these needs."""
        any_text, by_run = 0, dict[str, int]()
        for number, wording in enumerate(wordings):
            runs = [max(anchor.split(), key=len, default="") for anchor in wording.anchors] if wording else []
            if not runs or min(map(len, runs)) < _FEWEST_LETTERS:
                any_text |= 1 << number
                continue
            for run in runs:
                by_run[run] = by_run.get(run, 0) | 1 << number
        common = Counter(fact for facts in needs for fact in facts)
        any_facts, by_fact = 0, dict[str, int]()
        for number, facts in enumerate(needs):
            if facts:
                rarest = min(facts, key=lambda fact: (common[fact], fact))
                by_fact[rarest] = by_fact.get(rarest, 0) | 1 << number
            else:
                any_facts |= 1 << number
        by_start: dict[str, list[tuple[str, int]]] = {}
        for run, rows in by_run.items():
            by_start.setdefault(run[:_FEWEST_LETTERS], []).append((run, rows))
        return cls(any_text, any_facts, by_start, by_fact)

    def open_to(self, text: str, facts: Iterable[str]) -> Iterator[int]:
        """The numbers of the rows that a text and facts can fit, ascending; their needs remain to be tested."""
        bits, open_, known, by_fact = self.any_text, self.any_facts, self._known, self.by_fact
        for fact in facts:
            if fact in by_fact:
                open_ |= by_fact[fact]
        for word in text.split():
            found = known.get(word)
            bits |= self._bits_of(word) if found is None else found
        bits &= open_
        while bits:
            lowest = bits & -bits
            yield lowest.bit_length() - 1
            bits ^= lowest

    def _bits_of(self, word: str) -> int:
        """The rows that a word opens; remembered, as most words of a text are words of the texts before."""
        bits, by_start, fewest = 0, self.by_start, _FEWEST_LETTERS
        for at in range(len(word) - fewest + 1):
            for run, rows in by_start.get(word[at : at + fewest], ()):
                if word.startswith(run, at):
                    bits |= rows
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[word] = bits
        return bits


def beginning_a_word(words: str) -> Wording | None:
    """A table's regular expression, from the beginning of a word on (which makes the search five times as fast)."""
    return Wording.of(rf"\b(?:{words})") if words else None


def _anchors(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Literals of which every match of a parsed sequence holds one: the longest that its parts offer."""
    offers: list[frozenset[str]] = []
    run = ""
    for code, argument in sequence:
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        offers.append(frozenset({run}))
        run = ""
        offer = _of_part(code, argument)
        if offer is not None:
            offers.append(offer)
    offers.append(frozenset({run}))
    best = max(offers, key=lambda offer: (min(map(len, offer)), -len(offer)))
    return best if all(best) else None


def _of_part(code: Any, argument: Any) -> frozenset[str] | None:
    """The literals of a part that is no literal itself; None where a match may do without."""
    if code is codes.SUBPATTERN:
        return None if argument[1] or argument[2] else _anchors(argument[3])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _anchors(argument[2]) if argument[0] > 0 else None
    if code is codes.BRANCH:
        branches = [_anchors(branch) for branch in argument[1]]
        return None if any(b is None for b in branches) else frozenset().union(*(b for b in branches if b))
    return None
