"""Words under a label: "REPORTER: Will you sign?" in a transcript, "Envoy: Talks Will Go On" in a headline.

A label names a person, an organisation or a group of people, or stands before a quotation; the paragraph's rest is
what it is answerable for. Labels of sections ("Analysis:", "Live:") name nobody. A headline may name who says it
at its end, too ("Talks Will Go On: Envoy", "Base to Close - Foreign Ministry").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.interviews import answers
from foedus.reporting.attribution.lists import listed
from foedus.reporting.attribution.speeches import contributions
from foedus.reporting.chains.relays import HUMAN
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place, names, palaces
from foedus.reporting.names.roles import OFFICES
from foedus.reporting.names.voices import is_group, is_person, is_word_for_people
from foedus.reporting.parsing.language import Paragraph, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TIME = r"(?:\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|GMT|CET|CEST|BST|EST|EDT|UTC))?\s*[-–—|:]?\s+)?"
"""The time at the head of an entry of a live blog."""
_LABEL = re.compile(_TIME + r"(?P<label>[^:“”\"''‘\n]{2,60}):(?:\s+(?=\S)|(?=[“\"]))")
_SURVEYS = frozenset(("poll", "report", "study", "survey", "review", "minister", "paper"))
_SECTIONS = frozenset(
    (
        "analysis", "opinion", "exclusive", "update", "live", "video", "watch", "breaking", "editorial", "comment",
        "interview", "factbox", "explainer", "timeline", "photos", "photo", "read", "note", "correction", "contact",
        "source", "image", "caption", "related", "contributing", "reporting", "editing", "updates", "translation", "date", "title",
    )
)  # fmt: skip
_AT_END = re.compile(r"(?P<said>.{12,}?)(?::\s+|\s+[-–—]{1,2}\s+)(?P<label>[^:–—\"“”]{2,60})$")
_ABOUT = re.compile(r"\s+(?:on|over|about|after|as|amid|before|at)\s")
"""What a headline says behind whoever is quoted: "'We will not sign': Danish premier on the accord"."""
_TALK_WITH = re.compile(r"(?:an? |our |exclusive )?interview with (?=\S)", re.IGNORECASE)
_REPORTERS = frozenset(
    ("report", "source", "media", "official", "expert", "analyst", "study", "poll", "survey")
)
_SAYS = (
    r"says?|said|warns?|tells?|claims?|reports?|predicts?|suggests?|insists?|admits?|hints?|signals?|argues?|believes?|fears?|"
    r"announces?|declares?|confirms?|estimates?|finds?|shows?|hopes?|thinks?|expects?|complains?|concedes?"
)
_SAID_AT_END = re.compile(
    rf"(?P<said>.{{12,}}?),\s+(?:(?P<before>[^,:“”\"]{{2,60}}?)\s+(?P<last>{_SAYS})|(?P<first>{_SAYS})\s+(?P<after>[^,:“”\"]{{2,60}}))$"
)
"""A headline without a verb of its own but that of saying at its end: "Return very unlikely, says envoy"."""
_UTTERED = re.compile(
    r"(?P<who>[^'’]{2,40}?)['’]s? (?:\w+ )?(?:warning|message|threat|vow|plea|verdict|advice|appeal|promise|claim|words?|answer)\b"
)
"""Whose words a headline ends in: "'We will walk': Lund's warning to Oslo"."""
_NO_NAMES = frozenset(
    ("at", "of", "that", "to", "for", "it", "over", "no", "in", "on", "about", "its", "by", "with", "as")
)
"""Words behind a headline's last verb by which that has its own object: "hints at an exit"."""
_KICKER = re.compile(r"[A-Z]{4,}:\s+")
_ENTRY = re.compile(_TIME)
LONGEST_LABEL = 7
"""Words."""
_LONGEST_AT_END = 5


def labelled(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each paragraph that begins, and each headline that ends, with the label of a speaker."""
    contributed = list(contributions(parsed))
    yield from contributed
    taken = {draft.content[-1].end for draft in contributed}
    opened = [draft for draft in _opened(parsed) if draft.content[0].end not in taken]
    yield from opened
    if not contributed:
        yield from (
            draft
            for draft in answers(parsed)
            if all(draft.content[0].end != o.content[0].end for o in opened)
        )
    yield from listed(parsed)
    taken |= {draft.content[0].end for draft in opened}
    yield from (draft for draft in _signed(parsed) if draft.source and draft.source.end not in taken)
    yield from _closed(parsed)
    yield from _taken_for_nouns(parsed)


def behind_time(parsed: Parsed, draft: Draft) -> None:
    """Take the time at the head of an entry of a live blog off what is said in it."""
    for k, span in enumerate(draft.content):
        if not parsed.text[span.start].isdigit():
            continue
        paragraph, mark = parsed.paragraph_at(span.start), _ENTRY.match(parsed.text, span.start, span.end)
        opens = paragraph is not None and paragraph.span.start == span.start
        if opens and mark is not None and mark.end() < span.end:
            draft.content[k] = Span(mark.end(), span.end)


def _opened(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each paragraph that begins with a label."""
    marks = [(p, m) for p in parsed.paragraphs if (m := _LABEL.match(parsed.words(p.span))) is not None]
    often = Counter(m["label"] for _, m in marks)
    shouts = sum(m["label"].isupper() for _, m in marks)
    for paragraph, mark in marks:
        source = Span(paragraph.span.start + mark.start("label"), paragraph.span.start + mark.end("label"))
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
        if parsed.words(content)[0] not in "\"“'‘" and len(parsed.tokens_in(content)) < (
            3 if paragraph.heading else 4
        ):
            continue
        colon = Span(source.end, source.end + 1)
        yield Draft(parsed.tokens_in(colon)[0].i, [content], source, [colon], ":", "label")


def _signed(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each headline that names at its end who says so."""
    for paragraph in parsed.paragraphs:
        if not (paragraph.heading or len(parsed.paragraphs) == 1):
            continue
        mark = _AT_END.fullmatch(parsed.words(paragraph.span))
        if mark is None:
            continue
        start = paragraph.span.start
        content = Span(start, start + mark.end("said"))
        talk = _TALK_WITH.match(mark["label"])
        close = _ABOUT.search(mark["label"]) if mark["said"][-1] in "\"”'’" else None
        stop = start + (mark.start("label") + close.start() if close else mark.end("label"))
        source = Span(start + mark.start("label") + (talk.end() if talk else 0), stop)
        tokens = parsed.tokens_in(source)
        if len(tokens) > 0 and (whose := _UTTERED.match(mark["label"])):
            source = Span(source.start, source.start + whose.end("who"))
            yield Draft(
                tokens[0].i - 1,
                [content],
                source,
                [_visible(parsed, Span(content.end, source.start))],
                ":",
                "label",
            )
            continue
        if 0 < len(tokens) <= _LONGEST_AT_END and _signs(tokens) and _tells(parsed, content):
            sign = Span(content.end, source.start)
            yield Draft(tokens[0].i - 1, [content], source, [_visible(parsed, sign)], ":", "label")


def _closed(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each headline whose verb of saying at its end the parser gave no content."""
    for paragraph in parsed.paragraphs:
        if not (paragraph.heading or len(parsed.paragraphs) == 1):
            continue
        mark = _SAID_AT_END.fullmatch(parsed.words(paragraph.span))
        if (
            mark is None
            or mark.string[-1] in ".!?"
            or (mark["after"] or "").partition(" ")[0] in _NO_NAMES
            or len((mark["before"] or mark["after"]).split()) > _LONGEST_AT_END
        ):
            continue
        start = paragraph.span.start
        kicker = _KICKER.match(mark["said"])
        cue, source = ("last", "before") if mark["last"] else ("first", "after")
        verb = parsed.tokens_in(Span(start + mark.start(cue), start + mark.end(cue)))[0]
        if any(c.dep_ == "ccomp" and not c.text.isupper() for c in verb.children):
            continue
        content = Span(start + (kicker.end() if kicker else 0), start + mark.end("said"))
        spoken = Span(start + mark.start(source), start + mark.end(source))
        lemma = cues.verb_form(verb.lower_)
        yield Draft(
            verb.i, [content], spoken, [parsed.span_of(verb)], lemma.lemma if lemma else verb.lower_, "speech"
        )


def _taken_for_nouns(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each headline whose verb the tagger took for a noun: "Lund Demands Islands Pay More Or ..."."""
    for paragraph in parsed.paragraphs:
        if not (paragraph.heading or len(parsed.paragraphs) == 1):
            continue
        tokens = parsed.tokens[paragraph.tokens.start : paragraph.tokens.end]
        for k, token in enumerate(tokens[:_LONGEST_AT_END]):
            row = cues.verb_form(token.lower_) if token.tag_ == "NNS" and k else None
            if row is not None and "c" in row.frames and _is_verb_after_all(tokens, k):
                content = Span(parsed.span_of(tokens[k + 1]).start, parsed.span_of(tokens[-1]).end)
                source = parsed.span_of(parsed.doc[tokens[0].i : token.i])
                yield Draft(token.i, [content], source, [parsed.span_of(token)], row.lemma, row.kind)
                break
            if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ"):
                break


def _is_verb_after_all(tokens: Sequence[Token], k: int) -> bool:
    """Whether a plural noun behind a name, to which nothing before it belongs, has a clause behind it."""
    token, rest = tokens[k], tokens[k + 1 :]
    noun = token.n_lefts or token.dep_ in ("nsubj", "nsubjpass", "compound")
    return not noun and any(t.dep_ == "nsubj" and t.i > token.i for t in rest)


def _signs(tokens: Tokens) -> bool:
    """Whether a headline's last words name somebody who can have said the rest."""
    if any(t.pos_ in ("VERB", "AUX") or t.lower_ in _SECTIONS - {"source"} for t in tokens):
        return False
    last, words = tokens[-1], tokens.text
    if outlets.cited(words) or names().get(words.removeprefix("the ")) is not None:
        return True
    if last.lemma_.lower() in _REPORTERS | HUMAN | OFFICES or last.ent_type_ in ("PERSON", "ORG"):
        return True
    return (
        is_person(last)
        or is_group(last)
        or (last.pos_ == "PROPN" and len(tokens) <= 2 and last.ent_type_ == "")
    )


def _tells(parsed: Parsed, content: Span) -> bool:
    """Whether the words before it are a clause or quote somebody: a verb or a quotation mark stands among them."""
    return any(t.is_quote for t in parsed.tokens_in(content)) or any(
        t.pos_ in ("VERB", "AUX") or t.lower_ == "to" for t in parsed.tokens_in(content)
    )


def _visible(parsed: Parsed, sign: Span) -> Span:
    """A colon or dash without the spaces around it."""
    words = parsed.words(sign)
    start = sign.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _is_place_or_dateline(parsed: Parsed, paragraph: Paragraph, words: str, times: int) -> bool:
    """Whether a label is a place, or opens an article in capitals as a dateline does."""
    if is_place(words.title() if words.isupper() else words):
        return True
    first = paragraph.index == 0 and not paragraph.heading and len(parsed.paragraphs) > 1
    return words.isupper() and times == 1 and first


def _names(parsed: Parsed, paragraph: Paragraph, tokens: Tokens, times: int) -> bool:
    """Whether a label names somebody who can speak."""
    last = tokens[-1]
    words = tokens.text
    timed = paragraph.span.start < parsed.offset + tokens[0].idx  # an entry of a live blog
    palace = words in palaces() and (timed or paragraph.heading)
    if any(t.lower_ in _SECTIONS for t in tokens) or (
        not palace and _is_place_or_dateline(parsed, paragraph, words, times)
    ):
        return False
    if palace or (words.isupper() and len(words) > 2 and times > 1):
        return True
    if any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    named = last.ent_type_ in ("PERSON", "ORG", "NORP") or outlets.known(words) is not None
    human = last.lemma_.lower() in HUMAN
    quoted = parsed.text[tokens[-1].idx + parsed.offset + len(last.text) + 1 :].lstrip()[:1] in "\"“'‘"
    if quoted:
        return named or human or last.pos_ == "PROPN"
    if words.isupper() and len(words) > 2 and named:
        return True
    alone = len(parsed.sentences_in(paragraph.span)) <= 2
    if paragraph.heading or timed or (paragraph.index == 0 and alone):
        return (
            named
            or human
            or is_word_for_people(last.lower_)
            or is_group(last)
            or last.lemma_.lower() in _SURVEYS
            or (times == 1 and last.pos_ == "PROPN" and len(tokens) <= 2)
        )
    return times > 1 and named
