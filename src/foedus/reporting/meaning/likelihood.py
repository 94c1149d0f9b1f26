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

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.meaning.lexicon import (
    LEXICONS,
    NEGATORS,
    entries,
    entry_of,
    is_judgement,
    normalised,
    reading,
    undecided,
)
from foedus.reporting.meaning.modal_phrases import NEGATIONS
from foedus.reporting.meaning.phrase_candidates import candidates, of_last_resort
from foedus.reporting.meaning.phrase_usage import WITH_INFINITIVE
from foedus.reporting.meaning.stated_odds import follows_odds
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of

__all__ = [
    "LEXICONS",
    "WITH_NOT",
    "Phrase",
    "entry_of",
    "evidential_in",
    "is_judgement",
    "phrase_in",
    "reading",
]

EVIDENTIALS = words_of("evidential")
_EVIDENTIAL_OR_SAID = EVIDENTIALS.union(
    ("said", "reported", "believed", "rumoured", "rumored", "thought", "understood", "alleged")
)
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
_SAYING = frozenset(("says", "say", "said", "reports", "report", "warns", "warn"))
_VIEWING = frozenset(
    form for verb in words_of("viewing") for form in (verb, f"{verb}s", f"{verb}d", f"{verb}ed")
)
WITH_NOT = frozenset(
    (
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "may",
        "might",
        "should",
        "must",
    )
)
"""Auxiliaries that are told with the "not" behind them."""
_THINKING = frozenset(("think", "believe", "suspect", "guess", "reckon", "suppose", "imagine", "say", "find"))
_DENYING = NEGATIONS | {"nor", "neither"}
_OPENING = frozenset(("may", "might", "could"))
_LEFT_OUT = frozenset(("a", "an", "the", "my", "our", "'d", "'ll", "’d", "’ll"))
"""Words before a wording that are no part of it: articles, and what is left of "would" and "will" behind a pronoun."""
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
    inside = set(tokens).difference(but_not)
    best: tuple[tuple[int, int, int, int], list[int]] | None = None
    for group in candidates(parsed, tree, tokens, inside, root):
        told = follows_odds(parsed.text, tree.start[group[0]])
        level = 0 if told else _level(tree, group, root, inside)
        if level is None:
            continue
        numbered = told or any(tree.tag[i] == "CD" for i in group)
        lexical = 1 if tree.tag[group[0]] == "MD" else -1 if numbered else 0
        if not lexical and _stands_under_modal(tree, group):
            lexical = 2
        rank = (level, lexical, _only_opens(tree, group), group[0])
        if best is None or rank < best[0]:
            best = (rank, group)
    group = best[1] if best is not None else of_last_resort(tree, root, inside)
    return _phrase(parsed, tree, group) if group else None


def _stands_under_modal(tree: Tree, group: list[int]) -> bool:
    """Whether what is judged is only possible: "may be doomed", "could prove inevitable" say what "may" says."""
    last = group[-1]
    while tree.dep[last] == "pobj" or (tree.dep[last] == "prep" and tree.dep[tree.head[last]] == "pobj"):
        last = tree.head[last]  # "on the brink of"
    verb = tree.head[last] if tree.dep[last] in ("acomp", "attr", "oprd", "prep") else last
    if verb > group[0] and verb not in group:
        return False
    return any(tree.dep[c] == "aux" and tree.low[c] in _OPENING and c < group[0] for c in tree.children[verb])


def _only_opens(tree: Tree, group: list[int]) -> int:
    """1 for what only opens a possibility, which gives way: "possible but unlikely", "perhaps a one-in-five chance"."""
    entry = entries().get(normalised(" ".join(tree.low[i] for i in group)))
    return int(entry is not None and entry.kind == "possibility")


def _phrase(parsed: Parsed, tree: Tree, group: list[int]) -> Phrase:
    if tree.low[group[-1]] == "to" and len(group) > 1 and tree.low[group[-2]] in WITH_INFINITIVE:
        group = group[:-1]  # "certain to": the infinitive's own word
        while tree.low[group[0]] in _COPULAS and len(group) > 1:
            group = group[1:]
    if tree.low[group[0]] in _LEFT_OUT and _is_known(tree, group[1:]):
        group = group[1:]  # "(a) matter of time", "(the) likelihood is", "they(’ll) very likely"
    if tree.low[group[0]] == "n't" and group[0] > 0:
        group = [group[0] - 1, *group]  # "isn't" is one word
    elif tree.low[group[0]] == "not" and group[0] > 0 and tree.low[group[0] - 1] in WITH_NOT:
        group = [group[0] - 1, *group]  # "did not rule out"; a copula is left out: "is not likely"
    span = tree.span(group)
    words = [tree.low[i] for i in group]
    denies = not _DENYING.isdisjoint(words) or " ".join(words).startswith(NEGATORS)
    # "when, not if", "more likely than not" and "may or may not" deny nothing
    negated = denies and {"if", "whether", "than", "or"}.isdisjoint(words)
    return Phrase(parsed.words(span), span, tuple(group), negated)


def _is_known(tree: Tree, group: Sequence[int]) -> bool:
    """Whether some tokens are a wording of their own."""
    words = normalised(" ".join(tree.low[i] for i in group))
    return words in entries() or words in undecided()


def evidential_in(parsed: Parsed, tree: Tree, tokens: Sequence[int]) -> Phrase | None:
    """The first "reportedly", "allegedly", "is said to" among some tokens, or None."""
    low = tree.low
    for k, i in enumerate(tokens):
        if low[i] not in _EVIDENTIAL_OR_SAID:
            continue
        if low[i] in EVIDENTIALS:
            return Phrase(tree.word[i], tree.span([i]), (i,), False)
        if (
            tree.tag[i] == "VBN"
            and any(tree.dep[c] == "auxpass" for c in tree.children[i])
            and k + 1 < len(tokens)
            and low[tokens[k + 1]] == "to"
        ):
            group = [next(c for c in tree.children[i] if tree.dep[c] == "auxpass"), i, tokens[k + 1]]
            span = Span(tree.start[group[0]], tree.end[group[-1]])
            return Phrase(parsed.words(span), span, tuple(group), False)
    return None


def _passes(tree: Tree, i: int, head: int) -> bool:
    """Whether what is said in a complement is what the clause says.

    So it is under "it appears that", before its verb of saying ("Oslo likely to leave, aides say"), and under a
    passive whose subject is "it" ("it is feared that Oslo will ...").
    """
    if tree.low[head] in _TRANSPARENT or i < head or _is_own_view(tree, head):
        return True
    of = tree.children[head]
    passive = any(tree.dep[c] == "auxpass" for c in of)
    return passive and any(tree.low[c] == "it" and tree.dep[c] in ("nsubjpass", "expl") for c in of)


def _is_own_view(tree: Tree, head: int) -> bool:
    """Whether a clause only says that its speaker thinks so: "I think they will leave" (Thompson & Mulac 1991)."""
    if tree.low[head] not in _THINKING:
        return False
    subject = tree.subject(head)
    denied = any(
        tree.dep[c] == "neg" or (tree.tag[c] == "MD" and tree.low[c] not in ("would", "'d"))
        for c in tree.children[head]
    )
    return subject is not None and tree.low[subject] in ("i", "we") and not denied


def _is_told(tree: Tree, i: int, head: int, root: int | None) -> bool:
    """Whether a clause is what is told: before "aides say", with no conjunction, or behind "characterise it as"."""
    if head != root or tree.dep[i] != "advcl":
        return False
    if i > head:
        return tree.low[tree.first[i]] == "as" and tree.low[head] in _VIEWING  # "characterise him as decided"
    if tree.low[head] not in _SAYING:
        return False
    return not any(tree.dep[c] in ("mark", "advmod") for c in tree.children[i])


def _is_question(tree: Tree, i: int) -> bool:
    """Whether a clause is an indirect question: the "will" of "it is unclear whether it will" estimates nothing."""
    return any(tree.low[c] == "whether" for c in tree.children[i])


def _is_adnominal(tree: Tree, i: int, group: list[int], root: int | None) -> bool:
    """Whether "projected to" and the like are said of a noun beside the clause's verb: "crews projected to swell will ..."."""
    told = tree.low[group[-1]] == "to" and tree.dep[i] == "acl"
    return told and root is not None and tree.tag[root][:2] == "VB"


def _level(tree: Tree, group: list[int], root: int | None, inside: set[int]) -> int | None:
    """How many clauses lie between the phrase and the proposition's head; None where it does not govern it."""
    ends = (group[0],) if tree.tag[group[0]] == "MD" else (group[-1], group[0])
    levels = (_level_of(tree, end, group, root, inside) for end in ends)
    return next((level for level in levels if level is not None), None)


def _level_of(tree: Tree, i: int, group: list[int], root: int | None, inside: set[int]) -> int | None:
    """The same, counted from one of the phrase's tokens: "when, not if" hangs on what is asked by its first only."""
    level = 0
    for _ in range(60):
        if i == root or i not in inside:
            return level
        dep = tree.dep[i]
        head = tree.head[i]
        if dep in _BOUNDARIES and (i not in group or _is_adnominal(tree, i, group, root)):
            if dep in ("relcl", "acl", "advcl") and head in inside and not _is_told(tree, i, head, root):
                return None
            if (dep == "pcomp" and head != root) or _is_question(tree, i):
                return None
            if dep == "ccomp" and head not in inside and head != root:
                return (
                    level + 1
                )  # it hangs on the word of saying, beside the clause that was taken for its content
            if dep == "ccomp" and (head != root or not _passes(tree, i, head)):
                return None
            level += 1
        if dep == "conj" and tree.is_predicate(i) and head in inside:
            level += 1
        if head == i:
            return level
        i = head
    return None
