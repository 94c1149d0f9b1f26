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

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from foedus.provenance import Span
from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.gazetteer import country_in, country_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.evidence import Matter, matters_told
from foedus.reporting.threats.naming import name_and_kind, plain
from foedus.reporting.threats.parties import counterparts_of, countries_of
from foedus.reporting.threats.same_agreement import same_agreement
from foedus.reporting.threats.signals import Signal, loudest
from foedus.reporting.threats.speaking_for import people_of, speaks_for_a_government
from foedus.reporting.threats.threatener import threatener_of
from foedus.reporting.threats.told import Told, with_titles

LEAST_WEIGHT = 1.5
"""Less than one possible exit, or two passing mentions of one, is no report of a threat."""
LEAST_STRENGTH = 3.0
"""What expressions of exit and the mentions of their agreement must weigh together at the least."""
_SHORT, _SHARE = 250, 2 / 3
"""Tokens of an article below which this share of both is enough: what is short tells a thing once."""
Side = Literal["threatener", "counterpart", "outsider"]


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
        if country is None and speaks_for_a_government(actor):
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
        known = self._known.get(mention)
        if known is None:
            known = self._known[mention] = self._can_mean(mention)
        return known

    @cached_property
    def _known(self) -> dict[AgreementMention, bool]:
        """Whether the mentions asked about so far mean this agreement: every statement asks for those of its article."""
        return {}

    def _can_mean(self, mention: AgreementMention) -> bool:
        if mention.bare:
            return not mention.new and self._can_be_called(mention.sort)
        sides = {self.threatener, *self.counterparts}
        if not mention.words and not mention.new and mention.name is None and set(mention.parties) <= sides:
            return True  # "its agreement with the other side"
        return any(same_agreement(own, mention) for own in self._meant)

    def is_one(self, other: Threat) -> bool:
        """Whether another threat is the same state's to leave the same agreement."""
        if self.threatener != other.threatener:
            return False
        return self.agreement == other.agreement or (self._mostly(other) and other._mostly(self))

    def _mostly(self, other: Threat) -> bool:
        """Whether most mentions of this one's agreement can mean the other's."""
        told = [m for m in self.mentions if not m.bare]
        return sum(other.means(m) for m in told) * 2 > len(told)

    @cached_property
    def _meant(self) -> tuple[AgreementMention, ...]:
        """The mentions without their places, each kind once: articles name their agreement hundreds of times."""
        return tuple(dict.fromkeys(m.likeness for m in self.mentions if not m.bare))


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
    whole = with_titles(articles, titles)
    together = _told_in(whole, published, LEAST_WEIGHT, LEAST_STRENGTH)
    if together is None or len(whole) < 2:
        return together
    alone = [_told_in([parts], (), LEAST_WEIGHT, LEAST_STRENGTH) for parts in whole]
    group = largest_group(alone)
    agreeing = sum(threat is not None and threat.is_one(together) for threat in alone)
    if len(group) < 2 or 2 * agreeing >= sum(threat is not None for threat in alone):
        return together
    # what articles on several matters report together is no threat of any
    dates = [published[i] for i in group] if published else ()
    return _told_in([whole[i] for i in group], dates, LEAST_WEIGHT, LEAST_STRENGTH) or together


def largest_group(alone: Sequence[Threat | None]) -> list[int]:
    """The numbers of the articles that report one threat, where most do; of two such groups the earlier."""
    return max(groups_of(alone), key=len, default=[])


def groups_of(alone: Sequence[Threat | None]) -> list[list[int]]:
    """The numbers of the articles whose own threats are one, those together that report the same."""
    groups: list[list[int]] = []
    for number, threat in enumerate(alone):
        if threat is None:
            continue
        home = next((g for g in groups if (first := alone[g[0]]) and threat.is_one(first)), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    return groups


def faint_threat(parts: Sequence[Parsed], published: str | None = None) -> Threat | None:
    """The threat that few words of one article tell: too little to open a case, enough to say what they are about.

    None where no word of exit stands, or no agreement.
    """
    return _told_in([parts], [published], 0.0, 0.0)


def _told_in(
    whole: Sequence[Sequence[Parsed]], published: Sequence[str | None], least_weight: float, least: float
) -> Threat | None:
    """The threat of articles, each its title and body, if what tells it weighs enough."""
    parts = [part for article in whole for part in article]
    if sum(len(part.lowers) for part in parts) < _SHORT:
        least_weight, least = least_weight * _SHARE, least * _SHARE
    matters, stray, alike = matters_told(whole)
    best = max(matters, key=_strength, default=None)
    if best is None:
        return None
    best.loose += stray
    if not best.weight or best.weight < least_weight or _strength(best) < least:
        return None
    mentions = [m for part in parts for m in agreements_in(part) if not m.bare]
    group = [m for m in mentions if alike.any_same(m.likeness, best.kinds)]
    group = group or [t.exit.agreement for t in best.joined if t.exit.agreement]  # "both bases"
    told = sorted([*best.joined, *best.loose], key=lambda t: (-t.weight, t.article, t.exit.at))
    return _threat(told, group, mentions, parts, sorted(d for d in published if d))


def _strength(matter: Matter) -> float:
    """How strongly articles report a matter: what they say of leaving it, and how much they are about it."""
    return matter.weight + sum(matter.salience.values()) if matter.weight else 0.0


def _of_states(told: Sequence[Told], group: Sequence[AgreementMention]) -> bool:
    """Whether an agreement of which no other party is named can be one of states: a body only if a state would leave it."""
    if any(m.name or m.sort != "body" for m in group):
        return True
    return any(t.exit.leaver and country_of(t.exit.leaver) for t in told)


def _threat(
    told: Sequence[Told],
    group: Sequence[AgreementMention],
    mentions: Sequence[AgreementMention],
    parts: Sequence[Parsed],
    dates: Sequence[str],
) -> Threat | None:
    """The record of a threat; None where a side is missing, for then no state threatens another."""
    exits, casts = [t.exit for t in told], [cast_of(part) for part in parts]
    threatener, by = threatener_of(told, parts, group)
    if threatener is None:
        return None
    left = [e.agreement for e in exits if e.agreement is not None and e.agreement in group]
    name, kind = name_and_kind(group, mentions, threatener, left)
    counterparts = counterparts_of(group, casts, threatener, name)
    if counterparts and all(m.bare and m.sort == "treaty" for m in group) and name.lower() != "alliance":
        name = f"{name} with {counterparts[0]}"  # "the agreement" alone
    if not counterparts and not _of_states(told, group):
        return None
    if not counterparts:
        counterparts = (f"other parties to the {name.partition(' (')[0]}",)
    verbs: Counter[str] = Counter()
    for t in told:
        verbs[t.exit.word] += int(2 * t.weight)
    return Threat(
        threatener=threatener,
        counterparts=counterparts,
        agreement=name,
        kind=kind,
        aliases=tuple(text for text, _ in Counter(plain(m) for m in group).most_common()),
        verb=verbs.most_common(1)[0][0],
        signal=loudest(exits, threatener=threatener),
        people=people_of(exits, casts, threatener),
        evidence=tuple(Evidence(t.article, t.span, t.weight) for t in told if t.weight > 0),
        dated=dates[0] if dates else None,
        threatener_by=by,
        mentions=tuple(group),
        countries=countries_of(casts),
    )
