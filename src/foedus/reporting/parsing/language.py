r"""The parse: an article as paragraphs, sentences and a dependency parse, with offsets in its text.

    >>> parsed = parse("Ministers met.\n\nThe envoy said that talks would go on.")
    >>> [parsed.text[s.start : s.end] for s in parsed.sentences]
    ['Ministers met.', 'The envoy said that talks would go on.']

A sentence never crosses a paragraph. All spans count code points of the text as stored, so that
``parsed.text[span.start:span.end]`` are the words; tokens of spaCy count from ``parsed.offset``, hence
`Parsed.span_of` is the way from tokens to spans and `Parsed.tokens_in` the way back.
"""

from __future__ import annotations

import bisect
import itertools
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.intake.layout import Block, blocks_of
from foedus.reporting.parsing.datelines import LONGEST_DATELINE, opening_end
from foedus.reporting.parsing.pipeline import pipeline
from foedus.reporting.parsing.titlecase import sentence_case
from foedus.threads import one_thread

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language
    from spacy.strings import StringStore

LONGEST_CHUNK = 100_000
"""Characters parsed at once: the parser's memory grows with the length of a text."""

_MOST_FORMS = 100_000
"""Words of which the forms are remembered before all are forgotten."""

# One character for one, so that offsets stay: odd spaces to plain ones; what has no UTF-8 form goes.
_ODD_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_PLAIN = dict.fromkeys(map(ord, _ODD_SPACES), " ") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph, headline or caption.

    Attributes:
        span: where it stands, without the white space around it.
        heading: whether it is a headline or another line that is no running text.
        index: its number in the article, from 0.
        tokens: spaCy's span of its tokens.
    """

    span: Span
    heading: bool
    index: int
    tokens: spacy.tokens.Span = field(repr=False)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence with its place, its parse (a spaCy span) and the paragraph that it stands in."""

    span: Span
    tokens: spacy.tokens.Span = field(repr=False)
    paragraph: Paragraph = field(repr=False)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.span.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.span.end


@dataclass(frozen=True, eq=False)
class Parsed:
    """The parse of one article.

    Attributes:
        text: the whole text that offsets count in.
        offset: where the parsed part begins; a token stands at ``offset + token.idx``.
        doc: spaCy's parse of the part.
        paragraphs: in the order of the text; together they hold all that is not white space.
        sentences: in the order of the text, none crosses a paragraph, none is empty.
    """

    text: str = field(repr=False)
    offset: int
    doc: spacy.tokens.Doc = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)

    @cached_property
    def tokens(self) -> list[spacy.tokens.Token]:
        """All tokens; spaCy makes each anew whenever a doc is walked, so they are made once here."""
        return list(self.doc)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each token."""
        return self._strings("ORTH")

    @cached_property
    def lowers(self) -> list[str]:
        """The text of each token in lower case."""
        return self._strings("LOWER")

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemma of each token in lower case."""
        return self._strings("LEMMA", str.lower)

    @cached_property
    def classes(self) -> list[str]:
        """The part of speech of each token (Universal Dependencies)."""
        return self._strings("POS")

    def _strings(self, attribute: str, form: Callable[[str], str] = str) -> list[str]:
        """A string of each token, looked up once for each that differs."""
        return list(
            map(_forms(self.doc.vocab.strings, form).__getitem__, self.doc.to_array(attribute).tolist())
        )

    @cached_property
    def known(self) -> dict[Any, Any]:
        """What was worked out of this parse, by what works it out; see `foedus.reporting.parsing.remembered`."""
        return {}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def span_of(self, tokens: spacy.tokens.Token | spacy.tokens.Span | Sequence[spacy.tokens.Token]) -> Span:
        """The span of a token, of spaCy's span, or from the first to the last of some tokens."""
        i = getattr(tokens, "i", None)
        first, last = (tokens[0].i, tokens[-1].i) if i is None else (i, i)  # type: ignore[index]
        return self.span_from(first, last)

    def span_from(self, first: int, last: int) -> Span:
        """The span from one token, by its index, to another."""
        offset = self.offset
        return Span(offset + self._starts[first], offset + self._ends[last])

    @cached_property
    def _ranges(self) -> dict[Span, range]:
        return {}

    def indices_in(self, span: Span) -> range:
        """The indices of the tokens that touch a span; many layers ask for the same spans."""
        known = self._ranges.get(span)
        if known is None:
            known = self._ranges[span] = self._indices_in(span)
        return known

    def _indices_in(self, span: Span) -> range:
        low = bisect.bisect_right(self._ends, span.start - self.offset)
        return range(low, max(low, bisect.bisect_left(self._starts, span.end - self.offset)))

    @cached_property
    def _ends(self) -> list[int]:
        return list(map(operator.add, self._starts, map(len, self.texts)))

    def tokens_in(self, span: Span) -> spacy.tokens.Span:
        """The tokens that touch a span (spaCy's span, empty if none does)."""
        indices = self.indices_in(span)
        return self.doc[indices.start : indices.stop]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position of the text, or None between sentences."""
        i = bisect.bisect_right(self._sentence_starts, position) - 1
        return self.sentences[i] if i >= 0 and position < self.sentences[i].span.end else None

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that touch a span."""
        low = bisect.bisect_right(self.sentences, span.start, key=lambda s: s.span.end)
        high = bisect.bisect_left(self.sentences, span.end, key=lambda s: s.span.start)
        return self.sentences[low:high]

    def paragraph_at(self, position: int) -> Paragraph | None:
        """The paragraph that holds a position of the text, or None between paragraphs."""
        i = bisect.bisect_right(self.paragraphs, position, key=lambda p: p.span.start) - 1
        return self.paragraphs[i] if i >= 0 and position < self.paragraphs[i].span.end else None

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


class _Forms(dict[int, str]):
    """The strings that spaCy's keys stand for, in some form, each looked up once for all texts."""

    def __init__(self, strings: StringStore, form: Callable[[str], str]) -> None:
        super().__init__()
        self._strings, self._form = strings, form

    def __missing__(self, key: int) -> str:
        if len(self) >= _MOST_FORMS:
            self.clear()
        form = self[key] = self._form(self._strings[key])
        return form


@lru_cache(maxsize=8)
def _forms(strings: StringStore, form: Callable[[str], str]) -> _Forms:
    """The forms of a vocabulary's strings; articles have most of their words in common."""
    return _Forms(strings, form)


def parse(text: str, offset: int = 0, end: int | None = None) -> Parsed:
    """The parse of ``text[offset:end]``; spans count from the start of ``text``.

    Any string is accepted, also an empty one (no paragraphs, no sentences).
    """
    return next(parse_many([(text, offset, end)]))


def parse_many(texts: Iterable[tuple[str, int, int | None]], batch: int = 16) -> Iterator[Parsed]:
    """The parses of many (text, offset, end), in their order, in batches of ``batch`` articles."""
    waiting: list[tuple[str, int, int | None]] = []
    for item in texts:
        waiting.append(item)
        if len(waiting) >= batch:
            yield from _parse_batch(waiting)
            waiting = []
    yield from _parse_batch(waiting)


def _parse_batch(items: Sequence[tuple[str, int, int | None]]) -> Iterator[Parsed]:
    from spacy.tokens import Doc

    nlp = pipeline()
    layouts = [blocks_of(text[offset:end].translate(_PLAIN)) for text, offset, end in items]
    docs: list[Doc] = []
    counts: list[int] = []
    for (text, offset, end), blocks in zip(items, layouts, strict=True):
        plain = sentence_case(text[offset:end].translate(_PLAIN), [b.span for b in blocks], _verb_forms())
        chunks = _chunks(plain, blocks)
        counts.append(len(chunks))
        docs += [_tokenised(nlp, chunk, start, blocks) for start, chunk in chunks]
    with one_thread("numpy"):
        done = iter(list(nlp.pipe(docs, batch_size=64)))
    for (text, offset, _), blocks, count in zip(items, layouts, counts, strict=True):
        parts = [next(done) for _ in range(count)]
        doc = parts[0] if count == 1 else Doc.from_docs(parts, ensure_whitespace=False)
        if doc is None:  # from_docs gives None for no documents; there is always one
            continue
        yield parsed_from(text, offset, doc, blocks)


@cache
def _verb_forms() -> frozenset[str]:
    """The forms of verbs that headlines are full of and that are no names."""
    return frozenset(
        form for lemma in cues.verbs() for form in cues.inflected(lemma) if form.endswith(("s", "ed", "ing"))
    )


def _chunks(text: str, blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """The text in pieces of at most `LONGEST_CHUNK` characters, cut between paragraphs if possible."""
    if len(text) <= LONGEST_CHUNK:
        return [(0, text)]
    cuts, last = [0], 0
    edges = sorted({b.span.start for b in blocks} | {len(text)})
    for edge, after in zip(edges, [*edges[1:], len(text)], strict=True):
        if after - last > LONGEST_CHUNK and edge > last:
            cuts.append(edge)
            last = edge
        while after - last > LONGEST_CHUNK:
            space = text.rfind(" ", last + LONGEST_CHUNK // 2, last + LONGEST_CHUNK)
            last = space + 1 if space >= 0 else last + LONGEST_CHUNK
            cuts.append(last)
    cuts.append(len(text))
    return [(a, text[a:b]) for a, b in itertools.pairwise(cuts) if a < b]


def _tokenised(nlp: Language, text: str, start: int, blocks: Sequence[Block]) -> spacy.tokens.Doc:
    """Tokens of a chunk that begins at ``start``, with a sentence's start fixed at each paragraph's."""
    doc = nlp.tokenizer(text)
    edges = {b.span.start - start for b in blocks}
    for first in sorted(edge for edge in edges if 0 <= edge < len(text)):
        edges.add(first + opening_end(text[first : first + LONGEST_DATELINE]))
    for token in doc:
        if token.idx in edges:
            token.is_sent_start = True
    return doc


def parsed_from(text: str, offset: int, doc: spacy.tokens.Doc, blocks: Sequence[Block]) -> Parsed:
    """The record of a doc that spaCy parsed from ``text[offset:]``, which has these blocks."""
    starts = tuple(token.idx for token in doc)
    paragraphs: list[Paragraph] = []
    for block in blocks:
        low = bisect.bisect_left(starts, block.span.start)
        high = bisect.bisect_left(starts, block.span.end)
        span = Span(offset + block.span.start, offset + block.span.end)
        paragraphs.append(Paragraph(span, block.heading, len(paragraphs), doc[low:high]))
    sentences: list[Sentence] = []
    i = 0
    for sent in doc.sents:
        low, high = sent.start, sent.end
        while low < high and doc[low].is_space:
            low += 1
        while high > low and doc[high - 1].is_space:
            high -= 1
        if low == high:
            continue
        begin = offset + doc[low].idx
        while i + 1 < len(paragraphs) and paragraphs[i + 1].span.start <= begin:
            i += 1
        span = Span(begin, offset + doc[high - 1].idx + len(doc[high - 1].text))
        sentences.append(Sentence(span, doc[low:high], paragraphs[i]))
    return Parsed(text, offset, doc, tuple(paragraphs), tuple(sentences), starts)
