"""Words under a label: "REPORTER: Will you sign?" in a transcript, "Envoy: Talks Will Go On" in a headline.

A label names a person, an organisation or a group of people, or stands before a quotation; the paragraph's rest is
what it is answerable for. Labels of sections ("Analysis:", "Live:") name nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting import outlets
from foedus.reporting.frames import Draft
from foedus.reporting.language import Paragraph, Parsed
from foedus.reporting.relays import HUMAN

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_LABEL = re.compile(r"(?P<label>[^:“”\"''‘\n]{2,60}):(?:\s+(?=\S)|(?=[“\"]))")
_SURVEYS = frozenset(("poll", "report", "study", "survey", "review", "minister", "paper"))
_SECTIONS = frozenset(
    (
        "analysis", "opinion", "exclusive", "update", "live", "video", "watch", "breaking", "editorial", "comment",
        "interview", "factbox", "explainer", "timeline", "photos", "photo", "read", "note", "correction", "contact",
        "source", "image", "caption", "related", "contributing", "reporting", "editing", "translation", "date", "title",
    )
)  # fmt: skip
LONGEST_LABEL = 7
"""Words."""


def labelled(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each paragraph that begins with the label of a speaker."""
    marks = [(p, m) for p in parsed.paragraphs if (m := _LABEL.match(parsed.words(p.span))) is not None]
    often = Counter(m["label"] for _, m in marks)
    shouts = sum(m["label"].isupper() for _, m in marks)
    for paragraph, mark in marks:
        source = Span(paragraph.span.start, paragraph.span.start + mark.end("label"))
        content = Span(paragraph.span.start + mark.end(), paragraph.span.end)
        tokens = parsed.tokens_in(source)
        if (
            len(tokens) == 0
            or len(tokens) > LONGEST_LABEL
            or not _names(
                parsed, paragraph, tokens, max(often[mark["label"]], shouts if mark["label"].isupper() else 0)
            )
        ):
            continue
        if parsed.words(content)[0] not in "\"“'‘" and len(parsed.tokens_in(content)) < 4:
            continue
        colon = Span(source.end, source.end + 1)
        yield Draft(parsed.tokens_in(colon)[0].i, [content], source, [colon], ":", "label")


def _names(parsed: Parsed, paragraph: Paragraph, tokens: Tokens, times: int) -> bool:
    """Whether a label names somebody who can speak."""
    last = tokens[-1]
    words = tokens.text
    if any(t.lower_ in _SECTIONS for t in tokens):
        return False
    if words.isupper() and len(words) > 2 and times > 1:
        return True
    if any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    named = last.ent_type_ in ("PERSON", "ORG", "NORP") or outlets.known(words) is not None
    human = last.lemma_.lower() in HUMAN
    quoted = parsed.text[tokens[-1].idx + parsed.offset + len(last.text) + 1 :].lstrip()[:1] in '"“‘'
    if quoted:
        return named or human or last.pos_ == "PROPN"
    if words.isupper() and len(words) > 2 and named:
        return True
    alone = len(parsed.sentences_in(paragraph.span)) <= 2
    if paragraph.heading or (paragraph.index == 0 and alone):
        return (
            named
            or human
            or last.lemma_.lower() in _SURVEYS
            or (times == 1 and last.pos_ == "PROPN" and len(tokens) <= 2)
        )
    return times > 1 and named
