"""Games with one unknown: its equation at the wanted precision, solved directly where it has one root.

F(x) = x − λ ΔV(x) is negative at the lower and positive at the upper bound that the payoffs set, so the number of
its roots is odd. F and its slope are evaluated on a grid, closer near even odds. If F changes sign once, rises at
every point and nowhere between two points less than their slopes foretell, its root is the only one; the principal
branch passes every λ (McKelvey & Palfrey 1995, theorem 3), so it is the root wanted. It is then found by Newton's method
inside the bracket, which a bisection replaces where a step leaves the bracket or does not halve the last. All
other draws are left over, for the branch to be followed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.lanes import Block, run
from foedus.equilibrium.tape import Split, split
from foedus.equilibrium.tearing import Torn

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

POINTS = 14  # of the grid
LEAST_RISE = 0.5  # of F between two points, as a share of what the smaller slope foretells
TOLERANCE = 1e-9  # last correction, log-odds, relative to x; the next would be its square
MOST_ROUNDS = 80
BLOCK = 8192


@dataclass(frozen=True, eq=False)
class Equation:
    """The programs: F and its slope as x varies, λ held."""

    torn: Torn
    parts: Split


def prepare(torn: Torn) -> Equation:
    """Write the programs for a game with one unknown."""
    (row,) = torn.graph.tangents(torn.residual, torn.unknowns)
    return Equation(torn, split(torn.graph, [torn.residual[0], row[0]], [torn.precision + 1]))


def grid_of(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Where each draw's grid begins and how long its steps are, on the scale of the inverse hyperbolic sine."""
    begin, end = np.arcsinh(low - 1.0), np.arcsinh(high + 1.0)
    return begin, (end - begin) / (POINTS - 1)


def only_roots(
    equation: Equation, values: Floats, precision: Floats, low: Floats, high: Floats
) -> tuple[Floats, Flags]:
    """The unknown (1, n) of the draws with one root, and which these are (n,).

    Args:
        equation: of `prepare`.
        values: (K, n) the values of the game's expressions.
        precision: (n,) λ.
        low: (n,) log-odds above which all roots lie.
        high: (n,) log-odds below which all roots lie.
    """
    n = precision.size
    x, sound = np.zeros((1, n)), np.zeros(n, dtype=np.bool_)
    machine = Block(equation.parts.loop, min(BLOCK, n))
    begin, step = grid_of(low, high)
    for start in range(0, n, BLOCK):
        part = slice(start, min(start + BLOCK, n))
        rows = np.vstack([values[:, part], precision[None, part]])
        kept = run(equation.parts.before, range(len(rows)), rows, block=BLOCK)
        _block(equation, machine, kept, begin[part], step[part], x[0, part], sound[part])
    return x, sound


def _block(
    equation: Equation, machine: Block, kept: Floats, begin: Floats, step: Floats, x: Floats, sound: Flags
) -> None:
    inputs = [equation.parts.offset + j for j in range(len(kept))]
    unknown = [equation.torn.precision + 1]
    machine.load(inputs, kept)
    n = begin.size

    def at(point: Floats) -> tuple[Floats, Floats]:
        machine.load(unknown, point[None])
        f, slope = machine.run(point.size)
        return f.copy(), slope.copy()

    left = np.sinh(begin)
    f, slope = at(left)
    alone = (f < 0) & (slope > 0)
    low, high, f_low, f_high = left, left, f, f
    for k in range(1, POINTS):
        right = np.sinh(begin + k * step)
        f_right, slope_right = at(right)
        foretold = np.minimum(slope, slope_right) * (right - left)
        alone &= (slope_right > 0) & (f_right - f >= LEAST_RISE * foretold)
        crossing = (f < 0) & (f_right >= 0)
        low, f_low = np.where(crossing, left, low), np.where(crossing, f, f_low)
        high, f_high = np.where(crossing, right, high), np.where(crossing, f_right, f_high)
        left, f, slope = right, f_right, slope_right
    alone &= (f > 0) & (high > low)
    draw = np.flatnonzero(alone)
    if draw.size < n:
        kept, low, high = np.ascontiguousarray(kept[:, draw]), low[draw], high[draw]
        f_low, f_high = f_low[draw], f_high[draw]
        machine.load(inputs, kept)
    point = low - f_low * (high - low) / (f_high - f_low)
    last = high - low
    for _ in range(MOST_ROUNDS):
        if not draw.size:
            return
        f, slope = at(point)
        low, high = np.where(f < 0, point, low), np.where(f < 0, high, point)
        with np.errstate(all="ignore"):
            newton = point - f / slope
        inside = (newton >= low) & (newton <= high) & (np.abs(newton - point) < 0.5 * last)
        following = np.where(inside, newton, 0.5 * (low + high))
        last = np.abs(following - point)
        point = following
        close = ~sound[draw] & (last <= TOLERANCE * (1 + np.abs(point)))
        x[draw[close]], sound[draw[close]] = point[close], True
        rest = ~sound[draw]
        if rest.sum() < 0.7 * draw.size or (draw.size < 256 and not rest.all()):
            draw, point, low, high, last = draw[rest], point[rest], low[rest], high[rest], last[rest]
            kept = np.ascontiguousarray(kept[:, rest])
            machine.load(inputs, kept)
