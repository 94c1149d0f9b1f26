"""The fullest name of an agreement among its mentions, and its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from foedus.reporting.threats.agreements import AgreementMention
from foedus.reporting.threats.known_agreements import full_name, kind_of_agreement, parties_of

_LEGAL = frozenset(
    {
        "treaty",
        "agreement",
        "convention",
        "protocol",
        "pact",
        "accord",
        "charter",
        "initiative",
        "declaration",
    }
)
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "arms control",
        frozenset("nuclear missile missiles arms weapons enrichment disarmament warheads".split()),
    ),
    (
        "alliance",
        frozenset("defense defence alliance intelligence forces base bases intel security troops".split()),
    ),
    ("trade", frozenset("trade tariff tariffs customs commerce commercial coffee market".split())),
    (
        "organisation",
        frozenset("union organization organisation membership court agency league community bloc".split()),
    ),
)


def name_and_kind(
    group: Sequence[AgreementMention],
    others: Sequence[AgreementMention],
    threatener: str,
    left: Sequence[AgreementMention] = (),
) -> tuple[str, str]:
    """The fullest name of the agreement that a group of mentions means, and its kind.

    A clause ("Article 9") is told with the treaty that the articles name most; bases are told with where they are.

    Args:
        group: the mentions of the agreement.
        others: all mentions of agreements in the articles.
        threatener: the country that would leave.
        left: the mentions that words of exit are joined to: what has but a part of their words is no fuller name.
    """
    clause = next((plain(m) for m in group if m.sort == "article"), None)
    if clause and all(m.sort == "article" for m in group):
        treaties = Counter(
            m.name or plain(m) for m in others if m.sort in ("treaty", "acronym") and not m.bare and not m.new
        )
        if not treaties:
            return clause, "other"
        name = treaties.most_common(1)[0][0]
        return f"{name} ({clause})", kind_of_agreement(name) or "other"
    named = Counter(m.name for m in group if m.name and _may_leave(threatener, m.name))
    if sum(named.values()) * 12 >= len(group):
        name = named.most_common(1)[0][0]
        return name, kind_of_agreement(name) or "other"
    if meant := _by_its_party(group, threatener):
        return meant, kind_of_agreement(meant) or "other"
    told = Counter(m.words for m in left if m.words and not m.name).most_common(1)
    able = [m for m in group if not (m.words and m.words < told[0][0])] if told else []
    best = max(able or group, key=lambda m: (_fullness(m), len(plain(m)), plain(m)))
    if best.sort == "base":
        words = [
            w
            for w in plain(best).split()
            if not w[0].isdigit() and w.lower() not in ("two", "both", "key", "strategic")
        ]
        return f"{' '.join(words)} in {threatener}", "alliance"
    return plain(best), kind_by_words(group)


def _by_its_party(group: Sequence[AgreementMention], threatener: str) -> str | None:
    """The agreement of the table that is called by the threatener and its words: "the grain deal", of Ruritania's grain deal."""
    called = (re.sub(r"^(?:19|20)\d\d\s+", "", plain(m)) for m in group)
    meant = (full_name(f"{threatener} {text}") for text in called if len(text.split()) > 1)
    return next((name for name in meant if name and _may_leave(threatener, name)), None)


def _may_leave(threatener: str, name: str) -> bool:
    """Whether a country can leave an agreement of the table: who is not bound cannot."""
    bound = parties_of(name)
    return not bound or threatener in bound


def plain(mention: AgreementMention) -> str:
    """A mention's text without its article, quotation marks and line ends."""
    text = " ".join(mention.text.split()).strip("\"'“”‘’ ")
    return re.sub(r"^(the|a|an|its|their|his|her|our|yet|another)\s+", "", text, flags=re.IGNORECASE)


def _fullness(mention: AgreementMention) -> int:
    """How much a mention's words are a full name: a legal noun, in capitals in running text, with its parties."""
    words = [word.lower() for word in mention.text.split()]
    legal = any(word in _LEGAL for word in words)
    proper = any(word[:1].isupper() and word.lower() in _LEGAL for word in mention.text.split())
    both = 2 * (len(mention.parties) > 1)
    return 4 * legal + 2 * (proper and not mention.heading) + both + bool(mention.parties) + proper


def kind_by_words(group: Sequence[AgreementMention]) -> str:
    """The kind of an agreement that no table holds, by the words of its mentions; "other" if they tell none."""
    words = Counter(word for m in group for word in {*m.words, *(w.lower() for w in m.text.split())})
    scores = {kind: sum(words[w] for w in marks) for kind, marks in _KINDS}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else "other"
