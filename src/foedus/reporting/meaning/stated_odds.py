"""Probabilities given as numbers: where they stand in a text, and which number they give.

    >>> text = "She puts the odds of a deal at less than five per cent."
    >>> match = odds_at(text, text.index("less"), len(text))
    >>> match.group(), number_of(match.group())
    ('less than five per cent', (0.025, 0.0, 0.05))
    >>> odds_at("She puts the rate at less than five per cent.", 21, 45) is None
    True

A number is a probability where its noun follows ("a one-in-five chance", "95 per cent certain") or goes before
("puts the odds of it at one in ten", "I'd say one in four"). A bound ("less than five per cent") leaves open what
lies beyond it: the middle of what is left is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

ROUNDING = 0.05
"""Half-width of the range of a probability given as a number: such numbers are rounded."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COUNTS = {word: number for number, word in enumerate(_ONES, start=1)}
_COUNTS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_COUNTS |= {
    "fifteen": 15,
    "hundred": 100,
    "a hundred": 100,
    "a thousand": 1000,
    "thousand": 1000,
    "a million": 1_000_000,
    "million": 1_000_000,
}
_PARTS = {
    "half": 1 / 2, "one half": 1 / 2, "even": 1 / 2, "evens": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 1 / 4,
    "one quarter": 1 / 4, "three quarters": 3 / 4, "a fifth": 1 / 5, "a tenth": 1 / 10,
}  # fmt: skip
_N = rf"(?:\d+(?:\.\d+)?|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_HEDGE = r"(?:(?:a\s+good|good|well|just|slightly|a\s+little|about|perhaps|maybe|roughly|around|some|only|barely|closer\s+to|nearer|as\s+(?:high|low)\s+as)\s+)*"
_BOUND = r"(?:(?P<bound>not\s+even|(?:no\s+)?(?:less|more|better|lower|higher|fewer)\s+than|below|under|above|over|at\s+(?:most|least))\s+(?:an?\s+)?)?"
_PERCENT = rf"(?:between\s+{_N}\s*(?:%|per\s?cent)?\s+and\s+|{_N}\s*(?:%|per\s?cent)?\s*(?:-|–|to|or|,\s+(?:perhaps|maybe))\s*)?{_N}[\s-]*(?:%|per\s?cent|pct(?!\w))"
_RATIO = rf"{_N}[- ](?:chances?[- ]|times[- ])?(?:in|out\s+of)[- ]{_N}"
_AGAINST = rf"{_N}(?:\s+to\s+|-to-|[-–/]){_N}"
_FRACTION = "|".join(re.escape(part).replace(r"\ ", "[- ]") for part in sorted(_PARTS, key=len, reverse=True))
_HELD = re.compile(
    rf"{_HEDGE}{_BOUND}(?:{_PERCENT}(?=\s+(?:certain|sure|decided|convinced|confident|likely|probable)(?!\w))|"
    rf"(?:{_PERCENT}|{_RATIO}|{_FRACTION})[- ](?:chances?|probability|likelihood|odds)(?!\w)|(?:{_PERCENT}|{_RATIO})[- ]risk(?!\w)|(?:50-50|50/50)(?![\w-])|"
    rf"{_N}\s+(?:chances?\s+(?:in|out\s+of)|times\s+out\s+of)\s+{_N}(?!\w)|odds\s+of\s+{_AGAINST}(?:\s+against)?(?![\w-])|{_AGAINST}\s+(?:odds|against|shot|chance)(?!\w)|{_N}\s+to\s+{_N}\s+in\s+favou?r(?!\w)|{_AGAINST}(?=\s+(?:that|in\s+favou?r)\s))",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"{_HEDGE}{_BOUND}(?:{_PERCENT}|{_RATIO}|(?:50-50|50/50|fifty-fifty)|{_AGAINST}|{_FRACTION}|0?\.\d+)(?![\w-])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:odds|chances?|probability|likelihood|risk)\b[^.;:!?\n]{0,110}?\b(?:at|is|are|was|were|as|anywhere|somewhere|"
    r"(?:risen|rose|fallen|fell|dropped|climbed|jumped|slipped|grown|grew|shortened|lengthened|drifted|narrowed|declined)"
    rf"(?:\s+from\s+{_N}(?:\s*(?:%|per\s?cent))?)?\s+to|(?:amounts?|amounted|comes?|came)\s+to)"
    r"(?:\s+(?:now|still|only|just|currently|already))?(?:,\s[^.,;:!?\n]{2,40},)?|\b(?:which|that)\s+\w+\s+rat(?:e|es|ed)\s+at|"
    r"\b(?:puts?|rates?|rated|reckons?)\s+(?:(?:it|that|this)\s+(?:at|as)|(?:an?\s+|the\s+)?(?:\w+\s+)?"
    r"(?:exit|withdrawal|departure|pull-?out|walk-?out|termination|suspension|collapse|break-?up|rupture|deal|agreement|renewal|default)(?:\s+(?:from|of|with|by)\s+[^.;:!?\n]{1,40}?)?\s+at)|\brat(?:es?|ed)\s+(?:an?|the)\s[^.;:!?\n]{0,60}?\bat|\b(?:odds|probability|likelihood|chance)\s+of|"
    r"\b(?:judges?|judged|thinks?|considers?|reckons?|makes?)\s+(?:it|that|this)|"
    r"\b(?:raised?|raises|lowers?|lowered|cuts?|lifts?|lifted|revised|increased)\b[^.;:!?\n]{0,60}?"
    r"\b(?:odds|chances?|probability|likelihood|estimates?)\b[^.;:!?\n]{0,80}?\bto|\bi(?:'d|’d|\s+would)\s+say)\s+[\"“'‘]?$",
    re.IGNORECASE,
)
_ENDS_OF_BEFORE = tuple(
    "at is are was were as anywhere somewhere to now still only just currently already it that this of say ,".split()
)
"""How what goes before odds ends, apart from white space and a quotation mark."""
_LONGEST_END = max(map(len, _ENDS_OF_BEFORE))
_GIVEN = re.compile(
    r"\b(?:(?:give|gives|gave|giving)\s+(?:it|that|this)\s+|(?:case|scenario|probability|likelihood)\s*\()$",
    re.IGNORECASE,
)
"""What a percentage that stands bare is given to: "I give it thirty percent", "our base case (60%)"."""
_SHARE = re.compile(r"%|per\s?cent|pct", re.IGNORECASE)
_VOTING = re.compile(
    r"\b(?:vot\w+|pass\w*|approv\w+|reject\w+|adopt\w+|defeat\w*|lost|won|beat\w*|ballot|tally|score\w*|led|margin|majority|split|by)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
"""Before what counts votes or goals: "voted 52-47 against the bill"."""
_SCORE = re.compile(r"\d+(?:[-–/]|\s+to\s+)\d+\s+(?:against|in\s+favou?r|shot)", re.IGNORECASE)
_RATIO_TOLD = re.compile(rf"({_N})(?:\s+to\s+|-to-|[-–/])({_N})", re.IGNORECASE)
_WHOLE = 100
_FAR = 160
OPENERS = frozenset(
    {*_COUNTS, *(part.split()[0] for part in _PARTS), "well", "just", "slightly", "good", "not", "about", "perhaps", "maybe", "roughly", "around", "some", "only", "barely",
     "closer", "nearer", "between", "as", "odds", "at", "less", "more", "better", "lower", "higher", "fewer", "no", "below", "under", "above", "over"}
)  # fmt: skip
"""First words of a probability given as a number; it may also begin with a digit."""
_LEADING = frozenset(re.findall("[a-z]{2,}", _HEDGE + _BOUND)) | {"a", "between", "odds", "of", "-"}
"""Words that can stand before the number: those of hedges and bounds among them."""
_NUMBERS = tuple({*(word.rpartition(" ")[2] for word in (*_COUNTS, *_PARTS)), "."})
"""What the number can begin with, besides a digit."""
_MOST_ROLES = 50_000
"""Words of which the roles are remembered before all are forgotten."""


class _Roles(dict[str, str]):
    """What each word can be in a probability given as a number: its "number", "leading" to it, or "" for neither."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_ROLES:
            self.clear()
        number = word[:1].isdecimal() or word.startswith(_NUMBERS)
        leading = word in _LEADING or not word.strip()
        role = self[word] = "leading" if leading else "number" if number else ""
        return role


_ROLES = _Roles()


def openings(words: Sequence[str]) -> Iterator[int]:
    """The places where a probability given as a number can begin: at a number, or at the words that lead to one.

    Words are in small letters; whether a probability stands there, `odds_at` tells.
    """
    roles = list(map(_ROLES.__getitem__, words))
    for at, role in enumerate(roles):
        if role != "number" and words[at] != "even":  # "even" leads to a number and is one
            continue
        first = at
        while first and roles[first - 1] == "leading":
            first -= 1
        yield from (i for i in range(first, at + 1) if words[i] in OPENERS or words[i][:1].isdecimal())


def odds_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The probability given as a number at ``start``, within ``end``; None if no number there is one."""
    held = _HELD.match(text, start, end)
    if held is not None:
        bare = _RATIO_TOLD.fullmatch(held.group())
        if bare is not None and _count(bare[1].lower()) + _count(bare[2].lower()) != _WHOLE:
            return None  # "in the winter of 2004-5 that followed"
        counted = _SCORE.match(held.group()) and _VOTING.search(text[max(0, start - _FAR) : start])
        return None if counted else held
    told = _TOLD.match(text, start, end)
    if told is None:
        return None
    given = _GIVEN.search(text[max(0, start - _FAR) : start]) is not None and _SHARE.search(told.group())
    return told if given or follows_odds(text, start) else None


def follows_odds(text: str, start: int) -> bool:
    """Whether what stands at ``start`` tells the odds named before it: "puts the chance of a deal at ..."."""
    before = text[max(0, start - _FAR) : start]
    last = before.rstrip().rstrip("\"“'‘").rstrip()[-_LONGEST_END:].lower()
    return last.endswith(_ENDS_OF_BEFORE) and _BEFORE.search(before) is not None


def number_of(words: str) -> tuple[float, float, float] | None:
    """Median, low and high of a probability in numbers ("a 70 percent chance", "one in four", "60-70%"), or None.

    ``words`` are in small letters; the range is not yet kept within what the lexicon allows.
    """
    found = re.search(
        rf"(?:({_N})\s*(?:%|per ?cent)?\s*(?:-|–|to|or|and|, perhaps|, maybe)\s*)?({_N})[\s-]*(?:%|per ?cent|pct)",
        words,
    )
    if found:
        last = _count(found[2]) / 100
        first = _count(found[1]) / 100 if found[1] else last
        low, high = min(first, last), max(first, last)
    else:
        ratio = re.search(rf"\b({_N})[- ](?:chances?[- ]|times[- ])?(?:in|out of)[- ]({_N})\b", words)
        told = re.sub(r"[- ](?:chances?|probability|likelihood|odds|risk)$", "", words).replace("-", " ")
        part = next((p for p in _PARTS if re.fullmatch(rf"{_HEDGE}{_BOUND}{p}", told)), None)
        if ratio and 0 < _count(ratio[1]) <= _count(ratio[2]):
            low = high = _count(ratio[1]) / _count(ratio[2])
        elif part is not None and not ratio:
            low = high = _PARTS[part]
        elif re.fullmatch(rf"{_HEDGE}{_BOUND}0?\.\d+", words):
            low = high = float(words.rsplit(maxsplit=1)[-1])
        elif (against := _against(words)) is not None:
            low = high = against
        else:
            return None
    if not 0 <= low <= high <= 1:
        return None
    if re.search(r"\bnot even\b", words):
        return high / 2, 0.0, high
    if re.search(
        r"\b(?:just|slightly|a little|a shade|marginally) (?:less|lower|fewer|more|better|higher|below|under|above|over)\b",
        words,
    ):
        return (low + high) / 2, low - ROUNDING, high + ROUNDING
    bound = re.search(
        r"(?:\bno )?\b(?:(?:less|lower|fewer|more|better|higher) than|below|under|above|over|at most|at least)\b",
        words,
    )
    if bound is not None:
        upper = re.search("less|lower|fewer|below|under|most", bound.group()) is not None
        low, high = (0.0, high) if upper is not bound.group().startswith("no ") else (low, 1.0)
        return (low + high) / 2, low, high
    spread = ROUNDING if low == high else 0.0
    return (low + high) / 2, low - spread, high + spread


def _against(words: str) -> float | None:
    """Odds as bookmakers tell them: "ten to one" is against, "70-30" shares a hundred between for and against."""
    found = re.search(rf"(?<!\w)({_N})(?: to |-to-|[-–/])({_N})(?!\w)", words)
    if found is None:
        return None
    first, second = _count(found[1]), _count(found[2])
    if first <= 0 or second <= 0 or ("/" in found.group() and first + second != 100):
        return None
    shared = first + second == 100
    against = words.endswith("against")
    if words.endswith(("favour", "favor")) or (shared and not against):
        return first / (first + second)
    return second / (first + second)


def _count(word: str) -> float:
    return _COUNTS[word] if word in _COUNTS else float(word)
