"""Conditions whose clause is left out: "if necessary", "if not", "once out of the pact", "failing this", "in that case".

"With a new quota in place" and "subject to a vote" are read here too.

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

from foedus.reporting.meaning.alternatives import verbless
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
_SECOND_OF_CASES = frozenset(words[1] for words in _CASES)
_FORETELLING = frozenset({"will", "would", "could", "might", "may", "can", "'ll", "'d", "wo", "ca"})
_BEFORE_CLAUSE = frozenset({",", ";", ":", "—", "–", "and", "but", "or"})
_LIKELY = frozenset({"likely", "unlikely", "probable", "certain", "inevitable", "expected"})
_SUPPOSING = frozenset({"would", "could", "might", "'d"})
_SUPPOSED_GIFTS = frozenset({"a", "an", "enough", "sufficient", "more", "time", "another", "such", "better"})
_IN_A_STATE = frozenset({"place", "gone", "hand", "table", "intact", "restored"})
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
    if not _foretells(tree, i + 2, high) and _LIKELY.isdisjoint(tree.low[i + 2 : high + 1]):
        return None
    comma = next((j for j in range(i + 2, min(high, i + _FAR)) if tree.low[j] == ","), None)
    return (i, comma - 1, False) if comma is not None else None


def _in_case(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "in that case", "in such an event", "in a worst-case scenario", where something is foretold."""
    for words in _CASES if tree.low[i + 1] in _SECOND_OF_CASES else ():
        end = i + len(words) - 1
        if (
            end <= high
            and tree.low[i : end + 1] == words
            and tree.low[min(end + 1, high)] not in ("of", "that")
        ):
            supposed = words[-1] != "case" or _foretells(tree, low, min(end + _NEAR, high))
            return (i, end, False) if supposed else None
    if "scenario" not in tree.low[i + 2 : min(i + _SHORT, high)]:
        return None
    scenario = next((j for j in range(i + 2, min(i + _SHORT, high)) if tree.low[j] == "scenario"), None)
    named = scenario is not None and not any(
        tree.is_punctuation(j) for j in range(i, scenario) if tree.low[j] != "-"
    )
    return (i, scenario, False) if named and scenario and _foretells(tree, i, high) else None


def _foretells(tree: Tree, low: int, high: int) -> bool:
    """Whether a modal of what is to come stands within some tokens."""
    return any(tree.tag[j] == "MD" and tree.low[j] in _FORETELLING for j in range(low, high + 1))


def _the_moment(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "the moment the quota is cut": a noun of time before a clause that tells what is to come."""
    clause = next((c for c in tree.children[i] if tree.dep[c] == "relcl" and c > i), None)
    if i == low or tree.low[i - 1] != "the" or clause is None or not tree.has_subject(clause):
        return None
    present = any(tree.tag[c] in ("VBZ", "VBP") for c in (clause, *tree.children[clause]))
    edge = i <= low + 2 or tree.last[clause] >= high
    return (
        (i - 1, min(tree.last[clause], high), True)
        if present and edge and _foretells(tree, low, high)
        else None
    )


def _subject_to(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "subject to approval", "contingent on a vote", set beside a clause; "is subject to tariffs" states none."""
    joins = tree.low[i + 1] in (("to",) if tree.low[i] == "subject" else ("on", "upon"))
    if not joins or tree.tag[i] not in ("JJ", "NN") or tree.dep[i] in ("acomp", "attr", "ROOT"):
        return None
    if i > low and tree.low[i - 1] != "," and not _foretells(tree, low, i):
        return None
    return (i, min(max(tree.last[i], tree.last[i + 1]), high), False) if i + 1 < high else None


def _given(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "given a new quota, Oslo would stay", "given enough time"; what is known to be given is a reason."""
    if i > low + 1 or tree.low[i + 1] not in _SUPPOSED_GIFTS or not _unreal(tree, i, high):
        return None
    comma = next((j for j in range(i + 2, min(high, i + _FAR)) if tree.low[j] == ","), None)
    return (i, comma - 1, False) if comma is not None else None


def _short_of(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "short of a war, Oslo will not leave", where it opens the clause."""
    if i > low + 1 or tree.low[i + 1] != "of" or not _foretells(tree, i, high):
        return None
    comma = next((j for j in range(i + 2, min(high, i + _FAR)) if tree.low[j] == ","), None)
    return (i, comma - 1, False) if comma is not None else None


def _but_for(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "but for the pressure, Oslo would have left"; not "but for the farmers it would be the same"."""
    if (
        i > low
        or tree.low[i + 1] != "for"
        or not _unreal(tree, low, high)
        or "have" not in tree.low[i : high + 1]
    ):
        return None
    comma = next((j for j in range(i + 2, min(high, i + _FAR)) if tree.low[j] == ","), None)
    return (i, comma - 1, False) if comma is not None else None


def _with(tree: Tree, i: int, low: int, high: int) -> Bounds | None:
    """Such as "with a new quota in place", "with the cuts undone": something supposed to be in a new state."""
    if not _unreal(tree, low, high) or tree.tag[i + 1] == "VBG":
        return None
    clause = tree.head[i] if tree.dep[i] == "mark" else i
    last = min(tree.last[clause], high)
    stated = any(
        (tree.tag[j] == "VBN" and tree.dep[j] in ("acl", "advcl", "pcomp"))
        or (tree.low[j] in _IN_A_STATE and tree.head[j] < j)
        for j in range(i + 2, last + 1)
    )
    edge = i <= low + 1 or last >= high
    return (i, last, False) if stated and edge and last > i + 1 else None


def _unreal(tree: Tree, low: int, high: int) -> bool:
    """Whether a modal of what is only supposed stands within some tokens."""
    return any(tree.tag[j] == "MD" and tree.low[j] in _SUPPOSING for j in range(low, high + 1))


_FORMS: dict[str, Callable[[Tree, int, int, int], Bounds | None]] = {
    "if": _if, "once": _once, "in": _in_case, "given": _given, "short": _short_of, "but": _but_for, "with": _with,
    **dict.fromkeys(_LACKING, _lacking), **dict.fromkeys(("subject", "contingent", "conditional"), _subject_to),
    **dict.fromkeys(("moment", "minute", "instant", "day"), _the_moment), **dict.fromkeys(("no", "another", "one"), verbless),
}  # fmt: skip
ELLIPTICAL = frozenset(_FORMS)
"""First words of a condition without a clause."""
