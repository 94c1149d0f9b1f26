"""Where probabilities given as numbers can begin."""

from __future__ import annotations

import itertools
import re

import pytest

from foedus.reporting.meaning.stated_odds import odds_at, openings

HEDGES = ("", "about ", "perhaps only ", "closer to ", "as high as ", "some ")
BOUNDS = ("", "less than ", "no more than ", "below ", "at most a ", "over an ")
NUMBERS = (
    "one in ten", "95 per cent certain", "between 60 and 70 percent likely", "a one-in-five chance", "a third", "two thirds",
    "evens", "50-50", "ten to one against", "odds of 70-30", "a hundred percent sure", "a quarter",
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_a_probability_begins_where_one_can(number: str) -> None:
    found = 0
    for hedge, bound in itertools.product(HEDGES, BOUNDS):
        text = f"he puts the odds at {hedge}{bound}{number}"
        words = [(match.group(), match.start()) for match in re.finditer(r"[\w.]+|\S", text)]
        places = set(openings([word for word, _ in words]))
        begin = {i for i, (_, start) in enumerate(words) if odds_at(text, start, len(text)) is not None}
        found += len(begin)
        assert begin <= places
    assert found > len(HEDGES)


def test_words_that_lead_to_no_number_open_nothing() -> None:
    assert (
        list(openings("the minister is at odds with some of those as well as about to leave".split())) == []
    )
