"""The table of past threats: what a day hides, and that rows are whole."""

from datetime import date

import pytest

from foedus.errors import InputFault
from foedus.history.table import (
    COURSES,
    base_rates,
    day_of,
    months_between,
    rate_records,
    raw_rows,
    records,
    threats,
)


def test_every_row_has_a_course_sources_and_consistent_months() -> None:
    table = threats()
    assert len({t.id for t in table}) == len(table) > 100
    for row, threat in zip(raw_rows("exit_threats.csv"), table, strict=True):
        assert threat.course in COURSES
        assert threat.sources
        assert threat.has_demand in ("y", "n")
        span = months_between(threat.first_threat, day_of(row["outcome_date"]))
        assert threat.months == pytest.approx(span, abs=0.6)


@pytest.mark.parametrize("day", ["1990-01-01", "2016-09-27", "2018-05-07", "2019-06-28"])
def test_a_day_hides_later_threats_and_outcomes(day: str) -> None:
    limit = date.fromisoformat(day)
    final = {t.id: t for t in threats()}
    shown = threats(day)
    assert {t.id for t in shown} == {t.id for t in final.values() if t.first_threat < limit}
    for threat in shown:
        if threat.course is None:
            assert threat.months is None
            assert not threat.mature
        else:
            assert threat.course == final[threat.id].course


def test_an_outcome_that_came_after_the_day_is_not_told() -> None:
    shown = {t.id: t for t in threats("2018-01-01")}
    assert shown["USA-NAFTA-2017"].course is None
    assert shown["USA-NAFTA-2017"].note == ""


def test_rates_counted_from_the_table_sum_to_its_members() -> None:
    rates = {rate.id: rate for rate in base_rates()}
    assert sum(map(int, rates["E1"].numerator.split("/"))) == int(rates["E1"].denominator)
    assert int(rates["E2"].denominator) < int(rates["E1"].denominator)
    early = {rate.id for rate in base_rates("2010-06-01")}
    assert "I5" not in early
    assert {"W5", "E1"} <= early


def test_rates_as_records_have_one_id_each_and_hide_what_came_later() -> None:
    every = [r["id"] for r in rate_records()]
    assert len(set(every)) == len(every)
    assert {"E1", "A7", "I5"} <= set(every)
    assert "I5" not in {r["id"] for r in rate_records("2018-05-07")}


def test_records_name_unknown_kinds_and_dates() -> None:
    assert {r["kind"] for r in records(("trade",))} == {"trade"}
    with pytest.raises(InputFault, match="marriage"):
        records(("marriage",))
    with pytest.raises(InputFault, match="soon"):
        threats("soon")
