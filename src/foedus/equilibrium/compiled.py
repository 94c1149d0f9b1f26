"""The fast backend: tapes run, and draws climb, in compiled code (numba).

What is compiled is a small machine that runs any tape, not the tape itself (`kernels`): every game is served by the
same code, without a compilation of its own. Threads share the draws; the compiled code needs no lock.

Imported only where numba is installed; `lanes`, `ladder` and `roots` are the reference for what it does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium import ladder, roots
from foedus.equilibrium.kernels import LANES, climb_rows, execute_chunks, root_rows, run_rows
from foedus.equilibrium.ladder import Climb
from foedus.equilibrium.roots import Equation
from foedus.equilibrium.tape import Tape

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SHARE = 4096  # draws that a thread takes at a time


class Block:
    """As `lanes.Block`."""

    def __init__(self, tape: Tape, width: int) -> None:
        self.tape, self.width = tape, width
        self._registers = np.repeat(_registers(tape, LANES)[None], -(-width // LANES), axis=0)

    def load(self, inputs: Sequence[int], rows: Floats | Sequence[Floats]) -> None:
        """Put rows (one for each index in ``inputs``) where the program reads those inputs."""
        at = dict(zip(inputs, rows, strict=True))
        pairs = [(register, at[index]) for register, index in self.tape.inputs if index in at]
        if not pairs:
            return
        n = pairs[0][1].size
        padded = np.zeros((len(pairs), -(-n // LANES) * LANES))
        for slot, (_, row) in zip(padded, pairs, strict=True):
            slot[:n] = row
        chunks = padded.reshape(len(pairs), -1, LANES).swapaxes(0, 1)
        self._registers[: len(chunks), [register for register, _ in pairs]] = chunks

    def run(self, width: int) -> list[Floats]:
        """The outputs for the first ``width`` draws."""
        chunks = -(-width // LANES)
        execute_chunks(*_code(self.tape), self._registers, chunks)
        found = self._registers[:chunks, list(self.tape.outputs)].swapaxes(0, 1)
        return list(found.reshape(len(self.tape.outputs), -1)[:, :width])


def run(tape: Tape, inputs: Sequence[int], rows: Floats) -> Floats:
    """As `lanes.run`."""
    at = {index: row for row, index in enumerate(inputs)}
    slots = np.array([register for register, _ in tape.inputs], dtype=np.int64)
    needed = [at[index] for _, index in tape.inputs]
    found = np.empty((len(tape.outputs), rows.shape[1]))

    def part(start: int) -> None:
        end = min(start + SHARE, rows.shape[1])
        some = np.ascontiguousarray(rows[needed, start:end]) if needed else np.zeros((0, end - start))
        out = np.empty((len(found), end - start))
        run_rows(*_code(tape), _registers(tape, LANES), slots, some, np.array(tape.outputs, np.int64), out)
        found[:, start:end] = out

    _in_threads(part, rows.shape[1])
    return found


def climb(programs: Climb, values: Floats, precision: Floats) -> tuple[Floats, NDArray[np.bool_], Floats]:
    """As `ladder.climb`."""
    torn, parts = programs.torn, programs.parts
    size, n = torn.size, precision.size
    x, share = np.zeros((n, size)), np.zeros(n)
    if not size:
        return x.T, np.ones(n, dtype=np.bool_), np.ones(n)
    register = {index: slot for slot, index in parts.loop.inputs}
    spare = parts.loop.registers  # an input that the program does not read is put here
    own = [j for j in range(len(parts.before.outputs)) if parts.offset + j in register]
    slots = np.array([register[parts.offset + j] for j in own], dtype=np.int64)
    lam_slot = register.get(torn.precision, spare)
    x_slots = np.array([register.get(torn.precision + 1 + k, spare) for k in range(size)], dtype=np.int64)
    outputs = np.array(parts.loop.outputs, dtype=np.int64)
    limits = np.array(ladder.LIMITS)

    def part(start: int) -> None:
        some = slice(start, min(start + SHARE, n))
        kept = np.ascontiguousarray(_before(parts.before, values[:, some])[own].T)
        climb_rows(
            *_code(parts.loop), _registers(parts.loop, LANES), slots, kept, lam_slot, x_slots, outputs,
            np.ascontiguousarray(precision[some]), x[some], share[some], limits,
        )  # fmt: skip

    _in_threads(part, n)
    return x.T, share >= 1.0, share


def only_roots(
    equation: Equation, values: Floats, precision: Floats, low: Floats, high: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """As `roots.only_roots`."""
    torn, parts = equation.torn, equation.parts
    n = precision.size
    x, sound = np.zeros((1, n)), np.zeros(n, dtype=np.bool_)
    begin, step = roots.grid_of(low, high)
    register = {index: slot for slot, index in parts.loop.inputs}
    own = [j for j in range(len(parts.before.outputs)) if parts.offset + j in register]
    slots = np.array([register[parts.offset + j] for j in own], dtype=np.int64)
    x_slot = register.get(torn.precision + 1, parts.loop.registers)
    outputs = np.array(parts.loop.outputs, dtype=np.int64)
    limits = np.array([roots.POINTS, roots.LEAST_RISE, roots.TOLERANCE, roots.MOST_ROUNDS])

    def part(start: int) -> None:
        some = slice(start, min(start + SHARE, n))
        rows = np.vstack([values[:, some], precision[None, some]])
        kept = np.ascontiguousarray(_before(parts.before, rows)[own].T)
        root_rows(
            *_code(parts.loop), _registers(parts.loop, LANES), slots, kept, x_slot, outputs,
            begin[some], step[some], x[0, some], sound[some], limits,
        )  # fmt: skip

    _in_threads(part, n)
    return x, sound


def _before(tape: Tape, values: Floats) -> Floats:
    slots = np.array([register for register, _ in tape.inputs], dtype=np.int64)
    rows = (
        np.ascontiguousarray(values[[index for _, index in tape.inputs]])
        if tape.inputs
        else np.zeros((0, values.shape[1]))
    )
    out = np.empty((len(tape.outputs), values.shape[1]))
    run_rows(*_code(tape), _registers(tape, LANES), slots, rows, np.array(tape.outputs, np.int64), out)
    return out


def _code(tape: Tape) -> tuple[Integers, Integers, Integers, Integers]:
    return tape.op, tape.left, tape.right, tape.target


def _registers(tape: Tape, width: int) -> Floats:
    registers = np.zeros((tape.registers + 1, width))
    for register, value in tape.constants:
        registers[register] = value
    return registers


def _in_threads(part: Callable[[int], None], n: int) -> None:
    starts = range(0, n, SHARE)
    if len(starts) == 1:
        part(0)
        return
    with ThreadPoolExecutor(max_workers=min(len(starts), os.cpu_count() or 1)) as pool:
        list(pool.map(part, starts))
