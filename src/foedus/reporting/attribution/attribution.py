"""Who said what: every attribution of an article, with source, cue and content.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The envoy said that talks would go on.")
    >>> [a] = attributions(parsed)
    >>> parsed.words(a.source[0]), parsed.words(a.cue[0]), parsed.words(a.content[0])
    ('The envoy', 'said', 'that talks would go on')

The content keeps its "that" (as in the annotated corpora: Pareti 2012; Newell, Margolin & Ruths 2018) and its
quotation marks. Attributions inside the content of another one name it as their parent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foedus.provenance import Span
from foedus.reporting.attribution.announced import announced
from foedus.reporting.attribution.comments import behind_colon, without_anonymity, without_comment
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.free_indirect import told_on
from foedus.reporting.attribution.going_on import gone_on
from foedus.reporting.attribution.holders import drafts
from foedus.reporting.attribution.labels import behind_time, labelled
from foedus.reporting.attribution.nesting import length, parents, united, worded
from foedus.reporting.attribution.quotations import quotations
from foedus.reporting.attribution.quoting import Quoted, attach, fit
from foedus.reporting.chains.relays import quoted_as, relayed
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import Parsed

Voice = Literal["direct", "indirect"]
EVIDENTIALS = frozenset(("reportedly", "allegedly", "supposedly", "purportedly", "apparently", "ostensibly"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; all spans count code points of the article's text.

    Attributes:
        id: its number in the article, from 0, in the order of the text.
        content: what is attributed, in order; "that" belongs to it, the cue does not.
        source: who it is attributed to, as named here ("he", "the professor"); empty if nobody is named.
        cue: the verb, noun, adjective or phrase that attributes; empty for a quotation that stands alone.
        voice: direct if the content stands in quotation marks, or all but a fifth of it.
        parent: id of the smallest attribution in whose content this one lies, or None.
        cue_lemma: the cue's lemma: "say", "according to"; "" without a cue.
        quoted: the parts of the content in quotation marks, with the marks.
        evidential: "reportedly" and the like beside the cue or at the head of the content, else None.
        kind: the cue's kind in ``cues.tsv`` ("speech", "thought", "judgement", ...), "clause" for a verb that is
            not in the table, "quotation" without a cue.
        relayed: who passed it on between the source and the article: who cites the source, the outlet it told.
    """

    id: int
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    voice: Voice
    parent: int | None
    cue_lemma: str
    quoted: tuple[Span, ...]
    evidential: str | None
    kind: str = ""
    relayed: tuple[Span, ...] = ()


def attributions(parsed: Parsed) -> list[Attribution]:
    """The attributions of an article in the order of the text; any text is accepted, an empty one has none."""
    quoted = Quoted(quotations(parsed))
    every = [*labelled(parsed), *relayed(parsed, list(drafts(parsed)))]
    every += announced(parsed, every, quoted)
    found = [fitted for draft in every if (fitted := fit(draft, quoted)) is not None and fitted.content]
    found = attach(parsed, found, quoted)
    gone_on(parsed, found)
    told_on(parsed, found, quoted)
    for draft in found:
        without_comment(parsed, draft)
        without_anonymity(parsed, draft)
        behind_colon(parsed, draft)
        behind_time(parsed, draft)
    for draft in found:
        quoted_as(parsed, draft)
        draft.content = worded(parsed.text, draft.content)
    found = [draft for draft in found if draft.content]
    found.sort(key=lambda d: (min([*d.content, *d.cue]).start, -length(d.content)))
    above = parents(found)
    return [_record(parsed, i, draft, above[i]) for i, draft in enumerate(found)]


def _record(parsed: Parsed, number: int, draft: Draft, parent: int | None) -> Attribution:
    marked = [
        s for s in united(draft.quoted) if any(c.start <= s.start and s.end <= c.end for c in draft.content)
    ]
    voice: Voice = "direct" if 5 * length(marked) > 4 * length(draft.content) else "indirect"
    return Attribution(
        number,
        tuple(draft.content),
        (draft.source,) if draft.source else (),
        tuple(draft.cue),
        voice,
        parent,
        draft.lemma,
        tuple(marked),
        _evidential(parsed, draft),
        draft.kind,
        tuple(draft.relayed),
    )


def _evidential(parsed: Parsed, draft: Draft) -> str | None:
    if draft.at < 0:
        return None
    tree, lowers = tree_of(parsed), parsed.lowers
    near = [c for i in (draft.at, draft.head) if i >= 0 for c in tree.children[i] if tree.dep[c] == "advmod"]
    return next((lowers[c] for c in near if lowers[c] in EVIDENTIALS), None)
