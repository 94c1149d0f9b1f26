"""Outlets that an article names as those who reported something: "according to Bloomberg", "a Kyodo report".

Found on the text alone, so that an article counts for its origin also where no single statement could be
attributed. A mention is *of the exit* when its sentence, or the one before, says that somebody leaves
something (words of ``exit_words.tsv``).

    >>> text = "The premier may quit the pact, according to the Bloomberg news agency."
    >>> [(m.outlet, m.of_exit) for m in mentions_in(text)]
    [('Bloomberg News', True)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from foedus.provenance import Span
from foedus.reporting.intake import outlets
from foedus.reporting.tables import rows_of

_REPORTS = (
    r"(?:reported|reports|said|says|wrote|writes|revealed|reveals|disclosed|quoted|cited|broke the|learned|"
    r"claimed|carried|published|aired|has reported|had reported|have reported)"
)
_NOUNS = r"(?:report|reports|story|account|article|dispatch|interview|scoop|piece|revelation|revelations|reporting)"
_ALSO = r"(?:(?:first|also|earlier|later|has|had|exclusively|previously|on \w+day|this week|last week|yesterday) )*"
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet that an article names as the one who reported: its usual name, the words and their place."""

    outlet: str
    words: str
    span: Span
    of_exit: bool


def mentions_in(
    text: str, start: int = 0, end: int | None = None, *, heading: bool = False, peers: tuple[str, ...] = ()
) -> Iterator[Mention]:
    """The mentions between two code points of a text, in its order; spans count from the text's beginning.

    ``peers`` are outlets that no table has and whose articles are at hand.
    """
    before = False
    for sentence, place in _sentences(text, start, len(text) if end is None else end):
        here = bool(_exit_words().search(sentence))
        # Few sentences name an outlet at all, and to see that they do not is quick.
        for match in _pattern(heading, peers).finditer(sentence) if _names(peers).search(sentence) else ():
            name = next(value for value in match.groupdict().values() if value)
            if outlet := outlets.named(name) or (name if name in peers else ""):
                span = Span(place + match.start(), place + match.end())
                yield Mention(outlet, " ".join(match.group().split()), span, here or before)
        before = here


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The sentences between two code points, roughly cut, and where each begins."""
    place = start
    for gap in _SENTENCE.finditer(text, start, end):
        yield text[place : gap.start()], place
        place = gap.end()
    yield text[place:end], place


@lru_cache(maxsize=64)
def _names(peers: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The names by which running text cites an outlet; longer ones first, so that they win."""
    rows = outlets.table()
    names = {n for row in rows for n in (row.name, *row.aliases) if len(n) > 2 and n not in row.ambiguous}
    names |= set(peers)
    return re.compile(
        "|".join([*map(_as_cited, sorted(names, key=lambda n: (-len(n), n))), outlets.PRESS_NAME])
    )


def _as_cited(name: str) -> str:
    """The form of a name in running text; "the National" before another name ("Assembly") is no paper."""
    bare = re.fullmatch(r"The \w+", name)
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    return re.escape(name) + (rf"(?!\s(?!{day})[A-Z][a-z])" if bare else "")


@lru_cache(maxsize=64)
def _pattern(heading: bool, peers: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The ways in which a report is ascribed to an outlet; headlines also end in "...: Bloomberg"."""
    name = r"(?<![\w-])(?P<{}>" + _names(peers).pattern + r")(?![\w-])"
    lead = r"(?:the |its |US |U\.S\. |Russian |Japanese |American |British )*"
    agency = r"(?: news agency| newspaper| daily| magazine| channel| television| TV)?"
    forms = (
        rf"\b(?i:according to (?:a |an |the )?(?:\w+ )?(?:{_NOUNS} (?:by|in|from|of|on) )?{lead}){name}{agency}",
        rf"{name}{agency}(?:,? (?:which|citing|quoting)\b.{{0,120}}?)?,? "
        rf"{_ALSO}{_REPORTS}\b",
        rf"{name}{agency}(?:['’]s?)? (?:\w+ )?{_NOUNS}\b",
        rf"\b(?i:(?:citing|cites|cited|quoting|quoted by|cited by|reported by|quotes) {lead}){name}",
        rf"\b(?i:{_NOUNS} (?:by|in|from|on|of) {lead}){name}",
        rf"\b(?i:(?:told|telling|tells|interview with|interviewed by|speaking to|comments? to) {lead}){name}",
        rf"\b(?i:(?:reported|revealed|published|disclosed)(?: \w+){{0,3}} (?:by|in|on) {lead}){name}",
        *([rf"[:–—-] {name}\W*$"] if heading else []),
    )
    parts = (form.replace("?P<{}>", f"?P<n{i}>") for i, form in enumerate(forms))
    return re.compile("|".join(f"(?:{part})" for part in parts))


@cache
def _exit_words() -> re.Pattern[str]:
    rows = rows_of("exit_words.tsv")
    words = {
        row["word"].split()[-1 if row["pos"] == "noun" else 0]
        for row in rows
        if row["sort"] in ("exit", "trigger") and row["pos"] != "particle"
    }
    stems = sorted(
        word[:-1] if word.endswith("e") else word for word in words - {"take", "bring", "get", "back"}
    )
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, stems))}|withdrew|left|broke|broken|tore|torn)\w{{0,6}}\b", re.I
    )
