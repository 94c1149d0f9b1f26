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
from collections.abc import Iterable
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of re has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_FEWEST_LETTERS = 2
"""Letters of a literal below which looking for it excludes too little."""
_MOST = 48
"""Literals above which looking for them all takes as long as the search."""


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
