"""Cues that stand beside what they attribute: "the plan, he said, is dead", "as the paper noted, it is dead".

The clause around such a cue is the content, without the cue's own clause.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("As the Post reported on Monday, the ministry has sent orders to the fleet.")
    >>> aside(parsed, parsed.doc[3]).lemma
    'report'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.opened_by_that import opened_by_that
from foedus.reporting.attribution.set_in import set_in
from foedus.reporting.attribution.sources import agent_of, is_passive, source_span, subject_of
from foedus.reporting.names.voices import can_speak
from foedus.reporting.parsing.complements import is_inverted_condition
from foedus.reporting.parsing.grammar import child, children, is_finite, mark_of, past_opening, trimmed
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token


def aside(parsed: Parsed, verb: Token) -> Draft | None:
    """What the clause around a cue says, if the cue stands in a parenthesis or after "as"; else None."""
    cue = cues.verb(verb) if verb.pos_ == "VERB" else None
    if cue is None or not cue.frames & {"q", "c"}:
        return None
    return _by_parse(parsed, verb, cue) or set_in(parsed, verb, cue) or opened_by_that(parsed, verb, cue)


def _by_parse(parsed: Parsed, verb: Token, cue: cues.Cue) -> Draft | None:
    passive = is_passive(verb)
    subject = agent_of(verb) if passive else subject_of(verb)
    if subject is None or ("t" not in cue.frames and child(verb, "dobj") is not None):
        return None
    tells = "c" in cue.frames and cue.kind == "speech"
    head = verb.head
    if any(not is_inverted_condition(c, verb) for c in children(verb, "ccomp")):
        return None
    if (tells and _after_as(verb)) or (not passive and _set_off(verb, tells)):
        first, last = verb.left_edge.i, verb.right_edge.i
        low, high = head.left_edge.i, head.right_edge.i
        if head.pos_ in ("NOUN", "PROPN") and last >= verb.sent.end - 2:
            low, high = verb.sent.start, verb.sent.end - 1  # at the end of a sentence it tells on all of it
    elif tells and not passive and (own := _between_commas(verb)) is not None:
        (first, last), low, high = own, verb.sent.start, verb.sent.end - 1
    else:
        return None
    low = past_opening(parsed, low, max(low, first if first > low else head.i))
    content = trimmed(parsed, low, first - 1) + trimmed(parsed, last + 1, high)
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


def _is_opened(verb: Token) -> bool:
    """Whether a conjunction or a word of asking opens a clause; in "officials privately concede" none does."""
    return any(c.i < verb.i and (c.dep_ == "mark" or c.tag_ == "WRB") for c in verb.children)


def _set_off(verb: Token, tells: bool) -> bool:
    """Whether a clause with a subject of its own stands between commas, or at the end behind one, without a conjunction."""
    if verb.dep_ not in ("parataxis", "advcl") or child(verb, "nsubj") is None or _is_opened(verb):
        return False
    first, last = verb.left_edge.i, verb.right_edge.i
    before = verb.doc[first - 1].text if first else ""
    after = verb.doc[last + 1].text if last + 1 < len(verb.doc) else ""
    if verb.dep_ == "parataxis":
        return before not in (":", ";") and not (after == ";" and "," in (before, verb.doc[first].text))
    return tells and (verb.doc[last].text == "," or after == ",")


def _between_commas(verb: Token) -> tuple[int, int] | None:
    """Where a clause of cue and subject stands, if commas cut it out of a sentence, whatever the parser made of that.

    "If they can build it, he observed this week, then so can he": its first and last token.
    """
    subject, doc = child(verb, "nsubj"), verb.doc
    if (
        subject is None
        or _is_opened(verb)
        or verb.tag_ not in ("VBD", "VBZ", "VBP")
        or not can_speak(subject)
    ):
        return None
    if subject.tag_ in ("WP", "WDT") or subject.lower_ == "it":
        return None
    first, last = min(subject.left_edge.i, verb.i), max(subject.right_edge.i, verb.i)
    for c in children(verb, "npadvmod", "advmod", "prep", "prt", "dobj", "dative"):
        if c.i > verb.i and c.left_edge.i == last + 1:
            last = c.right_edge.i
    sentence = verb.sent
    after = doc[last + 1].text if last + 1 < sentence.end else "."
    if first <= sentence.start or doc[first - 1].text != "," or after not in (",", "."):
        return None
    around = (t for t in sentence if not first <= t.i <= last and t.dep_ in ("nsubj", "nsubjpass", "expl"))
    return (first, last) if any(is_finite(t.head) and not first <= t.head.i <= last for t in around) else None
