"""What hangs on what in a doc of spaCy's, as plain lists that are kept with it.

spaCy makes a token anew whenever it is asked for one; who asks for the children of a token by their labels gets them from
here without.

    >>> from foedus.reporting.parsing.language import parse
    >>> arcs = arcs_of(parse("The envoy said no.").doc)
    >>> arcs.children[2], [arcs.dep[c] for c in arcs.children[2]]
    ([1, 3, 4], ['nsubj', 'intj', 'punct'])
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "foedus_arcs"
"""Where a doc keeps its arcs."""
_HASHES = 1 << 64
"""spaCy's keys of strings are unsigned."""


class Arcs(NamedTuple):
    """For each token the index of its head, its label, its tag (the tagger's own) and its dependents in order."""

    head: list[int]
    dep: list[str]
    tag: list[str]
    children: list[list[int]]


def arcs_of(doc: Doc) -> Arcs:
    """The arcs of a doc, read once."""
    try:
        known: Arcs = doc.user_data[_KEY]
    except KeyError:
        known = doc.user_data[_KEY] = _arcs_of(doc)
    return known


def _arcs_of(doc: Doc) -> Arcs:
    n, strings = len(doc), doc.vocab.strings
    table = doc.to_array(["HEAD", "DEP", "TAG"]).view("int64").reshape(n, 3)
    steps, deps, tags = (table[:, column].tolist() for column in range(3))
    names = {key: strings[key % _HASHES] for key in {*deps, *tags}}
    head = list(map(operator.add, range(n), steps))
    dep, tag = list(map(names.__getitem__, deps)), list(map(names.__getitem__, tags))
    return Arcs(head, dep, tag, _children(head))


def _children(head: list[int]) -> list[list[int]]:
    """The dependents of each token, in order."""
    childless: list[int] = []  # one for all: whoever walks a tree changes nothing
    children = [childless] * len(head)
    for i, h in enumerate(head):
        if h != i:
            if children[h] is childless:
                children[h] = [i]
            else:
                children[h].append(i)
    return children
