"""The clause that a verb has for its content, wherever the parser hung it; and verbs that report nothing.

>>> from foedus.reporting.parsing.language import parse
>>> said = parse("Ms. Lund said in a statement that the talks had failed.").doc[2]
>>> clause_of(said, cues.verb(said)).text
'failed'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.attribution.sources import beside
from foedus.reporting.names.voices import is_text
from foedus.reporting.parsing.grammar import child, children, is_finite, is_infinitive, mark_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERCEIVED = frozenset(("see", "hear", "watch", "feel", "notice", "find"))
_INVERTED = frozenset(("should", "were", "had"))
_OPENED = frozenset(("that", "whether", "if"))


def clause_of(verb: Token, cue: cues.Cue | None) -> Token | None:
    """The finite clause that is a verb's content; for verbs of the table also one without a finite verb."""
    if verb.lemma_ in cues.NO_CUE:
        return None
    clauses = [
        c
        for c in children(verb, "ccomp")
        if not (parted(c, verb) or stands_alone(c, verb, cue) or is_inverted_condition(c, verb))
    ]
    if not clauses and cue is not None and "c" in cue.frames and relative_of(verb) is not None:
        clauses = [c for c in children(verb, "xcomp") if is_finite(c) and c.i > verb.i]
    clause = clauses[0] if clauses else None
    if clause is None and cue is not None and cue.kind == "question":
        asked = (c for c in children(verb, "advcl") if c.i > verb.i)
        clause = next((c for c in asked if mark_of(c) in ("if", "whether")), None)
    if clause is None:
        clause = beyond_place(verb) or _after_listener(verb, cue)
    if clause is None:
        return None
    opened = mark_of(clause) in _OPENED
    if verb.lemma_ in _PERCEIVED and not (opened or is_finite(clause) or is_infinitive(clause)):
        judged = cue is not None and "x" in cue.frames and clause.pos_ in ("ADJ", "NOUN")
        finder = child(verb, "nsubj") if verb.lemma_ == "find" else None
        surveyed = finder is not None and is_text(finder)  # "a poll found Berg leading"
        return clause if judged or surveyed else None  # "found it absurd", but not "found him driving"
    if cue is None:
        return clause if is_finite(clause) and mark_of(clause) in _OPENED and clause.i > verb.i else None
    return clause


def relative_of(verb: Token) -> Token | None:
    """The relative pronoun that is the subject of a cue's content: "which" in "which they say left a gap"."""
    subjects = [c for c in children(verb, "nsubj", "nsubjpass") if c.i < verb.i]
    return subjects[0] if len(subjects) > 1 and subjects[0].tag_ in ("WDT", "WP") else None


def beyond_place(verb: Token) -> Token | None:
    """The clause that the parser hung on the place of speaking: "said in a statement that talks had failed"."""
    cue = cues.verb(verb) if verb.pos_ == "VERB" else None
    if cue is None or "c" not in cue.frames or child(verb, "dobj", "xcomp", "ccomp") is not None:
        return None
    for preposition in children(verb, "prep"):
        place = child(preposition, "pobj") if preposition.i > verb.i else None
        clause = child(place, "acl", "ccomp", "relcl") if place is not None else None
        if clause is not None and mark_of(clause) == "that" and child(clause, "mark") is not None:
            return clause
    return None


def _after_listener(verb: Token, cue: cues.Cue | None) -> Token | None:
    """The clause that the parser hung on who is told: "told the minister he has a month"."""
    told = cue is not None and "c" in cue.frames and "t" in cue.frames
    listener = child(verb, "dobj", "dative") if told else None
    if listener is None or listener.pos_ == "PRON":
        return None
    clause = child(listener, "relcl")
    subject = child(clause, "nsubj") if clause is not None else None
    if clause is None or subject is None or subject.tag_ != "PRP" or not is_finite(clause):
        return None
    gap = any(t.tag_ in ("WDT", "WP", "WRB") or (t.dep_ == "prep" and not t.n_rights) for t in clause.subtree)
    return None if gap or subject != clause.left_edge else clause


def is_inverted_condition(clause: Token, verb: Token) -> bool:
    """Whether a clause before the verb is a condition: "were the pact to fall, she says, ..."."""
    edge = clause.left_edge
    if clause.i > verb.i or edge.lower_ not in _INVERTED:
        return False
    subject = child(clause, "nsubj", "nsubjpass")
    return edge in (clause, *clause.children) and subject is not None and subject.i > edge.i


def parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon or colon parts a clause from the verb behind it: it is no content then."""
    return clause.i < verb.i and any(t.text in (";", ":") for t in verb.doc[clause.i + 1 : verb.i])


def stands_alone(clause: Token, verb: Token, cue: cues.Cue | None) -> bool:
    """Whether a clause beside a verb is no content of it: two clauses side by side that the parser subordinated.

    "It costs nothing, it takes ninety days": a verb that has something else for its object tells nothing of what
    stands before it ("it costs nothing, he told reporters" names a listener), nor of what "and" joins to it.
    """
    thing = child(verb, "dobj")
    held = thing is not None and (cue is None or "t" not in cue.frames)
    if clause.i > verb.i and verb.doc[verb.i + 1].text == ";":
        return True
    if clause.i > verb.i:
        before = verb.doc[clause.left_edge.i - 1]
        if held and before.text == ":" and any(t.lemma_ == "say" for t in verb.doc[before.i : verb.sent.end]):
            return True  # "supports him: it is late": what a colon announces is no object more
        return held and before.dep_ == "cc" and mark_of(clause) != "that"
    if cue is None or not cue.frames & {"q", "c"}:
        return True
    return held or child(verb, "acomp", "oprd", "attr") is not None


def reports_nothing(verb: Token) -> bool:
    """Whether a verb without a subject reports nothing: an order ("note that"), a deed in general ("saying so is easy")."""
    if verb.dep_ == "ROOT":
        return verb.tag_ in ("VB", "VBP") and beside(verb) is None and child(verb, "aux") is None
    return verb.dep_ == "csubj" or (verb.dep_ == "acl" and verb.tag_ == "VB")


def is_still_to_come(verb: Token) -> bool:
    """Whether a headline foretells that somebody will say so, which nobody has yet: "Norway to tell Iceland it will leave"."""
    return verb.dep_ == "ROOT" and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in children(verb, "aux"))
