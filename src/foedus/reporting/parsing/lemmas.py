"""Which lemma a form has where several rules give one: that of the first rule, whatever the release of spaCy.

English rules turn *-es*, *-ed* and *-ing* first into *-e*, then into nothing, since a stem without one would have its
last letter doubled: *hopes* belongs to *hope*, *hopped* to *hop*. From release 3.8.8 on spaCy takes the last rule whose
result is a word, so that ministers hop for a treaty and rates are rats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Token

LEMMATIZER = "lemmatizer"

_MOST_FORMS = 200_000
"""Forms of which the lemmas are remembered before all are forgotten."""


def take_lemmas_in_order(nlp: Language) -> None:
    """Let a pipeline's lemmatizer by rules, if it has one, prefer the lemma of its first rule that gives a word."""
    from spacy.pipeline import Lemmatizer

    if LEMMATIZER not in nlp.pipe_names:
        return
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule":
        lemmatizer.lemmatize = _InOrder(lemmatizer)


class _InOrder:
    """The lemmas of a token, best first: irregular ones, then those of rules in the order of the rules."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._remembered: dict[tuple[int, int, int], list[str]] = {}

    def __call__(self, token: Token) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
        lemmas = self._remembered.get(key)
        if lemmas is None:
            if len(self._remembered) >= _MOST_FORMS:
                self._remembered.clear()
            lemmas = self._remembered[key] = self._ordered(token)
        return lemmas

    def _ordered(self, token: Token) -> list[str]:
        lemmas: list[str] = self._lemmatizer.rule_lemmatize(token)
        if len(lemmas) == 1:
            return lemmas
        rules = self._lemmatizer.lookups.get_table("lemma_rules", {}).get(token.pos_.lower(), ())
        return sorted(lemmas, key=lambda lemma: _first_rule(token.lower_, lemma, rules))


def _first_rule(form: str, lemma: str, rules: Sequence[Sequence[str]]) -> int:
    """The number of the first rule, an ending and what takes its place, that makes the lemma of the form; -1 without one."""
    made = (
        n
        for n, (old, new) in enumerate(rules)
        if form.endswith(old) and form.removesuffix(old) + new == lemma
    )
    return next(made, -1)
