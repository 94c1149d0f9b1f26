"""Conditions whose clause is left out: "if necessary", "if not", "once out of the pact", "failing this", "in that case".

    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Failing this, Norway would leave.")
    >>> tree = tree_of(parsed)
    >>> first, last, _ = elliptical(tree, 0, 0, 6)
    >>> parsed.words(tree.span(range(first, last + 1)))
    'Failing this'

After Quirk, Greenbaum, Leech & Svartvik 1985, 14.18 (abbreviated clauses) and 15.34. "Difficult if not impossible" grades,
"the port, once the pride of the coast" dates: neither states a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from foedus.reporting.parsing.clauses import Tree

_NEEDED = frozenset({"necessary", "needed", "required"})
_OUT_OF_IT = frozenset({"out", "outside", "in", "inside", "back", "free"})
_THAT = frozenset({"this", "that", "which"})
_LACKING = frozenset({"failing", "absent", "barring"})
_NOMINAL = frozenset({"DT", "JJ", "JJR", "NN", "NNS", "NNP", "NNPS", "PRP$"})
_WITHIN = _NOMINAL | {"IN", "CD", "POS", "CC", "HYPH"}
_SUBJECT = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "EX"})
_CASES = tuple(
    f"in {which} {noun}".split()
    for which in ("that", "this", "which", "such a", "such an")
    for noun in ("case", "event", "scenario", "eventuality")
)
_FORETELLING = frozenset({"will", "would", "could", "might", "may", "can", "'ll", "'d", "wo", "ca"})
_BEFORE_CLAUSE = frozenset({",", ";", ":", "—", "–", "and", "but", "or"})
_FAR, _NEAR, _SHORT = 14, 8, 7

Bounds = tuple[int, int, bool]
"""First and last token of a condition, and whether it is a clause."""


def elliptical(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """The condition without a clause of its own that begins at ``i``, within ``low`` and ``high``, or None."""
    reads = _FORMS.get(tree.low[i])
    return reads(tree, i, low, high) if reads is not None and i < high else None


def takes_up_another(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a condition only takes up the one stated before it: "in that case", "if so"."""
    words = [tree.low[i] for i in tokens]
    return words in _CASES or words == ["if", "so"]


def _if(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "if necessary", "if need be", "if so", "if not", "if not taken off the agenda"."""
    after = tree.low[i + 1]
    if after in _NEEDED:
        return i, i + 1, True
    if after == "need" and i + 2 <= high and tree.low[i + 2] == "be":
        return i, i + 2, True
    if after not in ("so", "not") or i + 2 > high:
        return None
    if after == "not" and tree.tag[i + 2] == "VBN":
        return i, min(max(tree.last[i + 2], i + 2), high), True
    opens = i == low or tree.low[i - 1] in _BEFORE_CLAUSE
    answered = tree.low[i + 2] == "," or (after == "not" and tree.tag[i + 2] in _SUBJECT)
    return (i, i + 1, True) if opens and answered and _foretells(tree, i + 2, high) else None


def _once(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "once re-elected, he will ...", "once out of the accord it would ..."."""
    if not (i <= low + 1 or tree.low[i - 1] in _BEFORE_CLAUSE) or not _foretells(tree, i + 2, high):
        return None
    after = i + 1
    if tree.tag[after] == "VBN":
        # behind its noun it tells of the past: "the pact, once hailed as a model"
        return (i, min(tree.last[after], high), True) if tree.dep[after] != "acl" else None
    if tree.low[after] not in _OUT_OF_IT or tree.low[min(after + 1, high)] in ("a", "every"):
        return None
    return i, min(max(tree.last[after], after), high), True


def _lacking(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "failing this", "absent a deal", "barring a miracle"."""
    opens = i == low or tree.low[i - 1] in _BEFORE_CLAUSE
    if tree.low[i + 1] in _THAT and opens:
        return i, i + 1, False
    if tree.low[i] == "absent":
        predicate = tree.dep[i] in ("acomp", "amod", "attr") or tree.tag[i + 1] not in _NOMINAL
        last = next((j - 1 for j in range(i + 1, high + 1) if tree.tag[j] not in _WITHIN), high)
        return None if predicate else (i, last, False)
    if not opens or tree.tag[i + 1] not in _NOMINAL:
        return None
    if i > low + 1 and tree.low[i - 1] == "," and _foretells(tree, low, i):
        return i, min(max(tree.last[i], i + 1), high), False
    if not _foretells(tree, i + 2, high):
        return None
    comma = next((j for j in range(i + 2, min(high, i + _FAR)) if tree.low[j] == ","), None)
    return (i, comma - 1, False) if comma is not None else None


def _in_case(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "in that case", "in such an event", "in a worst-case scenario", where something is foretold."""
    for words in _CASES:
        end = i + len(words) - 1
        if (
            end <= high
            and tree.low[i : end + 1] == words
            and tree.low[min(end + 1, high)] not in ("of", "that")
        ):
            supposed = words[-1] != "case" or _foretells(tree, low, min(end + _NEAR, high))
            return (i, end, False) if supposed else None
    scenario = next((j for j in range(i + 2, min(i + _SHORT, high)) if tree.low[j] == "scenario"), None)
    named = scenario is not None and not any(
        tree.is_punctuation(j) for j in range(i, scenario) if tree.low[j] != "-"
    )
    return (i, scenario, False) if named and scenario and _foretells(tree, i, high) else None


def _foretells(tree: Tree, low: int, high: int) -> bool:
    """Whether a modal of what is to come stands within some tokens."""
    return any(tree.tag[j] == "MD" and tree.low[j] in _FORETELLING for j in range(low, high + 1))


_FORMS: dict[str, Callable[[Tree, int, int, int], Bounds | None]] = {
    "if": _if, "once": _once, "in": _in_case, **dict.fromkeys(_LACKING, _lacking),
}  # fmt: skip
ELLIPTICAL = frozenset(_FORMS)
"""First words of a condition without a clause."""
