"""The line under a headline that names the outlet beside the day: "Harbour Gazette | June 3, 2019 | By Ada Berg".

A reader's copy of a page often begins with the headline, and then one line or two that say where and when. The
outlet is the part of such a line that is called like one, or all that remains of it beside the day. A page's own
title may end in it too: "Envoys meet again | Harbour Gazette"; after a dash stands as often whom the headline quotes.

    >>> masthead_of(["Envoys Meet Again", "Harbour Gazette, Friday, 7 June 2019", "The envoys met."])[:2]
    ('Harbour Gazette', 1)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from foedus.reporting.intake import dates, outlets
from foedus.reporting.intake.dates import WrittenDate

_DEEPEST = 6
"""Lines: how far down a page its outlet may stand."""
_LONGEST = 16
"""Words of such a line."""
_CUTS = re.compile(r"\s*[|•·]\s*|\s+[-–—/]+\s+|\s*[,;]\s+|\s+/\s+")
_WRITER = re.compile(
    r"(?:by|from|story by|written by|text by|reporting by|updated|published|posted)\b.*", re.IGNORECASE
)
_PERSON = re.compile(
    r"(?:(?i:by) )?[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2}(?: (?i:in|and) [A-Z].*)?"
)
"""A line that only says who wrote it."""
_FOR = re.compile(r"^special to ", re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}.*|\d{1,2}\s*[ap]\.?m\.?.*", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?")
_NAME = re.compile(
    r"(?:The )?[A-Z0-9][\w'’&.-]*(?: (?:[A-Z0-9&][\w'’&.-]*|of|the|and|for|in|on|de|da|do|del|la)){0,5}"
)
_REMARK = re.compile(
    r"(?:commentary|comment|opinion|analysis|editorial|press release|news release|market report|translated\b.*)",
    re.IGNORECASE,
)
_LONGEST_NAME = 6
"""Words of an outlet's name."""
_HEADLINE = 25
"""Words of a headline."""
_SENTENCE = re.compile(r"[a-z]{3,}[.!?][\"'”’)]*$")


class Masthead(NamedTuple):
    """The outlet that a line of a page's head names, the number of the line, and the day beside it or below.

    ``ends`` is the number of lines that it takes where it opens the page; 0 where a headline stands above it.
    """

    outlet: str
    line: int
    dated: WrittenDate
    ends: int = 0


def masthead_of(lines: Sequence[str]) -> Masthead | None:
    """What the first lines of a page say of where and when it appeared; None where they do not say it.

    Args:
        lines: the lines that are not empty, in order, without white space around them.
    """
    if opening := _opening_line(lines):
        return opening
    for i, line in enumerate(lines[:_DEEPEST]):
        written = dates.first(line)
        if written is None or not written.year or len(line.split()) > _LONGEST or _SENTENCE.search(line):
            continue
        beside = _parts(line[: written.span.start]) + _parts(line[written.span.end :])
        if name := _outlet_among(beside):
            return Masthead(name, i, written)
        if name := _above(lines, i, beside):
            return Masthead(name, i - 1, written)
        break
    return None


def _opening_line(lines: Sequence[str]) -> Masthead | None:
    """The first line of a page, where it names outlet and day, or the day stands below it, and the headline follows.

    "Harbour Gazette, Oslo, 3 May 2020", or "Harbour Gazette" above "Commentary, 3 May 2020".
    """
    for dated in range(min(2, len(lines))):
        written = dates.first(lines[dated])
        if written is None or not written.year or len(lines[dated].split()) > _LONGEST:
            continue
        beside = _parts(lines[dated][: written.span.start]) + _parts(lines[dated][written.span.end :])
        beside = [part for part in beside if not _REMARK.fullmatch(part)]
        named = beside[:1] if dated == 0 else [lines[0]]
        below = lines[dated + 1 :]
        headed = bool(below) and len(below[0].split()) <= _HEADLINE and not below[0].endswith(".")
        if (
            not named
            or len(beside) > 2
            or _SENTENCE.search(lines[0])
            or not (headed or _is_shouted(named[0]))
        ):
            return None
        capital = named[0][:1].isupper() and len(named[0].split()) <= _LONGEST_NAME
        titled = dated == 0 or all(w[:1].isupper() or w[:1] in "(&" or len(w) < 4 for w in named[0].split())
        return Masthead(named[0], 0, written, dated + 1) if capital and titled else None
    return None


def _is_shouted(name: str) -> bool:
    """Whether a name is an agency's letters: "TASR", "IRNA English"."""
    return len(name.split()) <= 2 and any(len(w) > 2 and w.isupper() for w in name.split())


def title_and_outlet(line: str) -> tuple[str, str]:
    """A headline and the outlet that it ends in, after a bar; "" for the outlet where it ends in none."""
    title, bar, name = line.rpartition(" | ")
    return (title.strip(), name.strip()) if bar and outlets.looks_like_outlet(name) else (line, "")


def _parts(words: str) -> list[str]:
    """The parts between the marks of a line, without hours, weekdays and whoever wrote the report."""
    parts = [part.strip(" ()[]-–—|,;:.>") for part in _CUTS.split(words)]
    return [
        part
        for part in parts
        if part and not (_WRITER.fullmatch(part) or _HOUR.fullmatch(part) or _WEEKDAY.fullmatch(part))
    ]


def _outlet_among(parts: Sequence[str]) -> str:
    """The part that is an outlet: one that is known or called like one; else the only one that is no place."""
    named = [part for part in parts if outlets.looks_like_outlet(part)]
    if named:
        return named[0]
    # Two or three bare capitalised words are as likely a writer's name: "Ada Berg, June 3, 2019".
    marked = len(parts) == 1 and _NAME.fullmatch(parts[0]) and re.search(r"\d|&|^The ", parts[0])
    return parts[0] if marked else ""


def _above(lines: Sequence[str], i: int, beside: Sequence[str]) -> str:
    """The outlet on the line above that of the day, which may name the town too, under a headline; "" if there is none.

    Between the two may stand who wrote it, and before the outlet that it is written for it.
    """
    if i < 2 or len(beside) > 1:
        return ""
    farther = i > 2 and _PERSON.fullmatch(lines[i - 1])
    for above in (lines[i - 1], lines[i - 2]) if farther else (lines[i - 1],):
        line = _FOR.sub("", above)
        told = [_as_written(part) for part in _parts(line)] if len(line.split()) <= _LONGEST_NAME else []
        if named := [part for part in told if outlets.looks_like_outlet(part)]:
            return named[0]
    return ""


def _as_written(name: str) -> str:
    """A name as it is written where it is not shouted: "THE HARBOUR MAIL" is "The Harbour Mail"; letters stay."""
    return name.title() if name.isupper() and " " in name else name
