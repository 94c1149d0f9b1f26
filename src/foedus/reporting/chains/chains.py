"""The chain of a statement: from the outlet in hand through agencies and papers to whoever spoke.

"Sputnik" writes that "Bloomberg reported, citing people familiar with the matter, that ...": the people speak,
through Sputnik and Bloomberg News. A link is whoever is said to report (an attribution around this one, or
the one who cites the source), and the outlet that the source is said to have told; the outlet in hand
comes first and is not named twice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.intake import outlets
from foedus.reporting.names.people import people_of
from foedus.reporting.names.roles import OUTLET_NOUNS
from foedus.reporting.names.speakers import Speaker
from foedus.reporting.parsing.language import Parsed

_OUTLET_CALLED = re.compile(
    r"(?:[\w’'.-]+ )*(?:broadcaster|newspaper|daily|agency|website|site|channel|station|magazine|weekly|portal|outlet|"
    r"network|tabloid|paper|newswire|programme|program) (?:the )?(?P<name>[A-Z][\w’'.&-]*(?: [A-Z&][\w’'.&-]*){0,3})"
)
"""What an outlet is, and then its name: "Norwegian public broadcaster Kringkast"."""
_ABOUT_OUTLETS = frozenset(
    "news agency newspaper daily report story article dispatch newswire wire service television tv radio website channel "
    "broadcaster state-run state public private local".split()
)
_MOST_WORDS = 6
_LONGEST_NAME = 4
"""Words of an outlet's name."""
RELAYS = frozenset(("speech", "source", "clause", "evidence", "knowledge"))
"""Kinds of cues by which someone passes on what another one said or thinks."""


def chain(
    parsed: Parsed, attributions: Sequence[Attribution], speakers: Sequence[Speaker], article: Article
) -> list[tuple[str, ...]]:
    """For each attribution the names from the outlet in hand towards the origin, without the speaker."""
    by_id = {a.id: (a, s) for a, s in zip(attributions, speakers, strict=True)}
    links: list[tuple[str, ...]] = []
    for attribution, speaker in zip(attributions, speakers, strict=True):
        names = [article.outlet] if article.outlet else []
        for above in _ancestors(attribution, by_id):
            outer, voice = by_id[above]
            names += [*_relayed(parsed, outer)]
            if voice.name and outer.kind in RELAYS:
                names.append(voice.name)
        names += _relayed(parsed, attribution)
        own = [name for name in names[1:] if not _is_short_for(name, article.outlet)]
        links.append(_distinct([*names[:1], *own], speaker.name))
    return links


def _is_short_for(name: str, outlet: str) -> bool:
    """Whether a name is what the outlet in hand calls itself: "the Observer" in the Fjord Observer."""
    last = outlet.rpartition(" ")[2]
    return bool(last) and last != outlet and _without_article(name) == last


def _ancestors(attribution: Attribution, by_id: dict[int, tuple[Attribution, Speaker]]) -> list[int]:
    """Ids of the attributions around one, the outermost first."""
    found: list[int] = []
    above = attribution.parent
    while above is not None and above in by_id and above not in found:
        found.append(above)
        above = by_id[above][0].parent
    return found[::-1]


def _relayed(parsed: Parsed, attribution: Attribution) -> list[str]:
    """Outlets that passed an attribution on: the one that cites the source, or the one that was told."""
    return [outlets.canonical(_bare(parsed, span)) for span in attribution.relayed]


def _bare(parsed: Parsed, span: Span) -> str:
    """The name of whoever passed something on, without what else the text says of them."""
    words = _without_article(" ".join(parsed.words(span).split()))
    if outlets.known(words) is not None:
        return words
    if called := _OUTLET_CALLED.fullmatch(words):
        return called["name"]
    if (inside_it := _known_within(words)) is not None:
        return inside_it
    inside = (p.name for p in people_of(parsed) for m in p.mentions if span.start <= m.start < span.end)
    if " " in words and (somebody := next(inside, None)):
        return somebody
    return _named_by(parsed, span) if words.islower() and outlets.known(words) is None else words


def _known_within(words: str) -> str | None:
    """The outlet that stands in other words: "South Korea's Yonhap news agency", "Nikkei report"; None if none does."""
    parts = re.sub(r"^[Aa]n? (?=\S)", "", words).split()  # "a Reuters report"
    if len(parts) > _MOST_WORDS or "," in words:
        return None
    for size in range(len(parts) - 1, 0, -1):
        for i in range(len(parts) - size + 1):
            found = outlets.cited(" ".join(parts[i : i + size]))
            rest = [*parts[:i], *parts[i + size :]]
            if found is not None and all(
                w.lower() in _ABOUT_OUTLETS or w.endswith(("'s", "’s")) for w in rest[-2:]
            ):
                return found.name
    return None


def _named_by(parsed: Parsed, span: Span) -> str:
    """The name that follows a noun for an outlet: "the news website Harbour Gazette", else the words themselves."""
    tokens = parsed.tokens_in(span)
    after = parsed.doc[tokens.end : tokens.end + _LONGEST_NAME].text.split()
    tries = (" ".join(after[:n]) for n in range(len(after), 0, -1))
    named = next((known.name for words in tries if (known := outlets.known(words)) is not None), None)
    if named is None and tokens and tokens.root.lower_ in OUTLET_NOUNS:
        named = " ".join(itertools.takewhile(lambda word: word[:1].isupper(), after))
    return named or _without_article(" ".join(parsed.words(span).split()))


def _without_article(words: str) -> str:
    return words[4:] if words.lower().startswith("the ") else words


def _distinct(names: Sequence[str], speaker: str) -> tuple[str, ...]:
    kept: list[str] = []
    for name in names:
        longer = next((i for i, k in enumerate(kept) if name.startswith(f"{k} ") and k.islower()), None)
        if longer is not None:
            kept[longer] = name  # "a source", and then "a source who was there"
        elif not outlets.same(name, speaker) and not any(outlets.same(name, k) for k in kept):
            kept.append(name)
    return tuple(kept)
