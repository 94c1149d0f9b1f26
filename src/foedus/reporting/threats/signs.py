"""Signs in the reporting that speak for one course against the others: talks, denials, decisions, deadlines.

    >>> [sign.id for sign in sign_table()][:2]
    ['talks_under_way', 'progress_in_talks']

The signs with their likelihood ratios are in signs.tsv, the words that carry them in sign_words.tsv. A sign
counts only if its words stand with the side that the row names: a denial by the threatener is another sign
than a denial by the counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from foedus.provenance import Span
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Rows, Wording, beginning_a_word
from foedus.reporting.threats.sign_acts import signs_of_acts
from foedus.reporting.threats.sign_exits import signs_of_exits
from foedus.reporting.threats.sign_phrases import signs_of_phrases
from foedus.reporting.threats.threat import Side, Threat

_FEWEST = 3
"""Tokens below which a content is a fragment that says nothing by itself."""
_IN_YEAR = re.compile(r"\b[Ii]n (?:\w+ )?((?:19|20)\d\d)\b")
_YEARS_BEFORE = 2
"""Years before the threat from which on what happened is history, not news."""
_OF_THE_PAST = frozenset({"left_others_before", "dropped_before"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: what it is, which course it favours (None for none), and by how much.

    ``ratio`` is the likelihood ratio of seeing it if that course comes about, against if it does not: the
    median of a lognormal whose log standard deviation is ``spread``. ``because`` gives the reason.
    """

    id: str
    name: str
    favours: str | None
    ratio: float
    spread: float
    because: str


@dataclass(frozen=True, slots=True)
class _Words:
    sign: str
    who: str
    pattern: Wording | None
    unless: Wording | None


@cache
def sign_table() -> tuple[Sign, ...]:
    """All signs, in the order of the table."""
    return tuple(
        Sign(r["id"], r["name"], r["favours"] or None, float(r["ratio"]), float(r["spread"]), r["because"])
        for r in rows_of("signs.tsv")
    )


@cache
def _words() -> tuple[_Words, ...]:
    return tuple(
        _Words(r["sign"], r["who"], beginning_a_word(r["pattern"]), beginning_a_word(r["unless"]))
        for r in rows_of("sign_words.tsv")
    )


@cache
def _by_words() -> Rows:
    return Rows.of([row.pattern for row in _words()], [()] * len(_words()))


def signs_in(words: str, side: Side) -> tuple[str, ...]:
    """The ids of the signs that words carry, said by or of a side; each once, in the order of the table."""
    low = " ".join(words.lower().replace("’", "'").split())
    found = [
        row.sign
        for row in map(_words().__getitem__, _by_words().open_to(low, ()))
        if row.who in ("any", side)
        and row.pattern
        and row.pattern.pattern.search(low)
        and not (row.unless and row.unless.search(low))
    ]
    return tuple(dict.fromkeys(found))


def signs_told(
    parsed: Parsed,
    content: Sequence[Span],
    threat: Threat,
    *,
    words: str,
    side: Side,
    speaker: str = "",
    cue: Sequence[Span] = (),
    condition: Sequence[Span] = (),
) -> tuple[str, ...]:
    """The ids of the signs that a statement shows, in the order of the table.

    Args:
        parsed: the article's parse.
        content: the statement's spans.
        threat: the threat that the articles report.
        words: the words of the content.
        side: whose doing or saying it is.
        speaker: who says it, "" in the article's own voice.
        cue: the spans of the word that attributes it.
        condition: the spans of its condition.
    """
    own = [i for span in content for i in parsed.indices_in(span)]
    if len(own) < _FEWEST:
        return ()  # "an exit": what is said of it stands in the words around
    told = [i for span in cue for i in parsed.indices_in(span)] + own
    under = {i for span in condition for i in parsed.indices_in(span)}
    found = {
        *signs_in(words, side),
        *signs_of_acts(parsed, told, threat, speaker, under),
        *signs_of_exits(parsed, told, threat, speaker, under),
        *signs_of_phrases(parsed, told, threat, speaker),
    }
    if not found:
        return ()
    if _is_long_past(words, threat):
        found &= _OF_THE_PAST
    return tuple(sign.id for sign in sign_table() if sign.id in found)


def _is_long_past(words: str, threat: Threat) -> bool:
    """Whether words tell what happened in a year well before the threat: "in 2013 deputies passed a motion to leave"."""
    years = [int(year) for year in _IN_YEAR.findall(words)]
    return threat.dated is not None and bool(years) and max(years) <= int(threat.dated[:4]) - _YEARS_BEFORE
