"""Mentions of an agreement: by name ("NATO"), by its words ("the grain deal with Ukraine"), or bare ("the pact").

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Norway may leave the fisheries treaty with Iceland. The pact dates from 1973.")
    >>> [(m.text, m.parties, m.bare) for m in agreements_in(parsed)]
    [('the fisheries treaty with Iceland', ('Iceland',), False), ('The pact', (), True)]

A mention carries what tells agreements apart: the name that the table agreements.tsv gives it, the acronym, the
words before its noun, the countries beside it. Whether two mentions mean one agreement is `same_agreement`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reporting.names.actors import Cast, cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse
from foedus.reporting.threats.known_agreements import by_first_token, is_body, parties_of

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADS = {
    "treaty", "treaties", "pact", "pacts", "agreement", "agreements", "accord", "accords", "deal", "deals", "convention", "protocol",
    "alliance", "arrangement", "compact", "covenant", "charter", "concordat", "armistice", "truce", "memorandum",
    "statute", "entente",
}  # fmt: skip
BODIES = {
    "union", "organisation", "organization", "bloc", "body", "agency", "league", "community", "partnership",
    "initiative", "corridor", "club", "mechanism", "programme", "program", "grouping", "commission", "court", "council",
    "membership", "zone", "currency",
}  # fmt: skip
CLAUSES = {"clause", "safeguard"}
BASES = {"base", "bases", "airbase", "airbases"}
_NOUNS = frozenset(HEADS | BODIES | BASES | CLAUSES)
_CONNECTORS = {"with", "between", "on", "of", "for", "among", "against"}
_MODIFIERS = {
    "compound",
    "amod",
    "nmod",
    "poss",
    "nummod",
    "punct",
    "case",
    "npadvmod",
    "advmod",
    "conj",
    "cc",
    "det",
    "dep",
}
_EMPTY = {
    "the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "old", "new", "current", "existing",
    "international", "landmark", "bilateral", "multilateral", "so-called", "entire", "whole", "yet", "another", "any",
    "such", "these", "those", "key", "major", "longstanding", "historic", "decades-old", "year-old", "foundational",
    "unfair", "proposed", "controversial", "-", "'s", "’s", "’", "“", "”", '"', "'", "three-way", "postwar", "crucial",
    "important", "vital", "signed", "member", "nation", "party", "state", "original", "amended", "present", "same", "one-sided", "term", "reported",
}  # fmt: skip
_ALIKE = {"defence": "defense", "waters": "water", "organisation": "organization", "postwar": "", "intelligence": "information", "intel": "information",
          "security": "defense", "military": "defense", "mutual": "", "deal": "", "nuclear-arms": "nuclear"}  # fmt: skip
_GENERAL = HEADS | BODIES | _EMPTY | {"of", "and", "on", "for", "in", "to", "general", "world", "united", "north", "south",
            "european", "states", "nations", "joint", "plan", "action", "comprehensive", "convention", "treaty"}  # fmt: skip
_SOME = frozenset("a an any another no several other many some few numerous various all".split())
"""What begins a mention of an agreement that is none of those spoken of before."""
_NUMERAL = re.compile(r"^(\d+|[IVXLC]+)[a-z]?$")
_DAY = re.compile(r"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^\d")
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{2,8}$")


@dataclass(frozen=True, slots=True)
class AgreementMention:
    """A mention of an agreement.

    Attributes:
        start, end: tokens [start, end); head: the token of its noun.
        text: as written.
        name: its name in the table, or None.
        words: what tells it apart, lower case, spelling and near-synonyms levelled ("defence" as "defense").
        parties: the countries and organisations named in it.
        sort: treaty, body, base, article, nickname or acronym.
        heading: whether it stands in a headline, where capitals mean nothing.
        new: whether it is one that is sought or struck ("a new deal").
    """

    start: int
    end: int
    head: int
    text: str
    name: str | None
    words: frozenset[str]
    parties: tuple[str, ...]
    sort: str
    new: bool = False
    heading: bool = False

    @property
    def likeness(self) -> AgreementMention:
        """The mention without its place: what tells agreements apart."""
        member = "membership" if "membership" in self.text else ""
        return AgreementMention(0, 0, 0, member, self.name, self.words, self.parties, self.sort, self.new)

    @property
    def bare(self) -> bool:
        """Whether it says nothing that tells one agreement from another ("the pact")."""
        return (
            self.name is None
            and not self.words
            and not self.parties
            and self.sort not in ("article", "acronym")
        )


@once_per_parse
def agreements_in(parsed: Parsed) -> tuple[AgreementMention, ...]:
    """The mentions of agreements in the order of the text; of two that overlap the longer stays."""
    cast = cast_of(parsed)
    named = _by_name(parsed, cast)
    nouns = [
        _by_noun(parsed, cast, token)
        for token, low in zip(parsed.tokens, parsed.lowers, strict=True)
        if low in _NOUNS
    ]
    articles = _clauses(parsed)
    named += _nicknames(parsed, cast)
    held: dict[int, AgreementMention] = {}
    everything = [m for m in (*named, *nouns, *articles) if m is not None]
    for mention in sorted(everything, key=lambda m: (m.start - m.end, m.start)):
        clash = next((held[i] for i in range(mention.start, mention.end) if i in held), None)
        if clash is None:
            held |= dict.fromkeys(range(mention.start, mention.end), mention)
        elif mention.name and not clash.name and _names(mention, clash):
            inner = {m.country or m.actor for m in cast.at(mention.start, mention.end)}
            parties = tuple(
                p for p in clash.parties if p not in inner
            )  # the Paris in "Paris accord" is no party
            named_now = replace(clash, name=mention.name, parties=parties)
            held |= dict.fromkeys(range(clash.start, clash.end), named_now)
    return tuple(sorted(set(held.values()), key=lambda m: m.start))


def _names(mention: AgreementMention, phrase: AgreementMention) -> bool:
    """Whether a known name names the phrase around it: "the GSOMIA pact" does, "the deal with the EU" does not."""
    if mention.start <= phrase.head < mention.end:
        return True
    before = phrase.start <= mention.start and mention.end <= phrase.head
    return before and (not is_body(str(mention.name)) or "membership" in phrase.text)


def _by_name(parsed: Parsed, cast: Cast) -> list[AgreementMention]:
    index, found, texts, lowers = by_first_token(), [], parsed.texts, parsed.lowers
    i = 0
    while i < len(texts):
        step = 1
        for words, name in (*index.get(lowers[i], ()), *index.get(texts[i], ())):
            end = i + len(words)
            if end > len(texts):
                continue
            same = texts[i] == words[0] if len(words) == 1 else lowers[i:end] == list(words)
            if same:
                found.append(
                    _mention(parsed, cast, i, end, end - 1, "acronym" if len(words) == 1 else "treaty", name)
                )
                step = len(words)
                break
        i += step
    return found


def _by_noun(parsed: Parsed, cast: Cast, head: Token) -> AgreementMention | None:
    """The phrase around a noun such as "treaty"; None where the noun names no agreement ("reach agreement")."""
    doc = parsed.doc
    if head.pos_ not in ("NOUN", "PROPN") and not head.text.istitle():
        return None
    start = head.i
    while start > head.sent.start and _modifies(doc[start - 1]):
        start -= 1
    while start < head.i and doc[start].text in (",", "-", "–", "and", "or", ")", "(", "'s", "’s", ":"):
        start += 1
    if start == head.i and head.text.islower():
        return None
    inner = [t.i for t in doc[start + 1 : head.i] if t.tag_ in ("DT", "PRP$") and t.dep_ in ("det", "poss")]
    start = inner[-1] if inner else start
    end = _complement(parsed, head.i + 1, head.sent.end)
    low = head.lower_
    sort = "base" if low in BASES else "body" if low in BODIES else "article" if low in CLAUSES else "treaty"
    if (
        sort == "body"
        and low not in ("membership", "safeguard", "clause")
        and doc[start].lower_ in ("a", "an", "no")
    ):
        return None
    return _mention(parsed, cast, start, end, head.i, sort, None)


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


def _nicknames(parsed: Parsed, cast: Cast) -> list[AgreementMention]:
    """Names that the article itself gives an agreement: "the treaty, known as the “Compact”", "the pact (ACRO)"."""
    doc = parsed.doc
    names: set[str] = set()
    for token, low in zip(parsed.tokens, parsed.lowers, strict=True):
        if low in ("known", "called", "dubbed", "nicknamed"):
            near = {t.lower_ for t in doc[max(token.sent.start, token.i - 6) : token.i]}
            quoted = [
                t
                for t in doc[token.i + 1 : min(token.i + 10, token.sent.end)]
                if t.text[:1].isupper() and t.is_alpha
            ]
            opened = [
                t
                for t in quoted
                if (t.i and t.nbor(-1).text in ("“", '"', "‘", "'")) or token.nbor(1).text == t.text
            ]
            if near & HEADS and opened:
                names.add(opened[0].text)
    return [
        _mention(parsed, cast, token.i, token.i + 1, token.i, "nickname", None)
        for token in (parsed.tokens if names else ())
        if token.text in names
    ]


def _clauses(parsed: Parsed) -> list[AgreementMention]:
    """Clauses that can be triggered: "Article 16", and "the article" where one is numbered in the text."""
    doc, found = parsed.doc, []
    number: frozenset[str] = frozenset()
    for token, low in zip(parsed.tokens, parsed.lowers, strict=True):
        if low != "article":
            continue
        if token.i + 1 < len(doc) and _NUMERAL.match(doc[token.i + 1].text):
            text = doc[token.i : token.i + 2].text
            number = number or frozenset({text.lower()})
            words = frozenset({text.lower()})
            found.append(AgreementMention(token.i, token.i + 2, token.i, text, None, words, (), "article"))
        elif number and token.i and doc[token.i - 1].lower_ in ("the", "this", "that"):
            text = doc[token.i - 1 : token.i + 1].text
            found.append(
                AgreementMention(token.i - 1, token.i + 1, token.i, text, None, number, (), "article")
            )
    return found


def _mention(
    parsed: Parsed, cast: Cast, start: int, end: int, head: int, sort: str, name: str | None
) -> AgreementMention:
    doc = parsed.doc
    inside = [m for m in cast.at(start, end) if m.sort in ("country", "nationality", "seat", "organisation")]
    seated = sort == "body" and doc[head].text.islower()  # "the Washington body"
    named = [m for m in inside if not (seated and m.sort == "seat")]
    parties = () if name else tuple(dict.fromkeys(m.country or m.actor for m in named))
    covered = {i for m in inside for i in range(m.start, m.end)}
    words = set()
    for token in doc[start:end]:
        low = token.lower_
        if token.i == head or token.i in covered or low in _EMPTY or not token.is_alpha or token.is_stop:
            continue
        if sort == "body" and doc[head].text.islower() and token.text.istitle():
            continue  # where it sits: "the Hague court"
        if low in HEADS or token.pos_ in ("ADP", "CCONJ", "DET", "ADV") or low.endswith("-old"):
            continue
        level = _ALIKE.get(low, low)
        if level:
            words.add(level)
    words |= {
        level
        for w in (name or "").lower().split()
        if (level := _ALIKE.get(w, w)) and w.isalpha() and w not in _GENERAL
    }
    first = doc[start].lower_
    new = first in _SOME or any(t.lower_ in ("new", "second", "wider") for t in doc[start:head])
    paragraph = parsed.paragraph_at(parsed.offset + doc[start].idx)
    heading = paragraph is not None and paragraph.heading
    text = doc[start:end].text
    return AgreementMention(start, end, head, text, name, frozenset(words), parties, sort, new, heading)


def _is_body_mention(mention: AgreementMention) -> bool:
    return (
        is_body(mention.name) if mention.name else mention.sort == "body" and "membership" not in mention.text
    )


def same_agreement(one: AgreementMention, other: AgreementMention) -> bool:
    """Whether two mentions can mean one agreement: one name, or shared words and no contrary ones or parties."""
    return _same(one.likeness, other.likeness)


@lru_cache(maxsize=65536)
def _same(one: AgreementMention, other: AgreementMention) -> bool:
    if one.name and other.name:
        return one.name == other.name
    if one.sort == "base" or other.sort == "base":
        return one.sort == other.sort
    if _is_body_mention(one) != _is_body_mention(other):
        return False
    if one.bare or other.bare:
        return not (one.new or other.new)
    shared = one.words & other.words
    own = set(one.parties) & set(other.parties)
    if not (_may_bind(one, other) and _may_bind(other, one)):
        return False
    if one.words and other.words:
        return bool(shared) and (bool(own) or not (one.parties and other.parties) or len(shared) > 1)
    return bool(own)


def _may_bind(named: AgreementMention, other: AgreementMention) -> bool:
    """Whether the known parties of a named agreement include those that another mention names."""
    bound = parties_of(named.name) if named.name and not other.name else ()
    return not bound or set(other.parties) <= set(bound)
