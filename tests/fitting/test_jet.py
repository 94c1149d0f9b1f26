"""Derivatives carried along agree with finite differences of the values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.case.expression import Expression
from foedus.fitting import jet as j
from foedus.fitting.recursion import jet_of

STEP = 1e-4


def _tried(function, point):
    """A function of two variables at a point, with central differences."""

    def value(x, y):
        return function(j.variable(0, np.array([x])), j.variable(1, np.array([y]))).value.item()

    x, y = point
    first = [
        (value(x + STEP, y) - value(x - STEP, y)) / (2 * STEP),
        (value(x, y + STEP) - value(x, y - STEP)) / (2 * STEP),
    ]
    cross = (
        value(x + STEP, y + STEP)
        - value(x + STEP, y - STEP)
        - value(x - STEP, y + STEP)
        + value(x - STEP, y - STEP)
    )
    second = [
        (value(x + STEP, y) - 2 * value(x, y) + value(x - STEP, y)) / STEP**2,
        cross / (4 * STEP**2),
        (value(x, y + STEP) - 2 * value(x, y) + value(x, y - STEP)) / STEP**2,
    ]
    return first, second


FUNCTIONS = {
    "product": lambda x, y: x * y * x,
    "ratio": lambda x, y: x / (y * y + 1.0),
    "probit": lambda x, y: j.log_normal_cdf(x - y * 2.0),
    "logit": lambda x, y: j.log_logistic_cdf(x * y),
    "choice": lambda x, y: x - j.log_sum_exp([x, y, x * y]),
    "spread": lambda x, y: j.sqrt(j.exp(x * 2.0) + j.exp(y) + 1.0),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=25, deadline=None)
@given(st.floats(-3, 3), st.floats(-3, 3))
def test_jets_agree_with_differences(name, x, y):
    found = FUNCTIONS[name](j.variable(0, np.array([x])), j.variable(1, np.array([y])))
    first, second = _tried(FUNCTIONS[name], (x, y))
    assert found.wrt == (0, 1)
    assert found.first[:, 0] == pytest.approx(first, rel=1e-5, abs=1e-5)
    assert [found.second[0, 0, 0], found.second[0, 1, 0], found.second[1, 1, 0]] == pytest.approx(
        second, rel=1e-4, abs=1e-4
    )


def test_far_tail_is_exact():
    """log Φ(−40) = −804.608442, by the asymptotic series −x²/2 − log(x√(2π)) + log(1 − 1/x² + 3/x⁴ - 15/x⁶)."""
    found = j.log_normal_cdf(j.variable(0, np.array([-40.0])))
    assert found.value.item() == pytest.approx(
        -800 - np.log(40 * np.sqrt(2 * np.pi)) + np.log(1 - 1 / 1600 + 3 / 40**4 - 15 / 40**6), rel=1e-12
    )
    assert found.first.item() == pytest.approx(40 + 1 / 40, rel=1e-5)


def test_expressions_of_jets():
    expression = Expression.parse("a * exp(b) - b / (a + 3)")
    a, b = j.variable(0, np.array([0.5, 1.0])), j.variable(1, np.array([0.2, -0.4]))
    found = jet_of(expression, {"a": a, "b": b})
    wanted = a * j.exp(b) - b / (a + 3.0)
    for mine, other in (
        (found.value, wanted.value),
        (found.first, wanted.first),
        (found.second, wanted.second),
    ):
        assert np.allclose(mine, other)
