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
from functools import lru_cache

from foedus.ledger.statement import Statement
from foedus.reporting.meaning.lexicon import is_judgement, normalised

_ANY_WORD = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_STOP = frozenset(
    "the and that with from for has have had was were are been being its his her their this these those which who whom would "
    "could may might will not but also into over than then they them him she our your about after before under between such".split()
)
_CROWD = re.compile(
    r"^(?:the |some |many |most |several |other |various )*(?:\w+ )?(?:experts?|analysts?|observers?|specialists?|scholars?|"
    r"academics?|commentators?|officials|diplomats|critics|economists|lawmakers|sources|others)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|none|cannot|without|unlikely|improbable|impossible|remote|zero|den(?:y|ie[sd])|"
    r"refus\w*|reject\w*|rul(?:e[sd]?|ing) out|doubt\w*|stop\w*|avoid\w*|stay\w*|remain\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_NEAR_PARAPHRASE = 4
_LEAD = 4
_IDENTICAL, _SIMILAR = 0.85, 0.5
_FEWEST_STEMS = 3
_MOST_STEMS = 50_000
"""Words of which the stems are remembered before all are forgotten."""


@dataclass(frozen=True, slots=True)
class _Material:
    statements: Sequence[Statement]
    headings: Sequence[bool]
    lead: int


def marked(statements: Sequence[Statement], headings: Sequence[bool]) -> list[Statement]:
    """The statements with ``same_as`` set where one repeats another; same order, same length.

    ``headings`` says of each whether it stands in a headline.
    """
    body = [i for i, heading in enumerate(headings) if not heading]
    material = _Material(statements, headings, body[min(_LEAD, len(body)) - 1] if body else -1)
    words_alike = _alike([_stems(_without_condition(s)) for s in statements])
    _alike_to_the_word(statements, words_alike)
    of_point: dict[tuple[str | None, str | None, str], list[int]] = {}
    for i, s in enumerate(statements):
        if s.direction is not None:
            of_point.setdefault(_point(s), []).append(i)
    result = list(statements)
    # Headlines come last: they point to what stands.
    for i in sorted(range(len(statements)), key=lambda i: headings[i]):
        alike = words_alike[i]
        near = set(alike) | set(of_point.get(_point(statements[i]), ()))
        best, score = None, 0.0
        for j in sorted(near):
            # what a headline repeats may itself repeat another: `_at_the_first` goes on to that
            if j == i or (result[j].same_as is not None and not headings[i]):
                continue
            like = _likeness(material, i, j, alike.get(j, 0.0))
            if like > score:
                best, score = j, like
        if best is not None:
            result[i] = replace(statements[i], same_as=statements[best].id)
    return _at_the_first(result)


def _at_the_first(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, each repeat pointing to one that repeats none: a repeat of a repeat to what that repeats."""
    of = {s.id: s.same_as for s in statements}
    found: list[Statement] = []
    for s in statements:
        told, seen = s.same_as, {s.id}
        while told is not None and of.get(told) is not None and told not in seen:
            seen.add(told)
            told = of[told]
        found.append(s if told in (s.same_as, s.id) else replace(s, same_as=told))
    return found


def _point(s: Statement) -> tuple[str | None, str | None, str]:
    return s.bears_on, s.direction, s.kind


def _likeness(m: _Material, i: int, j: int, words: float) -> float:
    """How surely statement ``i`` repeats ``j``; 0 where it does not."""
    a, b = m.statements[i], m.statements[j]
    if a.direction and b.direction and a.bears_on == b.bears_on and a.direction != b.direction:
        return 0.0
    if (a.direction is None or _point(a) != _point(b)) and _is_denied(a.words) != _is_denied(b.words):
        return 0.0
    point = a.direction is not None and _point(a) == _point(b)
    # "set to leave" over "will leave, officials said"
    plan = m.headings[i] and point and a.kind == "report" and words >= _SIMILAR
    if (
        words < _IDENTICAL
        and not plan
        and (_far_apart(a, b) or (m.headings[i] and is_judgement(a.phrase) and b.likelihood is None))
    ):
        return 0.0  # a headline that judges is not repeated by what does not
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
    hearsay = a.evidential is not None and point and b.kind == "report"
    return words >= _SIMILAR or hearsay or (crowd and point and bool(a.phrase) and bool(b.phrase))


@lru_cache(maxsize=1024)  # a statement is held against many
def _is_denied(words: str) -> bool:
    """Whether words are denied, be it by what one of them means: "will not", "is unlikely to", "refused to"."""
    return _DENIED.search(words) is not None


def _far_apart(a: Statement, b: Statement) -> bool:
    """Whether the words of probability of two statements cannot mean the same."""
    if a.likelihood is None or b.likelihood is None:
        return False
    return abs(a.likelihood.median - b.likelihood.median) > 0.25


def _without_condition(s: Statement) -> str:
    """A statement's words without its condition, where that stands among them: what holds under it is what is said."""
    if not s.condition or len(s.content) != 1 or len(s.words) != s.content[0].end - s.content[0].start:
        return s.words
    begin, words = s.content[0].start, s.words
    for span in reversed(s.condition):
        if begin <= span.start and span.end <= s.content[0].end:
            words = words[: span.start - begin] + words[span.end - begin :]
    return words if words.strip() else s.words


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(_STEMS.__getitem__, _WORD.findall(words))) - _WEIGHTLESS


_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s|e)$")


class _Stems(dict[str, str]):
    """The beginning of each word; "" for one that weighs nothing. Remembered, as articles have most words in common."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        low = word.lower()
        stem = self[word] = "" if low in _STOP else _ENDING.sub("", low)[:6]
        return stem


_STEMS = _Stems()
_WEIGHTLESS = frozenset(("",))


def _alike_to_the_word(statements: Sequence[Statement], alike: list[dict[int, float]]) -> None:
    """Note short statements in the same words, "we are leaving", which have too few weighty ones to be held against each other."""
    first: dict[str, int] = {}
    for i, s in enumerate(statements):
        words = " ".join(_ANY_WORD.findall(s.words.lower()))
        j = first.setdefault(words, i)
        if j != i and words.count(" ") > 1:
            alike[i][j] = alike[j][i] = 1.0


def _alike(bags: Sequence[frozenset[str]]) -> list[dict[int, float]]:
    """For each statement those that share at least half of the weight of the shorter one's words, with that share."""
    n = len(bags)
    held = Counter(stem for bag in bags for stem in bag)
    rarity = {stem: 0.2 + math.log((1 + n) / count) for stem, count in held.items()}
    weight = [math.fsum(rarity[stem] for stem in bag) for bag in bags]
    holders: dict[str, list[int]] = {stem: [] for stem in held}
    alike: list[dict[int, float]] = [{} for _ in bags]
    for i, bag in enumerate(bags):
        if len(bag) < _FEWEST_STEMS:
            continue
        shared: dict[int, float] = {}
        for stem in sorted(bag):
            rare, before = rarity[stem], holders[stem]
            for j in before:
                shared[j] = shared.get(j, 0.0) + rare
            before.append(i)
        for j, common in shared.items():
            share = common / min(weight[i], weight[j])
            if share >= _SIMILAR:
                alike[i][j] = alike[j][i] = share
    return alike
