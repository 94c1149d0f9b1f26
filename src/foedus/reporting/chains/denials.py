"""Whether a thing happened, where one source reports it and another denies it.

A denial stands under a cue that denies ("denied that members had agreed") or says in the past tense that something
did not happen ("never threatened to leave"). It is held against what others say of the same: the same verb in the
same article, which a denial commonly answers, or most of the same words in any. That somebody expects what another
does not is no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.ledger.statement import Statement
from foedus.reporting.meaning.consequences import bag_of, stem
from foedus.reporting.parsing.word_classes import words_of

_DENYING = frozenset(f"cue: {lemma}" for lemma in words_of("denying") if lemma != "doubt")
_NOT_DONE = re.compile(
    r"\b(?:never (?:had |has )?\w+ed|(?:did|had|has|have|was|were) (?:not|never)|(?:did|had|has|have|was|were)n[’']t)\b",
    re.I,
)
_DONE = re.compile(r"\b(?:had|has|have)\s+(?:\w+ly\s+|been\s+)?(\w+)|\b(\w{3,}ed)\b", re.I)
_PLEA = re.compile(r"\W*(?:don[’']t|do not|please|never)\s+(?!\w+ed\b)\w+", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|never|nor|none|nothing|nobody|false|untrue|incorrect|wrong|inaccurate|exaggerated|premature|rumou?rs?|joke|"
    r"den(?:y|ies|ied)|dismiss\w*|reject\w*|rul(?:e|es|ed|ing) out)\b|n[’']t\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\b(?:leav\w+|left|quit\w*|exit\w*|withdr\w+|pull\w*|walk\w*|abandon\w*|terminat\w+|end|ends|ending|scrap\w*|"
    r"suspen\w+|denounc\w+|renew\w*|cut|out|off|threat\w*|plans?|planned|planning|reports?|accounts?|rumou?rs?|claims?|story|stories|"
    r"talk|policy|intention\w*|remark\w*|it|that|this|so)\b",
    re.IGNORECASE,
)
"""Words that speak of leaving, or point to what was reported of it."""
_SHARED, _MOST = 3, 0.6
"""Stems that two statements of different articles share at least, and of the shorter one's."""
_LONGEST = 16
"""Words of a value shown."""
_PLAIN = frozenset(("been", "become", "made", "taken", "need", "inde"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with the stems of its words, and of its verbs in the past."""

    statement: Statement
    bag: frozenset[str]
    done: frozenset[str]


def contradicted(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of a report and its denial by somebody else, each denial once, with the report most like it."""
    told = [_told(s) for s in statements if s.same_as is None]
    claims = [t for t in told if not denies(t.statement)]
    for denial in (t for t in told if denies(t.statement)):
        fits = [claim for claim in claims if _of_the_same(claim, denial)]
        if fits:
            yield max(fits, key=lambda claim: len(claim.bag & denial.bag)).statement, denial.statement


def denies(statement: Statement) -> bool:
    """Whether a statement says that something did not happen."""
    return bool(_DENYING & set(statement.rules)) or _NOT_DONE.search(statement.point) is not None


def denies_leaving(statement: Statement) -> bool:
    """Whether a statement says that leaving is not threatened or planned, or that reports of it are wrong.

    "Don't end it" asks, and who says that a treaty will not be violated speaks of something else.
    """
    if not any(sign.startswith("denial") for sign in statement.signs) or _PLEA.match(statement.point):
        return False
    denied = bool(_DENYING & set(statement.rules)) or _DENIED.search(statement.words) is not None
    return denied and _OF_IT.search(statement.words) is not None


def shown(words: str) -> str:
    """The opening of a statement's words."""
    kept = words.split()
    return " ".join(kept[:_LONGEST]) + (" ..." if len(kept) > _LONGEST else "")


def _told(statement: Statement) -> _Told:
    verbs = {stem((m[1] or m[2]).lower()) for m in _DONE.finditer(statement.point)} - _PLAIN
    return _Told(statement, frozenset(bag_of(statement.point)), frozenset(verbs))


def _of_the_same(claim: _Told, denial: _Told) -> bool:
    """Whether a denial answers a claim: by another speaker, of the same act."""
    one, other = claim.statement, denial.statement
    if (
        one.speaker == other.speaker
        or claim.statement.condition
        or not claim.done & (denial.done | denial.bag)
    ):
        return False
    plain = not _DENYING & set(other.rules)
    if plain and _DENIED.search(one.point):
        return False  # both say that it was not done
    common = claim.bag & denial.bag
    answered = one.article == other.article and bool(_DENYING & set(other.rules))
    if answered and one.voice != "author":
        return True
    least = min(len(claim.bag), len(denial.bag))
    return len(common) >= _SHARED and len(common) >= _MOST * least
