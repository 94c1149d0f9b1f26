"""In whose eyes something holds: "in her view, ...", "in a survey, ...", "for Ada Berg, an analyst, ...", "to him ...".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("For Ada Berg, an analyst at Oslo University, the threat is a bluff.")
    >>> draft = viewpoint(parsed, parsed.tokens[0])
    >>> parsed.words(draft.source), parsed.words(draft.content[0])
    ('Ada Berg, an analyst at Oslo University', 'the threat is a bluff')

"For" opens a view where it introduces somebody, or where what follows says what something is to a person who is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.sources import holder_of, source_span
from foedus.reporting.names.gazetteer import names
from foedus.reporting.names.roles import BEFORE_NAMES
from foedus.reporting.parsing.grammar import child, has_subject, past_opening, trimmed
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

OPENING = frozenset(("in", "for", "to"))
_VIEWS = frozenset(
    "view opinion eye judgment judgement telling word reading assessment estimation estimate reckoning".split()
)
_SURVEYS = frozenset(("poll", "survey"))
_PERSONAL = frozenset(("him", "her", "them"))
_BEING = frozenset(("be", "mean", "bring", "represent", "amount", "remain", "seem"))
_CLAUSES = ("VERB", "AUX")


def viewpoint(parsed: Parsed, preposition: Token) -> Draft | None:
    """What holds in somebody's view, or None where the preposition opens none."""
    noun, within = child(preposition, "pobj"), preposition.lower_ == "in"
    if noun is None or (within and noun.lemma_ not in _SURVEYS and noun.lemma_ not in _VIEWS):
        return None
    clause = preposition.head
    if clause.pos_ not in _CLAUSES or not has_subject(clause):
        return None
    if not within:
        return _for_somebody(parsed, preposition, noun, clause)
    source = noun if noun.lemma_ in _SURVEYS else None
    if noun.lemma_ in _VIEWS:
        source = holder_of(noun) or next(
            (c for p in noun.children if p.lower_ == "of" for c in p.children), None
        )
    if source is None:
        return None
    first = past_opening(parsed, clause.left_edge.i, clause.i)
    joined = preposition.i == first + 1 and parsed.tokens[first].dep_ == "mark"  # "since in her view"
    opens = noun.i < clause.i and (preposition.i == first or joined)
    cue = preposition if source == noun else parsed.doc[preposition.i : noun.i + 1]
    lemma = "in" if source == noun else f"in {noun.lemma_}"
    if opens:
        content = trimmed(parsed, noun.right_edge.i + 1, clause.right_edge.i)
    elif source != noun and _between_commas(preposition, noun):
        while clause.dep_ in ("csubj", "nsubj"):
            clause = clause.head  # "what is open, in her view, is whether"
        content = _around(parsed, preposition.i, noun.right_edge.i, clause)
    else:
        return None
    return Draft(
        preposition.i,
        content,
        source_span(parsed, source),
        [parsed.span_of(cue)],
        lemma,
        "source",
        head=clause.i,
    )


def _for_somebody(parsed: Parsed, preposition: Token, noun: Token, clause: Token) -> Draft | None:
    """For whom something is what it is said to be: somebody who is introduced, or to whom it seems so."""
    if noun.i > clause.i or preposition.i != preposition.sent.start:
        return None
    after = preposition.doc[noun.right_edge.i + 1] if noun.right_edge.i + 1 < clause.sent.end else None
    seems = noun.lower_ in _PERSONAL and clause.lemma_ in ("be", "seem", "look", "sound")
    told = _is_introduced(noun) or _is_titled(noun) or _says_what_it_is(noun, clause)
    if not (seems or (_is_person(noun) and told and after is not None)):
        return None
    content = trimmed(parsed, noun.right_edge.i + 1, clause.right_edge.i)
    return Draft(
        preposition.i,
        content,
        source_span(parsed, noun),
        [parsed.span_of(preposition)],
        preposition.lower_,
        "source",
        head=clause.i,
    )


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or (
        noun.pos_ == "PROPN" and noun.ent_type_ in ("", "ORG") and noun.text not in names()
    )


def _is_introduced(noun: Token) -> bool:
    """Whether it is told beside a name who that is: "Ada Berg, an analyst", "Per Dahl, who", "Berg of the institute"."""
    return any(
        c.i > noun.i
        and (c.dep_ in ("appos", "relcl") or (c.dep_ == "prep" and c.lower_ in ("of", "at", "from")))
        for c in noun.children
    )


def _is_titled(noun: Token) -> bool:
    """Whether a title stands before a name: "Congresswoman Ada Berg"."""
    return any(t.lower_.rstrip(".") in BEFORE_NAMES for t in noun.lefts)


def _says_what_it_is(noun: Token, clause: Token) -> bool:
    """Whether what follows a name alone says now what something is or brings to them: "For Berg, the pact means war"."""
    return clause.tag_ == "VBZ" and clause.lemma_ in _BEING and noun.n_lefts == 0


def _between_commas(preposition: Token, noun: Token) -> bool:
    """Whether commas set a phrase off in the midst of its clause or at its end."""
    doc, last = preposition.doc, noun.right_edge.i
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    return (
        preposition.i > 0
        and doc[preposition.i - 1].text == ","
        and (after in (",", ".", ";", ":") or doc[last].text == ",")
    )


def _around(parsed: Parsed, first: int, last: int, clause: Token) -> list[Span]:
    """The words of a clause without the phrase from token ``first`` to token ``last``."""
    low = past_opening(parsed, clause.left_edge.i, min(first, clause.i))
    return trimmed(parsed, low, first - 1) + trimmed(parsed, last + 1, max(clause.right_edge.i, last))
