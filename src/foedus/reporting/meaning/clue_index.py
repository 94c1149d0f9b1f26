r"""Where the weights of a clue stand: asked by the parts that a clue is made of, so that no clue need be spelled out.

A statement has some hundred clues, most of them words, pairs of words and arcs; joining the words of each to a string and
looking that up takes longer than all that is done with its weights.

    >>> known = indexed({"w=leave": 0, "b=not_leave_X": 1, "d=neg<not": 2, "d=neg:leave_X<not": 3, "heading": 4})
    >>> [known.word.get("leave"), known.pair.get(("not", "leave_X")), known.arc.get(("neg", "leave_X", "not"))]
    [0, 1, 3]
    >>> known.clue.get("heading"), known.clue.get("commentary"), spelled().pair.get(("not", "leave_X"))
    (4, None, 'b=not_leave_X')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Generic, Protocol, TypeVar

Key_contra = TypeVar("Key_contra", contravariant=True)
Item = TypeVar("Item")
Found_co = TypeVar("Found_co", covariant=True)


class Lookup(Protocol[Key_contra, Found_co]):
    """What gives something for a key, or None; a dict does."""

    def get(self, key: Key_contra, /) -> Found_co | None:
        """What there is for a key."""


@dataclass(frozen=True, eq=False)
class Index(Generic[Item]):
    """What there is for a clue, by its parts.

    Attributes:
        clue: by the clue itself, for those of other forms.
        word, before, condition, flag: by a word of the content (w), before it (pre), of a condition (c), by a flag (fl).
        pair: by two words that follow each other (b).
        arc: by a relation, the word that it hangs on, unless any will do, and the word that hangs (d).
    """

    clue: Lookup[str, Item]
    word: Lookup[str, Item]
    before: Lookup[str, Item]
    condition: Lookup[str, Item]
    flag: Lookup[str, Item]
    pair: Lookup[tuple[str, str], Item]
    arc: Lookup[tuple[str, ...], Item]


def indexed(rows: Mapping[str, int]) -> Index[int]:
    """The rows of clues."""
    words: dict[str, dict[str, int]] = {name: {} for name in ("w", "pre", "c", "fl")}
    pairs: dict[tuple[str, str], int] = {}
    arcs: dict[tuple[str, ...], int] = {}
    others: dict[str, int] = {}
    for clue, row in rows.items():
        name, _, rest = clue.partition("=")
        if name in words:
            words[name][intern(rest)] = row
        elif name == "b":
            pairs |= dict.fromkeys(_parted(rest, "_"), row)
        elif name == "d":
            arcs |= dict.fromkeys(_ends_of_arc(rest), row)
        else:
            others[clue] = row
    return Index(others, words["w"], words["pre"], words["c"], words["fl"], pairs, arcs)


def _ends_of_arc(arc: str) -> Iterator[tuple[str, ...]]:
    """The relation and the words that an arc can have been made of."""
    for relation, rest in _parted(arc, ":"):
        if "<" not in relation:
            yield from ((relation, *words) for words in _parted(rest, "<"))
    yield from _parted(arc, "<")


def _parted(joined: str, by: str) -> Iterator[tuple[str, str]]:
    """All two words that a sign can have joined: words may hold it, too."""
    for at, sign in enumerate(joined):
        if sign == by:
            yield intern(joined[:at]), intern(joined[at + 1 :])  # found faster: one string for each word


@cache
def spelled() -> Index[str]:
    """The clues themselves."""
    return Index(
        _Spelled(str),
        _Spelled("w={}".format),
        _Spelled("pre={}".format),
        _Spelled("c={}".format),
        _Spelled("fl={}".format),
        _Spelled(lambda words: f"b={words[0]}_{words[1]}"),
        _Spelled(lambda ends: f"d={':'.join(ends[:-1])}<{ends[-1]}"),
    )


class _Spelled(Generic[Key_contra]):
    """Gives for the parts of a clue the clue, known or not."""

    def __init__(self, form: Callable[[Key_contra], str]) -> None:
        self._form = form

    def get(self, key: Key_contra, /) -> str | None:
        """The clue."""
        return self._form(key)
