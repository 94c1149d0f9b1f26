"""The phrase around a noun such as "treaty": where a mention of an agreement begins and ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.reporting.names.actors import Cast
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreement_mention import BASES, BODIES, CLAUSES, AgreementMention, mention_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONNECTORS = {"with", "between", "on", "of", "for", "among", "against"}
_NEVER_ABSTRACT = frozenset("treaty pact convention protocol memorandum compact".split())
_CAMPS = frozenset(("Alliance", "Coalition"))
"""Nouns that, in capitals and behind a name, are most often those of parties."""
_DAY = re.compile(r"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^\d")
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{2,8}$")


def by_noun(parsed: Parsed, cast: Cast, head: Token) -> AgreementMention | None:
    """The phrase around a noun such as "treaty"; None where the noun names no agreement ("reach agreement")."""
    doc = parsed.doc
    if head.pos_ not in ("NOUN", "PROPN") and not head.text.istitle():
        return None
    if _is_named_camp(head):
        return None
    start = head.i
    while start > head.sent.start and _modifies(doc[start - 1]):
        start -= 1
    while start < head.i and doc[start].text in (",", "-", "–", "and", "or", ")", "(", "'s", "’s", ":"):
        start += 1
    inner = [t.i for t in doc[start + 1 : head.i] if t.tag_ in ("DT", "PRP$") and t.dep_ in ("det", "poss")]
    start = inner[-1] if inner else start
    end = _complement(parsed, head.i + 1, head.sent.end)
    if start == head.i and head.text.islower() and (end == head.i + 1 or head.lower_ not in _NEVER_ABSTRACT):
        return None  # "reach agreement on", "deal with"
    low = head.lower_
    sort = "base" if low in BASES else "body" if low in BODIES else "article" if low in CLAUSES else "treaty"
    if (
        sort == "body"
        and low not in ("membership", "safeguard", "clause")
        and doc[start].lower_ in ("a", "an", "no")
    ):
        return None
    return mention_of(parsed, cast, start, end, head.i, sort, None)


def _is_named_camp(head: Token) -> bool:
    """Whether a noun ends the name of a party or movement: "the Left Alliance" is no agreement."""
    return (
        head.text in _CAMPS
        and head.i > head.sent.start
        and head.nbor(-1).text.istitle()
        and not head.nbor(-1).is_stop
    )


def _modifies(token: Token) -> bool:
    if token.is_space or token.text in (",", ";", ".", ":", "?", "!", "(", ")", "–", "—"):
        return False
    if token.pos_ in ("ADJ", "PROPN", "NOUN", "NUM", "DET", "X", "SYM") or token.text in (
        "-",
        "'s",
        "’s",
        "“",
        "”",
        '"',
        "'",
    ):
        return True
    return token.lower_ in ("its", "their", "his", "our", "her") or (
        token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG") and token.dep_ == "amod"
    )


def _complement(parsed: Parsed, start: int, limit: int) -> int:
    """The end of "with Japan", "between the US and Japan", "of Mutual Cooperation and Security between ..."."""
    doc, end = parsed.doc, start
    i = start
    if i + 2 < limit and doc[i].text == "(" and doc[i + 2].text == ")" and _ACRONYM.match(doc[i + 1].text):
        return i + 3
    while i < limit and doc[i].lower_ in _CONNECTORS:
        stop = i + 1
        while (
            stop < limit
            and stop - i < 10
            and (
                doc[stop].pos_ in ("PROPN", "ADJ", "DET", "NOUN", "NUM")
                or doc[stop].lower_ in ("and", "-", "of", "'s", "’s")
            )
        ):
            stop += 1
        while stop > i + 1 and doc[stop - 1].pos_ not in ("PROPN", "NOUN", "NUM", "ADJ"):
            stop -= 1
        if stop == i + 1 or (doc[i].lower_ == "on" and _DAY.match(doc[i + 1].text)):
            break
        if doc[i].lower_ in ("for", "on", "against") and not any(
            t.pos_ in ("PROPN", "NOUN") for t in doc[i + 1 : stop]
        ):
            break
        i = end = stop
    return end
