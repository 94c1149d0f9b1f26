"""Names behind a title of several words: "the head of the office in Bergen, Awa Ba, said", "Leader of the Opposition Ola Lund".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The head of the union's office in Bergen, Tatul Hakobyan, said no.")
    >>> [parsed.doc[low:high].text for low, high in behind_titles(parsed)]
    ['Tatul Hakobyan']

A parser hangs such a name on the last noun of the title, or makes one name of the two, and a recogniser takes it for a
body's. Here the order of the words alone decides: somebody's office, what it is an office of, and two capitalised
words or more that no table knows, before a comma or a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.reporting.chains.relays import HUMAN
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place, names
from foedus.reporting.names.name_runs import LONGEST, is_full_name
from foedus.reporting.names.roles import BEFORE_NAMES, OFFICES, TITLES
from foedus.reporting.names.voices import is_group, is_word_for_people
from foedus.reporting.parsing.language import Parsed

_CHAMBERS = frozenset(
    "opposition parliament house senate state majlis knesset duma rada seimas saeima sejm bundestag riksdag storting "
    "assembly congress union party council republic government cabinet ministers deputies staff army navy commission committee".split()
)
"""Last words of what somebody can be the leader or speaker of, which a recogniser takes for a first name."""
_OFFICES = (OFFICES | TITLES | HUMAN | frozenset(("head", "chair", "chief", "deputy"))) - {
    "government", "agency", "authority", "staff", "people", "source", "official", "member",
}  # fmt: skip
"""Nouns of offices that one person at a time has, and whose holder copy names."""
_JOINING = frozenset(("of", "to", "for", "in", "at", "on", "from", "with"))
_FARTHEST = 14
"""Tokens from an office to the name behind all that it is an office of."""
_STOPS = frozenset((",", ";", ":", ".", "(", ")", '"', "“", "”", "—", "–"))


def behind_titles(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Where full names stand behind a title of several words: tokens [start, end)."""
    texts, classes = parsed.texts, parsed.classes
    after, count = 1, len(texts)
    for low in [i for i, pos in enumerate(classes) if pos == "PROPN"]:
        if low < after or not texts[low][:1].isupper():
            continue
        high = low + 1
        while high < count and texts[high][:1].isupper() and classes[high] == "PROPN":
            high += 1
        after = high + 1
        if high - low < 2 or high - low > LONGEST + 1:
            continue
        start = low if texts[low - 1] == "," else _behind_body(texts, parsed.lowers, low, high)
        if start is None or not _closes(parsed, high, after_comma=start == low):
            continue
        office = office_before(parsed, low if start > low else low - 1)
        named = office is not None and is_full_name(" ".join(texts[start:high]))
        if named and not any(is_group(token) for token in parsed.tokens[start:high]):
            yield start, high


def _behind_body(texts: Sequence[str], lowers: Sequence[str], low: int, high: int) -> int | None:
    """Where a name begins in a run that bodies or places open: "Opposition Harsha Lund", "Norwegian Cabinet Tõnu Lund"."""
    adjective = texts[low - 1][:1].isupper()  # "of the Norwegian Cabinet Tõnu Lund"
    if not _is_joined(lowers, low - adjective):
        return None
    start = low
    while high - start > 2 and _opens(texts[start], lowers[start]):
        start += 1
    return start if start > low else None


def _opens(word: str, lower: str) -> bool:
    """Whether a word that opens a run of names is a body's or a place's, not a person's."""
    return is_place(word) or word in names() or lower in _CHAMBERS or outlets.known(word) is not None


def office_before(parsed: Parsed, end: int) -> int | None:
    """The noun of somebody's office with which the noun phrase that ends before a token begins, all else joined to it."""
    joined = False
    for i in range(end - 1, max(end - _FARTHEST, -1), -1):
        word, sort = parsed.lowers[i], parsed.classes[i]
        if parsed.texts[i] in _STOPS or sort in ("VERB", "AUX", "SCONJ"):
            return None
        if joined and (word in _OFFICES or (is_word_for_people(word) and word not in HUMAN)):
            return i
        joined = word in _JOINING
    return None


def is_behind_body(parsed: Parsed, start: int) -> bool:
    """Whether a name stands right behind what the office before it is of: "Leader of the Opposition Ola Lund"."""
    if start < 3 or parsed.texts[start - 1] == ",":
        return False
    low = start - 1
    titled = parsed.lowers[low] in BEFORE_NAMES  # "the cabinet of President Ola Lund"
    if titled or parsed.classes[low] != "PROPN":
        return False
    while low > 2 and not _is_joined(parsed.lowers, low):
        low -= 1  # "of the Norwegian Cabinet Ola Lund"
        if not parsed.texts[low][:1].isupper():
            return False
    return office_before(parsed, low) is not None


def _is_joined(lowers: Sequence[str], at: int) -> bool:
    """Whether a preposition stands before a word, or before its "the": "of Norway", "of the Opposition"."""
    return lowers[at - 1] in _JOINING or (lowers[at - 1] == "the" and lowers[at - 2] in _JOINING)


def _closes(parsed: Parsed, at: int, *, after_comma: bool) -> bool:
    """Whether a name ends where a title's would: before the comma that sets it off, before a verb, or with "'s"."""
    if at >= len(parsed.texts):
        return False
    ends = parsed.classes[at] in ("VERB", "AUX") or parsed.texts[at] in ("'s", "’s")
    return parsed.texts[at] == "," or (not after_comma and ends)
