"""A probability over a longer time than the question leaves is held to the question's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting.made_up import UNLIKELY, said

from foedus.drafting.horizon import held_to, months_named
from foedus.drafting.judging import judgements_of

shares = st.floats(0.0, 0.999)
spans = st.floats(0.5, 60)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("one chance in five over four years", 48),
        ("below five per cent inside three years", 36),
        ("he'll be gone within 18 months", 18),
        ("unlikely in the next two years", 24),
        ("they left in two of three cases", None),
        ("in two years of talks nothing moved", None),
        ("unlikely to leave", None),
    ],
)
def test_the_time_that_words_name(words, months):
    assert months_named(words) == months


@settings(deadline=None)
@given(shares, spans, spans)
def test_a_shorter_time_never_makes_it_more_probable_and_a_longer_none_at_all(p, over, within):
    held = held_to(p, over, within)
    assert 0 <= held <= p + 1e-12
    if within >= over:
        assert held == p


@settings(deadline=None)
@given(shares, st.floats(1, 12))
def test_the_time_in_parts_gives_the_whole_again(p, part):
    staying = (1 - held_to(p, 3 * part, part)) ** 3
    assert 1 - staying == pytest.approx(p)


def test_a_judgement_over_three_years_counts_for_one_with_its_reason():
    words = "It is unlikely within three years that they leave"
    statement = said(
        "s1", words, bears_on="exit", direction="against", phrase="unlikely", likelihood=UNLIKELY
    )
    (record,) = judgements_of([statement], {}, (), ["s1"], months=12.0).values()
    assert record["median"] == pytest.approx(1 - 0.8 ** (1 / 3), abs=1e-4)
    assert "36 months" in record["because"]
    (plain,) = judgements_of([statement], {}, (), ["s1"]).values()
    assert plain["median"] == 0.2
