"""Whose threat it is and of whom something is demanded, as articles say beside the words of exit.

>>> from foedus.reporting.parsing.language import parse
>>> threats_ascribed([parse("Few believe the Norwegian ultimatum. Oslo threatened to go.")])
{'Norway': 4.0}
>>> demanded_of([parse("The president demanded that Iceland pay more for the base.")])
{'Iceland'}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from foedus.reporting.meaning.stance import actor_at
from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.gazetteer import country_of
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_THREATS = frozenset(("threat", "threats"))
"""What is a danger as well as an announcement: it counts where it says of what ("threat to leave")."""
_ULTIMATA = frozenset("ultimatum ultimatums gambit bluff brinkmanship".split())
_THREATENING = frozenset("threatens threatened threatening bluffing".split())
_DEMANDING = frozenset("demand demands demanded want wants wanted insist insists insisted unless".split())
_STAYING = frozenset("stay remain reconsider honour honor respect keep abide rethink".split())
"""What the other side asks of who threatens."""
_WEIGHT, _IN_TITLE, _MOST = 2.0, 1.5, 6.0
_OPENING = 8
"""Sentences at the head of a text that tell what is demanded."""


def threats_ascribed(parts: Sequence[Parsed], countries: Mapping[str, str] | None = None) -> dict[str, float]:
    """What the threats weigh that articles ascribe to each country: "the Danish ultimatum", "Chile threatened to".

    Args:
        parts: the parses of titles and bodies.
        countries: people to their countries.
    """
    found: dict[str, float] = {}
    for part in parts:
        for i, low in enumerate(part.lowers):
            if low not in _THREATS and low not in _ULTIMATA and low not in _THREATENING:
                continue
            token = part.doc[i]
            actor = _subject(part, token) if low in _THREATENING else _owner(part, token)
            country = actor and (country_of(actor) or (countries or {}).get(actor))
            if country:
                paragraph = part.paragraph_at(part.offset + token.idx)
                weight = _WEIGHT * (_IN_TITLE if paragraph is not None and paragraph.heading else 1.0)
                found[country] = min(_MOST, found.get(country, 0.0) + weight)
    return found


def _owner(part: Parsed, token: Token) -> str | None:
    """Whose a threat is; that of a danger ("the Russian threat") is nobody's."""
    after = part.lowers[token.i + 1] if token.i + 1 < len(part.lowers) else ""
    if token.lower_ in _THREATS and after not in ("to", "of"):
        return None
    for child in token.children:
        if child.i < token.i and child.dep_ in ("poss", "compound", "amod", "nmod"):
            actor = actor_at(cast_of(part), child)
            if actor:
                return actor
    before = cast_of(part).holding(token.i - 1) if token.i else None
    return (before.country or before.actor) if before is not None else None


def _subject(part: Parsed, token: Token) -> str | None:
    """Who threatens to do something, as the subject of the verb."""
    acts = token.lower_ == "bluffing" or any(c.dep_ in ("xcomp", "ccomp") for c in token.children)
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    return actor_at(cast_of(part), subject) if acts and subject is not None else None


def demanded_of(parts: Sequence[Parsed]) -> set[str]:
    """The countries of which titles and openings say that something is demanded, other than to stay."""
    found: set[str] = set()
    for part in parts:
        end = part.sentences[min(_OPENING, len(part.sentences)) - 1].tokens.end if part.sentences else 0
        for i in range(end):
            if part.lowers[i] in _DEMANDING:
                found |= _asked(part, part.doc[i])
    return found


def _asked(part: Parsed, token: Token) -> set[str]:
    """The country whose act a verb demands, or that is the subject after "unless"."""
    clause = (
        token.head
        if token.lower_ == "unless"
        else next((c for c in token.children if c.dep_ == "ccomp"), None)
    )
    if clause is None or clause.lemma_.lower() in _STAYING or clause.pos_ not in ("VERB", "AUX"):
        return set()
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    actor = actor_at(cast_of(part), subject) if subject is not None else None
    country = country_of(actor) if actor else None
    return {country} if country else set()
