"""Which threat each article of a folder is read by, where the folder holds articles on several matters.

A folder with one case has one threat. Articles that nobody sorted tell of several: each is then read by the
folder's threat where it names that agreement, else by its own, else by the faint one that its few words tell.

    >>> from foedus.reporting.parsing.language import parse
    >>> fish = parse("Norway threatened to withdraw from the herring treaty with Iceland.")
    >>> grain = parse("Peru threatened to quit the grain pact with Chile.")
    >>> main = find_threat([fish, grain])
    >>> [threat.agreement for threat in threats_apart(main, [fish, grain], [None, None]) if threat]
    ['herring treaty with Iceland', 'grain pact with Chile']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedus.reporting.names.actors import cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention, agreements_in, same_agreement
from foedus.reporting.threats.exits import exits_in
from foedus.reporting.threats.naming import name_and_kind, plain
from foedus.reporting.threats.parties import counterparts_of, countries_of, threatener_of
from foedus.reporting.threats.signals import loudest, weight_of
from foedus.reporting.threats.threat import Threat, find_threat


def threats_apart(
    main: Threat | None,
    articles: Sequence[Parsed],
    titles: Sequence[Parsed | None],
    published: Sequence[str | None] = (),
) -> list[Threat | None]:
    """The threat that each article is read by.

    Args:
        main: the threat that the articles report together, or None.
        articles: the parses of the bodies.
        titles: the parses of the titles in their heads, or None where there is none.
        published: ISO dates in the same order, where known.
    """
    dates = list(published) or [None] * len(articles)
    found: list[Threat | None] = []
    for article, title, day in zip(articles, titles, dates, strict=True):
        parts = [title, article] if title is not None else [article]
        if main is not None and _names(parts, main):
            found.append(main)
            continue
        own = find_threat([article], [day], [title]) or faint_threat(parts)
        found.append(own or main)
    return found


def _names(parts: Sequence[Parsed], threat: Threat) -> bool:
    """Whether an article is on the threat's agreement: it names it at least as often as any other."""
    told = [m for part in parts for m in agreements_in(part) if not m.bare]
    meant = sum(threat.means(m) for m in told)
    return meant * 2 >= len(told) and (meant > 0 or not told)


def faint_threat(parts: Sequence[Parsed]) -> Threat | None:
    """The threat that few words of one article tell: too little to open a case, enough to say what they are about.

    It is to leave the agreement that words of exit are joined to, else the one that the article names most. None where no word of exit stands, or no agreement.
    """
    weighed = [(e, w) for part in parts for e in exits_in(part) if (w := weight_of(e)) > 0]
    mentions = [m for part in parts for m in agreements_in(part) if not m.bare and not m.new]
    if not weighed or not mentions:
        return None
    named = [e.agreement for e, _ in weighed if e.agreement is not None and not e.agreement.bare]
    group = [m for m in mentions if any(same_agreement(m, n) for n in named)] or _most_named(mentions)
    casts = [cast_of(part) for part in parts]
    threatener, by = threatener_of(weighed, casts, group)
    if threatener is None:
        return None
    name, kind = name_and_kind(group, mentions, threatener)
    return Threat(
        threatener=threatener,
        counterparts=counterparts_of(group, casts, threatener, name),
        agreement=name,
        kind=kind,
        aliases=tuple(text for text, _ in Counter(plain(m) for m in group).most_common()),
        verb=Counter(e.word for e, _ in weighed).most_common(1)[0][0],
        signal=loudest(e for e, _ in weighed),
        threatener_by=by,
        mentions=tuple(group),
        countries=countries_of(casts),
    )


def _most_named(mentions: Sequence[AgreementMention]) -> list[AgreementMention]:
    """The mentions that mean the same agreement as the one named most; the first of several such."""
    groups = [[other for other in mentions if same_agreement(one, other)] for one in mentions]
    return max(groups, key=len)
