"""The threat that a question asks about, as far as articles report it.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The fisheries treaty with Norway is in doubt, ministers said in Reykjavik.")
    >>> threat = threat_asked_about([parsed], "Iceland", "Norway", "fisheries treaty with Norway (1973)")
    >>> threat.threatener, threat.counterparts, threat.agreement, threat.aliases
    ('Iceland', ('Norway',), 'fisheries treaty with Norway', ('fisheries treaty with Norway',))

Who asks a question has said what the threat is; the articles need not report it strongly enough to be found
without it. What the question names is taken as given, what it does not name is read from the articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from foedus.reporting.names.actors import Cast, cast_of
from foedus.reporting.names.gazetteer import UNION, country_of, names
from foedus.reporting.parsing.language import Parsed, parse
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.exits import exits_in
from foedus.reporting.threats.known_agreements import kind_of_agreement
from foedus.reporting.threats.naming import kind_by_words, plain
from foedus.reporting.threats.parties import countries_of
from foedus.reporting.threats.same_agreement import same_agreement
from foedus.reporting.threats.signals import loudest, weight_of
from foedus.reporting.threats.speaking_for import people_of
from foedus.reporting.threats.threat import Evidence, Threat, find_threat
from foedus.reporting.threats.told import with_titles

_YEAR = re.compile(r"\s*\((?:19|20)\d\d\)\s*$")
_AND = re.compile(r",| and |/|;")


def threat_asked_about(
    articles: Sequence[Parsed],
    threatener: str,
    counterpart: str,
    agreement: str,
    published: Sequence[str | None] = (),
    titles: Sequence[Parsed | None] | None = None,
) -> Threat | None:
    """The threat that a question names, with what the articles add: signal, people, aliases, evidence.

    Where articles report no threat, the question's word stands for it if they name the agreement or one
    of the parties. None if they name neither: what is asked makes no threat out of articles on something else.

    Args:
        articles: the parses of the bodies.
        threatener: who would leave, as the question names it ("US").
        counterpart: the other side ("Mexico and Canada").
        agreement: what would be left ("NAFTA (1994)").
        published: the articles' ISO dates of publication, in the same order, where known.
        titles: the parses of the titles in the texts' heads; None has them parsed here.
    """
    side = country_of(threatener) or threatener
    name = _YEAR.sub("", agreement).strip() or agreement
    others = tuple(dict.fromkeys(_actor(part) for p in _AND.split(counterpart) if (part := p.strip())))
    whole = with_titles(articles, titles)
    found = find_threat(articles, published, [parts[0] if len(parts) > 1 else None for parts in whole])
    if found is not None and found.threatener == side:
        return replace(
            found,
            agreement=name,
            kind=_kind_asked(name, others, found.kind),
            counterparts=tuple(dict.fromkeys((*others, *found.counterparts))),
        )
    parts = [part for article in whole for part in article]
    group = _mentions_of(name, parts)
    own = len(_asked_mentions(name))
    known = next((m.name for m in group if m.name and not (m.name == UNION and UNION in others)), None)
    casts = [cast_of(part) for part in parts]
    threat = Threat(
        threatener=side,
        counterparts=others or (counterpart,),
        agreement=name,
        kind=kind_of_agreement(known or name) or kind_by_words(group),
        aliases=tuple(text for text, _ in Counter(plain(m) for m in group).most_common()),
        verb="leave",
        signal="threat",
        dated=min((d for d in published if d), default=None),
        threatener_by="named in the question",
        mentions=tuple(group),
        countries=countries_of(casts),
    )
    weighed = _with_evidence(threat, whole)
    meant = (e for part in parts for e in exits_in(part) if threat.means(e.agreement))
    weighed = replace(weighed, people=people_of(meant, casts, side))
    on_it = len(group) > own or weighed.evidence or any(_names(cast, {side, *others}) for cast in casts)
    return weighed if on_it else None


def _names(cast: Cast, actors: Collection[str]) -> bool:
    """Whether an article names an actor, or somebody of its country."""
    return any(mention.actor in actors or mention.country in actors for mention in cast.mentions)


def _kind_asked(name: str, others: Sequence[str], read: str) -> str:
    """The kind of the agreement that a question names; what was read decides where its name tells none.

    An agreement with a union is no organisation.
    """
    asked = _asked_mentions(name)
    known = next((m.name for m in asked if m.name and not (m.name == UNION and UNION in others)), None)
    told = (kind_of_agreement(known) if known else None) or kind_by_words(asked)
    return read if told == "other" and not (read == "organisation" and UNION in others) else told


def _actor(name: str) -> str:
    """The id of a country or organisation by any of its names ("UN"); other names stay."""
    known = names().get(name)
    return country_of(name) or (known.actor if known else name)


def _mentions_of(name: str, parts: Sequence[Parsed]) -> list[AgreementMention]:
    """The mentions in the articles that can mean the agreement of a question, by its words; its own ones first."""
    asked = _asked_mentions(name)
    told = [m for part in parts for m in agreements_in(part) if not m.bare]
    return [*asked, *(m for m in told if any(same_agreement(m, own) for own in asked))]


def are_called(agreement: str, names_told: Sequence[str]) -> bool:
    """Whether one of the names that articles use can mean an agreement that a question names.

    >>> are_called("Joint Comprehensive Plan of Action (2015)", ["Iran nuclear deal"]), are_called("NATO", ["fisheries treaty"])
    (True, False)
    """
    asked = _asked_mentions(_YEAR.sub("", agreement).strip() or agreement)
    told = [m for name in names_told for m in _asked_mentions(name)]
    return any(same_agreement(m, own) for own in asked for m in told)


def _asked_mentions(name: str) -> list[AgreementMention]:
    return [m for m in agreements_in(parse(f"They may leave the {name}.")) if not m.bare]


def _with_evidence(threat: Threat, whole: Sequence[Sequence[Parsed]]) -> Threat:
    """The threat with the expressions of exit that can mean it, and the signal that they tell."""
    meant = [
        (number, part, e)
        for number, parts in enumerate(whole)
        for part in parts
        for e in exits_in(part)
        if threat.means(e.agreement) and weight_of(e) > 0
    ]
    if not meant:
        return threat
    meant.sort(key=lambda found: -weight_of(found[2]))
    evidence = tuple(
        Evidence(number, part.span_of(part.doc[e.start : max(e.end, e.at + 1)]), weight_of(e))
        for number, part, e in meant
    )
    verbs = Counter(e.word for _, _, e in meant)
    return replace(
        threat,
        verb=verbs.most_common(1)[0][0],
        signal=loudest((e for _, _, e in meant), threatener=threat.threatener),
        evidence=evidence,
    )
