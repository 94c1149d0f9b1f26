"""Derivatives of expressions, by the rules of calculus, simplified only where zeros and ones drop out.

``min``, ``max`` and ``abs`` are differentiated by ``step``, which is one half at the kink: the mean of the
derivatives from both sides.
"""

from __future__ import annotations

from foedus.case.expression import Binary, Call, Expression, Name, Negative, Number

_ZERO = Number(0.0)
_ONE = Number(1.0)
_TWO = Number(2.0)


def derivative_of(expression: Expression, name: str) -> Expression:
    """The derivative with respect to a plain name."""
    if name not in expression.names:
        return _ZERO
    match expression:
        case Negative(operand):
            return -derivative_of(operand, name)
        case Binary():
            return _of_operation(expression, name)
        case Call("min" | "max"):
            return _of_extreme(expression, name)
        case Call(_, (inner,)):
            slope = derivative_of(inner, name)
            return _ZERO if slope == _ZERO else _slope(expression, inner) * slope
    assert isinstance(expression, Name)
    return _ONE


def _of_operation(this: Binary, name: str) -> Expression:
    left, right = this.left, this.right
    by_left, by_right = derivative_of(left, name), derivative_of(right, name)
    match this.operator:
        case "+":
            return by_left + by_right
        case "-":
            return by_left - by_right
        case "*":
            return by_left * right + left * by_right
        case "/":
            return by_left / right - left * by_right / right**_TWO
    slope = by_left * right * left ** (right - _ONE) if by_left != _ZERO else _ZERO
    return slope + this * Call("log", (left,)) * by_right


def _of_extreme(this: Call, name: str) -> Expression:
    """The derivative of the argument that is the smallest or largest; of three and more, pair by pair."""
    *first, other = this.arguments
    one = first[0] if len(first) == 1 else Call(this.function, tuple(first))
    ahead = Binary("-", one, other) if this.function == "max" else Binary("-", other, one)
    chosen = Call("step", (ahead,))
    return derivative_of(one, name) * chosen + derivative_of(other, name) * (_ONE - chosen)


def _slope(this: Call, inner: Expression) -> Expression:
    """The derivative of a function of one argument with respect to that argument."""
    match this.function:
        case "exp":
            slope: Expression = this
        case "log":
            slope = _ONE / inner
        case "sqrt":
            slope = _ONE / (_TWO * this)
        case "abs":
            slope = _TWO * Call("step", (inner,)) - _ONE
        case "logit":
            slope = _ONE / (inner * (_ONE - inner))
        case "expit":
            slope = this * (_ONE - this)
        case _:  # step is flat wherever it has a derivative
            slope = _ZERO
    return slope
