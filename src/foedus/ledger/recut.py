"""Statements cut otherwise by a person: one split in two, or two joined to one.

What a part keeps of the whole: who said it, through whom, on what condition. What was judged of the whole (the
phrase with its likelihood, the bearing, the move) stays with the part that holds the phrase, with the first one
if there is none; in the other it is left open for the person to fill in.

    >>> from foedus.ledger.article import Article
    >>> text = "Talks will fail and the pact will stand"
    >>> article = Article(name="a.txt", text=text, body=Span(0, len(text)))
    >>> whole = Statement("s1", "a.txt", (Span(0, len(text)),), text)
    >>> [part.words for part in split(whole, 15, article.text, "Ada")]
    ['Talks will fail', 'and the pact will stand']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.errors import InputFault
from foedus.ledger.statement import Statement, words_at
from foedus.provenance import Span

SAME_PLACE = 0.5
"""Share of the code points of both that two contents must have in common to be one."""

_JOINTS = " \t\r\n,;:–—"
_JUDGED = (
    "phrase", "phrase_span", "likelihood", "evidential", "negated", "bears_on", "direction",
    "explains", "move", "move_certain", "same_as",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recut:
    """Statements that a person put in the place of others.

    Attributes:
        by: who did it.
        before: the statements as they stood then.
        after: what stands now.
    """

    by: str
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]

    @property
    def article(self) -> str:
        """The name of the article that they are of."""
        return self.before[0].article

    @property
    def standing(self) -> tuple[Statement, ...]:
        """What stands now."""
        return self.after


def split(statement: Statement, at: int, text: str, by: str) -> tuple[Statement, Statement]:
    """Both parts of a statement that is cut at a place of the article's text.

    Args:
        statement: as it stands now.
        at: code point before which it is cut.
        text: the article's.
        by: who cuts it.

    Raises:
        InputFault: one part would hold no word.
    """
    left = _trimmed(_clipped(statement.content, 0, at), text)
    right = _trimmed(_clipped(statement.content, at, len(text)), text)
    if not (_has_word(left, text) and _has_word(right, text)):
        raise InputFault(
            "a statement cannot be cut there", why="one part would hold no word", remedy="cut it between two words"
        )  # fmt: skip
    held = statement.phrase_span[0].start if statement.phrase_span else 0
    blank = {name: Statement.__dataclass_fields__[name].default for name in _JUDGED}
    first, second = ({}, blank) if held < right[0].start else (blank, {})
    return _part(statement, left, text, by, first), _part(statement, right, text, by, second)


def joined(first: Statement, second: Statement, text: str, by: str) -> Statement:
    """Two statements of one article as one; where they differ the first one's judgement holds.

    Raises:
        InputFault: they are of two articles, or one and the same.
    """
    if first.article != second.article or first.id == second.id:
        raise InputFault(
            "these statements cannot be joined", why="they must be two of one article", remedy="choose another"
        )  # fmt: skip
    content = _united((*first.content, *second.content), text)
    core = _united((*(first.core or first.content), *(second.core or second.content)), text)
    judge = first if first.phrase or not second.phrase else second
    changes: dict[str, Any] = {name: getattr(judge, name) for name in _JUDGED}
    for name in ("bears_on", "direction", "explains", "move", "same_as"):
        changes[name] = changes[name] or getattr(first, name) or getattr(second, name)
    if changes["same_as"] in (first.id, second.id):
        changes["same_as"] = None
    changes |= {
        "content": content,
        "words": words_at(text, content),
        "core": core if core != content else (),
        "core_words": words_at(text, core) if core != content else "",
        "condition": _united((*first.condition, *second.condition), text),
        "given": first.given or second.given,
        "actors": tuple(dict.fromkeys((*first.actors, *second.actors))),
    }
    return first.corrected(by, **changes)


def recut(standing: list[Statement], change: Recut) -> None:
    """Put what a person cut in the place of what it was cut from, also where another reading cut it otherwise.

    Statements are found by name. Where one is not there any more, what the program reads now at its place, or at
    the place of what came of it, falls in its stead; what a person has settled falls only by name.
    """
    names = {statement.id for statement in change.before}
    there = {statement.id for statement in standing}
    meant = () if names <= there else (*change.before, *change.after)
    place = None
    for i in reversed(range(len(standing))):
        found = standing[i]
        read = found.supersedes is None and found.article == change.article
        if found.id in names or (read and any(overlap(found, one) >= SAME_PLACE for one in meant)):
            del standing[i]
            place = i
    fresh = [statement for statement in change.after if statement.id not in there]
    at = len(standing) if place is None else place
    standing[at:at] = fresh


def overlap(one: Statement, other: Statement) -> float:
    """Jaccard similarity of the code points of two contents, 0 to 1."""
    first, second = points([one]), points([other])
    return len(first & second) / len(first | second) if first or second else 0.0


def points(statements: Iterable[Statement]) -> frozenset[int]:
    """The code points that the contents of statements cover."""
    return frozenset(point for s in statements for span in s.content for point in range(span.start, span.end))


def _part(
    statement: Statement, content: tuple[Span, ...], text: str, by: str, changes: dict[str, Any]
) -> Statement:
    core = _trimmed(_clipped(statement.core, content[0].start, content[-1].end), text)
    own = core if core and core != content and _has_word(core, text) else ()
    return statement.corrected(
        by, content=content, words=words_at(text, content), core=own, core_words=words_at(text, own), **changes
    )  # fmt: skip


def _clipped(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    cut = [Span(max(span.start, start), min(span.end, end)) for span in spans]
    return tuple(span for span in cut if span.start < span.end)


def _trimmed(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The spans without the blanks and joints at their two ends."""
    kept = list(spans)
    while kept and kept[0].start < kept[0].end and text[kept[0].start] in _JOINTS:
        kept[0] = Span(kept[0].start + 1, kept[0].end)
        if kept[0].start == kept[0].end:
            del kept[0]
    while kept and text[kept[-1].end - 1] in _JOINTS:
        kept[-1] = Span(kept[-1].start, kept[-1].end - 1)
        if kept[-1].start == kept[-1].end:
            del kept[-1]
    return tuple(kept)


def _has_word(spans: Sequence[Span], text: str) -> bool:
    return any(c.isalnum() for span in spans for c in text[span.start : span.end])


def _united(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans in the order of the text; those that overlap, or that only blanks and joints part, are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip(_JOINTS):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
