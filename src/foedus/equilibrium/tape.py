"""A program for a part of a graph: instructions over registers, the same for every backend.

Registers are given out as values live (those that nothing needs any more are used again), so that a block of
draws stays in the processor's cache while the program runs over it. What does not change while unknowns are
sought is worked out once, by a program of its own: `split` parts the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.graph import Graph, Op


@dataclass(frozen=True, eq=False)
class Tape:
    """Instructions ``registers[target] = op(registers[left], registers[right])``, in order.

    Attributes:
        op, left, right, target: one entry for each instruction.
        registers: how many registers there are.
        inputs: pairs (register, index of the input) to load before the program runs.
        constants: pairs (register, value), likewise.
        outputs: the registers that hold the outputs afterwards.
    """

    op: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    target: NDArray[np.int64]
    registers: int
    inputs: tuple[tuple[int, int], ...]
    constants: tuple[tuple[int, float], ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Split:
    """A program in two parts.

    Attributes:
        before: its inputs are the graph's; its outputs are ``kept`` values.
        loop: its input number i is the graph's input i where that varies; ``offset`` + j is kept value j.
        offset: see ``loop``.
    """

    before: Tape
    loop: Tape
    offset: int


def operands(graph: Graph, node: int) -> tuple[int, ...]:
    """The nodes whose values a node is computed from."""
    op = graph.op[node]
    if op in (Op.CONSTANT, Op.INPUT):
        return ()
    if op in (Op.EXP, Op.LOG):
        return (graph.left[node],)
    return graph.left[node], graph.right[node]


def needed(graph: Graph, outputs: Iterable[int], given: Mapping[int, int]) -> list[int]:
    """The nodes that must be computed for ``outputs`` when the values of ``given`` are known, in order."""
    seen = set(outputs)
    stack = list(seen)
    while stack:
        node = stack.pop()
        if node in given:
            continue
        for operand in operands(graph, node):
            if operand not in seen:
                seen.add(operand)
                stack.append(operand)
    return sorted(seen)


def tape(graph: Graph, outputs: Sequence[int], given: Mapping[int, int] | None = None) -> Tape:
    """The program that computes ``outputs``.

    Args:
        graph: where the nodes live.
        outputs: nodes, in the order wanted; a node may be named twice.
        given: nodes whose values are inputs: node → index of the input.
    """
    known = given or {}
    nodes = needed(graph, outputs, known)
    last = {node: position for position, node in enumerate(nodes)}
    for position, node in enumerate(nodes):
        if node not in known:
            for operand in operands(graph, node):
                last[operand] = position
    kept = set(outputs)
    register: dict[int, int] = {}
    inputs: list[tuple[int, int]] = []
    constants: list[tuple[int, float]] = []
    for node in nodes:
        if node in known or graph.op[node] is Op.INPUT:
            register[node] = len(register)
            inputs.append((register[node], known.get(node, graph.left[node])))
        elif graph.op[node] is Op.CONSTANT:
            register[node] = len(register)
            constants.append((register[node], graph.value[node]))
    held = frozenset(register)
    count = len(register)
    free: list[int] = []
    code: list[tuple[int, int, int, int]] = []
    for position, node in enumerate(nodes):
        if node in held:
            continue
        parts = operands(graph, node)
        sources = [register[part] for part in parts]
        if free:
            register[node] = free.pop()
        else:
            register[node], count = count, count + 1
        # only now: a target apart from its operands lets compilers use vector instructions
        for part in set(parts):
            if last[part] == position and part not in kept and part not in held:
                free.append(register[part])
        code.append((int(graph.op[node]), sources[0], sources[-1], register[node]))
    table = np.array(code, dtype=np.int64).reshape(-1, 4).T.copy()
    return Tape(
        table[0], table[1], table[2], table[3], count, tuple(inputs), tuple(constants),
        tuple(register[out] for out in outputs),
    )  # fmt: skip


def split(graph: Graph, outputs: Sequence[int], varying: Iterable[int]) -> Split:
    """The program for ``outputs`` in two: what stays while the inputs ``varying`` change, and the rest.

    Args:
        graph: where the nodes live.
        outputs: nodes, in the order wanted.
        varying: indices of the inputs that change.
    """
    changing = set(varying)
    nodes = needed(graph, outputs, {})
    moves: set[int] = set()
    for node in nodes:
        if graph.op[node] is Op.INPUT:
            if graph.left[node] in changing:
                moves.add(node)
        elif any(part in moves for part in operands(graph, node)):
            moves.add(node)
    wanted = {part for node in moves for part in operands(graph, node)} | set(outputs)
    still = sorted(node for node in wanted - moves if graph.op[node] is not Op.CONSTANT)
    offset = 1 + max((graph.left[node] for node in nodes if graph.op[node] is Op.INPUT), default=-1)
    given = {node: offset + j for j, node in enumerate(still)}
    return Split(tape(graph, still), tape(graph, outputs, given), offset)
