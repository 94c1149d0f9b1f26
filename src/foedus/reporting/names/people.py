"""The people whom an article names: their fullest name, what is said of them, and where they stand.

    >>> from foedus.reporting.parsing.language import parse
    >>> [p] = people_of(parse("Kari Lund, a professor of law, spoke first. Lund said no."))
    >>> p.name, [r.words for r in p.roles], len(p.mentions)
    ('Kari Lund', ['professor of law'], 2)

A shorter name belongs to the last person before it who bears it, or else to the first one after it: a
headline names "Lund" before the text says who that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from foedus.reporting.names.person import Gender, Person, Role, last_of
from foedus.reporting.names.person_names import PARTICLES, bare_name, candidates
from foedus.reporting.names.told_roles import learn
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse

__all__ = ["Gender", "Person", "Role", "bearer", "office_holders", "people_of", "spelled_out", "together"]

_WHERE = frozenset(("in", "at", "near", "outside", "around", "into"))


@once_per_parse
def people_of(parsed: Parsed) -> list[Person]:
    """The people of an article in the order of their first full names; computed once for each parse."""
    named = [(tokens, name) for tokens in candidates(parsed) if (name := bare_name(tokens))]
    people: list[Person] = []
    for _, name in named:
        if " " not in name:
            continue
        shorter = next((p for p in people if _same(p.name, name)), None)
        if shorter is None:
            people.append(Person(name))
        elif len(name.split()) > len(shorter.name.split()):
            shorter.name = name
    for tokens, name in named:
        span = parsed.span_of(tokens)
        found = bearer(people, name, span.start)
        person = found if found is not None else Person(name)
        if found is None:
            people.append(person)
        person.mentions.append(span)
        root = tokens.root
        if root.dep_ == "appos" and root.head.pos_ == "NOUN" and root.head.i < root.i:
            root = root.head  # "the sociologist Ada Berg"
        if root.dep_ in ("nsubj", "nsubjpass"):
            person.subjects.append(span)
        learn(parsed, person, tokens)
    return [p for p in people if not _is_where(parsed, p)]


def _is_where(parsed: Parsed, person: Person) -> bool:
    """Whether a name stands only where places do, and nothing tells of somebody: "a herder at Dol Dol"."""
    if person.roles or person.subjects or person.gender:
        return False
    before = (parsed.indices_in(m).start for m in person.mentions)
    return all(i > 0 and parsed.lowers[i - 1] in _WHERE for i in before)


def together(one: Sequence[Person], other: Sequence[Person]) -> list[Person]:
    """The people of two parts of an article, who are one person where their names are; both parts stay as they were.

    Their spans count in one text, so that who was named in the headline was named before the body begins. A name that
    only a headline in capitals makes longer ("Lund Warns Oslo") is that of the body.
    """
    united = [_copy(p) for p in one]
    for person in other:
        known = next((p for p in united if _same(p.name, person.name) or _same(person.name, p.name)), None)
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
            known = next(
                (p for p in namesakes if _same(p.name, person.name) or _same(person.name, p.name)), None
            )
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
    fitting = [p for p in people if _same(p.name, name)]
    before = max(fitting, key=lambda p: p.last_before(position), default=None)
    if before is not None and before.last_before(position) >= 0:
        return before
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


@lru_cache(maxsize=65536)
def _same(full: str, name: str) -> bool:
    """Whether a name can be a form of a person's: the same, the last name, or first and last without the middle."""
    if full == name:
        return True
    one, two = full.split(), name.split()
    if len(two) == 1:
        return two[0] == last_of(full) or (len(one) > 1 and two[0] in (one[0], *_first_surname(one)))
    if len(one) == 1:
        return False
    if len(two) < len(one) and one[-len(two) :] == two:
        return True  # "Ortega Rial" is Juan Ortega Rial
    if two[0] in PARTICLES and len(two) < len(one):
        return one[-len(two) :] == two  # "de Vries" is Anna de Vries
    return one[0] == two[0] and last_of(full) == last_of(name)


def _first_surname(parts: Sequence[str]) -> tuple[str, ...]:
    """The first of two last names, as Spanish has them: "Ortega" of Juan Ortega Rial."""
    return (parts[-2],) if len(parts) > 2 and len(parts[-2]) > 2 and parts[-2] not in PARTICLES else ()
