"""Which actor a name, nationality word, capital, office or institution means.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Norwegian Prime Minister Kari Lund said Oslo would not sign. Lund spoke in Bergen.")
    >>> actors_in(parsed, [parsed.sentences[0].span])
    ('Kari Lund', 'Norway')
    >>> country_of("the Kremlin"), cast_of(parsed).country_of("Lund"), country_of("Atlantis")
    ('Russia', 'Norway', None)

An actor's id is a country's English short name (GeoNames), an institution's or organisation's name in the
tables, or a person's fullest name in the article. A name that no table holds stays itself.
What a person's country is, the text says (a nationality before the title, an apposition, a possessive); where it does
not, leaders.tsv tells it of those whom the press names without ("Macron").
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from foedus.provenance import Span
from foedus.reporting.names.gazetteer import (
    Sort,
    by_first_tokens,
    country_in,
    country_of,
    country_of_institution,
    names,
)
from foedus.reporting.names.leaders import Leader, known_leader, surnames, year_of
from foedus.reporting.names.people import Person, people_of
from foedus.reporting.names.person_names import small_words
from foedus.reporting.names.roles import FORMER, HEADLINED, HONORIFICS
from foedus.reporting.names.voices import is_word_for_people
from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse
from foedus.reporting.tables import rows_of

__all__ = ["OFFICES", "Cast", "Mention", "actors_in", "cast_of", "country_of", "rows_of"]

OFFICES = frozenset(
    "president minister chancellor premier secretary king queen emperor prince sultan leader spokesman spokeswoman "
    "spokesperson ambassador envoy negotiator chief secretary-general senator representative congressman congresswoman "
    "governor speaker commissioner director official diplomat lord pope taoiseach dictator ruler adviser advisor".split()
)
"""Nouns of public offices."""
_OF_STATES = OFFICES | frozenset(
    "counterpart chairman chairwoman chair head lawmaker mp mep legislator parliamentarian deputy whip judge justice general "
    "admiral commander member premier-designate president-elect".split()
)
"""Nouns of those whose nationality is the side that they speak for, as that of a sociologist is not."""
_LEADING = OFFICES | HEADLINED | HONORIFICS
"""What a text can call the leaders of the table."""
_SHARE_NAMED = 3
"""How many times as often another country may be named before "the Senate" is no longer taken for a country's."""
_PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "around", "inside"}
_STEPS_TO_SUBJECT = 12
"""Heads from a name to the subject that it stands in, at most."""


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
        countries: a person's id to the country that the text gives them, or the table of leaders.
        offices: a person's id to the office named with them ("prime minister"), or that of the table.
        presumed: the ids of those whose country only the table of leaders tells.
    """

    mentions: tuple[Mention, ...]
    people: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    presumed: frozenset[str] = frozenset()

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def country_of(self, name: str) -> str | None:
        """The country of a person of this article, or of any name that the tables know; None if unknown."""
        person = self.people.get(name, name)
        return self.countries.get(person) or country_of(name)

    def at(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions within tokens [start, end)."""
        starts = self._starts
        low = bisect.bisect_left(starts, start)
        high = bisect.bisect_left(starts, end, low) if end > start else low
        return tuple([m for m in self.mentions[low:high] if m.end <= end]) if low < high else ()

    def holding(self, token: int) -> Mention | None:
        """The mention that holds a token, or None."""
        i = bisect.bisect_right(self._starts, token) - 1
        return self.mentions[i] if i >= 0 and token < self.mentions[i].end else None


@once_per_parse
def cast_of(parsed: Parsed) -> Cast:
    """Who appears in an article; computed once for each parse."""
    named = _named(parsed)
    taken = {i for mention in named for i in range(mention.start, mention.end)}
    people: dict[str, str] = {}
    countries: dict[str, str] = {}
    offices: dict[str, str] = {}
    presumed: set[str] = set()
    spans: set[tuple[int, int, str]] = set()
    common = small_words(parsed)
    year = year_of(parsed)
    for person in people_of(parsed):
        if person.name in names() or person.name.lower() in common:
            continue  # "Pact" in a headline is no name
        roles = [r.words for r in person.roles if r.noun in _OF_STATES and r.words.split()[0] not in FORMER]
        roles += _titles(parsed, person.mentions)
        country = next((c for words in roles if (c := country_in(words))), None)
        office = next((role.words for role in person.roles if role.noun in OFFICES), "")
        leader = None if country else _leader(parsed, person, roles, year)
        people[person.name] = people[person.last_name] = name = person.name
        if leader:
            country, office = leader.country, office or leader.office
            presumed.add(name)
        if country:
            countries[name] = country
        if office:
            offices[name] = office
        for mention in person.mentions:
            at = parsed.indices_in(mention)
            spans.add((at.start, at.stop, name))
    for text in surnames().intersection(parsed.texts) - people.keys() - common:
        leader = known_leader(text, year=year)  # whom the recogniser of names overlooks
        if leader and _overlooked(parsed, text):
            people[text] = text
            countries[text], offices[text] = leader.country, leader.office
            presumed.add(text)
    spans |= {(i, i + 1, people[text]) for i, text in enumerate(parsed.texts) if text in people}
    found: list[Mention] = []
    for start, end, name in sorted(spans, key=lambda s: (s[0] - s[1], *s)):
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            found.append(Mention(name, "person", countries.get(name), start, end))
    mentions = sorted([*named, *found], key=lambda m: (m.start, m.end))
    return Cast(tuple(mentions), people, countries, offices, frozenset(presumed))


def _leader(parsed: Parsed, person: Person, titles: Iterable[str], year: int | None) -> Leader | None:
    """Whom the table has a person be whose country the text does not say; None if the text calls them no leader."""
    called = {role.noun.rstrip(".") for role in person.roles}
    for mention in person.mentions:
        before = parsed.indices_in(mention).start - 1
        if before > 0 and (is_word_for_people(parsed.lowers[before]) or _after_article(parsed, before)):
            called.add(parsed.lowers[before])  # "the footballer Macron"
    if called and not called & _LEADING:
        return None
    return known_leader(person.name, titles, year)


def _after_article(parsed: Parsed, i: int) -> bool:
    noun = parsed.texts[i].islower() and parsed.classes[i] == "NOUN"
    return noun and parsed.lowers[i - 1] in ("the", "a", "an")


def _overlooked(parsed: Parsed, text: str) -> bool:
    """Whether a leader's surname stands for one wherever it stands, and not in a longer name: "Trump Tower"."""
    return all(_stands_alone(parsed, i) for i, other in enumerate(parsed.texts) if other == text)


def _stands_alone(parsed: Parsed, i: int) -> bool:
    token, around = parsed.tokens[i], (*parsed.tokens[max(i - 1, 0) : i], *parsed.tokens[i + 1 : i + 2])
    named = token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.dep_ == "nsubj" and i > token.sent.start)
    return named and not any(
        t.pos_ == "PROPN" and t.text[:1].isupper() and t.lower_ not in OFFICES for t in around
    )


def _belongs(parsed: Parsed, owner: Mention, start: int) -> bool:
    """Whether a country before an institution owns it: "Burundi's parliament", "Polish lawmakers"."""
    between = parsed.texts[owner.end : start]
    return owner.sort in ("country", "nationality") and between in ([], ["'s"], ["’s"], ["'"], ["’"])


def _titles(parsed: Parsed, mentions: Iterable[Span]) -> list[str]:
    """The words before a name up to the first that is neither a title nor a name: "Japanese Prime Minister"."""
    titles, texts = [], parsed.texts
    for mention in mentions:
        end = start = parsed.indices_in(mention).start
        while start > 0 and _is_title(texts[start - 1]):
            start -= 1
        words = texts[start:end]
        if any(word.lower() in OFFICES for word in words) or words[-1:] in (["'s"], ["’s"]):
            titles.append(" ".join(words))
    return titles


def _is_title(word: str) -> bool:
    return (
        word[:1].isupper()
        or word.lower() in OFFICES
        or word in ("'s", "’s", "of", "prime", "foreign", "vice", "deputy")
    )


def _named(parsed: Parsed) -> list[Mention]:
    """Names of the tables in the order of the text, the longest at each place."""
    index, texts, lowers = by_first_tokens(), parsed.texts, parsed.lowers
    found: list[Mention] = []
    shared: dict[int, str] = {}
    after, count = 0, len(texts)
    begin = {text for text in set(texts) if text in index}
    for i in [i for i, text in enumerate(texts) if text in begin]:
        if i < after:
            continue
        by_second, second = index[texts[i]], texts[i + 1] if i + 1 < count else ""
        for words, meaning in (*by_second.get(second, ()), *by_second.get("", ())):
            end = i + len(words)
            if end <= count and texts[end - 1] == words[-1] and tuple(texts[i:end]) == words:
                place = meaning.sort == "seat" and i > 0 and lowers[i - 1] in _PLACE_PREPOSITIONS
                owned = meaning.sort == "institution" and found and _belongs(parsed, found[-1], i)
                country = meaning.country or (found[-1].country if owned else None)
                found.append(Mention(meaning.actor, meaning.sort, country, i, end, place))
                if meaning.presumed and country is None:
                    shared[len(found) - 1] = meaning.presumed
                after = end
                break
    return _with_presumed(found, shared) if shared else found


def _with_presumed(found: list[Mention], shared: dict[int, str]) -> list[Mention]:
    """The mentions with "the Senate" as that of a country that is named about as much as any, where no owner stands with it."""
    named = Counter(m.country for m in found if m.country and m.sort != "institution")
    most = max(named.values(), default=0)
    for at, presumed in shared.items():
        country = country_of_institution(presumed)
        if country is not None and named[country] * _SHARE_NAMED >= most > 0:
            found[at] = replace(found[at], actor=presumed, country=country)
    return found


def actors_in(parsed: Parsed, spans: Iterable[Span]) -> tuple[str, ...]:
    """The ids of the actors named in the spans, the grammatical subject first, each once.

    A capital after "in" or "at" is a place and does not count. Pronouns and bare offices are not resolved here.
    """
    known, asked = _asked_for(parsed), tuple(spans)
    if asked not in known:
        known[asked] = _actors_in(parsed, asked)
    return known[asked]


@once_per_parse
def _asked_for(_: Parsed) -> dict[tuple[Span, ...], tuple[str, ...]]:
    """The actors in the spans asked for so far: several layers ask for those of one statement."""
    return {}


def _actors_in(parsed: Parsed, spans: Iterable[Span]) -> tuple[str, ...]:
    cast, tree = cast_of(parsed), tree_of(parsed)
    found: list[tuple[int, int, str]] = []
    for span in spans:
        tokens = parsed.indices_in(span)
        if not tokens:
            continue
        for mention in cast.at(tokens.start, tokens.stop):
            if not mention.place:
                found.append((_rank(tree, mention, tokens), mention.start, mention.actor))
    return tuple(dict.fromkeys(actor for _, _, actor in sorted(found)))


def _rank(tree: Tree, mention: Mention, tokens: range) -> int:
    """0 for the subject itself of the highest clause of the tokens, 1 for what stands in it, 2 for all others."""
    i = mention.end - 1
    for steps in range(_STEPS_TO_SUBJECT):
        verb = tree.head[i]
        if verb == i:
            return 2
        if tree.dep[i] in ("nsubj", "nsubjpass", "csubj"):
            above = tree.head[verb]
            below = above in tokens and above != verb and tree.dep[verb] in ("relcl", "advcl", "ccomp")
            return 2 if below else int(steps > 0)
        i = verb
    return 2
