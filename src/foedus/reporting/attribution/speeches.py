"""Who has the floor without a verb that says so: labelled contributions, and sections under an expert's name.

    >>> from foedus.reporting.parsing.language import parse
    >>> text = "Ada Berg, analyst, Oslo: “It is late.”" + chr(10) * 2 + "Per Dahl, lawyer: “It is not.”"
    >>> parsed = parse(text)
    >>> [parsed.words(draft.source) for draft in contributions(parsed)]
    ['Ada Berg', 'Per Dahl']

A contribution is introduced by a name with what its bearer is ("Ada Berg, analyst, Oslo Institute:"), later by a part
of the name alone ("Berg:"); it is what follows in the paragraph, or all paragraphs under the name where that is a line
of its own. A single line with a name and a description is a byline: two are needed to make a round of experts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.sources import source_span, subject_of
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place, names
from foedus.reporting.names.person_names import PARTICLES
from foedus.reporting.names.roles import HONORIFICS
from foedus.reporting.parsing.language import Paragraph, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = r"[*_#]{0,3}"
_NAMED = re.compile(
    rf"{_MARKS}\s?(?P<name>[^\W\d_][^,:;.?!()\"“”\n]{{2,60}}|(?:[A-Z][\w’'-]*\.? ?){{2,6}})"
    rf"(?P<described>,[^:?!\"“”\n]{{2,140}}|\s\([^()\n]{{2,80}}\))?\s?{_MARKS}:{_MARKS}\s*(?=\S)"
)
_LINE = re.compile(
    rf"{_MARKS}\s?(?P<name>[^\W\d_][^,:;?!()\"“”\n]{{3,60}}),(?P<described>[^?!\"“”\n]{{2,140}}?):?\s?{_MARKS}:?"
)
_NEXT = re.compile(r"(?<=\s)(?P<name>[A-Z][^\s:]+(?: [A-Z][^\s:]+){0,3}):\s*(?=[\"“'‘„«])")
_OPENING = "\"“'‘„«"
_POINT = re.compile(r"(?:[-–—•▪*·]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_LEAD = 6
"""Tokens at a paragraph's end among which the verb stands that leads to a list."""
_FEWEST, _MOST = 2, 5
"""Words of a full name."""
_SINGLE = frozenset(("jr", "sr", "ii", "iii"))
_NO_NAMES = frozenset(
    "the a an and of in on at for to by from with is was but if as this that these those what who how why when where q".split()
)


@dataclass(frozen=True, slots=True)
class _Label:
    """A name at a paragraph's head: where it stands, its words, whether it is described, where the words begin."""

    paragraph: Paragraph
    source: Span
    name: str
    described: bool
    start: int


def contributions(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each paragraph under the name of whoever contributed it."""
    yield from _under_labels(parsed)
    yield from _in_sections(parsed)


def _under_labels(parsed: Parsed) -> Iterator[Draft]:
    """Paragraphs that begin with a described name and a colon, and those with such a name's short form."""
    labels = [found for p in parsed.paragraphs if (found := _label(parsed, p)) is not None]
    full = [found for found in labels if found.described and len(found.name.split()) >= _FEWEST]
    known = {found.name for found in full}
    last = {part for name in known for part in (name, name.split()[-1], name.split()[0])}
    for found in labels:
        quoted = parsed.text[found.start] in _OPENING
        introduced = found in full and (quoted or len(full) > 1)
        if introduced or (found.name in last and len(labels) > 1):
            yield from _in_turn(parsed, found, last)


def _in_turn(parsed: Parsed, first: _Label, known: Collection[str]) -> Iterator[Draft]:
    """The draft of a labelled paragraph, cut where further known names with a colon and a quotation follow in it."""
    source, start, end = first.source, first.start, first.paragraph.span.end
    for mark in _NEXT.finditer(parsed.text, start, end):
        if mark["name"] in known:
            yield _draft(parsed, source, Span(start, mark.start()))
            source, start = Span(mark.start("name"), mark.end("name")), mark.end()
    yield _draft(parsed, source, Span(start, end))


def _label(parsed: Parsed, paragraph: Paragraph) -> _Label | None:
    words = parsed.words(paragraph.span)
    mark = _NAMED.match(words)
    if mark is None:
        return None
    base = paragraph.span.start
    place = _name_in(parsed, Span(base + mark.start("name"), base + mark.end("name")))
    if place is None:
        return None
    described = mark["described"] is not None and not _tells(
        parsed, Span(base + mark.start("described"), base + mark.end("described"))
    )
    return _Label(paragraph, place, parsed.words(place), described, base + mark.end())


def _in_sections(parsed: Parsed) -> Iterator[Draft]:
    """The paragraphs under lines that are nothing but a described name, where there are two of them or more."""
    lines: dict[int, Span] = {}
    for paragraph in parsed.paragraphs:
        mark = _LINE.fullmatch(parsed.words(paragraph.span))
        if mark is None or paragraph.index + 1 >= len(parsed.paragraphs):
            continue
        base = paragraph.span.start
        place = _name_in(parsed, Span(base + mark.start("name"), base + mark.end("name")))
        described = Span(base + mark.start("described"), base + mark.end("described"))
        full = place is not None and len(parsed.words(place).split()) >= _FEWEST
        if place is not None and full and not _tells(parsed, described):
            lines[paragraph.index] = place
    if len(lines) < 2:
        return
    speaking: Span | None = None
    for paragraph in parsed.paragraphs:
        if paragraph.index in lines:
            speaking = lines[paragraph.index]
        elif paragraph.heading:
            speaking = None
        elif speaking is not None:
            yield _draft(parsed, speaking, paragraph.span)


def listed(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each point of a list that somebody is said to have said: "The envoy stated that | - talks go on; | - ..."."""
    lead: tuple[Token, cues.Cue, Span] | None = None
    for paragraph in parsed.paragraphs:
        words = parsed.words(paragraph.span)
        point = _POINT.match(words)
        if point is None:
            lead = _leads(parsed, paragraph) if words[-1] in ":-–—" or words[-1].isalpha() else None
        elif lead is not None:
            verb, row, source = lead
            content = Span(paragraph.span.start + point.end(), paragraph.span.end)
            yield Draft(-1, [content], source, [parsed.span_of(verb)], row.lemma, row.kind)


def _leads(parsed: Parsed, paragraph: Paragraph) -> tuple[Token, cues.Cue, Span] | None:
    """The verb of saying at a paragraph's end that has no content yet, its row, and whoever says it."""
    for verb in reversed(list(paragraph.tokens)[-_LEAD:]):
        row = cues.verb(verb) if verb.pos_ == "VERB" else None
        source = source_span(parsed, subject_of(verb)) if row is not None and "c" in row.frames else None
        if row is not None and source is not None:
            return verb, row, source
    return None


def _draft(parsed: Parsed, source: Span, content: Span) -> Draft:
    """A draft whose cue is the colon, or the name's last token where there is none."""
    tokens = parsed.tokens_in(source)
    sign = next((t for t in parsed.tokens_in(Span(source.end, content.start)) if t.text == ":"), None)
    if sign is None or content.start - source.end > 200:
        return Draft(-1, [content], source, [], ":", "label")
    return Draft(max(sign.i, tokens[-1].i), [content], source, [parsed.span_of(sign)], ":", "label")


def _name_in(parsed: Parsed, span: Span) -> Span | None:
    """Where a person's name stands in a label, without honorifics before it; None where the words are no name."""
    words = list(re.finditer(r"\S+", parsed.words(span)))
    while words and words[0].group().lower().rstrip(".") in HONORIFICS:
        words = words[1:]
    texts = [w.group() for w in words]
    if not 0 < len(texts) <= _MOST or not all(
        t[:1].isupper() or t in PARTICLES or t[:1] in _OPENING for t in texts
    ):
        return None
    name = " ".join(texts)
    lowered = {t.lower() for t in texts}
    if lowered & _NO_NAMES or is_place(name) or name in names() or outlets.known(name) is not None:
        return None
    if any(c.isdigit() for c in name) or all(t.isupper() for t in texts):
        return None
    return Span(span.start + words[0].start(), span.start + words[-1].end())


def _tells(parsed: Parsed, span: Span) -> bool:
    """Whether words behind a name are a clause rather than a description: a finite verb stands among them."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in parsed.tokens_in(span))
