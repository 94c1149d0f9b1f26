"""Signs that a phrase shows by who says it or does what it tells: "has yet to take a single step", "not for sale".

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.threats.threat import find_threat
    >>> parsed = parse("Norway threatened to leave the fisheries treaty with Iceland. It has yet to file a notice.")
    >>> signs_of_phrases(parsed, range(10, 18), find_threat([parsed]))
    ('no_steps_taken',)

The rows of sign_phrases.tsv are regular expressions over the words of a statement, in which an expression of exit
from the agreement reads EXIT and a mention of the agreement reads PACT. What an act of one word shows stands in
sign_acts.tsv, whose table of frames is the surer way; this one is for phrases that no parse takes apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse_and_other
from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Rows, Wording, beginning_a_word
from foedus.reporting.threats.act_frames import Matters, frame_of, matters_of
from foedus.reporting.threats.doers import AT_HOME, Doer, doer_of, names_of, teller_of
from foedus.reporting.threats.threat import Threat

_DENYING = re.compile(r"\b(?:no|not|never|nobody|none|nothing|without|nor|neither|hardly|few)\b|n't")
"""What makes a phrase one of denial, so that a denial around it is its own."""
_NEGATION = re.compile(r"(?: ?\bnot|n't)$")
_NOUNS = frozenset("withdrawal exit denunciation pullout pull-out termination abrogation".split())
"""Nouns of exit that are read so even where no agreement can be told: "ruled out any denunciation"."""
EXIT, PACT = "EXIT", "PACT"
"""What the table calls an expression of exit from the agreement and a mention of the agreement."""


@dataclass(frozen=True, slots=True)
class _Row:
    sign: str
    doer: frozenset[str]
    teller: frozenset[str]
    phrase: Wording
    unless: Wording | None


@cache
def _rows() -> tuple[_Row, ...]:
    found = []
    for r in rows_of("sign_phrases.tsv"):
        phrase = beginning_a_word(r["phrase"])
        if phrase is None:
            continue
        doer, teller = (frozenset(r[name].split()) - {"any"} for name in ("doer", "teller"))
        found.append(_Row(r["sign"], doer, teller, phrase, beginning_a_word(r["unless"])))
    return tuple(found)


@cache
def _by_words() -> Rows:
    return Rows.of([row.phrase for row in _rows()], [()] * len(_rows()))


def signs_of_phrases(
    parsed: Parsed, tokens: Iterable[int], threat: Threat, speaker: str = ""
) -> tuple[str, ...]:
    """The ids of the signs that phrases among some tokens show, each once.

    Args:
        parsed: the article's parse.
        tokens: the tokens of a statement and its cue.
        threat: the threat that the articles report.
        speaker: who says it, "" in the article's own voice.
    """
    matters = matters_of(parsed, threat)
    text, starts = _read(parsed, sorted(set(tokens)), matters)
    found: list[str] = []
    rows = _rows()
    tellers: frozenset[str] | None = None
    for number in _by_words().open_to(text, ()):
        row = rows[number]
        if row.sign in found:
            continue
        if row.teller:
            tellers = tellers or _teller_names(parsed, speaker, threat)
            if row.teller.isdisjoint(tellers):
                continue
        match = row.phrase.pattern.search(text)
        if match is None or (row.unless is not None and row.unless.search(text)):
            continue
        at = starts[max((start for start in starts if start <= match.start()), default=0)]
        if row.doer and row.doer.isdisjoint(names_of(doer_of(parsed, at, threat, speaker))):
            continue
        if not _DENYING.search(match.group()) and frame_of(parsed, at, matters, ()).negated:
            continue
        found.append(row.sign)
    return tuple(dict.fromkeys(found))


def _teller_names(parsed: Parsed, speaker: str, threat: Threat) -> frozenset[str]:
    """What a row can call who tells a statement; a capacity at home without a country is the threatener's."""
    told = teller_of(parsed, speaker, threat)
    if told.side == "" and told.kind in AT_HOME:
        told = Doer("threatener", told.kind)
    return names_of(told) if speaker else names_of(told) | {"article"}


@once_per_parse_and_other
def _words_of(parsed: Parsed, threat: Threat) -> list[str]:
    """The words of an article as the table reads them."""
    matters = matters_of(parsed, threat)
    return [
        EXIT
        if i in matters.exits or (word in _NOUNS and i not in matters.others)
        else PACT
        if i in matters.this
        else word
        for i, word in enumerate(tree_of(parsed).low)
    ]


def _read(parsed: Parsed, tokens: list[int], matters: Matters) -> tuple[str, dict[int, int]]:
    """The words of some tokens as the table reads them, and where each token begins."""
    words, this, exits = _words_of(parsed, matters.threat), matters.this, matters.exits
    parts: list[str] = []
    length, before = 0, -1
    starts: dict[int, int] = {}
    for i in tokens:
        if i in this and before == i - 1 and before in this:
            before = i
            continue
        word = words[i]
        if i in exits and exits[i].word.startswith("not "):  # "will not renew" reads "will EXIT"
            text, starts = _without_negation("".join(parts), starts)
            parts, length = [text], len(text)
        if length and word != "n't" and word[:1] != "'":
            parts.append(" ")
            length += 1
        starts[length] = i
        parts.append(word)
        length += len(word)
        before = i
    return "".join(parts), starts


def _without_negation(text: str, starts: dict[int, int]) -> tuple[str, dict[int, int]]:
    """The words without a negation at their end."""
    kept = _NEGATION.sub("", text)
    return kept, {start: i for start, i in starts.items() if start < len(kept)}
