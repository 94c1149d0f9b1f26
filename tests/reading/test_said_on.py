"""The day of a saying: weekdays and dates of the sentence around the content, seen from the day of publication."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.meaning.said_on import day_in
from foedus.reporting.read import read_article

PUBLISHED = "2019-06-27"  # a Thursday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Lund said on Tuesday", "2019-06-25"),
        ("Lund said Thursday", "2019-06-27"),
        ("Lund said on Friday", "2019-06-21"),
        ("Lund said yesterday", "2019-06-26"),
        ("in an interview on 24 June", "2019-06-24"),
        ("in an interview on June 20, 2019", "2019-06-20"),
        ("Lund said", None),
        ("must decide by Friday", None),
        ("the talks are due on Monday or next Tuesday", "2019-06-24"),
        ("in the campaign of 2016", None),
        ("signed on 19 January 1960", None),
    ],
)
def test_days(words, day):
    assert day_in(words, PUBLISHED) == day


@given(st.text(max_size=80), st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_no_day_lies_after_publication(words, published):
    day = day_in(words + " on Monday", published.isoformat())
    assert day is None or dt.date.fromisoformat(day) <= published


def read(text, published=PUBLISHED):
    return read_article(Article("a.txt", text, Span(0, len(text)), outlet="Bergen Post", published=published))


def test_the_day_beside_the_cue_counts_not_the_one_within_the_content():
    [found] = read("Lund said on Tuesday that the pact had ended on Sunday.")
    assert found.said_on == "2019-06-25"
    [quiet] = read("Lund said that the pact had ended on Sunday.")
    assert quiet.said_on is None


def test_without_a_day_of_publication_there_is_none():
    [found] = read("Lund said on Tuesday that the pact had ended.", None)
    assert found.said_on is None


def test_a_reported_move_has_its_day():
    told = read("Norway threatened on Monday to withdraw from the fisheries treaty with Iceland.")
    [found] = [s for s in told if s.same_as is None]
    assert (found.kind, found.said_on) == ("report", "2019-06-24")
