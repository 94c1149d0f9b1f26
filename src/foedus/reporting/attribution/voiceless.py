"""Sources that cannot have a voice: things, events, amounts, days, nobody.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.attribution.attribution import attributions
    >>> parsed = parse("The pact expects trust. The envoy expects trouble. The budget was rejected by 41 votes.")
    >>> [parsed.words(a.source[0]) for a in with_a_voice(parsed, attributions(parsed))]
    ['The envoy']

People, groups, institutions and whoever bears a name can say, think and want. A document can say and state, but
wants and feels nothing; an agreement says only what it provides ("states that", "requires"). What a thing is said
to do belongs to whoever tells it, and so does what somebody did not say ("would not say whether").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.attribution.speeches import ASKING
from foedus.reporting.chains.relays import HUMAN_OR_IN_OFFICE
from foedus.reporting.names.antecedents import RELATIVE, antecedent_of
from foedus.reporting.names.voices import can_speak, is_agreement, is_group, is_person, is_text, is_thing
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.grammar import child
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMOUNTS = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")
_OF_MINDS = frozenset(("desire", "emotion", "thought", "opinion", "attitude", "decision"))
"""Kinds of cues that need a mind."""
_SAYING = frozenset(("say", "tell", "explain", "specify", "disclose", "reveal", "indicate", "clarify"))
_OPEN, _VOICELESS = words_of("asking"), words_of("voiceless")
_OF_TEXTS = frozenset(("find", "conclude", "determine", "put", "peg", "estimate"))
"""What a poll or a memo can do of what else needs a mind."""
_SUPPOSING = frozenset(("suppose", "imagine", "assume", "say"))
_PROVIDING = words_of("providing")
_SUBORDINATE = frozenset(("advcl", "ccomp"))


def with_a_voice(parsed: Parsed, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose source can have a voice; those within another one lie in what holds that."""
    gone = {
        a.id: a.parent
        for a in attributions
        if a.source
        and (_has_none(parsed, a) or _unsaid(parsed, a) or _asks(parsed, a) or _is_supposed(parsed, a))
    }
    if not gone:
        return list(attributions)
    kept = []
    for attribution in attributions:
        if attribution.id in gone:
            continue
        above = attribution.parent
        while above in gone:
            above = gone[above]
        kept.append(replace(attribution, parent=above) if above != attribution.parent else attribution)
    return kept


def _has_none(parsed: Parsed, attribution: Attribution) -> bool:
    tokens = parsed.tokens_in(attribution.source[0])
    if len(tokens) == 0 or attribution.kind in ("label", "quotation"):
        return False
    head = tokens.root
    if head.lower_ in RELATIVE and head.tag_ in ("WDT", "WP"):
        head = antecedent_of(head)
    if head.pos_ in ("VERB", "AUX", "ADP") and not any(t.pos_ == "PROPN" for t in tokens):
        return True  # no noun at all: a slip of the parser
    if head.lower_ in _VOICELESS:
        return not any(c.lower_ == "of" for c in head.children)  # "none of them"
    if head.lower_ == "one" and _is_anybody(parsed, attribution, head):
        return True
    if head.lower_ in ("that", "this", "these") and head.tag_ == "DT" and head.dep_ != "det":
        return True
    if head.pos_ != "NOUN" or head.ent_type_ in ("PERSON", "ORG", "GPE"):
        return False
    return not _speaks(head, attribution)


def _is_anybody(parsed: Parsed, attribution: Attribution, one: Token) -> bool:
    """Whether "one" is nobody in particular ("one could expect"), no "one" of those named before ("one expects")."""
    cue = parsed.tokens_in(attribution.cue[0]) if attribution.cue else None
    if cue is None or len(cue) == 0 or any(True for _ in one.children):
        return False
    return any(c.tag_ == "MD" and c.dep_ == "aux" for c in cue.root.children)


def _unsaid(parsed: Parsed, attribution: Attribution) -> bool:
    """Whether it is told that somebody did not say whether or why: that is the writer's statement, not theirs."""
    if attribution.cue_lemma not in _SAYING or not attribution.cue:
        return False
    cue, content = parsed.indices_in(attribution.cue[0]), parsed.indices_in(attribution.content[0])
    if not cue or not content:
        return False
    if parsed.lowers[content.start] not in _OPEN:
        return False
    return child(parsed.tokens_in(attribution.cue[0]).root, "neg") is not None


def _asks(parsed: Parsed, attribution: Attribution) -> bool:
    """Whether somebody who is there to ask asks: "REPORTER: Will you sign?" states nothing."""
    asking = attribution.kind == "label" and parsed.words(attribution.source[0]).lower() in ASKING
    return asking and parsed.text[attribution.content[-1].end - 1] == "?"


def _is_supposed(parsed: Parsed, attribution: Attribution) -> bool:
    """Whether a cue is only supposed: "had the envoy said that", "suppose the minister says that"."""
    if attribution.kind not in ("speech", "clause") or not attribution.cue or attribution.quoted:
        return False
    dep = tree_of(parsed).dep
    if _SUBORDINATE.isdisjoint([dep[i] for i in parsed.indices_in(attribution.cue[0])]):
        return False
    verb = parsed.tokens_in(attribution.cue[0]).root
    opened = verb.left_edge.lower_ in ("had", "should") and verb.left_edge.head == verb
    if opened and verb.dep_ in _SUBORDINATE:
        return True
    above = verb.head
    return verb.dep_ == "ccomp" and above.lower_ in _SUPPOSING and above.dep_ == "ROOT" and above.tag_ == "VB"


def _speaks(noun: Token, attribution: Attribution) -> bool:
    """Whether a common noun can be the source of an attribution."""
    if noun.lemma_.lower() in HUMAN_OR_IN_OFFICE or is_person(noun) or is_group(noun):
        return True
    if is_agreement(noun):
        return attribution.cue_lemma in _PROVIDING
    if is_text(noun):
        return attribution.kind not in _OF_MINDS or attribution.cue_lemma in _OF_TEXTS
    if can_speak(noun):
        return True  # "a number of experts", "most of the ministers"
    return not (is_thing(noun) or noun.ent_type_ in _AMOUNTS)
