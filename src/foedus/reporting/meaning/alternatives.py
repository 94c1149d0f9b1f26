"""Conditions stated as the other of two: "pay or we leave", "they must pay; otherwise we leave", "no fees, no pact".

"Either they pay or we leave" and "another cut, and we leave" are read in the same way. What comes about otherwise stands under the first being left undone; the words of the first are the condition.
After Quirk, Greenbaum, Leech & Svartvik 1985, 13.25 and 13.30 ("and" and "or" of condition).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foedus.reporting.parsing.clauses import SUBJECTS, Tree

Bounds = tuple[int, int, bool]
"""First and last token of a condition, and whether it is a clause."""

_OTHERWISE = frozenset({"otherwise", "else"})
_NECESSARY = frozenset({"must", "should", "need", "needs", "ought", "have", "has", "had", "got"})
_FORETELLING = frozenset({"will", "would", "could", "might", "may", "can", "'ll", "'d", "wo", "ca", "shall"})
_JOINING = frozenset({"or", "and", "but", "either", "else", "that"})
_MORE = frozenset({"more", "single", "further", "other"})
_FAR = 8
"""Tokens of what is said to come again, at most: "one more round of cuts, and"."""


def otherwise(
    tree: Tree, before: Sequence[int], root: int | None, tokens: Sequence[int], *, beside: bool
) -> tuple[int, ...]:
    """The tokens of the proposition before that state the condition of this one by "or", "or else", "otherwise"; else ().

    Args:
        tree: the parse.
        before: tokens of the proposition before, of the same voice.
        root: the head of its main clause.
        tokens: those of the proposition.
        beside: whether both stand in one sentence.
    """
    first = tokens[0]
    opening = {tree.low[first], tree.low[first - 1] if first else ""}
    if not _foretells(tree, tokens):
        return ()
    if not _OTHERWISE & opening and not (beside and "or" in opening and _demanded(tree, before, root)):
        return ()
    words = list(before)
    while words and (tree.low[words[0]] in _JOINING or tree.is_punctuation(words[0])):
        words.pop(0)
    while words and (tree.low[words[-1]] in _JOINING or tree.is_punctuation(words[-1])):
        words.pop()
    return tuple(words)


def _demanded(tree: Tree, tokens: Sequence[int], root: int | None) -> bool:
    """Whether a clause is an order, says what must be done, or is opened by "either"."""
    if root is None or "either" in tree.low[max(tokens[0] - 1, 0) : tokens[0] + 3]:
        return root is not None
    order = tree.tag[root] == "VB" and not tree.has_subject(root) and tokens[0] == root
    heads = (root, *tree.children[root])
    to_do = any(tree.low[i] == "to" or tree.tag[i] == "MD" for i in tokens)
    return order or (to_do and any(tree.low[i] in _NECESSARY and i <= root for i in heads))


def _foretells(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether words tell what will or would be, or in the present what then is."""
    return any(tree.low[i] in _FORETELLING or tree.tag[i] in ("VBZ", "VBP") for i in tokens)


def verbless(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """A condition that is a noun: "no fees, no pact", "another cut, and Oslo will leave", "one more cut and we go"."""
    if i > low + 1 or (i > low and not tree.is_punctuation(i - 1)):
        return None
    if tree.low[i] == "no":
        return _no_without(tree, i, high)
    if tree.low[i] == "one" and tree.low[i + 1] not in _MORE:
        return None
    for j, k in pairwise(range(i + 1, min(i + _FAR, high))):
        if tree.tag[j][:1] == "V" and tree.tag[j] != "VB" and tree.dep[j] not in ("compound", "amod"):
            return None
        if tree.low[j] == "and" or (tree.low[j] == "," and tree.low[k] == "and"):
            after = j + 1 if tree.low[j] == "and" else k + 1
            last = j - 1
            return (i, last, False) if last > i and _clause_follows(tree, after, high) else None
    return None


def _no_without(tree: Tree, i: int, high: int) -> Bounds | None:
    """The first half of "no fees, no pact", of at most a few words."""
    for j in range(i + 1, min(i + _FAR, high)):
        if tree.low[j] in (",", "means", "-", "–", "—") and tree.low[j + 1] == "no":
            rest = range(j + 1, high + 1)
            return (i, j - 1, False) if not any(tree.dep[k] in SUBJECTS for k in rest) else None
        if tree.tag[j][:1] == "V" or tree.tag[j] == "MD":
            return None
    return None


def _clause_follows(tree: Tree, first: int, high: int) -> bool:
    """Whether a clause with a subject of its own tells what will be."""
    subject = any(tree.dep[j] in SUBJECTS for j in range(first, min(first + _FAR, high + 1)))
    return subject and _foretells(tree, range(first, min(first + _FAR, high + 1)))
