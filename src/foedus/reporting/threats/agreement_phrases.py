"""The phrase around a noun such as "treaty": where a mention of an agreement begins and ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.reporting.names.actors import Cast
from foedus.reporting.names.roles import KINDS_OF
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreement_mention import (
    BASES,
    BODIES,
    CLAUSES,
    HEADS,
    OF_AN_AREA,
    TITLED,
    AgreementMention,
    mention_of,
)
from foedus.reporting.threats.exit_words import exit_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONNECTORS = {"with", "between", "on", "of", "for", "among", "against"}
_NEVER_ABSTRACT = frozenset("treaty pact convention protocol memorandum compact".split())
_CAMPS = frozenset(("Alliance", "Coalition"))
"""Nouns that, in capitals and behind a name, are most often those of parties."""
_VERBS_TOO = frozenset(
    "deal deals charter compact club program programme zone base bases lease leases".split()
)
"""Heads that can be verbs or adjectives; the others are nouns, whatever a parse of a headline says."""
_MATTERS = frozenset(
    "whaling fishing sealing shipping mining sharing trading lending policing clearing banking logging monitoring".split()
)
"""Gerunds that name what an agreement is about."""
_BESIDE = frozenset(
    "neighbour neighbours neighbor neighbors bloc union state states country countries power powers partner partners ally allies government governments kingdom company firm".split()
)
"""Nouns with which an agreement can be, besides names."""
_PERSONS = frozenset().union(*KINDS_OF.values())
_ENDS = frozenset("lapse lapses expire expires end ends collapse collapses go goes".split())
"""What a treaty does, and no last word of its name: "let the Declaration of Arica lapse"."""
_TO = frozenset("to will would could may might should must can not".split())
_DAY = re.compile(r"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^\d")
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{2,8}$")


def by_noun(parsed: Parsed, cast: Cast, head: Token) -> AgreementMention | None:
    """The phrase around a noun such as "treaty"; None where the noun names no agreement ("reach agreement")."""
    tokens, texts, lowers = parsed.tokens, parsed.texts, parsed.lowers
    low = lowers[head.i]
    if (
        head.pos_ not in ("NOUN", "PROPN")
        and not head.text.istitle()
        and (low not in HEADS or low in _VERBS_TOO)
    ):
        return None
    held = cast.holding(head.i)
    if _is_named_camp(head) or (held is not None and held.sort == "institution"):
        return None  # "the Constitutional Court" is a state's own
    start, sentence = head.i, head.sent
    first, limit = sentence.start, sentence.end
    while start > first and (
        _modifies(before := tokens[start - 1]) or _names_matter(before, head) or _joins_names(before, head)
    ):
        start -= 1
    start = _after_a_verb(parsed, start, head.i)
    while start < head.i and texts[start] in (",", "-", "–", "and", "or", ")", "(", "'s", "’s", ":"):
        start += 1
    inner = [
        t.i for t in tokens[start + 1 : head.i] if t.tag_ in ("DT", "PRP$") and t.dep_ in ("det", "poss")
    ]
    start = inner[-1] if inner else start
    end = _complement(parsed, cast, _named_after(parsed, cast, head, limit), limit)
    if low in TITLED and head.text.islower() and "with" not in lowers[head.i : end]:
        return None  # "a declaration on trade"
    if low == "area" and OF_AN_AREA.isdisjoint(lowers[start : head.i]):
        return None  # "the Lower Valley Area"
    if start == head.i and head.text.islower() and (end == head.i + 1 or low not in _NEVER_ABSTRACT):
        return None  # "reach agreement on", "deal with"
    sort = "base" if low in BASES else "body" if low in BODIES else "article" if low in CLAUSES else "treaty"
    if low == "membership" and any(
        t.pos_ == "NOUN" and t.lower_ not in BODIES for t in tokens[start : head.i]
    ):
        return None  # "a gym membership"
    if (
        sort == "body"
        and low not in ("membership", "safeguard", "clause")
        and lowers[start] in ("a", "an", "no")
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


def _names_matter(token: Token, head: Token) -> bool:
    """Whether a gerund before the noun names what the agreement is about, though its parse says otherwise."""
    return token.i == head.i - 1 and token.lower_ in _MATTERS


def _joins_names(token: Token, head: Token) -> bool:
    """Whether "and" stands between the names of two agreements: "the Lugano and Arica accords"."""
    return (
        token.lower_ == "and"
        and head.lower_.endswith("s")
        and token.i + 2 == head.i
        and token.nbor(1).pos_ == "PROPN"
        and token.i > token.sent.start
        and token.nbor(-1).pos_ == "PROPN"
    )


def _after_a_verb(parsed: Parsed, start: int, head: int) -> int:
    """Where a phrase begins after a verb that a parse took for a part of it: "Quit NATO Command", "premier ties gas deal"."""
    tokens, lowers, forms = parsed.tokens, parsed.lowers, exit_forms()
    if start < head and start and lowers[start] in forms and lowers[start - 1] in _TO:
        return start + 1
    paragraph = parsed.paragraph_at(parsed.offset + tokens[start].idx)
    if paragraph is None or not paragraph.heading:
        return start
    for i in range(head - 1, start, -1):
        low = lowers[i]
        if low.endswith("s") and (
            (lowers[i - 1] in _PERSONS and parsed.classes[i] != "PROPN")
            or any(not row.noun for row in forms.get(low, ()))
        ):
            return i + 1
    return start


def _named_after(parsed: Parsed, cast: Cast, head: Token, limit: int) -> int:
    """Where a noun with the number or name that follows it ends: "Convention 169", "the trade agreement TIDE Plus"."""
    tokens, texts = parsed.tokens, parsed.texts
    end = head.i + 1
    if end < limit and head.text.istitle():
        number = end + (texts[end] in ("No.", "No", "no.") and end + 1 < limit)
        if texts[number].isdigit() and len(texts[number]) < 4:
            return number + 1
    while end < limit and _goes_on(cast, tokens[end], first=end == head.i + 1):
        end += 1
    run = tokens[head.i + 1 : end]
    named = (
        bool(run)
        and head.text.islower()
        and not any(t.dep_ in ("nsubj", "nsubjpass") or _DAY.match(t.text) for t in run)
    )
    return end if named else head.i + 1


def _goes_on(cast: Cast, token: Token, first: bool) -> bool:
    """Whether a token goes on with a name: capitals, a proper noun at its head, and nobody's name."""
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and (token.pos_ == "PROPN" or not first)
        and not cast.holding(token.i)
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


def _complement(parsed: Parsed, cast: Cast, start: int, limit: int) -> int:
    """The end of "with Japan", "between the US and Japan", "of Mutual Cooperation and Security between ..."."""
    texts, lowers, classes, tokens = parsed.texts, parsed.lowers, parsed.classes, parsed.tokens
    i = end = start
    if i + 2 < limit and texts[i] == "(" and texts[i + 2] == ")" and _ACRONYM.match(texts[i + 1]):
        return i + 3
    while i < limit and lowers[i] in _CONNECTORS:
        stop = i + 1
        while (
            stop < limit
            and stop - i < 10
            and (
                classes[stop] in ("PROPN", "ADJ", "DET", "NOUN", "NUM")
                or lowers[stop] in ("and", "-", "of", "'s", "’s")
                or lowers[stop] in _MATTERS
            )
        ):
            stop += 1
        stop = next((k for k in range(i + 2, stop) if _begins_anew(tokens[k])), stop)
        while stop > i + 1 and (
            classes[stop - 1] not in ("PROPN", "NOUN", "NUM", "ADJ")
            or lowers[stop - 1] in _ENDS
            or (classes[stop - 1] == "ADJ" and texts[stop - 1].islower() and classes[stop - 2] == "PROPN")
        ):
            stop -= 1
        if stop == i + 1 or (lowers[i] == "on" and _DAY.match(texts[i + 1])):
            break
        if lowers[i] in ("for", "on", "against") and not any(
            of in ("PROPN", "NOUN") for of in classes[i + 1 : stop]
        ):
            break
        if lowers[i] == "with" and not _is_side(parsed, cast, i + 1, stop):
            break
        i = end = stop
    return end


def _begins_anew(token: Token) -> bool:
    """Whether a determiner follows a noun, so that another phrase begins: "the accord with Peru a mistake"."""
    before = token.nbor(-1)
    return (
        token.pos_ == "DET" and before.pos_ in ("NOUN", "PROPN", "NUM") and before.lower_ not in _CONNECTORS
    )


def _is_side(parsed: Parsed, cast: Cast, start: int, end: int) -> bool:
    """Whether the words [start, end) can be those of a party: a name, or "its neighbour", but not "immediate effect"."""
    named = "PROPN" in parsed.classes[start:end] or not _BESIDE.isdisjoint(parsed.lowers[start:end])
    return named or bool(cast.at(start, end))
