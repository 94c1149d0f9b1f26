"""Which word of probability governs a proposition, and which words are none."""

from __future__ import annotations

import pytest

from foedus.reporting.meaning.lexicon import is_judgement, reading
from foedus.reporting.meaning.likelihood import evidential_in, phrase_in
from foedus.reporting.meaning.propositions import propositions
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import parse


def phrases(text):
    parsed = parse(text)
    tree = tree_of(parsed)
    found = []
    for p in propositions(parsed, []):
        conditional = {i for c in p.conditions for i in c.tokens}
        phrase = phrase_in(parsed, tree, p.tokens, p.root, conditional)
        if phrase is not None:
            assert parsed.words(phrase.span) == phrase.words
        found.append(phrase.words if phrase else None)
    return found


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It is very unlikely that Oslo would scrap the pact.", "very unlikely"),
        ("The chances of an exit are virtually zero.", "virtually zero"),
        ("Norway will definitely keep its fleet.", "will definitely"),
        ("Norway may well leave the pact.", "may well"),
        ("It may not even be lawful to leave.", "may not"),
        ("Lund would not go for leaving the pact.", "would not"),
        ("Lund won't sign.", "won't"),
        ("It would not only hurt trade, but could also end the talks.", "would"),
        ("One could expect Lund to arm the fleet.", "could expect"),
        ("Norway will almost certainly leave.", "will almost certainly"),
        ("A deal is not very likely.", "not very likely"),
        ("There is a 70 percent chance that Norway leaves.", "70 percent chance"),
        ("There is little chance of a deal.", "little chance"),
        ("Lund is expected to sign on Friday.", "expected"),
        ("The offer will probably not be enough.", "will probably not"),
        ("Chances of a deal very slim, says a policy expert.", "very slim"),
        ("Norway likely to leave fisheries pact, senior official says.", "likely"),
        ("It is feared that Norway will close the ports.", "will"),
        ("Lund is about 95 percent decided.", "about 95 percent"),
        ("They may, to some extent, be able to win more quota.", "may"),
        ("Oslo Unlikely To Withdraw From Fish Pact", "Unlikely"),
    ],
)
def test_governing_phrase(text, phrase):
    assert phrases(text) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "Norway must pay for the patrols.",  # deontic
        "There must be real talks to avoid it.",
        "Lund, who may resign, signed the pact.",  # the relative clause's own
        "The likely outcome is a new pact.",  # attributive
        "The fleet could not leave the port on Monday.",  # was not able
        "The two sides met in May.",
        "Lund told aides that he may leave.",  # what he told
        "The pact was signed in 1976.",
    ],
)
def test_no_phrase_governs(text):
    assert set(phrases(text)) <= {None}


def test_must_that_infers_is_a_phrase():
    assert phrases("Lund must be bluffing.") == ["must be"]
    assert phrases("Lund must have known it.") == ["must have"]


def test_a_condition_s_own_modal_does_not_govern():
    assert phrases("If Norway should leave, prices would rise.") == ["would"]


def test_two_clauses_two_phrases():
    assert phrases("Norway is unlikely to leave but may ask for a review.") == ["unlikely", "may"]
    assert phrases("Lund might ask for changes, but the islands will refuse.") == ["might", "will"]


def test_evidentials_are_no_probability():
    for text, word in (
        ("Lund is reportedly ill.", "reportedly"),
        ("The pact is said to be dead.", "is said to"),
    ):
        parsed = parse(text)
        tree = tree_of(parsed)
        found = evidential_in(parsed, tree, range(len(parsed.doc)))
        assert found.words == word
        assert parsed.words(found.span) == word
        assert reading(found.words) is None
        assert not is_judgement(found.words)
