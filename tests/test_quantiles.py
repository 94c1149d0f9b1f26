"""Interpolated quantiles are those of the library, and rise with the probability."""

import numpy as np
import pytest
from scipy import special

from foedus.quantiles import MANY, beta, gamma
from foedus.quantity import Distribution

U = np.concatenate([
    np.random.default_rng(0).uniform(size=2 * MANY), 10.0 ** -np.arange(1, 300, 13), 1 - 10.0 ** -np.arange(1, 16), [0.0, 1.0]
])  # fmt: skip


@pytest.mark.parametrize("shapes", [(2, 3), (0.5, 0.5), (0.7, 4), (30, 2), (200, 300), (1, 1), (0.05, 0.1)])
def test_beta_quantiles_of_many_probabilities_are_the_exact_ones(shapes):
    np.testing.assert_allclose(beta(*shapes, U), special.betaincinv(*shapes, U), rtol=3e-8)
    assert (np.diff(beta(*shapes, np.sort(U))) >= 0).all()


@pytest.mark.parametrize("shape", [0.1, 0.5, 1, 9, 300])
def test_gamma_quantiles_of_many_probabilities_are_the_exact_ones(shape):
    np.testing.assert_allclose(gamma(shape, U), special.gammaincinv(shape, U), rtol=3e-8)


@pytest.mark.parametrize("family", [{"beta": [2, 3]}, {"gamma": [2, 0.5]}, {"interval": [0.05, 0.4]}])
def test_a_quantity_drawn_once_or_many_times_has_the_same_values(family):
    found = Distribution.of(family)
    np.testing.assert_allclose(found.quantile(U)[:50], found.quantile(U[:50]), rtol=1e-9)


def test_the_stated_percentiles_of_an_interval_are_met():
    found = Distribution.of({"interval": [0.05, 0.4]})
    assert (found.low, found.high) == (pytest.approx(0.05), pytest.approx(0.4))
