"""Numbers are written with no more digits than they deserve, and shares as shown sum to 100."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.brief import numbers
from foedus.brief.scale import BANDS, SYNONYMS, holds, term_for

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("probability", "shown"),
    [(0.0, "under 1 %"), (0.004, "under 1 %"), (0.005, "under 1 %"), (0.0075, "1 %"), (0.034172, "3 %"), (0.125, "13 %"), (0.992, "99 %"),
     (0.996, "over 99 %"), (1.0, "over 99 %")],
)  # fmt: skip
def test_percent_has_no_false_digits(probability: float, shown: str) -> None:
    assert numbers.percent(probability).replace(NBSP, " ") == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(1.0, "neutral"), (1.04, "neutral"), (2.5, "2.5 to 1 for"), (0.4, "2.5 to 1 against"), (12.4, "12 to 1 for"),
     (400.0, "over 100 to 1 for"), (0.0, "rules it out"), (math.inf, "proves it")],
)  # fmt: skip
def test_odds_say_which_way(ratio: float, shown: str) -> None:
    assert numbers.odds(ratio) == shown


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8).filter(lambda xs: sum(xs) > 0))
def test_whole_percents_sum_to_100_and_stay_near(weights: list[float]) -> None:
    shares = [weight / sum(weights) for weight in weights]
    wholes = numbers.whole_percents(shares)
    assert sum(wholes) == 100
    assert all(abs(whole - 100 * share) < 1 + 1e-6 for whole, share in zip(wholes, shares, strict=True))


def test_a_date_is_written_out_and_anything_else_is_left() -> None:
    assert numbers.day("2031-03-06").replace(NBSP, " ") == "6 March 2031"
    assert numbers.day("in spring") == "in spring"


@given(st.floats(0.0, 1.0))
def test_every_probability_has_a_term_that_holds_it(probability: float) -> None:
    assert holds(term_for(probability), probability)


def test_the_bands_meet_and_cover_everything() -> None:
    assert BANDS[0][1] == 0.0
    assert BANDS[-1][2] == 1.0
    assert all(before[2] == after[1] for before, after in pairwise(BANDS))


@pytest.mark.parametrize(
    ("probability", "term"),
    [(0.03, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"), (0.45, "roughly even chance"),
     (0.55, "roughly even chance"), (0.8, "likely"), (0.95, "very likely"), (0.96, "almost certain")],
)  # fmt: skip
def test_a_bound_takes_the_term_nearer_to_even(probability: float, term: str) -> None:
    assert term_for(probability) == term


def test_synonyms_hold_what_their_term_holds() -> None:
    assert holds("Improbable", 0.3)
    assert not holds("improbable", 0.6)
    assert set(SYNONYMS.values()) <= {name for name, _, _ in BANDS}
