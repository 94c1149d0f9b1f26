"""Programs run with NumPy: each instruction is one operation on a block of draws.

A block is small enough for its registers to stay in the processor's cache. The instructions are bound to the
rows of the block once, so that a run costs one call of a ufunc for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.graph import Op
from foedus.equilibrium.tape import Tape

Floats = NDArray[np.float64]

_UFUNC: dict[int, np.ufunc] = {
    Op.ADD: np.add, Op.SUB: np.subtract, Op.MUL: np.multiply, Op.DIV: np.true_divide,
    Op.EXP: np.exp, Op.LOG: np.log,
}  # fmt: skip
_ONE_OPERAND = (Op.EXP, Op.LOG)


MOST_BOUND = 24  # widths for which a block keeps its instructions bound


def rounded(width: int) -> int:
    """A width a little larger, of which there are few: binding the instructions anew costs more than it saves."""
    unit = 1 << max(7, width.bit_length() - 3)
    return -(-width // unit) * unit


class Block:
    """A tape with registers for up to ``width`` draws."""

    def __init__(self, tape: Tape, width: int) -> None:
        self.tape, self.width = tape, width
        self._registers = np.empty((tape.registers, width))
        for register, value in tape.constants:
            self._registers[register] = value
        self._bound: dict[int, list[tuple[Callable[..., object], tuple[Floats, ...]]]] = {}

    def load(self, inputs: Sequence[int], rows: Floats | Sequence[Floats]) -> None:
        """Put rows (one for each index in ``inputs``) where the program reads those inputs."""
        at = dict(zip(inputs, rows, strict=True))
        for register, index in self.tape.inputs:
            if index in at:
                row = at[index]
                self._registers[register, : row.size] = row

    def run(self, width: int) -> list[Floats]:
        """The outputs for the first ``width`` draws; views that the next run overwrites."""
        with np.errstate(all="ignore"):
            for operation, operands in self._program(min(self.width, rounded(width))):
                operation(*operands)
        return [self._registers[out, :width] for out in self.tape.outputs]

    def _program(self, width: int) -> list[tuple[Callable[..., object], tuple[Floats, ...]]]:
        program = self._bound.get(width)
        if program is None:
            if len(self._bound) > MOST_BOUND:
                self._bound.clear()
            rows = [row[:width] for row in self._registers]
            code = zip(
                self.tape.op.tolist(), self.tape.left.tolist(), self.tape.right.tolist(),
                self.tape.target.tolist(), strict=True,
            )  # fmt: skip
            program = self._bound[width] = [_bind(op, rows[a], rows[b], rows[out]) for op, a, b, out in code]
        return program


def _bind(
    op: int, left: Floats, right: Floats, out: Floats
) -> tuple[Callable[..., object], tuple[Floats, ...]]:
    if op == Op.MAX:
        return partial(np.maximum, out=out), (left, right)
    return _UFUNC[op], (left, out) if op in _ONE_OPERAND else (left, right, out)


def run(tape: Tape, inputs: Sequence[int], rows: Floats, *, block: int = 1024) -> Floats:
    """The outputs (one row each) of a tape for any number of draws.

    Args:
        tape: the program.
        inputs: the indices of the inputs that ``rows`` hold.
        rows: (inputs, n).
        block: draws at a time.
    """
    n = rows.shape[1]
    machine = Block(tape, min(block, n))
    found = np.empty((len(tape.outputs), n))
    for start in range(0, n, block):
        part = rows[:, start : start + block]
        machine.load(inputs, part)
        for out, row in zip(machine.run(part.shape[1]), found, strict=True):
            row[start : start + block] = out
    return found
