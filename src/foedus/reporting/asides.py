"""Cues that stand beside what they attribute: "the plan, he said, is dead", "as the paper noted, it is dead".

The clause around such a cue is the content, without the cue's own clause.

    >>> from foedus.reporting.language import parse
    >>> parsed = parse("As the Post reported on Monday, the ministry has sent orders to the fleet.")
    >>> aside(parsed, parsed.doc[3]).lemma
    'report'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting import cues
from foedus.reporting.frames import Draft
from foedus.reporting.grammar import child, is_finite, mark_of, past_opening, trimmed
from foedus.reporting.language import Parsed
from foedus.reporting.sources import agent_of, is_passive, source_span, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def aside(parsed: Parsed, verb: Token) -> Draft | None:
    """What the clause around a cue says, if the cue stands in a parenthesis or after "as"; else None."""
    if verb.dep_ not in ("parataxis", "advcl") or verb.pos_ != "VERB":
        return None
    cue = cues.verb(verb)
    tells = cue is not None and "c" in cue.frames and cue.kind == "speech"
    if cue is None or not (tells or (verb.dep_ == "parataxis" and cue.frames & {"q", "c"})):
        return None
    passive = is_passive(verb)
    subject = agent_of(verb) if passive else subject_of(verb)
    if subject is None or not (_after_as(verb) or (not passive and _set_off(verb))):
        return None
    if child(verb, "ccomp") is not None or ("t" not in cue.frames and child(verb, "dobj") is not None):
        return None
    head = verb.head
    low = past_opening(parsed, head.left_edge.i, head.i)
    before = trimmed(parsed, low, verb.left_edge.i - 1)
    content = before + trimmed(parsed, verb.right_edge.i + 1, head.right_edge.i)
    if not content:
        return None
    return Draft(
        verb.i,
        content,
        source_span(parsed, subject),
        [parsed.span_of(verb)],
        cue.lemma,
        cue.kind,
        head=head.i,
    )


def _after_as(verb: Token) -> bool:
    """Whether the cue's clause is "as reported by ..." or "as she said", set off from a finite clause by a comma."""
    if verb.dep_ != "advcl" or mark_of(verb) != "as" or not is_finite(verb.head):
        return False
    first, last = verb.left_edge.i, verb.right_edge.i
    near = (verb.doc[i].text for i in (first - 1, last, last + 1) if 0 <= i < len(verb.doc))
    return "," in near


def _set_off(verb: Token) -> bool:
    """Whether a clause with a subject of its own stands between commas, or at the end behind one, without a conjunction."""
    if child(verb, "nsubj") is None or mark_of(verb):
        return False
    first, last = verb.left_edge.i, verb.right_edge.i
    before = verb.doc[first - 1].text if first else ""
    if verb.dep_ == "parataxis":
        return before not in (":", ";")
    after = verb.doc[last + 1].text if last + 1 < len(verb.doc) else ""
    return verb.doc[last].text == "," or after == ","
