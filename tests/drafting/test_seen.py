"""What was seen: a sign is as certain as the statements that carry it were surely read."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.drafting.seen import _reply_read, _scaled, certainty_of, indicator_records
from foedus.drafting.sign_ratios import ratio_of
from foedus.ledger.statement import Statement
from foedus.reporting.threats.signs import sign_table


def carrying(number, sure, sign="talks_under_way"):
    return Statement(f"s{number}", "a.txt", (), "talks go on", rules=(f"sign: {sign}",), signs_sure=(sure,))


@given(st.lists(st.floats(0.3, 0.95), min_size=1, max_size=6))
def test_a_sign_is_there_unless_every_statement_was_misread(sure):
    statements = [carrying(i, p) for i, p in enumerate(sure)]
    certain = certainty_of("talks_under_way", statements)
    assert max(sure) - 0.005 <= certain <= 0.97 + 1e-9
    assert certain >= certainty_of("talks_under_way", statements[:1]) - 1e-9


def test_one_statement_of_two_equally_sure_ones_may_be_misread():
    assert certainty_of("talks_under_way", [carrying(0, 0.5), carrying(1, 0.5)]) == pytest.approx(0.75)


def test_what_a_person_confirmed_is_certain_but_for_the_report():
    confirmed = carrying(0, 0.4).corrected("Ada")
    assert certainty_of("talks_under_way", [confirmed]) == 0.97


def test_an_indicator_tells_its_statements_and_its_certainty():
    heard = {s.id: s for s in (carrying(0, 0.5), carrying(1, 0.8))}
    records = indicator_records({"talks_under_way": ("s0", "s1"), "undecided": ()}, heard)
    assert list(records) == ["talks_under_way"]
    assert records["talks_under_way"]["certainty"] == pytest.approx(0.9)
    assert records["talks_under_way"]["statements"] == ["s0", "s1"]
    assert records["talks_under_way"]["reports"] == ["a.txt", "a.txt"]


def test_reports_are_told_where_one_of_them_shows_a_sign_twice():
    heard = {s.id: s for s in (carrying(0, 0.5), replace(carrying(1, 0.8), article="b.txt"))}
    (record,) = indicator_records({"talks_under_way": ("s0", "s1")}, heard).values()
    assert "reports" not in record


def test_a_reply_counts_by_how_surely_it_was_read():
    told = [carrying(0, 0.6), carrying(1, 0.5)]
    assert _reply_read(["talks"], told) == pytest.approx(0.8)
    assert _reply_read(["refuse"], told) == _reply_read(["talks"], []) == 0.97
    first, second = _scaled([7, 3], 0.8)
    assert first / (first + second) == pytest.approx(0.7 * 0.8)
    assert first + second == pytest.approx(10)
    assert _scaled([7, 3], 0.97) == [7, 3]


def test_ratios_keep_the_direction_of_their_assumptions():
    for sign in sign_table():
        if sign.favours is not None:
            worth = ratio_of(sign)
            assert worth.ratio > 1
            assert abs(math.log(worth.ratio / sign.ratio)) < sign.spread
            assert worth.spread == sign.spread
            assert worth.because.startswith(sign.because)
