"""The dependency parse as plain lists, and the clauses of a sentence.

spaCy's tokens are views that cost a call for each attribute; the layers above ask for the same few of them
again and again. `Tree` reads them once.

    >>> from foedus.reporting.parsing.language import parse
    >>> tree = tree_of(parse("If Oslo leaves, prices would rise."))
    >>> [tree.word[i] for i in tree.subtree(2)]
    ['If', 'Oslo', 'leaves']
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from foedus.provenance import Span
from foedus.reporting.parsing.arcs import arcs_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSAL = frozenset({"ccomp", "advcl", "acl", "relcl", "csubj", "csubjpass", "pcomp"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
MODALS_ALWAYS = frozenset({"may", "might", "could", "would"})
"""In small letters these are modals, whatever the tagger thinks: the month has a capital."""
_QUOTES = frozenset("\"'“”‘’«»„`")
_MOST_WORDS = 65536
"""Words of which the forms are remembered before all are forgotten."""
_EDGE = frozenset(",;:-–—()…") | _QUOTES | {"--", "...", "``", "''"}


Key = TypeVar("Key")
Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Tree:
    """The parse of an article: one item for each token in every list.

    Attributes:
        head: index of the token's head (its own for a root).
        dep, tag: dependency label; fine part-of-speech tag (Penn Treebank).
        word, low: the text and its lower case (with plain apostrophes).
        start, end: offsets in the article's text.
        first, last: edges of the token's subtree.
        children: indices of the token's dependents, in order.
        bare: whether the token holds no letter or digit.
    """

    head: list[int] = field(repr=False)
    dep: list[str] = field(repr=False)
    tag: list[str] = field(repr=False)
    word: list[str] = field(repr=False)
    low: list[str] = field(repr=False)
    start: list[int] = field(repr=False)
    end: list[int] = field(repr=False)
    first: list[int] = field(repr=False)
    last: list[int] = field(repr=False)
    children: list[list[int]] = field(repr=False)
    bare: list[bool] = field(repr=False)

    def subtree(self, i: int) -> range:
        """The token's subtree, from its first to its last token."""
        return range(self.first[i], self.last[i] + 1)

    def is_predicate(self, i: int) -> bool:
        """Whether a token can head a clause: a verb, an auxiliary, or a verb taken for a noun that has a subject."""
        return self.tag[i][:1] == "V" or self.tag[i] == "MD" or self.has_subject(i)

    def has_subject(self, i: int) -> bool:
        """Whether a predicate has a subject of its own."""
        return self._own_subject(i) is not None

    def _own_subject(self, i: int) -> int | None:
        for c in self.children[i]:  # asked for more often than anything: a generator would cost twice as much
            if self.dep[c] in SUBJECTS:
                return c
        return None

    def subject(self, i: int) -> int | None:
        """The subject of a predicate, also one that it shares with the verb it is coordinated with."""
        for _ in range(8):
            found = self._own_subject(i)
            if found is not None:
                return found
            if self.dep[i] not in ("conj", "xcomp", "aux"):
                return None
            i = self.head[i]
        return None

    def is_punctuation(self, i: int) -> bool:
        """Whether a token holds no letter or digit."""
        return self.bare[i]

    def span(self, tokens: Sequence[int]) -> Span:
        """The span from the first to the last of some tokens."""
        return Span(self.start[tokens[0]], self.end[tokens[-1]])


@once_per_parse
def tree_of(parsed: Parsed) -> Tree:
    """The parse as lists, made once."""
    doc = parsed.doc
    arcs = arcs_of(doc)
    head, dep, tag = arcs.head, arcs.dep, arcs.tag
    table = doc.to_array(["IDX", "LENGTH"]).view("int64").reshape(len(doc), 2)
    starts, lengths = table[:, 0].tolist(), table[:, 1].tolist()
    offset, text = parsed.offset, parsed.text
    start = [offset + at for at in starts]
    end = list(map(operator.add, start, lengths))
    word = [text[s:e] for s, e in zip(start, end, strict=True)]
    if not MODALS_ALWAYS.isdisjoint(word):
        tag = ["MD" if w in MODALS_ALWAYS else t for w, t in zip(word, tag, strict=True)]
    low = list(map(_LEVELLED.__getitem__, word))
    first, last = _edges(head)
    bare = list(map(_BARE.__getitem__, word))
    return Tree(head, dep, tag, word, low, start, end, first, last, arcs.children, bare)


class Remembered(dict[Key, Result]):
    """What a function makes of words, made once of each: most words of a text are words of the texts before."""

    def __init__(self, function: Callable[[Key], Result]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: Key) -> Result:
        if len(self) >= _MOST_WORDS:
            self.clear()
        made = self[word] = self._function(word)
        return made


_LEVELLED: Remembered[str, str] = Remembered(lambda word: word.lower().replace("’", "'"))
_BARE: Remembered[str, bool] = Remembered(lambda word: not any(map(str.isalnum, word)))


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """First and last token of every subtree.

    A token tells its heads above until one knows of an earlier (later) edge: each is told once.
    """
    n = len(head)
    first, last = list(range(n)), list(range(n))
    for i in range(n):
        h = head[i]
        while i < first[h]:
            first[h] = i
            h = head[h]
    for i in reversed(range(n)):
        h = head[i]
        while i > last[h]:
            last[h] = i
            h = head[h]
    return first, last


def runs(tokens: Iterable[int]) -> list[list[int]]:
    """Ascending indices as runs of neighbours."""
    found: list[list[int]] = []
    for i in tokens:
        if found and found[-1][-1] == i - 1:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def trimmed(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """The tokens without punctuation, spaces and coordinating conjunctions at their edges."""
    low, high = 0, len(tokens)
    while low < high and (
        not tree.word[tokens[low]].strip() or tree.low[tokens[low]] in _EDGE or tree.dep[tokens[low]] == "cc"
    ):
        low += 1
    while high > low and (
        not tree.word[tokens[high - 1]].strip()
        or tree.low[tokens[high - 1]] in _EDGE
        or tree.low[tokens[high - 1]] == "."
        or tree.dep[tokens[high - 1]] == "cc"
    ):
        high -= 1
    return list(tokens[low:high])


def root_of(tree: Tree, tokens: Sequence[int]) -> int | None:
    """The head of some tokens: the predicate whose head lies outside, with the widest subtree among them."""
    inside, head, bare = frozenset(tokens), tree.head, tree.bare
    highest = [i for i in tokens if (head[i] not in inside or head[i] == i) and not bare[i]]
    if len(highest) < 2:
        return highest[0] if highest else None

    def rank(i: int) -> tuple[bool, int]:
        return tree.is_predicate(i), min(tree.last[i], tokens[-1]) - max(tree.first[i], tokens[0])

    return max(highest, key=rank)
