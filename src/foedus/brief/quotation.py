"""Words of an article as a brief quotes them: verbatim with their place, and so that they do not mislead.

What only joins a statement to the text before is left out; the verb that brings in a paraphrase is kept where the words
say something else without it: what is denied, hoped, demanded, and what is no clause by itself.
"""

from __future__ import annotations

import re

from foedus.brief.document import Inline, Parts, Quote, Text
from foedus.brief.grounds import Grounds
from foedus.ledger import Statement
from foedus.provenance import Span

_NEAR = 40  # characters between a verb and what it brings in, over which they are quoted as one
_COLOURING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt\w*|reject\w*|dismiss\w*|refut\w*|disput\w*|contradict\w*|disbeliev\w*|"
    r"(?:rul(?:e|es|ed|ing)) out|question(?:s|ed|ing)?|refus\w*|declin\w*|hop(?:e|es|ed|ing)|fear(?:s|ed|ing)?|want(?:s|ed|ing)?|"
    r"wish(?:es|ed|ing)?|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|propos\w+|threaten\w*|vow\w*|pledg\w+|promis\w+|"
    r"plan(?:s|ned|ning)?|consider\w*|weigh\w*|mull\w*|offer(?:s|ed|ing)?|seek(?:s|ing)?|sought)\b",
    re.IGNORECASE,
)
"""Verbs without which the words would be read as claimed: what is denied, doubted, hoped, asked for, threatened, weighed."""
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|according to|add(?:s|ed)?|not(?:es|ed)|wr(?:ites?|ote)|report(?:s|ed)?|stat(?:es?|ed))\b",
    re.IGNORECASE,
)
"""Verbs that only bring words in: who says has said a clause."""
_INFINITIVE = re.compile(r"\W*(?:not )?to [a-z]")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|cannot|could|may|might|must|"
    r"(?:he|she|it|they|we|i|you) (?!as\b|to\b)\w+|\w+ed)\b|n[’']t\b|[’'](?:ll|d|re|m|ve)\b",
    re.IGNORECASE,
)
"""What shows that words have a verb of their own; where none is found the verb before them is quoted too."""


def quoted(grounds: Grounds, statement: Statement, limit: int = 0) -> Parts:
    """The words of a statement, verbatim with their place, cut after ``limit`` words (0: whole).

    A paraphrase is quoted with the verb that brings it in where it would mislead without: what somebody denies or
    doubts, and what is no clause by itself ("regard it as very improbable").
    """
    article = grounds.by_article.get(statement.article)
    found: list[Inline] = []
    left = limit or 10**6
    spans = list(statement.content)
    if article:
        spans = _balanced(
            _with_its_verb(statement, _telling_spans(statement, article.text), article.text), article.text
        )
    for span in spans:
        if left <= 0:
            break
        text = article.text if article else ""
        kept, left, cut = _first_words(text, span, left)
        words = text[kept.start : kept.end] if article else statement.words
        if found:
            found.append(Text(" … "))
        found.append(
            Quote(
                words,
                statement.id,
                statement.article,
                kept.start,
                kept.end,
                article.digest if article else "",
                spoken=statement.voice == "direct",
                translated=translation_of(grounds, statement.article),
            )
        )
        if cut:
            found.append(Text(" …"))
    return tuple(found)


_LEADING = re.compile(r"(?:(?:and|but|yet|so) )?(?:that )(?=\w)|(?:and|but|yet|so),? (?=\w)", re.IGNORECASE)
_LINKING = re.compile(
    r"(?:however|moreover|furthermore|besides|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|meanwhile|still|also|"
    r"nevertheless|nonetheless|instead|thus|therefore|indeed|in addition|for example|for instance)[,:]?",
    re.IGNORECASE,
)


def _telling_spans(statement: Statement, text: str) -> list[Span]:
    """The spans of a statement less what only joins it to the text before: "and that", "However" on its own."""
    spans = [s for s in statement.content if not _LINKING.fullmatch(text[s.start : s.end].strip())] or list(
        statement.content
    )
    first = _LEADING.match(text, spans[0].start, spans[0].end) if spans else None
    if first and first.end() < spans[0].end:
        spans[0] = Span(first.end(), spans[0].end)
    return spans


def condition_of(grounds: Grounds, statement: Statement) -> Parts:
    """The condition under which something was said, verbatim; empty if there is none or the words hold it."""
    article = grounds.by_article.get(statement.article)
    apart = [
        c
        for c in statement.condition
        if not any(s.start <= c.start and c.end <= s.end for s in statement.content)
    ]
    if article is None or not apart:
        return ()
    found: list[Inline] = [Text(", with the condition ")]
    for i, span in enumerate(apart):
        if i:
            found.append(Text(" … "))
        found.append(
            Quote(article.text[span.start : span.end], statement.id, statement.article, span.start, span.end, article.digest,
                  spoken=statement.voice == "direct", translated=translation_of(grounds, statement.article))
        )  # fmt: skip
    return tuple(found)


def _first_words(text: str, span: Span, limit: int) -> tuple[Span, int, bool]:
    """The part of a span that holds at most ``limit`` words, the words left over, and whether it was cut.

    A cut falls on a comma or semicolon where one stands in the second half.
    """
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    if len(words) <= limit + 4:
        return span, limit - len(words), False
    end = words[limit - 1].end()
    pause = max(text.rfind(mark, span.start, span.start + end) for mark in ",;") - span.start
    return Span(span.start, span.start + (pause if pause > end / 2 else end)), 0, True


def _with_its_verb(statement: Statement, spans: list[Span], text: str) -> list[Span]:
    """The spans with the verb that brings them in, where they would mislead without it."""
    if statement.voice != "indirect" or not statement.cue or not spans:
        return spans
    cue = Span(statement.cue[0].start, statement.cue[-1].end)
    verb = text[cue.start : cue.end]
    judging = any(cue.start <= p.start and p.end <= cue.end for p in statement.phrase_span)
    words = " ".join(text[s.start : s.end] for s in spans)
    bare = bool(_INFINITIVE.match(words)) or not (_CLAUSE.search(words) or _SAYING.search(verb))
    if not (_COLOURING.search(verb) or judging or bare):
        return spans
    first, last = spans[0], spans[-1]
    if last.end <= cue.start:
        return [*spans, cue]
    if cue.end > first.start:
        return spans
    if first.start - cue.end > _NEAR:
        return [cue, *spans]
    return [Span(cue.start, first.end), *spans[1:]]


def _balanced(spans: list[Span], text: str) -> list[Span]:
    """The spans with the straight mark that closes or opens an inner quotation just outside of them."""
    found = []
    for span in spans:
        start, end = span.start, span.end
        if text.count('"', start, end) % 2:
            closing = re.compile(r'[.,!?]?"').match(text, end)
            if closing:
                end = closing.end()
            elif text[start - 1 : start] == '"':
                start -= 1
        found.append(Span(start, end))
    return found


def translation_of(grounds: Grounds, article: str) -> str:
    """Words such as "translated from Chinese by A. Name" where an article is a translation; else ""."""
    found = grounds.by_article.get(article)
    if found is None or not (found.translator or found.original_language):
        return ""
    source = f" from {found.original_language}" if found.original_language else ""
    by = f" by {found.translator}" if found.translator else ""
    return f"translated{source}{by}"
