"""The attribute rules of a spaCy pipeline, asked once for each kind of token instead of for each token.

English models of spaCy come with some two hundred rules that turn tags into parts of speech, features and lemmas ("a
token tagged VBD is a verb in the past", "*wo* tagged MD has the lemma *will*"). spaCy's own component holds each rule
against each token, a sixth of the time of a parse. But what a rule of one token says depends on the token's word, tag
and dependency alone, so it is asked once for each combination that comes up; rules over several tokens, a handful, are
matched as ever. The attributes come out the same to the last.

Annotations are evaluated here, since spaCy reads those of a component's factory.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

RULER = "attribute_ruler"
REMEMBERED = "remembered_attribute_rules"

_FORMS: dict[str, Callable[[str], object]] = {
    "ORTH": str,
    "TEXT": str,
    "LOWER": str.lower,
    "IS_SPACE": str.isspace,
}
"""What a rule may ask of a word, and how it follows from the word."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "IN": lambda value, given: value in given,
    "NOT_IN": lambda value, given: value not in given,
    "REGEX": lambda value, given: re.search(given, value) is not None,
}

_SET = (TAG, POS, MORPH, LEMMA, DEP)
_UNSET_BEFORE = slice(1, 4)
"""Where `_SET` has what no component before the ruler gives."""

_MOST_WORDS = 200_000
"""Words that are remembered before all are forgotten."""


class UnknownRuleError(Exception):
    """A rule asks for more than word, tag and dependency, or sets something else than is foreseen here."""


@dataclass(frozen=True)
class _Rule:
    """A rule of one token.

    Attributes:
        number: its place among the ruler's rules; a later one has its way.
        word: the bit of the condition on words that it makes, 0 without one.
        grammar: what it asks of tag and dependency.
    """

    number: int
    word: int
    grammar: tuple[tuple[str, Any], ...]


class RememberedRules:
    """A pipeline's component that sets what its attribute ruler sets, with the answers of rules of one token remembered.

    Raises:
        UnknownRuleError: the ruler has a rule that does not follow from word, tag and dependency.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._strings = ruler.vocab.strings
        self._longer = Matcher(ruler.vocab)
        self._conditions: list[dict[str, Any]] = []
        self._rules: list[_Rule] = []
        rules: list[Any] = list(ruler.patterns)
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                self._take(number, pattern)
        if any(set(attributes) - set(_SET) for attributes in ruler.attrs):
            raise UnknownRuleError(
                "a rule sets another attribute than a tag, a part of speech, features or a lemma"
            )
        self._by_form, self._by_comparison = _looked_up(self._conditions)
        self._words: dict[int, int] = {}
        self._kinds: dict[tuple[int, int, int], int] = {}
        self._answers: dict[tuple[int, ...], int] = {}
        self._table = np.zeros((0, 2, len(_SET)), dtype=np.uint64)

    def _take(self, number: int, pattern: list[dict[str, Any]]) -> None:
        """File a pattern under those of one token or those of more."""
        if len(pattern) > 1:
            self._longer.add(str(number), [pattern])
            return
        (token,) = pattern
        word = {key: asked for key, asked in token.items() if key not in ("TAG", "DEP")}
        comparisons = {name for asked in token.values() if isinstance(asked, Mapping) for name in asked}
        if not (word.keys() <= _FORMS.keys() and comparisons <= _COMPARISONS.keys()):
            raise UnknownRuleError(f"attribute rule {number} asks for {dict(token)}")
        if word and word not in self._conditions:
            self._conditions.append(word)
        bit = 1 << self._conditions.index(word) if word else 0
        grammar = tuple((key, asked) for key, asked in token.items() if key not in word)
        self._rules.append(_Rule(number, bit, grammar))

    def __call__(self, doc: Doc) -> Doc:
        """The document, with the attributes set that its tokens have by the rules."""
        before = doc.to_array(list(_SET))
        if before[:, _UNSET_BEFORE].any():  # what is set already must stay where no rule says otherwise
            return self._ruler(doc)
        words = map(self._bits_of, doc.to_array(ORTH).tolist())
        kinds = zip(words, before[:, 0].tolist(), before[:, -1].tolist(), strict=True)
        answers = [self._answer_to(kind) for kind in kinds]
        for name, start, end in self._longer(doc, allow_missing=True):
            number = int(self._strings[name])
            index = self._ruler.indices[number]
            place = index + (start if index >= 0 else end)
            known = tuple(self._answers)[answers[place]]  # rows follow one another as they came up
            answers[place] = self._row_of(tuple(sorted({*known, number})))
        changed, values = self._table[answers].swapaxes(0, 1)
        after: Any = np.where(changed, values, before)
        return doc.from_array(list(_SET), after)

    def _bits_of(self, orth: int) -> int:
        """The conditions on words that a word meets, a bit each."""
        bits = self._words.get(orth)
        if bits is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            word = self._strings[orth]
            bits = 0
            for key, found in self._by_form.items():
                bits |= found.get(_FORMS[key](word), 0)
            for bit, asked in self._by_comparison:
                bits |= bit * all(_meets(_FORMS[key](word), condition) for key, condition in asked.items())
            self._words[orth] = bits
        return bits

    def _answer_to(self, kind: tuple[int, int, int]) -> int:
        """The row of what the rules set that a word's bits, a tag and a dependency meet."""
        row = self._kinds.get(kind)
        if row is None:
            bits, tag, dependency = kind
            given = {"TAG": self._strings[tag], "DEP": self._strings[dependency]}
            numbers = (
                rule.number
                for rule in self._rules
                if rule.word & bits == rule.word
                and all(_meets(given[key], asked) for key, asked in rule.grammar)
            )
            row = self._kinds[kind] = self._row_of(tuple(numbers))
        return row

    def _row_of(self, numbers: tuple[int, ...]) -> int:
        """The row of what these rules set together: whether each attribute of `_SET` is set, and to what."""
        row = self._answers.get(numbers)
        if row is None:
            merged: dict[int, int] = {}
            for number in numbers:  # a later rule has its way
                merged |= self._ruler.attrs[number]
            new = np.array([[[a in merged for a in _SET], [merged.get(a, 0) for a in _SET]]], dtype=np.uint64)
            row = self._answers[numbers] = len(self._table)
            self._table = np.concatenate([self._table, new])
        return row


def remember_attribute_rules(nlp: Language) -> None:
    """Let a pipeline's attribute ruler remember its answers, if it has one whose rules are of the sort foreseen."""
    if RULER not in nlp.pipe_names:
        return
    try:
        nlp.add_pipe(REMEMBERED, after=RULER)
    except UnknownRuleError:
        return
    nlp.disable_pipe(RULER)


@Language.factory(REMEMBERED)
def _remembered_rules(nlp: Language, name: str) -> RememberedRules:
    ruler: Any = nlp.get_pipe(RULER)
    return RememberedRules(ruler)


def _looked_up(
    conditions: Sequence[dict[str, Any]],
) -> tuple[dict[str, dict[object, int]], list[tuple[int, dict[str, Any]]]]:
    """Conditions on words, a bit each: those that name forms, by the form; the others, to be compared one by one."""
    by_form: dict[str, dict[object, int]] = {}
    by_comparison: list[tuple[int, dict[str, Any]]] = []
    for number, asked in enumerate(conditions):
        bit = 1 << number
        ((key, condition), *more) = asked.items()
        named = condition.get("IN") if isinstance(condition, Mapping) and len(condition) == 1 else [condition]
        if more or named is None or isinstance(named[0], Mapping):
            by_comparison.append((bit, asked))
            continue
        forms = by_form.setdefault(key, {})
        for form in named:
            forms[form] = forms.get(form, 0) | bit
    return by_form, by_comparison


def _meets(value: Any, condition: Any) -> bool:
    """Whether a value meets a pattern's condition: a value to equal, or comparisons such as ``{"IN": [...]}``."""
    if not isinstance(condition, Mapping):
        return bool(value == condition)
    return all(_COMPARISONS[name](value, given) for name, given in condition.items())
