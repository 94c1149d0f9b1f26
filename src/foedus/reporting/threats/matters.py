"""Which threat each article of a folder is read by, where the folder holds articles on several matters.

A folder with one case has one threat. Articles that nobody sorted tell of several: those whose own threats are one are
read by what they report together; an article that reports none by the folder's threat, or that of other articles, where
it names that agreement, else by the faint one that its few words tell. The folder's threat counts where most threats of its articles are that.

    >>> from foedus.reporting.parsing.language import parse
    >>> fish = parse("Norway threatened to withdraw from the herring treaty with Iceland.")
    >>> grain = parse("Peru threatened to quit the grain pact with Chile.")
    >>> main = find_threat([fish, grain])
    >>> [threat.agreement for threat in threats_apart(main, [fish, grain], [None, None]) if threat]
    ['herring treaty with Iceland', 'grain pact with Chile']
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.reporting.names.actors import cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.threat import Threat, faint_threat, find_threat, groups_of

_IN_PASSING = 1
"""Times that a report on something else may name a side: "haddock from Iceland"."""
_OF_STATES = frozenset(
    "treaty treaties pact accord agreement convention protocol denunciation denounce withdraw withdrawal exit notice membership "
    "tariff tariffs sanctions summit referendum vote votes government governments minister ministers ministry president premier "
    "parliament cabinet senate congress deputies lawmakers ambassador envoy diplomat diplomats diplomatic foreign official "
    "officials commission secretariat party parties opposition creditors border troops debt court coalition".split()
)
"""Words of which a report on the affairs of states holds one, though it names neither side nor agreement."""


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
    heads = list(titles)
    own = [
        find_threat([article], [day], [title])
        for article, title, day in zip(articles, heads, dates, strict=True)
    ]
    told = [threat for threat in own if threat is not None]
    if main is not None and 2 * sum(threat.is_one(main) for threat in told) < len(told):
        main = None  # what articles on several matters report together is no threat of any
    groups = groups_of(own)
    joint = [_joint(group, own, articles, heads, dates) for group in groups]
    of_most = [t for _, t in sorted(zip(groups, joint, strict=True), key=lambda pair: -len(pair[0])) if t]
    found: list[Threat | None] = []
    for number, (article, title) in enumerate(zip(articles, heads, strict=True)):
        parts = [title, article] if title is not None else [article]
        alone = own[number]
        if main is not None and (_is_on(parts, main) or (alone is not None and alone.is_one(main))):
            found.append(main)
        elif alone is not None:
            together = next(t for group, t in zip(groups, joint, strict=True) if number in group)
            found.append(together if together is not None and alone.is_one(together) else alone)
        else:
            others = next((t for t in of_most if _is_on(parts, t, named=True)), None)
            found.append(others or faint_threat(parts, dates[number]) or main)
    return found


def off_the_matter(whole: Sequence[Sequence[Parsed]], threat: Threat) -> list[bool]:
    """Which articles of a folder with one case are on something else: a report on football among those on a treaty.

    Such a one holds no word of the affairs of states, names the two sides in passing at most, and nobody whom another
    article names: what goes on about a matter is often told without its name.

    Args:
        whole: each article as its title, if it has one, and its body.
        threat: what the articles report together.
    """
    named = [_named(parts) for parts in whole]
    return [
        _may_be_off(parts, threat) and not any(own & other for j, other in enumerate(named) if j != i)
        for i, (parts, own) in enumerate(zip(whole, named, strict=True))
    ]


def _may_be_off(parts: Sequence[Parsed], threat: Threat) -> bool:
    if any(_OF_STATES.intersection(part.lowers) for part in parts):
        return False
    if any(not m.bare and threat.means(m) for part in parts for m in agreements_in(part)):
        return False
    sides = {threat.threatener, *threat.counterparts, *threat.people}
    told = sum(m.country in sides or m.actor in sides for part in parts for m in cast_of(part).mentions)
    return told <= _IN_PASSING


def _named(parts: Sequence[Parsed]) -> set[str]:
    """The people and organisations that an article names, by the last word of their names."""
    return {
        m.actor.rpartition(" ")[2]
        for part in parts
        for m in cast_of(part).mentions
        if m.sort in ("person", "organisation", "institution") and m.actor
    }


def _joint(
    group: Sequence[int],
    own: Sequence[Threat | None],
    articles: Sequence[Parsed],
    titles: Sequence[Parsed | None],
    dates: Sequence[str | None],
) -> Threat | None:
    """What the articles of a group report together."""
    if len(group) < 2:
        return own[group[0]]
    return find_threat([articles[i] for i in group], [dates[i] for i in group], [titles[i] for i in group])


def _is_on(parts: Sequence[Parsed], threat: Threat, named: bool = False) -> bool:
    """Whether an article is on a threat: it names its agreement at least as often as any other, and who would leave.

    An organisation that is the other side is no other agreement. With ``named`` an article must name the agreement; else
    it may name none.
    """
    mentions = [m for part in parts for m in agreements_in(part) if not m.bare]
    meant = sum(threat.means(m) for m in mentions)
    told = [m for m in mentions if m.name not in threat.counterparts or threat.means(m)]
    leaver = any(threat.threatener in (m.country, m.actor) for part in parts for m in cast_of(part).mentions)
    return meant * 2 >= len(told) and (meant > 0 or (not told and not named)) and leaver
