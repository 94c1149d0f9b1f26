"""Attributions that the dependency parse shows: a cue with its subject and what it governs.

Each cue is read by its frame (see `foedus.reporting.cues`): verbs in the active and passive voice, nouns with a
clause or a holder ("his claim that"), adjectives ("is confident that"), parentheses ("the plan, he said, is
dead") and "according to". What is found are drafts: `foedus.reporting.quoting` adds what stands in quotation
marks, `foedus.reporting.nesting` settles what lies within what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting import cues
from foedus.reporting.language import Parsed
from foedus.reporting.sources import agent_of, child, holder_of, is_passive, source_span, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = frozenset(
    (
        "make",
        "have",
        "express",
        "issue",
        "give",
        "offer",
        "deliver",
        "voice",
        "raise",
        "repeat",
        "reiterate",
        "renew",
    )
)
_PERCEIVED = frozenset(("see", "hear", "watch", "feel", "notice", "find"))


@dataclass
class Draft:
    """An attribution in the making: ``at`` is the cue's token, spans are those of the article's text."""

    at: int
    content: list[Span]
    source: Span | None
    cue: list[Span]
    lemma: str
    kind: str
    quoted: list[Span] = field(default_factory=list)
    relayed: list[Span] = field(default_factory=list)
    head: int = -1


def drafts(parsed: Parsed) -> Iterator[Draft]:
    """What each cue of an article governs, in the order of the text."""
    verbs, nouns, adjectives = cues.verbs(), cues.nouns(), cues.adjectives()
    for token in parsed.doc:
        pos = token.pos_
        if pos in ("VERB", "AUX"):
            cue = verbs.get(token.lemma_)
            found = _passive(parsed, token, cue) if is_passive(token) else _active(parsed, token, cue)
            if found is not None:
                yield found
            if token.lower_ == "according":
                yield from _according(parsed, token)
        elif pos == "NOUN" and token.lemma_ in nouns:
            yield from _nominal(parsed, token, nouns[token.lemma_])
        elif pos == "ADJ" and token.lemma_ in adjectives:
            yield from _adjectival(parsed, token, adjectives[token.lemma_])
        elif token.lower_ == "according":
            yield from _according(parsed, token)


def _draft(
    parsed: Parsed, cue: Token, kind: str, subject: Token | None, *content: Token, head: Token | None = None
) -> Draft:
    spans = [span for token in content for span in _outside(parsed, token, cue)]
    source = source_span(parsed, subject)
    return Draft(cue.i, spans, source, [parsed.span_of(cue)], cue.lemma_, kind, head=(head or content[0]).i)


def _outside(parsed: Parsed, head: Token, cue: Token) -> list[Span]:
    """The span of a subtree, without the cue's own clause where that stands in the middle of it."""
    low, high = head.left_edge.i, head.right_edge.i
    if not low <= cue.i <= high:
        return trimmed(parsed, low, high)
    own = [cue.i]
    for c in cue.children:
        if (
            c != head
            and c.dep_ in ("nsubj", "aux", "neg", "advmod", "npadvmod", "prep", "dobj", "dative")
            and low <= c.i <= high
        ):
            own += [c.left_edge.i, c.right_edge.i]
    return trimmed(parsed, low, min(own) - 1) + trimmed(parsed, max(own) + 1, high)


def trimmed(parsed: Parsed, low: int, high: int) -> list[Span]:
    """One span for a range of tokens without white space and commas at its ends; none if nothing is left."""
    doc = parsed.doc
    while low <= high and (doc[low].is_space or doc[low].text in ",;:-–—.)"):
        low += 1
    while low <= high and (doc[high].is_space or doc[high].text in ",;:-–—.("):
        high -= 1
    return [parsed.span_of(doc[low : high + 1])] if low <= high else []


def _active(parsed: Parsed, verb: Token, cue: cues.Cue | None) -> Draft | None:
    frames = cue.frames if cue else frozenset()
    kind = cue.kind if cue else "clause"
    subject = subject_of(verb)
    clause = child(verb, "ccomp")
    if clause is None and kind == "question":
        clause = next(
            (
                c
                for c in verb.children
                if c.dep_ == "advcl" and c.i > verb.i and _mark(c) in ("if", "whether")
            ),
            None,
        )
    if clause is not None and verb.lemma_ not in cues.NO_CUE and not _small(verb, clause):
        if cue is not None or _finite(clause):
            return _draft(parsed, verb, kind, subject, clause)
    if cue is None:
        return None
    person = child(verb, "dobj", "dative")
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and _to(c)), None)
    if infinitive is not None and ("i" in frames or ("t" in frames and person is not None)):
        return _draft(parsed, verb, kind, subject, infinitive)
    if "x" in frames:
        said = _predicated(verb)
        thing = child(verb, "dobj")
        if said is not None and thing is not None:
            return _draft(parsed, verb, kind, subject, thing, said)
        if said is not None and said.dep_ in ("ccomp", "oprd"):
            return _draft(parsed, verb, kind, subject, said)
    thing = child(verb, "dobj")
    if "n" in frames and thing is not None and subject is not None:
        return _draft(parsed, verb, kind, subject, _complement(thing) or thing)
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in cue.prepositions:
            thing = child(preposition, "pobj", "pcomp")
            if thing is not None:
                return _draft(parsed, verb, kind, subject, thing)
    if (
        verb.dep_ == "parataxis"
        and ("q" in frames or "c" in frames)
        and subject is not None
        and verb.head.pos_ in ("VERB", "AUX")
    ):
        return _parenthesis(parsed, verb, kind, subject)
    return None


def _parenthesis(parsed: Parsed, verb: Token, kind: str, subject: Token) -> Draft | None:
    head = verb.head
    low, high = head.left_edge.i, head.right_edge.i
    content = trimmed(parsed, low, verb.left_edge.i - 1) + trimmed(parsed, verb.right_edge.i + 1, high)
    if not content:
        return None
    source = source_span(parsed, subject)
    return Draft(verb.i, content, source, [parsed.span_of(verb)], verb.lemma_, kind, head=head.i)


def _passive(parsed: Parsed, verb: Token, cue: cues.Cue | None) -> Draft | None:
    agent = agent_of(verb)
    clause = child(verb, "ccomp")
    if clause is not None and verb.lemma_ not in cues.NO_CUE and (cue is not None or _finite(clause)):
        return _draft(parsed, verb, cue.kind if cue else "clause", agent, clause)
    if cue is None:
        return None
    subject = child(verb, "nsubjpass")
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if subject is not None and infinitive is not None and cue.frames & {"x", "i", "c"}:
        return _draft(parsed, verb, cue.kind, agent, subject, infinitive, head=infinitive)
    said = _predicated(verb)
    if subject is not None and said is not None and "x" in cue.frames:
        return _draft(parsed, verb, cue.kind, agent, subject, said)
    if subject is not None and agent is not None and cue.frames & {"n", "x"}:
        return _draft(parsed, verb, cue.kind, agent, subject)
    return None


def _nominal(parsed: Parsed, noun: Token, cue: cues.Cue) -> Iterator[Draft]:
    holder = holder_of(noun)
    if holder is None and noun.dep_ == "dobj" and noun.head.lemma_ in _LIGHT:
        holder = subject_of(noun.head)
    clause = _complement(noun)
    if clause is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = child(noun.head, "ccomp")
    if clause is not None and (
        ("c" in cue.frames and not _to(clause)) or ("i" in cue.frames and _to(clause))
    ):
        yield _draft(parsed, noun, cue.kind, holder, clause)
        return
    if holder is None:
        return
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in cue.prepositions and preposition.i > noun.i:
            thing = child(preposition, "pobj", "pcomp")
            if thing is not None:
                yield _draft(parsed, noun, cue.kind, holder, thing)
                return


def _adjectival(parsed: Parsed, adjective: Token, cue: cues.Cue) -> Iterator[Draft]:
    if adjective.dep_ not in ("acomp", "conj", "advcl", "amod", "ROOT", "ccomp"):
        return
    subject = subject_of(adjective.head) if adjective.dep_ == "acomp" else None
    if subject is None or subject.lower_ in ("it", "this", "that", "there"):
        return
    clause = child(adjective, "ccomp", "xcomp")
    if clause is not None and (
        ("c" in cue.frames and not _to(clause)) or ("i" in cue.frames and _to(clause))
    ):
        yield _draft(parsed, adjective, cue.kind, subject, clause)
        return
    for preposition in adjective.children:
        if preposition.dep_ == "prep" and preposition.lower_ in cue.prepositions:
            thing = child(preposition, "pobj", "pcomp")
            if thing is not None:
                yield _draft(parsed, adjective, cue.kind, subject, thing)
                return


def _according(parsed: Parsed, token: Token) -> Iterator[Draft]:
    """According to a source: the clause that the phrase belongs to is the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    noun = child(to, "pobj") if to is not None else None
    if noun is None:
        return
    clause = token.head
    while clause.dep_ not in ("ROOT", "parataxis") and (
        clause.pos_ not in ("VERB", "AUX") or not _own_subject(clause)
    ):
        clause = clause.head
    low, high = clause.left_edge.i, clause.right_edge.i
    first, last = token.i, noun.right_edge.i
    if first <= low + 1:
        low = last + 1
    for other in clause.children:
        if other.dep_ == "conj" and other.i > last and _own_subject(other):
            high = min(high, other.left_edge.i - 1)
    content = trimmed(parsed, low, first - 1) + trimmed(parsed, last + 1, high)
    if content:
        cue = parsed.span_of(parsed.doc[token.i : to.i + 1])
        yield Draft(
            token.i, content, source_span(parsed, noun), [cue], "according to", "source", head=clause.i
        )


def _own_subject(verb: Token) -> bool:
    return child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None


def _complement(noun: Token) -> Token | None:
    """The clause that says what a claim or wish is: "that ..." or "to ...", not a relative clause."""
    for c in noun.children:
        if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i:
            mark = _mark(c)
            if mark in ("that", "whether", "if") and child(c, "mark") is not None:
                return c
            if _to(c) and c.dep_ == "acl":
                return c
    return None


def _predicated(verb: Token) -> Token | None:
    """What is said of the object: "a mistake" in "called it a mistake", "as a threat" in "regards it as ..."."""
    for c in verb.children:
        if c.dep_ in ("oprd", "xcomp") and c.i > verb.i and not _to(c):
            return c
        if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i:
            return c
    return None


def _mark(clause: Token) -> str:
    found = next((c for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i), None)
    return found.lower_ if found is not None else ""


def _to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _finite(clause: Token) -> bool:
    """Whether a clause has a finite verb: a tensed form, or an auxiliary that is tensed or modal."""
    if clause.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(
        c.dep_ in ("aux", "auxpass", "cop") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in clause.children
    )


def _small(verb: Token, clause: Token) -> bool:
    return verb.lemma_ in _PERCEIVED and not _finite(clause) and not _to(clause)
