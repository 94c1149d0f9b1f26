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
_SUBJECT_BEGINS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "EX", "CD"})
_ASKING = frozenset({"WRB", "WP", "WDT"})
_NO_CONDITION = frozenset({"nor", "neither", "only", "so", "than", "as", "then"})
_UNREAL = frozenset({"would", "could", "might", "'d"})
_NEAR, _WITHIN = 4, 8
_BEFORE = frozenset({",", "but", "and", "that", '"', "“", "'", "‘"})


def inverted(tree: Tree, i: int, low: int, high: int) -> tuple[int, int, bool] | None:
    """A clause with the auxiliary before its subject: "should Oslo leave", "were it to leave", "had it left"."""
    if tree.low[i] not in INVERTED:
        return None
    if tree.low[i] == "were" and (end := _were_to(tree, i, high)) is not None:
        return i, end, True
    if _is_asked(tree, high):
        return None
    found = _set_off(tree, i, low, high) if i == low or tree.low[i - 1] in _BEFORE else None
    if found is None and i > low + 1 and (end := _supposed_behind(tree, i, low, high)) is not None:
        return i, end, True
    return found or (_behind_main(tree, i, low, high) if i > low + 1 else None)


def _set_off(tree: Tree, i: int, low: int, high: int) -> tuple[int, int, bool] | None:
    """An inverted clause that opens its sentence or stands behind a comma or "that"."""
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


def _behind_main(tree: Tree, i: int, low: int, high: int) -> tuple[int, int, bool] | None:
    """A clause with "should" before its subject, behind the main one: "may leave should Denmark insist".

    The subject is told by its place, since the parser often takes it for a part of the verb: "should talks fail".
    """
    if tree.low[i] != "should" or i >= high or tree.tag[i + 1] not in _SUBJECT_BEGINS:
        return None
    if tree.low[i - 1] in _NO_CONDITION or any(tree.tag[j] in _ASKING for j in range(max(low, i - _NEAR), i)):
        return None
    if any(tree.dep[j] in SUBJECTS and tree.head[j] >= i for j in range(low, i)):
        return None  # "the council should leave": its subject stands before it
    verb = next((j for j in range(i + 2, high + 1) if _is_bare_verb(tree, j)), None)
    if verb is None:  # taken for a noun: "should the fighting widen"
        return i, next((j - 1 for j in range(i + 1, high) if tree.low[j] == ","), high), True
    if verb is None or any(tree.tag[j] == "MD" for j in range(i + 1, verb)):
        return None
    clause = tree.head[verb] if tree.dep[verb] in ("aux", "auxpass") and tree.head[verb] > verb else verb
    return i, min(max(tree.last[clause], clause), high), True


def _is_bare_verb(tree: Tree, i: int) -> bool:
    """Whether a token is a verb in its plain form without "to", or what the parser took for one in the present."""
    return tree.tag[i] in ("VB", "VBP") and tree.low[i - 1] != "to"


def _is_asked(tree: Tree, high: int) -> bool:
    """Whether a question mark ends the clause."""
    return any(tree.low[j] == "?" for j in range(high, min(high + 3, len(tree.low))))


def _were_to(tree: Tree, i: int, high: int) -> int | None:
    """The last token of "were it to be carried out" between two commas, or None."""
    if not i or i >= high or tree.low[i - 1] != "," or tree.tag[i + 1] not in _SUBJECT_BEGINS:
        return None
    to = next(
        (j for j in range(i + 2, min(i + 7, high)) if tree.tag[j] == "TO" and tree.tag[j + 1] == "VB"), None
    )
    if to is None or any(tree.low[j] == "," for j in range(i, to)):
        return None
    return next((j - 1 for j in range(to + 2, high) if tree.low[j] == ","), high)


def _supposed_behind(tree: Tree, i: int, low: int, high: int) -> int | None:
    """The last token of "would rise were Oslo to leave", "would have stayed had they paid", behind a clause with "would"."""
    if not any(tree.low[j] in _UNREAL for j in range(low, i)) or tree.low[i - 1] in _NO_CONDITION:
        return None
    if i >= high or tree.tag[i + 1] not in _SUBJECT_BEGINS or tree.tag[i - 1] in ("WP", "WDT", "EX", "PRP"):
        return None
    if any(tree.dep[j] in SUBJECTS and tree.head[j] == i for j in range(low, i)):
        return None  # "those who would leave had the means": its subject stands before it
    form = ("VBN", "VBD") if tree.low[i] == "had" else ("TO",)
    verb = next((j for j in range(i + 2, min(i + _WITHIN, high + 1)) if tree.tag[j] in form), None)
    if tree.low[i] == "should" or verb is None or any(tree.low[j] == "," for j in range(i, verb)):
        return None
    return next((j - 1 for j in range(verb + 1, high) if tree.low[j] == ","), high)


def _inverted_up_to_comma(tree: Tree, i: int, high: int) -> tuple[int, int, bool] | None:
    """An inverted clause that the parser took for the main one ends at the comma before a clause with a subject."""
    for j in range(i + 3, high):
        if tree.low[j] != "," or not any(tree.tag[k][:1] == "V" for k in range(i + 2, j)):
            continue
        heads = (tree.head[k] for k in range(j + 1, high + 1) if tree.dep[k] in SUBJECTS)
        if any(h > j and tree.is_predicate(h) for h in heads):
            return i, j - 1, True
    return None
