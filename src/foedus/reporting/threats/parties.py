"""The two sides of a threat: who would leave, and the other parties.

A country named as who would leave decides. Where only a person is named, whose country no article gives, it
is the country that the articles name most beside that person, and the answer says that it was inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from foedus.reporting.names.actors import Cast
from foedus.reporting.names.gazetteer import country_of, kind_of_institution
from foedus.reporting.threats.agreements import AgreementMention
from foedus.reporting.threats.exits import Exit
from foedus.reporting.threats.known_agreements import is_body, kind_of_agreement, parties_of

_WEIGHTS = {"seat": 2.0, "institution": 2.0, "nationality": 1.5}
"""How much a mention says that an article is about that government: seats and institutions act, names are acted on."""
_MOST_COUNTERPARTS = 4


def countries_of(casts: Sequence[Cast]) -> dict[str, str]:
    """People of all articles, by full and last name, to the country that most articles give them."""
    known: dict[str, Counter[str]] = {}
    for cast in casts:
        for person, country in cast.countries.items():
            for name in {person, person.split()[-1]}:
                known.setdefault(name, Counter())[country] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in known.items()}


def threatener_of(
    weighed: Sequence[tuple[Exit, float]], casts: Sequence[Cast], group: Sequence[AgreementMention]
) -> tuple[str | None, str]:
    """The country (or union) that would leave and how it was found; (None, "") if nothing tells.

    Args:
        weighed: the expressions of exit with their weights.
        casts: who appears in each article.
        group: the mentions of the agreement.
    """
    countries = countries_of(casts)
    names = {m.name for m in group}
    votes: dict[str, float] = {}
    for e, weight in weighed:
        if e.leaver is None or e.leaver in names or kind_of_institution(e.leaver) in ("court", "party"):
            continue
        entity = country_of(e.leaver) or _country(countries, e.leaver) or e.leaver
        votes[entity] = votes.get(entity, 0.0) + weight
    known = [(name, n) for name, n in _ranked(votes) if country_of(name)]
    if known and known[0][1] >= 0.75 * max(votes.values()):
        return known[0][0], "named"
    present = {name for cast in casts for name in (*cast.people, *cast.people.values())}
    unknown = {name for name in votes if not country_of(name) and name in present}
    told = {country_of(e.told) or e.told for e, _ in weighed if e.told and e.self_said}
    near = _named_beside(unknown, {name for name, _ in known}, told, casts, group)
    if near:
        beside = next((name for name, _ in _ranked(votes) if name in unknown), "the exit")
        return near, f"inferred: the government named most beside {beside}"
    if known:
        return known[0][0], "named"
    names_only = [(n, w) for n, w in _ranked(votes) if n[:1].isupper() and kind_of_institution(n) is None]
    return (names_only[0][0], "named, of no country that the articles tell") if names_only else (None, "")


def _ranked(votes: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))


def _country(countries: Mapping[str, str], person: str) -> str | None:
    return countries.get(person) or countries.get(person.rpartition(" ")[2])


def _named_beside(
    people: set[str],
    named: set[str],
    told: set[str],
    casts: Sequence[Cast],
    group: Sequence[AgreementMention],
) -> str | None:
    """The country named most in the articles that name some people, apart from the countries of other people."""
    near: dict[str, float] = {}
    for cast in casts:
        if people and not people & set(cast.people) and not people & {m.actor for m in cast.mentions}:
            continue
        others = {c for person, c in cast.countries.items() if person not in people}
        for mention in cast.mentions:
            if mention.country and mention.sort != "person" and not mention.place:
                share = 0.25 if mention.country in others else 1.0
                weight = _WEIGHTS.get(mention.sort, 1.0) * share
                near[mention.country] = near.get(mention.country, 0.0) + weight
    parties = {country_of(party) or party for m in group for party in m.parties}
    if len(parties) == 1:  # "the deal with Norway": Norway is the other side
        near.pop(next(iter(parties)), None)
    bound = next((set(parties_of(m.name)) for m in group if m.name and parties_of(m.name)), set())
    if told and len(bound - told) == 1:
        return next(iter(bound - told))
    for country in named:
        near.setdefault(country, 1.0)
    if bound & set(near):
        near = {country: weight for country, weight in near.items() if country in bound}
    for country in told & set(near):  # whom a leader tells of an exit is the other side
        near[country] *= 0.25
    for country in near:
        if country in named:
            near[country] *= 1.5
    return _ranked(near)[0][0] if near else None


def counterparts_of(
    group: Sequence[AgreementMention], casts: Sequence[Cast], threatener: str, name: str
) -> tuple[str, ...]:
    """The other parties: those named with the agreement, else a body itself, else the countries named most."""
    counts: Counter[str] = Counter()
    for mention in group:
        for party in mention.parties:
            counts[country_of(party) or party] += 1
    bound = parties_of(name)
    if threatener in bound:
        order = {party: counts[party] for party in bound if party != threatener}
        return tuple(sorted(order, key=lambda party: -order[party]))[:_MOST_COUNTERPARTS]
    others = set(counts) - {threatener, name}
    if kind_of_agreement(name) is not None and (is_body(name) or not others):
        return (name,) if is_body(name) else (f"other parties to the {name}",)
    if not others:
        for cast in casts:
            for m in cast.mentions:
                if m.sort in ("country", "nationality", "seat", "organisation") and not m.place:
                    counts[m.country or m.actor] += 1
    for gone in (threatener, name):
        del counts[gone]
    top = counts.most_common()
    return tuple(country for country, n in top if n * 4 >= top[0][1])[:_MOST_COUNTERPARTS]
