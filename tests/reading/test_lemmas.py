"""Lemmas follow the first rule that gives a word."""

import pytest
import spacy

from foedus.reporting.parsing.lemmas import take_lemmas_in_order
from foedus.reporting.parsing.pipeline import pipeline


@pytest.mark.parametrize(
    ("sentence", "form", "lemma"),
    [
        ("The minister hopes that the pact will last.", "hopes", "hope"),
        ("She was hoping for an offer.", "hoping", "hope"),
        ("No side was spared.", "spared", "spare"),
        ("The rates have fallen twice.", "rates", "rate"),
        ("Analysts doubt his motives.", "motives", "motive"),
        ("He hopped from one capital to the next.", "hopped", "hop"),
        ("They planned a summit.", "planned", "plan"),
        ("The envoys left early.", "left", "leave"),
    ],
)
def test_lemma(sentence, form, lemma):
    (token,) = (t for t in pipeline()(sentence) if t.text == form)
    assert token.lemma_ == lemma


def test_other_lemmatizers_stay_as_they_are():
    nlp = spacy.blank("en")
    take_lemmas_in_order(nlp)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    before = lemmatizer.lemmatize
    take_lemmas_in_order(nlp)
    assert lemmatizer.lemmatize == before
