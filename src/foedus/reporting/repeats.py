"""Which statements of an article say again what another one says.

A headline repeats the first statement below it that says the same, a lead by "experts" that of the first
expert who is named, a paraphrase the quotation beside it, and a later statement an earlier one of the same
speaker. Two statements say the same if they share most of their weighty words (weighted by how rare they are
in the article), or if they bear on the same course in the same direction as the same kind of statement. They
never do if they are opposed in direction or if their words of probability lie far apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.ledger.statement import Statement
from foedus.reporting.lexicon import is_judgement, normalised

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_STOP = re.compile(
    r"the|and|that|with|from|for|has|have|had|was|were|are|been|being|its|his|her|their|this|these|those|which|who|whom|would|"
    r"could|may|might|will|not|but|also|into|over|than|then|they|them|him|she|our|your|about|after|before|under|between|such"
)
_CROWD = re.compile(
    r"^(?:the |some |many |most |several |other |various )*(?:\w+ )?(?:experts?|analysts?|observers?|specialists?|scholars?|"
    r"academics?|commentators?|officials|diplomats|critics|economists|lawmakers|sources|others)\b",
    re.IGNORECASE,
)
_NEAR_PARAPHRASE = 4
_LEAD = 4
_IDENTICAL, _SIMILAR = 0.85, 0.5


@dataclass(frozen=True, slots=True)
class _Material:
    statements: Sequence[Statement]
    headings: Sequence[bool]
    bags: Sequence[frozenset[str]]
    rarity: dict[str, float]
    lead: int


def marked(statements: Sequence[Statement], headings: Sequence[bool]) -> list[Statement]:
    """The statements with ``same_as`` set where one repeats another; same order, same length.

    ``headings`` says of each whether it stands in a headline.
    """
    bags = [_stems(s.words) for s in statements]
    body = [i for i, heading in enumerate(headings) if not heading]
    lead = body[min(_LEAD, len(body)) - 1] if body else -1
    material = _Material(statements, headings, bags, _rarity(bags), lead)
    result = list(statements)
    for i in sorted(
        range(len(statements)), key=lambda i: headings[i]
    ):  # headlines last: they point to what stands
        statement = statements[i]
        best, score = None, 0.0
        for j in range(len(statements)):
            if j == i or (result[j].same_as is not None and statements[j].id != statement.id):
                continue
            like = _likeness(material, i, j)
            if like > score:
                best, score = j, like
        if best is not None and statements[best].id != statement.id:
            result[i] = replace(statement, same_as=statements[best].id)
    return result


def _likeness(m: _Material, i: int, j: int) -> float:
    """How surely statement ``i`` repeats ``j``; 0 where it does not."""
    a, b = m.statements[i], m.statements[j]
    if a.direction and b.direction and a.bears_on == b.bears_on and a.direction != b.direction:
        return 0.0
    words = _alike(m.bags[i], m.bags[j], m.rarity)
    if words < _IDENTICAL and _far_apart(a, b):
        return 0.0
    point = a.direction is not None and (a.bears_on, a.direction, a.kind) == (b.bears_on, b.direction, b.kind)
    if m.headings[i]:
        repeats = words >= _IDENTICAL and j < i if m.headings[j] else words >= _SIMILAR or point
    elif m.headings[j]:
        repeats = False
    elif j < i and words >= _IDENTICAL and "author" in (a.voice, b.voice):
        repeats = True
    elif a.speaker == b.speaker:
        repeats = _says_again(a, b, words, point, j - i)
    else:
        repeats = i <= m.lead and j > i and _sums_up(a, b, words, point)
    return words + 0.3 * point + 0.1 * (a.speaker == b.speaker) if repeats else 0.0


def _says_again(a: Statement, b: Statement, words: float, point: bool, distance: int) -> bool:
    """Whether a speaker's statement repeats the own words beside it, or an earlier statement."""
    if a.voice == "indirect" and b.voice == "direct" and abs(distance) <= _NEAR_PARAPHRASE:
        return words >= _SIMILAR or (point and not a.condition and not b.condition)
    if distance > 0:
        return False
    same_phrase = a.kind == "assessment" and normalised(a.phrase or "") == normalised(b.phrase or "-")
    return words >= _SIMILAR + 0.1 or (point and same_phrase and is_judgement(a.phrase))


def _sums_up(a: Statement, b: Statement, words: float, point: bool) -> bool:
    """Whether a lead in the article's voice, or by "experts", says what someone who is named says below."""
    crowd = _CROWD.match(a.speaker) is not None and _CROWD.match(b.speaker) is None
    if b.voice == "author" or not (crowd or a.voice == "author"):
        return False
    return words >= _SIMILAR or (crowd and point and bool(a.phrase) and bool(b.phrase))


def _far_apart(a: Statement, b: Statement) -> bool:
    """Whether the words of probability of two statements cannot mean the same."""
    if a.likelihood is None or b.likelihood is None:
        return False
    return abs(a.likelihood.median - b.likelihood.median) > 0.25


def _stems(words: str) -> frozenset[str]:
    found = (m.group().lower() for m in _WORD.finditer(words))
    return frozenset(w[:6] for w in found if not _STOP.fullmatch(w))


def _rarity(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(stem for bag in bags for stem in bag)
    n = len(bags)
    return {stem: 0.2 + math.log((1 + n) / count) for stem, count in counts.items()}


def _alike(a: frozenset[str], b: frozenset[str], rarity: dict[str, float]) -> float:
    """Share of the weight of the shorter one's words that both have (0 if too short to tell)."""
    if min(len(a), len(b)) < 3:
        return 0.0
    shared = sum(rarity[s] for s in a & b)
    return shared / min(sum(rarity[s] for s in a), sum(rarity[s] for s in b))
