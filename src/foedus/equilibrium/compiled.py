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

from foedus.equilibrium import arc, ladder, roots
from foedus.equilibrium.arc_kernel import walk_rows
from foedus.equilibrium.branch import Tracer, payoff_ranges
from foedus.equilibrium.kernels import LANES, climb_rows, root_rows, run_rows
from foedus.equilibrium.ladder import Climb
from foedus.equilibrium.roots import Equation
from foedus.equilibrium.tape import Split, Tape
from foedus.equilibrium.tearing import Torn

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SHARE, SHARE_OF_WALK = 2048, 512  # draws that a thread takes at a time; they part a block evenly


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


def climb(programs: Climb, values: Floats, precision: Floats) -> tuple[Floats, Flags, Floats]:
    """As `ladder.climb`."""
    torn, parts = programs.torn, programs.parts
    size, n = torn.size, precision.size
    x, share = np.zeros((n, size)), np.zeros(n)
    if not size:
        return x.T, np.ones(n, dtype=np.bool_), np.ones(n)
    ports = _Ports(torn, parts)
    limits = np.array(ladder.LIMITS)

    def part(start: int) -> None:
        some = slice(start, min(start + SHARE, n))
        climb_rows(
            *_code(parts.loop), _registers(parts.loop, LANES), ports.slots, ports.kept(values[:, some]),
            ports.precision, ports.unknowns, ports.outputs,
            np.ascontiguousarray(precision[some]), payoff_ranges(torn, values[:, some]), x[some], share[some], limits,
        )  # fmt: skip

    _in_threads(part, n)
    return x.T, share >= 1.0, share


def walk(
    tracer: Tracer,
    values: Floats,
    precision: Floats,
    start: Floats,
    share: Floats,
    *,
    care: float = arc.USUAL,
) -> tuple[Floats, Flags, Flags]:
    """As `arc.walk`."""
    torn, parts = tracer.torn, tracer.parts
    size, n = torn.size, precision.size
    x, arrived, crossed = np.zeros((n, size)), np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    ports = _Ports(torn, parts)
    scale = payoff_ranges(torn, values)

    def part(begin: int) -> None:
        some = slice(begin, min(begin + SHARE_OF_WALK, n))
        walk_rows(
            *_code(parts.loop), _registers(parts.loop, LANES), ports.slots, ports.kept(values[:, some]),
            ports.precision, ports.unknowns, ports.outputs, scale[some], precision[some] * scale[some],
            np.ascontiguousarray(start[:, some].T), np.ascontiguousarray(share[some]), care,
            x[some], arrived[some], crossed[some], np.array(arc.LIMITS),
        )  # fmt: skip

    _in_threads(part, n, SHARE_OF_WALK)
    return x.T, arrived, crossed


def only_roots(
    equation: Equation, values: Floats, precision: Floats, low: Floats, high: Floats
) -> tuple[Floats, Flags]:
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


class _Ports:
    """Where a loop's registers take what is kept, λ and the unknowns, and where they hold its outputs."""

    def __init__(self, torn: Torn, parts: Split) -> None:
        register = {index: slot for slot, index in parts.loop.inputs}
        spare = parts.loop.registers  # an input that the program does not read is put here
        self._before = parts.before
        self._own = [j for j in range(len(parts.before.outputs)) if parts.offset + j in register]
        self.slots = np.array([register[parts.offset + j] for j in self._own], dtype=np.int64)
        self.precision = register.get(torn.precision, spare)
        self.unknowns = np.array(
            [register.get(torn.precision + 1 + k, spare) for k in range(torn.size)], dtype=np.int64
        )
        self.outputs = np.array(parts.loop.outputs, dtype=np.int64)

    def kept(self, values: Floats) -> Floats:
        """What the loop needs of the draws with those values (K, n), a row for each."""
        return np.ascontiguousarray(_before(self._before, values)[self._own].T)


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


def _in_threads(part: Callable[[int], None], n: int, share: int = SHARE) -> None:
    starts = range(0, n, share)
    if len(starts) == 1:
        part(0)
        return
    with ThreadPoolExecutor(max_workers=min(len(starts), os.cpu_count() or 1)) as pool:
        list(pool.map(part, starts))
