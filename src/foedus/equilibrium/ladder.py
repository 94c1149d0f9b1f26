"""Up the principal branch for a block of draws at once: Newton's method on a ladder of precisions.

The principal branch starts at λ = 0, where all choices are even, and leads to the wanted λ (Turocy 2005). Each draw
climbs in steps of its own: the next point is foreseen by a polynomial through the last ones, then corrected by
Newton's method. A step is taken back and shortened if the correction is large against what was foreseen or does not
shrink, or if det(I − λ dV), which is 1 at the start and vanishes where a branch turns back, changes much: other
branches may lie close, and a draw must not leave its own for them. A draw that would need very short steps, as where
its branch turns back, is left over, with the point that it came to.
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
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_STEP = 0.8  # log-odds that the first step may change
# a step was too long if its first correction exceeds this share of what was foreseen to change, within these bounds,
SHARE, LEAST, MOST = 0.5, 0.1, 0.75  # log-odds
STEADY = 1.5  # or if it changes the determinant by more than this factor,
AIM = 0.2  # the change of its logarithm that a next step is to make
LONGER, SHORTER = 3.0, 0.4  # how much longer a step may be than the last; a failed step's next length
LOOSE, TIGHT = 0.1, 1e-6  # log-odds; Newton's last correction on the way, and at the top
SHORTEST = 0.002  # share of the way to λ; a draw that needs shorter steps is left over
FAIR = 0.1  # a determinant from which a draw that is left over can be taken up: nearer to 0 no direction stands out
LIMITS = (FIRST_STEP, SHARE, LEAST, MOST, STEADY, LONGER, SHORTER, LOOSE, TIGHT, SHORTEST, AIM, FAIR)
MOST_ROUNDS = 12
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
    """Where each draw on the ladder stands; the last axis is the draw. ``target`` is a share of its λ."""

    def __init__(self, size: int, draw: Integers, lam: Floats) -> None:
        n = draw.size
        self.draw, self.lam = draw, lam
        self.past = np.zeros((3, size, n))  # the last three points reached, the newest first
        self.when = np.zeros((3, n))  # at which share of λ
        self.points = np.ones(n, dtype=np.int64)
        self.step = np.ones(n)
        self.target = np.ones(n)
        self.x = np.zeros((size, n))
        self.round = np.zeros(n, dtype=np.int64)
        self.first = np.zeros(n)
        self.last = np.full(n, np.inf)
        self.bound = np.zeros(n)
        self.det = np.ones(n)
        self.fair = np.zeros((size, n))  # the last point reached where the determinant was fair
        self.fair_when = np.zeros(n)

    def keep(self, which: Integers) -> None:
        """Drop all draws but those."""
        for name, value in vars(self).items():
            setattr(self, name, np.take(value, which, axis=-1))

    def join(self, other: _State) -> None:
        """Take in the draws of another."""
        for name, value in vars(self).items():
            setattr(self, name, np.concatenate([value, getattr(other, name)], axis=-1))


def climb(
    programs: Climb, values: Floats, precision: Floats, *, block: int = BLOCK
) -> tuple[Floats, Flags, Floats]:
    """The unknowns on the principal branch.

    Args:
        programs: of `prepare`.
        values: (K, n) the values of the game's expressions.
        precision: (n,) λ.
        block: draws at a time.

    Returns:
        x (m, n), which draws reached λ (n,), and the share of λ at which x stands (n,): 1 for those.
    """
    size, n = programs.torn.size, precision.size
    x, share = np.zeros((size, n)), np.zeros(n)
    if not size:
        return x, np.ones(n, dtype=np.bool_), np.ones(n)
    before, loop = programs.parts.before, programs.parts.loop
    inputs = [programs.parts.offset + j for j in range(len(before.outputs))]
    machine = Block(loop, min(block, n))
    state, kept = _State(size, np.arange(0), precision[:0]), np.empty((len(inputs), 0))
    begun = 0
    while begun < n or state.draw.size:
        room = min(block - state.draw.size, n - begun)
        if room:
            new = _State(size, np.arange(begun, begun + room), precision[begun : begun + room])
            fixed = run(before, range(len(values)), values[:, begun : begun + room], block=block)
            machine.load(inputs, fixed)
            _first_step(programs, machine, new)
            state.join(new)
            kept, begun = np.concatenate([kept, fixed], axis=1), begun + room
        machine.load(inputs, kept)
        alive = _until_some_are_done(programs, machine, state, x, share)
        state.keep(alive)
        kept = np.take(kept, alive, axis=1)
    return x, share >= 1.0, share


def _until_some_are_done(
    programs: Climb, machine: Block, state: _State, x: Floats, share: Floats
) -> Integers:
    """Let the draws climb until a quarter of them is done, and tell which are not."""
    width = state.draw.size
    going = np.ones(width, dtype=np.bool_)
    while True:
        move, size_of_move, det = _newton(programs, machine, state.x, state.lam * state.target)
        newest = state.round == 0
        fine = size_of_move < np.where(newest, state.bound, 0.7 * state.last)
        fine |= size_of_move < TIGHT
        fine &= (det > 0) & (state.round < MOST_ROUNDS)
        np.add(state.x, move, out=state.x, where=fine)
        top = state.target >= 1.0
        arrived = fine & (size_of_move < np.where(top, TIGHT, LOOSE))
        jumped = arrived & ((det * STEADY < state.det) | (det > state.det * STEADY))
        fine &= ~jumped
        arrived &= fine
        np.copyto(state.first, size_of_move, where=newest)
        state.last = size_of_move
        state.round += 1
        finished = arrived & top & going
        if finished.any():
            x[:, state.draw[finished]] = state.x[:, finished]
            share[state.draw[finished]] = 1.0
        with np.errstate(all="ignore"):
            change = np.abs(np.log(det / state.det))
        np.copyto(state.det, det, where=arrived)
        fair = arrived & (det >= FAIR)
        np.copyto(state.fair, state.x, where=fair)
        np.copyto(state.fair_when, state.target, where=fair)
        _set_out(state, arrived & ~top, ~fine, change)
        lost = going & ~fine & (state.step < SHORTEST)
        if lost.any():
            x[:, state.draw[lost]] = state.fair[:, lost]
            share[state.draw[lost]] = state.fair_when[lost]
        going &= ~(finished | lost)
        left = int(np.count_nonzero(going))
        if left <= 0.75 * width:
            return np.flatnonzero(going)


def _newton(programs: Climb, machine: Block, x: Floats, lam: Floats) -> tuple[Floats, Floats, Floats]:
    """Newton's move at each draw, its largest component, and the determinant."""
    size = programs.torn.size
    machine.load(programs.varying, [lam, *x])
    out = machine.run(lam.size)
    move, determinant = solve_many(np.array(out[size:]).reshape(size, size, -1), np.array(out[:size]))
    np.negative(move, out=move)
    largest = np.abs(move).max(axis=0)
    finite = np.isfinite(largest)
    return move, np.where(finite, largest, np.inf), np.where(finite, determinant, 0.0)


def _first_step(programs: Climb, machine: Block, state: _State) -> None:
    """Let the first step be so long that the log-odds change by `FIRST_STEP`."""
    small = 1e-3
    move, size_of_move, _ = _newton(programs, machine, state.x, state.lam * small)
    slope = np.maximum(size_of_move / small, 1e-12)
    state.step = np.minimum(1.0, FIRST_STEP / slope)
    state.target = state.step.copy()
    state.x = move * (state.step / small)
    state.bound = _bound(state.x)


def _set_out(state: _State, reached: Flags, failed: Flags, change: Floats) -> None:
    """Let draws that reached their target, or failed to, set out for the next or for a nearer one.

    ``change`` is that of the determinant's logarithm, by the last step.
    """
    anew = reached | failed
    if not anew.any():
        return
    if reached.any():
        for newer, older in ((1, 2), (0, 1)):
            np.copyto(state.past[older], state.past[newer], where=reached)
            np.copyto(state.when[older], state.when[newer], where=reached)
        np.copyto(state.past[0], state.x, where=reached)
        np.copyto(state.when[0], state.target, where=reached)
        state.points[reached] += 1
        growth = 0.7 * np.exp(np.log(MOST / np.maximum(state.first, 1e-9)) / 3)
        growth = np.minimum(growth, AIM / np.maximum(change, 1e-9))
        np.copyto(state.step, state.step * np.minimum(LONGER, growth), where=reached)
    np.copyto(state.step, SHORTER * (state.target - state.when[0]), where=failed)
    target, ahead = _foreseen(state)
    np.copyto(state.target, target, where=anew)
    np.copyto(state.x, ahead, where=anew)
    np.copyto(state.bound, _bound(ahead - state.past[0]), where=anew)
    state.round[anew] = 0
    state.last[anew] = np.inf


def _bound(foreseen: Floats) -> Floats:
    """How large the first correction may be, given by how much the unknowns were foreseen to change."""
    change: Floats = np.abs(foreseen).max(axis=0)
    return np.minimum(np.maximum(SHARE * change, LEAST), MOST)


def _foreseen(state: _State) -> tuple[Floats, Floats]:
    """The next target of every draw, and the points reached extrapolated to it."""
    when, past = state.when, state.past
    target = np.where(1.0 - when[0] < 1.4 * state.step, 1.0, when[0] + state.step)
    ahead = target - when[0]
    with np.errstate(all="ignore"):
        first = np.where(state.points > 1, 1.0 / (when[0] - when[1]), 0.0)
        older = np.where(state.points > 2, 1.0 / (when[1] - when[2]), 0.0)
        bend = np.where(state.points > 2, ahead * (target - when[1]) / (when[0] - when[2]), 0.0)
    slope = (past[0] - past[1]) * first
    return target, past[0] + slope * ahead + (slope - (past[1] - past[2]) * older) * bend
