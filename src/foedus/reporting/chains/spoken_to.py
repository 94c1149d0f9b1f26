"""The outlets to which a source spoke: "told Reuters", "said in an interview with the daily Le Monde", "asked by CNN".

Whom somebody told is a link only where it is an outlet. A name in capitals is read as a whole, so that "the National
Assembly" is not the paper "The National", nor "the Economist Group" the weekly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution.objects import passes_on
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import names
from foedus.reporting.names.roles import OUTLET_NOUNS
from foedus.reporting.parsing.grammar import child, children
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRIED = frozenset(
    "interview carried obtained published broadcast aired op-ed op oped column essay relayed given released leaked seen "
    "reviewed comments remarks commentary statement email e-mail podcast".split()
)
"""Words by which what stands before a cue may name who passed it on."""
_BEFORE_OUTLETS = _CARRIED | {"by", "newspaper"}
_REMARKS = frozenset("comments remarks interview statement commentary essay speech column".split())
_SPEAKING = frozenset(
    ("speaking", "talking", "appearing", "writing", "asked", "interviewed", "questioned", "pressed")
)
_ROLES = frozenset(("dobj", "pobj", "dative", "compound", "appos", "poss", "nmod"))
_IN_NAMES = frozenset(("PROPN", "NUM"))
_JOINING = frozenset(("of", "&", "-", "the", "de"))
_OF_AN_OUTLET = OUTLET_NOUNS.keys() | frozenset(
    "television tv radio news host anchor reporter correspondent journalist interviewer columnist editor presenter "
    "programme program show interview podcast newscast".split()
)
"""Nouns that an outlet's name stands before, when it is the outlet that was told."""
_OF_BROADCASTS = frozenset(
    "radio tv television news world service online channel business international arabic persian".split()
)
_NO_PART = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
_FARTHEST = 20
"""Tokens between a cue and the outlet that was told, at most."""


def told(parsed: Parsed, cue: Token) -> list[Span]:
    """Outlets to which the source of a cue spoke, in the order of the text."""
    found: list[Span] = []
    for c in children(cue, "nsubj", "ccomp", "advcl", "dobj", "dative", "prep"):
        if c.dep_ == "ccomp" and c.i > cue.i and c.left_edge.i > cue.i:
            found += _in_remarks(parsed, cue, c)
        if c.dep_ == "nsubj":
            found += _on_the_way(parsed, c)
            continue
        speaking = c.dep_ == "advcl" and c.lower_ in _SPEAKING
        if c.dep_ == "ccomp" or (c.dep_ == "advcl" and not speaking):
            continue
        low, high = c.left_edge.i, c.right_edge.i + 1
        if "PROPN" not in parsed.classes[low:high]:
            continue
        if c.i < cue.i and not speaking and _CARRIED.isdisjoint(parsed.lowers[low:high]):
            continue
        if c.dep_ == "dobj" and passes_on(c):
            continue  # "denied a report by the paper that": the paper was told nothing
        for token in c.subtree:
            if token.pos_ == "PROPN" and token.dep_ in _ROLES and abs(token.i - cue.i) < _FARTHEST:
                outlet = _outlet_at(
                    parsed, token, cue, spoken_to=speaking or (token.i == c.i and cue.lemma_ == "tell")
                )
                found += [outlet] if outlet is not None and outlet not in found else []
    return found


def _in_remarks(parsed: Parsed, cue: Token, part: Token) -> list[Span]:
    """The outlet behind "said in remarks broadcast on", where the parser took what follows for what was said."""
    carried = parsed.lowers[part.left_edge.i - 1] in _BEFORE_OUTLETS or part.lower_ in _CARRIED
    between = parsed.lowers[cue.i + 1 : part.i]
    if not carried or _REMARKS.isdisjoint(between):
        return []
    last = max(part.i, part.right_edge.i)
    outlet = next((i for i in range(part.i, last + 1) if parsed.classes[i] == "PROPN"), None)
    found = _outlet_at(parsed, parsed.tokens[outlet], cue, spoken_to=False) if outlet is not None else None
    return [found] if found is not None else []


def _on_the_way(parsed: Parsed, subject: Token) -> list[Span]:
    """Outlets told by what a subject did before: "an official who spoke to AFP said", "Lund, interviewed by AFP, said"."""
    spoke = child(subject, "relcl")
    if spoke is not None and spoke.lemma_ in ("speak", "talk"):
        return told(parsed, spoke)
    asked = child(subject, "acl")
    if asked is None or asked.lower_ not in _SPEAKING or asked.tag_ not in ("VBN", "VBD", "VBG"):
        return []
    return told(parsed, asked)


def _outlet_at(parsed: Parsed, token: Token, cue: Token, *, spoken_to: bool) -> Span | None:
    """The span of the outlet's name that holds a token, or None where the whole name is no outlet's."""
    low, high = name_run(parsed, token.i)
    words = parsed.words(parsed.span_from(low, high))
    if not _before_its_noun(parsed, high):
        return None
    if is_outlet(words):
        return parsed.span_from(low, high)
    for first in range(
        low + 1, high + 1
    ):  # "the French daily Le Monde", "Turkish NTV": the adjective is no name
        if parsed.tokens[first - 1].tag_ != "JJ" and parsed.lowers[first - 1] not in OUTLET_NOUNS:
            break
        if is_outlet(parsed.words(parsed.span_from(first, high))):
            return parsed.span_from(first, high)
    runs_on = high + 1 == cue.i  # "In an interview with Euronews Lund said"
    for last in range(high - 1, low - 1, -1):  # "BBC Radio 4"
        rest = parsed.lowers[last + 1 : high + 1]
        if not runs_on and not all(word in _OF_BROADCASTS or word.isdigit() for word in rest):
            break
        if is_outlet(parsed.words(parsed.span_from(low, last))):
            return parsed.span_from(low, last)
    letters = words.isalpha() and words.isupper() and 3 <= len(words) <= 5 and words not in names()
    beside = parsed.lowers[max(low - 1, 0) : low] + parsed.lowers[high + 1 : high + 2]
    called = any(
        word in OUTLET_NOUNS for word in beside
    )  # "the newspaper Fjordposten", "the RIA-Kosmos channel"
    return parsed.span_from(low, high) if (spoken_to and letters) or called else None


def name_run(parsed: Parsed, i: int) -> tuple[int, int]:
    """The first and last token of the run of capitals that a token stands in: a name as a whole."""
    low = high = i
    while low > 0 and not parsed.tokens[low].is_sent_start and _of_name(parsed, low - 1):
        low -= 1
    while high + 1 < len(parsed.texts) and _of_name(parsed, high + 1):
        high += 1
    return low, high


def _of_name(parsed: Parsed, i: int) -> bool:
    word = parsed.texts[i]
    if word == "-" and 0 < i < len(parsed.texts) - 1:
        return parsed.texts[i - 1][:1].isupper() and parsed.texts[i + 1][:1].isupper()
    if parsed.lowers[i] in _NO_PART:
        return False
    return word[:1].isupper() or (word.isdigit() and parsed.classes[i] in _IN_NAMES and len(word) < 4)


def is_outlet(words: str) -> bool:
    """Whether words are the whole name of an outlet: by the table, or by how it is called."""
    return bool(outlets.named(words))


def _before_its_noun(parsed: Parsed, last: int) -> bool:
    """Whether no noun follows a name that makes it part of something else: "a Reuters report", "the Times summit"."""
    after = last + 1
    if (
        after >= len(parsed.texts)
        or parsed.classes[after] != "NOUN"
        or parsed.tokens[last].dep_ != "compound"
    ):
        return True
    return parsed.lowers[after] in _OF_AN_OUTLET
