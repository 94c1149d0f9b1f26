"""In whose telling something holds, told by a phrase beside it: "as Lund sees it", "if Berg is to be believed", "by its own account".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("The pact is a trap, as Ada Berg sees it.")
    >>> draft, end = as_they_see_it(parsed, 6)
    >>> parsed.words(draft.source), [parsed.words(span) for span in draft.content], draft.lemma
    ('Ada Berg', ['The pact is a trap'], 'as see it')

The phrase stands at an end of its sentence, or commas, dashes or brackets set it into one. It is read from its words, since
parsers hang such phrases on all kinds of things. `foedus.reporting.attribution.viewpoints` reads "in her view" and "for Ada Berg".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.frames import Draft
from foedus.reporting.names.voices import can_speak, is_agreement
from foedus.reporting.parsing.clauses import FINITE, Tree, tree_of
from foedus.reporting.parsing.grammar import past_opening, trimmed
from foedus.reporting.parsing.language import Parsed

OPENING = frozenset(("as", "if", "by", "for", "from", "in", "on", "per", "so", "to"))
"""Words with which such a phrase begins."""
_SEEING = frozenset(
    "see sees saw put puts tell tells told view views viewed have has had describe describes described phrased explains".split()
)
_IT = frozenset(("it", "things", "matters"))
_ACCOUNTS = {
    "by": frozenset("account accounts reckoning admission telling estimate estimates calculation calculations lights count".split()),
    "from": frozenset("view perspective standpoint viewpoint vantage angle".split()),
    "in": frozenset("view opinion eyes reading telling judgment judgement words assessment reckoning".split()),
    "on": frozenset("reading account telling view reckoning".split()),
    "to": frozenset(("mind", "thinking", "eye", "eyes")),
}  # fmt: skip
"""What somebody's view is called after each preposition."""
_WORD_OF = {"by": "account", "from": "view", "in": "view", "on": "reading", "to": "mind"}
_SURE = frozenset(("convinced", "sure", "certain", "confident", "persuaded", "adamant"))
INSERTED = frozenset(("runs", "goes", "ran", "went")) | _SURE
"""Words of phrases that stand in the midst or at the end of a sentence."""
_THOUGHTS = frozenset(
    "argument thinking reasoning logic theory story complaint refrain hope fear claim calculation".split()
)
_BELIEVED = (("to", "be", "believed"), ("to", "be", "trusted"))
_HEARING = {"hear": ("tell", "it"), "quote": (), "cite": ()}
"""What follows somebody after "to hear" ("her tell it") and "to quote"."""
_NEEDED = {
    "as": _SEEING | {"concerned"},
    "if": frozenset(tail[-1] for tail in _BELIEVED),
    **{word: nouns | _HEARING.keys() if word == "to" else nouns for word, nouns in _ACCOUNTS.items()},
}
"""For most opening words others of which one follows in every phrase that they open."""
_BEFORE = frozenset((",", "–", "—", "-", "(", ";", ":"))
_AFTER = frozenset((",", "–", "—", "-", ")", ";", ".", "!", "?"))
_LONGEST_NAMED = 8
_LONGEST = 16
"""Tokens of such a phrase, at most."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The tokens of a phrase: all, those of whoever it names, and its first word and last for the lemma."""

    tokens: range
    source: range
    lemma: str


def as_they_see_it(parsed: Parsed, i: int) -> tuple[Draft, int] | None:
    """What holds in the telling of whoever the phrase names that begins at token ``i``, and where it ends; None where none does."""
    tree = tree_of(parsed)
    needed = _NEEDED.get(tree.low[i])
    if needed is not None and needed.isdisjoint(tree.low[i + 1 : i + _LONGEST + len(_BELIEVED[0])]):
        return None
    sentence = parsed.sentence_at(tree.start[i])
    if sentence is None:
        return None
    bounds = range(sentence.tokens.start, sentence.tokens.end)
    phrase = _phrase(tree, i, min(bounds.stop, i + _LONGEST))
    if phrase is None or not phrase.source:
        return None
    head = _head(tree, phrase.source)
    noun = parsed.tokens[head]
    if not can_speak(noun) or is_agreement(noun) or tree.low[head] in ("it", "that", "this"):
        return None
    content = _around(parsed, tree, phrase.tokens, bounds)
    if not content or not any(tree.tag[k] in FINITE for span in content for k in parsed.indices_in(span)):
        return None
    cue = [parsed.span_from(phrase.tokens.start, phrase.source.start - 1)]
    if phrase.tokens.start == phrase.source.start:
        cue = [parsed.span_from(phrase.source.stop, phrase.tokens.stop - 1)]
    source = parsed.span_from(phrase.source.start, phrase.source.stop - 1)
    return Draft(i, content, source, cue, phrase.lemma, "source"), phrase.tokens.stop


def _phrase(tree: Tree, i: int, end: int) -> _Phrase | None:
    """The phrase that begins at a token and stays before ``end``."""
    word = tree.low[i]
    if (told := _BY_WORD.get(word)) is not None:
        return told(tree, i, end)
    if word in _SURE:
        return _being_sure(tree, i, end)
    return _running(tree, i, end) if word in INSERTED else _account(tree, i, end)


def _as(tree: Tree, i: int, end: int) -> _Phrase | None:
    """As | Berg | sees it; as far as | Berg | is concerned."""
    if tree.low[i + 1 : i + 3] == ["far", "as"]:
        return _with_verb(tree, i, i + 3, end, ("concerned",))
    return _seeing(tree, i, end)


def _if(tree: Tree, i: int, end: int) -> _Phrase | None:
    """If | Berg | is to be believed."""
    return next((p for tail in _BELIEVED if (p := _with_verb(tree, i, i + 1, end, tail)) is not None), None)


def _with_verb(tree: Tree, i: int, first: int, end: int, tail: tuple[str, ...]) -> _Phrase | None:
    """If Berg | is | to be believed; as far as Berg | is | concerned."""
    for k in range(first + 1, end):
        if tree.low[k] in ("is", "are", "was", "were") and tuple(tree.low[k + 1 : k + 1 + len(tail)]) == tail:
            return _Phrase(range(i, k + 1 + len(tail)), range(first, k), f"{tree.low[i]} {tail[-1]}")
    return None


def _seeing(tree: Tree, i: int, end: int) -> _Phrase | None:
    """As | Berg | sees it."""
    for k in range(i + 2, end - 1):
        if tree.low[k] in _SEEING and tree.tag[k] in FINITE and tree.low[k + 1] in _IT:
            stop = k + 2
            while stop < end and tree.low[stop] not in _AFTER:
                stop += 1  # "as Berg put it on Monday"
            source = range(i + 1, k)
            while len(source) > 1 and tree.tag[source[-1]] == "RB":
                source = source[:-1]  # "as Berg once put it"
            return _Phrase(range(i, stop), source, f"as {tree.low[k].rstrip('s')} it")
    return None


def _or_so(tree: Tree, i: int, end: int) -> _Phrase | None:
    """Or so | Berg | thinks; – so Berg believes –."""
    first = i - 1 if i and tree.low[i - 1] == "or" else i
    if first == i and (not i or tree.low[i - 1] not in ("–", "—", "-", "(")):
        return None
    for k in range(i + 2, end):
        if tree.low[k] in _AFTER:
            return None
        if tree.tag[k] in FINITE and (k + 1 >= end or tree.low[k + 1] in _AFTER):
            row = cues.verb_form(tree.low[k])
            return (
                _Phrase(range(first, k + 1), range(i + 1, k), f"so {row.lemma}")
                if row and "c" in row.frames
                else None
            )
    return None


def _hearing(tree: Tree, i: int, end: int) -> _Phrase | None:
    """To hear | Berg | tell it; to quote | Berg |."""
    tail = _HEARING.get(tree.low[i + 1]) if i + 1 < end else None
    if tail is None:
        return _account(tree, i, end)
    for k in range(i + 3, end):
        if tail and tuple(tree.low[k : k + len(tail)]) == tail:
            return _Phrase(range(i, k + len(tail)), range(i + 2, k), "to hear")
        if not tail and tree.low[k] == ",":
            return _Phrase(range(i, k), range(i + 2, k), f"to {tree.low[i + 1]}")
    return None


def _per(tree: Tree, i: int, end: int) -> _Phrase | None:
    """Per | Berg |: at the head of a sentence or behind a comma, before a name."""
    noun = next((c for c in tree.children[i] if tree.dep[c] == "pobj"), None)
    if noun is None or noun <= i or noun >= end:
        return None
    named = i + 1 < noun and tree.tag[noun] in ("NNP", "NNPS")  # "Per Dahl" is a name
    if (
        not named and tree.word[i] == "Per" and tree.tag[noun][:3] != "NNP"
    ):  # "Per its report, ...", "Per one of them, ..."
        named = tree.low[tree.last[noun] + 1 : tree.last[noun] + 2] == [","]
    return _Phrase(range(i, tree.last[noun] + 1), range(i + 1, tree.last[noun] + 1), "per") if named else None


def _for_named(tree: Tree, i: int, end: int) -> _Phrase | None:
    """For | the minister, Ada Berg |, at the head of a sentence, whatever the parser made of the name."""
    comma = next((k for k in range(i + 2, end) if tree.low[k] == ","), None)
    if (
        tree.word[i] != "For"
        or comma is None
        or tree.tag[comma - 1] != "NN"
        or tree.low[i + 1] not in ("the", "its")
    ):
        return None
    stop = comma + 1
    while stop < end and tree.tag[stop] == "NNP":
        stop += 1
    named = stop - comma > 2 and stop < end and tree.low[stop] == ","
    return _Phrase(range(i, stop), range(i + 1, stop), "for") if named else None


def _running(tree: Tree, i: int, end: int) -> _Phrase | None:
    """Runs the argument of | Ada Berg |; goes the thinking in | Oslo |."""
    if not i or tree.low[i - 1] != "," or i + 4 > end or tree.low[i + 2] not in _THOUGHTS:
        return None
    if tree.low[i + 3] not in ("of", "in", "among", "from", "at"):
        return None
    noun = next((c for c in tree.children[i + 3] if tree.dep[c] == "pobj"), None)
    return _Phrase(range(i, tree.last[noun] + 1), range(i + 4, tree.last[noun] + 1), "run") if noun else None


def _being_sure(tree: Tree, i: int, end: int) -> _Phrase | None:
    """Leaving, | she | is convinced, would be a mistake."""
    be = i - 1 if tree.tag[i - 1] != "RB" else i - 2
    first = next((k for k in range(be, max(be - _LONGEST_NAMED, 0), -1) if tree.low[k] in _BEFORE), None)
    if first is None or be - first < 2 or tree.low[be] not in ("is", "are", "was", "were"):
        return None
    if i + 1 >= end or tree.low[i + 1] not in _AFTER or any(tree.tag[k][:1] == "V" for k in range(first, be)):
        return None
    return _Phrase(range(first + 1, i + 1), range(first + 1, be), "be sure")


def _account(tree: Tree, i: int, end: int) -> _Phrase | None:
    """By | Berg |'s own account; from the point of view of | Berg |."""
    nouns = _ACCOUNTS.get(tree.low[i], frozenset())
    k = next((k for k in range(i + 1, end) if tree.low[k] in nouns), None)
    if k is None or any(tree.low[j] in _AFTER for j in range(i, k)):
        return None
    lemma = f"{tree.low[i]} {_WORD_OF[tree.low[i]]}"
    if tree.low[i + 1] == "the":
        stop = k + 1
        of = stop + 1 if tree.low[stop : stop + 1] == ["of"] else stop
        if of == stop or of >= end or (tree.low[of] == "view" and tree.low[of + 1 : of + 2] != ["of"]):
            return None
        of += 2 if tree.low[of] == "view" else 0
        noun = next((c for c in tree.children[of - 1] if tree.dep[c] == "pobj"), None)
        return _Phrase(range(i, tree.last[noun] + 1), range(of, tree.last[noun] + 1), lemma) if noun else None
    owned = next((j for j in range(k - 1, i, -1) if tree.tag[j] in ("POS", "PRP$")), None)
    if owned is None:
        return None
    source = range(i + 1, owned) if tree.tag[owned] == "POS" else range(owned, owned + 1)
    stop = k + 1
    while tree.low[stop : stop + 1] == ["of"] or tree.low[stop : stop + 1] in (
        ["view"],
        ["point"],
        ["thinking"],
    ):
        stop += 1
    return _Phrase(range(i, stop), source, lemma)


_BY_WORD: dict[str, Callable[[Tree, int, int], _Phrase | None]] = {
    "as": _as, "if": _if, "so": _or_so, "to": _hearing, "per": _per, "for": _for_named,
}  # fmt: skip
"""What reads the phrases that begin with a word."""


def _head(tree: Tree, source: range) -> int:
    """The token of a source that none of the others is above."""
    return next((k for k in source if tree.head[k] not in source or tree.head[k] == k), source[-1])


def _around(parsed: Parsed, tree: Tree, phrase: range, sentence: range) -> list[Span]:
    """What the sentence says around a phrase that it begins or ends with, or that marks set into it."""
    start = past_opening(parsed, sentence.start, phrase.start)
    stop = sentence.stop
    while stop > phrase.stop and tree.bare[stop - 1]:
        stop -= 1
    after = tree.low[phrase.stop] if phrase.stop < sentence.stop else "."
    if phrase.start <= start:
        return (
            trimmed(parsed, phrase.stop, sentence.stop - 1)
            if after == "," or tree.low[phrase.start] in ("by", "from", "in")
            else []
        )
    if tree.low[phrase.start - 1] not in _BEFORE or after not in _AFTER:
        return []
    if tree.low[phrase.start - 1] in (";", ":"):
        return trimmed(parsed, phrase.stop, sentence.stop - 1)
    for k in range(phrase.start - 2, start, -1):
        if tree.low[k] in (";", ":"):
            start = k + 1
            break
    before = trimmed(parsed, start, phrase.start - 1)
    return before + (trimmed(parsed, phrase.stop, sentence.stop - 1) if stop > phrase.stop else [])
