r"""Headlines In Title Case are put into sentence case before they are parsed, character for character.

A tagger takes "Slams" for a name. Each capitalised word of a headline is put in lower case if the article's running
text has it in lower case, or if it is a word that names never are; names keep their capitals. Offsets stay.

    >>> sentence_case("Minister Rejects Oslo Plan.\n\nThe minister rejects the plan made in Oslo.", [(0, 27)])[:27]
    'Minister rejects Oslo plan.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_TITLE = 30
"""Words: longer lines in capitals are not headlines."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her him his how if in into is it "
    "its may might must my no nor not of on or our over she should so than that the their them then there these they this "
    "those to too up was we were what when where which while who whose why will with would you your says said".split()
)


def is_title(words: list[str]) -> bool:
    """Whether a line's words are in title case or in capitals: most of the longer ones begin with a capital."""
    long = [w for w in words if len(w) > 3]
    if not 3 <= len(words) <= LONGEST_TITLE or len(long) < 3:
        return False
    return sum(w[0].isupper() for w in long) >= 0.75 * len(long)


def sentence_case(text: str, lines: Iterable[tuple[int, int]], more: frozenset[str] = frozenset()) -> str:
    """The text with those of its lines (start, end) that are in title case put into sentence case.

    ``more`` are further words, in lower case, that names never are.
    """
    titles = [(start, end) for start, end in lines if is_title(_WORD.findall(text[start:end]))]
    if not titles:
        return text
    seen = {w for w in _WORD.findall(text) if w[0].islower()} | _SMALL | more
    for start, end in titles:
        shout = text[start:end].isupper()
        line = text[start:end]
        pieces, last = [], 0
        for i, word in enumerate(_WORD.finditer(line)):
            plain = word.group().lower()
            if len(plain) != len(word.group()):
                continue  # a letter whose lower case is longer: offsets come first
            if plain in seen and (i > 0 or shout):
                new = plain
            else:
                new = plain[0].upper() + plain[1:] if shout else word.group()
            if len(new) == len(plain):
                pieces += [line[last : word.start()], new]
                last = word.end()
        text = text[:start] + "".join(pieces) + line[last:] + text[end:]
    return text
