"""Along the principal branch by its arc length, for many draws at once.

For draws whose branch turns back on its way to the wanted λ, so that a ladder of precisions cannot climb it. The
steps are those of `branch`, without a record of the way: foresee by a cubic, correct at right angles to the tangent.
The determinant of (F_x F_λ; tangent), which vanishes where curves cross, is foreseen too. Where it is foreseen to
fall far steps are short; where it is not the one foreseen, either the step was too long and led to another curve (a
shorter one is taken), or curves cross or nearly do (the draw is marked).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.branch import LONGEST, STRAIGHT, Tracer, payoff_ranges
from foedus.equilibrium.ladder import FALL, RISE, UNSTEADY, steady
from foedus.equilibrium.lanes import Block, run
from foedus.equilibrium.linear import solve_many

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]

USUAL = 0.3  # care; with 1, one draw in a thousand comes to a branch that lies close
FIRST = 0.1  # arc length of the first step
WANTED = 0.05  # the first correction as a share of the step
TURN = 0.8  # the angle that a next step is to turn by, as a share of the largest
GROW = 2.0  # how much longer a step may be than the last
STUCK = (
    0.3  # the share of the last step's length under which a step that fails tells that its start is not exact
)
ON_THE_WAY, AT_THE_END = 0.07, 1e-7  # Newton's last correction: relative to the step, to the largest unknown
EXACT = 1e-13  # or, relative to that, what the last two corrections foretell of the next
SHORTEST = 1e-9
CLOSE = 1e-4  # arc length of a step; one that long may lead over to where curves cross
MOST_ROUNDS = 8
START_ROUNDS, FARTHEST = 3, 0.5  # corrections of the point to set out from; the largest, log-odds
MOST_TICKS = 3000
LIMITS = (
    LONGEST, STRAIGHT, WANTED, TURN, GROW, ON_THE_WAY, AT_THE_END, EXACT, SHORTEST, CLOSE, FIRST, FARTHEST,
    MOST_ROUNDS, START_ROUNDS, MOST_TICKS, STUCK, UNSTEADY, FALL, RISE,
)  # fmt: skip


class _Walkers:
    """Where each draw stands; the last axis is the draw, the last component of a point λ times the range."""

    def __init__(self, start: Floats, share: Floats, goal: Floats) -> None:
        size, n = start.shape
        self.draw = np.arange(n)
        self.goal = goal
        self.point = np.vstack([start, share * goal])
        self.tangent = np.zeros((size + 1, n))
        self.bend = np.zeros((size + 1, n))
        self.twist = np.zeros((size + 1, n))
        self.trial = np.zeros((size + 1, n))
        self.step = np.minimum(FIRST, np.maximum(goal, 1e-300))
        self.length = self.step.copy()
        self.last = np.zeros(n, dtype=np.bool_)
        self.round = np.zeros(n, dtype=np.int64)
        self.first = np.zeros(n)
        self.previous = np.full(n, np.inf)
        self.side = np.ones(n)  # the determinant at the point, and its divided differences,
        self.rate = np.zeros(n)
        self.curve = np.zeros(n)
        self.back = np.zeros(n)  # which reach as far back as this
        self.foreseen = np.ones(n)
        self.crossed = np.zeros(n, dtype=np.bool_)
        self.loose = np.zeros(n, dtype=np.bool_)  # whether the point was reached by a single correction,
        self.reached = np.full(n, np.inf)  # and by how long a step

    def keep(self, which: Integers) -> None:
        for name, value in vars(self).items():
            setattr(self, name, np.take(value, which, axis=-1))

    def set_out(self, which: Flags, stay: Flags | None = None) -> None:
        """Foresee the next point of those draws by the cubic through the last two; some ``stay`` to be made exact."""
        slope = self.tangent[-1]
        left = self.goal - self.point[-1]
        sign = np.sign(self.side)
        with np.errstate(all="ignore"):
            rate = self.rate + self.curve * self.back
            far = steady(np.abs(self.side), sign * rate, sign * self.curve)
            step = np.fmin(self.step, np.fmax(far, 0.5 * CLOSE))
            last = (slope > 0) & (step * slope >= left)
            length = np.where(last, left / slope, step)
        if stay is not None:
            last, length = last & ~stay, np.where(stay, 0.0, length)
        np.copyto(self.last, last, where=which)
        np.copyto(self.length, length, where=which)
        trial = self.point + length * (self.tangent + length * (self.bend + length * self.twist))
        trial[-1] = np.where(last, self.goal, trial[-1])
        np.copyto(self.trial, trial, where=which)
        foreseen = self.side + length * (self.rate + self.curve * (length + self.back))
        np.copyto(self.foreseen, foreseen, where=which)
        self.round[which], self.previous[which] = 0, np.inf


def walk(
    tracer: Tracer,
    values: Floats,
    precision: Floats,
    start: Floats,
    share: Floats,
    *,
    care: float = USUAL,
) -> tuple[Floats, Flags, Flags]:
    """The unknowns where the principal branch first reaches λ.

    Args:
        tracer: of `branch.prepare_tracer`.
        values: (K, n) the values of the game's expressions.
        precision: (n,) λ.
        start: (m, n) unknowns on the branch, from which to set out: 0, or what `ladder.climb` came to.
        share: (n,) at which share of λ they lie.
        care: how long steps may be and how much they may need correction; less is slower and surer.

    Returns:
        x (m, n), which draws arrived (n,), and which met a bifurcation on the way (n,).
    """
    m, n = tracer.torn.size, precision.size
    x, arrived, crossed = np.zeros((m, n)), np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    before = tracer.parts.before
    kept = run(before, range(len(values)), values)
    scale = payoff_ranges(tracer.torn, values)
    machine = Block(tracer.parts.loop, n)
    inputs = [tracer.parts.offset + j for j in range(len(before.outputs))]
    machine.load(inputs, kept)
    now = _Walkers(start, share, precision * scale)
    _start(tracer, machine, now, scale)
    for _ in range(int(MOST_TICKS / care)):
        finished = _tick(tracer, machine, now, scale, care)
        which = now.draw[finished]
        x[:, which], arrived[which], crossed[which] = now.point[:m, finished], True, now.crossed[finished]
        alive = ~finished & (now.step >= SHORTEST) & (now.point[-1] > -1.0)
        if not alive.all():
            if not alive.any():
                break
            left = np.flatnonzero(alive)
            now.keep(left)
            kept, scale = np.take(kept, left, axis=1), scale[left]
            machine.load(inputs, kept)
    return x, arrived, crossed


def _evaluate(tracer: Tracer, machine: Block, point: Floats, scale: Floats) -> tuple[Floats, Floats]:
    m, n = tracer.torn.size, scale.size
    machine.load([tracer.torn.precision + k for k in range(m + 1)], [point[m] / scale, *point[:m]])
    out = np.array(machine.run(n))
    slopes = out[m:].reshape(m, m + 1, n)
    slopes[:, m] /= scale
    return out[:m], slopes


def _start(tracer: Tracer, machine: Block, now: _Walkers, scale: Floats) -> None:
    """Put the points exactly on their branches, and foresee the first step."""
    m, n = tracer.torn.size, scale.size
    for turn in range(START_ROUNDS + 1):
        residual, slopes = _evaluate(tracer, machine, now.point, scale)
        right = np.stack([-residual, -slopes[:, m]], axis=1)
        found, _ = solve_many(slopes[:, :m].copy(), right)
        with np.errstate(invalid="ignore"):
            near = np.abs(found[:, 0]).max(axis=0) < FARTHEST
        if turn == START_ROUNDS or not now.point.any():
            break
        now.point[:m] += np.where(near, found[:, 0], 0.0)
    now.tangent[:m], now.tangent[m] = found[:, 1], 1.0
    now.tangent /= np.linalg.norm(now.tangent, axis=0)
    now.side = solve_many(np.concatenate([slopes, now.tangent[None]]), np.zeros((m + 1, n)))[1]
    now.set_out(np.ones(n, dtype=np.bool_))


def _tick(tracer: Tracer, machine: Block, now: _Walkers, scale: Floats, care: float) -> Flags:
    """One correction of every draw; tells which draws reached their λ by it."""
    m, n = tracer.torn.size, scale.size
    residual, slopes = _evaluate(tracer, machine, now.trial, scale)
    right = np.zeros((m + 1, 2, n))
    np.negative(residual, out=right[:m, 0])
    right[m, 1] = 1.0
    found, side = solve_many(np.concatenate([slopes, now.tangent[None]]), right)
    move, turned = found[:, 0], found[:, 1]
    with np.errstate(all="ignore"):
        move -= np.where(now.last, move[m] / turned[m], 0.0) * turned  # at the end λ is held
        turned /= np.linalg.norm(turned, axis=0)
        length = np.abs(move).max(axis=0)
        exact = np.abs(residual).max(axis=0) < 1e-15
        length, move = np.where(exact, 0.0, length), np.where(exact, 0.0, move)
        fine = np.isfinite(length) & ((length < 0.9 * now.previous) | (length < AT_THE_END))
        now.first = np.where(now.round == 0, length, now.first)
        stayed = now.length == 0.0
        fine &= (now.first <= care * np.maximum(0.25 * now.length, CLOSE)) | stayed
        fine &= now.round < MOST_ROUNDS
        unit = 1 + np.abs(now.trial[:m]).max(axis=0)
        exactly = AT_THE_END * unit
        bound = np.where(
            now.last, exactly, np.maximum(exactly, care * ON_THE_WAY * np.minimum(now.length, 1.0))
        )
        converged = (length < bound) | (
            (now.round > 0) & (length * length * length < EXACT * unit * now.previous * now.previous)
        )
        converged &= fine
        cosine = (turned * now.tangent).sum(axis=0)
        straight = cosine >= 1 - np.where(stayed, 1.0, care) * (1 - STRAIGHT)
        near = (now.length <= CLOSE) & ~stayed
        lost = near & ~np.isfinite(turned).all(axis=0)  # where curves cross no direction stands out
        turned = np.where(lost, now.tangent, turned)
        as_foreseen = np.abs(np.log(side / now.foreseen)) < UNSTEADY
        sound = (straight | lost) & (as_foreseen | near)
    now.trial = np.where(fine, now.trial + move, now.trial)
    now.previous, now.round = length, now.round + 1
    sound &= now.last | (now.trial[m] <= now.goal)  # not past λ on a bend
    reached, astray = converged & sound, ~fine | (converged & ~sound)
    now.crossed |= reached & ~as_foreseen
    _move_on(now, reached, turned, side, cosine, care)
    np.copyto(now.step, 0.4 * now.length, where=astray & ~stayed)
    finished: Flags = reached & now.last
    # much shorter steps do not help where the point itself has to be corrected
    inexact = astray & now.loose & (now.length < STUCK * now.reached)
    now.reached = np.where(reached, now.length, now.reached)
    now.loose = np.where(reached | inexact, reached & (now.round == 1) & ~stayed, now.loose)
    now.set_out((reached & ~finished) | astray, inexact)
    return finished


def _move_on(now: _Walkers, which: Flags, turned: Floats, side: Floats, cosine: Floats, care: float) -> None:
    further = which & (now.length > 0)
    with np.errstate(all="ignore"):
        rate = (side - now.side) / now.length
        curve = np.where(now.back > 0, (rate - now.rate) / (now.length + now.back), 0.0)
    for held, new in ((now.rate, rate), (now.curve, curve), (now.back, now.length)):
        np.copyto(held, new, where=further)
    np.copyto(now.side, side, where=which & (side != 0))
    with np.errstate(all="ignore"):
        chord = now.trial - now.point
        far = np.sqrt((chord * chord).sum(axis=0))
        chord /= far
        np.copyto(now.bend, (2 * turned + now.tangent - 3 * chord) / far, where=further)
        np.copyto(now.twist, (turned + now.tangent - 2 * chord) / (far * far), where=further)
        ratio = now.first / (care * now.length)
        growth = np.exp(np.log(WANTED / np.maximum(ratio, 1e-9)) / 3)
        turn = TURN * np.sqrt(care * (1 - STRAIGHT) / np.maximum(1 - cosine, 1e-12))
        longer = now.length * np.clip(np.minimum(growth, turn), 0.5, GROW)
    np.copyto(now.point, now.trial, where=which)
    np.copyto(now.tangent, turned, where=which)
    longest = care * (LONGEST + 0.5 * np.abs(now.point[-1]))
    np.copyto(now.step, np.minimum(longer, longest), where=further)
