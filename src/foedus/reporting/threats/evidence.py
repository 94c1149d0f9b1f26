"""What articles say of leaving agreements, sorted by the agreement that each expression of exit means.

An expression names its agreement ("leave the fisheries treaty"), or calls it by a bare noun ("leave the treaty"), or
names none ("a withdrawal"). The latter two mean the agreement that their article is about: the one that its words of
exit name, that its headline and opening name, and that it names most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from foedus.provenance import Span
from foedus.reporting.parsing.language import Parsed, parse_many
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.exits import Exit, exits_in
from foedus.reporting.threats.known_agreements import is_body
from foedus.reporting.threats.same_agreement import same_agreement
from foedus.reporting.threats.signals import weight_of

_TITLE = re.compile(r"^TITLE:[ \t]*(?=\S)(.*)$", re.MULTILINE)
_YEAR = re.compile(r"^(19|20)\d\d$")
_WHATEVER = frozenset(("any", "every", "each", "no"))
_OPENING = 3
"""Sentences at the head of a text in which the agreement that it is about is named."""
_IN_HEADLINE, _IN_OPENING, _IN_PASSING = 2.0, 1.0, 0.25
"""How much a mention at each place says that an article is about an agreement."""
_MOST_IN_PASSING = 2.0
_ACTING, _ACTING_IN_HEADLINE = 0.3, 0.6
"""Shares of the above for an organisation: it is named for what it does, too."""


@dataclass(frozen=True, slots=True)
class Told:
    """An expression of exit: the number of its article, the part that it stands in, and its weight."""

    article: int
    parsed: Parsed
    exit: Exit
    weight: float

    @property
    def span(self) -> Span:
        """Where it stands, with the agreement that is joined to it."""
        doc = self.parsed.doc
        return self.parsed.span_of(doc[self.exit.start : max(self.exit.end, self.exit.at + 1)])


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
        return self.salience.get(article, 0.0) + sum(t.weight for t in self.joined if t.article == article)


class Alike:
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

    def any_same(self, one: AgreementMention, kinds: Collection[AgreementMention]) -> bool:
        """Whether a likeness is among some kinds or means the same as one of them."""
        return one in kinds or any(self.same(one, kind) for kind in kinds)


def with_titles(
    articles: Sequence[Parsed], titles: Sequence[Parsed | None] | None = None
) -> list[list[Parsed]]:
    """Each article, preceded by the title in its head ("TITLE: ...") if it has one; parsed here if ``titles`` is None."""
    if titles is None:
        places = [_TITLE.search(article.text, 0, article.offset) for article in articles]
        pieces = parse_many((m.string, m.start(1), m.end(1)) for m in places if m)
        titles = [next(pieces) if m else None for m in places]
    return [[title, article] if title else [article] for title, article in zip(titles, articles, strict=True)]


def matters_told(whole: Sequence[Sequence[Parsed]]) -> tuple[list[Matter], list[Told], Alike]:
    """The agreements that articles speak of leaving, or are about, with the expressions that mean each.

    Second come the expressions of articles that are about no agreement.

    Args:
        whole: each article as its title, if it has one, and its body.
    """
    alike = Alike([pair for parts in whole for pair in (*_linked(parts), *_described(parts))])
    told = [t for number, parts in enumerate(whole) for t in _expressions(number, parts)]
    matters = _by_agreement(told, alike)
    for number, parts in enumerate(whole):
        _weigh_mentions(matters, number, parts, alike)
    stray: list[Told] = []
    for t in told:
        if not _names_one(t.exit.agreement):
            about = max(matters, key=lambda m: m.focus(t.article), default=None)
            (about.loose if about is not None and about.focus(t.article) > 0 else stray).append(t)
    return matters or _of_bases(stray), stray, alike


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


def _expressions(number: int, parts: Sequence[Parsed]) -> Iterator[Told]:
    """The expressions of exit of an article; those of long ago, and from any agreement whatever, weigh nothing."""
    years = [
        [i for i, text in enumerate(part.texts) if len(text) == 4 and _YEAR.match(text)] for part in parts
    ]
    now = max((int(part.texts[i]) for part, at in zip(parts, years, strict=True) for i in at), default=0)
    for part, at in zip(parts, years, strict=True):
        old = [i for i in at if int(part.texts[i]) < now - 1]
        for e in exits_in(part):
            whatever = e.agreement is not None and part.lowers[e.agreement.start] in _WHATEVER
            idle = whatever or (bool(old) and _long_ago(part, e, old))
            yield Told(number, part, e, 0.0 if idle else weight_of(e))


def _long_ago(part: Parsed, e: Exit, old: Sequence[int]) -> bool:
    """Whether a sentence dates an exit to one of the years (tokens) that are long past: a precedent."""
    if e.modal or e.conditional:
        return False
    sentence = part.doc[e.at].sent
    inside = range(e.agreement.start, e.agreement.end) if e.agreement is not None else ()
    return any(
        sentence.start <= i < sentence.end
        and i not in inside
        and part.doc[i].dep_ in ("pobj", "nummod", "npadvmod")
        for i in old
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
        opening = part.sentences[min(_OPENING, len(part.sentences)) - 1].tokens.end if part.sentences else 0
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


def _described(parts: Sequence[Parsed]) -> list[tuple[AgreementMention, AgreementMention]]:
    """The one agreement that the headline names, and the body that the opening says would be left: "the air command"."""
    body = parts[-1]
    headline = (m for part in parts for m in agreements_in(part) if m.heading or part is not body)
    named = {m.likeness for m in headline if not m.bare}
    if len(named) != 1 or not body.sentences:
        return []
    opening = body.sentences[min(_OPENING, len(body.sentences)) - 1].tokens.end
    told = (e.agreement for e in exits_in(body) if e.at < opening and e.agreement is not None)
    return [
        (next(iter(named)), m)
        for m in told
        if m.sort == "body" and m.name is None and not m.bare and not m.new and not m.parties
    ][:1]
