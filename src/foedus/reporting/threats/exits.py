"""Expressions that say that a state leaves an agreement, with who would leave, and in which frame it stands.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Norway threatened to withdraw from the fisheries treaty with Iceland.")
    >>> [(e.word, e.leaver, e.governors, e.agreement.text) for e in exits_in(parsed)]
    [('withdraw', 'Norway', ('threaten',), 'the fisheries treaty with Iceland')]

The words are those of exit_words.tsv (the legal forms of exit after Helfer 2005, and what newspapers call
them). The frame is what the sentence does with the exit: threatens, weighs or doubts it, denies it, reports it
as done, sets it under a condition.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reporting.meaning.leavers import told_of
from foedus.reporting.meaning.stance import is_done, stance_of
from foedus.reporting.names.actors import Cast, cast_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.exit_objects import joined
from foedus.reporting.threats.exit_words import ExitWord, exit_forms
from foedus.reporting.threats.who_leaves import who_leaves

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRIVATE = {
    "private",
    "privately",
    "confidant",
    "confidants",
    "aides",
    "advisers",
    "advisors",
    "associates",
    "confided",
}
_OFFICIAL = {"formally", "officially", "effect"}


@dataclass(frozen=True, slots=True)
class Exit:
    """One expression of an exit.

    Attributes:
        start, end: tokens from the word to the agreement's end; at: the token of the word itself.
        word: its lemma ("not renew" for a lapse under a negation); sort: exit, suspend, lapse, trigger, close, review.
        agreement: the agreement joined to it, or None ("a withdrawal").
        leaver: the id of the actor that would leave, or None where the clause does not say.
        governors: lemmas of the verbs, nouns and adjectives above it, nearest first ("threaten", "unlikely").
        modal: the modal verb over it; without one "going" ("is leaving"), "present" ("leaves") or "".
        negators: the tokens that negate it or what governs it; in "not renew" the "not" is part of the word.
        done: whether it is reported as having happened.
        conditional: whether it stands under "if" and the like.
        noun: whether the word is a noun.
        self_said: whether who would leave says so ("X told aides it may withdraw").
        holder: the actor who holds the view or says it, as far as the clause tells.
        told: whom the clause tells of it, or None.
        private: whether the sentence says that it was said in private.
        official: whether the sentence says that it is done formally, or with effect.
    """

    start: int
    end: int
    at: int
    word: str
    sort: str
    agreement: AgreementMention | None
    leaver: str | None
    governors: tuple[str, ...]
    modal: str
    negators: tuple[int, ...]
    done: bool
    conditional: bool
    noun: bool
    self_said: bool = False
    holder: str | None = None
    told: str | None = None
    private: bool = False
    official: bool = False

    @property
    def negated(self) -> bool:
        """Whether an odd number of negations stands over it in its sentence."""
        return len(self.negators) % 2 == 1


@once_per_parse
def exits_in(parsed: Parsed) -> tuple[Exit, ...]:
    """The expressions of exit in the order of the text."""
    return tuple(_find(parsed))


def exits_at(parsed: Parsed, start: int, end: int) -> tuple[Exit, ...]:
    """The expressions whose word is one of the tokens [start, end)."""
    places = _places(parsed)
    low = bisect.bisect_left(places, start)
    high = bisect.bisect_left(places, end, low)
    return exits_in(parsed)[low:high] if low < high else ()


@once_per_parse
def _places(parsed: Parsed) -> tuple[int, ...]:
    """The tokens of their words."""
    return tuple(e.at for e in exits_in(parsed))


def _find(parsed: Parsed) -> Iterator[Exit]:
    forms, cast, mentions = exit_forms(), cast_of(parsed), agreements_in(parsed)
    by_token = {i: m for m in mentions for i in range(m.start, m.end)}
    lowers = parsed.lowers
    for token, low in zip(parsed.tokens, lowers, strict=True):
        if low not in forms:
            continue
        split = low == "pull" and lowers[token.i + 1 : token.i + 3] == ["-", "out"]
        if low == "left" and token.tag_ not in ("VBD", "VBN"):
            continue  # "the left", "left-wing"
        for row in _as_tagged(forms.get("pull-out" if split else low, ()), token):
            found = joined(parsed, token, row, by_token)
            if found is None:
                continue
            made = _framed(parsed, cast, token, row, *found)
            if made.agreement is None and not made.noun and (made.done or not (made.modal or made.governors)):
                continue  # "the troops left": a bare verb needs somebody who threatens, weighs or expects it
            yield made
            break


def _as_tagged(rows: Sequence[ExitWord], token: Token) -> Sequence[ExitWord]:
    """The rows that a form may be, those first whose part of speech it has: "the exit" is no verb."""
    noun = token.pos_ in ("NOUN", "PROPN")
    return sorted(rows, key=lambda row: row.noun != noun) if len(rows) > 1 else rows


def _framed(
    parsed: Parsed, cast: Cast, token: Token, row: ExitWord, agreement: AgreementMention | None, end: int
) -> Exit:
    lapses = any(need.startswith("not ") for need in row.needs)
    stance = stance_of(token)
    leaver, holder, self_said = who_leaves(parsed, cast, token, row, agreement)
    sentence = token.sent
    words = parsed.lowers[sentence.start : sentence.end]
    return Exit(
        start=min(token.i, agreement.start) if agreement else token.i,
        end=end,
        at=token.i,
        word=f"not {row.word}" if lapses else row.word,
        sort=row.sort,
        agreement=agreement,
        leaver=leaver,
        governors=stance.governors,
        modal=stance.modal,
        negators=stance.negators[1:] if lapses else stance.negators,
        done=not row.noun
        and stance.modal in ("", "going", "present")
        and not stance.conditional
        and is_done(token),
        conditional=stance.conditional,
        noun=row.noun,
        self_said=self_said,
        holder=holder,
        told=told_of(cast, token),
        private=not _PRIVATE.isdisjoint(words),
        official=not _OFFICIAL.isdisjoint(words),
    )
