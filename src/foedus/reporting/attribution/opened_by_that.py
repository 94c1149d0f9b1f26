"""What "that" opens behind a verb of saying, where the parser made no clause of it: "told TASR that no passage limits it".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The former minister told TASR that no passage of the draft limits sovereignty.")
    >>> draft = opened_by_that(parsed, parsed.tokens[3], cues.verbs()["tell"])
    >>> [parsed.words(span) for span in draft.content]
    ['that no passage of the draft limits sovereignty']

A verb that a tagger takes for a noun leaves its clause without a head; the words still stand in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.sources import source_span, subject_of
from foedus.reporting.names.voices import can_speak
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.grammar import child, trimmed
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTENING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "ADV", "PART"))
_FARTHEST = 16
"""Tokens of whoever is told, and where, between the verb and "that"."""
_FEWEST = 4
"""Tokens of what is said."""


def opened_by_that(parsed: Parsed, verb: Token, cue: cues.Cue) -> Draft | None:
    """What stands behind a verb's "that" up to the end of its sentence, or None."""
    if cue.kind != "speech" or "c" not in cue.frames or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    sentence = parsed.sentence_at(parsed.span_of(verb).start)
    if sentence is None:
        return None
    end = parsed.indices_in(sentence.span).stop
    that = _that(parsed, verb.i + 1, min(verb.i + _FARTHEST, end))
    if that is None or end - that < _FEWEST:
        return None
    subject = subject_of(verb)
    if subject is None or not (can_speak(subject) or subject.ent_type_ == "PERSON"):
        return None
    content = trimmed(parsed, that, end - 1)
    source, spoken = source_span(parsed, subject), [parsed.span_of(verb)]
    return Draft(verb.i, content, source, spoken, cue.lemma, cue.kind, head=tree_of(parsed).head[that])


def _that(parsed: Parsed, low: int, high: int) -> int | None:
    """The conjunction "that" behind nothing but noun phrases: whoever is told, and where."""
    for i in range(low, high):
        if parsed.lowers[i] == "that":
            return i if _opens(parsed.tokens[i]) and "about" not in parsed.lowers[low:i] else None
        if parsed.classes[i] not in _LISTENING:
            return None
    return None


def _opens(that: Token) -> bool:
    """Whether a "that" is a conjunction, also where the parser hung its clause on the noun before: nothing is missing in it."""
    clause = that.head
    if that.tag_ == "IN":
        return True
    subject = child(clause, "nsubj", "nsubjpass")
    if subject is None or subject == that:
        return False
    return (
        that.dep_ == "mark"
        or child(clause, "ccomp", "acomp", "attr") is not None
        or len(_objects(clause, that)) > 0
    )


def _objects(clause: Token, that: Token) -> list[Token]:
    return [c for c in clause.children if c.dep_ == "dobj" and c != that]
