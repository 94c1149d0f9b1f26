"""Mentions of an agreement: by name ("NATO"), by its words ("the grain deal with Ukraine"), or bare ("the pact").

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Norway may leave the fisheries treaty with Iceland. The pact dates from 1973.")
    >>> [(m.text, m.parties, m.bare) for m in agreements_in(parsed)]
    [('the fisheries treaty with Iceland', ('Iceland',), False), ('The pact', (), True)]

A mention carries what tells agreements apart: the name that the table agreements.tsv gives it, the acronym, the
words before its noun, the countries beside it. Whether two mentions mean one agreement is
`foedus.reporting.threats.same_agreement`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from foedus.reporting.names.actors import Cast, cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse
from foedus.reporting.threats.agreement_mention import (
    BASES,
    BODIES,
    CLAUSES,
    HEADS,
    AgreementMention,
    mention_of,
    words_told_by,
)
from foedus.reporting.threats.agreement_phrases import by_noun
from foedus.reporting.threats.known_agreements import by_first_token, is_body

__all__ = ["AgreementMention", "agreements_in"]

_NOUNS = frozenset(HEADS | BODIES | BASES | CLAUSES)
_NAMING = frozenset(("known", "called", "dubbed", "nicknamed"))
_NUMERAL = re.compile(r"^(\d+|[IVXLC]+)[a-z]?$")


@once_per_parse
def agreements_in(parsed: Parsed) -> tuple[AgreementMention, ...]:
    """The mentions of agreements in the order of the text; of two that overlap the longer stays."""
    cast = cast_of(parsed)
    named = _by_name(parsed, cast)
    nouns = [
        by_noun(parsed, cast, token)
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
            words = clash.words | words_told_by(mention.name)
            named_now = replace(clash, name=mention.name, parties=parties, words=words)
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
    first = index.keys() & {*texts, *lowers}
    after = 0
    for i in [
        i for i, (text, low) in enumerate(zip(texts, lowers, strict=True)) if low in first or text in first
    ]:
        if i < after:
            continue
        for words, name in (*index.get(lowers[i], ()), *index.get(texts[i], ())):
            end = i + len(words)
            if end > len(texts):
                continue
            same = texts[i] == words[0] if len(words) == 1 else lowers[i:end] == list(words)
            if same:
                found.append(
                    mention_of(
                        parsed, cast, i, end, end - 1, "acronym" if len(words) == 1 else "treaty", name
                    )
                )
                after = end
                break
    return _by_fuller_names(found)


def _by_fuller_names(found: list[AgreementMention]) -> list[AgreementMention]:
    """One-word names meant by what the article names in full: "the Commonwealth" after "the Commonwealth of Ravens"."""
    fuller = {m.text.split()[0]: m for m in found if len(m.text.split()) > 2}
    if not fuller:
        return found
    return [
        replace(m, name=full.name, words=full.words, sort=full.sort)
        if (full := fuller.get(m.text)) is not None and full.name != m.name
        else m
        for m in found
    ]


def _nicknames(parsed: Parsed, cast: Cast) -> list[AgreementMention]:
    """Names that the article itself gives an agreement: "the treaty, known as the “Compact”", "the pact (ACRO)"."""
    doc = parsed.doc
    names: set[str] = set()
    if _NAMING.isdisjoint(parsed.lowers):
        return []
    for token, low in zip(parsed.tokens, parsed.lowers, strict=True):
        if low in _NAMING:
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
        mention_of(parsed, cast, token.i, token.i + 1, token.i, "nickname", None)
        for token in (parsed.tokens if names else ())
        if token.text in names
    ]


def _clauses(parsed: Parsed) -> list[AgreementMention]:
    """Clauses that can be triggered: "Article 16", and "the article" where one is numbered in the text."""
    doc, found = parsed.doc, []
    number: frozenset[str] = frozenset()
    if "article" not in parsed.lowers:
        return []
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
