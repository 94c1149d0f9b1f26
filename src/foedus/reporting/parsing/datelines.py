"""Where a paragraph's dateline, its mark or its heading in bold ends and its first sentence begins.

A parser reads "OSLO, May 3 (Agency) - Ms. Lund said" as if the city or the agency said so, and takes the "A." of an
answer for an initial: the sentence is therefore made to begin behind them.

>>> text = "OSLO, May 3 (Agency) - The envoys met."
>>> text[dateline_end(text) :]
'The envoys met.'
>>> dateline_end("The envoys met - again.")
0
>>> opening_end("A. Article 3 says so."), opening_end("**A way out.** The envoys met.")
(3, 15)
"""

from __future__ import annotations

import re

LONGEST_DATELINE = 100
"""Characters, at most."""
_SHOUTED = r"(?:[A-Z][A-Z.’'-]{2,}|[A-Z]{2}(?= [A-Z]{3}))(?: [A-Z][A-Z.’'-]+){0,3}"
_CITY = rf"{_SHOUTED}(?:/{_SHOUTED}){{0,2}}(?:, [A-Z][\w. ]{{1,20}}?)?"
_CITY_OF = r"[A-Z]\w+(?: [A-Z]\w+)? \[[A-Z]\w+\]"
_WRITTEN_CITY = r"[A-Z]\w+(?:[ /-][A-Z]\w+){0,3}"
_DAY = r"(?:[,.]? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)"
_AGENCY = r"(?:\([^()\n]{2,40}\)\s*(?:[-–—]{1,2}|:)|/[A-Z][\w-]{1,20}/\.?)"
_DATELINE = re.compile(
    rf"(?:(?:{_CITY}|{_CITY_OF}){_DAY}?(?:\.? ?{_AGENCY}|\s+[-–—]{{1,2}})|{_WRITTEN_CITY}{_DAY}? {_AGENCY}|[A-Z]{{3,8}} {_WRITTEN_CITY}{_DAY}\.? ?[-–—]{{1,2}})"
    r"\s+(?=[A-Z\"“‘'])"
)
_ANSWER = re.compile(r"(?:\*\*|__)?(?:Q|A|Question|Answer) ?[.:](?:\*\*|__)? +(?=[A-Z\"“'‘])")
_RUN_IN = re.compile(r"(\*\*|__)(?=\S)[^*\n]{2,80}[.:?!]\1[:.]? +(?=[A-Z\"“'‘])")


def opening_end(paragraph: str) -> int:
    """The index behind what stands before a paragraph's first sentence, 0 if nothing does."""
    mark = _ANSWER.match(paragraph) or _RUN_IN.match(paragraph)
    return mark.end() if mark else dateline_end(paragraph)


def dateline_end(paragraph: str) -> int:
    """The index behind a paragraph's dateline, 0 if it has none."""
    match = _DATELINE.match(paragraph)
    return match.end() if match else 0
