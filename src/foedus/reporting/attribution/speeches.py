"""Who has the floor without a verb that says so: labelled contributions, transcripts, sections under an expert's name.

    >>> from foedus.reporting.parsing.language import parse
    >>> text = "Ada Berg, analyst, Oslo: “It is late.”" + chr(10) * 2 + "Per Dahl, lawyer: “It is not.”"
    >>> parsed = parse(text)
    >>> [parsed.words(draft.source) for draft in contributions(parsed)]
    ['Ada Berg', 'Per Dahl']

A contribution is introduced by a name with what its bearer is ("Ada Berg, analyst, Oslo Institute:"), later by a part
of the name or its initials ("Berg:", "AB:"); in a transcript short labels come again and again. A section under a line
that is a name is its bearer's where two lines are names, unless it speaks of the bearer by name: then it is a portrait.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.attribution.first_person import says_i
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.chains.relays import HUMAN
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place, names
from foedus.reporting.names.people import people_of
from foedus.reporting.names.person_names import PARTICLES
from foedus.reporting.names.roles import HONORIFICS
from foedus.reporting.names.voices import is_word_for_people
from foedus.reporting.parsing.language import Paragraph, Parsed

_MARKS = r"[*_#]{0,3}"
_NAME = r"(?P<name>(?:[A-Z][\w’'-]*\. ){0,2}[^\W\d_][^,:;.?!()\"“”\n]{1,60}?)"
_NAMED = re.compile(
    rf"{_MARKS}\s?{_NAME}(?P<described>,[^:?!\"“”\n]{{2,140}}|\s\([^()\n]{{2,80}}\))?\s?{_MARKS}:{_MARKS}\s*(?=\S)"
)
_LINE = re.compile(
    rf"{_MARKS}\s?(?:\d{{1,2}}[.)]\s)?{_NAME}(?P<described>(?:,|\s[–—-])\s[^?!\"“”\n]{{2,140}}?|\s\([^()\n]{{2,80}}\))?:?\s?{_MARKS}:?"
)
_BOLD = re.compile(
    rf"(\*\*|__){_NAME}(?P<described>,[^*_\n]{{2,140}}?|\s\([^()\n]{{2,80}}\))?[.:]?\1[.:]?\s+(?=[A-Z\"“‘])"
)
_NEXT = re.compile(r"(?<=\s)(?P<name>[A-Z][^\s:]+(?: [A-Z][^\s:]+){0,3}):\s*(?=[\"“'‘„«])")
_OPENING = "\"“'‘„«"
_FEWEST, _MOST = 2, 5
"""Words of a full name."""
_TURNS = 3
"""Labelled paragraphs of a transcript, at least."""
_NO_NAMES = frozenset(
    "the a an and of in on at for to by from with is was but if as this that these those what who how why when where q".split()
)
ASKING = frozenset(("host", "moderator", "interviewer", "reporter", "question", "presenter", "anchor"))
"""Labels of those who ask."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A name at a paragraph's head: where it stands, its words, whether it is described, where the words begin."""

    paragraph: Paragraph
    source: Span
    name: str
    titled: bool
    described: bool
    bold: bool
    start: int


def contributions(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each paragraph under the name of whoever contributed it."""
    labels = [found for p in parsed.paragraphs if (found := _label(parsed, p)) is not None]
    speaking = _speaking(parsed, labels)
    turn: _Label | None = None
    last = max(speaking, default=-1)
    for paragraph in parsed.paragraphs:
        if paragraph.index in speaking:
            turn = speaking[paragraph.index]
            yield from _in_turn(parsed, turn, {found.name for found in speaking.values()})
        elif turn is None:
            continue
        elif paragraph.heading or (paragraph.index > last and not says_i(parsed, paragraph)):
            turn = None
        elif parsed.text[turn.start] not in _OPENING:
            yield _draft(parsed, turn.source, paragraph.span)  # goes on until the next label
    yield from _in_sections(parsed)


def _speaking(parsed: Parsed, labels: Collection[_Label]) -> dict[int, _Label]:
    """The labels that give somebody the floor, by paragraph: described ones, their short forms, a transcript's."""
    full = [found for found in labels if found.described and (found.titled or " " in found.name)]
    known = {part for found in full for part in _forms(found.name)}
    often = Counter(found.name for found in labels)
    people = {part for p in people_of(parsed) for part in _forms(p.name)}
    transcript = len(labels) >= _TURNS and len(often) > 1 and max(often.values()) > 1
    speaking = {}
    for found in labels:
        introduced = found in full and (parsed.text[found.start] in _OPENING or len(full) > 1)
        introduced = introduced or (found.bold and found.name in people and says_i(parsed, found.paragraph))
        again = found.name in known and len(labels) > 1
        listed = transcript and (found.titled or found.name in people or _is_role(found.name))
        shouted = transcript and found.name.isupper() and often[found.name] > 1
        if introduced or again or listed or shouted:
            speaking[found.paragraph.index] = found
    return speaking


def _forms(name: str) -> tuple[str, ...]:
    """A name, its parts, its last name in capitals and its initials."""
    parts = name.split()
    initials = "".join(part[0] for part in parts) if len(parts) > 1 else name
    return (name, name.upper(), parts[-1], parts[-1].upper(), parts[0], initials)


def _is_role(name: str) -> bool:
    word = name.lower().split()[-1]
    return is_word_for_people(word) or word in HUMAN or word in ASKING


def _in_turn(parsed: Parsed, first: _Label, known: Collection[str]) -> Iterator[Draft]:
    """The draft of a labelled paragraph, cut where further known names with a colon and a quotation follow in it."""
    known = {part for name in known for part in _forms(name)}
    source, start, end = first.source, first.start, first.paragraph.span.end
    for mark in _NEXT.finditer(parsed.text, start, end):
        if mark["name"] in known:
            yield _draft(parsed, source, Span(start, mark.start()))
            source, start = Span(mark.start("name"), mark.end("name")), mark.end()
    yield _draft(parsed, source, Span(start, end))


def _label(parsed: Parsed, paragraph: Paragraph) -> _Label | None:
    words = parsed.words(paragraph.span)
    mark = (_NAMED.match(words) if ":" in words else None) or _BOLD.match(words)
    base = paragraph.span.start
    place = mark and _name_in(parsed, Span(base + mark.start("name"), base + mark.end("name")))
    if mark is None or place is None:
        return None
    described = mark["described"] is not None and not _tells(
        parsed, Span(base + mark.start("described"), base + mark.end("described"))
    )
    if mark["described"] is not None and not described:
        return None
    titled = place.start > base + mark.start("name")
    return _Label(
        paragraph, place, parsed.words(place), titled, described, words[0] in "*_", base + mark.end()
    )


def _in_sections(parsed: Parsed) -> Iterator[Draft]:
    """The paragraphs under lines that are nothing but a described or known name, where there are two of them or more."""
    known = {p.name for p in people_of(parsed) if " " in p.name}
    lines: dict[int, Span] = {}
    for paragraph in parsed.paragraphs[:-1]:
        place = _line(parsed, paragraph, known)
        if place is not None:
            lines[paragraph.index] = place
    if len(lines) > 1:
        yield from _under(parsed, lines)


def _line(parsed: Parsed, paragraph: Paragraph, known: Collection[str]) -> Span | None:
    """Where the full name stands in a paragraph that is a name with a description, or the name of somebody known."""
    mark = _LINE.fullmatch(parsed.words(paragraph.span))
    if mark is None:
        return None
    base = paragraph.span.start
    place = _name_in(parsed, Span(base + mark.start("name"), base + mark.end("name")))
    if place is None or len(parsed.words(place).split()) < _FEWEST:
        return None
    if mark["described"] is None:
        return place if parsed.words(place) in known else None
    return None if _tells(parsed, Span(base + mark.start("described"), base + mark.end())) else place


def _under(parsed: Parsed, lines: Mapping[int, Span]) -> Iterator[Draft]:
    """A draft for each paragraph of the sections under some lines; none in a section that names its own bearer."""
    section: list[Paragraph] = []
    speaking: Span | None = None
    for paragraph in (*parsed.paragraphs, None):
        if paragraph is None or paragraph.index in lines or paragraph.heading:
            if speaking is not None and not _portrays(parsed, section, speaking):
                yield from (_draft(parsed, speaking, part.span) for part in section)
            section, speaking = [], lines.get(paragraph.index) if paragraph is not None else None
        elif speaking is not None:
            section.append(paragraph)


def _portrays(parsed: Parsed, section: Collection[Paragraph], name: Span) -> bool:
    last = parsed.words(name).split()[-1]
    return any(last in parsed.words(part.span) for part in section)


def _draft(parsed: Parsed, source: Span, content: Span) -> Draft:
    """A draft whose cue is the colon between the two, if there is one."""
    sign = next((t for t in parsed.tokens_in(Span(source.end, content.start)) if t.text == ":"), None)
    if sign is None or content.start - source.end > 200:
        return Draft(-1, [content], source, [], ":", "label")
    return Draft(sign.i, [content], source, [parsed.span_of(sign)], ":", "label")


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
    if lowered & _NO_NAMES or is_place(name.title() if name.isupper() else name) or name in names():
        return None
    if outlets.known(name) is not None or any(c.isdigit() for c in name):
        return None
    return Span(span.start + words[0].start(), span.start + words[-1].end())


def _tells(parsed: Parsed, span: Span) -> bool:
    """Whether words behind a name are a clause rather than a description: a finite verb stands among them."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in parsed.tokens_in(span))
