"""Expressions over the quantities of a case: parsed by a small grammar, never evaluated as Python.

    sum     = product {("+" | "-") product}
    product = signed {("*" | "/") signed}
    signed  = "-" signed | power
    power   = atom ["^" signed]                       right to left: 2^3^2 is 2^9
    atom    = number | name | name "[" name "]" | function "(" sum {"," sum} ")" | "(" sum ")"

``w[type]`` is the member of ``w`` for the result of the node ``type`` on the path that led here; ``at``
puts the result in its place. Expressions compare and hash by structure, and can be evaluated on arrays
and differentiated:

    >>> value = Expression.parse("w[type] - 2 * cost")
    >>> value.at({"type": "resolved"}).text
    'w[resolved] - 2 * cost'
    >>> value.derivative("cost").constant
    -2.0
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np
from numpy.typing import NDArray

from foedus.case.condition import Condition
from foedus.case.tokens import NotationError

__all__ = [
    "FUNCTIONS", "Binary", "Call", "Condition", "Expression", "Name", "Negative", "NotationError", "Number",
    "is_fragile", "total",
]  # fmt: skip

Values = float | NDArray[np.float64]

FUNCTIONS: Mapping[str, int] = {
    "min": 0, "max": 0, "exp": 1, "log": 1, "sqrt": 1, "abs": 1, "logit": 1, "expit": 1, "step": 1,
}  # fmt: skip
"""The functions with their number of arguments; 0 stands for two and more.

``step`` is 0 below 0, 1 above and one half at 0; the derivatives of ``min``, ``max`` and ``abs`` need it.
"""

_SUM, _PRODUCT, _SIGNED, _POWER, _ATOM = range(5)


@dataclass(frozen=True)
class Expression(ABC):
    """A number, a name, or something computed from expressions. Make one by ``parse`` or ``of``."""

    @staticmethod
    def parse(text: str) -> Expression:
        """The expression that a text writes.

        Raises:
            NotationError: the text is none; says where, and what would be right.
        """
        from foedus.case.grammar import parse_expression

        return parse_expression(text)

    @staticmethod
    def of(value: float) -> Expression:
        """The expression of a finite number; a negative one is a sign before a number, as when parsed."""
        if not np.isfinite(value):
            raise ValueError(f"a finite number is needed, not {value!r}")
        return Negative(Number(-float(value))) if value < 0 else Number(abs(float(value)))

    @cached_property
    def text(self) -> str:
        """The expression as a case file writes it, with no parentheses that it does not need."""
        return self._write()

    @cached_property
    def names(self) -> frozenset[str]:
        """The quantities needed, as far as they do not depend on the path."""
        return frozenset(name.name for name in self._leaves() if name.index is None)

    @cached_property
    def indexed(self) -> frozenset[tuple[str, str]]:
        """The pairs (quantity, node) of the members that depend on the path."""
        return frozenset((name.name, name.index) for name in self._leaves() if name.index is not None)

    @cached_property
    def constant(self) -> float | None:
        """The value, if no quantity is needed to know it; else None."""
        if self.names or self.indexed:
            return None
        return float(self.evaluate({}))

    def evaluate(self, env: Mapping[str, Values]) -> Values:
        """The value for given values of the quantities: floats, or arrays that broadcast together.

        What has no finite value (a division by 0, the logarithm of a negative number) becomes inf or nan.

        Raises:
            KeyError: a quantity is missing in ``env``, or ``w[node]`` was not resolved by ``at``.
        """
        with np.errstate(all="ignore"):
            value = self._value(env)
        return float(value) if np.ndim(value) == 0 else value

    def at(self, state: Mapping[str, str]) -> Expression:
        """The expression on a path: ``w[node]`` becomes the plain name ``w[result]``.

        An index that is no node of ``state`` is taken as the member's own name.
        """
        return self._at(state) if self.indexed else self

    def derivative(self, name: str) -> Expression:
        """The derivative with respect to the plain name ``name``, simplified where that is easy."""
        from foedus.case.calculus import derivative_of

        return derivative_of(self, name)

    @abstractmethod
    def _at(self, state: Mapping[str, str]) -> Expression: ...

    @abstractmethod
    def _value(self, env: Mapping[str, Values]) -> Values: ...

    @abstractmethod
    def _write(self) -> str: ...

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The expressions that it is directly made of."""
        return self._parts()

    def _parts(self) -> tuple[Expression, ...]:
        return ()

    def _leaves(self) -> Iterator[Name]:
        stack: list[Expression] = [self]
        while stack:
            this = stack.pop()
            if isinstance(this, Name):
                yield this
            stack.extend(this.parts)

    @property
    def _binding(self) -> int:
        return _ATOM

    def _within(self, binding: int) -> str:
        """The text as a part of something that binds as tightly as ``binding``."""
        return self.text if self._binding >= binding else f"({self.text})"

    def __add__(self, other: Expression) -> Expression:
        if other == _ZERO:
            return self
        if self == _ZERO:
            return other
        return _folded(Binary("+", self, other))

    def __sub__(self, other: Expression) -> Expression:
        if other == _ZERO:
            return self
        if self == _ZERO:
            return -other
        return _folded(Binary("-", self, other))

    def __mul__(self, other: Expression) -> Expression:
        if _ZERO in (self, other):
            return _ZERO
        if self == _ONE:
            return other
        if other == _ONE:
            return self
        return _folded(Binary("*", self, other))

    def __truediv__(self, other: Expression) -> Expression:
        if other == _ONE or self == _ZERO:
            return self
        return _folded(Binary("/", self, other))

    def __pow__(self, other: Expression) -> Expression:
        if other == _ONE:
            return self
        return _folded(Binary("^", self, other))

    def __neg__(self) -> Expression:
        if isinstance(self, Negative):
            return self.operand
        return _ZERO if self == _ZERO else Negative(self)


@final
@dataclass(frozen=True)
class Number(Expression):
    """A number that is not negative."""

    value: float

    def _at(self, state: Mapping[str, str]) -> Expression:
        return self

    def _value(self, env: Mapping[str, Values]) -> Values:
        return self.value

    def _write(self) -> str:
        whole = self.value.is_integer() and self.value < 1e15
        return str(int(self.value)) if whole else repr(self.value)


@final
@dataclass(frozen=True)
class Name(Expression):
    """A quantity; with ``index``, its member for that node's result on the path."""

    name: str
    index: str | None = None

    def _at(self, state: Mapping[str, str]) -> Expression:
        return self if self.index is None else Name(f"{self.name}[{state.get(self.index, self.index)}]")

    def _value(self, env: Mapping[str, Values]) -> Values:
        return env[self._write()]

    def _write(self) -> str:
        return self.name if self.index is None else f"{self.name}[{self.index}]"


@final
@dataclass(frozen=True)
class Negative(Expression):
    """The operand with its sign changed."""

    operand: Expression

    def _at(self, state: Mapping[str, str]) -> Expression:
        return Negative(self.operand.at(state))

    def _value(self, env: Mapping[str, Values]) -> Values:
        return -self.operand._value(env)

    def _write(self) -> str:
        return f"-{self.operand._within(_SIGNED)}"

    def _parts(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @property
    def _binding(self) -> int:
        return _SIGNED


@final
@dataclass(frozen=True)
class Binary(Expression):
    """Two expressions joined by + - * / or ^."""

    operator: str
    left: Expression
    right: Expression

    def _at(self, state: Mapping[str, str]) -> Expression:
        return Binary(self.operator, self.left.at(state), self.right.at(state))

    def _value(self, env: Mapping[str, Values]) -> Values:
        left, right = self.left._value(env), self.right._value(env)
        match self.operator:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return np.true_divide(left, right)
        return np.power(np.asarray(left, dtype=np.float64), right)

    def _write(self) -> str:
        if self.operator == "^":
            return f"{self.left._within(_ATOM)}^{self.right._within(_SIGNED)}"
        binding = self._binding
        return f"{self.left._within(binding)} {self.operator} {self.right._within(binding + 1)}"

    def _parts(self) -> tuple[Expression, ...]:
        return self.left, self.right

    @property
    def _binding(self) -> int:
        return {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}[self.operator]


@final
@dataclass(frozen=True)
class Call(Expression):
    """A function of ``FUNCTIONS`` with its arguments."""

    function: str
    arguments: tuple[Expression, ...]

    def _at(self, state: Mapping[str, str]) -> Expression:
        return Call(self.function, tuple(part.at(state) for part in self.arguments))

    def _value(self, env: Mapping[str, Values]) -> Values:
        values = [np.asarray(part._value(env), dtype=np.float64) for part in self.arguments]
        match self.function:
            case "min" | "max":
                reduce = np.minimum if self.function == "min" else np.maximum
                best = values[0]
                for value in values[1:]:
                    best = reduce(best, value)
                return best
            case "logit":
                return np.log(values[0]) - np.log1p(-values[0])
            case "expit":
                return 1.0 / (1.0 + np.exp(-values[0]))
            case "step":
                return np.heaviside(values[0], 0.5)
        plain = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt, "abs": np.abs}[self.function]
        return np.asarray(plain(values[0]))

    def _write(self) -> str:
        return f"{self.function}({', '.join(part.text for part in self.arguments)})"

    def _parts(self) -> tuple[Expression, ...]:
        return self.arguments


_ZERO = Number(0.0)
_ONE = Number(1.0)


def total(parts: Iterable[Expression]) -> Expression:
    """The sum of expressions, 0 of none, as a balanced tree so that many terms do not nest deeply."""
    level = [part for part in parts if part != _ZERO]
    while len(level) > 1:
        pairs = [one + other for one, other in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0] if level else _ZERO


def is_fragile(expression: Expression) -> bool:
    """Whether an expression of finite quantities can fail to be finite: by / ^ exp log sqrt or logit."""
    risky = (isinstance(expression, Binary) and expression.operator in ("/", "^")) or (
        isinstance(expression, Call) and expression.function in ("exp", "log", "sqrt", "logit")
    )
    return risky or any(is_fragile(part) for part in expression.parts)


def _folded(made: Binary) -> Expression:
    """A number in place of an operation on two numbers, where it has a finite value."""
    left, right = made.left, made.right
    if not (_is_number(left) and _is_number(right)):
        return made
    value = float(made.evaluate({}))
    return Expression.of(value) if np.isfinite(value) else made


def _is_number(part: Expression) -> bool:
    return isinstance(part, Number) or (isinstance(part, Negative) and isinstance(part.operand, Number))
