"""What stands beside somebody's words and is none of them: the writer's summing up, why nobody is named, who is announced.

    >>> from foedus.reporting.attribution.attribution import attributions
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Oslo will leave the pact, two envoys said, a move that would anger Bern.")
    >>> [parsed.words(span) for span in attributions(parsed)[0].content]
    ['Oslo will leave the pact']

A noun phrase that sums up what was said and goes on with "that" or "which" is the writer's (Quirk et al. 1985, 17.68: the
appositive that takes up a clause). Before the cue it may be either's, and stays the speaker's.
"""

from __future__ import annotations

import re

from foedus.provenance import Span
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.parsing.language import Parsed

_SUMMING_UP = re.compile(
    r"(?:an?|the latest|one more|another) (?:[\w-]+,? ){0,3}?"
    r"(?:move|step|decision|development|shift|turn|prospect|measure|change|threat|blow|reversal|warning|sign|gesture|demand|"
    r"claim|charge|figure|result|outcome|stance|position|act|deal|tactic|concession|departure|first|escalation|setback)\b"
    r"(?= (?:that|which|likely|expected|seen|intended|aimed|meant|sure|bound)\b)",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:speaking|talking) (?:anonymously|on (?:the )?(?:strict )?condition)\b[^,]*, (?=that\b|\w)",
    re.IGNORECASE,
)
_MOVING_ON = frozenset(("he", "she", "they", "it"))


def behind_colon(parsed: Parsed, draft: Draft) -> None:
    """Take off what a colon announces words with, whose speaker is a pronoun: "Her deputy went further: Bern, she said, was late"."""
    if (
        not (draft.content and draft.cue)
        or draft.source is None
        or parsed.words(draft.source).lower() not in _MOVING_ON
    ):
        return
    first = draft.content[0]
    words = parsed.words(first)
    head, colon, rest = words.rpartition(": ")
    if first.end > draft.cue[0].start or not colon or not rest.strip() or '"' in head or "“" in head:
        return
    announced = parsed.indices_in(Span(first.start, first.start + len(head)))
    if any(parsed.tokens[i].tag_ in ("VBD", "VBZ", "VBP") for i in announced):
        draft.content[0] = Span(first.end - len(rest), first.end)


def without_anonymity(parsed: Parsed, draft: Draft) -> None:
    """Take off what is said of why nobody is named: "told us, speaking on condition of anonymity, that it was late"."""
    if not draft.content:
        return
    first = draft.content[0]
    aside = _UNNAMED.match(parsed.words(first))
    if aside is not None and first.end - first.start > aside.end():
        draft.content[0] = Span(first.start + aside.end(), first.end)


def without_comment(parsed: Parsed, draft: Draft) -> None:
    """Take the writer's summing up off what stands behind an inserted cue."""
    if len(draft.content) < 2 or not draft.cue:
        return
    last, cue = draft.content[-1], draft.cue[-1].end
    said_before = all(span.end <= draft.cue[0].start for span in draft.content[:-1])
    if said_before and last.start > cue and _SUMMING_UP.match(parsed.words(last)):
        draft.content = draft.content[:-1]
