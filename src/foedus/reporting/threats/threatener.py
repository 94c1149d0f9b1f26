"""Who threatens: the country that would leave, as the expressions of exit name it or the articles let it be inferred.

A country named as who would leave speaks for itself. Where only a person or nobody is named, the countries that the
articles name share what those expressions weigh: the more, the more they are named as acting, in a headline or early
on; less, where the agreement is with them, where they are told of the exit, or asked something lest it happen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.reporting.meaning.stance import actor_at
from foedus.reporting.names.actors import Mention, cast_of
from foedus.reporting.names.gazetteer import UNION, country_of, names
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.evidence import Told
from foedus.reporting.threats.known_agreements import parties_of
from foedus.reporting.threats.parties import countries_of

_ACTING = {"seat": 2.0, "institution": 2.0}
"""How much more a name says that an article is about that government: seats and institutions act."""
_ROLES = {"nsubj": 1.5, "poss": 1.2, "pobj": 0.5, "dobj": 0.5}
"""How much a name's place in its clause says that: subjects act."""
_IN_HEADLINE, _IN_OPENING, _OPENING = 2.0, 1.5, 3
"""How much more a name in a headline or among the first sentences counts; how many sentences these are."""
_PARTY = 0.25
"""How much less a name within that of an agreement counts: it is as good as the other side's."""
_OTHER_SIDE = 0.25
"""How much less the name of a country counts that is the other side, or that of other people than those who threaten."""
_LEAST_BESIDE = 2.0
"""What the names of a country must weigh in the articles, that one can infer from them that it threatens."""
_SIGNALLED = 2.0
"""What an expression weighs at the least that tells of a possible exit."""
_UNSAID = 0.5
"""Share of an expression that does not say who would leave, as against one that names a stranger."""
_ABOUT = 2.0
"""What it weighs to be the one country that the articles name."""


def threatener_of(
    expressions: Sequence[Told], parts: Sequence[Parsed], group: Sequence[AgreementMention]
) -> tuple[str | None, str]:
    """The country (or union) that would leave and how it was found; (None, "") if nothing tells.

    Args:
        expressions: the expressions of exit.
        parts: the parses of titles and bodies.
        group: the mentions of the agreement.
    """
    named, strangers = _leavers(expressions, parts, {m.name for m in group})
    others = _other_side(expressions, parts, group)
    beside = _named_beside(set(strangers) - {""}, others, parts) or _named_beside(set(), others, parts)
    total, loose = sum(beside.values()), sum(strangers.values()) + _ABOUT
    across = {country_of(p) or p for m in group for p in m.across}
    votes = {c: weight * (_OTHER_SIDE if c in across else 1.0) for c, weight in named.items()}
    for country, weight in beside.items():
        if country in named or (weight >= _LEAST_BESIDE and country != UNION):  # a union stands by everywhere
            votes[country] = votes.get(country, 0.0) + loose * weight / total
    bound = _bound(group)
    if len(bound - others) == 1:  # "the pact with Mexico and Canada", which binds three
        votes.setdefault(next(iter(bound - others)), 0.0)
    able = {c: v for c, v in votes.items() if c in bound} or votes
    able = {c: v for c, v in able.items() if c not in others or c in named} or able
    if not able:
        told = any(t.weight >= _SIGNALLED for t in expressions)
        speaking = _of_people(parts, bound, others) if told else {}
        if not speaking:
            return None, ""
        return _ranked(speaking)[0][0], "inferred: the country whose people are named most"
    best = _ranked(able)[0][0]
    if best in named:
        return best, "named"
    who = next((name for name, _ in _ranked(strangers) if name), "the exit")
    return best, f"inferred: the government named most beside {who}"


def _leavers(
    expressions: Sequence[Told], parts: Sequence[Parsed], bodies: set[str | None]
) -> tuple[dict[str, float], dict[str, float]]:
    """What the expressions weigh by the country that would leave, and by the stranger ("" if nobody is named)."""
    casts = [cast_of(part) for part in parts]
    countries = countries_of(casts)
    present = {name for cast in casts for name in (*cast.people, *cast.people.values())}
    named: dict[str, float] = {}
    strangers: dict[str, float] = {}
    for told in expressions:
        leaver = told.exit.leaver
        country = _country(countries, leaver) if leaver else None
        if leaver in bodies or (country and country in bodies):
            continue
        if country:
            named[country] = named.get(country, 0.0) + told.weight
        elif leaver in present:
            strangers[leaver] = strangers.get(leaver, 0.0) + told.weight
        else:
            strangers[""] = strangers.get("", 0.0) + _UNSAID * told.weight
    return named, strangers


def _country(countries: Mapping[str, str], leaver: str) -> str | None:
    """The country of a leaver; an organisation can leave for its members."""
    known = names().get(leaver)
    itself = leaver if known and known.sort == "organisation" and known.actor == leaver else None
    return country_of(leaver) or countries.get(leaver) or countries.get(leaver.rpartition(" ")[2]) or itself


def _other_side(
    expressions: Sequence[Told], parts: Sequence[Parsed], group: Sequence[AgreementMention]
) -> set[str]:
    """The countries that the agreement is said to be with, that are told of the exit, or asked something lest it happen."""
    across = [p for m in group for p in m.across]
    across = across or [p for part in parts for m in agreements_in(part) for p in m.across]
    others = {country_of(party) or party for party in across}
    for told in expressions:
        e = told.exit
        if e.told and e.self_said:
            others.add(country_of(e.told) or e.told)
        asked = _asked_of(told)
        if asked and asked != e.leaver:
            others.add(asked)
    return others


def _asked_of(told: Told) -> str | None:
    """The country of which the exit's condition asks something: "unless Japan withdraws its controls"."""
    part, sentence = told.parsed, told.parsed.doc[told.exit.at].sent
    for i in range(sentence.start, sentence.end):
        if part.lowers[i] in ("if", "unless", "until") and part.doc[i].dep_ == "mark":
            clause = part.doc[i].head
            subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            actor = actor_at(cast_of(part), subject) if subject is not None else None
            return country_of(actor) if actor else None
    return None


def _bound(group: Sequence[AgreementMention]) -> set[str]:
    """The parties of the agreement, where the table or its name tells both sides."""
    bound = {party for m in group if m.name for party in parties_of(m.name)}
    return bound | {country_of(party) or party for m in group if len(m.parties) > 1 for party in m.parties}


def _named_beside(people: set[str], others: set[str], parts: Sequence[Parsed]) -> dict[str, float]:
    """What the countries weigh that are named in the articles that name some people (in all articles, if none)."""
    near: dict[str, float] = {}
    for part in parts:
        cast = cast_of(part)
        if people and not people & set(cast.people) and not people & {m.actor for m in cast.mentions}:
            continue
        said = [(person, c) for person, c in cast.countries.items() if person not in cast.presumed]
        foreign = {c for person, c in said if people and person not in people}
        called = {i: m for m in agreements_in(part) for i in range(m.start, m.end)}
        opening = part.sentences[min(_OPENING, len(part.sentences)) - 1].tokens.end if part.sentences else 0
        for mention in cast.mentions:
            country, within = mention.country, called.get(mention.start)
            if not country or mention.sort == "person" or mention.place or (within and within.name):
                continue  # the Paris of "the Paris Agreement" is no government
            weight = _weight(part, mention, opening) * (_PARTY if within else 1.0)
            near[country] = near.get(country, 0.0) + weight * (_OTHER_SIDE if country in foreign else 1.0)
    return {c: weight * (_OTHER_SIDE if c in others else 1.0) for c, weight in near.items()}


def _of_people(parts: Sequence[Parsed], bound: set[str], others: set[str]) -> dict[str, float]:
    """What the people named in the articles weigh by their countries: parties, where these are known, but no union."""
    countries = countries_of([cast_of(part) for part in parts])
    weights: dict[str, float] = {}
    for part in parts:
        opening = part.sentences[min(_OPENING, len(part.sentences)) - 1].tokens.end if part.sentences else 0
        for mention in cast_of(part).mentions:
            country = countries.get(mention.actor) if mention.sort == "person" else None
            if country and country not in others and country != UNION and (country in bound or not bound):
                weights[country] = weights.get(country, 0.0) + _weight(part, mention, opening)
    return weights


def _weight(part: Parsed, mention: Mention, opening: int) -> float:
    """How much a country's name says that an article is about its government."""
    weight = _ACTING.get(mention.sort, 1.0) * _ROLES.get(part.doc[mention.end - 1].dep_, 1.0)
    paragraph = part.paragraph_at(part.offset + part.doc[mention.start].idx)
    if paragraph and paragraph.heading:
        return weight * _IN_HEADLINE
    return weight * _IN_OPENING if mention.start < opening else weight


def _ranked(votes: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
