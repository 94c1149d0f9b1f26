"""Which organisation an expression of exit means that names none: "leave the bloc", "take the country out of the court".

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.threats.exits import exits_in
    >>> parsed = parse("The minister criticised the African Union. Chad may leave the bloc.")
    >>> organisation_meant(exits_in(parsed)[0], parsed, [parsed]).name
    'African Union'

Organisations stand in every report, so that naming one makes no report of leaving it; but a noun by which it can be
called, joined to a word of exit, means the one that was named last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedus.reporting.names.actors import cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.exits import Exit
from foedus.reporting.threats.known_agreements import is_body, kind_of_agreement

_ANY = frozenset("bloc body organisation organization grouping club membership".split())
"""Nouns by which any organisation can be called."""
_EVERYWHERE = frozenset(("United Nations", "UN Security Council"))
"""Organisations that take part in what others do, so that naming them first says nothing."""
_OPENING = 3
"""Sentences at the head of a text that name the organisation which it is about."""


def organisation_meant(e: Exit, part: Parsed, parts: Sequence[Parsed]) -> AgreementMention | None:
    """A mention of the organisation that an expression means, or None.

    Args:
        e: an expression that names no agreement.
        part: where it stands: one of the parts.
        parts: the article's title, if it has one, and its body.
    """
    if e.agreement is None:
        return _opened_with(parts) if e.leaver and cast_of(part).country_of(e.leaver) else None
    if e.agreement.sort == "base":
        return None
    noun = part.lowers[e.agreement.head]
    here = [m for m in _organisations(part) if _can_be_called(m, noun)]
    before = [m for m in here if m.start <= e.at]
    others = [
        m for other in parts if other is not part for m in _organisations(other) if _can_be_called(m, noun)
    ]
    return next(iter([*reversed(before), *others, *here]), None)


def _organisations(part: Parsed) -> list[AgreementMention]:
    """The mentions of organisations by their names."""
    return [m for m in agreements_in(part) if not m.bare and not m.new and _is_organisation(part, m)]


def _is_organisation(part: Parsed, mention: AgreementMention) -> bool:
    if mention.name is not None:
        return is_body(mention.name) or kind_of_agreement(mention.name) == "alliance"
    return mention.sort == "body" and part.texts[mention.head].istitle() and not mention.parties


def _can_be_called(mention: AgreementMention, noun: str) -> bool:
    """Whether a noun can stand for an organisation: one of its name's words, or "bloc"."""
    name = (mention.name or mention.text).lower().split()
    if noun == "alliance":
        return noun in name or kind_of_agreement(mention.name or "") == "alliance"
    return noun in name or noun in _ANY


def _opened_with(parts: Sequence[Parsed]) -> AgreementMention | None:
    """The organisation that an article names most, of those in its title or opening; None if it opens with none."""
    body = parts[-1]
    opening = body.sentences[min(_OPENING, len(body.sentences)) - 1].tokens.end if body.sentences else 0
    counts: Counter[AgreementMention] = Counter()
    early: set[AgreementMention] = set()
    for part in parts:
        for m in _organisations(part):
            if m.name in _EVERYWHERE:
                continue
            counts[m.likeness] += 1
            if part is not body or m.heading or m.start < opening:
                early.add(m.likeness)
    able = [m for m, _ in counts.most_common() if m in early]
    return able[0] if able else None
