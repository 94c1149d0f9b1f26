"""Closed classes of words, from word_classes.tsv.

>>> "unless" in words_of("condition_mark")
True
"""

from __future__ import annotations

from functools import cache

from foedus.reporting.tables import rows_of


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split()) for row in rows_of("word_classes.tsv")}


def words_of(name: str) -> frozenset[str]:
    """The words of a class, in small letters.

    Raises:
        KeyError: the table has no class of that name.
    """
    return _classes()[name]
