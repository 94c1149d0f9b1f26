"""The words of estimative probability of a proposition: which one governs it, and what it means.

    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("It is very unlikely that Oslo would leave.")
    >>> phrase_in(parsed, tree_of(parsed), range(8), 1).words
    'very unlikely'

Of several words the one nearest to the head of the clause governs: in the example "very unlikely", not
"would". A modal takes its negation and a following adverb of probability with it ("would not", "will
definitely", "may well"). A word inside a relative clause, a condition or a noun phrase ("a possible exit")
says nothing about the proposition. "Must" counts where it is epistemic ("must be bluffing"), not where it
is deontic ("must pay"). Evidentials ("reportedly") name no source and no probability; they are kept apart.

What phrases mean is `foedus.reporting.meaning.lexicon`'s matter; its functions are here too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from foedus.provenance import Span
from foedus.reporting.meaning.lexicon import LEXICONS, entries, entry_of, is_judgement, normalised, reading
from foedus.reporting.meaning.stated_odds import OPENERS, follows_odds, odds_at
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of

__all__ = ["LEXICONS", "Phrase", "entry_of", "evidential_in", "is_judgement", "phrase_in", "reading"]

EVIDENTIALS = words_of("evidential")
_MODALS = frozenset({"may", "might", "could", "will", "would", "must", "'ll", "'d", "wo", "should"})
_NEGATIONS = frozenset({"not", "n't", "never"})
_LIGHT = words_of("weightless")
_TRANSPARENT = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "'s",
        "seems",
        "seem",
        "appears",
        "appear",
        "means",
        "mean",
        "meant",
    }
)
_BOUNDARIES = frozenset({"ccomp", "advcl", "acl", "relcl", "csubj", "csubjpass", "pcomp"})
_PREDICATES = words_of("predicate_only")
_WITH_INFINITIVE = frozenset(("likely", "unlikely", "expected", "certain", "sure", "guaranteed"))
_AFTER_MODAL = 4
_SAYING = frozenset(("says", "say", "said", "reports", "report", "warns", "warn"))
_COPULAS = frozenset(("is", "are", "was", "were", "be", "been", "'s", "'re"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found: its words as written, its place, its tokens, and whether a negation belongs to it."""

    words: str
    span: Span
    tokens: tuple[int, ...]
    negated: bool


def phrase_in(
    parsed: Parsed, tree: Tree, tokens: Sequence[int], root: int | None, but_not: Collection[int] = ()
) -> Phrase | None:
    """The phrase that governs the proposition of some tokens, headed by ``root``; None if there is none.

    ``but_not`` are tokens to leave out: those of conditions.
    """
    inside = {i for i in tokens if i not in but_not}
    best: tuple[tuple[int, int, int], list[int]] | None = None
    for group in _candidates(parsed, tree, tokens, inside):
        level = 0 if follows_odds(parsed.text, tree.start[group[0]]) else _level(tree, group, root, inside)
        if level is None:
            continue
        lexical = 0 if tree.tag[group[0]] != "MD" else 1
        rank = (level, lexical, group[0])
        if best is None or rank < best[0]:
            best = (rank, group)
    if best is None:
        return None
    return _phrase(parsed, tree, best[1])


def _phrase(parsed: Parsed, tree: Tree, group: list[int]) -> Phrase:
    if tree.low[group[-1]] == "to" and len(group) > 1 and tree.low[group[-2]] in _WITH_INFINITIVE:
        group = group[:-1]  # "certain to": the infinitive's own word
        while tree.low[group[0]] in _COPULAS and len(group) > 1:
            group = group[1:]
    span = tree.span(group)
    negated = any(tree.low[i] in _NEGATIONS for i in group)
    return Phrase(parsed.words(span), span, tuple(group), negated)


def evidential_in(parsed: Parsed, tree: Tree, tokens: Sequence[int]) -> Phrase | None:
    """The first "reportedly", "allegedly", "is said to" among some tokens, or None."""
    for k, i in enumerate(tokens):
        if tree.low[i] in EVIDENTIALS:
            return Phrase(tree.word[i], tree.span([i]), (i,), False)
        if (
            tree.low[i]
            in ("said", "reported", "believed", "rumoured", "rumored", "thought", "understood", "alleged")
            and tree.tag[i] == "VBN"
            and any(tree.dep[c] == "auxpass" for c in tree.children[i])
            and k + 1 < len(tokens)
            and tree.low[tokens[k + 1]] == "to"
        ):
            group = [next(c for c in tree.children[i] if tree.dep[c] == "auxpass"), i, tokens[k + 1]]
            span = Span(tree.start[group[0]], tree.end[group[-1]])
            return Phrase(parsed.words(span), span, tuple(group), False)
    return None


def _candidates(parsed: Parsed, tree: Tree, tokens: Sequence[int], inside: set[int]) -> Iterator[list[int]]:
    taken: set[int] = set()
    for i in tokens:
        if i in inside and tree.low[i] in _MODALS and tree.tag[i] == "MD":
            group = _modal(tree, i, inside)
            if group:
                taken.update(group)
                yield group
    if not tokens:
        return
    for first, last in _wordings(parsed, tree, tokens):
        group = [i for i in range(first, last + 1) if i in inside]
        if not group or group[0] != first or group[-1] != last or taken.intersection(group):
            continue
        extended = _intensified(tree, group, inside)
        if _counts(tree, extended):
            yield extended


def _modal(tree: Tree, i: int, inside: set[int]) -> list[int]:
    """A modal with its negation and the adverb of probability after it; empty where it is no estimate."""
    low = tree.low[i]
    if low == "should" or (low == "must" and not _epistemic(tree, i)):
        return []
    group = [i]
    for j in range(i + 1, i + _AFTER_MODAL):
        if j not in inside:
            break
        word = tree.low[j]
        if word in _NEGATIONS and not (word == "not" and j + 1 in inside and tree.low[j + 1] == "only"):
            group = list(range(i, j + 1))
        elif (
            (word == "expect" and low in ("could", "can", "may", "might"))
            or (low == "must" and word in ("be", "have"))
            or (word == "well" and low in ("may", "might", "could"))
            or _is_adverb_of_probability(tree, i, j, inside)
        ):
            # "will probably not": the negation behind belongs to the estimate
            last = j + 1 if j + 1 in inside and tree.low[j + 1] in _NEGATIONS else j
            return list(range(i, last + 1))
        elif tree.tag[j][:2] != "RB":
            break
    if low == "wo" and len(group) == 1:
        return []
    if low == "could" and len(group) > 1:
        return []  # "could not": what was or is not able, no estimate
    return group


def _is_adverb_of_probability(tree: Tree, i: int, j: int, inside: set[int]) -> bool:
    word = tree.low[j]
    if word in _LIGHT or tree.tag[j][:2] not in ("RB", "JJ"):
        return False
    known = entries()
    two = f"{tree.low[j - 1]} {word}" if j - 1 > i and j - 1 in inside else ""
    entry = known.get(two) or known.get(word)
    return entry is not None and tree.tag[j] != "MD" and entry.kind != "conditional" and word != "not"


def _epistemic(tree: Tree, i: int) -> bool:
    """Whether "must" infers: "must be bluffing", "must have known"; not "must pay", "must be revised"."""
    verb = tree.head[i]
    if any(tree.low[c] in _NEGATIONS or tree.dep[c] == "expl" for c in tree.children[verb]):
        return False  # "there must be talks" demands
    if tree.tag[verb] == "VBG" or tree.low[verb] == "be":
        return True
    return any(tree.low[c] == "have" and tree.dep[c] == "aux" for c in tree.children[verb])


# Wordings that begin with a modal are read by `_modal`; these of them are no words of probability on their own.
_MODAL_FIRST = frozenset(
    {"can", "cannot", "could", "will", "would", "may", "might", "must", "shall", "should"}
)
_NOT_ALONE = frozenset(
    {
        "never",
        "expect",
        "expects",
        "expecting",
        "be surprised",
        "not be surprised",
        "we believe",
        "i believe",
        "zero percent",
        "has to be",
        "have to be",
    }
)


@cache
def _by_first_word() -> dict[str, re.Pattern[str]]:
    """The wordings that begin with a word, the longest first, by that word."""
    by_first: dict[str, list[str]] = {}
    for wording in sorted(entries(), key=len, reverse=True):
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
        yield i, last


def _intensified(tree: Tree, group: list[int], inside: set[int]) -> list[int]:
    """A wording with the intensifier or negation before it, as far as the lexicon can read both together."""
    for _ in range(2):
        before = group[0] - 1
        if before not in inside or tree.tag[before] == "MD":
            break
        longer = normalised(" ".join(tree.low[i] for i in [before, *group]))
        plain = tree.low[before] in _NEGATIONS or tree.tag[before] in ("RB", "RBS", "RBR")
        if (
            not plain
            or (tree.low[before] in _LIGHT)
            or (reading(longer) is None and tree.low[before] not in ("not", "n't", "less", "more"))
        ):
            break
        group = [before, *group]
    return group


def _counts(tree: Tree, group: list[int]) -> bool:
    """Whether a wording is used as an estimate and not as a plain word."""
    last = group[-1]
    if tree.low[last] not in _PREDICATES:
        return True
    if tree.low[last] in _WITH_INFINITIVE and _before_infinitive(tree, last):
        return True  # "X likely to leave": headlines leave out the copula
    if tree.low[last] in ("doubt", "doubts", "doubted", "doubting"):
        return tree.is_predicate(last) or tree.low[group[0]] in ("no", "without")
    if (
        tree.dep[last] in ("amod", "compound", "nmod", "poss")
        and tree.tag[tree.head[last]][:1] == "N"
        and tree.head[last] > last  # behind its noun it is a predicate: "Chances of a deal slim"
    ):
        return False
    if tree.low[last] == "expected":
        return any(tree.dep[c] in ("auxpass", "aux") for c in tree.children[last])
    return tree.low[last] != "never" and tree.tag[last] != "MD"


def _before_infinitive(tree: Tree, i: int) -> bool:
    """Whether "to" and a verb follow a word."""
    return i + 2 < len(tree.low) and tree.low[i + 1] == "to" and tree.tag[i + 2] == "VB"


def _passes(tree: Tree, i: int, head: int) -> bool:
    """Whether what is said in a complement is what the clause says.

    So it is under "it appears that", before its verb of saying ("Oslo likely to leave, aides say"), and under a
    passive whose subject is "it" ("it is feared that Oslo will ...").
    """
    if tree.low[head] in _TRANSPARENT or i < head:
        return True
    of = tree.children[head]
    passive = any(tree.dep[c] == "auxpass" for c in of)
    return passive and any(tree.low[c] == "it" and tree.dep[c] in ("nsubjpass", "expl") for c in of)


def _told_before(tree: Tree, i: int, head: int, root: int | None) -> bool:
    """Whether a clause that no conjunction opens stands before "aides say" or "official says": a headline's own clause."""
    if head != root or i > head or tree.low[head] not in _SAYING or tree.dep[i] != "advcl":
        return False
    return not any(tree.dep[c] in ("mark", "advmod") for c in tree.children[i])


def _level(tree: Tree, group: list[int], root: int | None, inside: set[int]) -> int | None:
    """How many clauses lie between the phrase and the proposition's head; None where it does not govern it."""
    i, level = group[-1] if tree.tag[group[0]] != "MD" else group[0], 0
    for _ in range(60):
        if i == root or i not in inside:
            return level
        dep = tree.dep[i]
        head = tree.head[i]
        if dep in _BOUNDARIES and i not in group:
            if dep in ("relcl", "acl", "advcl") and head in inside and not _told_before(tree, i, head, root):
                return None
            if dep == "pcomp":
                return None
            if dep == "ccomp" and (head != root or not _passes(tree, i, head)):
                return None
            level += 1
        if dep == "conj" and tree.is_predicate(i) and head in inside:
            level += 1
        if head == i:
            return level
        i = head
    return None
