"""Tests between fits, profile intervals, the bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2

from foedus.case.read import case_of
from foedus.errors import DataFault
from foedus.fitting.compare import bootstrap, likelihood_ratio, profile_interval, vuong
from foedus.fitting.fit import fit
from foedus.fitting.simulate import simulate

from .sample import CHOICE, THREAT


@pytest.fixture(scope="module")
def data():
    return simulate(case_of(THREAT), 900, seed=8)


@pytest.fixture(scope="module")
def whole(data):
    return fit(case_of(THREAT), data)


def test_likelihood_ratio_is_twice_the_gap(data, whole):
    small = fit(case_of(THREAT.replace("fight_R: ~ balance + regime", "fight_R: ~ balance")), data)
    found = likelihood_ratio(small, whole)
    assert (found.degrees, found.says) == (2, "the larger fits better")
    assert found.statistic == pytest.approx(2 * (whole.log_likelihood - small.log_likelihood))
    assert found.p == pytest.approx(chi2.sf(found.statistic, 2))
    with pytest.raises(DataFault, match="more coefficients"):
        likelihood_ratio(whole, small)


def test_vuong_changes_its_sign_with_the_order(data, whole):
    other = fit(case_of(THREAT.replace("quiet: ~ income - 1", "quiet: ~ balance - 1")), data)
    one, two = vuong(whole, other), vuong(other, whole)
    assert one.statistic == pytest.approx(-two.statistic)
    assert one.statistic > 2
    assert one.says == "the first is nearer"
    with pytest.raises(DataFault, match="different rows"):
        vuong(whole, fit(case_of(THREAT), data.head(800)))


def test_profile_of_a_share_has_its_closed_form():
    """For a share of 30 in 100, the ends solve 30 log p + 70 log(1 − p) = its maximum less half the 95th percentile."""
    from scipy.optimize import brentq
    from scipy.stats import norm

    found = fit(case_of(CHOICE), {"left": [1] * 30 + [0] * 70})
    top = 30 * np.log(0.3) + 70 * np.log(0.7) - chi2.ppf(0.95, 1) / 2
    ends = [
        brentq(lambda p: 30 * np.log(p) + 70 * np.log(1 - p) - top, *span)
        for span in ((0.05, 0.3), (0.3, 0.9))
    ]
    assert profile_interval(found, "gain") == pytest.approx(np.sqrt(2) * norm.ppf(ends), rel=1e-5)


def test_bootstrap_is_near_the_hessian(data, whole):
    again = bootstrap(case_of(THREAT), data, 60, seed=2)
    assert again.kind == "bootstrap"
    assert again.estimate == pytest.approx(whole.estimate)
    assert np.median(again.standard_errors / whole.standard_errors) == pytest.approx(1, abs=0.3)
    assert "60 draws of rows, seed 2" in again.notes[-1]
