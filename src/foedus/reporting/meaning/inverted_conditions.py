"""Conditions without a conjunction, the auxiliary before its subject: "should Oslo leave", "were it to leave", "had it left".

>>> from foedus.reporting.parsing.clauses import tree_of
>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Norway may leave the union should Denmark insist on it.")
>>> first, last, _ = inverted(tree_of(parsed), 5, 0, 9)
>>> parsed.words(tree_of(parsed).span(range(first, last + 1)))
'should Denmark insist on it'
"""

from __future__ import annotations

from foedus.reporting.parsing.clauses import SUBJECTS, Tree

INVERTED = frozenset({"should", "were", "had"})
_BEFORE = frozenset({",", "but", "and", "that", '"', "“", "'", "‘"})


def inverted(tree: Tree, i: int, low: int, high: int) -> tuple[int, int, bool] | None:
    """A clause with the auxiliary before its subject: "should Oslo leave", "were it to leave", "had it left"."""
    if tree.low[i] not in INVERTED:
        return None
    if not (i == low or tree.low[i - 1] in _BEFORE):
        return _behind_main(tree, i, high)
    if tree.low[i] == "were" and (end := _were_to(tree, i, high)) is not None:
        return i, end, True
    if any(tree.low[j] == "?" for j in range(high, min(high + 3, len(tree.low)))):
        return None
    clause = i if tree.has_subject(i) else tree.head[i]
    subject = next((c for c in tree.children[clause] if tree.dep[c] in SUBJECTS), None)
    if subject is None or subject < i:
        return None
    last = min(tree.last[clause], high)
    if tree.dep[clause] in ("advcl", "ccomp") and tree.head[clause] > clause:
        return i, last, True
    if i > low and tree.low[i - 1] == "," and tree.dep[clause] == "advcl":
        return i, last, True
    return _inverted_up_to_comma(tree, i, high) if i <= low + 1 else None


def _behind_main(tree: Tree, i: int, high: int) -> tuple[int, int, bool] | None:
    """An inverted clause behind the main one without a comma: "may leave should Denmark insist"."""
    clause = tree.head[i]
    subject = next((c for c in tree.children[clause] if tree.dep[c] in SUBJECTS), None)
    if tree.low[i] != "should" or subject is None or not i < subject < clause or tree.tag[clause] != "VB":
        return None
    dependent = tree.dep[clause] in ("ccomp", "advcl", "conj") and tree.head[clause] < i
    asks = tree.tag[i - 1] in ("WRB", "WP", "WDT", "RB", "CC", "IN")
    return (i, min(tree.last[clause], high), True) if dependent and not asks else None


def _were_to(tree: Tree, i: int, high: int) -> int | None:
    """The last token of "were it to be carried out" between two commas, or None."""
    if not i or tree.low[i - 1] != ",":
        return None
    to = next(
        (j for j in range(i + 2, min(i + 7, high)) if tree.tag[j] == "TO" and tree.tag[j + 1] == "VB"), None
    )
    if to is None or any(tree.low[j] == "," for j in range(i, to)):
        return None
    return next((j - 1 for j in range(to + 2, high) if tree.low[j] == ","), None)


def _inverted_up_to_comma(tree: Tree, i: int, high: int) -> tuple[int, int, bool] | None:
    """An inverted clause that the parser took for the main one ends at the comma before a clause with a subject."""
    for j in range(i + 3, high):
        if tree.low[j] != "," or not any(tree.tag[k][:1] == "V" for k in range(i + 2, j)):
            continue
        heads = (tree.head[k] for k in range(j + 1, high + 1) if tree.dep[k] in SUBJECTS)
        if any(h > j and tree.is_predicate(h) for h in heads):
            return i, j - 1, True
    return None
