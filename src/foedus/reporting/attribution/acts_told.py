"""The clause in which somebody wants, opposes or asks something, where no statement tells it yet.

An attitude or act is told by the clause around it ("Norway opposes the quotas"). Where that clause stands beside
what somebody says in the same sentence, the cuts between the two can leave only its object: "the quotas".
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.conditions import conditions_in
from foedus.reporting.meaning.features import Surroundings
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.parsing.clauses import FINITE, Tree, trimmed
from foedus.reporting.parsing.word_classes import words_of

_INVERTED = frozenset(("should", "were", "had"))
_SUPPOSING = words_of("condition_mark") | {"whether"}
_LONGEST = 60
"""Tokens from who does it to what is wanted, at most."""


def act_around(
    around: Surroundings, attribution: Attribution, said: Sequence[Attribution]
) -> Proposition | None:
    """The clause from an attribution's source to its content, or None where that is no whole clause.

    ``said`` are the attributions of the article: a clause in which another one is made is none of this one alone.
    """
    parsed, tree = around.parsed, around.tree
    if not attribution.source or not attribution.cue:
        return None
    who, cue, what = (
        [i for span in spans for i in parsed.indices_in(span)]
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    sentence = parsed.sentence_at(attribution.cue[0].start)
    if sentence is None or not who or not cue or not what or not max(who) < cue[0] < what[-1]:
        return None
    low, high = min(*who, *cue, *what), max(*cue, *what)
    if tree.tag[who[0]] in ("WDT", "WP") or high - low > _LONGEST or not _is_tensed(tree, cue[0], who[-1]):
        return None
    if low < sentence.tokens.start or high >= sentence.tokens.end or _is_supposed(tree, cue[0], low):
        return None
    if tree.low[what[0]] == "that":
        return None  # what is said in full needs no clause around it
    start, end = tree.start[low], tree.start[cue[0]]
    if any(start <= other.cue[0].start < end for other in said if other.cue and other is not attribution):
        return None
    tokens = tuple(trimmed(tree, range(low, high + 1)))
    if "\n" in parsed.words(tree.span(tokens)):
        return None  # a byline or caption drawn into the source
    conditions = tuple(conditions_in(tree, tokens))
    return Proposition((tree.span(tokens),), tokens, cue[0], sentence, attribution.parent, conditions, tokens)


def _is_supposed(tree: Tree, verb: int, low: int) -> bool:
    """Whether a clause is only supposed: "if Oslo wants talks", "should Oslo want talks", "whether it does"."""
    if low and tree.low[low - 1] in _INVERTED:
        return True
    while tree.dep[verb] == "conj" and tree.head[verb] != verb:
        verb = tree.head[verb]
    return any(tree.low[c] in _SUPPOSING for c in tree.children[verb] if tree.dep[c] in ("mark", "advmod"))


def _is_tensed(tree: Tree, verb: int, subject: int) -> bool:
    """Whether a verb is tensed, or an auxiliary between its subject and it: not "should Oslo leave"."""
    return tree.tag[verb] in FINITE or any(
        subject < c < verb and tree.tag[c] in FINITE and tree.dep[c] in ("aux", "auxpass")
        for c in tree.children[verb]
    )
