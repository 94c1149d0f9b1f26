"""Reprints: articles whose texts are the same, nearly the same, or contained in one another.

The texts are compared as sets of five-word shingles. Candidates come from MinHash with locality-sensitive
hashing (Broder 1997, "On the resemblance and containment of documents"; Indyk & Motwani 1998) by
datasketch, and each is then confirmed on the shingles themselves, so that chance decides nothing.

    >>> duplicates([])
    ()
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from foedus.ledger.article import Article

SHINGLE = 5
"""Words in a shingle."""
RESEMBLES = 0.5
"""Jaccard similarity of the shingles from which on two texts are one report."""
CONTAINED = 0.75
"""Share of the shorter text's shingles that the longer one has: it was cut from it."""
EXACT_UP_TO = 400
"""Articles: up to here every pair is compared, above it the candidates of MinHash."""
_PERMUTATIONS = 128
_LEAST_SHINGLES = 12


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Articles that are one report, the earliest first.

    Attributes:
        articles: names.
        similarity: smallest Jaccard similarity, or containment where larger, of the pairs that linked them.
        because: "same text" or what was measured.
    """

    articles: tuple[str, ...]
    similarity: float
    because: str


def duplicates(articles: Sequence[Article]) -> tuple[Duplicate, ...]:
    """Groups of two or more articles that are one report, in the order of their first articles."""
    shingled = [_shingles(a.text[a.body.start : a.body.end]) for a in articles]
    group = list(range(len(articles)))
    linked: dict[int, float] = {}
    for i, j in _candidates(shingled):
        likeness = _likeness(shingled[i], shingled[j])
        if likeness is None:
            continue
        one, other = sorted((_root(group, i), _root(group, j)))
        group[other] = one
        linked[one] = min(linked.pop(one, 1.0), linked.pop(other, 1.0), likeness)
    found: dict[int, list[int]] = {}
    for i in range(len(articles)):
        found.setdefault(_root(group, i), []).append(i)
    return tuple(
        _duplicate(articles, shingled, members, linked[root])
        for root, members in found.items()
        if len(members) > 1
    )


def _duplicate(
    articles: Sequence[Article], shingled: Sequence[frozenset[int]], members: Sequence[int], similarity: float
) -> Duplicate:
    ordered = sorted(members, key=lambda i: (articles[i].published or "9999", i))
    same = all(shingled[i] == shingled[ordered[0]] for i in ordered)
    because = (
        "same text" if same else f"{similarity:.0%} of the words in the same order ({SHINGLE}-word shingles)"
    )
    return Duplicate(tuple(articles[i].name for i in ordered), similarity, because)


def _shingles(text: str) -> frozenset[int]:
    """Digests of the five-word sequences of a text, whatever its case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[i : i + SHINGLE]).encode(), digest_size=8).digest())
        for i in range(len(words) - SHINGLE + 1)
    )


def _likeness(one: frozenset[int], other: frozenset[int]) -> float | None:
    """Jaccard similarity or containment if it makes the two one report; None if not."""
    small = min(len(one), len(other))
    if small < _LEAST_SHINGLES:
        return 1.0 if one and one == other else None
    common = len(one & other)
    jaccard, contained = common / len(one | other), common / small
    if jaccard >= RESEMBLES or contained >= CONTAINED:
        return max(jaccard, contained)
    return None


def _candidates(shingled: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs to compare: all of few articles, those that share a MinHash band of many."""
    if len(shingled) <= EXACT_UP_TO:
        yield from combinations(range(len(shingled)), 2)
        return
    from datasketch import MinHash, MinHashLSH  # a second to import

    index = MinHashLSH(threshold=RESEMBLES * 0.8, num_perm=_PERMUTATIONS)
    for i, shingles in enumerate(shingled):
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch([s.to_bytes(8) for s in sorted(shingles)])
        yield from ((j, i) for j in sorted(index.query(sketch)))
        index.insert(i, sketch)


def _root(group: list[int], i: int) -> int:
    while group[i] != i:
        group[i] = group[group[i]]
        i = group[i]
    return i
