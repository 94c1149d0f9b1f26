"""Scenarios side by side."""

import pytest

from foedus.errors import InputFault
from foedus.inquiry.scenarios import side_by_side, with_quantities

from .small import SEEN, case, closed_form


def test_what_is_not_changed_does_not_differ() -> None:
    this = case(SEEN)
    same, other = side_by_side({"a": this, "b": this}, draws=1024, solve=closed_form)
    assert same.courses == other.courses
    assert set(other.change.values()) == {0.0}


def test_a_partner_that_yields_more_makes_exit_less_probable() -> None:
    this = case(SEEN)
    now, yielding = side_by_side(
        {"as it is": this, "yielding": with_quantities(this, {"yields": {"beta": [8, 2]}})},
        draws=1024,
        solve=closed_form,
    )
    assert yielding.change["revised"] > 0.2
    assert yielding.change["exit"] < 0
    assert sum(yielding.change.values()) == pytest.approx(0)
    assert now.change["exit"] == 0


def test_unknown_quantities_and_faulty_values_are_named() -> None:
    this = case(SEEN)
    with pytest.raises(InputFault, match="moon"):
        with_quantities(this, {"moon": 1})
    with pytest.raises(InputFault, match="yields cannot be"):
        with_quantities(this, {"yields": {"beta": [-1, 2]}})
    with pytest.raises(InputFault, match="no scenario"):
        side_by_side({})
