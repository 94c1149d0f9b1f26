"""Up the principal branch for a block of draws at once: Newton's method on a ladder of precisions.

The principal branch starts at λ = 0, where all choices are even, and leads to the wanted λ (Turocy 2005). Each draw
climbs in steps of its own: the next point is foreseen by a polynomial through the last ones, then corrected by
Newton's method. With the unknowns det(I − λ dV) is foreseen, which is 1 at the start and vanishes where a branch turns
back: no step may lead where it is foreseen to fall far. A step is taken back and shortened if the correction is large
against what was foreseen or does not shrink, or if the determinant is not the one foreseen: other branches may lie
close, and a draw must not leave its own for them. A draw that would need very short steps, as where its branch turns
back, is left over, with the point that it came to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.branch import payoff_ranges
from foedus.equilibrium.lanes import Block, run
from foedus.equilibrium.linear import solve_many
from foedus.equilibrium.tape import Split, split
from foedus.equilibrium.tearing import Torn

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_STEP = 0.8  # log-odds that the first step may change,
FIRST_REACH = 1.5  # and how far it may lead, as λ times the range of payoffs
BEGIN = 1e-3  # share of λ at which the direction at the start is taken
# a step was too long if its first correction exceeds this share of what was foreseen to change, within these bounds,
SHARE, LEAST, MOST = 0.5, 0.1, 0.75  # log-odds
UNSTEADY = 0.4  # or if the determinant's logarithm differs from the one foreseen by more;
FALL, RISE = 0.65, 3.0  # the factors by which a step may foresee the determinant to fall or to rise
AIM = 0.12  # difference of its logarithm from the one foreseen that a next step is to make
LONGER, SHORTER = 3.0, 0.4  # how much longer a step may be than the last; a failed step's next length
LOOSE, TIGHT = 0.1, 1e-6  # log-odds; Newton's last correction on the way, and at the top
SHRINK = 0.7  # the most that a correction may be of the one before
EXACT = 1e-13  # or, at the top, what the last two corrections foretell of the next
SHORTEST = 0.002  # share of the way to λ; a draw that needs shorter steps is left over
# from where a draw that is left over can be taken up: a determinant (nearer to 0 no direction stands out), and the
FAIR, NEAR = 0.1, 0.25  # last correction as a share of it
LIMITS = (
    FIRST_STEP, FIRST_REACH, SHARE, LEAST, MOST, UNSTEADY, AIM, LONGER, SHORTER, LOOSE, TIGHT, EXACT, FALL, RISE,
    SHORTEST, FAIR, NEAR, BEGIN, SHRINK,
)  # fmt: skip
BLOCK = 16_384  # draws at a time: fewer and the cost of calls shows, more and the cache overflows


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
    """Where each draw on the ladder stands; the last axis is the draw.

    A point holds the unknowns and, as its last component, the determinant. With its first and second divided
    difference over the points before it is the polynomial by which the next is foreseen.
    """

    def __init__(self, size: int, draw: Integers, lam: Floats) -> None:
        n = draw.size
        self.draw, self.lam = draw, lam
        self.point = np.zeros((size + 1, n))  # the last point reached
        self.slope = np.zeros((size + 1, n))
        self.bend = np.zeros((size + 1, n))
        self.when = np.zeros(n)  # at which share of λ it lies,
        self.back = np.zeros(n)  # and how far behind it the point before
        self.step = np.ones(n)
        self.target = np.ones(n)
        self.foreseen = np.zeros(n)  # the determinant there
        self.x = np.zeros((size, n))
        self.first = np.zeros(n)  # the first correction of the step, and the last; 0 before there is one
        self.last = np.zeros(n)
        self.bound = np.zeros(n)  # what the next must be less than
        self.fair = np.zeros((size, n))  # the last point reached that a draw left over can be taken up from
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
            _first_step(programs, machine, new, payoff_ranges(programs.torn, values[:, begun : begun + room]))
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
        move, size, det = _newton(programs, machine, state.x, state.lam * state.target)
        top = state.target >= 1.0
        with np.errstate(all="ignore"):
            gap = np.abs(np.log(det / state.foreseen))  # NaN where it is negative
            fine = (size < state.bound) & ((gap < UNSTEADY) | ((size >= LOOSE) & (det > 0)))
            close = size * size * size < EXACT * state.last * state.last
        arrived = fine & (close | (size < np.where(top, TIGHT, LOOSE)))
        np.add(state.x, move, out=state.x, where=fine)
        np.copyto(state.first, size, where=state.last == 0.0)
        state.last, state.bound = size, np.maximum(SHRINK * size, TIGHT)
        finished = arrived & top & going
        if finished.any():
            x[:, state.draw[finished]] = state.x[:, finished]
            share[state.draw[finished]] = 1.0
        fair = arrived & (det >= FAIR) & (size < NEAR * det)
        np.copyto(state.fair, state.x, where=fair)
        np.copyto(state.fair_when, state.target, where=fair)
        _set_out(state, arrived & ~top, ~fine, det, gap)
        lost = going & ~fine & (state.step < SHORTEST)
        if lost.any():
            x[:, state.draw[lost]] = state.fair[:, lost]
            share[state.draw[lost]] = state.fair_when[lost]
        going &= ~(finished | lost)
        left = int(np.count_nonzero(going))
        if left <= 0.75 * width:
            return np.flatnonzero(going)


def _newton(programs: Climb, machine: Block, x: Floats, lam: Floats) -> tuple[Floats, Floats, Floats]:
    """Newton's move at each draw, its largest component (NaN where there is none), and the determinant."""
    size = programs.torn.size
    machine.load(programs.varying, [lam, *x])
    out = machine.run(lam.size)
    move, determinant = solve_many(np.array(out[size:]).reshape(size, size, -1), np.array(out[:size]))
    np.negative(move, out=move)
    return move, np.abs(move).max(axis=0), determinant


def _first_step(programs: Climb, machine: Block, state: _State, reach: Floats) -> None:
    """Find the direction at the start, and let the first step change the log-odds by `FIRST_STEP` or less."""
    move, size, det = _newton(programs, machine, state.x, state.lam * BEGIN)
    with np.errstate(all="ignore"):
        step = np.fmin(FIRST_STEP * BEGIN / size, FIRST_REACH / (state.lam * reach))
    state.step = np.fmin(1.0, step)
    state.point[-1] = 1.0
    state.slope[:-1], state.slope[-1] = move / BEGIN, (det - 1.0) / BEGIN
    _foresee(state, np.ones(state.draw.size, dtype=np.bool_))


def _set_out(state: _State, reached: Flags, failed: Flags, det: Floats, gap: Floats) -> None:
    """Let draws that reached their target, or failed to, set out for the next or for a nearer one.

    ``det`` is the determinant now, ``gap`` the difference of its logarithm from the one foreseen.
    """
    anew = reached | failed
    if not anew.any():
        return
    if reached.any():
        ahead = state.target - state.when
        point = np.vstack([state.x, det[None]])
        with np.errstate(all="ignore"):
            slope = (point - state.point) / ahead
            bend = (slope - state.slope) / (ahead + state.back)
        np.copyto(state.point, point, where=reached)
        np.copyto(state.slope, slope, where=reached)
        np.copyto(state.bend, bend, where=reached)
        np.copyto(state.back, ahead, where=reached)
        np.copyto(state.when, state.target, where=reached)
        growth = np.minimum(MOST / np.maximum(state.first, 1e-9), 3 * AIM / np.maximum(gap, 1e-9))
        growth = np.minimum(LONGER, 0.7 * np.exp(np.log(growth) / 3))
        np.copyto(state.step, state.step * growth, where=reached)
    np.copyto(state.step, SHORTER * (state.target - state.when), where=failed)
    _foresee(state, anew)


def _foresee(state: _State, which: Flags) -> None:
    """Set the next target of those draws, and extrapolate the points reached to it."""
    point, slope, bend = state.point, state.slope, state.bend
    with np.errstate(all="ignore"):
        step = np.fmin(state.step, steady(point[-1], slope[-1] + bend[-1] * state.back, bend[-1]))
        left = 1.0 - state.when
        last = left < 1.4 * step
        ahead = np.where(last, left, step)
        change = bend * (ahead + state.back)
        change += slope
        change *= ahead
    np.copyto(state.step, ahead, where=which)
    np.copyto(state.target, np.where(last, 1.0, state.when + ahead), where=which)
    np.copyto(state.foreseen, point[-1] + change[-1], where=which)
    np.copyto(state.x, point[:-1] + change[:-1], where=which)
    bound = np.clip(SHARE * np.abs(change[:-1]).max(axis=0), LEAST, MOST)
    np.copyto(state.bound, bound, where=which)
    np.copyto(state.last, 0.0, where=which)


def steady(det: Floats, rate: Floats, bend: Floats) -> Floats:
    """How far det + rate · s + bend · s², det > 0, stays between `FALL` and `RISE` times det; infinite if ever."""
    fall, rise = (1 - FALL) * det, (RISE - 1) * det
    square, four = rate * rate, 4 * bend
    down = 2 * fall / (np.sqrt(square - four * fall) - rate)
    up = 2 * rise / (np.sqrt(square + four * rise) + rate)
    return np.fmin(np.where(down > 0, down, np.inf), np.where(up > 0, up, np.inf))
