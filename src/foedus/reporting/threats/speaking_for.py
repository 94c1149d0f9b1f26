"""Who speaks for the threatener: the people of its government whom the articles have threaten the exit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from foedus.reporting.names.actors import Cast
from foedus.reporting.threats.act_words import classes_of
from foedus.reporting.threats.exits import Exit
from foedus.reporting.threats.parties import countries_of
from foedus.reporting.threats.signals import weight_of

_OF_GOVERNMENT = frozenset(
    "president government administration cabinet premier chancellor minister ministry spokesman spokeswoman spokesperson".split()
)
_RANKS = frozenset(
    "the a prime foreign defence defense trade finance vice deputy chief presidential government ministry of s 's".split()
)
_MOST_STRANGERS = 1
"""People of no known country who can stand for the threatener, at most."""


def people_of(exits: Iterable[Exit], casts: Sequence[Cast], threatener: str) -> tuple[str, ...]:
    """Who speaks for the threatener: people of its country who threaten an exit, or those of no known country.

    Legislators and parties can call for an exit but threaten none.
    """
    countries, full, offices = countries_of(casts), _full_names(casts), _offices(casts)
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for e in exits:
        speaks = e.holder if e.self_said and e.holder in full else e.leaver
        if speaks in full and not e.done:
            counts[full[speaks]] += int(2 * weight_of(e))
            if e.agreement is not None or not e.negated:
                named.add(full[speaks])  # a stranger's bare "we will not leave" can be the other side's
    able = [p for p, _ in counts.most_common() if _can_speak(p, offices.get(p, ""))]
    ours = [p for p in able if countries.get(p) == threatener]
    strangers = [p for p in able if p not in countries and p in named]
    return tuple(ours or strangers[:_MOST_STRANGERS])


def _full_names(casts: Sequence[Cast]) -> dict[str, str]:
    full: dict[str, str] = {}
    for cast in casts:
        for name, person in cast.people.items():
            full[name] = max(full.get(name, ""), person, key=lambda p: (len(p.split()), p))
    return full


def _offices(casts: Sequence[Cast]) -> dict[str, str]:
    """People by their fullest name to the words of all offices that the articles name with them."""
    full = _full_names(casts)
    found: dict[str, str] = {}
    for cast in casts:
        for person, office in cast.offices.items():
            name = full.get(person.split()[-1], full.get(person, person))
            found[name] = f"{found.get(name, '')} {office}".strip()
    return found


def _can_speak(person: str, office: str) -> bool:
    """Whether somebody can threaten in a state's name, as far as name and offices tell."""
    words = f"{person} {office}".lower().split()
    called = {c for word in words for c in classes_of(word)}
    named_by_office = any(c.startswith("who_") for c in classes_of(person.lower().split()[-1]))
    return not named_by_office and not called & {"who_legislature", "who_party", "who_candidate", "who_court"}


def speaks_for_a_government(name: str) -> bool:
    """Whether a speaker is named by an office of government alone: "the president", "a foreign ministry spokesman"."""
    words = [w.replace("’", "'").removesuffix("'s") for w in name.lower().split()]
    return (
        bool(words) and words[-1] in _OF_GOVERNMENT and all(w in _OF_GOVERNMENT or w in _RANKS for w in words)
    )
