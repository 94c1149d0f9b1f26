"""Where a paragraph's dateline ends and its first sentence begins.

A parser reads "OSLO, May 3 (Agency) - Ms. Lund said" as if the city or the agency said so: the sentence is
therefore made to begin behind the dateline.

>>> text = "OSLO, May 3 (Agency) - The envoys met."
>>> text[dateline_end(text) :]
'The envoys met.'
>>> dateline_end("The envoys met - again.")
0
"""

from __future__ import annotations

import re

LONGEST_DATELINE = 100
"""Characters, at most."""
_CITY = r"[A-Z][A-Z.’'-]{2,}(?: [A-Z][A-Z.’'-]+){0,3}(?:, [A-Z][\w. ]{1,20}?)?"
_CITY_OF = r"[A-Z]\w+(?: [A-Z]\w+)? \[[A-Z]\w+\]"
_DAY = r"(?:[,.]? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)"
_DATELINE = re.compile(
    rf"(?:{_CITY}|{_CITY_OF}){_DAY}?(?:\.? ?\([^()\n]{{2,40}}\)\s*(?:[-–—]{{1,2}}|:)|\s+[-–—]{{1,2}})\s+(?=[A-Z\"“‘'])"
)


def dateline_end(paragraph: str) -> int:
    """The index behind a paragraph's dateline, 0 if it has none."""
    match = _DATELINE.match(paragraph)
    return match.end() if match else 0
