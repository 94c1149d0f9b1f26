"""Whom a description means: "the professor", "Denmark's foreign minister", "the officials", "some" of a group.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.names.people import people_of
    >>> parsed = parse("Foreign Minister Kari Lund and Anna Weir, the justice minister, met. The foreign minister left.")
    >>> holder(people_of(parsed), parsed.doc[16], parsed.text.index("left"), ()).name
    'Kari Lund'

A person fits who was said to be what the description says: the same noun or one of its kinds ("the expert"), and
no modifier may speak against it, neither an office's ("foreign" against "justice") nor a country's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reporting.names.gazetteer import country_in, is_place
from foedus.reporting.names.people import Person
from foedus.reporting.names.roles import HEADLINED, KINDS_OF, OFFICES, SUBORDINATE
from foedus.reporting.parsing.grammar import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = ("compound", "amod", "nmod", "poss")
_PLAIN = frozenset(
    ("the", "this", "that", "a", "an", "his", "her", "its", "their", "own", "new", "former", "then", "country", "nation",
     "to", "chief", "top", "senior", "main", "current", "'s", "’s", "-", "of", "for", "and", "us", "u.s.", "later", "also")
)  # fmt: skip
_PAST = frozenset(("former", "ex", "ex-minister", "ex-president", "retired", "ousted", "predecessor", "then"))
_OF_WHAT = re.compile(r"\b(?:of|for|to|at|in|from|with|on)\b")
_SAME_WORD = {"defense": "defence", "external": "foreign", "finances": "finance", "economic": "economy"}


def is_definite(noun: Token) -> bool:
    """Whether a noun names somebody in particular: "the minister", "Oslo's envoy", a bare noun in a headline."""
    owned = child(noun, "poss") is not None
    return owned or any(c.lower_ in ("the", "this", "that") for c in children(noun, "det"))


def holder(
    people: Sequence[Person],
    noun: Token,
    position: int,
    spoken: Sequence[str],
    *,
    later: bool = False,
    country: str | None = None,
) -> Person | None:
    """The person whom a definite noun in the singular describes at a position of the text; None if nobody fits.

    Args:
        people: whom the article names.
        noun: the description's head.
        position: where it stands; only who was named before fits, unless ``later``.
        spoken: names of the last speakers, the newest last.
        later: whether somebody named only afterwards may be meant, as in a headline.
        country: whose the noun is, where "its" before it tells; None for what the noun's own words say.
    """
    lemma = noun.lemma_.lower()
    known = [p for p in people if later or p.last_before(position) >= 0]
    if _is_past(noun):  # "the former minister" is not the minister
        known = [p for p in known if any(_PAST & set(r.words.lower().split()) for r in p.roles)]
    words, named = description_of(noun)
    country = country or named
    for nouns in (frozenset((lemma,)), KINDS_OF.get(lemma, frozenset())):
        fits = [p for p in known if _fits(p, nouns, words, country)]
        if fits:
            return max(fits, key=lambda p: (p.name in spoken[-1:], p.last_before(position)))
    return None


def _is_past(noun: Token) -> bool:
    """Whether a description is of somebody who was what it says: "the former minister"."""
    return any(c.lower_ in ("former", "ex", "ousted", "one-time") for c in noun.children)


def known_elsewhere(people: Sequence[Person], noun: Token) -> Person | None:
    """The one person of other articles whom a description with a country or an office's words fits, else None."""
    words, country = description_of(noun)
    if country is None and not words:
        return None
    nouns = frozenset((noun.lemma_.lower(),))
    fits = [p for p in people if _fits(p, nouns, words, country)]
    return fits[0] if len(fits) == 1 else None


def in_office(people: Sequence[Person], noun: Token, position: int) -> Person | None:
    """Whoever is named most before "the president", if nobody was said to be one and nothing speaks against it."""
    lemma = noun.lemma_.lower()
    if lemma not in OFFICES or any(c.dep_ in _MODIFIERS or _names_office(c) for c in noun.children):
        return None
    known = [p for p in people if p.last_before(position) >= 0]
    free = [p for p in known if all(r.noun == lemma for r in p.roles)]
    free = [
        p for p in free if p.roles or len(p.mentions) > 1
    ]  # named once and never by an office: not "the" one
    times = {p.name: sum(m.start < position for m in p.mentions) for p in free}
    return max(free, key=lambda p: (times[p.name], -p.mentions[0].start), default=None)


def headlined(speaker: Person | None, noun: Token) -> Person | None:
    """Who speaks in the headline, if a lead's description ("the frontrunner") can mean somebody of that rank."""
    lemma = noun.lemma_.lower()
    if speaker is None or lemma not in HEADLINED or lemma in SUBORDINATE:
        return None
    words, country = description_of(noun)
    if all(role.noun == "representative" for role in speaker.roles):
        return speaker  # "Rep." before a name says no more
    return speaker if _fits(speaker, frozenset(r.noun for r in speaker.roles), words, country) else None


def description_of(noun: Token) -> tuple[frozenset[str], str | None]:
    """The words beside a description's noun that tell the office, and the country that it names, or None."""
    near = [c for c in noun.children if (c.dep_ in _MODIFIERS and c.i < noun.i) or _names_office(c)]
    beside = [t for c in near for t in c.subtree]
    text = " ".join(t.text for t in beside)
    country = country_in(text)
    office = {
        _SAME_WORD.get(t.lower_, t.lower_)
        for t in beside
        if t.lower_ not in _PLAIN and t.is_alpha and not (country and is_place(t.text))
    }
    return frozenset(office) - ({w.lower() for w in country.split()} if country else set()), country


def _names_office(child: Token) -> bool:
    """Whether a phrase after a noun tells which office it is: "of the trade committee", "to the UN"."""
    return child.dep_ == "prep" and child.lower_ in ("of", "for", "to")


@lru_cache(maxsize=8192)
def _words_of_role(role: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a role, each as its commonest form, and those before what it is an office of."""
    lowered = role.lower().replace("-", " ")
    before = _OF_WHAT.split(lowered, maxsplit=1)[0]
    return frozenset(_SAME_WORD.get(w, w) for w in lowered.split()), frozenset(before.split())


def _fits(person: Person, nouns: frozenset[str], words: frozenset[str], country: str | None) -> bool:
    """Whether a role of a person has one of the nouns and every word, and none has another country."""
    for role in person.roles:
        if not role.noun:
            continue  # of which body somebody is: "the union" is not its member
        said, called = _words_of_role(role.words)
        # "a spokeswoman for the government" is not the government, "party leader and minister" is the minister
        if (role.noun not in nouns and nouns.isdisjoint(called)) or not words <= said:
            continue
        of = next((found for r in person.roles if (found := country_in(r.words))), None)
        if country is None or of is None or of == country:
            return True
    return False
