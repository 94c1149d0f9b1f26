"""Attributions without a verb of saying: "his claim that", "is confident that", "according to".

A noun needs a clause that says what the claim or wish is, or somebody who holds it and a prepositional object
("the minister's criticism of the plan"); an adjective needs a personal subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.attribution.as_they_see_it import INSERTED, as_they_see_it
from foedus.reporting.attribution.as_they_see_it import OPENING as OPENING_VIEWS
from foedus.reporting.attribution.asides import aside
from foedus.reporting.attribution.estimates import GIVING_ODDS
from foedus.reporting.attribution.frames import Draft, draft_of, verbal
from foedus.reporting.attribution.objects import passes_on
from foedus.reporting.attribution.sources import (
    capital_beside,
    holder_of,
    source_span,
    subject_of,
    torn_subject,
)
from foedus.reporting.attribution.viewpoints import OPENING, viewpoint
from foedus.reporting.parsing.clauses import Remembered, Tree, tree_of
from foedus.reporting.parsing.complements import beyond_place
from foedus.reporting.parsing.grammar import (
    child,
    children,
    complement_of,
    following,
    has_subject,
    is_infinitive,
    mark_of,
    past_opening,
    trimmed,
)
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = frozenset(
    (
        "make", "have", "express", "issue", "give", "offer", "deliver", "voice", "raise", "repeat", "reiterate", "renew",
        "share", "release", "send", "level", "lodge", "add", "take", "launch", "draw", "hold", "harbour", "harbor",
        "cast", "pay", "heap", "pour", "lend", "throw", "sound", "place", "lay", "draw", "show", "lose", "get", "find", "direct",
        "wage", "mount", "fire", "hurl", "lob", "aim", "unleash", "score", "do", "put", "poke", "announce", "present", "unveil", "face", "leave", "reach",  "abandon", "keep", "maintain", "set", "post", "publish", "ask",
    )
)  # fmt: skip
"""Verbs whose subject holds what their object names: "voiced doubts about"."""

_STANDS = frozenset(
    "position view stance opinion line argument message conclusion claim verdict assessment thinking mood consensus reading "
    "calculation judgment judgement feeling hope fear belief expectation impression estimate advice finding".split()
)
"""What "of" says whose it is before "is that"."""
_ONLY_HELD = frozenset(("thinking", "mood", "reading", "calculation", "possibility", "consensus"))
"""Nouns that attribute only where it is told whose they are."""
_MINDS = frozenset(("thought", "opinion", "emotion", "judgement", "desire"))
_GROWING = frozenset(
    "grow mount rise spread persist linger abound swirl increase deepen remain emerge".split()
)
_VERBAL = frozenset(("VERB", "AUX"))
_OPEN = frozenset(("NOUN", "PROPN", "ADJ"))
_FIRST_WORDS = OPENING | OPENING_VIEWS | INSERTED | {"according"}
"""Words that are looked at whatever their part of speech: a phrase can begin with them."""


def drafts(parsed: Parsed) -> Iterator[Draft]:
    """What each cue of an article governs, in the order of the text."""
    tree, tokens = tree_of(parsed), parsed.tokens
    past = 0
    words = zip(parsed.classes, parsed.lowers, parsed.lemmas, strict=True)
    for i, (pos, low, lemma) in [(i, word) for i, word in enumerate(words) if _MAY_TELL[word]]:
        found: Draft | None = None
        if low == "according":
            found = _according(parsed, tokens[i])
        elif low in OPENING and tree.dep[i] == "prep":
            found = viewpoint(parsed, tokens[i])
        elif low in INSERTED and (told := as_they_see_it(parsed, i)) is not None:
            found, past = told
        elif i < past:
            continue  # "as she told it" has its verb
        elif (pos in _OPEN and _can_attribute(low, lemma)) or (
            pos in _VERBAL
            and (cues.may_be_verb(low, lemma) or (pos == "VERB" and _says_without_cue(tree, i, low, lemma)))
        ):
            found = _of_word(parsed, tokens[i], pos)
        if found is None and low in OPENING_VIEWS and (told := as_they_see_it(parsed, i)) is not None:
            found, past = told
        if found is not None and found.content:
            yield found


@lru_cache(maxsize=65536)
def _can_attribute(low: str, lemma: str) -> bool:
    """Whether a noun or an adjective is in the tables, as itself or as a form of a verb: most are not."""
    return cues.verb_form(low) is not None or lemma in cues.nouns() or lemma in cues.adjectives()


def _may_tell(word: tuple[str, str, str]) -> bool:
    """Whether a word (its part of speech, lower case and lemma) can be a cue or open one's phrase: most are none."""
    pos, low, lemma = word
    if low in _FIRST_WORDS or pos == "VERB":
        return True
    return (pos in _OPEN and _can_attribute(low, lemma)) or (pos == "AUX" and cues.may_be_verb(low, lemma))


_MAY_TELL = Remembered(_may_tell)


def _says_without_cue(tree: Tree, verb: int, low: str, lemma: str) -> bool:
    """Whether a verb that is not in the table can attribute: it has a clause, gives odds or is an adjective after all."""
    if lemma in GIVING_ODDS or (tree.dep[verb] == "acomp" and low in cues.adjectives()):
        return True
    return any(tree.dep[c] == "ccomp" for c in tree.children[verb])


def _of_word(parsed: Parsed, token: Token, pos: str) -> Draft | None:
    """What a verb, noun or adjective attributes, or None."""
    if token.dep_ == "acomp" and pos == "VERB" and (adjective := cues.adjectives().get(token.lower_)):
        return _adjectival(parsed, token, adjective)  # "is frustrated that"
    if pos == "VERB" or (pos == "AUX" and cues.verb(token) is not None):
        return _of_verb(parsed, token)
    if pos != "AUX" and _is_mistagged(token):
        return _of_verb(parsed, token)
    if pos == "NOUN" and (noun := cues.nouns().get(token.lemma_)) is not None:
        return _nominal(parsed, token, noun)
    if pos == "ADJ" and (adjective := cues.adjectives().get(token.lemma_)) is not None:
        return _adjectival(parsed, token, adjective)
    return None


def _of_verb(parsed: Parsed, verb: Token) -> Draft | None:
    """What a verb attributes, with the noun of which it is said where the parser made that a subject of the verb's own."""
    draft = verbal(parsed, verb) or aside(parsed, verb)
    torn = torn_subject(verb) if draft is not None else None
    if draft is not None and torn is not None and draft.content:
        before = trimmed(parsed, torn.left_edge.i, torn.right_edge.i)
        if before and before[0].end <= draft.content[0].start:
            draft.content = before + draft.content
    return draft


def _is_mistagged(token: Token) -> bool:
    """Whether a word with a subject of its own, which a noun never has, is a verb of the table after all."""
    return cues.verb_form(token.lower_) is not None and child(token, "nsubj") is not None


def _nominal(parsed: Parsed, noun: Token, cue: cues.Cue) -> Draft | None:
    governor = cues.verb(noun.head) if noun.dep_ == "dobj" else None
    if governor is not None and "n" in governor.frames and not passes_on(noun):
        return None  # "rejected the claim that": the verb is the cue
    if noun.dep_ == "pobj" and beyond_place(noun.head.head) is not None:
        return None  # "said in a statement that": so is it here
    holder = holder_of(noun)
    if holder is None and noun.dep_ == "dobj" and noun.head.lemma_ in _LIGHT:
        holder = subject_of(noun.head)
    if holder is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and noun.lemma_ in _STANDS:
        of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
        holder = child(of, "pobj") if of is not None else None  # "the position of the ministry is that"
    if holder is None and noun.dep_ == "pobj":
        holder = _who_comes_to(noun)
    if holder is None and (cue.kind in _MINDS or noun.lemma_ in _STANDS):
        holder = capital_beside(noun) or _where_it_grows(noun)
    if holder is None and noun.lemma_ in _ONLY_HELD:
        return None
    clause = complement_of(noun) or _that_grows(noun)
    if clause is None and noun.dep_ == "dobj" and passes_on(noun):
        clause = next((c for c in following(noun.head, noun, ("ccomp",)) if mark_of(c) == "that"), None)
    if clause is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = next((c for c in children(noun.head, "ccomp") if c.i > noun.head.i), None)
        if clause is None and holder is not None:
            wished = (c for c in children(noun.head, "xcomp") if c.i > noun.head.i)
            clause = next((c for c in wished if is_infinitive(c)), None)  # "her advice was to wait"
    if clause is not None and ("i" if is_infinitive(clause) else "c") in cue.frames:
        named = holder is not None or not is_infinitive(clause)  # "the plan to leave" is nobody's
        return draft_of(parsed, noun, cue.kind, holder, clause) if named else None
    return _governed(parsed, noun, cue, holder) if holder is not None else None


def _who_comes_to(noun: Token) -> Token | None:
    """Who is of an opinion, under an impression, or comes to a conclusion."""
    verb = noun.head.head
    stands = noun.head.lower_ in ("of", "under") and verb.lemma_ in ("be", "remain")
    comes = noun.head.lower_ == "to" and verb.lemma_ in ("come", "arrive")
    return subject_of(verb) if stands or comes else None


def _where_it_grows(noun: Token) -> Token | None:
    """The capital, or those among whom, a fear or a hope grows: "fears are growing in Oslo that"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in _GROWING:
        return None
    among = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "among"), None)
    return capital_beside(verb) or (child(among, "pobj") if among is not None else None)


def _that_grows(noun: Token) -> Token | None:
    """The clause of a fear or a hope that is said to grow before it is told."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ not in _GROWING:
        return None
    return next((c for c in following(noun.head, noun, ("ccomp", "advcl")) if mark_of(c) == "that"), None)


def _adjectival(parsed: Parsed, adjective: Token, cue: cues.Cue) -> Draft | None:
    made = adjective.head.lemma_ == "make" and adjective.lower_ in (
        "clear",
        "plain",
    )  # "made (it) clear that"
    subject = subject_of(adjective.head) if adjective.dep_ == "acomp" or made else None
    if subject is None or subject.lower_ in ("it", "this", "that", "there"):
        return None
    clause = child(adjective, "ccomp", "xcomp") or (
        _clear_that(adjective) if made else _open_after(adjective)
    )
    if clause is not None and ("i" if is_infinitive(clause) else "c") in cue.frames:
        return draft_of(parsed, adjective, cue.kind, subject, clause)
    return _governed(parsed, adjective, cue, subject)


def _clear_that(adjective: Token) -> Token | None:
    """The clause after "made it clear", wherever the parser hung it."""
    near = [*adjective.children, *adjective.head.children]
    clauses = ("ccomp", "advcl", "csubj")
    return next((c for c in near if c.i > adjective.i and c.dep_ in clauses and mark_of(c) == "that"), None)


def _open_after(adjective: Token) -> Token | None:
    """The indirect question that the parser hung on the verb: "were unsure whether she meant it"."""
    after = following(adjective.head, adjective, ("ccomp", "advcl"))
    first = after[0] if after and after[0].left_edge.i == adjective.i + 1 else None
    return first if first is not None and mark_of(first) in ("that", "whether", "if") else None


def _governed(parsed: Parsed, word: Token, cue: cues.Cue, holder: Token) -> Draft | None:
    """What stands under the word's own preposition: "criticism of the plan", "aware of the risk"."""
    near = children(word, "prep")
    if word.dep_ == "dobj" and word.head.lemma_ in _LIGHT:
        near += following(word.head, word, ("prep",))
    for preposition in near:
        if preposition.lower_ in cue.prepositions and preposition.i > word.i:
            thing = child(preposition, "pobj", "pcomp")
            if thing is not None:
                return draft_of(parsed, word, cue.kind, holder, thing)
    return None


def _according(parsed: Parsed, token: Token) -> Draft | None:
    """According to a source: the clause that the phrase belongs to is the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    noun = child(to, "pobj") if to is not None else None
    if to is None or noun is None:
        return None
    clause = token.head
    while clause.dep_ not in ("ROOT", "parataxis") and not (
        clause.pos_ in ("VERB", "AUX") and has_subject(clause)
    ):
        clause = clause.head
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX") and has_subject(clause.head):
        clause = clause.head
    first, last = token.i, noun.right_edge.i
    low, high = past_opening(parsed, clause.left_edge.i, clause.i), clause.right_edge.i
    if first <= low + 1:
        low = last + 1
    for other in children(clause, "conj"):
        joined = any(t.dep_ == "cc" for t in parsed.tokens[max(other.left_edge.i - 2, 0) : other.left_edge.i])
        if other.i > last and has_subject(other) and joined:
            high = min(high, other.left_edge.i - 1)
    content = trimmed(parsed, low, first - 1) + trimmed(parsed, last + 1, high)
    cue = parsed.span_from(token.i, to.i)
    return Draft(token.i, content, source_span(parsed, noun), [cue], "according to", "source", head=clause.i)
