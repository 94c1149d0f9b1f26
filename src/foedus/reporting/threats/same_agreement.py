"""Whether two mentions mean one agreement, by their names, words and parties."""

from __future__ import annotations

from functools import lru_cache

from foedus.reporting.threats.agreements import AgreementMention
from foedus.reporting.threats.known_agreements import is_body, is_called_a_deal, parties_of


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
    if bool(one.name) != bool(other.name) and len(shared) < 2:
        named, unnamed = (one, other) if one.name else (other, one)
        if _calls_another(str(named.name), unnamed):
            return False
    if one.words and other.words:
        return bool(shared) and (bool(own) or not (one.parties and other.parties) or len(shared) > 1)
    return bool(own)


def _calls_another(name: str, unnamed: AgreementMention) -> bool:
    """Whether a mention that shares one word with an agreement of many calls another one.

    "The trade deal with Peru" is no pact of many on trade, and nobody calls a treaty on nuclear weapons "the nuclear deal".
    """
    with_few = bool(unnamed.parties) and not parties_of(name)
    return with_few or ("deal" in unnamed.text and not is_called_a_deal(name))


def _may_bind(named: AgreementMention, other: AgreementMention) -> bool:
    """Whether the known parties of a named agreement include those that another mention names."""
    bound = parties_of(named.name) if named.name and not other.name else ()
    return not bound or set(other.parties) <= set(bound)
