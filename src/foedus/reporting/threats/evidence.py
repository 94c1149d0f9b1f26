"""What articles say of leaving agreements, sorted by the agreement that each expression of exit means.

An expression names its agreement ("leave the fisheries treaty"), or calls it by a bare noun ("leave the treaty"), or
names none ("a withdrawal"). The latter two mean the agreement that their article is about: the one that its words of
exit name, that its headline and opening name, and that it names most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from foedus.reporting.names.actors import cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.known_agreements import is_body
from foedus.reporting.threats.linked_names import Alike, names_linked
from foedus.reporting.threats.organisations_meant import organisation_meant
from foedus.reporting.threats.told import Told, expressions, opening_of

_IN_HEADLINE, _IN_OPENING, _IN_PASSING = 2.0, 1.0, 0.25
"""How much a mention at each place says that an article is about an agreement."""
_MOST_IN_PASSING = 2.0
_ACTING, _ACTING_IN_HEADLINE = 0.3, 0.6
"""Shares of the above for an organisation: it is named for what it does, too."""
_ABOUT = 2.0
"""How much more an expression in a headline says that the article is about its agreement."""
_SIGNALLED = 2.0
"""What an expression weighs at the least that tells of a possible exit."""
_OF_STATES = frozenset(
    "union organisation organization bloc league community forum council commission court".split()
)
"""Nouns of bodies that states belong to: a programme or an agency is most often one state's own."""


@dataclass(eq=False)
class Matter:
    """An agreement with what articles say of leaving it.

    Attributes:
        kinds: its mentions without their places, each kind once.
        joined: expressions of exit that name it.
        loose: those that name none and stand in an article that is about it.
        salience: by article, how much the article is about it.
    """

    kinds: set[AgreementMention]
    joined: list[Told] = field(default_factory=list)
    loose: list[Told] = field(default_factory=list)
    salience: dict[int, float] = field(default_factory=dict)

    @property
    def named(self) -> float:
        """What the expressions that name it weigh."""
        return sum(told.weight for told in self.joined)

    @property
    def weight(self) -> float:
        """What all its expressions weigh."""
        return self.named + sum(told.weight for told in self.loose)

    def focus(self, article: int) -> float:
        """How much an article is about it."""
        told = sum(t.weight * (_ABOUT if t.headline else 1.0) for t in self.joined if t.article == article)
        return self.salience.get(article, 0.0) + told


def matters_told(whole: Sequence[Sequence[Parsed]]) -> tuple[list[Matter], list[Told], Alike]:
    """The agreements that articles speak of leaving, or are about, with the expressions that mean each.

    Second come the expressions of articles that are about no agreement.

    Args:
        whole: each article as its title, if it has one, and its body.
    """
    alike = names_linked(whole)
    told = [t for number, parts in enumerate(whole) for t in expressions(number, parts)]
    matters = _by_agreement(told, alike)
    for number, parts in enumerate(whole):
        _weigh_mentions(matters, number, parts, alike)
    stray: list[Told] = []
    for t in told:
        if not _names_one(t.exit.agreement):
            about = max(matters, key=lambda m: m.focus(t.article), default=None)
            (about.loose if about is not None and about.focus(t.article) > 0 else stray).append(t)
    if not any(m.weight for m in matters):
        matters += _of_organisations(stray, whole)
    if not any(m.weight for m in matters):
        matters += _of_bare(stray)
    return matters or _of_bases(stray), stray, alike


def _of_organisations(stray: list[Told], whole: Sequence[Sequence[Parsed]]) -> list[Matter]:
    """The organisations that expressions mean which name none, where articles are about no agreement: "leave the bloc".

    They are taken from the stray.
    """
    found: dict[AgreementMention, Matter] = {}
    for t in list(stray):
        meant = organisation_meant(t.exit, t.parsed, whole[t.article]) if t.weight else None
        if meant is not None:
            matter = found.setdefault(meant.likeness, Matter({meant.likeness}))
            (matter.joined if t.exit.agreement is not None else matter.loose).append(t)
            matter.salience[t.article] = _IN_OPENING
            stray.remove(t)
    return list(found.values())


def _of_bases(stray: list[Told]) -> list[Matter]:
    """The matter of closing bases without a name ("both bases"), where articles are about no agreement; taken from the stray."""
    told = [
        (t, t.exit.agreement)
        for t in stray
        if t.exit.agreement and t.exit.agreement.sort == "base" and t.exit.leaver
    ]
    for t, _ in told:
        stray.remove(t)
    return [Matter({mention.likeness for _, mention in told}, [t for t, _ in told])] if told else []


def _of_bare(stray: list[Told]) -> list[Matter]:
    """The matter of an agreement that articles call by a bare noun alone, where a state says that it leaves it; taken from the stray."""
    named = [t for t in stray if _calls_one(t)]
    if not any(
        t.weight >= _SIGNALLED and t.exit.leaver and cast_of(t.parsed).country_of(t.exit.leaver)
        for t in named
    ):
        return []
    for t in named:
        stray.remove(t)
    return [Matter({t.exit.agreement.likeness for t in named if t.exit.agreement}, named)]


def _calls_one(t: Told) -> bool:
    """Whether an expression calls its agreement by a noun that means one between states: "the pact", "the forum"."""
    mention = t.exit.agreement
    if mention is None or mention.new:
        return False
    return mention.sort == "treaty" or (
        mention.sort == "body" and t.parsed.lowers[mention.head] in _OF_STATES
    )


def _by_agreement(told: Sequence[Told], alike: Alike) -> list[Matter]:
    """The expressions that name their agreement, those together that mean one."""
    matters: list[Matter] = []
    for t in told:
        mention = t.exit.agreement
        if not _names_one(mention):
            continue
        kind = mention.likeness
        homes = [m for m in matters if alike.any_same(kind, m.kinds)]
        merged = Matter({kind}.union(*(m.kinds for m in homes)), [g for m in homes for g in m.joined] + [t])
        matters = [m for m in matters if not any(m is h for h in homes)] + [merged]
    return matters


def _names_one(mention: AgreementMention | None) -> TypeGuard[AgreementMention]:
    """Whether a mention tells an agreement from others: "the pact" and "established agreements" do not."""
    return mention is not None and not mention.bare and not (mention.new and mention.plural)


def _weigh_mentions(matters: list[Matter], number: int, parts: Sequence[Parsed], alike: Alike) -> None:
    """Adds to each matter how much an article is about it; agreements that it opens with become matters."""
    passing: dict[int, float] = {}
    for part in parts:
        opening = opening_of(part)
        title = part is not parts[-1]
        for m in agreements_in(part):
            headline = title or m.heading
            share = _share(m, headline)
            if m.bare or m.new or not share:
                continue
            kind = m.likeness
            home = next((x for x in matters if kind in x.kinds), None) or next(
                (x for x in matters if alike.any_same(kind, x.kinds)), None
            )
            place = _IN_HEADLINE if headline else _IN_OPENING if m.start < opening else _IN_PASSING
            if home is None:
                if (m.sort == "body" and m.name is None) or (m.name and is_body(m.name) and not headline):
                    continue  # organisations stand in every report
                home = Matter(set())
                matters.append(home)
            home.kinds.add(kind) if not home.joined else None
            if place == _IN_PASSING:
                room = _MOST_IN_PASSING - passing.get(id(home), 0.0)
                place = max(0.0, min(place, room))
                passing[id(home)] = passing.get(id(home), 0.0) + place
            home.salience[number] = home.salience.get(number, 0.0) + place * share


def _share(mention: AgreementMention, headline: bool) -> float:
    """How much a mention counts by what it names: an organisation acts, a base or a clause is no agreement."""
    if mention.sort in ("base", "article"):
        return 0.0
    acts = mention.sort == "body" if mention.name is None else is_body(mention.name)
    if not acts or "membership" in mention.text:
        return 1.0
    return _ACTING_IN_HEADLINE if headline else _ACTING
