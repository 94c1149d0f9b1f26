"""Statements that are a part of another one: "to leave" in "Norway wants to leave", what is said within a condition.

What somebody wants, calls or asks is told by the clause around it; on its own it is no proposition. It stays in
the ledger under who said it, and is marked as the same as the statement that tells it whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.ledger.statement import Statement
from foedus.provenance import Span
from foedus.reporting.meaning.features import Surroundings
from foedus.reporting.parsing.clauses import FINITE, Tree, root_of

_QUESTION_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_NEAR = 12
"""How many statements before or behind, in the order of the text, may hold a part."""


def parts_marked(around: Surroundings, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, in the order given; a part of a fuller one is marked as the same as that.

    Args:
        around: what the article's statements stand in.
        statements: those of one parse, in the order of the text.
    """
    reaches = [_reach((*s.content, *s.condition)) for s in statements]
    for k, statement in enumerate(statements):
        whole = None
        if statement.same_as is None:
            start, end = _reach(statement.content)
            first = max(0, k - _NEAR)
            near = enumerate(reaches[first : k + 1 + _NEAR], first)
            holding = [j for j, (low, high) in near if low <= start and end <= high and j != k]
            whole = next((statements[j] for j in holding if _is_part(around, statement, statements[j])), None)
        told = (whole.same_as or whole.id) if whole is not None else None
        yield replace(statement, same_as=told) if told not in (None, statement.id) else statement


def _is_part(around: Surroundings, part: Statement, whole: Statement) -> bool:
    """Whether one statement tells only a part of another: a fragment of it, or what its condition supposes."""
    if part.phrase is not None and part.phrase_span != whole.phrase_span:
        return False
    if _within(part.content, whole.condition):
        return True
    return (
        part.content != whole.content
        and _within(part.content, whole.content)
        and is_fragment(around, part.content)
    )


def _reach(spans: Sequence[Span]) -> Span:
    """From the first to the last of some spans."""
    return Span(min(spans).start, max([span.end for span in spans]))


def _within(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def is_fragment(around: Surroundings, content: Sequence[Span]) -> bool:
    """Whether words hold no clause of their own: no finite verb with a subject, or an indirect question."""
    tree = around.tree
    tokens = [i for span in content for i in around.parsed.indices_in(span)]
    if not tokens or tree.tag[tokens[0]] in _QUESTION_TAGS or tree.low[tokens[0]] in ("whether", "if"):
        return True
    root = root_of(tree, tokens)
    return root is None or not (_is_finite(tree, root) and tree.has_subject(root))


def _is_finite(tree: Tree, verb: int) -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    return tree.tag[verb] in FINITE or any(
        tree.tag[c] in FINITE and tree.dep[c] in ("aux", "auxpass") for c in tree.children[verb]
    )
