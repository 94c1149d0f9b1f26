"""Who is talked about where a pronoun stands, and who goes on speaking where a quotation names nobody.

    >>> from foedus.reporting.names.people import people_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Quite different is the reading of Paul Dale, a lawyer. In his view it is late.")
    >>> most_salient(parsed, people_of(parsed), Floor(), parsed.text.index("his"), "m").name
    'Paul Dale'

A subject of the same sentence goes before who spoke in the sentence before, then its subject, then whoever the
paragraph introduces where nobody has spoken in it, then who spoke last (centering: Grosz, Joshi & Weinstein 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foedus.provenance import Span
from foedus.reporting.names.genders import called
from foedus.reporting.names.people import Gender, Person
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import Parsed

_SUBJECT_HERE, _SPOKE_BEFORE, _SUBJECT_BEFORE, _INTRODUCED, _SPOKE_LAST, _HAS_SPOKEN, _NAMED, _MERELY = range(
    8, 0, -1
)
_PLACING = frozenset(("of", "do", "in", "at", "near"))
_RECENT = 4
"""Speakers back that count as recent."""


@dataclass
class Floor:
    """Who has spoken so far: names in their order, and where the last of what they said ends (-1: nobody yet)."""

    names: list[str] = field(default_factory=list)
    until: int = -1


def most_salient(
    parsed: Parsed, people: Sequence[Person], floor: Floor, position: int, gender: Gender = ""
) -> Person | None:
    """The most salient of the people named before a position whom a pronoun of this gender can mean; None if none is."""
    fits = [
        p
        for p in people
        if p.last_before(position) >= 0 and (not gender or (p.gender or called(parsed, p)) in ("", gender))
    ]
    if len(fits) < 2:
        return fits[0] if fits else None
    sentence = parsed.sentence_at(position)
    here = sentence.start if sentence is not None else position
    before = parsed.sentence_at(here - 2) or parsed.sentence_at(here - 3)
    since = before.start if before is not None else here
    return max(
        fits,
        key=lambda p: (_salience(parsed, p, floor, position, here, since), p.last_before(position)),
    )


def _salience(parsed: Parsed, person: Person, floor: Floor, position: int, here: int, since: int) -> int:
    """How salient a person is at a position whose sentence begins ``here``, the one before it at ``since``."""
    if any(here <= m.start < position and not _aside(parsed, m) for m in person.subjects):
        return _SUBJECT_HERE
    spoke_last = floor.names[-1:] == [person.name]
    if spoke_last and floor.until >= since:
        return _SPOKE_BEFORE
    if any(since <= m.start < here and not _aside(parsed, m) for m in person.subjects):
        return _SUBJECT_BEFORE
    if _may_be_place(parsed, person, floor):
        return _MERELY
    paragraph = parsed.paragraph_at(position)
    if (
        paragraph is not None
        and paragraph.span.start > floor.until
        and _introduced(person, paragraph.span.start)
    ):
        return _INTRODUCED
    if spoke_last:
        return _SPOKE_LAST
    return _HAS_SPOKEN if person.name in floor.names[-_RECENT:] else _NAMED


def _aside(parsed: Parsed, mention: Span) -> bool:
    """Whether a subject is that of a relative clause: "the treaty that Lund signed" is about the treaty."""
    tree, tokens = tree_of(parsed), parsed.indices_in(mention)
    return bool(tokens) and tree.dep[tree.head[tokens[-1]]] == "relcl"


def _may_be_place(parsed: Parsed, person: Person, floor: Floor) -> bool:
    """Whether nothing is told of a name that always stands behind "of" or "in": "the villages of Alto Verde"."""
    if person.roles or person.subjects or person.gender or person.name in floor.names:
        return False
    starts = (parsed.indices_in(m).start for m in person.mentions)
    return all(i > 0 and parsed.lowers[i - 1] in _PLACING for i in starts)


def _introduced(person: Person, start: int) -> bool:
    """Whether a person with a full name or a role is named for the first time behind a place."""
    known = len(person.name.split()) > 1 or bool(person.roles)
    return known and person.mentions[0].start >= start


def introduced_behind(parsed: Parsed, people: Sequence[Person], position: int) -> Person | None:
    """Whom the words right behind a quotation without a speaker name for the first time, in its paragraph; None if nobody.

    '"It is over." Kari Lund, the negotiator, did not smile'.
    """
    paragraph = parsed.paragraph_at(position - 1)
    if paragraph is None:
        return None
    begins = next(
        (s.span.end for s in parsed.sentences_in(Span(position - 1, position)) if s.span.end > position),
        position,
    )
    after = parsed.sentence_at(begins + 1) if begins < paragraph.span.end else None
    end = max(begins, after.span.end if after is not None and after.paragraph is paragraph else begins)
    for person in people:
        first = person.mentions[0]
        introduced = position <= first.start < end and len(person.name.split()) > 1
        if introduced and any(m.start == first.start for m in person.subjects):
            return person
    return None


def introduced_before(parsed: Parsed, people: Sequence[Person], floor: Floor, position: int) -> Person | None:
    """Whom a paragraph brings up for a quotation without a speaker, after the last one spoke; None if nobody.

    That is the last subject among them, else whoever is introduced there; in the paragraph before, where the
    quotation opens its own.
    """
    paragraph = parsed.paragraph_at(position)
    if paragraph is None:
        return None
    opens = not any(c.isalnum() for c in parsed.text[paragraph.span.start : position])
    first = parsed.paragraphs[paragraph.index - 1] if opens and paragraph.index else paragraph
    since = max(first.span.start, floor.until)
    subjects = [(m.start, p.name, p) for p in people for m in p.subjects if since <= m.start < position]
    if subjects:
        return max(subjects)[2]
    new = [p for p in people if since <= p.mentions[0].start < position and _introduced(p, since)]
    return new[0] if len(new) == 1 else None
