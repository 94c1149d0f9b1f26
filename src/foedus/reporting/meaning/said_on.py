"""The day on which something was said or done, where the sentence names it: "said on Tuesday", "on 25 June".

    >>> day_in("Lund told reporters on Tuesday", "2019-06-27")
    '2019-06-25'

A weekday means the last one that lies not after the day of publication; a date without a year the last such
date before it. What lies ahead ("by Friday", "next week", "due on Monday") is no day on which anything was said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from foedus.provenance import Span
from foedus.reporting.intake import dates
from foedus.reporting.parsing.language import Parsed

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(
    rf"(?P<before>(?:\w+ )?)\b(?P<day>{'|'.join(_WEEKDAYS)}|yesterday|today|overnight)\b", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:next|by|until|till|before|due|coming|scheduled|later|starting|from|after|this)\s*$", re.IGNORECASE
)
_OLDEST = 31
"""Days: an earlier date in the sentence dates what is told, not the telling."""


def said_on(
    parsed: Parsed, cue: Sequence[Span], content: Sequence[Span], published: str | None
) -> str | None:
    """The ISO date that the sentence of a cue names outside the content; without a cue, the content's own.

    None where no day is named, or the day of publication is unknown.
    """
    if published is None or not content:
        return None
    if not cue:
        return day_in(" ".join(parsed.words(span) for span in content), published)
    sentence = parsed.sentence_at(cue[0].start)
    if sentence is None:
        return None
    left = []
    for span in content:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if start < end:
            left.append((start, end))
    words, place = "", sentence.start
    for start, end in left:
        words += parsed.text[place:start] + " | "
        place = max(place, end)
    return day_in(words + parsed.text[place : sentence.end], published)


def day_in(words: str, published: str) -> str | None:
    """The ISO date of the first past day that some words name, seen from the day of publication."""
    try:
        today = dt.date.fromisoformat(published[:10])
    except ValueError:
        return None
    low = words.lower()
    for match in _DAY.finditer(words) if "day" in low or "overn" in low else ():  # which rarely is
        if _AHEAD.search(words[: match.start("day")]):
            continue
        name = match["day"].lower()
        back = {"today": 0, "yesterday": 1, "overnight": 1}.get(name)
        if back is None:
            back = (today.weekday() - _WEEKDAYS.index(name)) % 7
        return (today - dt.timedelta(days=back)).isoformat()
    for written in dates.find(words):
        if _AHEAD.search(words[: written.span.start]):
            continue
        found = written.iso or dates.year_before(written, today.isoformat()).iso
        if found is not None and 0 <= (today - dt.date.fromisoformat(found)).days <= _OLDEST:
            return found
    return None
