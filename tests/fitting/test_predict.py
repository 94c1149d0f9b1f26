"""Predicted probabilities, and the log loss of rows that a fit did not see."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.case.read import case_of
from foedus.errors import DataFault
from foedus.fitting.fit import fit
from foedus.fitting.predict import cross_validated, probabilities
from foedus.fitting.simulate import simulate

from .sample import CHOICE, THREAT


def test_probabilities_sum_to_one_and_give_the_likelihood():
    data = simulate(case_of(THREAT), 400, seed=6)
    found = fit(case_of(THREAT), data)
    chances = probabilities(found)
    assert chances.sum(axis=1).to_numpy() == pytest.approx(1.0)
    own = np.array([chances.loc[row, code] for row, code in enumerate(data.y)])
    assert np.log(own) == pytest.approx(found.rows)


def test_leaving_one_out_has_its_closed_form_for_a_share():
    """Of 3 in 10, a row that left is predicted by 2/9, one that stayed by 6/9."""
    loss = cross_validated(case_of(CHOICE), {"left": [1] * 3 + [0] * 7}, folds=10)
    assert loss == pytest.approx(-(3 * np.log(2 / 9) + 7 * np.log(6 / 9)) / 10, rel=1e-9)
    with pytest.raises(DataFault, match="11 folds"):
        cross_validated(case_of(CHOICE), {"left": [1] * 3 + [0] * 7}, folds=11)
