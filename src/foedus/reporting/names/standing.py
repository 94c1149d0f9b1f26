"""From where a speaker speaks: for a party, from inside, as the press, or as one who observes.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The foreign minister said no.")
    >>> [standing_of(name, "", parsed, None) for name in ("the foreign minister", "aides", "Ada Berg, an analyst")]
    ['party', 'insider', 'expert']

What a party says of itself reports a position; what an observer says of it is a judgement.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from foedus.reporting.intake import outlets
from foedus.reporting.names.actors import OFFICES, cast_of
from foedus.reporting.names.gazetteer import country_of, names
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of
from foedus.reporting.threats.threat import Threat

Standing = Literal["party", "insider", "press", "expert", "other"]
_EXPERT, _INSIDER = words_of("expert"), words_of("insider")
_IN_ANY_OFFICE = words_of("in_office") | OFFICES
_FORMER = frozenset(("former", "ex", "retired"))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def standing_of(speaker: str, described: str, parsed: Parsed, threat: Threat | None) -> Standing:
    """Where a speaker stands.

    Args:
        speaker: the resolved name, or the source's own words.
        described: what the text says of them, or "".
        parsed: the article, whose cast knows people's offices and countries.
        threat: the threat that is read about, if any; its sides are parties.
    """
    words = _words_of(f"{speaker} {described}")
    if words & _EXPERT or words & _FORMER:
        return "expert"
    if threat is not None and speaker in (threat.threatener, *threat.counterparts, *threat.people):
        return "party"
    if words & _INSIDER:
        return "insider"
    if words & _IN_ANY_OFFICE:
        return "party"
    if (
        "reports" in words
        or "report" in words
        or outlets.canonical(speaker) != speaker
        or _is_outlet(speaker)
    ):
        return "press"
    cast = cast_of(parsed)
    person = cast.people.get(speaker, speaker)
    if person in cast.offices or person in cast.countries or country_of(speaker) or speaker in names():
        return "party"
    if threat is not None and threat.side_of(speaker) != "outsider":
        return "party"
    # A last name that is never introduced is a leader's; others are introduced by what they do.
    return "party" if person in cast.people.values() and " " not in person and not described else "other"


@lru_cache(maxsize=8192)
def _words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, and the parts of those that hyphens join."""
    words = {word.lower() for word in _WORD.findall(text)}
    return frozenset(words).union(part for word in words for part in word.split("-"))


def _is_outlet(speaker: str) -> bool:
    return outlets.known(speaker) is not None
