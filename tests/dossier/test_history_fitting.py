"""The default model fitted to history: from what is assumed, once, and by what was known on the day."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.dossier.history_fitting import fit_history, fitted_centres, fitted_model
from foedus.drafting.fitted_centres import centres_known
from foedus.drafting.model_text import default_model
from foedus.history import table


@pytest.mark.parametrize("day", ["2009-12-31", None])
def test_the_shipped_centres_are_what_the_command_finds(day):
    found, shipped = fitted_centres(fit_history(day)), centres_known(day)
    assert [(c.quantity, c.fitted, c.threats) for c in found] == [
        (c.quantity, c.fitted, c.threats) for c in shipped
    ]
    for one, other in zip(found, shipped, strict=True):
        assert (one.first, one.second) == pytest.approx((other.first, other.second), abs=0.002)


def test_the_model_that_drafts_take_is_not_fitted_again():
    """Fitting after the fitted centres were put in gives the same file: they are no start of another fit."""
    latest = centres_known()[0].as_of
    once = fitted_model(fit_history(latest))
    assert once == default_model()
    assert fitted_model(fit_history(latest)) == once


def test_a_fit_as_of_a_day_does_not_see_later_rows(monkeypatch):
    """Threats that had not had their two years by then may have come to anything."""
    day = "2008-06-30"
    before, whole = fit_history(day, draws=4096), fit_history(draws=4096)
    rows = table.raw_rows("exit_threats.csv")
    turned = tuple(
        {**row, "outcome_24m": "exit_completed"} if row["first_threat_date"] > "2006-06-30" else row
        for row in rows
    )
    assert sum(one != other for one, other in zip(rows, turned, strict=True)) > 20
    monkeypatch.setattr(table, "raw_rows", lambda name: turned)
    after = fit_history(day, draws=4096)
    assert np.array_equal(before.counts, after.counts)
    assert before.found.centres == after.found.centres
    assert not np.array_equal(whole.counts, fit_history(draws=4096).counts)
