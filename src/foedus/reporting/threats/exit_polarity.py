"""Whether a sentence denies a word of exit, or asks about it: "not renew", "no longer bound by", "whether to stay in".

>>> from foedus.reporting.parsing.language import parse
>>> is_denied(parse("Norway sees no reason to stay in the herring accord.").doc[5])
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.meaning.stance import NEGATIONS

if TYPE_CHECKING:
    from spacy.tokens import Token

_REFUSING = frozenset(("refuse", "decline", "fail", "cease", "stop"))
_REASONS = frozenset("reason point sense need interest purpose use future place intention wish".split())
"""Nouns of which there is none to do a thing: "sees no reason to stay in the pact"."""
_FEELING = frozenset("feel consider regard be see remain deem hold".split())
_ASKING = frozenset(
    "decide decision question doubt think reconsider weigh mull ponder consider reassess rethink reflect review debate vote "
    "referendum examine study discuss uncertain unclear end suspend freeze".split()
)
"""What over a membership says that its end is possible: "a decision on its participation in the pact"."""
_STEPS = 5
"""Heads to climb at most."""


def is_denied(token: Token) -> bool:
    """Whether a verb is negated, refused, or there is said to be no reason for it."""
    return _negated_at(token) or any(c.lower_ in NEGATIONS for c in token.children) or _refused(token)


def is_asked(token: Token) -> bool:
    """Whether it is asked, doubted or to be decided: "whether to stay", "to stay", "its place in the pact is in question"."""
    node, steps = token, 0
    if token.tag_ in ("VB", "VBG") and token.lemma_.lower() in ("stay", "remain"):
        return True
    while steps < _STEPS:
        if any(c.lower_ == "whether" for c in node.children) or node.lemma_.lower() in _ASKING:
            return True
        if any(
            c.lower_ in ("under", "in") and any(g.lower_ in _ASKING for g in c.children)
            for c in node.children
        ):
            return True  # "its membership is under review"
        if node.head is node:
            break
        node, steps = node.head, steps + 1
    return False


def _refused(token: Token) -> bool:
    """Whether a verb says that what it governs will not be done: "refuse to renew"."""
    return token.dep_ == "xcomp" and token.head.lemma_.lower() in _REFUSING


def _negated_at(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("not", "never", "n't", "n’t"):
            return True
    before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    if before[-1:] in (["not"], ["never"]) or before[-2:] == ["not", "to"]:
        return True
    return before[-2:] == ["no", "longer"] or before[:2] == ["no", "longer"] or _without_reason(token)


def _without_reason(token: Token) -> bool:
    """Whether there is no reason for what a verb says, or nobody feels it: "no point in staying", "does not feel bound"."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 5) : token.i]]
    if before[-1:] in (["to"], ["in"], ["of"]):
        noun = next((k for k, word in enumerate(before) if word in _REASONS), None)
        if noun and not {"no", "little"}.isdisjoint(before[:noun]):
            return True
    if token.lower_ != "bound":
        return False
    node = token
    for _ in range(_STEPS):
        node = node.head
        if node.lemma_.lower() in _REFUSING:
            return True
        if node.lemma_.lower() in _FEELING and any(
            c.dep_ == "neg" or c.lower_ in ("longer", "never") for c in node.children
        ):
            return True
    return False
