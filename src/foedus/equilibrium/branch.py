"""The principal branch of one game, followed whole: through folds, past bifurcations, and onto what branches off.

The points (x, λ) with F(x, λ) = 0 form curves. The principal branch begins where λ = 0 and all choices are even. It
is followed by its arc length (Turocy 2005; Allgower & Georg 2003, ch. 4 and 8): foresee a point along the
tangent, correct it at right angles to the tangent. λ may fall on the way (a fold). Where further curves cross
(a bifurcation, as symmetric games have them) the branch goes straight on, and the others can be entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium.lanes import Block, run
from foedus.equilibrium.tape import Split, split
from foedus.equilibrium.tearing import Torn

Floats = NDArray[np.float64]

TOLERANCE = 1e-11  # log-odds, relative to the largest of the unknowns
MOST_STEPS = 2000
CAREFUL = 0.1  # how much shorter steps are where the first way along a branch led nowhere
LONGEST = 2.0  # arc length of a step near the start, in log-odds and λ times the range of payoffs
SHORTEST = 1e-10
STRAIGHT = 0.9  # cosine of the angle by which the tangent may turn in a step
NEAR = 2e-3  # arc length of the steps taken where curves cross
NEUTRAL = 1e-9
MOST_EIGENVALUES = 64
SINGULAR = 1e-7  # a singular value of I − λ dV under this counts as 0
EXACT = 1e-15  # log-odds; a point this good needs no correction, even where none could be worked out


_Stand = tuple[Floats, Floats, int]  # point, tangent, mark


@dataclass(frozen=True)
class Event:
    """Something on the way: ``kind`` is fold or bifurcation, at precision ``precision``, at unknowns ``x``."""

    kind: str
    precision: float
    x: Floats
    directions: Floats  # (d, m) orthonormal: where det(I − λ dV) vanishes


@dataclass
class Path:
    """A branch as far as it was followed.

    Attributes:
        precision: (P,) λ at each point.
        x: (P, m) unknowns at each point.
        events: folds and bifurcations in the order met.
        reached: whether the wanted λ was reached; the last point is then at it.
    """

    precision: Floats
    x: Floats
    events: tuple[Event, ...] = ()
    reached: bool = False

    @property
    def bifurcates(self) -> bool:
        """Whether other branches cross this one."""
        return any(event.kind == "bifurcation" for event in self.events)


class Curve(Protocol):
    """F and its derivatives by x and by λ, for one draw; λ is counted in units of 1 / range of payoffs."""

    @property
    def size(self) -> int:
        """The number of unknowns."""

    @property
    def scale(self) -> float:
        """The range of payoffs."""

    def at(self, point: Floats) -> tuple[Floats, Floats]:
        """F (m,) and its derivatives (m, m + 1) at a point (x, λ · range)."""


@dataclass(frozen=True, eq=False)
class TornCurve:
    """The curve of a torn game."""

    torn: Torn
    machine: Block
    scale: float
    varying: tuple[int, ...]

    @property
    def size(self) -> int:
        """The number of unknowns."""
        return self.torn.size

    def at(self, point: Floats) -> tuple[Floats, Floats]:
        """F (m,) and its derivatives (m, m + 1) at a point (x, λ · range)."""
        m = self.torn.size
        rows = np.concatenate([[point[m] / self.scale], point[:m]])[:, None]
        self.machine.load(self.varying, rows)
        out = np.array(self.machine.run(1))[:, 0]
        slopes = out[m:].reshape(m, m + 1)
        slopes[:, m] /= self.scale
        return out[:m], slopes


@dataclass(frozen=True, eq=False)
class Tracer:
    """The programs that following needs, for all draws of a game."""

    torn: Torn
    parts: Split


def prepare_tracer(torn: Torn) -> Tracer:
    """Write the programs."""
    scale = torn.graph.input(torn.precision)
    rows = torn.graph.tangents(torn.residual, [*torn.unknowns, scale])
    outputs = [*torn.residual, *(part for row in rows for part in row)]
    return Tracer(torn, split(torn.graph, outputs, [torn.precision + k for k in range(torn.size + 1)]))


def payoff_ranges(torn: Torn, values: Floats) -> Floats:
    """Largest less smallest payoff (n,) of the player for whom that is most; 1 where all are alike."""
    spread = np.zeros(values.shape[1])
    for own in torn.arrays.payoff.T:
        payoffs = values[np.unique(own)]
        spread = np.maximum(spread, payoffs.max(axis=0) - payoffs.min(axis=0))
    return np.where(spread > 0, spread, 1.0)


def payoff_range(torn: Torn, values: Floats) -> float:
    """`payoff_ranges` of one draw, whose expressions have the values (K,)."""
    return float(payoff_ranges(torn, values[:, None])[0])


def curve_of(tracer: Tracer, values: Floats) -> TornCurve:
    """The curve of one draw, whose expressions have the values (K,)."""
    before = tracer.parts.before
    kept = run(before, range(len(values)), values[:, None], block=1)
    machine = Block(tracer.parts.loop, 1)
    machine.load([tracer.parts.offset + j for j in range(len(before.outputs))], kept)
    varying = tuple(tracer.torn.precision + k for k in range(tracer.torn.size + 1))
    return TornCurve(tracer.torn, machine, payoff_range(tracer.torn, values), varying)


def follow(curve: Curve, precision: float) -> Path:
    """The principal branch from λ = 0 up to ``precision`` (where it is first reached)."""
    m = curve.size
    start = np.zeros(m + 1)
    _, slopes = curve.at(start)
    tangent = np.concatenate([np.linalg.solve(slopes[:, :m], -slopes[:, m]), [1.0]])
    tangent /= np.linalg.norm(tangent)
    path = advance(curve, start, tangent, precision)
    return path if path.reached else advance(curve, start, tangent, precision, care=CAREFUL)


def advance(curve: Curve, start: Floats, tangent: Floats, precision: float, *, care: float = 1.0) -> Path:
    """The branch through ``start`` in the direction ``tangent`` until λ reaches ``precision``.

    With less ``care`` than 1 steps are shorter and may need less correction.
    """
    m = curve.size
    goal = precision * curve.scale
    points, events = [start], []
    step = min(0.2, goal) if goal else 0.0
    _, slopes = curve.at(start)
    mark = _mark(slopes, m)
    point = start
    for _ in range(int(MOST_STEPS / care)):
        last = tangent[m] > 0 and point[m] + step * tangent[m] >= goal
        length = (goal - point[m]) / tangent[m] if last else step
        ahead = _ahead(curve, (point, tangent, mark), length, last, care)
        if ahead is None or (ahead[0][0][m] > goal and not last):  # too long, or past λ on a bend
            step = 0.4 * length
            if step < SHORTEST:
                break
            continue
        stand, first = ahead
        event = _event(curve, (point, tangent, mark), stand)
        if event:
            events.append(event)
        point, tangent, mark = stand
        points.append(point)
        if last or point[m] < 0:
            break
        step = min(
            length * (2.0 if first < 0.05 * care * length else 1.3 if first < 0.1 * care * length else 0.9),
            care * (LONGEST + 0.5 * abs(point[m])),
        )
    ends_singular = _singular_end(curve, point)
    if ends_singular and abs(point[m] - goal) <= 1e-12 * (1 + goal):
        events.append(ends_singular)
    table = np.array(points)
    return Path(
        table[:, m] / curve.scale,
        table[:, :m],
        tuple(events),
        bool(abs(table[-1, m] - goal) <= 1e-12 * (1 + goal)),
    )


def _ahead(
    curve: Curve, stand: _Stand, length: float, last: bool, care: float
) -> tuple[_Stand, float] | None:
    """The next point on the same curve, and how far it lay from where it was foreseen; None: step too long."""
    point, tangent, mark = stand
    m = curve.size
    corrected = correct(curve, point + length * tangent, tangent, fixed=last)
    if corrected is None:
        return None
    reached, slopes, first = corrected
    turned = _tangent(slopes, tangent)
    if turned is None:
        # no direction stands out at a bifurcation: there the curve goes straight on
        turned = tangent if length < NEAR or last else None
    if (
        turned is None
        or turned @ tangent < 1 - care * (1 - STRAIGHT)
        or first > care * max(0.25 * length, NEAR)
    ):
        return None
    now = _mark(slopes, m)
    fold = turned[m] * tangent[m] < 0
    if now != mark and not fold and length > NEAR * (1 + float(np.abs(point).max())):
        return (
            None  # come near before believing that two curves cross: it may be another curve that lies close
        )
    return (reached, turned, now), first


def correct(
    curve: Curve, foreseen: Floats, tangent: Floats, *, fixed: bool = False
) -> tuple[Floats, Floats, float] | None:
    """Newton's method at right angles to ``tangent``, or at the λ foreseen if ``fixed``.

    Returns:
        the point, the derivatives there, and the length of the first correction; None if it does not converge.
    """
    m = curve.size
    point, first, length = foreseen.copy(), 0.0, np.inf
    border = np.zeros(m + 1) if fixed else tangent
    if fixed:
        border[m] = 1.0
    for turn in range(12):
        residual, slopes = curve.at(point)
        if not (np.isfinite(residual).all() and np.isfinite(slopes).all()):
            return None
        if float(np.abs(residual).max()) < EXACT:
            return point, slopes, first
        try:
            move = np.linalg.solve(np.vstack([slopes, border]), np.append(-residual, 0.0))
        except np.linalg.LinAlgError:
            return None
        before, length = length, float(np.abs(move).max())
        first = length if turn == 0 else first
        if length > 0.9 * before and length > 1e-8:
            return None
        point = point + move
        if _settled(move, point, TOLERANCE):
            return point, curve.at(point)[1], first
        if length > 0.9 * before:
            return point, curve.at(point)[1], first
    return None


def _settled(move: Floats, point: Floats, tolerance: float) -> bool:
    """Whether a correction is small: against the unknowns, and in λ against λ."""
    unknowns = float(np.abs(point[:-1]).max(initial=0.0))
    return bool(
        np.abs(move[:-1]).max(initial=0.0) < tolerance * (1 + unknowns)
        and abs(move[-1]) < 100 * tolerance * (1 + abs(point[-1]))
    )


def _tangent(slopes: Floats, along: Floats) -> Floats | None:
    try:
        found = np.linalg.solve(np.vstack([slopes, along]), np.append(np.zeros(len(slopes)), 1.0))
    except np.linalg.LinAlgError:
        return None
    return np.asarray(found / np.linalg.norm(found))


def _mark(slopes: Floats, m: int) -> int:
    """How many eigenvalues of I − λ dV are real and negative; it changes at folds and bifurcations.

    In large games only whether that number is odd, which costs less.
    """
    if not m:
        return 0
    if m > MOST_EIGENVALUES:
        return int(np.linalg.slogdet(slopes[:, :m])[0] < 0)
    eigenvalues = np.linalg.eigvals(slopes[:, :m])
    real = np.abs(eigenvalues.imag) < NEUTRAL * (1 + np.abs(eigenvalues.real))
    return int((real & (eigenvalues.real < 0)).sum())


def _event(curve: Curve, before: _Stand, after: _Stand) -> Event | None:
    """What happened between two points, if anything; the place is found by halving."""
    m = curve.size
    fold = before[1][m] * after[1][m] < 0
    if not fold and before[2] == after[2]:
        return None
    low, high = before, after
    for _ in range(30):
        chord = high[0] - low[0]
        length = float(np.linalg.norm(chord))
        if length < 1e-7:
            break
        corrected = correct(curve, low[0] + 0.5 * chord, chord / length)
        if corrected is None:
            break
        turned = _tangent(corrected[1], low[1])
        if turned is None:
            break
        middle = (corrected[0], turned, _mark(corrected[1], m))
        same = middle[1][m] * before[1][m] > 0 if fold else middle[2] == before[2]
        low, high = (middle, high) if same else (low, middle)
    point = 0.5 * (low[0] + high[0])
    _, slopes = curve.at(point)
    _, singular, right = np.linalg.svd(slopes[:, :m])
    count = 1 if fold else max(1, abs(before[2] - after[2]))
    small = right[len(singular) - count :]
    return Event("fold" if fold else "bifurcation", float(point[m] / curve.scale), point[:m], small)


def _singular_end(curve: Curve, point: Floats) -> Event | None:
    """The bifurcation on which a branch ends, where curves cross exactly at the wanted λ."""
    m = curve.size
    if not 0 < m <= MOST_EIGENVALUES:
        return None
    _, slopes = curve.at(point)
    left, singular, right = np.linalg.svd(slopes[:, :m])
    small = singular < SINGULAR * max(1.0, float(singular[0]))
    if not small.any() or np.abs(left[:, small].T @ slopes[:, m]).max() > SINGULAR:
        return None  # none, or a fold, where λ turns back
    return Event("bifurcation", float(point[m] / curve.scale), point[:m], right[small])


def branch_off(curve: Curve, event: Event, precision: float) -> list[Path]:
    """The branches that cross at a bifurcation, each followed to ``precision`` as far as it leads there."""
    m = curve.size
    start = np.append(event.x, event.precision * curve.scale)
    count = len(event.directions)
    combinations = np.array(np.meshgrid(*[[-1.0, 0.0, 1.0]] * min(count, 3))).reshape(min(count, 3), -1).T
    found = []
    for weights in combinations:
        if not weights.any():
            continue
        direction = np.append(weights @ event.directions[: len(weights)], 0.0)
        direction /= np.linalg.norm(direction)
        for length in (0.05, 0.2, 0.5):
            corrected = correct(curve, start + length * direction, direction)
            if corrected is None:
                continue
            away = corrected[0] - start
            if np.linalg.norm(away[:m]) < 0.5 * length:
                continue
            tangent = _tangent(corrected[1], away / np.linalg.norm(away))
            if tangent is None:
                continue
            path = advance(curve, corrected[0], tangent, precision)
            if path.reached:
                found.append(path)
                break
    return found
