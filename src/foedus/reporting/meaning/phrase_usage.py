"""Whether a wording of probability estimates in its place, or is a plain word there.

"Certain" before a noun, "set to" before no verb, "high" that is said of no chance, "headed for Geneva", "make sure", "nothing is
certain": none of them says how probable anything is.
"""

from __future__ import annotations

from collections.abc import Callable

from foedus.reporting.meaning.lexicon import ODDS_NOUNS
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.word_classes import words_of

__all__ = ["WITH_INFINITIVE", "estimates"]

WITH_INFINITIVE = frozenset(("likely", "unlikely", "expected", "certain", "sure", "guaranteed"))
"""Words of probability that an infinitive follows: headlines leave out their copula."""
_PREDICATES = words_of("predicate_only")
_OF_ODDS = words_of("odds_adjective")
_OPENING_CLAUSE = frozenset({"DT", "NNP", "NNPS", "NNS", "NN", "PRP", "PRP$", "EX", "WDT", "IN"})
_FEW = frozenset({"few", "fewer", "nobody", "nothing", "none", "no", "neither", "hardly", "not"})
_CERTAIN = frozenset({"sure", "certain", "inevitable", "unavoidable"})
_MAKING = frozenset({"make", "makes", "made", "making"})
_COPULAS = frozenset({"is", "are", "was", "were", "be", "remain", "remains", "remained"})
_OF_DOUBT = frozenset({"about", "over", "whether", "that", "as"})
_ALONE = frozenset({"ROOT", "npadvmod", "dep", "meta", "parataxis"})
"""What a noun is to the rest of a line in which it has no verb."""
_BEFORE_DOUBT = frozenset({"no", "without", "little", "hardly", "scarcely", "in"})
_FAR = 30
"""Tokens between the chances and the adjective that rates them."""


def estimates(tree: Tree, group: list[int], root: int | None) -> bool:
    """Whether a wording is used as an estimate and not as a plain word."""
    last = group[-1]
    word = tree.low[last]
    if tree.low[group[0] - 1] in ("however", "how") or " ".join(tree.low[last + 1 : last + 3]) == "as it":
        return False  # "however unlikely", "unlikely as it is": granted, not judged
    counts = _OF_LAST_WORD.get(word)
    if counts is not None:
        return counts(tree, group)
    if word in _OF_ODDS:
        return _said_of_odds(tree, group[0], last)
    return word not in _PREDICATES or _is_predicate(tree, group, root)


def _tag_behind(tree: Tree, group: list[int]) -> str:
    return tree.tag[group[-1] + 1] if group[-1] + 1 < len(tree.tag) else ""


def _before_verb(tree: Tree, group: list[int]) -> bool:
    """Whether "set to" and the like stand before a verb."""
    return _tag_behind(tree, group) == "VB"


def _odds_are(tree: Tree, group: list[int]) -> bool:
    """Whether "the odds are" open a clause."""
    odds = len(group) > 1 and tree.low[group[-1] - 1] in ODDS_NOUNS
    return not odds or _tag_behind(tree, group) in _OPENING_CLAUSE


def _headed_for(tree: Tree, group: list[int]) -> bool:
    """Whether "headed for" tells an outcome and no place: not "headed for Geneva"."""
    return not any(tree.tag[c] == "NNP" for c in tree.children[group[-1]])


def _there_is(tree: Tree, group: list[int]) -> bool:
    """Whether a plain "chance" is said to be there: "there is a chance that"; rated, it counts anywhere."""
    if tree.tag[group[-1]][:2] != "NN":
        return False  # "won't risk a quarrel"
    if len(group) > 1:
        return True
    there = any(tree.low[c] == "there" for c in tree.children[tree.head[group[-1]]])
    return there and _tag_behind(tree, group) in _OPENING_CLAUSE


def _of_odds(tree: Tree, group: list[int]) -> bool:
    """Whether "next to nothing" is said of chances, not of a cost."""
    return _said_of_odds(tree, group[0], group[-1])


def _supposed(tree: Tree, group: list[int]) -> bool:
    """Whether surprise is spoken of at what may come: "don't be surprised if"."""
    return tree.low[group[-1] + 1 : group[-1] + 2] in (["if"], ["to"], ["should"])


def _left_open(tree: Tree, group: list[int]) -> bool:
    """Whether a thing is said to be on the table, not put there."""
    before = tree.low[group[0] - 1]
    return tree.low[group[0]] in ("off", "not") or (before in _COPULAS and before != "be")


def _rated(tree: Tree, group: list[int]) -> bool:
    """Whether "bet" stands in a wording: "a safe bet"; "would bet" is a modal's."""
    return len(group) > 1


_OF_LAST_WORD: dict[str, Callable[[Tree, list[int]], bool]] = {
    "to": _before_verb, "are": _odds_are, "is": _odds_are, "chance": _there_is, "possibility": _there_is, "risk": _there_is, "danger": _there_is, "table": _left_open, "nothing": _of_odds, "surprised": _supposed,
    "bet": _rated, **dict.fromkeys(("for", "towards", "toward"), _headed_for),
}  # fmt: skip
"""How a wording that ends in a word is known to estimate."""


def _is_predicate(tree: Tree, group: list[int], root: int | None) -> bool:
    """Whether a word that estimates only as a predicate or adverb is one in its place."""
    last = group[-1]
    word = tree.low[last]
    if not _is_held(tree, last) or (
        word == "possible" and tree.low[last - 1] in ("if", "as", "where", "when")
    ):
        return False
    if word in WITH_INFINITIVE and _before_infinitive(tree, last):
        return True  # "X likely to leave": headlines leave out the copula
    if word in ("doubt", "doubts", "doubted", "doubting"):
        of_what = any(tree.low[c] in _OF_DOUBT or tree.dep[c] == "acl" for c in tree.children[last])
        return tree.is_predicate(last) or of_what or tree.low[group[0]] in _BEFORE_DOUBT
    if (
        tree.dep[last] in ("amod", "compound", "nmod", "poss")
        and tree.tag[tree.head[last]][:1] == "N"
        and tree.head[last] > last  # behind its noun it is a predicate: "Chances of a deal slim"
        and not (
            tree.head[last] == root and tree.dep[root] in _ALONE
        )  # a headline without a verb: "Its inevitable end"
    ):
        return False
    if word == "expected":
        return any(tree.dep[c] in ("auxpass", "aux") for c in tree.children[last])
    return word != "never" and tree.tag[last] != "MD"


def _is_held(tree: Tree, i: int) -> bool:
    """Whether somebody is sure, or something assured: not "make sure", "few are sure", "Oslo guaranteed the loan"."""
    word = tree.low[i]
    if word in ("guaranteed", "assured"):
        subject = tree.subject(i)
        active = any(tree.low[c] == "by" or tree.dep[c] in ("dobj", "ccomp") for c in tree.children[i])
        return not active and (subject is None or tree.tag[subject] != "PRP")
    if word not in _CERTAIN:
        return True
    head = tree.head[i]
    subject = tree.subject(head)
    few = subject is not None and tree.low[tree.first[subject]] in _FEW
    return not few and tree.low[head] not in _MAKING


def _said_of_odds(tree: Tree, first: int, last: int) -> bool:
    """Whether an adjective rates chances named before it: "the risk of a break is high", "sees the odds as low"."""
    if tree.tag[last][:2] not in ("JJ", "RB", "VB") and tree.low[last] not in ("nil", "nothing"):
        return False
    joined = tree.low[first - 1] in _COPULAS
    if not joined and tree.dep[last] in ("amod", "advmod", "compound", "nmod"):
        return False
    for i in range(first - 1, max(first - _FAR, -1), -1):
        if tree.low[i] in ODDS_NOUNS:
            return True
        if tree.word[i] in (".", ";", ":", "!", "?") or tree.dep[i] == "cc":
            return False
    return False


def _before_infinitive(tree: Tree, i: int) -> bool:
    """Whether "to" and a verb follow a word."""
    return i + 2 < len(tree.low) and tree.low[i + 1] == "to" and tree.tag[i + 2] == "VB"
