"""Cues that commas set into a sentence, whatever the parser made of them: "talks would end, said Ada Berg, and the rest would follow".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Talks would end, said Ada Berg, and the rest would follow.")
    >>> draft = set_in(parsed, parsed.tokens[4], cues.verbs()["say"])
    >>> [parsed.words(span) for span in draft.content]
    ['Talks would end', 'and the rest would follow']

Between two commas, or a comma and the end, stand nothing but a noun phrase that can speak and a tensed verb of
saying or thinking; around them stands a clause. A parser that reads many clauses in one sentence often makes the
noun the subject of another verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.names.voices import can_speak
from foedus.reporting.parsing.grammar import FINITE, past_opening, trimmed
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KINDS = frozenset(("speech", "thought", "opinion", "knowledge"))
_TENSED = ("VBD", "VBZ", "VBP")
_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART"))
_NAMING = ("NOUN", "PROPN", "PRON")
_ENDS = frozenset((",", ".", ";"))
_WHERE_AND_WHEN = frozenset(
    ("in", "at", "on", "after", "during", "late", "early", "earlier", "later", "today", "yesterday", "here")
)
_LONGEST_TAIL = 8
"""Tokens after a cue that say where and when, at most: "said in Oslo on Monday"."""
_LONGEST = 10
"""Tokens of a noun phrase between two commas, at most."""


def set_in(parsed: Parsed, verb: Token, cue: cues.Cue) -> Draft | None:
    """What the sentence around a cue says that commas set into it, or None."""
    if verb.tag_ not in _TENSED or cue.kind not in _KINDS or "q" not in cue.frames:
        return None
    doc, sentence = verb.doc, verb.sent
    start, end = sentence.start, sentence.end
    spoken = _before(verb, start) or _behind(verb, end)
    if spoken is None:
        return None
    first, last, noun = spoken
    if first > verb.i and noun.head == verb:
        last = max(last, noun.right_edge.i)
    low, high = min(first, verb.i), max(last, _particle(verb))
    closes = doc[high + 1].text if high + 1 < end else "."
    if closes not in _ENDS and _only_where_and_when(doc, high + 1, end):
        closes = "."
    if low <= start + 1 or doc[low - 1].text != "," or closes not in _ENDS:
        return None
    rest = range(high + 2, end) if closes == "," else range(0)
    if not (_has_clause(doc, range(start, low - 1)) or _opens_with_verb(doc, rest)):
        return None
    content = trimmed(parsed, past_opening(parsed, start, low - 2), low - 2)
    if rest:
        content += trimmed(parsed, rest.start, rest.stop - 1)
    source = parsed.span_from(first, last)
    return Draft(verb.i, content, source, [parsed.span_of(verb)], cue.lemma, cue.kind, head=noun.i)


def _before(verb: Token, start: int) -> tuple[int, int, Token] | None:
    """First and last token of the noun phrase between a comma and the verb, and its head; the sentence begins at ``start``."""
    doc, i = verb.doc, verb.i - 1
    while i > start and doc[i].pos_ == "ADV":
        i -= 1
    last = i
    while i > start and (doc[i].pos_ in _PHRASE or _joins(doc, i)) and last - i < _LONGEST:
        i -= 1
    return _speaking(verb, i + 1, last) if doc[i].text == "," else None


def _joins(doc: Doc, i: int) -> bool:
    """Whether a token joins two nouns: "negotiators and campaigners"."""
    return doc[i].dep_ == "cc" and doc[i - 1].pos_ in _NAMING and doc[i + 1].pos_ in _PHRASE


def _only_where_and_when(doc: Doc, first: int, end: int) -> bool:
    """Whether nothing but a place, a day or an occasion stands between a cue and the end of its sentence."""
    rest = doc[first:end]
    opens = rest[0].lower_ in _WHERE_AND_WHEN or rest[0].ent_type_ in ("DATE", "TIME")
    return (
        opens
        and len(rest) <= _LONGEST_TAIL
        and not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in rest)
    )


def _behind(verb: Token, end: int) -> tuple[int, int, Token] | None:
    """The same for a noun phrase between the verb and a comma, ", said Ada Berg,"; the sentence ends before ``end``."""
    doc, i = verb.doc, verb.i + 1
    if doc[verb.i - 1].text != ",":
        return None
    while i < end and doc[i].pos_ in _PHRASE and i - verb.i <= _LONGEST:
        i += 1
    return _speaking(verb, verb.i + 1, i - 1)


def _particle(verb: Token) -> int:
    """The last token of a cue: "on" of "he went on"."""
    on = verb.lemma_ == "go" and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "on"
    return verb.i + 1 if on else verb.i


def _speaking(verb: Token, first: int, last: int) -> tuple[int, int, Token] | None:
    """A noun phrase with its head, if that can speak; the head stands before the first preposition."""
    doc = verb.doc
    if any(doc[i].tag_ in ("WP", "WDT", "WP$") for i in range(first, last + 1)):
        return None  # "Ada Berg, a jurist who advised on the loans": who advised says nothing there
    if first > last or doc[first].pos_ in ("ADP", "PART") or doc[first].tag_ in ("WP", "WDT", "IN"):
        return None
    until = next((i for i in range(first, last + 1) if doc[i].pos_ == "ADP"), last + 1)
    noun = next((doc[i] for i in range(until - 1, first - 1, -1) if doc[i].pos_ in _NAMING), None)
    if noun is None or noun.lower_ in ("it", "this", "that") or not can_speak(noun):
        return None
    return first, last, noun


def _has_clause(doc: Doc, tokens: range) -> bool:
    """Whether a finite verb stands among some tokens that no conjunction and no relative makes dependent."""
    for i in tokens:
        token = doc[i]
        if token.tag_ not in FINITE:
            continue
        head = token.head if token.dep_ in ("aux", "auxpass") else token
        if head.dep_ not in ("relcl", "acl", "advcl") and not any(
            c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT") for c in head.lefts
        ):
            return True
    return False


def _opens_with_verb(doc: Doc, tokens: range) -> bool:
    """Whether what stands behind the second comma goes on with a finite verb: "Oslo, he adds, is ready"."""
    return bool(tokens) and doc[tokens.start].tag_ in FINITE
