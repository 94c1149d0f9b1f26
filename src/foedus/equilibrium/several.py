"""All equilibria of one draw, as far as many starts find them, and how many a game with one unknown has.

With one unknown every root of F lies in an interval that the payoffs bound. F is evaluated on a grid over it, and
where it bends back between two points of one sign the place is looked at more closely. F changes sign from
one end to the other, so that the number of roots is odd: an even count would prove that one was missed.

With more unknowns Newton's method is started from corners and from points at random (drawn with the seed given),
all starts at once; equilibria that differ by less than `APART` in every probability count as one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.ladder import Climb
from foedus.equilibrium.lanes import Block, run
from foedus.equilibrium.linear import solve_many
from foedus.equilibrium.tearing import Torn

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

APART = 1e-6  # probability
GRID = 33
LONGEST_MOVE = 4.0  # log-odds that one correction may change; the rest waits for the next
MOST_ROUNDS, FEW_ROUNDS = 120, 40
SOUND, CLOSE = 1e-10, 1e-7  # log-odds: the residual, relative, and the last correction at a root


def bounds(torn: Torn, values: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """Between which log-odds (m, n) every unknown lies in any equilibrium."""
    arrays = torn.arrays
    low, high = np.empty((torn.size, precision.size)), np.empty((torn.size, precision.size))
    row = 0
    for infoset in torn.plan.cut:
        player = int(arrays.owner[infoset])
        first = int(arrays.first[infoset])
        spans = []
        for action in range(first, int(arrays.first[infoset + 1])):
            ends = [z for z, path in enumerate(arrays.paths) if action in path]
            payoffs = values[np.unique(arrays.payoff[ends, player])]
            spans.append((payoffs.min(axis=0), payoffs.max(axis=0)))
        for least, most in spans[1:]:
            low[row], high[row] = precision * (least - spans[0][1]), precision * (most - spans[0][0])
            row += 1
    return low, high


def count_roots(programs: Climb, values: Floats, precision: Floats) -> Integers:
    """How many equilibria each draw (n,) of a game with at most one unknown has."""
    torn = programs.torn
    if torn.size == 0:
        return np.ones(precision.size, dtype=np.int64)
    low, high = bounds(torn, values, precision)
    left, right = np.arcsinh(low[0] - 1.0), np.arcsinh(high[0] + 1.0)
    kept = run(programs.parts.before, range(len(values)), values)
    shares = np.linspace(0.0, 1.0, GRID)[:, None]
    grid = np.sinh(left + shares * (right - left))
    f, slope = _on_grid(programs, kept, precision, grid)
    changes = (f[:-1] < 0) != (f[1:] < 0)
    count = changes.sum(axis=0)
    bent = ~changes & np.where(
        f[:-1] > 0, (slope[:-1] < 0) & (slope[1:] > 0), (slope[:-1] > 0) & (slope[1:] < 0)
    )
    cell, draw = np.nonzero(bent)
    if draw.size:
        inside = grid[cell, draw] + np.linspace(0.0, 1.0, GRID)[:, None] * (
            grid[cell + 1, draw] - grid[cell, draw]
        )
        finer, _ = _on_grid(programs, kept[:, draw], precision[draw], inside)
        np.add.at(count, draw, ((finer[:-1] < 0) != (finer[1:] < 0)).sum(axis=0))
    return np.asarray(count, dtype=np.int64)


def _on_grid(programs: Climb, kept: Floats, precision: Floats, grid: Floats) -> tuple[Floats, Floats]:
    """F and its slope, both (points, n), of a game with one unknown."""
    torn, n = programs.torn, precision.size
    offset = programs.parts.offset
    inputs = [torn.precision, torn.precision + 1, *(offset + j for j in range(len(kept)))]
    f, slope = np.empty_like(grid), np.empty_like(grid)
    width = min(1024, n)
    machine = Block(programs.parts.loop, width)
    for start in range(0, n, width):
        part = slice(start, min(start + width, n))
        machine.load(inputs[2:], kept[:, part])
        machine.load(inputs[:1], precision[None, part])
        for point in range(len(grid)):
            machine.load(inputs[1:2], grid[point, None, part])
            f[point, part], slope[point, part] = machine.run(part.stop - part.start)
    return f, slope


def search(
    programs: Climb,
    values: Floats,
    precision: float,
    *,
    starts: int = 256,
    seed: int = 0,
    first: Floats | None = None,
) -> Floats:
    """The unknowns (m, E) of all equilibria found for one draw.

    Args:
        programs: of `ladder.prepare`.
        values: (K,) the values of the game's expressions.
        precision: λ.
        starts: points from which Newton's method sets out.
        seed: of the random points.
        first: (m, S) points to begin with.
    """
    torn = programs.torn
    if torn.size == 0:
        return np.zeros((0, 1))
    column, lam = values[:, None], np.array([precision])
    points = _spread(torn, column, lam, starts, np.random.default_rng(seed))[:, 0]
    if torn.size == 1:
        low, high = bounds(torn, column, lam)
        grid = np.linspace(np.arcsinh(low[0] - 1.0), np.arcsinh(high[0] + 1.0), 513)
        points = np.hstack([points, np.sinh(grid).T])
    if first is not None:
        points = np.hstack([first, points])
    n = points.shape[1]
    points, sound = newton(programs, np.repeat(column, n, axis=1), np.full(n, precision), points)
    return _distinct(points[:, sound])


def count(
    programs: Climb, values: Floats, precision: Floats, known: Floats, *, starts: int = 12, seed: int = 0
) -> Integers:
    """How many equilibria are found in each draw (n,): all with one unknown, else those that starts lead to.

    Args:
        programs: of `ladder.prepare`.
        values: (K, n) the values of the game's expressions.
        precision: (n,) λ.
        known: (m, n) an equilibrium of each draw.
        starts: points for each draw from which Newton's method sets out, where there are several unknowns.
        seed: of those points.
    """
    m, n = known.shape
    if m <= 1:
        return count_roots(programs, values, precision)
    points = _spread(programs.torn, values, precision, starts, np.random.default_rng(seed)).reshape(m, -1)
    lanes = np.repeat(np.arange(n), starts)
    points, sound = newton(programs, values[:, lanes], precision[lanes], points, rounds=FEW_ROUNDS)
    with np.errstate(over="ignore"):
        shares = 1.0 / (
            1.0 + np.exp(-np.concatenate([known[:, :, None], points.reshape(m, n, starts)], axis=2))
        )
    gaps = np.abs(shares[:, :, :, None] - shares[:, :, None]).max(axis=0)
    there = np.concatenate([np.ones((n, 1), dtype=np.bool_), sound.reshape(n, starts)], axis=1)
    earlier = np.tri(starts + 1, k=-1, dtype=np.bool_)  # found by a start before
    repeated = (there[:, None] & earlier & (gaps <= APART)).any(axis=2)
    return np.asarray((there & ~repeated).sum(axis=1), dtype=np.int64)


def _spread(
    torn: Torn, values: Floats, precision: Floats, starts: int, random: np.random.Generator
) -> Floats:
    """Points (m, n, starts) between the bounds: half at corners, a quarter near the middle, a quarter anywhere."""
    low, high = bounds(torn, values, precision)
    low, high = low[:, :, None], high[:, :, None]
    found = low + (high - low) * random.uniform(size=(*low.shape[:2], starts))
    corners = found[:, :, ::2]
    found[:, :, ::2] = np.where(random.uniform(size=corners.shape) < 0.5, low, high)
    found[:, :, 1::4] = random.normal(scale=2.0, size=found[:, :, 1::4].shape)
    return found


def newton(
    programs: Climb, values: Floats, precision: Floats, points: Floats, *, rounds: int = MOST_ROUNDS
) -> tuple[Floats, NDArray[np.bool_]]:
    """Newton's method from each point (m, n), and whether it led to a root."""
    m, n = points.shape
    points = points.copy()
    sound = np.zeros(n, dtype=np.bool_)
    active = np.arange(n)
    machine = Block(programs.parts.loop, n)
    inputs = [programs.parts.offset + j for j in range(len(programs.parts.before.outputs))]
    kept = run(programs.parts.before, range(len(values)), values)
    machine.load(inputs, kept)
    for _ in range(rounds):
        here = points[:, active]
        machine.load(programs.varying, np.vstack([precision[None, active], here]))
        out = np.array(machine.run(active.size))
        residual = np.abs(out[:m]).max(axis=0)
        near = residual < SOUND * (1 + np.abs(here).max(axis=0))
        move, _ = solve_many(out[m:].reshape(m, m, -1), -out[:m])
        size = np.abs(move).max(axis=0)
        sound[active] = near & (size < CLOSE)  # where roots meet a small residual alone says little
        going = np.isfinite(size) & ~(near & (size < 1e-9))
        with np.errstate(all="ignore"):
            step = move * np.minimum(1.0, LONGEST_MOVE / size)
        points[:, active[going]] = here[:, going] + step[:, going]
        if not going.any():
            break
        if going.sum() < 0.7 * active.size:
            active, kept = active[going], np.ascontiguousarray(kept[:, going])
            machine.load(inputs, kept)
    return points, sound


def _distinct(points: Floats) -> Floats:
    """Points that differ in some probability, in a fixed order."""
    with np.errstate(over="ignore"):
        shares = 1.0 / (1.0 + np.exp(-points))
    kept: list[int] = []
    for i in range(points.shape[1]):
        gaps = np.abs(shares[:, kept] - shares[:, i : i + 1]).max(axis=0, initial=0.0)
        if (gaps > APART).all():
            kept.append(i)
    kept.sort(key=lambda i: points[:, i].round(6).tolist())
    return points[:, kept]
