"""Attribute rules that are remembered set what spaCy's own ruler sets."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc

from foedus.reporting.parsing.attribute_rules import (
    REMEMBERED,
    RULER,
    RememberedRules,
    UnknownRuleError,
    remember_attribute_rules,
)
from foedus.reporting.parsing.pipeline import pipeline

SET = [TAG, POS, MORPH, LEMMA, DEP]
NLP = pipeline()
OWN = NLP.get_pipe(RULER)
TAGS = sorted(NLP.get_pipe("tagger").labels)
DEPENDENCIES = ["", *sorted(NLP.get_pipe("parser").labels)]
WORDS = [
    "Ai", "n't", "nt", "GON", "na", "got", "ta", "Let", "'s", "y'", "all", "c'm", "on", "there", "is", "You", "it", "I", "that",
    "because", "has", "to", "wo", "treaty", "leaves", "\n\n", " ", "nuthin'", "nothin'", "1960",
]  # fmt: skip


def doc_of(tokens):
    words, tags, deps = zip(*tokens, strict=True) if tokens else ((), (), ())
    return Doc(NLP.vocab, words=list(words), tags=list(tags), deps=list(deps), heads=list(range(len(words))))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(WORDS) | st.text(min_size=1, max_size=6).filter(lambda w: w.isprintable()),
            st.sampled_from(TAGS),
            st.sampled_from(DEPENDENCIES),
        ),
        max_size=30,
    )
)
def test_same_as_the_ruler(tokens):
    remembered = NLP.get_pipe(REMEMBERED)
    assert (remembered(doc_of(tokens)).to_array(SET) == OWN(doc_of(tokens)).to_array(SET)).all()


def test_the_pipeline_uses_the_remembered_rules():
    assert REMEMBERED in NLP.pipe_names
    assert RULER not in NLP.pipe_names
    assert [(t.pos_, t.lemma_) for t in NLP("It won't be gonna.")][1:3] == [("AUX", "will"), ("PART", "not")]


def test_rules_of_another_sort_are_left_to_the_ruler():
    nlp = spacy.blank("en")
    nlp.add_pipe(RULER).add([[{"ENT_TYPE": "PERSON"}]], {"LEMMA": "somebody"})
    with pytest.raises(UnknownRuleError, match="ENT_TYPE"):
        RememberedRules(nlp.get_pipe(RULER))
    remember_attribute_rules(nlp)
    assert nlp.pipe_names == [RULER]


def test_what_is_set_already_stays():
    ruler = spacy.blank("en").add_pipe(RULER)
    ruler.add([[{"LOWER": "went"}]], {"LEMMA": "go"})
    doc = Doc(ruler.vocab, words=["She", "went"], lemmas=["she", ""], pos=["PRON", ""])
    assert [(t.pos_, t.lemma_) for t in RememberedRules(ruler)(doc)] == [("PRON", "she"), ("", "go")]


def test_a_pipeline_without_rules_stays_as_it_is():
    nlp = spacy.blank("en")
    remember_attribute_rules(nlp)
    assert nlp.pipe_names == []
