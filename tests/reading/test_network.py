"""The network of meanings: which statements it sees beside one, and what it tells of a statement by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reporting.meaning.network import NEIGHBOURS, VIEWS, Network, viewed

UNITS, WIDER, MEANINGS = 4, 16, 5


def network(seed):
    rng = np.random.default_rng(seed)

    def some(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return Network(
        some(VIEWS * UNITS, WIDER), some(WIDER), some(UNITS, MEANINGS), some(WIDER, MEANINGS), some(MEANINGS)
    )


@given(st.integers(1, 7))
def test_a_statement_is_seen_beside_its_neighbours_and_the_mean_of_the_article(count):
    own = np.random.default_rng(count).normal(size=(count, UNITS)).astype(np.float32)
    for i, views in enumerate(viewed(own).reshape(count, VIEWS, UNITS)):
        assert np.array_equal(views[0], own[i])
        for view, step in enumerate(NEIGHBOURS, start=1):
            beside = own[i + step] if 0 <= i + step < count else np.zeros(UNITS)
            assert np.array_equal(views[view], beside)
        assert views[-1] == pytest.approx(own.mean(axis=0), abs=1e-6)


def test_a_statement_by_itself_is_its_own_mean_and_has_no_neighbours():
    net = network(0)
    sums = np.array([[1.0, -2.0, 0.5, 3.0]], dtype=np.float32)
    own = np.array([1.0, 0.0, 0.5, 3.0], dtype=np.float32)
    weights = net.around.reshape(VIEWS, UNITS, WIDER)
    above = np.maximum(own @ (weights[0] + weights[-1]) + net.around_bias, 0)
    assert net.log_odds(sums)[0] == pytest.approx(
        own @ net.of_own + above @ net.of_around + net.bias, rel=1e-5
    )


def test_what_stands_three_statements_away_counts_only_in_the_mean():
    net = network(1)
    sums = np.random.default_rng(2).normal(size=(6, UNITS)).astype(np.float32)
    swapped = sums[[0, 1, 2, 3, 5, 4]]
    assert net.log_odds(sums)[1] == pytest.approx(net.log_odds(swapped)[1], rel=1e-4, abs=1e-5)
    assert net.log_odds(sums)[3] != pytest.approx(net.log_odds(swapped)[3], rel=1e-3)


def test_a_scaled_network_tells_multiplied_log_odds():
    net = network(3)
    times = np.array([0.5, 1, 2, 3, 0.25], dtype=np.float32)
    sums = np.random.default_rng(4).normal(size=(5, UNITS)).astype(np.float32)
    assert net.scaled(times).log_odds(sums) == pytest.approx(net.log_odds(sums) * times, rel=1e-4, abs=1e-5)
