"""Modals that estimate, with their negation and the adverb after them: "may not", "will probably not", "must be bluffing".

"Must" and "should" estimate only where they infer or foretell; of duties they tell no probability (Palmer 2001).
"""

from __future__ import annotations

from foedus.reporting.meaning.lexicon import entries
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.word_classes import words_of

__all__ = ["MODALS", "NEGATIONS", "modal_phrase"]

MODALS = frozenset({"may", "might", "could", "will", "would", "must", "'ll", "'d", "wo", "should", "shall"})
NEGATIONS = frozenset({"not", "n't", "never"})
_DENYING_BEFORE = frozenset({"nor", "neither", "never"})
"""What denies a modal before it, with its subject behind."""
_LIGHT = words_of("weightless")
_AFTER_MODAL = 4
_MENDING = frozenset(
    {
        "recover",
        "rebound",
        "ease",
        "subside",
        "fade",
        "suffice",
        "stabilise",
        "stabilize",
        "weaken",
        "materialise",
        "materialize",
    }
)
"""What nobody is obliged to do: "prices should recover"."""
_TIMES = frozenset(
    "january february march april june july august september october november december spring summer autumn winter christmas easter "
    "week month year weeks months years days then".split()
)
"""Words by which a thing is dated, besides figures."""


def modal_phrase(tree: Tree, i: int, inside: set[int]) -> list[int]:
    """A modal with its negation and the adverb of probability after it; empty where it is no estimate."""
    low = tree.low[i]
    if not _may_estimate(tree, i):
        return []
    if i > 0 and tree.low[i - 1] in _DENYING_BEFORE:
        return [i - 1, i] if low != "could" else []  # "nor will it ratify"; "nor could they" is no estimate
    group = [i]
    for j in range(i + 1, i + _AFTER_MODAL):
        if j not in inside:
            break
        word = tree.low[j]
        if word == "or" and _is_either(tree, i, j, inside):
            return list(range(i, j + 3))
        if word == "no" and j == i + 1 and j + 1 in inside and tree.low[j + 1] == "longer":
            return [i, j, j + 1] if low != "could" else []
        if word in NEGATIONS and not (word == "not" and j + 1 in inside and tree.low[j + 1] == "only"):
            group = list(range(i, j + 1))
        elif (
            (word == "expect" and low in ("could", "can", "may", "might", "would", "'d"))
            or (low == "must" and word in ("be", "have"))
            or (word == "well" and low in ("may", "might", "could"))
            or (word in ("hardly", "scarcely") and low in ("will", "would", "could"))
            or _is_adverb_of_probability(tree, i, j, inside)
        ):
            # "will probably not": the negation behind belongs to the estimate
            last = j + 1 if j + 1 in inside and tree.low[j + 1] in NEGATIONS else j
            return list(range(i, last + 1))
        elif tree.tag[j][:2] != "RB":
            break
    if low == "wo" and len(group) == 1:
        return []
    if low == "could" and len(group) > 1:
        return []  # "could not": what was or is not able, no estimate
    return group


def _may_estimate(tree: Tree, i: int) -> bool:
    """Whether a modal tells neither a duty nor a wish: "must pay", "no treaty shall be valid", "would like to thank"."""
    low = tree.low[i]
    if low == "must":
        return _epistemic(tree, i)
    if low == "should":
        return _is_foretold(tree, i)
    if low == "shall":
        return _is_first_person(tree, i)
    named = i > 0 and tree.low[i - 1] in ("the", "its", "his")  # "the might of the navy"
    return not named and not _is_wish(tree, i)


def _is_wish(tree: Tree, i: int) -> bool:
    """Whether "would" only asks or wishes politely: "would like to thank the chair" (Palmer 2001)."""
    return tree.low[i] in ("would", "'d") and tree.low[i + 1 : i + 2] == ["like"] and tree.head[i] == i + 1


def _is_either(tree: Tree, i: int, j: int, inside: set[int]) -> bool:
    """Whether a modal is told both ways: "may or may not"."""
    return j + 2 in inside and tree.low[j + 1] == tree.low[i] and tree.low[j + 2] in NEGATIONS


def _is_adverb_of_probability(tree: Tree, i: int, j: int, inside: set[int]) -> bool:
    word = tree.low[j]
    if word in _LIGHT or tree.tag[j][:2] not in ("RB", "JJ"):
        return False
    known = entries()
    two = f"{tree.low[j - 1]} {word}" if j - 1 > i and j - 1 in inside else ""
    entry = (
        known.get(two)
        or known.get(word)
        or (known.get(f"{tree.low[i]} {word}") if word != "always" else None)
    )
    return entry is not None and tree.tag[j] != "MD" and entry.kind != "conditional" and word != "not"


def _is_first_person(tree: Tree, i: int) -> bool:
    subject = tree.subject(tree.head[i])
    return subject is not None and tree.low[subject] in ("i", "we")


def _is_foretold(tree: Tree, i: int) -> bool:
    """Whether "should" foretells: "the radar, which should work by May 2031"; of persons and states it tells a duty."""
    verb = tree.head[i]
    subject = tree.subject(verb)
    if subject is None or tree.tag[subject] in ("PRP", "NNP", "NNPS") or tree.low[subject] in ("who", "that"):
        return False
    if any(tree.dep[c] == "auxpass" or tree.low[c] in NEGATIONS for c in tree.children[verb]):
        return False
    if tree.low[verb] in _MENDING:
        return True
    below = [c for d in tree.children[verb] for c in (d, *tree.children[d])]
    times = (c for c in below if tree.low[c] in ("by", "in", "within", "before"))
    return any(
        tree.tag[j] == "CD" or tree.low[j] in _TIMES or tree.word[j] == "May"
        for c in times
        for j in tree.subtree(c)
    )


def _epistemic(tree: Tree, i: int) -> bool:
    """Whether "must" infers: "must be bluffing", "must have known"; not "must pay", "must be revised"."""
    verb = tree.head[i]
    if any(tree.low[c] in NEGATIONS or tree.dep[c] == "expl" for c in tree.children[verb]):
        return False  # "there must be talks" demands
    if tree.tag[verb] == "VBG" or tree.low[verb] == "be":
        return True
    return any(tree.low[c] == "have" and tree.dep[c] == "aux" for c in tree.children[verb])
