"""Signs in the reporting that speak for one course against the others: talks, denials, decisions, deadlines.

    >>> [sign.id for sign in sign_table()][:2]
    ['talks_under_way', 'progress_in_talks']

The signs with their likelihood ratios are in signs.tsv, the words that carry them in sign_words.tsv. A sign
counts only if its words stand with the side that the row names: a denial by the threatener is another sign
than a denial by the counterpart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from foedus.provenance import Span
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Wording, beginning_a_word
from foedus.reporting.threats.sign_acts import signs_of_acts
from foedus.reporting.threats.sign_exits import signs_of_exits
from foedus.reporting.threats.threat import Side, Threat


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


def signs_in(words: str, side: Side) -> tuple[str, ...]:
    """The ids of the signs that words carry, said by or of a side; each once, in the order of the table."""
    low = " ".join(words.lower().replace("’", "'").split())
    found = [
        row.sign
        for row in _words()
        if row.who in ("any", side)
        and row.pattern
        and row.pattern.search(low)
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
    told = [i for span in (*cue, *content) for i in parsed.indices_in(span)]
    under = {i for span in condition for i in parsed.indices_in(span)}
    found = {
        *signs_in(words, side),
        *signs_of_acts(parsed, told, threat, speaker, under),
        *signs_of_exits(parsed, told, threat, speaker, under),
    }
    return tuple(sign.id for sign in sign_table() if sign.id in found)
