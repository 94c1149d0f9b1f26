"""Who threatens whom with leaving which agreement, and how it was let known.

    >>> from foedus.reporting.parsing.language import parse
    >>> found = find_threat([parse("Norway threatened to withdraw from the fisheries treaty with Iceland.")])
    >>> found.threatener, found.counterparts, found.agreement, found.signal
    ('Norway', ('Iceland',), 'fisheries treaty with Iceland', 'threat')

Expressions of exit (`exits`) are weighed by the frame that they stand in: a threat, a musing or a decision
weighs more than a bare noun, what was done weighs nothing (it is a precedent). The agreement that gathers most
weight is the one threatened; articles that gather too little report no threat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from foedus.provenance import Span
from foedus.reporting.names.actors import Cast, cast_of
from foedus.reporting.names.gazetteer import country_in, country_of
from foedus.reporting.parsing.language import Parsed, parse_many
from foedus.reporting.threats.act_words import classes_of
from foedus.reporting.threats.agreements import AgreementMention, agreements_in, same_agreement
from foedus.reporting.threats.exits import Exit, exits_in
from foedus.reporting.threats.known_agreements import is_body
from foedus.reporting.threats.naming import name_and_kind, plain
from foedus.reporting.threats.parties import counterparts_of, countries_of, threatener_of
from foedus.reporting.threats.signals import Signal, loudest, weight_of

Side = Literal["threatener", "counterpart", "outsider"]

_LEAST_NAMED = 1.0
"""What expressions that name the agreement must weigh at the least."""
LEAST_WEIGHT = 3.0
"""Less than one explicit threat, or three passing mentions of an exit, is no report of a threat."""


_MOST_STRANGERS = 1
"""People of no known country who can stand for the threatener, at most."""
_TITLE = re.compile(r"^TITLE:[ \t]*(?=\S)(.*)$", re.MULTILINE)
_OPENING = 3
"""Sentences at the head of a text in which the agreement that it is about is named."""


_OF_GOVERNMENT = frozenset(
    "president government administration cabinet premier chancellor minister ministry spokesman spokeswoman spokesperson".split()
)
_RANKS = frozenset(
    "the a prime foreign defence defense trade finance vice deputy chief presidential government ministry of s 's".split()
)


def _speaks_for_the_government(name: str) -> bool:
    """Whether a speaker is named by an office of government alone: "the president", "a foreign ministry spokesman"."""
    words = [w.replace("’", "'").removesuffix("'s") for w in name.lower().split()]
    return (
        bool(words) and words[-1] in _OF_GOVERNMENT and all(w in _OF_GOVERNMENT or w in _RANKS for w in words)
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that report the threat: the article's number among those read, and the span."""

    article: int
    span: Span
    weight: float = 0.0


@dataclass(frozen=True)
class Threat:
    """A threat to leave an agreement, as the articles report it.

    Attributes:
        threatener: the country (or organisation) that would leave.
        counterparts: the other parties that the articles name, the most named first.
        agreement: the fullest name that the articles or the table of agreements give it.
        kind: alliance, arms control, trade, organisation or other.
        aliases: every form in which the articles call it, the most frequent first.
        verb: what is threatened: withdraw, terminate, not renew, suspend, trigger, close, ...
        signal: how it was let known: musing, threat or notice.
        people: those who speak for the threatener in the articles ("Donald Trump").
        evidence: where the articles say so, the most explicit first.
        dated: ISO date of the first report among them, or None.
        threatener_by: how the threatener was found: "named" or "inferred from ...".
        countries: people of the articles to their countries.
        mentions: what the aliases are made from, to tell whether another mention means this agreement.
    """

    threatener: str
    counterparts: tuple[str, ...]
    agreement: str
    kind: str
    aliases: tuple[str, ...]
    verb: str
    signal: Signal
    people: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    dated: str | None = None
    threatener_by: str = "named"
    mentions: tuple[AgreementMention, ...] = field(default=(), repr=False)
    countries: Mapping[str, str] = field(default_factory=dict, repr=False)

    def side_of(self, actor: str) -> Side:
        """Which side an actor is on: threatener, counterpart, or outsider (also where its country is unknown)."""
        known = self._sides.get(actor)
        if known is None:
            known = self._sides[actor] = self._side(actor)
        return known

    @cached_property
    def _sides(self) -> dict[str, Side]:
        """The sides of the actors asked about so far: every statement asks for those of the same few."""
        return {}

    def _side(self, actor: str) -> Side:
        country = (
            country_of(actor)
            or self.countries.get(actor)
            or self.countries.get(actor.rpartition(" ")[2])
            or country_in(actor)  # "officials in Oslo"
        )
        if actor in self.people or self.threatener in (actor, country):
            return "threatener"
        if country is None and _speaks_for_the_government(actor):
            return (
                "threatener"  # whose government is not said: reports of a threat are about the threatener's
            )
        if actor in self.counterparts or country in self.counterparts or actor == self.agreement:
            return "counterpart"
        return "outsider"

    def _can_be_called(self, sort: str) -> bool:
        """Whether a mention without a name of its own can be this one: a treaty is no "council"."""
        return (
            sort != "body"
            or self.kind == "organisation"
            or any(m.sort in ("body", "acronym") for m in self.mentions)
        )

    def means(self, mention: AgreementMention | None) -> bool:
        """Whether a mention of an agreement can mean the one that is threatened; None (a bare "withdrawal") can."""
        if mention is None:
            return True
        if mention.bare:
            return not mention.new and self._can_be_called(mention.sort)
        sides = {self.threatener, *self.counterparts}
        if not mention.words and not mention.new and mention.name is None and set(mention.parties) <= sides:
            return True  # "its agreement with the other side"
        return any(same_agreement(own, mention) for own in self._meant)

    @cached_property
    def _meant(self) -> tuple[AgreementMention, ...]:
        """The mentions without their places, each kind once: articles name their agreement hundreds of times."""
        return tuple(dict.fromkeys(m.likeness for m in self.mentions if not m.bare))


@dataclass(frozen=True, slots=True)
class _Found:
    article: int
    parsed: Parsed
    exit: Exit
    weight: float


def find_threat(
    articles: Sequence[Parsed],
    published: Sequence[str | None] = (),
    titles: Sequence[Parsed | None] | None = None,
) -> Threat | None:
    """The threat that a set of articles reports, or None if they report none.

    Args:
        articles: the parses of the bodies.
        published: the articles' ISO dates of publication, in the same order, where known.
        titles: the parses of the titles in the texts' heads; None has them parsed here.
    """
    found: list[_Found] = []
    mentions: list[AgreementMention] = []
    casts: list[Cast] = []
    linked: list[tuple[AgreementMention, AgreementMention]] = []
    for number, parts in enumerate(with_titles(articles, titles)):
        linked += _linked(parts)
        mentions += [m for part in parts for m in agreements_in(part) if not m.bare]
        casts += [cast_of(part) for part in parts]
        found += [_Found(number, part, e, weight_of(e)) for part in parts for e in exits_in(part)]
    alike = _Alike(linked)
    best = _heaviest(found, alike)
    if sum(f.weight for f in best) < _LEAST_NAMED:
        return None
    own = [f.exit.agreement for f in best if f.exit.agreement and not f.exit.agreement.bare]
    kinds = {o.likeness for o in own}
    group = [*own, *(m for m in mentions if any(alike.same(m.likeness, kind) for kind in kinds))]
    loose = [f for f in found if f.exit.agreement is None or f.exit.agreement.bare]
    everything = sorted([*best, *loose], key=lambda f: (-f.weight, f.article, f.exit.at))
    if sum(f.weight for f in everything) < LEAST_WEIGHT:
        return None
    return _threat(everything, group, mentions, casts, sorted(d for d in published if d))


def _threat(
    found: Sequence[_Found],
    group: Sequence[AgreementMention],
    mentions: Sequence[AgreementMention],
    casts: Sequence[Cast],
    dates: Sequence[str],
) -> Threat | None:
    """The record of a threat; None where a side is missing, for then no state threatens another."""
    threatener, by = threatener_of([(f.exit, f.weight) for f in found], casts, group)
    if threatener is None:
        return None
    name, kind = name_and_kind(group, mentions, threatener)
    counterparts = counterparts_of(group, casts, threatener, name)
    if not counterparts:
        return None
    countries = countries_of(casts)
    verbs: Counter[str] = Counter()
    for f in found:
        verbs[f.exit.word] += int(2 * f.weight)
    return Threat(
        threatener=threatener,
        counterparts=counterparts,
        agreement=name,
        kind=kind,
        aliases=tuple(text for text, _ in Counter(plain(m) for m in group).most_common()),
        verb=verbs.most_common(1)[0][0],
        signal=loudest((f.exit for f in found), threatener=threatener),
        people=people_of((f.exit for f in found), casts, threatener),
        evidence=tuple(Evidence(f.article, _span(f), f.weight) for f in found if f.weight > 0),
        dated=dates[0] if dates else None,
        threatener_by=by,
        mentions=tuple(group),
        countries=countries,
    )


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


def with_titles(
    articles: Sequence[Parsed], titles: Sequence[Parsed | None] | None = None
) -> list[list[Parsed]]:
    """Each article, preceded by the title in its head ("TITLE: ...") if it has one; parsed here if ``titles`` is None."""
    if titles is None:
        places = [_TITLE.search(article.text, 0, article.offset) for article in articles]
        pieces = parse_many((m.string, m.start(1), m.end(1)) for m in places if m)
        titles = [next(pieces) if m else None for m in places]
    return [[title, article] if title else [article] for title, article in zip(titles, articles, strict=True)]


def _linked(parts: Sequence[Parsed]) -> list[tuple[AgreementMention, AgreementMention]]:
    """The headline's agreement and the one that the text opens with: one thing, whatever they are called."""
    headline: AgreementMention | None = None
    for part in parts:
        for sentence in part.sentences[:_OPENING]:
            low, high = sentence.tokens.start, sentence.tokens.end
            for m in agreements_in(part):
                if (
                    not low <= m.start < high
                    or m.new
                    or m.sort in ("body", "base")
                    or (m.name and is_body(m.name))
                ):
                    continue
                if m.heading:
                    headline = headline or m
                elif headline is not None:
                    return [] if m.bare or headline.bare or (m.name and headline.name) else [(headline, m)]
    return []


class _Alike:
    """Whether two mentions mean one agreement, directly or by a headline that names both; each pair asked once."""

    def __init__(self, linked: Sequence[tuple[AgreementMention, AgreementMention]]) -> None:
        self._linked = {(a.likeness, b.likeness) for a, b in linked}
        self._known: dict[tuple[AgreementMention, AgreementMention], bool] = {}

    def same(self, one: AgreementMention, other: AgreementMention) -> bool:
        """The answer for two likenesses (mentions without their place)."""
        if (one, other) not in self._known:
            self._known[one, other] = same_agreement(one, other) or any(
                (same_agreement(one, a) and same_agreement(other, b))
                or (same_agreement(one, b) and same_agreement(other, a))
                for a, b in self._linked
            )
        return self._known[one, other]


def _heaviest(found: Sequence[_Found], alike: _Alike) -> list[_Found]:
    """The expressions of exit from the agreement that gathers most weight; empty if none names its agreement."""
    clusters: list[tuple[set[AgreementMention], list[_Found]]] = []
    for f in found:
        mention = f.exit.agreement
        if mention is None or mention.bare:
            continue
        kind = mention.likeness
        homes = [c for c in clusters if kind in c[0] or any(alike.same(own, kind) for own in c[0])]
        merged = ({kind}.union(*(c[0] for c in homes)), [g for c in homes for g in c[1]] + [f])
        clusters = [c for c in clusters if not any(c is h for h in homes)] + [merged]
    heaviest = max(clusters, key=lambda c: (sum(f.weight for f in c[1]), -c[1][0].article), default=None)
    return heaviest[1] if heaviest else []


def _span(f: _Found) -> Span:
    return f.parsed.span_of(f.parsed.doc[f.exit.start : max(f.exit.end, f.exit.at + 1)])
