"""Questions about a dependency parse: is a clause finite, does it have a subject, what is said of an object.

The labels are those of spaCy's English models (ClearNLP's; Choi & Palmer 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.parsing.arcs import arcs_of
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_AUXILIARIES = frozenset(("aux", "auxpass", "cop"))
_LOOSE = ",;:-–—.…"
_OPENERS = frozenset(
    ("and", "but", "or", "so", "yet", "however", "nevertheless", "meanwhile", "moreover", "still")
)


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    doc = token.doc
    arcs = arcs_of(doc)  # spaCy makes the children of a token anew each time, which takes four times as long
    dep = arcs.dep
    for c in arcs.children[token.i]:
        if dep[c] in labels:
            return doc[c]
    return None


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of the dependency labels, in order."""
    doc = token.doc
    arcs = arcs_of(doc)
    dep = arcs.dep
    return [doc[c] for c in arcs.children[token.i] if dep[c] in labels]


def conjuncts(token: Token) -> list[Token]:
    """The tokens that it is coordinated with, those nearer to the first one before those farther."""
    doc, i = token.doc, token.i
    head, dep, _, below = arcs_of(doc)
    first = i
    while dep[first] == "conj" and head[first] != first:
        first = head[first]
    joined = [first]
    for j in joined:
        joined += [c for c in below[j] if c > j and dep[c] == "conj"]
    return [doc[j] for j in joined if j != i]


def mark_of(clause: Token) -> str:
    """The word that opens a clause ("that", "whether", "why"), in lower case; "" if there is none."""
    found = child(clause, "mark", "advmod")
    return str(found.lower_) if found is not None and found.i < clause.i else ""


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has its "to"."""
    doc = verb.doc
    arcs = arcs_of(doc)
    dep = arcs.dep
    return "to" in [doc[c].lower_ for c in arcs.children[verb.i] if dep[c] == "aux"]


def is_finite(clause: Token) -> bool:
    """Whether a clause has a finite verb: a tensed form, or an auxiliary that is tensed or modal."""
    arcs, i = arcs_of(clause.doc), clause.i
    tag, dep = arcs.tag, arcs.dep
    return tag[i] in FINITE or not FINITE.isdisjoint(
        [tag[c] for c in arcs.children[i] if dep[c] in _AUXILIARIES]
    )


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None


def complement_of(noun: Token) -> Token | None:
    """The clause that says what a claim or wish is: "that ..." or "to ...", not a relative clause."""
    for c in children(noun, "acl", "ccomp", "relcl"):
        if c.i > noun.i:
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
    for c in children(verb, "oprd", "xcomp", "prep", "advcl"):
        if c.i < verb.i:
            continue
        if c.dep_ in ("oprd", "xcomp") and not is_infinitive(c):
            return c
        if c.dep_ == "prep" and c.lower_ == "as":
            return c
        if c.dep_ == "advcl" and mark_of(c) == "as" and not has_subject(c):
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
    place = after.i
    return [c for c in children(verb, *labels) if c.i > place]
