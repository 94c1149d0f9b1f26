"""Expressions against a reference evaluator, their derivatives against differences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from case.strategies import expressions
from foedus.case.expression import (
    Binary,
    Call,
    Expression,
    Name,
    Negative,
    NotationError,
    Number,
    is_fragile,
    total,
)

X, Y = Name("x"), Name("y")
over_xy = expressions(st.sampled_from([X, Y]))
smooth = expressions(st.sampled_from([X, Y]), functions=False, largest=10)


def reference(node: Expression, env: dict[str, float]) -> float:
    """The value in plain Python floats, nan where a step is undefined."""
    match node:
        case Number(value):
            return value
        case Name(name):
            return env[name]
        case Negative(operand):
            return -reference(operand, env)
        case Binary(operator, left, right):
            a, b = reference(left, env), reference(right, env)
            try:
                power = math.pow(a, b) if operator == "^" else 0.0
                return {
                    "+": a + b,
                    "-": a - b,
                    "*": a * b,
                    "/": a / b if operator == "/" else 0.0,
                    "^": power,
                }[operator]
            except (ZeroDivisionError, OverflowError, ValueError):
                return math.nan
        case Call(function, arguments):
            return called(function, [reference(part, env) for part in arguments])
    raise AssertionError(node)


def called(function: str, values: list[float]) -> float:
    a = values[0]
    if any(math.isnan(value) for value in values):
        return math.nan
    try:
        return {
            "min": lambda: min(values), "max": lambda: max(values), "exp": lambda: math.exp(a),
            "log": lambda: math.log(a), "sqrt": lambda: math.sqrt(a), "abs": lambda: abs(a),
            "logit": lambda: math.log(a / (1 - a)), "expit": lambda: 1 / (1 + math.exp(-a)),
            "step": lambda: 0.5 if a == 0 else float(a > 0),
        }[function]()  # fmt: skip
    except (ZeroDivisionError, OverflowError, ValueError):
        return math.nan


@settings(deadline=None)
@given(over_xy)
def test_text_reads_back_to_the_same_expression(expression: Expression) -> None:
    again = Expression.parse(expression.text)
    assert again == expression
    assert hash(again) == hash(expression)


@settings(deadline=None)
@given(over_xy, st.floats(-3, 3), st.floats(-3, 3))
def test_values_are_those_of_plain_arithmetic(expression: Expression, x: float, y: float) -> None:
    wanted = reference(expression, {"x": x, "y": y})
    assume(math.isfinite(wanted) and abs(wanted) < 1e12)
    found = expression.evaluate({"x": x, "y": y})
    assert found == pytest.approx(wanted, rel=1e-7, abs=1e-7)


@settings(deadline=None)
@given(over_xy, st.lists(st.floats(0.1, 3), min_size=2, max_size=4))
def test_arrays_give_what_single_numbers_give(expression: Expression, xs: list[float]) -> None:
    together = np.broadcast_to(expression.evaluate({"x": np.array(xs), "y": 0.7}), (len(xs),))
    alone = np.array([expression.evaluate({"x": x, "y": 0.7}) for x in xs])
    np.testing.assert_allclose(together, alone, rtol=1e-9)


@settings(deadline=None)
@given(smooth, st.floats(0.5, 2), st.floats(0.5, 2))
def test_derivative_is_the_limit_of_differences(expression: Expression, x: float, y: float) -> None:
    def at(value: float) -> float:
        return float(expression.evaluate({"x": value, "y": y}))

    h = 1e-6
    slope = float(expression.derivative("x").evaluate({"x": x, "y": y}))
    middle, curve = (at(x + h) - at(x - h)) / (2 * h), (at(x + h) - 2 * at(x) + at(x - h)) / h**2
    assume(all(map(math.isfinite, (slope, middle, curve))) and abs(at(x)) < 1e4 and abs(curve) < 1e4)
    assert slope == pytest.approx(middle, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "derivative"),
    [
        ("x", "1"), ("y", "0"), ("3 * x", "3"), ("x * y", "y"), ("x^2", "2 * x"), ("log(x)", "1 / x"),
        ("exp(x)", "exp(x)"), ("max(x, y)", "step(x - y)"), ("abs(x)", "2 * step(x) - 1"),
        ("expit(x)", "expit(x) * (1 - expit(x))"),
    ],
)  # fmt: skip
def test_derivatives_that_are_known(text: str, derivative: str) -> None:
    assert Expression.parse(text).derivative("x").text == derivative


def test_at_a_kink_the_derivative_is_the_mean_of_both_sides() -> None:
    assert Expression.parse("max(x, y)").derivative("x").evaluate({"x": 1.0, "y": 1.0}) == 0.5


@settings(deadline=None)
@given(st.lists(over_xy, max_size=6))
def test_total_is_the_sum(parts: list[Expression]) -> None:
    env = {"x": 0.5, "y": 1.5}
    wanted = sum(reference(part, env) for part in parts)
    assume(math.isfinite(wanted) and abs(wanted) < 1e9)
    assert total(parts).evaluate(env) == pytest.approx(wanted, rel=1e-7, abs=1e-6)


@settings(deadline=None)
@given(over_xy)
def test_what_is_not_fragile_is_finite(expression: Expression) -> None:
    assume(not is_fragile(expression))
    value = expression.evaluate({"x": 0.0, "y": -1.5})
    assert math.isfinite(value) or abs(value) > 1e300


def test_powers_bind_to_the_right_and_signs_less() -> None:
    assert Expression.parse("2^3^2").constant == 512
    assert Expression.parse("-2^2").constant == -4
    assert Expression.parse("2^-1").constant == 0.5
    assert Expression.parse("10 - 3 - 2").constant == 5


def test_members_are_resolved_on_a_path() -> None:
    value = Expression.parse("w[type] + w[firm] * a")
    assert value.names == {"a"}
    assert value.indexed == {("w", "type"), ("w", "firm")}
    resolved = value.at({"type": "soft"})
    assert resolved.names == {"w[soft]", "w[firm]", "a"}
    assert resolved.text == "w[soft] + w[firm] * a"
    assert resolved.evaluate({"w[soft]": 1.0, "w[firm]": 2.0, "a": 3.0}) == 7.0
    assert value.constant is None


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 0), ("a +", 3), ("a ** b", 2), ("__import__('os')", 11), ("3x", 0), ("w[]", 2), ("max(a)", 0),
        ("nothing(a)", 0), ("a b", 2), ("exp", 0), ("1e999", 0), ("a = b", 2), ("x.y", 0), ("(a", 2), ("a)", 1),
        ("min(a, b", 8), ("{}", 0), ("a; b", 1), ("exp(a, b)", 0), ("lambda: 1", 6),
    ],
)  # fmt: skip
def test_what_is_no_expression_is_told_with_its_column(text: str, column: int) -> None:
    with pytest.raises(NotationError) as told:
        Expression.parse(text)
    assert told.value.column == column


@pytest.mark.parametrize(
    "text", ["(" * 500 + "a" + ")" * 500, "-" * 500 + "a", "^".join("a" * 500), "+".join("a" * 500)]
)
def test_deep_and_long_expressions_are_refused(text: str) -> None:
    with pytest.raises(NotationError, match=r"nested|in a row|within each other"):
        Expression.parse(text)


def test_sums_within_sums_are_bounded_too_and_the_deepest_works() -> None:
    nested = "a"
    for _ in range(8):
        nested = f"({nested}{' + a * b' * 60})"
    with pytest.raises(NotationError, match="within each other"):
        Expression.parse(nested)
    deepest = Expression.parse("(" * 50 + "a" + " ^ a)" * 50 + " + a * b" * 60)
    assert Expression.parse(deepest.text) == deepest
    assert deepest.at({}) is deepest
    assert deepest.evaluate({"a": 1.0, "b": 2.0}) == 121.0
    assert deepest.derivative("b").evaluate({"a": 1.0, "b": 2.0}) == 60.0
    assert deepest.derivative("a").evaluate({"a": 1.0, "b": 2.0}) == 121.0
    assert {deepest} == {Expression.parse(deepest.text)}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_told(text: str) -> None:
    try:
        Expression.parse(text)
    except NotationError as error:
        assert 0 <= error.column <= len(text)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_no_expression_of_what_is_not_finite(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Expression.of(value)
