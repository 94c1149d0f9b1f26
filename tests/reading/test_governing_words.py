"""What a denied belief, a doubt and odds beside the cue make of a content that is cut from them."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.meaning.lexicon import is_judgement, reading
from foedus.reporting.read import read_article


def statement(text, words):
    """The statement of a text whose words begin so."""
    article = Article(
        name="a.txt", digest="0", outlet="Oslo Times", carried_by=None, published=None, title=None, language="en",
        text=text, body=Span(0, len(text)),
    )  # fmt: skip
    return next(s for s in read_article(article) if " ".join(s.words.split()).startswith(words))


@pytest.mark.parametrize(
    ("text", "words", "phrase", "low", "high"),
    [
        ("Few observers believe that Norway will leave the pact.", "that Norway", "Few observers believe", 0.0, 0.3),
        ("Ms. Lund does not think that Norway will leave the pact.", "that Norway", "does not think", 0.0, 0.3),
        ("Ms. Lund doubts that the fleet could do it.", "that the fleet", "doubts", 0.0, 0.3),
        ("Ms. Lund does not doubt that Norway will leave the pact.", "that Norway", "does not doubt", 0.7, 1.0),
        ("Others do not rule out that Norway will act.", "that Norway", "do not rule out", 0.2, 0.6),
        ("Ms. Lund puts it at one in five that the pact is cancelled this year.", "that the pact", "one in five", 0.2, 0.2),
        ("Ms. Lund put the chance of a withdrawal at less than five per cent.", "the chance", "less than five per cent",
         0.02, 0.03),
        ("Ms. Lund would be surprised if Norway left the pact.", "if Norway", "would be surprised", 0.1, 0.3),
        ("Markets remain sceptical that the exit will come this year.", "that the exit", "sceptical", 0.1, 0.3),
        ("Negotiators are increasingly confident the accord will hold.", "the accord", "increasingly confident", 0.7, 0.95),
        ('"I\'m 99 percent certain that Norway will stay," Ms. Lund said.', "I'm 99", "99 percent", 0.98, 1.0),
        ('"I\'m sure Norway will come back," Ms. Lund said.', "I'm sure", "sure", 0.9, 1.0),
        ('"I don\'t think Norway will leave," Ms. Lund said.', "I don", "don't think", 0.1, 0.3),
        ("Ms. Lund nonetheless expects that the quarrel will be patched up.", "that the quarrel", "expects", 0.6, 0.8),
        ("Ms. Lund hopes for talks but doubts that Norway will stay.", "that Norway", "doubts", 0.1, 0.3),
        ("The bank fully expects Norway to walk away.", "Norway to", "fully expects", 0.7, 0.9),
        ("There is no doubt that Norway will leave.", "that Norway", "no doubt", 0.9, 1.0),
        ("None of the experts expects an exit.", "None of", "None of the experts expects", 0.0, 0.1),
        ("I can't see the bank holding the line.", "I can't", "can't see", 0.1, 0.3),
        ("The ministry was hopeful that a way could be found.", "that a way", "hopeful", 0.5, 0.8),
        ("We judge it about one in three that Norway leaves.", "it about", "about one in three", 0.3, 0.36),
        ("Few doubt that Norway will leave.", "Few doubt", "Few doubt", 0.7, 1.0),
        ("Ms. Lund declined to rule out an exit.", "to rule out", "declined to rule out", 0.3, 0.5),
        ("The Commission said it does not expect the treaty to be ended.", "it does", "does not expect", 0.1, 0.3),
        ("Nobody believes that the bloc will let Norway stay.", "Nobody believes", "Nobody believes", 0.0, 0.1),
        ("Bookmakers offer odds of ten to one that the premier will go.", "odds of", "odds of ten to one", 0.08, 0.1),
    ],
)  # fmt: skip
def test_the_governing_clause_says_how_probable(text, words, phrase, low, high):
    found = statement(text, words)
    assert found.phrase == phrase
    assert low <= found.likelihood.median <= high


@pytest.mark.parametrize(
    ("text", "words", "negated"),
    [
        ("Ms. Lund did not say that Norway would leave the pact.", "that Norway", True),
        ("Ms. Lund denied that Norway would leave the pact.", "that Norway", True),
        ("Ms. Lund did not dispute that the letter was genuine.", "that the letter", False),
        ("Ms. Lund said that Norway would leave the pact.", "that Norway", False),
    ],
)
def test_a_denial_outside_the_content_is_told(text, words, negated):
    assert statement(text, words).negated is negated


@pytest.mark.parametrize(
    ("text", "words", "phrase", "negated"),
    [
        ("Norway ruled out leaving the pact.", "leaving", "ruled out", True),
        ("Ms. Lund all but ruled out leaving the pact.", "leaving", "all but ruled out", True),
        ("Ms. Lund refused to rule out leaving the pact.", "Ms. Lund refused", "refused to rule out", False),
    ],
)
def test_what_somebody_rules_out_is_a_phrase_that_is_never_pooled(text, words, phrase, negated):
    found = statement(text, words)
    assert (found.phrase, found.negated) == (phrase, negated)
    assert not is_judgement(phrase)


def test_what_cannot_be_expected_is_not_doubted():
    assert statement("You cannot expect the islands to wait.", "You").phrase != "cannot expect"


def test_a_quotation_beside_a_denied_belief_is_not_denied():
    text = 'Ms. Lund, a lawyer at the Fjord Institute, does not foresee a rupture. "The damage is slower," she said.'
    found = statement(text, "The damage")
    assert not found.negated
    assert found.phrase is None


@pytest.mark.parametrize(
    ("phrase", "median"),
    [
        ("about one in ten", 0.1),
        ("sixty per cent chance", 0.6),
        ("perhaps a third", 1 / 3),
        ("no better than one in ten", 0.05),
        ("above half", 0.75),
        ("not consider that probable", reading("not probable").median),
        ("hardly anybody believes", reading("doubt").median),
    ],
)
def test_numbers_and_denials_read(phrase, median):
    assert reading(phrase).median == pytest.approx(median, abs=1e-4)


@pytest.mark.parametrize("verb", ["hopes", "fears"])
def test_what_is_hoped_or_feared_is_no_estimate(verb):
    assert statement(f"Ms. Lund {verb} that Norway will stay.", "that Norway").phrase is None
