"""Points of a list that somebody is said to have said: "The envoy stated that", and then a line for each point.

>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse((chr(10) * 2).join(("The envoy stated that", "- talks would go on;", "- nobody would leave.")))
>>> [(parsed.words(d.source), parsed.words(d.content[0])) for d in listed(parsed)]
[('The envoy', 'talks would go on;'), ('The envoy', 'nobody would leave.')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.sources import source_span, subject_of
from foedus.reporting.parsing.language import Paragraph, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINT = re.compile(r"(?:[-–—•▪*·]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_LEAD = 6
"""Tokens at a paragraph's end among which the verb stands that leads to a list."""


def listed(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each point of a list that a verb of saying leads to."""
    lead: tuple[Token, cues.Cue, Span] | None = None
    for paragraph in parsed.paragraphs:
        words = parsed.words(paragraph.span)
        point = _POINT.match(words)
        if point is None:
            lead = _leads(paragraph, parsed) if words[-1] in ":-–—" or words[-1].isalpha() else None
        elif lead is not None:
            verb, row, source = lead
            content = Span(paragraph.span.start + point.end(), paragraph.span.end)
            yield Draft(-1, [content], source, [parsed.span_of(verb)], row.lemma, row.kind)


def _leads(paragraph: Paragraph, parsed: Parsed) -> tuple[Token, cues.Cue, Span] | None:
    """The verb of saying at a paragraph's end that has no content yet, its row, and whoever says it."""
    for verb in reversed(list(paragraph.tokens)[-_LEAD:]):
        row = cues.verb(verb) if verb.pos_ == "VERB" else None
        source = source_span(parsed, subject_of(verb)) if row is not None and "c" in row.frames else None
        if row is not None and source is not None:
            return verb, row, source
    return None
