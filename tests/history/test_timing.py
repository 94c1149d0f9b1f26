"""Waiting times and hazards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.history.hazards import hazard
from foedus.history.table import threats
from foedus.history.timing import waiting_times

months = st.floats(0, 40)


@given(months, months, st.floats(0, 60))
def test_a_longer_horizon_never_makes_exit_or_revision_less_probable(a: float, b: float, age: float) -> None:
    waiting = waiting_times("2019-06-28")
    short, long = waiting.within(age, min(a, b)), waiting.within(age, max(a, b))
    for course in ("exit", "revised"):
        assert 0 <= short[course] <= long[course] + 1e-12 <= 1 + 1e-9
    assert waiting.later(age, min(a, b)) <= waiting.later(age, max(a, b))


def test_no_time_changes_nothing_and_the_window_completes() -> None:
    waiting = waiting_times("2019-06-28")
    assert waiting.within(3, 0) == {"exit": 0, "revised": 0}
    assert waiting.within(0, 24) == pytest.approx({"exit": 1, "revised": 1})
    assert waiting.later(0, 24) == 0


def test_the_fit_follows_the_outcomes_it_was_made_from() -> None:
    waiting = waiting_times()
    for course in ("exit", "revised"):
        seen = [
            t.months
            for t in threats()
            if t.course == course and t.has_demand == "y" and t.vehicle != "formal_notice"
        ]
        for at in (3, 6, 12, 18):
            share = sum(m <= at for m in seen if m is not None) / len(seen)
            assert waiting.share(course, at) == pytest.approx(share, abs=0.1)


def test_hazards_carry_the_interval_of_their_counts() -> None:
    rate = hazard("alliance", "USA", "2019-06-28")
    assert rate is not None
    assert rate.low < rate.per_year < rate.high
    assert rate.low == pytest.approx(0.0008, abs=0.0001)  # Jeffreys, 2 events in 731 alliance-years
    assert hazard("alliance", "USA", "1990-01-01") is None
