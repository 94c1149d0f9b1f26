"""What goes on behind a semicolon, or behind a colon after who said so: the same speaker goes on.

    >>> from foedus.reporting.attribution.attribution import attributions
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Oslo cannot leave soon, said the analyst Ada Berg; it is a long process.")
    >>> [parsed.words(span) for a in attributions(parsed) for span in a.content]
    ['Oslo cannot leave soon', 'it is a long process']

Writers who sum up what somebody said set its sentences side by side in one. The rest of the sentence is the speaker's
unless somebody else is made to speak in it, or the attribution stands in a clause of its own below another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foedus.provenance import Span
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed

_SAYING = frozenset(("speech", "judgement", "thought", "opinion"))
_TOP = frozenset(("ROOT", "parataxis", "ccomp", "conj"))
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_STOP = re.compile(r"[;:]")
_FEWEST_TOKENS = 3


def gone_on(parsed: Parsed, drafts: Sequence[Draft]) -> None:
    """Give each attribution what goes on behind it in its sentence."""
    found = [(draft, rest) for draft in drafts if (rest := _rest(parsed, draft)) is not None]
    if not found:
        return
    taken = [s for d in drafts for s in (*d.content, *d.cue, *([d.source] if d.source else ()))]
    for draft, rest in found:
        if not any(s.start < rest.end and s.end > rest.start for s in taken):
            draft.content.append(rest)


def set_apart(tree: Tree, tokens: Sequence[int]) -> Iterator[list[int]]:
    """Parts of what somebody said where it goes on behind a semicolon or colon that is no part of it."""
    part: list[int] = []
    for i in tokens:
        if part and part[-1] < i - 1 and tree.low[i - 1] in (";", ":"):
            yield part
            part = []
        part.append(i)
    if part:
        yield part


def _rest(parsed: Parsed, draft: Draft) -> Span | None:
    """What stands behind the first semicolon, or the colon, after all that the attribution holds."""
    if draft.at < 0 or draft.kind not in _SAYING or not draft.content:
        return None
    tree, sentence = tree_of(parsed), parsed.sentence_at(draft.cue[0].start)
    if (
        tree.dep[draft.at] not in _TOP
        or sentence is None
        or _STOP.search(parsed.words(sentence.span)) is None
    ):
        return None
    held = max(s.end for s in (*draft.content, *draft.cue, *([draft.source] if draft.source else ())))
    inverted = max(s.end for s in draft.content) < max(s.end for s in draft.cue)
    stops = (";", ":") if inverted else (";",)
    at = parsed.indices_in(sentence.span)
    for i in at:
        if tree.word[i] in stops and tree.start[i] >= held:
            return _clause(parsed, range(i + 1, at.stop))
    return None


def _clause(parsed: Parsed, tokens: range) -> Span | None:
    """The span of the rest of a sentence without its end mark, if it says something."""
    kept = [parsed.tokens[i] for i in tokens if not parsed.tokens[i].is_space]
    while kept and kept[-1].is_punct:
        kept.pop()
    if len(kept) < _FEWEST_TOKENS or not any(t.tag_ in _FINITE for t in kept):
        return None
    return Span(parsed.span_of(kept[0]).start, parsed.span_of(kept[-1]).end)
