"""What a word of the text does, for the tables of signs: its classes in act_words.tsv, whatever its ending.

>>> sorted(classes_of("approved")), classes_of("turned", "down") >= {"refuse"}
(['passing', 'vote'], True)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from foedus.reporting.tables import rows_of

_NONE: frozenset[str] = frozenset()


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Every entry of the table, two words joined by a space, to its classes."""
    found: dict[str, set[str]] = {}
    for row in rows_of("act_words.tsv"):
        for word in row["words"].split():
            found.setdefault(word.replace("_", " "), set()).add(row["class"])
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def _openers() -> frozenset[str]:
    """The first words of the entries of two words."""
    return frozenset(word.partition(" ")[0] for word in _classes() if " " in word)


def classes_of(low: str, following: str = "") -> frozenset[str]:
    """The classes of a word in small letters, and of the pair that it makes with the word after it."""
    own, openers = _classes_and_openers(low)
    if not (following and openers):
        return own
    known = _classes()
    return own.union(*(known.get(f"{base} {following}", _NONE) for base in openers))


def classes_in_turn(words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """The classes of each of some words that follow each other; most open no pair, and `classes_of` need not be asked."""
    read = map(_classes_and_openers, words)
    return tuple(
        [
            classes_of(word, following) if openers else own
            for (own, openers), word, following in zip(read, words, [*words[1:], ""], strict=True)
        ]
    )


@lru_cache(maxsize=65536)
def _classes_and_openers(low: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The classes of a word alone, and as what it can open a pair."""
    known, bases = _classes(), _bases(low)
    own = next((known[base] for base in bases if base in known), _NONE)
    return own, tuple(base for base in bases if base in _openers())


def _bases(low: str) -> tuple[str, ...]:
    """The word itself and what it may be without a regular ending, the likelier first."""
    bases = [low]
    for ending, stand in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ):
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            stem = low[: -len(ending)]
            bases.append(stem + stand)
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                bases.append(stem[:-1])
    return tuple(bases)
