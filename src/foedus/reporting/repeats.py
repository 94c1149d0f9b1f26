"""Which statements of an article say again what another one says.

A headline or a lead that sums up what follows repeats the first statement below it that says the same; a
paraphrase repeats the quotation beside it. Two statements say the same if they share most of their weighty
words (weighted by how rare they are in the article), are not opposed in direction, and do not come from
two sources that are both named.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from foedus.ledger.statement import Statement

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_STOP = frozenset(
    "the and that with from for has have had was were are been being its his her their this these those which who whom would "
    "could may might will not but also into over than then they them him she our your about after before under between such".split()
)
_SAME = 0.5
_SAME_OWN = 0.6
_FEWEST = 3


def marked(statements: Sequence[Statement], headings: Sequence[bool]) -> list[Statement]:
    """The statements with ``same_as`` set where one repeats another; same order, same length.

    ``headings`` says of each whether it stands in a headline: headlines point to the text below them.
    """
    bags = [_stems(s.words) for s in statements]
    rarity = _rarity(bags)
    result = list(statements)
    for i, statement in enumerate(statements):
        target = _target(i, statements, headings, bags, rarity, result)
        if target is not None:
            result[i] = replace(statement, same_as=statements[target].id)
    return result


def _target(
    i: int,
    statements: Sequence[Statement],
    headings: Sequence[bool],
    bags: Sequence[frozenset[str]],
    rarity: dict[str, float],
    result: Sequence[Statement],
) -> int | None:
    best, score = None, 0.0
    for j, other in enumerate(statements):
        if j == i or result[j].same_as == statements[i].id or not _may_repeat(i, j, statements, headings):
            continue
        if result[j].same_as is not None and not headings[i]:
            continue
        like = _alike(bags[i], bags[j], rarity)
        wanted = _SAME if statements[i].speaker != other.speaker or headings[i] else _SAME_OWN
        if like >= wanted and like > score:
            best, score = j, like
    return best


def _may_repeat(i: int, j: int, statements: Sequence[Statement], headings: Sequence[bool]) -> bool:
    """Whether statement ``i`` is of a sort that can repeat ``j``: a headline what stands below it, an indirect
    statement its speaker's own words, a later statement an earlier one of the same speaker."""
    a, b = statements[i], statements[j]
    if a.direction and b.direction and a.bears_on == b.bears_on and a.direction != b.direction:
        return False
    if headings[i]:
        return not headings[j] or j < i
    if headings[j]:
        return False
    same = a.speaker == b.speaker
    if same and a.voice == "indirect" and b.voice == "direct":
        return abs(i - j) <= 4
    if a.voice == "author" or b.voice == "author":
        return same and j < i
    return same and j < i and a.voice == b.voice


def _stems(words: str) -> frozenset[str]:
    return frozenset(w[:6] for w in (m.group().lower() for m in _WORD.finditer(words)) if w not in _STOP)


def _rarity(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(stem for bag in bags for stem in bag)
    n = len(bags)
    return {stem: 0.2 + math.log((1 + n) / count) for stem, count in counts.items()}


def _alike(a: frozenset[str], b: frozenset[str], rarity: dict[str, float]) -> float:
    """Share of the weight of the shorter one's words that both have (0 if too short to tell)."""
    if min(len(a), len(b)) < _FEWEST:
        return 0.0
    shared = sum(rarity[s] for s in a & b)
    return shared / min(sum(rarity[s] for s in a), sum(rarity[s] for s in b))
