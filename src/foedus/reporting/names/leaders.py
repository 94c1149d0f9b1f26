"""Whom the press means by the name of a leader alone: "Macron", "Prime Minister May", "Lord Frost".

    >>> known_leader("Macron").country, known_leader("Rishi Sunak").country
    ('France', 'United Kingdom')
    >>> known_leader("May"), known_leader("May", ["Prime Minister"]).name
    (None, 'Theresa May')
    >>> [known_leader("Stoltenberg", year=year).country for year in (2010, 2018)]
    ['Norway', 'North Atlantic Treaty Organization']

Newspapers name the leaders of the day without their countries. leaders.tsv holds them with their years in office. A full
name or a distinctive surname tells who is meant; any other surname only behind the title of an office that its bearer
held. Where several fit, the year of the article decides; what it leaves open stays unknown. What the text itself says of
a person is not asked here: it goes before the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from foedus.reporting.intake import head
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.tables import rows_of

__all__ = ["Leader", "known_leader", "surnames", "year_of"]

# Whose family name stands first: "President Moon" is Moon Jae-in.
_FAMILY_FIRST = frozenset(
    ("China", "Taiwan", "Hong Kong", "South Korea", "North Korea", "Vietnam", "Singapore", "Cambodia",
     "Malaysia", "Myanmar", "Ethiopia")
)  # fmt: skip
_ALSO_CALLED = {
    "premier": "prime minister",
    "pm": "prime minister",
    "taoiseach": "prime minister",
    "defense": "defence",
}
_OFFICES = frozenset(
    "president minister chancellor premier taoiseach pm secretary secretary-general king emir sultan pope leader "
    "commissioner representative director-general ambassador spokesman spokeswoman adviser negotiator counsellor".split()
)
_FIELDS = frozenset("prime foreign defence trade finance vice deputy economy energy justice".split())
_PAST = frozenset(("former", "ex", "late", "then"))
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "Đ": "D", "Ł": "L", "Ø": "O", "ß": "ss"})
_APART = str.maketrans({"-": " ", "’": "", "'": "", ".": ""})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEFORE_OFFICE, _AFTER_OFFICE = 1, 2
"""Years before and after an office in which its holder counts as a leader: campaigns last about a year, and who has long
been out of office speaks for no state."""
_SHORTEST_IN_CAPITALS = 5
"""Letters of a surname that is one in capitals, too ("TRUMP"); shorter ones are abbreviations ("FICO")."""


class Leader(NamedTuple):
    """Who held an office: the fullest usual name, the country or organisation, the office, and the years.

    ``name`` is empty where two of one surname fit and their country alone is sure.
    """

    name: str
    country: str
    office: str
    start: int
    end: int


def known_leader(name: str, titles: Iterable[str] = (), year: int | None = None) -> Leader | None:
    """The leader whom a name means, or None if none, or several of different countries.

    Args:
        name: as the text writes it, without titles.
        titles: the words of titles that the text puts before the name ("Prime Minister").
        year: the year of the article, where known.
    """
    key = _key(name)
    if name.isupper() and len(name) < _SHORTEST_IN_CAPITALS and name not in _in_capitals():
        return None
    told = [who for who in _told().get(key, ()) if year is None or _at_the_time(who, year)]
    if told:
        return _agreed(told, year)
    for title in titles:
        words = _words(title)
        if named := _told().get(_key(f"{title.rpartition(' ')[2]} {name}")):  # "Lord Frost"
            return _agreed(named, year)
        fits = [who for who in _by_surname().get(key, ()) if _held(who, words, year)]
        if fits:
            return _agreed(fits, None if words & _PAST else year)
    return None


@cache
def surnames() -> frozenset[str]:
    """Single words that tell a leader, as the table writes them and without accents."""
    told = {form for forms, _ in _rows() for form in forms if " " not in form}
    return frozenset(told | {_unaccented(form) for form in told})


def year_of(parsed: Parsed) -> int | None:
    """The year of publication that an article's head tells, or None."""
    found = _YEAR.search(head.read(parsed.text).fields.get("published", ""))
    return int(found.group()) if found else None


def _agreed(found: Sequence[Leader], year: int | None) -> Leader | None:
    """The one whom the year picks, if all that it picks are of one country."""
    if year is not None:
        in_office = [who for who in found if who.start <= year <= who.end]
        near = [who for who in found if who.start - 1 <= year <= who.end + 1]
        found = in_office or near or found
    if len({who.country for who in found}) != 1:
        return None
    last = max(found, key=lambda who: who.start)
    return last if len({who.name for who in found}) == 1 else last._replace(name="")


def _held(who: Leader, title: frozenset[str], year: int | None) -> bool:
    """Whether somebody held the office that a title names, at about the time."""
    office = _words(who.office)
    if not (title & _OFFICES & office and title & _FIELDS <= office):
        return False
    return year is None or _at_the_time(who, year) or (bool(title & _PAST) and who.start <= year)


def _at_the_time(who: Leader, year: int) -> bool:
    return who.start - _BEFORE_OFFICE <= year <= who.end + _AFTER_OFFICE


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    """The words of a title or office, each by one name."""
    low = re.findall(r"[a-z-]+", title.lower().replace("ex-", "ex "))
    return frozenset(part for word in low for part in _ALSO_CALLED.get(word, word).split())


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """A name without accents, hyphens, dots, capitals and middle initials."""
    words = _unaccented(name.casefold().translate(_APART)).split()
    return " ".join(w for i, w in enumerate(words) if len(w) > 1 or i == 0)


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _rows() -> tuple[tuple[tuple[str, ...], Leader], ...]:
    """Each row's forms of the name and its leader."""
    found = []
    for row in rows_of("leaders.tsv"):
        forms = (row["name"], *(form for form in row["also"].split("|") if form))
        end = int(row["to"]) if row["to"] else 9999
        found.append((forms, Leader(row["name"], row["country"], row["office"], int(row["from"]), end)))
    return tuple(found)


@cache
def _in_capitals() -> frozenset[str]:
    return frozenset(form for form in surnames() if form.isupper())


@cache
def _told() -> dict[str, list[Leader]]:
    """Leaders by the forms that tell them."""
    index: dict[str, list[Leader]] = {}
    for forms, who in _rows():
        for key in dict.fromkeys(_key(form) for form in forms):
            index.setdefault(key, []).append(who)
    return index


@cache
def _by_surname() -> dict[str, list[Leader]]:
    """Leaders by surname, which tells them behind a title alone."""
    index: dict[str, list[Leader]] = {}
    for _, who in _rows():
        words = [w for w in _key(who.name.replace("-", "")).split() if w not in ("jr", "ii", "iii")]
        first = who.country in _FAMILY_FIRST or who.office == "king"
        for word in {words[-1], *(words[:1] if first else ())}:
            index.setdefault(word, []).append(who)
    return index
