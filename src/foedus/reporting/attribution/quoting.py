"""Whose words a quotation holds: the verb beside it, or the speaker who was quoted just before.

A quotation is joined to the draft whose content it overlaps; one without such a draft goes to the nearest
verb of saying outside of it, in the same sentence or the lead to it; one that follows another in the same
paragraph, or opens the next one before a new speaker is named, goes on with the words of the same speaker.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.nesting import clipped, inside, length, united, without
from foedus.reporting.attribution.quotations import Quotation
from foedus.reporting.attribution.sources import beside, is_passive, source_span, subject_of
from foedus.reporting.names.people import people_of
from foedus.reporting.names.voices import can_speak
from foedus.reporting.parsing.grammar import FINITE, child, trimmed
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_STOP = re.compile(r"(\S+)[.?] ")
_SHORTENED = re.compile(r"[A-Z][A-Za-z]{0,3}|(?:[A-Za-z]\.)+[A-Za-z]|[a-z]")
"""A word that a full stop shortens: "Sen.", "Lt.", "U.S."."""
_SIGNED = re.compile(
    r"[ \t]*(?P<dash>[–—―]|--?)[ \t]*(?P<name>(?:[a-z][\w’'-]* ){0,3}[A-Z][\w.’'-]*(?: [\w.’'-]+){0,6}?)(?:[,(][^\n.]{0,120})?(?:[\s)]*(?:\n|$)|[.)]+(?:\s|$))"
)
"""Who signs a quotation, at the end of its line or its sentence."""
REACH = 40
"""Tokens between a quotation and its cue, at most."""


class Quoted:
    """Where an article's quotations stand, to be asked by position."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.quotations = tuple(quotations)
        self._starts = [q.span.start for q in quotations]

    def at(self, position: int) -> Quotation | None:
        """The quotation that holds a position."""
        i = bisect.bisect_right(self._starts, position) - 1
        return self.quotations[i] if i >= 0 and position < self.quotations[i].span.end else None

    def touching(self, span: Span) -> list[Quotation]:
        """The quotations that overlap a span."""
        i = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        found = []
        while i < len(self.quotations) and self.quotations[i].span.start < span.end:
            if self.quotations[i].span.end > span.start:
                found.append(self.quotations[i])
            i += 1
        return found


def fit(draft: Draft, quoted: Quoted) -> Draft | None:
    """A draft squared with the quotations: kept inside the one that holds its cue, or widened to those it cuts."""
    home = quoted.at(draft.cue[0].start) if draft.cue else None
    if home is not None and home.utterance:
        draft.content = clipped(draft.content, home.inner)
        if draft.source is not None and not home.inner.start <= draft.source.start < home.inner.end:
            draft.source = None
        return draft if draft.content else None
    spans: list[Span] = []
    for span in draft.content:
        touched = quoted.touching(span)
        spans += [
            span,
            *(q.span for q in touched if q.utterance or q.span.start < span.start or q.span.end > span.end),
        ]
        draft.quoted += [q.span for q in touched]
    for hole in [*draft.cue, *([draft.source] if draft.source else [])]:
        spans = without(united(spans), hole)
    draft.content = united(spans)
    if draft.source is not None:
        draft.source = _outside(draft.source, quoted)
    return draft


def _outside(source: Span, quoted: Quoted) -> Span:
    """A source without the end of a quotation that the parser took it to begin in: "... our coin," an envoy said."""
    first = quoted.at(source.start)
    if (
        first is None
        or not first.utterance
        or not first.span.start < source.start < first.span.end < source.end
    ):
        return source
    return Span(first.span.end, source.end)


def attach(parsed: Parsed, drafts: list[Draft], quoted: Quoted) -> list[Draft]:
    """All drafts with each quotation in one of them; new drafts are added for those that had none."""
    owner: dict[Span, Draft] = {}
    for known in drafts:
        if not known.cue or quoted.at(known.cue[0].start) is None:
            for span in known.quoted:
                owner.setdefault(span, known)
    by_cue = {draft.at: draft for draft in drafts if draft.at >= 0}
    added: list[Draft] = []
    last: Draft | None = None
    draft: Draft | None
    for quotation in quoted.quotations:
        draft = owner.get(quotation.span)
        if draft is None and not quotation.utterance:
            continue
        if draft is None and (signed := _by_signature(parsed, quotation)) is not None:
            draft = signed
            added.append(draft)
        if draft is None and quotation.continued and last is not None:
            draft = last
            _take(draft, quotation)
        if draft is None:
            draft = _by_verb(parsed, quotation, quoted, by_cue, added)
        if draft is None and last is not None and _follows(parsed, last, quotation):
            draft = last
            _take(draft, quotation)
        if draft is None:
            draft = _by_verb(parsed, quotation, quoted, by_cue, added, across=True)
        if draft is None:
            draft = _by_colon(parsed, quotation) or Draft(
                -1, [quotation.span], None, [], "", "quotation", [quotation.span]
            )
            added.append(draft)
        if quotation.utterance:
            last = draft
    return drafts + added


def _by_verb(
    parsed: Parsed,
    quotation: Quotation,
    quoted: Quoted,
    by_cue: dict[int, Draft],
    added: list[Draft],
    across: bool = False,
) -> Draft | None:
    """The draft of the verb of saying beside a quotation, with the quotation in it; None if there is no verb.

    ``across`` looks for it in the sentence before.
    """
    verb = _cue_beside(parsed, quotation, quoted, across)
    if verb is None:
        return None
    draft = by_cue.get(verb.i)
    if draft is None:
        subject = subject_of(verb)
        if subject is None or quoted.at(parsed.span_of(subject).start) is not None:
            subject = beside(verb)
        draft = Draft(verb.i, [], source_span(parsed, subject), [parsed.span_of(verb)], verb.lemma_, "speech")
        telling = _around(draft, by_cue.values()) if across else draft
        if telling is draft:
            by_cue[verb.i] = draft
            added.append(draft)
        draft = telling
    elif across:
        draft = _around(draft, by_cue.values())
    elif _far(parsed, draft, quotation):
        return None
    _take(draft, quotation)
    if verb.i > parsed.tokens_in(quotation.span).start:
        draft.content = united([*draft.content, *_run_up(parsed, quotation, quoted)])
    return draft


def _around(draft: Draft, others: Iterable[Draft]) -> Draft:
    """The largest draft whose content holds a draft's cue: "she said" around "the envoys have hinted that"; else itself."""
    holding = [other for other in others if other is not draft and inside(draft.cue, other.content)]
    return max(holding, key=lambda other: length(other.content), default=draft)


def _run_up(parsed: Parsed, quotation: Quotation, quoted: Quoted) -> list[Span]:
    """The words before a quotation that begins in the middle of a sentence: Both men “were stiff,” she said."""
    first = parsed.tokens_in(quotation.span).start
    doc = parsed.tokens
    paragraph = parsed.paragraph_at(quotation.span.start)
    low = first
    while paragraph is not None and low > paragraph.tokens.start and first - low < REACH:
        before = doc[low - 1]
        if before.text in (".", "!", "?", ":", ";") or quoted.at(parsed.offset + before.idx) is not None:
            break
        low -= 1
    near = doc[first - 1] if first > low else None
    return trimmed(parsed, low, first - 1) if near is not None and (near.is_alpha or near.is_digit) else []


def _by_colon(parsed: Parsed, quotation: Quotation) -> Draft | None:
    """From the report: "...": the noun before the colon is the source, if it can have a voice."""
    i = parsed.tokens_in(quotation.span).start - 1
    doc = parsed.tokens
    while i >= 0 and doc[i].is_space:
        i -= 1
    if i < 1 or doc[i].text != ":":
        return None
    colon, sentence = doc[i], doc[i - 1].sent
    nouns = [
        t
        for t in doc[sentence.start : i]
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound" and can_speak(t)
    ]
    if not nouns:
        return None
    cue = parsed.span_of(colon)
    source = source_span(parsed, nouns[-1], Span(0, cue.start))
    return Draft(colon.i, [quotation.span], source, [cue], ":", "label", [quotation.span])


def _by_signature(parsed: Parsed, quotation: Quotation) -> Draft | None:
    """From the name that a dash sets behind a quotation to the end of its line: '"It is over." – Ada Berg, envoy'."""
    mark = _SIGNED.match(parsed.text, quotation.span.end)
    paragraph = parsed.paragraph_at(quotation.span.start)
    if mark is None or paragraph is None or mark.end("name") > paragraph.span.end:
        return None
    source = Span(mark.start("name"), mark.end("name"))
    line = parsed.tokens_in(Span(source.start, max(mark.end(), source.end)))
    if len(line) == 0 or any(t.tag_ in FINITE for t in line) or line[0].i < 1:
        return None
    dash = Span(mark.start("dash"), mark.end("dash"))
    return Draft(line[0].i - 1, [quotation.span], source, [dash], ":", "label", [quotation.span])


def _take(draft: Draft, quotation: Quotation) -> None:
    draft.content = united([*draft.content, quotation.span])
    draft.quoted.append(quotation.span)


def _far(parsed: Parsed, draft: Draft, quotation: Quotation) -> bool:
    """Whether a draft's own content stands apart from a quotation: in another paragraph that no colon ends."""
    there = parsed.paragraph_at(draft.content[0].start)
    if there is None or there is parsed.paragraph_at(quotation.span.start):
        return False
    return parsed.text[there.span.end - 1] != ":"


def _follows(parsed: Parsed, last: Draft, quotation: Quotation) -> bool:
    """Whether a quotation goes on with the words of the last one's speaker.

    It does when it begins a sentence in the same paragraph, or opens the next paragraph and nobody else is
    named there before it.
    """
    end = max([*last.content, *last.cue, *([last.source] if last.source else [])]).end
    here = parsed.paragraph_at(quotation.span.start)
    before = parsed.paragraph_at(end - 1)
    if here is None or before is None or here.index - before.index > 1:
        return False
    if here is not before:
        return quotation.span.start == here.span.start
    if _brings_up(parsed, last, Span(end, quotation.span.start)):
        return False
    between = parsed.text[end : quotation.span.start]
    begun = sum(
        end < s.start < quotation.span.start for s in parsed.sentences_in(Span(end, quotation.span.start))
    )
    return begun == 0 or sum(not _SHORTENED.fullmatch(word) for word in _STOP.findall(between)) <= 1


def _brings_up(parsed: Parsed, last: Draft, between: Span) -> bool:
    """Whether a sentence between two quotations has somebody else with a name for its subject."""
    known = parsed.words(last.source).split() if last.source is not None else []
    for sentence in parsed.sentences_in(between):
        if sentence.start < between.start:
            continue
        subject = child(sentence.tokens.root, "nsubj", "nsubjpass")
        if subject is not None and subject.text not in known:
            at = parsed.span_of(subject).end
            if any(mention.end == at for person in people_of(parsed) for mention in person.subjects):
                return True
    return False


def _cue_beside(parsed: Parsed, quotation: Quotation, quoted: Quoted, across: bool) -> Token | None:
    """The nearest verb of saying with a subject, after the quotation or before it, in its paragraph.

    The paragraph before is searched too if it ends in a colon, or if this one is nothing but the quotation.
    """
    tokens = parsed.tokens_in(quotation.span)
    paragraph = parsed.paragraph_at(quotation.span.start)
    if paragraph is None or len(tokens) == 0:
        return None
    doc = parsed.tokens
    start, end = paragraph.tokens.start, paragraph.tokens.end
    if quotation.span.start == paragraph.span.start and paragraph.index:
        above = parsed.paragraphs[paragraph.index - 1]
        alone = across and quotation.span.end >= paragraph.span.end - 1
        if alone or parsed.text[above.span.end - 1] == ":":
            start = above.tokens.start
    first = tokens.start - 1
    while first >= start and doc[first].is_space:
        first -= 1
    text = parsed.words(quotation.inner)
    closed = parsed.texts[tokens.end : tokens.end + 1] == [
        "."
    ]  # '... "if they stay". He told the paper that'
    over = closed and tokens.end + 1 < end and parsed.texts[tokens.end + 1][:1].isupper()
    after = range(0) if over else range(tokens.end, min(tokens.end + REACH, end))
    following = _verbs(parsed, after, quoted)
    leading = _verbs(parsed, range(first, max(first - REACH, start) - 1, -1), quoted, main=across)
    if over and leading is not None and leading.dep_ in ("relcl", "acl"):
        leading = None  # "the plan that the envoys promote": what follows is not theirs
    before = doc[first].text if first >= start else ""
    if before in (".", "!", "?") and not across:
        leading = None
    if before in (",", ":") and leading is not None:
        return leading
    if before == ":":
        return _leading_clause(parsed, first, start)
    if text[-1:] not in ".…" and following is not None:
        return following
    return leading or (following if text[-1:] not in ".!?…" else None)


def _leading_clause(parsed: Parsed, colon: int, start: int) -> Token | None:
    """The main verb of the sentence that ends in the colon before a quotation."""
    root = parsed.tokens[colon].sent.root
    return (
        root if root.pos_ == "VERB" and start <= root.i < colon and child(root, "nsubj") is not None else None
    )


def _verbs(parsed: Parsed, indices: range, quoted: Quoted, main: bool = False) -> Token | None:
    """The first verb of saying with a subject among some tokens, up to the end of a sentence, outside of quotations.

    ``main`` wants who says it in the sentence as a whole: "stresses" in "she stresses that events may decide".
    """
    for i in indices:
        token = parsed.tokens[i]
        if token.text in (".", "!", "?") and i != indices[0]:
            return None
        if token.pos_ != "VERB" or quoted.at(parsed.offset + token.idx) is not None:
            continue
        if main:
            if (governing := _governing(token)) is not None:
                return governing
        elif _says(token) and (subject_of(token) is not None or beside(token) is not None):
            return token
        if token.lemma_ == "put" and (thing := child(token, "dobj")) is not None and thing.lower_ == "it":
            return token
    return None


def _says(verb: Token) -> bool:
    cue = cues.verb(verb)
    return cue is not None and "q" in cue.frames


def _governing(verb: Token) -> Token | None:
    """The highest verb of saying above a verb, or itself, whose subject can speak; none that a noun's clause holds."""
    found: Token | None = None
    for token in (verb, *verb.ancestors):
        if token.dep_ in ("relcl", "acl"):
            found = None
        if token.pos_ != "VERB" or is_passive(token) or not _says(token):
            continue
        subject = subject_of(token)
        if token.dep_ not in ("relcl", "acl") and subject is not None and can_speak(subject):
            found = token
    return found
