"""What lies within what: attributions clipped to their quotation, merged by cue, and given their parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.provenance import Span
from foedus.reporting.attribution.frames import Draft


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def without(spans: Iterable[Span], hole: Span) -> list[Span]:
    """Spans less what lies in ``hole``."""
    rest: list[Span] = []
    for span in spans:
        for part in (Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end)):
            if part.start < part.end:
                rest.append(part)
    return rest


def clipped(spans: Iterable[Span], to: Span) -> list[Span]:
    """What of the spans lies in ``to``."""
    parts = (Span(max(s.start, to.start), min(s.end, to.end)) for s in spans)
    return [part for part in parts if part.start < part.end]


def worded(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans without white space at their ends; those without a letter or digit go."""
    kept: list[Span] = []
    for span in spans:
        words = text[span.start : span.end]
        if any(c.isalnum() for c in words):
            start = span.start + len(words) - len(words.lstrip())
            kept.append(Span(start, start + len(words.strip())))
    return kept


def inside(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    """Whether each span of ``inner`` lies within one of ``outer``."""
    return bool(inner) and all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def length(spans: Iterable[Span]) -> int:
    """Characters in spans that do not overlap."""
    return sum(span.end - span.start for span in spans)


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the smallest other one whose content holds its cue, or its content where it has no cue."""
    spans = sorted((s.start, s.end, j) for j, draft in enumerate(drafts) for s in draft.content)
    marks = [draft.cue or draft.content for draft in drafts]
    result: list[int | None] = [None] * len(drafts)
    open_spans: list[tuple[int, int]] = []
    at = 0
    for i in sorted(range(len(drafts)), key=lambda i: marks[i][0].start):
        here = marks[i][0].start
        while at < len(spans) and spans[at][0] <= here:
            open_spans.append((spans[at][1], spans[at][2]))
            at += 1
        open_spans = [(end, j) for end, j in open_spans if end > here]
        around = [
            j
            for j in {j for _, j in open_spans if j != i}
            if inside(marks[i], drafts[j].content) and not inside(marks[j], drafts[i].content)
        ]
        result[i] = min(around, key=lambda j: (length(drafts[j].content), j), default=None)
    return result
