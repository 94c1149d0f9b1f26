"""Whether the question's date forces the decision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drafting.made_up import QUESTION, finding

from foedus.drafting.timing import forced_by_date, timing_text

FREE = {"s2"}


@pytest.mark.parametrize(
    ("on", "probable", "cited"),
    [
        ("2031-03-01", True, ("s2",)),
        ("2031-02-20", True, ("s2",)),  # days of one expiry are told a few days apart
        ("2030-06-01", False, ()),  # its statements enter as a sign
        (None, False, ()),
    ],
)
def test_a_named_day_forces_if_it_is_the_questions(on, probable, cited):
    forced = forced_by_date(QUESTION, finding("a day", "s2", "s9", on=on), FREE)
    assert (forced.probable, forced.statements) == (probable, cited)


def test_without_a_named_day_only_a_near_question_is_forced():
    assert not forced_by_date(QUESTION, None, FREE).probable
    assert forced_by_date(replace(QUESTION, deadline="2030-04-01"), None, FREE).probable


def test_a_notice_runs_out_whatever_the_articles_name():
    noticed = replace(QUESTION, notice_given=True)
    forced = forced_by_date(noticed, finding("another day", "s2", on="2030-05-15"), FREE)
    assert forced.probable
    assert forced.statements == ()  # a day of something else is no ground for this one


def test_months_are_counted_to_the_deadline_and_never_none():
    assert "months_open: 11.99" in timing_text(QUESTION, forced_by_date(QUESTION, None, ()))
    near = replace(QUESTION, deadline="2030-03-01")
    assert "months_open: 0.01" in timing_text(near, forced_by_date(near, None, ()))
