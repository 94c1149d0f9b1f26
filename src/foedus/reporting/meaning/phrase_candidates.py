"""The words of probability among some tokens, whichever of them governs: modals, wordings of the lexicon, odds, attitudes.

A wording is taken with the intensifier or negation before it ("not at all likely"), a modal with its negation and
the adverb after it ("will probably not"). What is a plain word in its place is left out: "certain" before a noun,
"set to" before no verb, "high" that is said of no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from foedus.reporting.meaning.lexicon import NEGATORS, ODDS_NOUNS, entries, normalised, reading, undecided
from foedus.reporting.meaning.modal_phrases import MODALS, NEGATIONS, modal_phrase
from foedus.reporting.meaning.stated_odds import OPENERS, odds_at
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of

__all__ = ["WITH_INFINITIVE", "candidates", "of_last_resort"]

WITH_INFINITIVE = frozenset(("likely", "unlikely", "expected", "certain", "sure", "guaranteed"))
"""Words of probability that an infinitive follows: headlines leave out their copula."""
_LIGHT = words_of("weightless")
_PREDICATES = words_of("predicate_only")
_OF_ODDS = words_of("odds_adjective")
_ATTITUDES = words_of("attitude")
_EXPECTING = frozenset({"expect", "expects", "expected"})
_SEEMING = frozenset({"seem", "seems", "seemed", "appear", "appears", "appeared"})
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_OPENING_CLAUSE = frozenset({"DT", "NNP", "NNPS", "NNS", "NN", "PRP", "PRP$", "EX", "WDT", "IN"})
_FEW = frozenset({"few", "fewer", "nobody", "none", "no", "neither", "hardly", "not"})
_MAKING = frozenset({"make", "makes", "made", "making"})
_COPULAS = frozenset({"is", "are", "was", "were", "be", "remain", "remains", "remained"})
_OF_DOUBT = frozenset({"about", "over", "whether", "that", "as"})
_ALONE = frozenset({"ROOT", "npadvmod", "dep", "meta", "parataxis"})
"""What a noun is to the rest of a line in which it has no verb."""
_BEFORE_DOUBT = frozenset({"no", "without", "little", "hardly", "scarcely", "in"})
_FAR = 30
"""Tokens between the chances and the adjective that rates them."""


def candidates(
    parsed: Parsed, tree: Tree, tokens: Sequence[int], inside: set[int], root: int | None
) -> Iterator[list[int]]:
    """The tokens of each phrase of probability among some tokens headed by ``root``."""
    if not tokens:
        return
    wordings = list(_wordings(parsed, tree, tokens))
    ends = dict(wordings)
    taken: set[int] = set()
    for i in tokens:
        if i in inside and tree.low[i] in MODALS and tree.tag[i] == "MD":
            group = modal_phrase(tree, i, inside)
            if group:
                group = _with_wording(tree, group, ends)
                taken.update(group)
                yield group
    for first, last in wordings:
        group = [i for i in range(first, last + 1) if i in inside]
        if not group or group[0] != first or group[-1] != last or taken.intersection(group):
            continue
        extended = _intensified(tree, group, inside)
        if _counts(tree, extended, root):
            taken.update(extended)
            yield extended
    group = _attitude(tree, root, inside)
    if group and not taken.intersection(group):
        yield group


def _with_wording(tree: Tree, modal: list[int], ends: dict[int, int]) -> list[int]:
    """A modal with the wording that goes on from it: "would not bet on", "could go either way"."""
    last = ends.get(modal[-1]) if tree.low[modal[-1]] in NEGATIONS else None
    if last is None and modal[-1] + 1 in ends:
        whole = list(range(modal[0], ends[modal[-1] + 1] + 1))
        told = normalised(" ".join(tree.low[i] for i in whole))
        denied = told.partition(" ")[2]
        last = whole[-1] if told in entries() or (denied.startswith("not ") and denied in entries()) else None
    return modal if last is None else list(range(modal[0], last + 1))


def of_last_resort(tree: Tree, root: int | None, inside: set[int]) -> list[int]:
    """The proposition's own verb where it infers or expects ("appears to", "expects Oslo to"), if nothing else judges."""
    if root is None or root not in inside or not any(tree.dep[c] in _CLAUSAL for c in tree.children[root]):
        return []
    if any(tree.low[c] in ("can", "ca") for c in tree.children[root]):
        return []  # "cannot expect us to wait"
    if tree.low[root] in _EXPECTING and tree.tag[root] != "VBN":
        return _intensified(tree, [root], inside)
    return [root] if tree.low[root] in _SEEMING else []


def _attitude(tree: Tree, root: int | None, inside: set[int]) -> list[int]:
    """A predicate that says how sure somebody is of a clause: "is increasingly confident that"."""
    if root is None or root not in inside:
        return []
    for i in (root, *tree.children[root]):
        if (
            i in inside
            and tree.low[i] in _ATTITUDES
            and any(tree.dep[c] == "ccomp" for c in tree.children[i])
        ):
            return _intensified(tree, [i], inside)
    return []


# Wordings that begin with a modal are read by `_modal`; these of them are no words of probability on their own.
_MODAL_FIRST = frozenset(
    {"can", "cannot", "could", "will", "would", "may", "might", "must", "shall", "should"}
)
_NOT_ALONE = frozenset(
    {
        "never", "expect", "expects", "expecting", "be surprised", "not be surprised", "we believe", "i believe", "zero percent",
        "has to be", "have to be", "appear", "appears", "appeared", "seem", "seems", "seemed", "confident", "convinced", "persuaded",
        "unconvinced", "pessimistic", "rule out", "rules out", "ruling out",
    }
)  # fmt: skip
"""Wordings that count only where a rule finds them: as a modal's verb, a cue, a predicate with its clause."""


@cache
def _by_first_word() -> dict[str, re.Pattern[str]]:
    """The wordings that begin with a word, the longest first, by that word."""
    by_first: dict[str, list[str]] = {}
    for wording in sorted({*entries(), *undecided()}, key=len, reverse=True):
        first = re.split(r"[^a-z]", wording, maxsplit=1)[0]
        ruled_out = "ruled out" in wording or "rule out" in wording
        if first and wording not in _NOT_ALONE and (first not in _MODAL_FIRST or ruled_out):
            by_first.setdefault(first, []).append(wording)
    by_first.setdefault("ca", []).append("can't be ruled out")
    return {
        first: re.compile(f"(?:{'|'.join(map(_spaced, wordings))})" + r"(?![\w-])", re.IGNORECASE)
        for first, wordings in by_first.items()
    }


def _spaced(wording: str) -> str:
    """A wording as a pattern that any white space may part."""
    return r"\s+".join(map(re.escape, wording.split()))


def _wordings(parsed: Parsed, tree: Tree, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each wording of the lexicon among some tokens."""
    end = tree.end[tokens[-1]]
    patterns = _by_first_word()
    last = -1
    for i in tokens:
        word = tree.low[i]
        if i <= last:
            continue
        match = None
        if word in OPENERS or word[:1].isdecimal():
            match = odds_at(parsed.text, tree.start[i], end)
        if match is None and word in patterns:
            match = patterns[word].match(parsed.text, tree.start[i], end)
        if match is None:
            continue
        last = i
        while last + 1 < len(tree.start) and tree.start[last + 1] < match.end():
            last += 1
        if _rates_odds(tree, last):
            last += 1
        yield i, last


def _rates_odds(tree: Tree, i: int) -> bool:
    """Whether a word rates the chances named behind it: "a tiny chance that", "growing odds of"."""
    after = i + 2
    return (
        tree.low[i] in _OF_ODDS
        and after < len(tree.low)
        and tree.low[i + 1] in ODDS_NOUNS
        and (tree.low[after] in ("of", "that") or tree.tag[after] in ("NNP", "DT", "PRP"))
    )


def _intensified(tree: Tree, group: list[int], inside: set[int]) -> list[int]:
    """A wording with the intensifier or negation before it, as far as the lexicon can read both together."""
    for _ in range(2):
        before = group[0] - 1
        if before not in inside or tree.tag[before] == "MD":
            break
        denied = _denied_at(tree, before, inside)
        if denied is not None and tree.low[group[0]] not in NEGATIONS:
            return [*range(denied, group[0]), *group]
        longer = normalised(" ".join(tree.low[i] for i in [before, *group]))
        plain = tree.low[before] in NEGATIONS or tree.tag[before] in ("RB", "RBS", "RBR")
        if (
            not plain
            or (tree.low[before] in _LIGHT)
            or (reading(longer) is None and tree.low[before] not in ("not", "n't", "less", "more"))
        ):
            break
        group = [before, *group]
    return group


def _denied_at(tree: Tree, last: int, inside: set[int]) -> int | None:
    """The first token of a negator of several words that ends at ``last``: "by no means", "far from being"."""
    if tree.low[last] in ("being", "a"):
        last -= 1
    for negator in NEGATORS:
        first = last - negator.count(" ")
        if first in inside and " ".join(tree.low[first : last + 1]) == negator:
            return first
    return None


def _counts(tree: Tree, group: list[int], root: int | None) -> bool:
    """Whether a wording is used as an estimate and not as a plain word."""
    last = group[-1]
    word = tree.low[last]
    after = tree.tag[last + 1] if last + 1 < len(tree.tag) else ""
    if tree.low[group[0] - 1] in ("however", "how") or " ".join(tree.low[last + 1 : last + 3]) == "as it":
        return False  # "however unlikely", "unlikely as it is": granted, not judged
    if word == "to":
        return after == "VB"
    if word in ("are", "is") and tree.low[last - 1] in ODDS_NOUNS:
        return after in _OPENING_CLAUSE
    if word in ("for", "towards", "toward"):
        return not any(tree.tag[c] == "NNP" for c in tree.children[last])  # "headed for Geneva"
    if word in _OF_ODDS:
        return _said_of_odds(tree, group[0], last)
    if word == "bet":
        return len(group) > 1  # "a safe bet"; "would bet" is a modal's
    if word in ("chance", "possibility") and len(group) == 1:
        there = any(tree.low[c] == "there" for c in tree.children[tree.head[last]])
        return there and after in _OPENING_CLAUSE  # "there is a chance that"
    return word not in _PREDICATES or _is_predicate(tree, group, root)


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
    if word not in ("sure", "certain"):
        return True
    head = tree.head[i]
    subject = tree.subject(head)
    few = subject is not None and tree.low[tree.first[subject]] in _FEW
    return not few and tree.low[head] not in _MAKING


def _said_of_odds(tree: Tree, first: int, last: int) -> bool:
    """Whether an adjective rates chances named before it: "the risk of a break is high", "sees the odds as low"."""
    if tree.tag[last][:2] not in ("JJ", "RB", "VB"):
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
