"""What words of estimative probability mean as probabilities, under a lexicon that the user chooses.

    >>> reading("very unlikely")
    Likelihood(median=0.05, low=0.01, high=0.2)
    >>> reading("very unlikely", "icd203")
    Likelihood(median=0.125, low=0.05, high=0.2)
    >>> is_judgement("may")
    False

``survey`` (the default) is what people say they mean: medians, 5th and 95th percentiles of surveys, in
``lexicon.tsv``, rebuilt by ``scripts/build_lexicon.py``. The official scales (``scales.tsv``) define a term
as a band; its middle is taken for the median. A scale that does not define a word of judgement gives the
band next to the word's surveyed median; words that only open a possibility, and "would", which states a
consequence under its condition, keep their surveyed meaning under every lexicon.

A word that no survey asked about is derived: an intensified one ("extremely probable") moves half the way
from the plain one to the end of the scale, a negated one half the way from its mirror image (Mosteller &
Youtz 1990). Nothing lies under 0.005 or over 0.995. This module needs no parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args

from foedus.ledger.statement import Likelihood
from foedus.reporting.meaning.stated_odds import number_of
from foedus.reporting.tables import rows_of

Lexicon = Literal["survey", "icd203", "phia", "nato"]
LEXICONS: tuple[Lexicon, ...] = get_args(Lexicon)
FLOOR, CEILING = 0.005, 0.995

_INTENSIFIERS = frozenset(
    {"very", "highly", "extremely", "exceedingly", "most", "overwhelmingly", "so", "deeply"}
)
_SOFTENERS = frozenset(
    {
        "quite",
        "entirely",
        "perfectly",
        "wholly",
        "fairly",
        "rather",
        "somewhat",
        "pretty",
        "reasonably",
        "relatively",
        "increasingly",
        "virtually",
        "practically",
        "almost",
        "nearly",
        "absolutely",
        "completely",
        "utterly",
        "totally",
        "simply",
        "theoretically",
    }
)
_MODALS = frozenset({"will", "would", "may", "might", "could", "can", "should", "shall", "must"})
_ADVERBS_OF_NO_WEIGHT = frozenset(
    {"even", "still", "also", "simply", "only", "just", "then", "yet", "soon", "now"}
)
NEGATORS = (
    "far from", "by no means", "anything but", "nowhere near", "not at all", "no longer", "not yet", "not necessarily", "neither", "none too", "not all that",
    "not too", "not particularly", "not especially", "not exactly", "not remotely",
)  # fmt: skip
"""Words that deny a word of probability behind them, besides "not"."""
ODDS_NOUNS = frozenset(
    {
        "chance", "chances", "odds", "likelihood", "probability", "risk", "risks", "possibility", "prospect", "prospects", "danger",
    }
)  # fmt: skip
"""Nouns of probability, which an adjective rates: "a tiny chance", "the risk is high"."""
_DENIAL = re.compile(rf"^(?:{'|'.join(NEGATORS)})\s+(?:being\s+|an?\s+)?(?=\w)")
_WITHOUT_WEIGHT = frozenset(
    {"a", "an", "the", "some", "is", "are", "be", "was", "were", "do", "does", "did", "has", "have", "had"}
)
_NOBODY = re.compile(r"(?:nobody|no one|none|no)\b")
_CERTAIN_ROWS = frozenset({"certainly", "almost certain", "slam dunk", "doomed", "will definitely"})
"""What they say is left open where it is denied: "not guaranteed", "not a done deal"."""
_DOUBTING = frozenset({"doubt", "seriously doubt", "will not", "would not"})
_LITOTES = "not unlikely"
"""What a denied low word says: "not far-fetched" opens a possibility, no more."""
_NOT_A = re.compile(r"^not an? (?=\w)")
_OPEN_TO_ALL = re.compile(
    r"^(?:nobody|no one|none|nothing|few|hardly anyone|neither)\b.*\b(?:rul\w+ out|exclud\w+|discount\w*)$"
)
"""What nobody excludes is possible: "no one rules out"."""
_NO_DOUBT = re.compile(r"^(?:few|fewer|nobody|no one|none|hardly|scarcely|not many)\b.*\bdoubts?$")
"""Those who do not doubt: "few in Oslo doubt"."""
_COMPARATIVE = re.compile(r"\b(?:less|more|least) \w+")
_UNDECIDED = re.compile(
    r"\bnot (?:\w+ )?(?:certain|sure|guaranteed|inevitable|assured|(?:a )?foregone conclusion)\b"
)
_DISBELIEF = re.compile(
    r"^(?:\w+ )?(?:not|never|hardly|scarcely|barely|seldom|rarely|few|no|nobody|none|neither)\b(?:.* )?"
    r"(?:believ|think|thought|expect|foresee|foresaw|see|saw|imagin|suppos|reckon|predict|anticipat|consider|assum|deem|judg|guess|"
    r"regard)\w*(?: (?P<judged>.+))?$"
)
"""A denied belief, as far as what it is about: "few observers believe", "not consider that probable"."""
_EMPTY_OBJECT = re.compile(r"^(?:that|this|it|him|her|them)\b ?(?:is|to be|as)? ?")
_CONTRACTED = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}

_WHATSOEVER = re.compile(r"(?<=\w) (?:whatsoever|at all)$")
_DENIAL_BEHIND = re.compile(
    r"^(?P<judged>.+?) (?:will|would|is|are|was|were|do|does|did|has|have|had|can|could|may|might|shall) not$"
)
"""A judgement of what is denied: "almost certainly will not", "probably is not"."""
_MOST_PHRASES = 8192
"""Phrases of which the meaning is remembered: articles estimate in the same few hundred."""
_STUMP = re.compile(r"\b(wo|ca|sha) +(?=not\b)")
_STUMPS = {"wo": "will ", "ca": "can ", "sha": "shall "}
"""What is left of a modal where its "n't" is a token of its own."""
_CLITICS = {"'d": "would", "'ll": "will"}
_CLITIC = re.compile(r"^'(?:d|ll)(?!\w)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon.

    Attributes:
        phrase: its name in the table; ``forms`` are the wordings that mean the same.
        kind: "judgement", "possibility" (it opens a possibility, how probable is not said),
            "conditional" (a consequence given its condition) or "refusal" (whoever decides rules it out).
        meaning: median, 5th and 95th percentile.
        status: "measured", "proxy" or "assumption"; ``source`` says of what, ``n`` is the number asked.
    """

    phrase: str
    forms: tuple[str, ...]
    kind: str
    meaning: Likelihood
    status: str
    source: str
    n: int | None


@cache
def entries() -> dict[str, Entry]:
    """The surveyed lexicon by wording: each form points to its row."""
    by_form: dict[str, Entry] = {}
    for row in rows_of("lexicon.tsv"):
        forms = tuple(form for form in row["forms"].split("|") if form)
        meaning = Likelihood(float(row["median"]), float(row["p05"]), float(row["p95"]))
        n = int(row["n"]) if row["n"] else None
        entry = Entry(row["phrase"], forms, row["kind"], meaning, row["status"], row["source"], n)
        for form in (entry.phrase, *forms):
            by_form.setdefault(normalised(form), entry)
    return by_form


@cache
def undecided() -> frozenset[str]:
    """Wordings that leave open how probable a thing is ("anyone's guess", "in doubt"): phrases without a number."""
    return frozenset(normalised(row["phrase"]) for row in rows_of("undecided.tsv"))


@cache
def _bands() -> dict[str, dict[str, Likelihood]]:
    """The official bands by lexicon and by the phrase of the lexicon that names them."""
    bands: dict[str, dict[str, Likelihood]] = {}
    for row in rows_of("scales.tsv"):
        band = _capped((float(row["low"]) + float(row["high"])) / 2, float(row["low"]), float(row["high"]))
        bands.setdefault(row["lexicon"], {})[row["term"]] = band
    return bands


@lru_cache(maxsize=_MOST_PHRASES)
def entry_of(phrase: str) -> Entry | None:
    """The row of the lexicon that decides what a phrase means, or None if there is none."""
    known = entries()
    told = _believed(normalised(phrase))
    behind = _DENIAL_BEHIND.match(told)
    if behind is not None and told not in known:
        return known.get(f"{behind['judged']} not") or entry_of(behind["judged"])
    for words in _reduced(told):
        if words in known:
            opened = told.startswith("not ") and _is_understated(known[words], words, told)
            return known[_LITOTES] if opened else known[words]
    return None


def _is_understated(entry: Entry, words: str, told: str) -> bool:
    """Whether a wording denies a row that says little: "not far-fetched"; a doubt denied is trust."""
    low = entry.kind == "judgement" and entry.meaning.median < 0.5 and entry.phrase not in _DOUBTING
    return low and words != told


@lru_cache(maxsize=_MOST_PHRASES)
def is_judgement(phrase: str | None) -> bool:
    """Whether a phrase states how probable something is, so that it may be pooled.

    "May", "might" and "could" only open a possibility. A conditional "would" states a judgement about the
    consequence given its condition. What somebody rules out for himself is resolved, not estimated. Words that are no phrase of probability ("reportedly") are none.
    """
    if not phrase:
        return False
    if _number(normalised(phrase)) is not None:
        return True
    entry = entry_of(phrase)
    return entry is not None and entry.kind not in ("possibility", "refusal") and reading(phrase) is not None


@lru_cache(maxsize=_MOST_PHRASES)
def reading(phrase: str | None, lexicon: str = "survey") -> Likelihood | None:
    """What a phrase means: median, 5th and 95th percentile; None if it says nothing of probability.

    Raises:
        ValueError: the lexicon is not one of `LEXICONS`.
    """
    if lexicon not in LEXICONS:
        raise ValueError(f"unknown lexicon {lexicon!r}; known: {', '.join(LEXICONS)}")
    if not phrase:
        return None
    words = _believed(normalised(phrase))
    number = _number(words)
    if number is not None:
        return number
    if _UNDECIDED.search(words) or words in undecided():
        return None
    entry = entries().get(words)
    if entry is not None:
        return _under(lexicon, entry.phrase, entry.kind, entry.meaning)
    behind = _DENIAL_BEHIND.match(words)
    if behind is not None:
        return _of_contrary(behind["judged"], lexicon)
    for shorter in _without_weight(words):
        found = reading(shorter, lexicon)
        if found is not None:
            return found
    derived = _derived(words)
    return _under(lexicon, words, "judgement", derived) if derived else None


def _of_contrary(judged: str, lexicon: str) -> Likelihood | None:
    """What a judgement says of the contrary: "almost certainly" of what will not be is "almost certainly not"."""
    if f"{judged} not" in entries():
        return reading(f"{judged} not", lexicon)
    meaning = reading(judged, lexicon)
    return meaning and _capped(1 - meaning.median, 1 - meaning.high, 1 - meaning.low)


@lru_cache(maxsize=_MOST_PHRASES)
def normalised(phrase: str) -> str:
    """Lower case, single spaces, "not" for its contractions."""
    words = " ".join(phrase.replace("’", "'").lower().split())
    for short, full in _CONTRACTED.items():
        words = words.replace(short, full)
    words = _WHATSOEVER.sub("", words.replace("n't", " not").strip(" ,.;"))
    words = _STUMP.sub(lambda found: _STUMPS[found[1]], words)
    return " ".join(_CLITIC.sub(lambda found: _CLITICS[found.group()], words).split())


def _believed(words: str) -> str:
    """What a denied belief says of its content: "few believe" doubts it, "do not consider it likely" is "not likely"."""
    words = re.sub(r"\brule (?:it|that|this|anything|them) out\b", "rule out", words)
    if words in undecided() or words in entries():
        return words
    words = _DENIAL.sub("not ", words)
    if words not in undecided():
        words = _NOT_A.sub("not ", words)
    if words in undecided() or words in entries():
        return words
    if _OPEN_TO_ALL.match(words):
        return _LITOTES
    if _NO_DOUBT.match(words):
        return "not doubt"
    found = _DISBELIEF.match(words)
    if found is None:
        return words
    judged = _EMPTY_OBJECT.sub("", found["judged"] or "")
    if judged:
        return f"not {judged}"
    return (
        "very unlikely" if _NOBODY.match(words) else "doubt"
    )  # what nobody believes is less likely than what few do


def _under(lexicon: str, phrase: str, kind: str, meaning: Likelihood) -> Likelihood:
    """A meaning under a lexicon: the scale's own band of the phrase, or the band next to the meaning."""
    if lexicon == "survey" or kind != "judgement":
        return meaning
    bands = _bands()[lexicon]
    if phrase in bands:
        return bands[phrase]

    def distance(band: Likelihood) -> tuple[float, float]:
        outside = max(band.low - meaning.median, meaning.median - band.high, 0.0)
        return outside, abs(band.median - meaning.median)

    return min(bands.values(), key=distance)


def _without_weight(words: str) -> Iterator[str]:
    """Shorter wordings that mean the same: without softeners, empty adverbs, or a modal before an adverb."""
    parts = words.split()
    light = [w for w in parts if w not in _SOFTENERS | _ADVERBS_OF_NO_WEIGHT]
    if len(light) < len(parts) and light:
        yield " ".join(light)
    elif len(parts) < 2:
        return
    elif parts[0] in _MODALS and (parts[1] != "not" or " ".join(parts[1:]) in entries()):
        yield " ".join(parts[1:])  # "would not bet on"; "may not" is a wording of its own
    elif parts[0] in _WITHOUT_WEIGHT:
        yield " ".join(parts[1:])
    elif parts[-1] in ODDS_NOUNS:
        yield " ".join(parts[:-1])


def _reduced(words: str) -> Iterator[str]:
    """The wording and what is left of it when weightless words, intensifiers and negations go."""
    yield words
    for shorter in _without_weight(words):
        yield from _reduced(shorter)
    first, _, rest = words.partition(" ")
    if rest and (first in _INTENSIFIERS or first == "not"):
        yield from _reduced(rest)


def _derived(words: str) -> Likelihood | None:
    """An intensified or negated phrase, by Mosteller & Youtz's half-way rule."""
    first, _, rest = words.partition(" ")
    if not rest or _COMPARATIVE.match(words):
        return None
    while first == "not" and rest.split()[0] in _INTENSIFIERS and " " in rest:
        rest = rest.split(" ", 1)[1]  # "not very likely" denies "likely", no more
    base = reading(rest)
    if base is None:
        return None
    if first in _INTENSIFIERS:
        opened = entry_of(rest)
        # "very possible" says more than "possible": what opens a possibility is strengthened upwards
        return _raised(base) if opened is not None and opened.kind == "possibility" else _beyond(base)
    if first == "not":
        entry = entry_of(rest)
        if entry is not None and entry.phrase in _CERTAIN_ROWS:
            return None
        if entry is not None and _is_understated(entry, rest, words):
            return reading(_LITOTES)
        mirrored = Likelihood(1 - base.median, 1 - base.high, 1 - base.low)
        # A negated low phrase ("not improbable") is an understatement: it moves no further than its mirror.
        return _beyond(mirrored) if base.median > 0.5 else mirrored
    return None


def _beyond(base: Likelihood) -> Likelihood:
    if base.median > 0.5:
        return _raised(base)
    return _capped(base.median / 2, base.low / 2, base.high / 2)


def _raised(base: Likelihood) -> Likelihood:
    return _capped(*(v + (1 - v) / 2 for v in (base.median, base.low, base.high)))


def _number(words: str) -> Likelihood | None:
    """A probability given as a number: "a 70 percent chance", "one in four", "60-70%"."""
    found = number_of(words) if words not in entries() else None
    return _capped(*found) if found is not None else None


def _capped(median: float, low: float, high: float) -> Likelihood:
    median, low, high = (round(min(max(value, FLOOR), CEILING), 6) for value in (median, low, high))
    return Likelihood(median, low, high)
