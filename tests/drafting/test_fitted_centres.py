"""Centres that history tells: put in as they were known on the question's day, the rest left as assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drafting.made_up import QUESTION, finding, found, material

from foedus.case.read import case_of
from foedus.drafting.draft import draft_case
from foedus.drafting.fitted_centres import FittedCentre, centres_known, table_text, with_centres
from foedus.drafting.model_text import assumed_model, default_model
from foedus.history.table import threats

PLAIN = """quantities:
  cost:
    lognormal: [1.0, 0.3]
    unit: utility
    because: "assumption: a guess"
  share:
    beta: [2, 4]
    because: "assumption: another"
"""


def centre(quantity, family="lognormal", *, fitted=True, as_of="2010-12-31"):
    return FittedCentre(as_of, 40, quantity, fitted, 0.1, 0.3, family, 1.25, 0.3)


def test_the_file_of_the_model_holds_assumptions_only():
    assert not any(quantity.fitted for quantity in case_of(assumed_model(), "model").quantities.values())


def test_a_centre_is_put_in_with_the_command_that_finds_it():
    text = with_centres(PLAIN, [centre("cost"), centre("share", "beta", fitted=False)])
    assert "    lognormal: [1.25, 0.3]\n    unit: utility\n    fitted: yes\n" in text
    assert "foedus fit exit-threat --history --as-of 2010-12-31 to what came of 40 threats" in text
    assert text.partition("  share:")[2] == PLAIN.partition("  share:")[2]
    assert "--as-of" not in with_centres(PLAIN, [centre("cost", as_of="")])


@pytest.mark.parametrize("wrong", [centre("cost", "beta"), centre("price")])
def test_a_centre_of_another_model_is_refused(wrong):
    with pytest.raises(ValueError, match="declares no"):
        with_centres(PLAIN, [wrong])


def test_the_table_is_read_by_its_days():
    assert centres_known("2000-12-30") == ()
    assert {c.as_of for c in centres_known("2010-12-30")} == {"2009-12-31"}
    assert {c.as_of for c in centres_known("2010-12-31")} == {"2010-12-31"}
    assert centres_known() == centres_known("2999-01-01")
    assert table_text(centres_known()).count("\n") == len(centres_known()) + 1


@pytest.mark.parametrize("day", ["1995-05-05", "2003-04-05", "2010-06-30", "2019-06-28", "2030-01-01"])
def test_a_draft_knows_no_later_threat(day):
    """Each fitted centre counts as many threats as had had their two years by a day before the question's."""
    asked = replace(QUESTION, as_of=day, deadline="2031-03-01")
    case = draft_case(material(question=asked, situation=found(signal=finding("threat", "s1", on=day)))).case
    known = centres_known(day)
    for quantity in (q for q in case.quantities.values() if q.fitted):
        (row,) = (c for c in known if c.quantity == quantity.name)
        assert row.as_of <= day
        assert f"--as-of {row.as_of} to what came of {row.threats} threats" in quantity.because
        told = [t for t in threats(day) if t.mature and t.has_demand == "y" and t.course]
        assert row.threats <= len(told)
    assert any(q.fitted for q in case.quantities.values()) == (day >= "2000-12-31")


def test_the_latest_centres_are_the_default():
    assert default_model() == with_centres(assumed_model(), centres_known())
