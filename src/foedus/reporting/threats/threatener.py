"""Who threatens: the country that would leave, as the expressions of exit name it or the articles let it be inferred.

A country named as who would leave speaks for itself. Where only a person or nobody is named, the countries that the
articles name share what those expressions weigh: the more, the more they are named as acting, in a headline or early
on; less, where the agreement is with them, where they are told of the exit, or asked something lest it happen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from foedus.reporting.meaning.stance import actor_at
from foedus.reporting.names.actors import Mention, cast_of
from foedus.reporting.names.gazetteer import UNION, country_of, names
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.known_agreements import parties_of
from foedus.reporting.threats.parties import countries_of
from foedus.reporting.threats.told import Told
from foedus.reporting.threats.whose_threat import demanded_of, threats_ascribed

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
"""What expressions weigh together at the least, that one may ask whose people the articles name."""
_UNSAID = 0.5
"""Share of an expression that does not say who would leave, as against one that names a stranger."""
_SURE = 1.0
"""What votes for the other side must weigh, that it can be who threatens."""
_OFFICES = frozenset(
    "government governments minister ministers president premier parliament cabinet ministry lawmakers junta monarch "
    "administration officials adviser congress senate deputies mps nations states countries".split()
)
"""Words for those who can bind a state, or for states."""
_FEW = 4
"""Among how many mentions of the agreement a name of the table must stand once, that its parties count."""
_ABOUT = 2.0
"""What it weighs to be the one country that the articles name."""
_ABOUT_BESIDE = 1.0
"""The same where an expression names who would leave."""


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
    others |= demanded_of(parts) - set(named)
    beside = _named_beside(set(strangers) - {""}, others, parts) or _named_beside(set(), others, parts)
    ascribed = threats_ascribed(parts, countries_of([cast_of(part) for part in parts]))
    total, loose = sum(beside.values()), sum(strangers.values()) + (_ABOUT_BESIDE if named else _ABOUT)
    across = {country_of(p) or p for m in group for p in m.across}
    votes = {c: weight * (_OTHER_SIDE if c in across else 1.0) for c, weight in named.items()}
    for country, weight in beside.items():
        if country in named or (weight >= _LEAST_BESIDE and country != UNION):  # a union stands by everywhere
            votes[country] = votes.get(country, 0.0) + loose * weight / total
    for country, weight in ascribed.items():
        votes[country] = votes.get(country, 0.0) + weight * (_OTHER_SIDE if country in across else 1.0)
    bound = _bound(group)
    if (
        named
        and bound.isdisjoint(named)
        and not any(t.exit.agreement and t.exit.agreement.name for t in expressions)
    ):
        bound = set()  # an agreement of the table that is told of in passing
    if len(bound - others) == 1:  # "the pact with Mexico and Canada", which binds three
        votes.setdefault(next(iter(bound - others)), 0.0)
    able = {c: v for c, v in votes.items() if c in bound} or votes
    able = {c: v for c, v in able.items() if c not in others or c in named} or able
    if not able or (across.issuperset(able) and max(able.values()) < _SURE):
        told = sum(t.weight for t in expressions) >= _SIGNALLED
        speaking = _of_people(parts, bound, others) if told else {}
        if speaking:
            return _ranked(speaking)[0][0], "inferred: the country whose people are named most"
        gone = others | across
        alone = _outstanding(_without(beside, gone) or _without(_of_seats(parts), gone))
        if told and alone and _by_a_state(expressions):
            return alone, "inferred: the country that is named most"
        return None, ""
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
    triggers = any(t.exit.sort == "trigger" and t.exit.agreement is not None for t in expressions)
    for told in expressions:
        leaver = told.exit.leaver if triggers or told.exit.sort != "trigger" else None
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
    names = Counter(m.name for m in group if m.name)
    often = [name for name, n in names.items() if n * _FEW >= len(group)]
    bound = {party for name in often for party in parties_of(name)}
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


def _by_a_state(expressions: Sequence[Told]) -> bool:
    """Whether a sentence that tells of an exit names an office or body of a state."""
    return any(
        word in _OFFICES
        for t in expressions
        for sentence in [t.parsed.doc[t.exit.at].sent]
        for word in t.parsed.lowers[sentence.start : sentence.end]
    )


def _without(weights: Mapping[str, float], gone: set[str]) -> dict[str, float]:
    return {
        country: weight for country, weight in weights.items() if country not in gone and country != UNION
    }


def _outstanding(weights: Mapping[str, float]) -> str | None:
    """The country that weighs at least twice as much as any other, or None."""
    (first, most), (_, next_most) = [*_ranked(weights), ("", 0.0), ("", 0.0)][:2]
    return first or None if most >= 2 * next_most else None


def _of_seats(parts: Sequence[Parsed]) -> dict[str, float]:
    """What the seats of governments weigh by their countries, also those that are only where somebody spoke."""
    weights: dict[str, float] = {}
    for part in parts:
        for mention in cast_of(part).mentions:
            if mention.sort == "seat" and mention.country:
                weights[mention.country] = weights.get(mention.country, 0.0) + 1.0
    return weights


def _weight(part: Parsed, mention: Mention, opening: int) -> float:
    """How much a country's name says that an article is about its government."""
    token = part.doc[mention.end - 1]
    token = token.head if token.dep_ in ("amod", "compound") else token  # "American troops", told to go
    weight = _ACTING.get(mention.sort, 1.0) * _ROLES.get(token.dep_, 1.0)
    paragraph = part.paragraph_at(part.offset + part.doc[mention.start].idx)
    if paragraph and paragraph.heading:
        return weight * _IN_HEADLINE
    return weight * _IN_OPENING if mention.start < opening else weight


def _ranked(votes: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
