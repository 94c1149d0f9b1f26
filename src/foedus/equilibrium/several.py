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
MOST_ROUNDS = 120
SOUND = 1e-10  # log-odds, relative


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
    low, high = bounds(torn, values[:, None], np.array([precision]))
    random = np.random.default_rng(seed)
    spread = low + (high - low) * random.uniform(size=(torn.size, starts))
    spread[:, ::2] = np.where(random.uniform(size=spread[:, ::2].shape) < 0.5, low, high)
    spread[:, 1::4] = random.normal(scale=2.0, size=spread[:, 1::4].shape)
    points = spread if first is None else np.hstack([first, spread])
    if torn.size == 1:
        points = np.hstack(
            [points, np.sinh(np.linspace(np.arcsinh(low - 1), np.arcsinh(high + 1), 513))[:, 0].T]
        )
    points, sound = _newton(programs, values, precision, points)
    return _distinct(points[:, sound])


def _newton(
    programs: Climb, values: Floats, precision: float, points: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    m, n = points.shape
    kept = run(programs.parts.before, range(len(values)), values[:, None], block=1)
    machine = Block(programs.parts.loop, n)
    machine.load([programs.parts.offset + j for j in range(len(kept))], np.repeat(kept, n, axis=1))
    lam = np.full((1, n), precision)
    sound = np.zeros(n, dtype=np.bool_)
    for _ in range(MOST_ROUNDS):
        machine.load(programs.varying, np.vstack([lam, points]))
        out = np.array(machine.run(n))
        residual = np.abs(out[:m]).max(axis=0)
        sound = residual < SOUND * (1 + np.abs(points).max(axis=0))
        move, _ = solve_many(out[m:].reshape(m, m, n), -out[:m])
        size = np.abs(move).max(axis=0)
        with np.errstate(all="ignore"):
            move = np.where(np.isfinite(size), move * np.minimum(1.0, LONGEST_MOVE / size), 0.0)
        still = sound & ((size < 1e-9) | ~np.isfinite(size))
        points = np.where(still, points, points + np.where(np.isfinite(move), move, 0.0))
        if (still | ~np.isfinite(size)).all():
            break
    return points, sound


def _distinct(points: Floats) -> Floats:
    """Points that differ in some probability, in a fixed order."""
    found: list[Floats] = []
    for point in points.T:
        near = 1.0 / (1.0 + np.exp(-np.clip(point, -700, 700)))
        if all(np.abs(near - 1.0 / (1.0 + np.exp(-np.clip(o, -700, 700)))).max() > APART for o in found):
            found.append(point)
    found.sort(key=lambda point: point.round(6).tolist())
    return np.array(found).reshape(-1, len(points)).T
