"""What a colon announces as somebody's words: "Lund's message: Oslo will not sign", "the minister is adamant: Oslo will not sign".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The warning from Ada Berg could not be clearer: the pact would lapse.")
    >>> [draft] = announced(parsed, [], Quoted([]))
    >>> parsed.words(draft.source), parsed.words(draft.content[0]), draft.lemma
    ('Ada Berg', 'the pact would lapse', 'warning')

Before the colon stands a noun for an utterance or a view with whoever holds it, somebody who is said to be firm or clear, or a
verb of saying without a content of its own; behind it a clause, or a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.attribution.quoting import Quoted
from foedus.reporting.attribution.sources import holder_of, is_passive, source_span, subject_of
from foedus.reporting.names.voices import can_speak
from foedus.reporting.parsing.clauses import FINITE, Tree, tree_of
from foedus.reporting.parsing.grammar import trimmed
from foedus.reporting.parsing.language import Parsed

_UTTERED = frozenset(
    "message verdict answer reply response warning reading argument position conclusion point case reasoning logic theory fear "
    "hope worry concern demand condition line view opinion prediction forecast assessment analysis explanation advice complaint "
    "charge claim request promise threat word sentence question objection rationale calculation conviction belief bet "
    "diagnosis prescription pitch plea appeal rule motto mantra refrain".split()
)
"""Nouns for what somebody says or thinks, before a colon that introduces it."""
_HOLDING = frozenset(
    "have make give offer deliver send issue repeat draw reach raise set leave bring put add".split()
)
_FIRM = frozenset(
    "adamant clear blunt blunter unequivocal categorical emphatic unambiguous firm frank convinced certain sure defiant explicit "
    "candid direct unapologetic plain dismissive sceptical skeptical pessimistic optimistic gloomy gloomier philosophical terse".split()
)
"""How somebody is who says outright what follows."""
_BEING = frozenset(("be", "remain", "sound", "seem", "stay"))
_MARKS = frozenset("\"“‘'«„")
_FEWEST = 3


def announced(parsed: Parsed, drafts: Sequence[Draft], quoted: Quoted) -> Iterator[Draft]:
    """A draft for each colon outside of quotations that announces somebody's words which no other draft holds."""
    tree, taken = tree_of(parsed), [span for draft in drafts for span in draft.content]
    for i, word in enumerate(tree.word):
        if word != ":" or quoted.at(tree.start[i]) is not None:
            continue
        if (sentence := parsed.sentence_at(tree.start[i])) is None:
            continue
        found = _holder(parsed, tree, sentence.tokens.start, i)
        content = trimmed(parsed, i + 1, sentence.tokens.end - 1) if found is not None else []
        if found is None or not content or not _tells(parsed, tree, i + 1, sentence.tokens.end):
            continue
        source, cue = found
        if any(span.start < content[0].end and span.end > content[0].start for span in taken):
            continue
        yield Draft(cue, content, source, [_span(tree, cue)], parsed.lemmas[cue], "speech", head=-1)


def _span(tree: Tree, i: int) -> Span:
    return Span(tree.start[i], tree.end[i])


def _tells(parsed: Parsed, tree: Tree, first: int, stop: int) -> bool:
    """Whether behind the colon stands a clause with a subject and a finite verb, or a quotation; no question."""
    rest = [i for i in range(first, stop) if not tree.bare[i]]
    if len(rest) < _FEWEST or tree.low[stop - 1] == "?":
        return False
    if tree.word[first] in _MARKS:
        return True
    return any(
        tree.tag[i] in FINITE and (tree.has_subject(i) or tree.has_subject(tree.head[i])) for i in rest
    )


def _holder(parsed: Parsed, tree: Tree, start: int, colon: int) -> tuple[Span | None, int] | None:
    """Whose words the part of a sentence before a colon announces, and the token of the cue."""
    main = _main(tree, start, colon)
    if main is None:
        return None
    if tree.tag[main][:1] == "N":
        return _of_noun(parsed, main)
    subject = None if is_passive(parsed.tokens[main]) else subject_of(parsed.tokens[main])
    if subject is None or not start <= subject.i < colon:
        return None
    being = parsed.lemmas[main] in _BEING
    if parsed.lemmas[subject.i] in _UTTERED and tree.tag[subject.i][:1] == "N":
        return _of_noun(parsed, subject.i) if being else None
    if not can_speak(subject) or subject.lower_ in ("it", "that", "which", "there", "this"):
        return None
    within = [c for c in tree.children[main] if main < c < colon]
    cue = _firm(tree, within) if being else _utterance(parsed, tree, main, within)
    return (source_span(parsed, subject), cue) if cue is not None else None


def _firm(tree: Tree, within: Sequence[int]) -> int | None:
    """The adjective by which somebody is said to speak outright."""
    firm = next((c for c in within if tree.dep[c] in ("acomp", "oprd")), None)
    return firm if firm is not None and tree.low[firm] in _FIRM else None


def _utterance(parsed: Parsed, tree: Tree, verb: int, within: Sequence[int]) -> int | None:
    """The noun for what somebody has to say, or the verb of saying that leaves its content to the colon."""
    thing = next((c for c in within if tree.dep[c] == "dobj"), None)
    if thing is not None and parsed.lemmas[verb] in _HOLDING and parsed.lemmas[thing] in _UTTERED:
        return thing
    return verb if _says_no_more(tree, verb, parsed, thing) else None


def _says_no_more(tree: Tree, verb: int, parsed: Parsed, thing: int | None) -> bool:
    """Whether a verb of saying has nothing for its content before the colon: "explained", "put it bluntly", "told the deputies"."""
    row = cues.verb(parsed.tokens[verb])
    if row is None or "q" not in row.frames or tree.tag[verb] not in FINITE:
        return False
    if row.kind != "speech" and not (row.kind == "judgement" and " " in row.lemma):  # "hit back"
        return False
    if any(tree.dep[c] in ("ccomp", "xcomp") for c in tree.children[verb]):
        return False
    return thing is None or tree.low[thing] == "it" or "t" in row.frames


def _of_noun(parsed: Parsed, noun: int) -> tuple[Span | None, int] | None:
    """Whose message, warning or argument a noun is, and the noun."""
    token = parsed.tokens[noun]
    if parsed.lemmas[noun] not in _UTTERED:
        return None
    holder = holder_of(token)
    if holder is None:
        holder = next(
            (c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None
        )
    if holder is None or not can_speak(holder) or holder.lower_ in ("it", "its", "this", "that"):
        return None
    return source_span(parsed, holder), noun


def _main(tree: Tree, start: int, colon: int) -> int | None:
    """The highest token before a colon that is a finite clause's verb, or the noun of a phrase without a verb."""
    part = range(start, colon)
    tops = [i for i in part if (tree.head[i] not in part or tree.head[i] == i) and not tree.bare[i]]
    if not tops:
        return None
    top = tops[0]
    if tree.tag[top][:1] == "N" or tree.tag[top][:1] == "V" or tree.tag[top] == "MD":
        return top
    return None
