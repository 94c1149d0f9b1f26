"""Who passed on what a source said: "Reuters reported, citing two officials, that ...", "she told Reuters".

In the first the officials are the source and Reuters is a link between them and the article; in the
second Reuters is the link although it is the one spoken to. Both are noted on the draft as ``relayed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting import cues, outlets
from foedus.reporting.frames import Draft
from foedus.reporting.grammar import child, trimmed
from foedus.reporting.language import Parsed
from foedus.reporting.sources import source_span, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

CITING = frozenset(("cite", "quote"))
HUMAN = frozenset(
    "source official person people minister diplomat expert analyst aide adviser advisor lawmaker senator spokesman "
    "spokeswoman spokesperson envoy ambassador officer leader president agency government insider executive lawyer "
    "economist scientist researcher professor participant witness negotiator representative member staff authority".split()
)
"""Nouns of those who can be cited as sources, as against reasons and figures, which are cited too."""


def relayed(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their relays; a citation of people becomes one draft with what they are cited for."""
    by_cue = {draft.at: draft for draft in drafts}
    gone: set[int] = set()
    for draft in drafts:
        token = parsed.doc[draft.at]
        if token.lemma_ in CITING and token.pos_ == "VERB":
            merged = _citation(parsed, token, by_cue)
            if merged is not None:
                gone.add(draft.at)
                by_cue[merged.at] = merged
        else:
            draft.relayed += _told(parsed, token)
    return sorted((d for at, d in by_cue.items() if at not in gone), key=lambda d: d.at)


def _citation(parsed: Parsed, citing: Token, by_cue: dict[int, Draft]) -> Draft | None:
    """The draft of a reporter who cites people: theirs is what is reported."""
    cited = child(citing, "dobj")
    if cited is None or not _human(cited):
        return None
    as_saying = next((by_cue[t.i] for t in citing.subtree if t.i in by_cue and _after_as(t)), None)
    reporter = citing if citing.tag_ != "VBG" else _reporter(citing)
    if reporter is None:
        return None
    subject = subject_of(reporter)
    relay = source_span(parsed, subject)
    if as_saying is not None:
        as_saying.source = source_span(parsed, cited)
        as_saying.relayed += [relay] if relay else []
        return as_saying
    that = next(
        (
            t
            for t in parsed.doc[cited.i + 1 : citing.sent.end]
            if t.lower_ == "that" and t.head.pos_ in ("VERB", "AUX")
        ),
        None,
    )
    known = by_cue.get(reporter.i)
    if that is not None and that.i - cited.i < 12:
        end = max(that.head.right_edge.i, that.i)
        content = trimmed(parsed, that.i, end)
        comma = next((t.i for t in parsed.doc[cited.i + 1 : that.i] if t.text == ","), that.i)
        source = trimmed(parsed, cited.left_edge.i, comma - 1)
    elif known is not None and known is not by_cue.get(citing.i):
        content, source = known.content, [s for s in [source_span(parsed, cited)] if s]
    else:
        return None
    cue = parsed.span_of(reporter)
    return Draft(
        reporter.i,
        content,
        source[0] if source else None,
        [cue],
        reporter.lemma_,
        "speech",
        relayed=[relay] if relay else [],
    )


def _reporter(citing: Token) -> Token | None:
    """The verb of saying that a participle "citing" belongs to: the nearest one before it in its sentence."""
    sentence = citing.sent
    for i in range(citing.i - 1, sentence.start - 1, -1):
        token = citing.doc[i]
        if _says(token) and subject_of(token) is not None:
            return token
    subject = subject_of(citing)
    if subject is None:
        return None
    after = (t for t in citing.doc[citing.i + 1 : sentence.end] if _says(t))
    return next((t for t in after if child(t, "nsubj") == subject), None)


def _says(token: Token) -> bool:
    cue = cues.verb(token) if token.pos_ == "VERB" else None
    return cue is not None and "q" in cue.frames


def _after_as(verb: Token) -> bool:
    """Whether a verb is the "saying" of "quoted him as saying"."""
    return verb.tag_ == "VBG" and verb.head.lower_ == "as"


def _human(noun: Token) -> bool:
    return noun.lemma_.lower() in HUMAN or noun.ent_type_ in ("PERSON", "ORG") or noun.lower_ == "unnamed"


def _told(parsed: Parsed, cue: Token) -> list[Span]:
    """Outlets to which the source spoke: "told Reuters", "said in an interview with the BBC"."""
    found: list[Span] = []
    for c in cue.children:
        if c.dep_ not in ("dobj", "dative", "prep") or (
            c.i < cue.i and "interview" not in (t.lower_ for t in c.subtree)
        ):
            continue
        for token in c.subtree:
            if (
                token.pos_ == "PROPN"
                and token.dep_ in ("pobj", "dobj", "dative", "compound")
                and abs(token.i - cue.i) < 20
            ):
                span = source_span(parsed, token)
                if span is not None and outlets.known(parsed.words(span)):
                    found.append(span)
    return found
