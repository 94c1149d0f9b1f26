"""Whether articles mean one agreement by two names: by the names themselves, or because a headline uses both."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.exits import exits_in
from foedus.reporting.threats.known_agreements import is_body, kind_of_agreement
from foedus.reporting.threats.same_agreement import same_agreement
from foedus.reporting.threats.told import OPENING, opening_of


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


def names_linked(whole: Sequence[Sequence[Parsed]]) -> Alike:
    """What counts as one agreement in some articles, each its title, if it has one, and its body."""
    pairs = (pair for parts in whole for pair in (*_linked(parts), *_described(parts), *_called_twice(parts)))
    return Alike(list(pairs))


def _linked(parts: Sequence[Parsed]) -> list[tuple[AgreementMention, AgreementMention]]:
    """The headline's agreement and the one that the text opens with: one thing, whatever they are called."""
    headline: AgreementMention | None = None
    for part in parts:
        for sentence in part.sentences[:OPENING]:
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


def _called_twice(parts: Sequence[Parsed]) -> list[tuple[AgreementMention, AgreementMention]]:
    """The two names that a title gives one agreement: "NORAD? Premier floats ditching sky pact"; one by the table, one by its words."""
    title = parts[0]
    if title is parts[-1]:
        return []
    left = {e.agreement for e in exits_in(title)}
    told = [m for m in agreements_in(title) if not m.bare and not m.new]
    named = [
        m
        for m in told
        if m.name and (not is_body(m.name) or kind_of_agreement(m.name) == "alliance") and m not in left
    ]
    called = [m for m in told if not m.name and m.sort == "treaty" and m in left]
    return [(named[0], called[0])] if len(named) == len(called) == 1 else []


def _described(parts: Sequence[Parsed]) -> list[tuple[AgreementMention, AgreementMention]]:
    """The one agreement that the headline names, and the body that the opening says would be left: "the air command"."""
    body = parts[-1]
    headline = (m for part in parts for m in agreements_in(part) if m.heading or part is not body)
    named = {m.likeness for m in headline if not m.bare}
    if len(named) != 1 or not body.sentences:
        return []
    opening = opening_of(body)
    told = (e.agreement for e in exits_in(body) if e.at < opening and e.agreement is not None)
    return [
        (next(iter(named)), m)
        for m in told
        if m.sort == "body" and m.name is None and not m.bare and not m.new and not m.parties
    ][:1]
