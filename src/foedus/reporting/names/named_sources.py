"""Which person a source names: "Lund", "a member of the party, Mr Ola Lund", "BERG" in a transcript.

>>> from foedus.reporting.names.people import people_of
>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Anna Weir came first. Weir said no.")
>>> person_named(parsed, people_of(parsed), parsed.tokens[5], parsed.span_of(parsed.tokens[5])).name
'Anna Weir'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.names.long_titles import is_behind_body
from foedus.reporting.names.people import Person, bearer, spelled_out
from foedus.reporting.names.person_names import bare_name, set_off_name
from foedus.reporting.names.roles import BEFORE_NAMES
from foedus.reporting.names.voices import is_person, is_text, is_thing
from foedus.reporting.parsing.grammar import child, children
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


def person_named(parsed: Parsed, people: Sequence[Person], head: Token, span: Span) -> Person | None:
    """The person whose name a noun is, or who stands beside it in apposition."""
    for token in (head, *children(head, "appos")):
        if token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.ent_type_ == ""):
            name = bare_name(_entity_at(token)) if token.ent_type_ else token.text
            found = bearer(people, name, parsed.span_of(token).start)
            if found is not None:
                return found
        elif (
            token is not head
            and _has_holder(head)
            and (beside := _mentioned_at(parsed, people, token)) is not None
        ):
            return beside
    position = parsed.span_of(head).start
    if head.text.isupper() and (person := spelled_out(people, parsed.words(span))) is not None:
        return person
    named = Span(span.start, span.start + len(parsed.words(span).partition(", who ")[0]))
    at_end = [p for p in people for m in p.mentions if m.end == named.end and m.start > position]
    if at_end and (
        _follows_body(parsed, named, at_end[0])
        or child(head, "conj") is not None
        or any(m.start == position + len(head.text) + 1 for m in at_end[0].mentions)
    ):
        return at_end[0]
    if head.pos_ == "PROPN":
        return bearer(people, head.text, position)
    if head.tag_ != "NN" or is_text(head):
        return None  # a document is not who signed it
    if (last := next(iter(at_end), None)) is not None and (
        is_thing(head) or _follows_place(parsed, span, last)
    ):
        return last  # "at a rally in Bergen Lund said", taken for one noun phrase
    # "a member of the party, Mr Ola Lund," is Lund, whatever the parser hung him on
    set_off = [set_off_name(part.strip()) for part in parsed.words(span).split(",")]
    inside = (p for p in people if p.name in set_off and p.last_before(span.end) >= span.start)
    return next(inside, None) if len(set_off) > 1 else None


def _has_holder(head: Token) -> bool:
    """Whether a noun is an office or a word for people: a document is not who signed it."""
    return head.lemma_.lower() in BEFORE_NAMES or is_person(head)


def _mentioned_at(parsed: Parsed, people: Sequence[Person], token: Token) -> Person | None:
    """Whoever is named by the name that a token ends, whatever a recogniser took it for."""
    end = parsed.span_of(token).end
    return next((p for p in people if any(m.end == end for m in p.mentions)), None)


def _follows_body(parsed: Parsed, span: Span, person: Person) -> bool:
    """Whether a name at a source's end stands right behind what the office is of: "Leader of the Opposition Ola Lund"."""
    mention = next(m for m in person.mentions if m.end == span.end)
    return is_behind_body(parsed, parsed.indices_in(mention).start)


def _follows_place(parsed: Parsed, span: Span, person: Person) -> bool:
    """Whether a name at a source's end stands right behind a day or place: "a stop in Bergen on Monday Lund"."""
    start = next((m.start for m in person.mentions if m.end == span.end and m.start > span.start), None)
    if start is None:
        return False
    before = parsed.tokens_in(Span(span.start, start - 1))
    return len(before) > 0 and before[-1].ent_type_ in ("DATE", "TIME", "GPE") and before[-1].dep_ == "pobj"


def _entity_at(token: Token) -> Tokens:
    """The name that a token is part of (asking the sentence for its names makes all of them anew)."""
    doc, low, high = token.doc, token.i, token.i + 1
    while low and doc[low].ent_iob_ == "I":
        low -= 1
    while high < len(doc) and doc[high].ent_iob_ == "I":
        high += 1
    return doc[low:high]
