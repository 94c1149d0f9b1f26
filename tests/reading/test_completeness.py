"""Nothing that somebody is said to have said is lost, and nothing is said to be said that was not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.parsing.language import parse
from foedus.reporting.read import read_article

TEXTS = [
    "Kari Lund said that the ministry, which met on Monday, would leave the pact if quotas fell, and that talks were over.",
    '"We will stay," Lund said. "But the terms must change, unless Oslo pays."',
    "The minister wants compensation for the ports and plans to leave the treaty, according to two officials.",
    "Analysts doubt the threat. Lund reportedly supports the alliance.",
]


def read(text):
    return read_article(Article("a.txt", text, Span(0, len(text)), outlet="Bergen Post"))


def words_under(text, spans):
    return {
        m.start() for m in re.finditer(r"\w+", text) if any(m.start() < e and m.end() > s for s, e in spans)
    }


@pytest.mark.parametrize("text", TEXTS)
def test_the_statements_of_an_attribution_hold_all_its_words(text):
    statements = read(text)
    for attribution in attributions(parse(text)):
        if attribution.parent is None:
            told = {w for s in statements for w in words_under(text, s.content)}
            assert words_under(text, attribution.content) <= told


@pytest.mark.parametrize("text", TEXTS)
def test_content_runs_from_word_to_word_and_ids_are_unique(text):
    statements = read(text)
    assert len({s.id for s in statements}) == len(statements)
    for statement in statements:
        assert all(text[span.start].isalnum() for span in statement.content if statement.attribution)


def test_an_act_that_the_clause_tells_is_marked_as_the_same():
    statements = read("Norway threatened on Monday to withdraw from the fisheries treaty with Iceland.")
    whole = [s for s in statements if s.same_as is None]
    assert len(whole) == 1
    assert {s.same_as for s in statements if s.same_as} <= {whole[0].id}


def test_a_view_that_nothing_else_tells_is_told_with_its_holder():
    text = "The senator said the ports had suffered for years and called it a common illness among towns."
    statements = read(text)
    [view] = [s for s in statements if "common illness" in s.words]
    assert view.speaker == "The senator"
    assert view.likelihood is None


def test_a_view_of_nobody_in_particular_is_not_the_outlets_own():
    statements = read("The final accord is expected to be ratified next month in Oslo.")
    [view] = [s for s in statements if s.cue]
    assert view.voice == "indirect"
    assert view.same_as is not None
    assert all(s.voice == "author" for s in statements if not s.cue)


def test_what_a_speaker_thinks_in_a_quotation_is_told_under_the_quotation():
    [statement] = read('"I think the treaty will last," Lund said.')
    text = '"I think the treaty will last," Lund said.'
    assert [text[s.start : s.end] for s in statement.source] == ["Lund"]
    assert [text[s.start : s.end] for s in statement.cue] == ["said"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3), st.data())
def test_mangled_text_raises_nothing_and_spans_stay_inside(texts, data):
    text = " ".join(texts)
    cut = data.draw(st.integers(0, len(text)))
    text = text[cut:] + text[: data.draw(st.integers(0, cut))]
    for statement in read(text):
        assert all(0 <= s.start < s.end <= len(text) for s in statement.content)
