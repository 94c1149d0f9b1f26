"""Clues to the meaning of a proposition: its words with names put away, its arcs, its frame, what the rules say.

A name is put away behind its side (``T`` the threatener, ``C`` a counterpart, ``O`` any other; with ``p`` a
person), the agreement in question behind ``AGR``, another one behind ``AGRO``; a word of exit is marked. So
what is learned of one threat holds for others. `foedus.reporting.meaning.learned` weighs the clues.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, TypeVar, cast

from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.clue_index import Index
from foedus.reporting.meaning.drafts import Draft
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.names.actors import cast_of
from foedus.reporting.threats.exits import Exit, exits_at, exits_in
from foedus.reporting.threats.threat import Threat

if TYPE_CHECKING:
    from foedus.reporting.meaning.features import Surroundings

Item = TypeVar("Item")
_SAYING_NOTHING = frozenset(("", "a", "an", "the", "of"))
_ARCS = frozenset(
    "nsubj nsubjpass dobj attr acomp xcomp ccomp neg aux prep mark agent".split()
)  # ClearNLP labels, as spaCy's English models give them
_NONE = frozenset(("no", "nobody", "few", "none", "neither", "nor", "little"))
_SIDES = {"threatener": "T", "counterpart": "C", "outsider": "O"}
_WORDS_BEFORE = 4
"""Words of the sentence before the content that are clues: "Critics say that ..."."""
_WORDS_OF_CONDITION = 12
_MOST_LEMMAS = 50_000
"""Lemmas of which the plain forms are remembered before all are forgotten."""
_WORDS_A_STEP, _LONGEST = 6, 6
"""Length in words counts in steps of six, up to 36."""


def put_away(around: Surroundings) -> list[str]:
    """For each token of the article its lemma with names put away; "" for what is no clue."""
    parsed, threat, tree = around.parsed, around.threat, around.tree
    words = list(map(_PLAIN.__getitem__, parsed.lemmas))
    for i, bare in enumerate(tree.bare):
        if bare:
            words[i] = ""
    exits = {e.at for e in exits_in(parsed)}
    for at in exits:
        words[at] += "_X"
    for mention in cast_of(parsed).mentions:
        side = _SIDES[threat.side_of(mention.actor)] if threat is not None else "O"
        for i in range(mention.start, mention.end):
            words[i] = ""
        words[mention.end - 1] = side + ("p" if mention.sort == "person" else "")
    for agreement in around.agreements:
        for i in range(agreement.start, agreement.end):
            if i not in exits:
                words[i] = ""
        if agreement.head not in exits:
            words[agreement.head] = "AGR" if threat is not None and threat.means(agreement) else "AGRO"
    return words


class _Plain(dict[str, str]):
    """Each lemma as a clue has it: in small letters, numbers as YEAR or NUM. Remembered, as articles have most in common."""

    def __missing__(self, lemma: str) -> str:
        if len(self) >= _MOST_LEMMAS:
            self.clear()
        low = lemma.lower()
        number = "YEAR" if len(low) == 4 and low.isdigit() else "NUM"
        plain = self[lemma] = intern(number if any(c.isdigit() for c in low) else low)
        return plain


_PLAIN = _Plain()


def clues_of(
    around: Surroundings,
    proposition: Proposition,
    draft: Draft,
    attribution: Attribution | None,
    flags: Collection[str],
    known: Index[Item],
) -> frozenset[Item]:
    """What an index gives for the clues to a proposition's meaning; ``flags`` are those of `foedus.reporting.meaning.kinds.Told`."""
    words, first = around.words, proposition.tokens[0]
    told = [word for word in map(words.__getitem__, proposition.tokens) if word not in _SAYING_NOTHING]
    before = range(proposition.sentence.tokens.start, first)
    found = {*map(known.word.get, told), *map(known.pair.get, pairwise(told)), *map(known.flag.get, flags)}
    found.update(map(known.arc.get, _arcs(around, proposition)))
    found.update(map(known.before.get, map(words.__getitem__, before[:_WORDS_BEFORE])))
    others = [
        f"len={min(len(told) // _WORDS_A_STEP, _LONGEST)}",
        f"before={min(3, len(before) // _WORDS_BEFORE)}",
    ]
    if told:
        others.append(f"first={told[0]}")
    others += _of_place(around, proposition)
    others += _of_speaker(around, draft, attribution)
    others += _of_exits(around, proposition)
    if proposition.conditions:
        others.append("conditional")
        for condition in proposition.conditions:
            supposed = condition.tokens[:_WORDS_OF_CONDITION]
            found.update(map(known.condition.get, map(words.__getitem__, supposed)))
    if draft.likelihood is not None:
        others.append(f"lik={int(draft.likelihood.median * 5)}")
    if draft.phrase:
        others.append("phrase")
    found.update(map(known.clue.get, others))
    found.discard(None)  # of clues that the index does not know
    return cast("frozenset[Item]", frozenset(found))


def _arcs(around: Surroundings, proposition: Proposition) -> list[tuple[str, ...]]:
    """Which word hangs on which by which relation, within the content."""
    heads, relations, words = around.tree.head, around.tree.dep, around.words
    inside = set(proposition.tokens)
    found: list[tuple[str, ...]] = []
    for i in proposition.tokens:
        relation, word, head = relations[i], words[i], heads[i]
        if relation in _ARCS and word and head in inside and head != i:
            found.append((relation, word))
            found.append((relation, words[head], word))
    return found


def _of_place(around: Surroundings, proposition: Proposition) -> Iterator[str]:
    """Where it stands: in the article, by which word, and under which word of the sentence, negated or not."""
    tree, words = around.tree, around.words
    yield f"at={min(3, 4 * proposition.spans[0].start // max(1, len(around.article.text)))}"
    if proposition.heading:
        yield "heading"
    if around.article.kind == "commentary":
        yield "commentary"
    if proposition.root is None:
        return
    yield f"root={words[proposition.root]}"
    yield f"tag={tree.tag[proposition.root]}"
    above = tree.head[proposition.root]
    if above != proposition.root and above not in proposition.tokens:
        yield f"up={words[above]}"
        yield f"updep={tree.dep[proposition.root]}"
        yield from _of_governor(around, above, "up")


def _of_governor(around: Surroundings, above: int, name: str) -> Iterator[str]:
    """What hangs on the word that governs the content: its subject, auxiliaries, a negation."""
    tree, words = around.tree, around.words
    for child in tree.children[above]:
        relation = tree.dep[child]
        if relation == "neg" or tree.low[tree.first[child]] in _NONE:
            yield f"{name}neg"
        if relation in ("nsubj", "nsubjpass"):
            yield f"{name}sub={words[child]}"
        elif relation == "aux":
            yield f"{name}aux={tree.low[child]}"


def _of_speaker(around: Surroundings, draft: Draft, attribution: Attribution | None) -> Iterator[str]:
    """Who says it and how, and whose doing it is."""
    speaker, subject = _side(around.threat, draft.speaker), "none"
    if around.threat is not None and draft.actors:
        subject = _side(around.threat, draft.actors[0])
    standing = around.standing(draft.speaker, draft.speaker_is)
    yield f"cue={attribution.cue_lemma if attribution else ''}"
    yield f"voice={draft.voice}"
    yield f"st={standing}"
    yield f"speaker={speaker}"
    yield f"subject={subject}"
    yield f"st,subject={standing},{subject}"
    yield f"st,voice={standing},{draft.voice}"
    if attribution is not None and attribution.cue:
        for i in around.parsed.indices_in(attribution.cue[0]):
            yield from _of_governor(around, i, "cue")


def _side(threat: Threat | None, actor: str) -> str:
    return threat.side_of(actor) if threat is not None and actor else "outsider"


def _of_exits(around: Surroundings, proposition: Proposition) -> Iterator[str]:
    """The exits from the agreement in question that it names, and their frames."""
    threat = around.threat
    low, high = proposition.tokens[0], proposition.tokens[-1] + 1
    own = [e for e in exits_at(around.parsed, low, high) if threat is None or threat.means(e.agreement)]
    yield f"exits={min(len(own), 2)}"
    for exit_ in own:
        yield from (f"ex{name}={value}" for name, value in _frame(exit_, threat))
        yield from (f"exgov={governor}" for governor in exit_.governors[:1])


def _frame(exit_: Exit, threat: Threat | None) -> Iterator[tuple[str, object]]:
    yield "sort", exit_.sort
    yield "done", exit_.done
    yield "negated", exit_.negated
    yield "conditional", exit_.conditional
    yield "modal", exit_.modal
    yield "noun", exit_.noun
    yield "bare", exit_.agreement is None
    yield "leaver", _side(threat, exit_.leaver) if exit_.leaver else ""
