"""Up the principal branch for a block of draws at once: Newton's method on a ladder of precisions.

The principal branch starts at λ = 0, where all choices are even, and leads to the wanted λ (Turocy 2005). Each draw
climbs in steps of its own: the next point is foreseen by a polynomial through the last ones, then corrected by
Newton's method. A step is taken back and shortened if the correction is large or does not shrink, or if the sign
of det(I − λ dV) is not that of the start; so a draw never leaves the branch for another. A draw whose branch turns
back before its λ cannot be climbed like this and is left over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.lanes import Block, run
from foedus.equilibrium.linear import solve_many
from foedus.equilibrium.tape import Split, split
from foedus.equilibrium.tearing import Torn

Floats = NDArray[np.float64]

FIRST_CORRECTION = 0.75  # log-odds; a larger first correction means that the step was too long
FIRST_STEP = 0.8  # log-odds that the first step may change
LONGER, SHORTER = 3.0, 0.4  # how much longer a step may be than the last; a failed step's next length
LOOSE, TIGHT = 0.05, 1e-6  # log-odds; Newton's last correction on the way, and at the top
SHORTEST = 2e-4  # share of the way to λ; a draw that needs shorter steps is left over
LIMITS = (FIRST_CORRECTION, FIRST_STEP, LONGER, SHORTER, LOOSE, TIGHT, SHORTEST)
MOST_TICKS = 400
BLOCK = 8192  # draws at a time: fewer and the cost of calls shows, more and the cache overflows


@dataclass(frozen=True, eq=False)
class Climb:
    """The programs that climbing needs: F and its derivatives by the unknowns, as λ and x vary."""

    torn: Torn
    parts: Split

    @property
    def varying(self) -> tuple[int, ...]:
        """Inputs λ and x."""
        return tuple(self.torn.precision + k for k in range(self.torn.size + 1))


def prepare(torn: Torn) -> Climb:
    """Write the programs."""
    rows = torn.graph.tangents(torn.residual, torn.unknowns)
    outputs = [*torn.residual, *(part for row in rows for part in row)]
    varying = [torn.precision + k for k in range(torn.size + 1)]
    return Climb(torn, split(torn.graph, outputs, varying))


class _State:
    """Where each draw of a block stands; the last axis is the draw. ``climbed`` is the share of λ reached."""

    def __init__(self, size: int, n: int) -> None:
        self.draw = np.arange(n)
        self.past = np.zeros((3, size, n))  # the last three points reached, the newest first
        self.when = np.zeros((3, n))  # at which share of λ
        self.points = np.ones(n, dtype=np.int64)
        self.step = np.ones(n)
        self.target = np.ones(n)
        self.x = np.zeros((size, n))
        self.round = np.zeros(n, dtype=np.int64)
        self.first = np.zeros(n)
        self.last = np.full(n, np.inf)

    def keep(self, which: NDArray[np.bool_]) -> None:
        """Drop all draws but those."""
        for name, value in vars(self).items():
            setattr(self, name, np.ascontiguousarray(value[..., which]))


def climb(
    programs: Climb, values: Floats, precision: Floats, *, block: int = BLOCK
) -> tuple[Floats, NDArray[np.bool_]]:
    """The unknowns on the principal branch.

    Args:
        programs: of `prepare`.
        values: (K, n) the values of the game's expressions.
        precision: (n,) λ.
        block: draws at a time.

    Returns:
        x (m, n), and which draws reached λ (n,).
    """
    size, n = programs.torn.size, precision.size
    x, done = np.zeros((size, n)), np.zeros(n, dtype=np.bool_)
    if not size:
        return x, np.ones(n, dtype=np.bool_)
    expressions = range(values.shape[0])
    kept_inputs = [programs.parts.offset + j for j in range(len(programs.parts.before.outputs))]
    machine = Block(programs.parts.loop, min(block, n))
    for start in range(0, n, block):
        part = slice(start, min(start + block, n))
        kept = run(programs.parts.before, expressions, values[:, part], block=block)
        _climb_block(programs, machine, kept_inputs, kept, precision[part], x[:, part], done[part])
    return x, done


def _climb_block(
    programs: Climb,
    machine: Block,
    kept_inputs: list[int],
    kept: Floats,
    precision: Floats,
    x: Floats,
    done: NDArray[np.bool_],
) -> None:
    size = programs.torn.size
    state = _State(size, precision.size)
    machine.load(kept_inputs, kept)
    width, lam = precision.size, precision
    _first_step(programs, machine, state, lam)
    for _ in range(MOST_TICKS):
        move, size_of_move, sign = _newton(programs, machine, state.x, lam * state.target)
        top = state.target >= 1.0
        fine = (sign > 0) & (size_of_move < np.where(state.round == 0, FIRST_CORRECTION, 0.7 * state.last))
        fine |= (size_of_move < TIGHT) & (sign > 0)
        fine &= state.round < 12
        np.copyto(state.x, state.x + move, where=fine)
        arrived = fine & (size_of_move < np.where(top, TIGHT, LOOSE))
        state.first = np.where(state.round == 0, size_of_move, state.first)
        state.last, state.round = size_of_move, state.round + 1
        finished = arrived & top
        if finished.any():
            x[:, state.draw[finished]] = state.x[:, finished]
            done[state.draw[finished]] = True
        _accept(state, arrived & ~top)
        _retreat(state, ~fine)
        alive = ~finished & (state.step >= SHORTEST)
        if alive.sum() <= 0.75 * width or (not alive.all() and alive.sum() < 64):
            if not alive.any():
                return
            state.keep(alive)
            kept, lam, width = np.ascontiguousarray(kept[:, alive]), lam[alive], int(alive.sum())
            machine.load(kept_inputs, kept)


def _newton(programs: Climb, machine: Block, x: Floats, lam: Floats) -> tuple[Floats, Floats, Floats]:
    """Newton's move at each draw, its largest component, and the sign of the determinant."""
    size = programs.torn.size
    machine.load(programs.varying, np.vstack([lam[None], x]))
    out = np.array(machine.run(lam.size))
    move, sign = solve_many(out[size:].reshape(size, size, -1), out[:size])
    np.negative(move, out=move)
    largest = np.abs(move).max(axis=0)
    sign = np.where(np.isfinite(largest), sign, 0.0)
    return move, np.where(np.isfinite(largest), largest, np.inf), sign


def _first_step(programs: Climb, machine: Block, state: _State, lam: Floats) -> None:
    """Let the first step be so long that the log-odds change by `FIRST_STEP`."""
    small = 1e-3
    move, size_of_move, _ = _newton(programs, machine, state.x, lam * small)
    slope = np.maximum(size_of_move / small, 1e-12)
    state.step = np.minimum(1.0, FIRST_STEP / slope)
    state.target = state.step.copy()
    state.x = move * (state.step / small)


def _accept(state: _State, which: NDArray[np.bool_]) -> None:
    """Note the point reached and set out for the next."""
    if not which.any():
        return
    state.past[1:, :, which] = state.past[:-1, :, which]
    state.past[0][:, which] = state.x[:, which]
    state.when[1:, which] = state.when[:-1, which]
    state.when[0, which] = state.target[which]
    state.points[which] = np.minimum(state.points[which] + 1, 3)
    first = state.first[which]
    state.step[which] *= np.minimum(LONGER, 0.7 * np.cbrt(FIRST_CORRECTION / np.maximum(first, 1e-9)))
    _foresee(state, which)


def _retreat(state: _State, which: NDArray[np.bool_]) -> None:
    """Go back to the last point and set out with a shorter step."""
    if not which.any():
        return
    state.step[which] = SHORTER * (state.target[which] - state.when[0, which])
    _foresee(state, which)


def _foresee(state: _State, which: NDArray[np.bool_]) -> None:
    """Extrapolate from the points reached to the next target."""
    when, past, points = state.when[:, which], state.past[:, :, which], state.points[which]
    step = state.step[which]
    left = 1.0 - when[0]
    target = np.where(left < 1.4 * step, 1.0, when[0] + step)
    with np.errstate(all="ignore"):
        slope = (past[0] - past[1]) / (when[0] - when[1])
        bend = (slope - (past[1] - past[2]) / (when[1] - when[2])) / (when[0] - when[2])
    ahead = past[0].copy()
    ahead += np.where(points > 1, slope * (target - when[0]), 0.0)
    ahead += np.where(points > 2, bend * (target - when[0]) * (target - when[1]), 0.0)
    state.target[which], state.x[:, which] = target, ahead
    state.round[which], state.last[which] = 0, np.inf
