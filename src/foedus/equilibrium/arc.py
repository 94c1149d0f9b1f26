"""Along the principal branch by its arc length, for many draws at once.

For draws whose branch turns back on its way to the wanted λ, so that a ladder of precisions cannot climb it. The
steps are those of `branch`, without a record of the way: foresee along the tangent, correct at right angles to
it. The determinant of (F_x F_λ; tangent) keeps its sign along a curve; where it does not, either the step was too
long and led to another curve (a shorter one is taken), or curves cross (the draw is marked).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.branch import LONGEST, NEAR, STRAIGHT, Tracer, payoff_range
from foedus.equilibrium.lanes import Block, Machine, run
from foedus.equilibrium.linear import solve_many

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_TICKS = 3000
SHORTEST = 1e-9
ON_THE_WAY, AT_THE_END = 1e-6, 1e-10  # Newton's last correction, relative to the largest component
MOST_ROUNDS = 8


class _Walkers:
    """Where each draw stands; the last axis is the draw, the last component of a point λ times the range."""

    def __init__(self, size: int, goal: Floats) -> None:
        n = goal.size
        self.draw = np.arange(n)
        self.goal = goal
        self.point = np.zeros((size + 1, n))
        self.tangent = np.zeros((size + 1, n))
        self.trial = np.zeros((size + 1, n))
        self.step = np.minimum(0.2, np.maximum(goal, 1e-300))
        self.length = self.step.copy()
        self.last = np.zeros(n, dtype=np.bool_)
        self.round = np.zeros(n, dtype=np.int64)
        self.first = np.zeros(n)
        self.previous = np.full(n, np.inf)
        self.side = np.ones(n)
        self.crossed = np.zeros(n, dtype=np.bool_)

    def keep(self, which: Flags) -> None:
        for name, value in vars(self).items():
            setattr(self, name, np.ascontiguousarray(value[..., which]))

    def set_out(self, which: Flags) -> None:
        """Foresee the next point of those draws."""
        slope = self.tangent[-1, which]
        left = self.goal[which] - self.point[-1, which]
        step = self.step[which]
        last = (slope > 0) & (step * slope >= left)
        with np.errstate(divide="ignore", invalid="ignore"):
            length = np.where(last, left / slope, step)
        self.last[which], self.length[which] = last, length
        self.trial[:, which] = self.point[:, which] + length * self.tangent[:, which]
        self.round[which], self.previous[which] = 0, np.inf


def walk(
    tracer: Tracer, values: Floats, precision: Floats, *, block: type[Machine] = Block, care: float = 1.0
) -> tuple[Floats, Flags, Flags]:
    """The unknowns where the principal branch first reaches λ.

    Args:
        tracer: of `branch.prepare_tracer`.
        values: (K, n) the values of the game's expressions.
        precision: (n,) λ.
        block: the backend's machine.
        care: how long steps may be and how much they may need correction; less is slower and surer.

    Returns:
        x (m, n), which draws arrived (n,), and which met a bifurcation on the way (n,).
    """
    m, n = tracer.torn.size, precision.size
    x, arrived, crossed = np.zeros((m, n)), np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    before = tracer.parts.before
    kept = run(before, range(len(values)), values)
    scale = np.array([payoff_range(tracer.torn, values[:, i]) for i in range(n)])
    machine = block(tracer.parts.loop, n)
    inputs = [tracer.parts.offset + j for j in range(len(before.outputs))]
    machine.load(inputs, kept)
    now = _Walkers(m, precision * scale)
    _start(tracer, machine, now, scale)
    for _ in range(int(MOST_TICKS / care)):
        finished = _tick(tracer, machine, now, scale, care)
        which = now.draw[finished]
        x[:, which], arrived[which], crossed[which] = now.point[:m, finished], True, now.crossed[finished]
        alive = ~finished & (now.step >= SHORTEST) & (now.point[-1] > -1.0)
        if not alive.all():
            if not alive.any():
                break
            now.keep(alive)
            kept, scale = np.ascontiguousarray(kept[:, alive]), scale[alive]
            machine.load(inputs, kept)
    return x, arrived, crossed


def _evaluate(tracer: Tracer, machine: Machine, point: Floats, scale: Floats) -> tuple[Floats, Floats]:
    m, n = tracer.torn.size, scale.size
    machine.load([tracer.torn.precision + k for k in range(m + 1)], np.vstack([point[m] / scale, point[:m]]))
    out = np.array(machine.run(n))
    slopes = out[m:].reshape(m, m + 1, n)
    slopes[:, m] /= scale
    return out[:m], slopes


def _start(tracer: Tracer, machine: Machine, now: _Walkers, scale: Floats) -> None:
    m, n = tracer.torn.size, scale.size
    _, slopes = _evaluate(tracer, machine, now.point, scale)
    move, _ = solve_many(slopes[:, :m].copy(), -slopes[:, m])
    now.tangent[:m], now.tangent[m] = move, 1.0
    now.tangent /= np.linalg.norm(now.tangent, axis=0)
    now.set_out(np.ones(n, dtype=np.bool_))


def _tick(tracer: Tracer, machine: Machine, now: _Walkers, scale: Floats, care: float) -> Flags:
    """One correction of every draw; tells which draws reached their λ by it."""
    m, n = tracer.torn.size, scale.size
    residual, slopes = _evaluate(tracer, machine, now.trial, scale)
    flat = np.zeros((m + 1, n))
    flat[m] = 1.0
    border = np.where(now.last, flat, now.tangent)
    system = np.concatenate([slopes, border[None]])
    move, _ = solve_many(system.copy(), np.concatenate([-residual, np.zeros((1, n))]))
    turned, side = solve_many(np.concatenate([slopes, now.tangent[None]]), flat.copy())
    with np.errstate(all="ignore"):
        turned /= np.linalg.norm(turned, axis=0)
        length = np.abs(move).max(axis=0)
        exact = np.abs(residual).max(axis=0) < 1e-15
        length, move = np.where(exact, 0.0, length), np.where(exact, 0.0, move)
        fine = np.isfinite(length) & ((length < 0.9 * now.previous) | (length < AT_THE_END))
        now.first = np.where(now.round == 0, length, now.first)
        fine &= (now.first <= care * np.maximum(0.25 * now.length, NEAR)) & (now.round < MOST_ROUNDS)
        bound = np.where(now.last, AT_THE_END, ON_THE_WAY) * (1 + np.abs(now.trial[:m]).max(axis=0))
        converged = fine & (length < bound)
        straight = (turned * now.tangent).sum(axis=0) >= 1 - care * (1 - STRAIGHT)
        near = now.length <= NEAR * (1 + np.abs(now.point).max(axis=0))
        lost = near & ~np.isfinite(turned).all(axis=0)  # where curves cross no direction stands out
        turned = np.where(lost, now.tangent, turned)
        sound = (straight | lost) & ((side * now.side > 0) | near)
    now.trial = np.where(fine, now.trial + move, now.trial)
    now.previous, now.round = length, now.round + 1
    sound &= now.last | (now.trial[m] <= now.goal)  # not past λ on a bend
    reached, astray = converged & sound, ~fine | (converged & ~sound)
    _move_on(now, reached, turned, side, care)
    now.step[astray] = 0.4 * now.length[astray]
    finished: Flags = reached & now.last
    now.set_out((reached & ~finished) | astray)
    return finished


def _move_on(now: _Walkers, which: Flags, turned: Floats, side: Floats, care: float) -> None:
    now.crossed[which] |= side[which] * now.side[which] < 0
    now.side[which] = np.where(side[which] == 0, now.side[which], side[which])
    now.point[:, which], now.tangent[:, which] = now.trial[:, which], turned[:, which]
    first, length = now.first[which], now.length[which]
    ratio = first / (care * length)
    longer = length * np.where(ratio < 0.05, 2.0, np.where(ratio < 0.1, 1.3, 0.9))
    now.step[which] = np.minimum(longer, care * (LONGEST + 0.5 * np.abs(now.point[-1, which])))
