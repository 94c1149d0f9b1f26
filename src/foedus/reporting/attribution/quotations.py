"""Quotations: what stands inside quotation marks, over sentences and paragraphs.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("She called it “a gift” and left.")
    >>> [parsed.words(q.span) for q in quotations(parsed)]
    ['“a gift”']

Curly, straight, doubled single, angle and German marks are read; single marks only outside of double ones. A
quotation that is opened again at the head of the next paragraph without having been closed goes on there. An
opening mark that is never closed reaches to the end of its paragraph, so that an odd number of marks does
no harm beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import Paragraph, Parsed
from foedus.reporting.parsing.remembered import once_per_parse

_MARK = re.compile(r"''|``|[\"“”„«»]")
_SINGLE_OPEN = re.compile(  # the mark first: a search for one of two characters is fast
    r"[‘'](?:(?<=[\s(\[—–:-][‘'])|(?<=^[‘']))(?=[A-Z\[…\w])(?![0-9]0s\b|[Tt]is\b|[Tt]was\b|em\b|cause\b|til\b)"
)
_SINGLE_CLOSE = re.compile(r"[’'](?<=[\w.,!?…\])][’'])(?![\w’'])")
_ANY_MARK = re.compile(r"[\"“”„«»'‘`]")

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_FEWEST = 3
"""Characters that a quotation's end holds at least."""
_BEHIND = 7
"""Tokens behind a quotation among which a verb of saying tells on it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks.

    Attributes:
        span: with the marks.
        inner: without them and without white space at the ends.
        closed: whether its closing mark was found in the paragraph.
        continued: whether it continues the quotation before it, which was not closed in the paragraph before.
        utterance: whether it can be someone's sentence rather than a term, a title or a scare quote.
    """

    span: Span
    inner: Span
    closed: bool
    continued: bool
    utterance: bool


@once_per_parse
def quotations(parsed: Parsed) -> tuple[Quotation, ...]:
    """The outermost quotations of an article in the order of the text; they do not overlap."""
    found: list[Quotation] = []
    for paragraph in parsed.paragraphs:
        words = parsed.words(paragraph.span)
        if _ANY_MARK.search(words) is None:
            continue
        ended = (
            _closing_at(words)
            if found and not found[-1].closed and _is_next(parsed, found[-1], paragraph)
            else 0
        )
        if ended:
            base = paragraph.span.start
            inner = _stripped(parsed.text, Span(base, base + ended - 1))
            found.append(Quotation(Span(base, base + ended), inner, True, True, True))
        pairs = [(a + ended, b + ended, width, closed) for a, b, width, closed in _double(words[ended:])]
        pairs += [
            pair
            for pair in _single(words)
            if pair[0] >= ended and not any(a < pair[1] and pair[0] < b for a, b, _, _ in pairs)
        ]
        for start, end, width, closed in sorted(pairs):
            base = paragraph.span.start
            before = found[-1] if found else None
            goes_on = (
                before is not None
                and not before.closed
                and start == 0
                and parsed.paragraph_at(before.span.start) is not paragraph
            )
            inner = _stripped(
                parsed.text, Span(base + start + width, base + (end - width if closed else end))
            )
            if inner.start < inner.end:
                utterance = _is_utterance(parsed, inner)
                found.append(Quotation(Span(base + start, base + end), inner, closed, goes_on, utterance))
    return tuple(found)


def _is_next(parsed: Parsed, before: Quotation, paragraph: Paragraph) -> bool:
    """Whether a paragraph follows the one that a quotation stands in."""
    there = parsed.paragraph_at(before.span.start)
    return there is not None and there.index + 1 == paragraph.index


def _closing_at(words: str) -> int:
    """The end of the mark that closes a quotation opened in the paragraph before and not again; 0 where none does."""
    mark = _MARK.search(words)
    if mark is None or mark.group() not in '"”»' or _may_open(words, mark) or mark.start() < _FEWEST:
        return 0
    return mark.end() if words[mark.start() - 1] in ".,!?…" else 0


def _double(words: str) -> Iterator[tuple[int, int, int, bool]]:
    """Pairs of double marks in a paragraph: start, end, width of a mark, closed."""
    start: int | None = None
    width = 1
    for mark in _MARK.finditer(words):
        sign = mark.group()
        if start is None:
            if sign == "''" and not _may_open(words, mark):
                continue
            if not _may_open(words, mark) and sign in '"”»' and not words[mark.end() :].strip():
                continue
            if (
                sign == '"'
                and mark.start() > 0
                and words[mark.start() - 1].isdigit()
                and not _may_open(words, mark)
            ):
                continue  # inches and seconds
            start, width = mark.start(), len(sign)
        elif sign in "“``„«" and _may_open(words, mark):
            if sign in "“„" and words[start] in "“„" and _no_close_between(words, start, mark.start()):
                yield start, mark.start(), width, False
                start = mark.start()
        elif sign in ('"', "''") and len(sign) == width and _opens_again(words, mark):
            yield start, mark.start(), width, False
            start = mark.start()
        else:
            yield start, mark.end(), width, True
            start = None
    if start is not None:
        yield start, len(words), width, False


def _may_open(words: str, mark: re.Match[str]) -> bool:
    before = words[mark.start() - 1] if mark.start() else " "
    after = words[mark.end()] if mark.end() < len(words) else " "
    return (before.isspace() or before in "([{—–-‘'/:") and not after.isspace()


def _opens_again(words: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark where a closing one is due can only be an opening one."""
    before = words[mark.start() - 1] if mark.start() else " "
    after = words[mark.end()] if mark.end() < len(words) else " "
    return before.isspace() and (after.isupper() or after == "[")


def _no_close_between(words: str, start: int, end: int) -> bool:
    return "”" not in words[start:end]


def _single(words: str) -> Iterator[tuple[int, int, int, bool]]:
    """Pairs of single marks; one that finds no closing mark is an apostrophe."""
    at = 0
    while opened := _SINGLE_OPEN.search(words, at):
        after = _SINGLE_OPEN.search(words, opened.end())
        end = after.start() if after is not None else len(words)
        closing = list(_SINGLE_CLOSE.finditer(words, opened.end() + 1, end))
        if not closing:
            at = opened.end()
            continue
        # a possessive ("the workers' demands") looks like an end: the first mark after a stop is surer
        sure = [m for m in closing if words[m.start() - 1] in ".,!?…"]
        close = sure[0] if sure else closing[0]
        yield opened.start(), close.end(), 1, True
        at = close.end()


def _stripped(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    left = len(words) - len(words.lstrip())
    return Span(min(span.start + left, span.end), max(span.start + left, span.start + len(words.rstrip())))


def _is_utterance(parsed: Parsed, inner: Span) -> bool:
    """A stop or comma before the closing mark, or a verb with its subject inside."""
    words, tokens, tree = parsed.words(inner), parsed.indices_in(inner), tree_of(parsed)
    if any(tree.dep[i] in _SUBJECTS and tree.head[i] in tokens for i in tokens):
        return True
    if words[-1] == "," and _is_told_on(parsed, inner):
        return True
    return words[-1] in ".!?" and len(tokens) > 2


def _is_told_on(parsed: Parsed, inner: Span) -> bool:
    """Whether a verb of saying follows right behind a quotation that a comma ends: "The pact," said Lund, "is dead."."""
    after = parsed.indices_in(inner).stop + 1
    for token in parsed.tokens[after : after + _BEHIND]:
        if token.is_punct or token.is_space:
            return False
        row = cues.verb(token) if token.tag_ in ("VBD", "VBZ") else None
        if row is not None and "q" in row.frames:
            return True
    return False
