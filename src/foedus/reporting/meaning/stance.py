"""The stance of a sentence towards an expression in it: what governs it, under which modal, negation, condition.

>>> from foedus.reporting.parsing.language import parse
>>> doc = parse("The minister did not say that Norway might leave.").doc
>>> stance_of(doc[8])
Stance(governors=('say',), modal='might', negators=(3,), conditional=False)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reporting.names.actors import Cast
from foedus.reporting.parsing.grammar import children

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "without", "neither", "nor", "cannot"})
MODALS = frozenset(
    {
        "may",
        "might",
        "could",
        "would",
        "will",
        "can",
        "should",
        "shall",
        "must",
        "'ll",
        "’ll",
        "'d",
        "’d",
        "wo",
        "ca",
    }
)
_CONDITIONAL = frozenset({"if", "unless", "once", "should", "whether"})
TELLING = frozenset({"tell", "inform", "notify", "warn", "advise"})
_ERRORS = frozenset({"mistake", "wrong", "illusion", "myth"})
"""What turns a clause round like a negation: "a mistake to think that it is not ready"."""
_TELLING_OF_STANCE = (
    "aux", "auxpass", "neg", "det", "advmod", "preconj", "cc", "mark", "acomp", "attr", "oprd", "dobj",
)  # fmt: skip
STEPS = 8
"""Heads to climb at most: deeper parses are mostly wrong."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What stands over a word: lemmas nearest first, the nearest modal, the tokens that negate, a condition.

    Without a modal ``modal`` tells two forms of the verb: "going" ("is leaving") and "present" ("leaves").
    """

    governors: tuple[str, ...]
    modal: str
    negators: tuple[int, ...]
    conditional: bool


def stance_of(token: Token) -> Stance:
    """The stance towards a word, read upwards from it to the main verb."""
    governors: list[str] = []
    negators: list[int] = []
    modal, conditional, apart = _tense(token), False, False
    node, steps = token, 0
    while steps < STEPS:
        below = children(node, *_TELLING_OF_STANCE)
        auxiliaries = [c for c in below if c.dep_ in ("aux", "auxpass")]
        for child in below:
            low = child.lower_
            if child.dep_ == "aux" and low in MODALS and modal not in MODALS and not apart:
                modal = low
            if not apart and (
                child.dep_ == "neg" or (low in NEGATIONS and child.dep_ in ("det", "advmod", "preconj", "cc"))
            ):
                negators.append(child.i)
            if child.dep_ == "mark" and low in _CONDITIONAL and not (low == "whether" and _infinitive(node)):
                conditional = True
            if steps and child.i < token.i and child.dep_ in ("acomp", "attr", "oprd"):
                governors.append(child.lemma_.lower())
                negators += [child.i] if child.lower_ in _ERRORS else []
            if steps and child.dep_ == "dobj" and child.lemma_.lower() in ("notice", "notification"):
                governors.append("notice")
            if (
                steps
                and child.dep_ == "advmod"
                and low in ("formally", "officially")
                and node.lemma_.lower() in TELLING
            ):
                governors.append("notify")
        finite = any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in (node, *auxiliaries))
        if node.dep_ == "ROOT" or node.head is node or (node.dep_ in ("relcl", "advcl") and finite):
            conditional |= node.dep_ == "advcl" and any(
                c.lower_ in ("if", "unless", "once") for c in node.children
            )
            break
        apart = node.dep_ == "conj" and bool(
            auxiliaries
        )  # "does not care and may leave": the "not" stays behind
        node, steps = node.head, steps + 1
        if node.pos_ in ("VERB", "ADJ", "NOUN", "AUX", "PROPN") and node.lower_ not in MODALS:
            governors.append(node.lemma_.lower())
            if node.lower_ in _ERRORS:
                negators.append(node.i)
    return Stance(tuple(governors), modal, tuple(negators), conditional)


def _tense(token: Token) -> str:
    """Which form the verb has: "going" for "is leaving", "present" for "leaves"; "" for what is no such form."""
    helpers = {c.lower_ for c in children(token, "aux")}
    if token.tag_ == "VBG" and helpers & {"is", "are", "was", "were", "'s", "'re", "’s", "’re"}:
        return "going"
    return "present" if token.tag_ in ("VBZ", "VBP") and not helpers else ""


def _infinitive(node: Token) -> bool:
    return any(c.lower_ == "to" for c in children(node, "aux"))


def is_done(token: Token) -> bool:
    """Whether a verb itself is a finite past or perfect ("left", "has left", "was terminated")."""
    if token.dep_ in ("xcomp", "pcomp", "acl") or token.tag_ in ("VB", "VBG", "VBP", "VBZ"):
        return False
    if token.tag_ == "VBD":
        return True
    helpers = {c.lower_ for c in children(token, "aux", "auxpass")}
    return token.tag_ == "VBN" and bool(helpers & {"has", "have", "had", "was", "were", "'ve", "’ve"})


def actor_at(cast: Cast, token: Token) -> str | None:
    """The actor of a token or of the phrase that it heads ("the US president": the United States)."""
    exact = cast.holding(token.i)
    if exact:
        return exact.country if exact.sort == "institution" and exact.country else exact.actor
    edge = token.left_edge.i
    inside = [m for m in cast.at(edge, token.i + 1) if m.sort != "person"]
    if inside and token.i - edge <= 6:
        return (
            inside[-1].country
            if inside[-1].sort == "institution" and inside[-1].country
            else inside[-1].actor
        )
    if token.pos_ == "NOUN":  # "the rulers of Mali"
        after = cast.at(token.i + 1, min(token.i + 5, len(token.doc)))
        if (
            after
            and token.i + 1 < len(token.doc)
            and token.nbor(1).lower_ == "of"
            and after[0].sort in ("country", "seat")
        ):
            return after[0].actor
    return None
