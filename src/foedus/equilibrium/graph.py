"""Straight-line arithmetic as a graph: built once for a game, then run for all draws, and differentiated.

A node is a number, an input, or one of seven operations on earlier nodes. Equal nodes are made once (value
numbering), what is known is worked out at once, and derivatives are nodes like any other: `tangents` carries
them forward, `adjoints` backward (Griewank & Walther 2008). `tape` turns a part of a graph into a program.

    >>> graph = Graph()
    >>> x = graph.input(0)
    >>> square = graph.mul(x, x)
    >>> graph.adjoints({square: graph.one})[x] == graph.add(x, x)
    True
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum


class Op(IntEnum):
    """What a node is."""

    CONSTANT = 0
    INPUT = 1
    ADD = 2
    SUB = 3
    MUL = 4
    DIV = 5
    EXP = 6
    LOG = 7
    MAX = 8


_FOLD: dict[Op, Callable[[float, float], float]] = {
    Op.ADD: lambda a, b: a + b,
    Op.SUB: lambda a, b: a - b,
    Op.MUL: lambda a, b: a * b,
    Op.DIV: lambda a, b: a / b if b else math.nan,
    Op.EXP: lambda a, _: math.exp(a) if a < 709 else math.inf,
    Op.LOG: lambda a, _: math.log(a) if a > 0 else -math.inf,
    Op.MAX: max,
}

Partial = tuple[int, int]  # (operand, partial derivative with respect to it), both nodes


@dataclass(slots=True)
class Graph:
    """Nodes by number: operation, two operands (for an input its index), and the value of a constant."""

    op: list[Op] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    known: dict[tuple[Op, float, float], int] = field(default_factory=dict)
    declared: dict[int, tuple[Partial, ...]] = field(default_factory=dict)

    @property
    def zero(self) -> int:
        """The node 0."""
        return self.constant(0.0)

    @property
    def one(self) -> int:
        """The node 1."""
        return self.constant(1.0)

    def constant(self, value: float) -> int:
        """The node of a number."""
        return self._node(Op.CONSTANT, value, 0, value)

    def input(self, index: int) -> int:
        """The node of an input."""
        return self._node(Op.INPUT, index, 0)

    def is_constant(self, node: int, value: float) -> bool:
        """Whether a node is that number."""
        return self.op[node] is Op.CONSTANT and self.value[node] == value

    def add(self, a: int, b: int) -> int:
        """The sum of a and b."""
        if self.is_constant(a, 0.0):
            return b
        if self.is_constant(b, 0.0):
            return a
        return self._operation(Op.ADD, min(a, b), max(a, b))

    def sub(self, a: int, b: int) -> int:
        """The difference a − b."""
        if self.is_constant(b, 0.0):
            return a
        return self.zero if a == b else self._operation(Op.SUB, a, b)

    def mul(self, a: int, b: int) -> int:
        """The product of a and b; 0 · b is 0 whatever b is."""
        if self.is_constant(a, 0.0) or self.is_constant(b, 0.0):
            return self.zero
        if self.is_constant(a, 1.0):
            return b
        if self.is_constant(b, 1.0):
            return a
        return self._operation(Op.MUL, min(a, b), max(a, b))

    def div(self, a: int, b: int) -> int:
        """The quotient a / b; 0 / b is 0."""
        if self.is_constant(a, 0.0):
            return self.zero
        return a if self.is_constant(b, 1.0) else self._operation(Op.DIV, a, b)

    def exp(self, a: int) -> int:
        """The exponential of a."""
        return self._operation(Op.EXP, a, a)

    def log(self, a: int) -> int:
        """The natural logarithm."""
        return self._operation(Op.LOG, a, a)

    def max(self, a: int, b: int) -> int:
        """The larger; taken as flat when differentiated, so use it only where the choice cancels out."""
        return a if a == b else self._operation(Op.MAX, min(a, b), max(a, b))

    def negative(self, a: int) -> int:
        """−a."""
        return self.sub(self.zero, a)

    def sum(self, parts: Iterable[int]) -> int:
        """The sum of nodes."""
        found = self.zero
        for part in parts:
            found = self.add(found, part)
        return found

    def dot(self, left: Iterable[int], right: Iterable[int]) -> int:
        """The sum of products."""
        return self.sum(self.mul(a, b) for a, b in zip(left, right, strict=True))

    def softmax(self, logits: Sequence[int]) -> tuple[list[int], list[int]]:
        """Shares proportional to the exponentials, and their logarithms; safe for any finite logits.

        The derivatives are declared in their short form: d log p_j = d l_j − Σ p_k d l_k.
        """
        if len(logits) == 1:
            return [self.one], [self.zero]
        top = logits[0]
        for logit in logits[1:]:
            top = self.max(top, logit)
        shifted = [self.sub(logit, top) for logit in logits]
        powers = [self.exp(part) for part in shifted]
        total = self.sum(powers)
        scale, log_total = self.div(self.one, total), self.log(total)
        mean = self._operation(Op.ADD, top, log_total)
        logs = [self.sub(part, log_total) for part in shifted]
        shares = [self.mul(power, scale) for power in powers]
        self.declared[mean] = tuple(zip(logits, shares, strict=True))
        minus = self.constant(-1.0)
        for logit, share, log in zip(logits, shares, logs, strict=True):
            self.declared[log] = ((logit, self.one), (mean, minus))
            self.declared[share] = ((log, share),)
        return (shares, logs) if len(logits) > 2 else (self._two_shares(*logits), logs)

    def _two_shares(self, first: int, second: int) -> list[int]:
        """Two shares by the logistic function, which costs less than their logarithms do."""
        rise = self.sub(second, first)
        shares = [
            self.div(self.one, self.add(self.one, self.exp(part))) for part in (rise, self.negative(rise))
        ]
        slope = self.mul(shares[1], self.sub(self.one, shares[1]))
        self.declared[shares[1]] = ((second, slope), (first, self.negative(slope)))
        self.declared[shares[0]] = ((first, slope), (second, self.negative(slope)))
        return shares

    def partials(self, node: int) -> tuple[Partial, ...]:
        """The operands that a node depends on smoothly, each with its partial derivative."""
        if node in self.declared:
            return self.declared[node]
        a, b = self.left[node], self.right[node]
        match self.op[node]:
            case Op.ADD:
                return (a, self.one), (b, self.one)
            case Op.SUB:
                return (a, self.one), (b, self.constant(-1.0))
            case Op.MUL:
                return (a, b), (b, a)
            case Op.DIV:
                return (a, self.div(self.one, b)), (b, self.negative(self.div(node, b)))
            case Op.EXP:
                return ((a, node),)
            case Op.LOG:
                return ((a, self.div(self.one, a)),)
        return ()

    def ancestors(self, outputs: Iterable[int]) -> list[int]:
        """All nodes that outputs depend on through `partials`, and they themselves, in ascending order."""
        seen = set(outputs)
        stack = list(seen)
        while stack:
            for operand, _ in self.partials(stack.pop()):
                if operand not in seen:
                    seen.add(operand)
                    stack.append(operand)
        return sorted(seen)  # operands are made before what is made of them

    def tangents(self, outputs: Sequence[int], seeds: Sequence[int]) -> list[list[int]]:
        """The derivatives of outputs (rows) with respect to nodes (columns), carried forward."""
        carried: dict[int, dict[int, int]] = {seed: {column: self.one} for column, seed in enumerate(seeds)}
        for node in self.ancestors(outputs):
            if node in carried:
                continue
            row: dict[int, int] = {}
            for operand, partial in self.partials(node):
                for column, tangent in carried.get(operand, {}).items():
                    term = self._scaled(tangent, partial)
                    row[column] = self._plus(row[column], term) if column in row else term
            if row:
                carried[node] = row
        return [[carried.get(out, {}).get(c, self.zero) for c in range(len(seeds))] for out in outputs]

    def adjoints(self, weights: Mapping[int, int]) -> dict[int, int]:
        """The derivative of Σ weight · node with respect to every node it depends on, carried backward."""
        carried = dict(weights)
        for node in reversed(self.ancestors(weights)):
            weight = carried.get(node)
            if weight is None or self.is_constant(weight, 0.0):
                continue
            for operand, partial in self.partials(node):
                term = self._scaled(weight, partial)
                carried[operand] = self._plus(carried[operand], term) if operand in carried else term
        return carried

    def _scaled(self, a: int, b: int) -> int:
        if self.is_constant(b, -1.0):
            return self.negative(a)
        return self.negative(b) if self.is_constant(a, -1.0) else self.mul(a, b)

    def _plus(self, a: int, b: int) -> int:
        """The sum, written as a difference where one is a negative."""
        if self.op[b] is Op.SUB and self.is_constant(self.left[b], 0.0):
            return self.sub(a, self.right[b])
        if self.op[a] is Op.SUB and self.is_constant(self.left[a], 0.0):
            return self.sub(b, self.right[a])
        return self.add(a, b)

    def _operation(self, op: Op, a: int, b: int) -> int:
        if self.op[a] is Op.CONSTANT and self.op[b] is Op.CONSTANT:
            value = _FOLD[op](self.value[a], self.value[b])
            if math.isfinite(value):
                return self.constant(value)
        return self._node(op, a, b)

    def _node(self, op: Op, a: float, b: int, value: float = 0.0) -> int:
        key = (op, a, b)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = len(self.op)
            self.op.append(op)
            self.left.append(int(a) if op is not Op.CONSTANT else 0)
            self.right.append(b)
            self.value.append(value)
        return found
