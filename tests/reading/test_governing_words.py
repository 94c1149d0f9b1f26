"""What a denied belief, a doubt and odds beside the cue make of a content that is cut from them."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.meaning.lexicon import reading
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
        ("Ms. Lund does not think that Norway will leave the pact.", "that Norway", "not think", 0.0, 0.3),
        ("Ms. Lund doubts that the fleet could do it.", "that the fleet", "doubts", 0.0, 0.3),
        ("Ms. Lund does not doubt that Norway will leave the pact.", "that Norway", "not doubt", 0.7, 1.0),
        ("Others do not rule out that Norway will act.", "that Norway", "not rule out", 0.2, 0.6),
        ("Ms. Lund puts it at one in five that the pact is cancelled this year.", "that the pact", "one in five", 0.2, 0.2),
        ("Ms. Lund put the chance of a withdrawal at less than five per cent.", "the chance", "less than five per cent",
         0.02, 0.03),
        ("Ms. Lund would be surprised if Norway left the pact.", "if Norway", "be surprised", 0.1, 0.3),
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
