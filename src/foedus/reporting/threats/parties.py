"""The countries of the people that articles name, and the other parties of an agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedus.reporting.names.actors import Cast
from foedus.reporting.names.gazetteer import country_of
from foedus.reporting.threats.agreements import AgreementMention
from foedus.reporting.threats.known_agreements import is_body, kind_of_agreement, parties_of

_MOST_COUNTERPARTS = 4


def countries_of(casts: Sequence[Cast]) -> dict[str, str]:
    """People of all articles, by full and last name, to the country that most articles give them.

    The table of leaders is asked only for those whose country no article says, and who share no name with such.
    """
    said: dict[str, Counter[str]] = {}
    presumed: dict[str, Counter[str]] = {}
    strangers: set[str] = set()
    for cast in casts:
        names: dict[str, set[str]] = {}
        for short, person in cast.people.items():
            names.setdefault(person, {person, person.split()[-1]}).add(short)
        strangers |= {
            name
            for person, forms in names.items()
            if person not in cast.presumed and " " in person
            for name in forms
        }
        for person, country in cast.countries.items():
            known = presumed if person in cast.presumed else said
            for name in names.get(person, {person, person.split()[-1]}):
                known.setdefault(name, Counter())[country] += 1
    table = {name: counts for name, counts in presumed.items() if name not in strangers}
    return {name: counts.most_common(1)[0][0] for name, counts in (table | said).items()}


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
    if kind_of_agreement(name) is not None:  # "the Paris deal" is not with France
        others &= {country_of(party) or party for m in group for party in m.across}
        counts = Counter({party: counts[party] for party in others})
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
