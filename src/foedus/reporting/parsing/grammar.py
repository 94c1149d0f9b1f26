"""Questions about a dependency parse: is a clause finite, does it have a subject, what is said of an object.

The labels are those of spaCy's English models (ClearNLP's; Choi & Palmer 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LOOSE = ",;:-–—.…"
_OPENERS = frozenset(
    ("and", "but", "or", "so", "yet", "however", "nevertheless", "meanwhile", "moreover", "still")
)


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    for c in token.children:  # asked for more often than anything: a generator would cost twice as much
        if c.dep_ in labels:
            return c
    return None


def mark_of(clause: Token) -> str:
    """The word that opens a clause ("that", "whether", "why"), in lower case; "" if there is none."""
    found = next((c for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i), None)
    return str(found.lower_) if found is not None else ""


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has its "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_finite(clause: Token) -> bool:
    """Whether a clause has a finite verb: a tensed form, or an auxiliary that is tensed or modal."""
    if clause.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass", "cop") and c.tag_ in FINITE for c in clause.children)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None


def complement_of(noun: Token) -> Token | None:
    """The clause that says what a claim or wish is: "that ..." or "to ...", not a relative clause."""
    for c in noun.children:
        if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i:
            if child(c, "mark") is not None and mark_of(c) in ("that", "whether", "if"):
                return c
            if c.dep_ == "acl" and is_infinitive(c):
                return c
            if c.dep_ == "relcl" and _is_that_clause(c):
                return c
    return None


def _is_that_clause(clause: Token) -> bool:
    """Whether a clause after "that" lacks nothing: it has a subject and an object, and "that" is neither.

    Parsers take "the report that he told aides ..." for a relative clause and make "that" an object more.
    """
    that = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i), None)
    if that is None or that.dep_ not in ("dobj", "mark") or child(clause, "nsubj", "nsubjpass") is None:
        return False
    return any(c.dep_ in ("dobj", "ccomp", "acomp", "attr") and c != that for c in clause.children)


def predicated_by(verb: Token) -> Token | None:
    """What is said of the object: "a mistake" in "called it a mistake", "as a threat" in "regards it as ...".

    "as" is also found where the parser hung it on the object or on a verb inside it.
    """
    for c in verb.children:
        if c.dep_ in ("oprd", "xcomp") and c.i > verb.i and not is_infinitive(c):
            return c
        if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i:
            return c
        if c.dep_ == "advcl" and c.i > verb.i and mark_of(c) == "as" and not has_subject(c):
            return c  # "seen as aimed at the street"
    return None


def trimmed(parsed: Parsed, low: int, high: int) -> list[Span]:
    """One span for a range of tokens without white space and loose signs at its ends; none if nothing is left."""
    texts = parsed.texts
    while low <= high and (texts[low].isspace() or texts[low] in _LOOSE or texts[low] in ")]"):
        low += 1
    while low <= high and (texts[high].isspace() or texts[high] in _LOOSE or texts[high] in "(["):
        high -= 1
    return [parsed.span_from(low, high)] if low <= high else []


def past_opening(parsed: Parsed, low: int, high: int) -> int:
    """Where a main clause begins after "But", "However," and the like at its head."""
    texts, lowers = parsed.texts, parsed.lowers
    while low < high and (lowers[low] in _OPENERS or texts[low] in _LOOSE or texts[low].isspace()):
        low += 1
    return low


def following(verb: Token, after: Token, labels: Iterable[str]) -> list[Token]:
    """The children of a verb behind one of them that have one of the labels, in order."""
    wanted = frozenset(labels)
    return [c for c in verb.children if c.i > after.i and c.dep_ in wanted]
