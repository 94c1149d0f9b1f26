"""The people whom an article names: their fullest name, what is said of them, and where they stand.

    >>> from foedus.reporting.parsing.language import parse
    >>> [p] = people_of(parse("Kari Lund, a professor of law, spoke first. Lund said no."))
    >>> p.name, [r.words for r in p.roles], len(p.mentions)
    ('Kari Lund', ['professor of law'], 2)

A shorter name belongs to the last person before it who bears it, or else to the first one after it: a
headline names "Lund" before the text says who that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from foedus.provenance import Span
from foedus.reporting.names.person_names import PARTICLES, bare_name, candidates
from foedus.reporting.parsing.grammar import child
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Gender = Literal["", "f", "m"]

_WHERE = frozenset(("in", "at", "near", "outside", "around", "into"))
_MALE = frozenset(
    "mr mr. sir lord king prince chairman congressman spokesman businessman gentleman man husband father son".split()
)
_FEMALE = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess chairwoman congresswoman spokeswoman businesswoman woman wife mother daughter".split()
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a text says somebody is: the words, and the noun at their head ("professor")."""

    words: str
    noun: str


@dataclass
class Person:
    """Somebody whom an article names.

    Attributes:
        name: the fullest form in the article, without titles.
        mentions: where the name stands, in order.
        subjects: those of them that are the subject of a verb.
        roles: titles and appositions, in order.
        gender: as titles and roles say it; "" if they don't.
    """

    name: str
    mentions: list[Span] = field(default_factory=list)
    subjects: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Gender = ""

    @property
    def last_name(self) -> str:
        """The last part of the name, without "Jr."."""
        parts = [p for p in self.name.split() if p.rstrip(".") not in ("Jr", "Sr", "II", "III")]
        return parts[-1] if parts else self.name

    def last_before(self, position: int) -> int:
        """Where the person was last named before a position; -1 if not yet."""
        return max((m.start for m in self.mentions if m.start < position), default=-1)


@once_per_parse
def people_of(parsed: Parsed) -> list[Person]:
    """The people of an article in the order of their first full names; computed once for each parse."""
    named = [(tokens, name) for tokens in candidates(parsed) if (name := bare_name(tokens))]
    people: list[Person] = []
    for _, name in named:
        if len(name.split()) > 1 and not any(_same(p, name) for p in people):
            people.append(Person(name))
        elif len(name.split()) > 1:
            shorter = next(p for p in people if _same(p, name))
            if len(name.split()) > len(shorter.name.split()):
                shorter.name = name
    for tokens, name in named:
        found = bearer(people, name, parsed.span_of(tokens).start)
        person = found if found is not None else Person(name)
        if found is None:
            people.append(person)
        person.mentions.append(parsed.span_of(tokens))
        if tokens.root.dep_ in ("nsubj", "nsubjpass"):
            person.subjects.append(parsed.span_of(tokens))
        _learn(parsed, person, tokens)
    return [p for p in people if not _is_where(parsed, p)]


def _is_where(parsed: Parsed, person: Person) -> bool:
    """Whether a name stands only where places do, and nothing tells of somebody: "a herder at Dol Dol"."""
    if person.roles or person.subjects or person.gender:
        return False
    before = (parsed.tokens_in(m).start for m in person.mentions)
    return all(i > 0 and parsed.lowers[i - 1] in _WHERE for i in before)


def together(one: Sequence[Person], other: Sequence[Person]) -> list[Person]:
    """The people of two parts of an article, who are one person where their names are; both parts stay as they were.

    Their spans count in one text, so that who was named in the headline was named before the body begins. A name that
    only a headline in capitals makes longer ("Lund Warns Oslo") is that of the body.
    """
    united = [_copy(p) for p in one]
    for person in other:
        known = next((p for p in united if _same(p, person.name) or _same(person, p.name)), None)
        overrun = known is None and next((p for p in united if _runs_on(p.name, person)), None)
        if overrun:
            overrun.name = person.name
        known = known or overrun or None
        if known is None:
            united.append(_copy(person))
            continue
        known.name = max(known.name, person.name, key=lambda name: len(name.split()))
        known.mentions = sorted([*known.mentions, *person.mentions])
        known.subjects = sorted([*known.subjects, *person.subjects])
        known.roles += [r for r in person.roles if r not in known.roles]
        known.gender = known.gender or person.gender
    return united


def office_holders(parses: Iterable[Parsed]) -> list[Person]:
    """Whoever some article says is something, with all roles that any gives them and no places in a text."""
    found: dict[str, list[Person]] = {}
    for parsed in parses:
        for person in people_of(parsed):
            if not person.roles:
                continue
            namesakes = found.setdefault(person.last_name, [])
            known = next((p for p in namesakes if _same(p, person.name) or _same(person, p.name)), None)
            if known is None:
                namesakes.append(replace(person, mentions=[], subjects=[], roles=[*person.roles]))
            else:
                known.name = max(known.name, person.name, key=lambda name: len(name.split()))
                known.roles += [r for r in person.roles if r not in known.roles]
    return [person for namesakes in found.values() for person in namesakes]


def _copy(person: Person) -> Person:
    return replace(person, mentions=[*person.mentions], subjects=[*person.subjects], roles=[*person.roles])


def _runs_on(name: str, person: Person) -> bool:
    """Whether a name of several words begins with the last name, or all, of a person and goes on with other words."""
    words = name.split()
    return len(words) > 1 and words[0] == person.last_name and person.name.split()[0] not in words[1:]


def bearer(people: Iterable[Person], name: str, position: int) -> Person | None:
    """The person whom a name means at a position of the text."""
    if not name.strip():
        return None
    fitting = [p for p in people if _same(p, name)]
    before = [p for p in fitting if p.last_before(position) >= 0]
    if before:
        return max(before, key=lambda p: p.last_before(position))
    return fitting[0] if fitting else None


def spelled_out(people: Iterable[Person], label: str) -> Person | None:
    """The one person whom a label in capitals means: by last or full name ("BERG") or by initials ("AB")."""
    fits = [
        p
        for p in people
        if not p.name.isupper()
        and label in (p.name.upper(), p.last_name.upper(), "".join(part[0] for part in p.name.split()))
    ]
    return fits[0] if len(fits) == 1 else None


def _same(person: Person, name: str) -> bool:
    """Whether a name can be a form of a person's: the same, the last name, or first and last without the middle."""
    if person.name == name:
        return True
    one, two = person.name.split(), name.split()
    if len(two) == 1:
        return two[0] == person.last_name or (len(one) > 1 and two[0] in (one[0], *_first_surname(one)))
    if len(one) == 1:
        return False
    if len(two) < len(one) and one[-len(two) :] == two:
        return True  # "Ortega Rial" is Juan Ortega Rial
    if two[0] in PARTICLES and len(two) < len(one):
        return one[-len(two) :] == two  # "de Vries" is Anna de Vries
    return one[0] == two[0] and person.last_name == Person(name).last_name


def _first_surname(parts: Sequence[str]) -> tuple[str, ...]:
    """The first of two last names, as Spanish has them: "Ortega" of Juan Ortega Rial."""
    return (parts[-2],) if len(parts) > 2 and len(parts[-2]) > 2 and parts[-2] not in PARTICLES else ()


def _learn(parsed: Parsed, person: Person, tokens: Tokens) -> None:
    """Note the titles and appositions of one mention."""
    head = tokens.root
    before = [t for t in parsed.doc[max(head.left_edge.i, tokens.start - 8) : tokens.start] if not t.is_punct]
    title = [t for t in before if t.dep_ in ("compound", "amod", "nmod", "det", "poss", "case")]
    if title and title[-1].i == tokens.start - 1:
        _add(person, " ".join(t.text for t in title), title[-1].lemma_.lower())
    for other in head.children:
        if other.dep_ == "appos" and other.pos_ == "NOUN":
            _add(person, _plain(parsed, other), other.lemma_.lower())
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        _add(person, _before_name(parsed, head.head, tokens), head.head.lemma_.lower())
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        noun = child(head.head, "attr")
        if noun is not None and noun.pos_ == "NOUN":
            _add(person, _plain(parsed, noun), noun.lemma_.lower())
    inside = [t.lower_ for t in tokens] + [t.lower_ for t in title]
    if any(w in _FEMALE for w in inside):
        person.gender = "f"
    elif any(w in _MALE for w in inside):
        person.gender = person.gender or "m"


def _add(person: Person, words: str, noun: str) -> None:
    words = re.sub(r"^(?:an?|the|his|her|its|their)\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
    if words and all(r.words != words for r in person.roles):
        person.roles.append(Role(words, noun))
    if noun in _FEMALE:
        person.gender = "f"
    elif noun in _MALE and not person.gender:
        person.gender = "m"


def _plain(parsed: Parsed, noun: Token) -> str:
    """The words of a noun phrase up to a relative clause."""
    end = noun.right_edge.i
    for c in noun.children:
        if c.dep_ == "relcl":
            end = min(end, c.left_edge.i - 1)
    while end > noun.i and (parsed.doc[end].is_punct or parsed.doc[end].is_space):
        end -= 1
    return str(parsed.words(parsed.span_of(parsed.doc[noun.left_edge.i : end + 1])))


def _before_name(parsed: Parsed, noun: Token, tokens: Tokens) -> str:
    end = max(noun.i, tokens.start - 1)
    while end > noun.i and (parsed.doc[end].is_punct or parsed.doc[end].is_space):
        end -= 1
    return str(parsed.words(parsed.span_of(parsed.doc[noun.left_edge.i : end + 1])))
