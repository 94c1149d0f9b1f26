"""The text of an article cut where its statements begin and end, so that a page can mark them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foedus.ledger.article import Article
from foedus.ledger.statement import Statement
from foedus.provenance import Span


@dataclass(frozen=True)
class Piece:
    """A run of text with the labels of the statements that it belongs to; the first one's id is its address."""

    text: str
    labels: tuple[str, ...]
    id: str
    begins: bool


def headline(
    article: Article, statements: Sequence[Statement], labels: Mapping[str, str]
) -> tuple[Piece, ...]:
    """The headline where it stands above the body, cut as `pieces` cuts; nothing where it does not, or says nothing."""
    start = article.text.find(article.title, 0, article.body.start) if article.title else -1
    of_head = [s for s in statements if s.content and all(at.end <= article.body.start for at in s.content)]
    if start < 0 or not of_head:
        return ()
    return pieces(article, of_head, labels, Span(start, start + len(article.title)))


def pieces(
    article: Article, statements: Sequence[Statement], labels: Mapping[str, str], within: Span | None = None
) -> tuple[Piece, ...]:
    """The body of an article (or what lies within a span) cut at the ends of its statements' spans; joined again they are it."""
    body = within or article.body
    cuts = {body.start, body.end}
    for statement in statements:
        for span in statement.content:
            cuts |= {min(max(point, body.start), body.end) for point in (span.start, span.end)}
    points = sorted(cuts)
    begun: set[str] = set()
    found = []
    for start, end in pairwise(points):
        over = [s for s in statements if any(span.start <= start and end <= span.end for span in s.content)]
        first = next((s for s in over if s.id not in begun), over[0] if over else None)
        begins = [s for s in over if s.id not in begun]
        begun |= {s.id for s in over}
        found.append(
            Piece(
                article.text[start:end],
                tuple(labels.get(s.id, "") for s in (begins or over)),
                first.id if first else "",
                bool(begins),
            )
        )
    return tuple(found)
