"""The crisis bargaining game of Lewis and Schultz (2003): its equilibria, all of them, certified.

A challenges B or keeps the status quo; B concedes or resists; A then fights or backs down. Payoffs of A are S_A
(status quo), V_A (B concedes), W_A + ε₁ (fight) and a + ε₂ (back down), of B V_B (A backs down), C_B (B concedes) and
W_B + ε₃ (fight), with standard normal errors that only their owner knows. With p the probability that B resists:

    c   = (S_A − (1 − p) V_A) / p                      A challenges if fighting or backing down is worth more than c
    F   = P(A fights)     = Φ₂((W_A − a)/√2, W_A − c; 1/√2)     and challenged before
    D   = P(A backs down) = Φ₂((a − W_A)/√2, a − c; 1/√2)
    f   = F / (F + D)                                  what B believes of a challenger
    p   = Φ(W_B + ((1 − f) V_B − C_B) / f)

An equilibrium is a root p of the last line. At 0 and 1 the two sides differ in opposite senses, so the number of
roots is odd; there can be several (Jo 2011; Crisman-Cox & Gibilisco 2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, ndtr

from foedus.errors import SolutionFault

Floats = NDArray[np.float64]

UTILITIES = ("S_A", "V_A", "C_B", "W_A", "W_B", "a", "V_B")

RHO = 1 / np.sqrt(2)
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)
_ANGLES = np.arcsin(RHO) * (_NODES + 1) / 2
_SINES, _COSINES_2 = np.sin(_ANGLES), np.cos(_ANGLES) ** 2
_SHARES = np.arcsin(RHO) / 2 * _WEIGHTS / (2 * np.pi)

ENDS = 30.0  # log-odds of p beyond which no root is sought
POINTS = 801  # of the grid of log-odds
_BLOCK = 20_000  # points of the grid looked at in one go
CERTIFIED = 1e-9  # largest residual of an equilibrium, as a probability


def normal_2(h: Floats, k: Floats) -> Floats:
    """Φ₂(h, k; 1/√2) by Plackett's integral: a sum of positive terms, exact in the tails too (Genz 2004)."""
    found = ndtr(h) * ndtr(k)
    for sine, cosine, share in zip(_SINES, _COSINES_2, _SHARES, strict=True):
        found = found + share * np.exp(-(h * h + k * k - 2 * h * k * sine) / (2 * cosine))
    return np.asarray(found)


@dataclass(frozen=True, eq=False)
class Equilibria:
    """All equilibria of many games.

    Attributes:
        game: (m,) which game each belongs to; ascending, and within a game by p.
        resist, challenge, fight: (m,) probabilities that B resists, A challenges, and A fights if resisted.
        residual: (m,) how far p is from B's response, by other code than found it.
        principal: (m,) true for the one on the principal branch.
    """

    game: NDArray[np.int64]
    resist: Floats
    challenge: Floats
    fight: Floats
    residual: Floats
    principal: NDArray[np.bool_]

    def outcomes(self) -> Floats:
        """(m, 4) probabilities of the status quo, a concession, a fight, and that A backs down."""
        c, p, f = self.challenge, self.resist, self.fight
        return np.column_stack([1 - c, c * (1 - p), c * p * f, c * p * (1 - f)])

    def counts(self, games: int) -> NDArray[np.int64]:
        """(games,) how many equilibria each game has."""
        return np.bincount(self.game, minlength=games)


def response(odds: Floats, utilities: Mapping[str, Floats]) -> tuple[Floats, Floats, Floats]:
    """B's response to a belief of A that it resists with log-odds ``odds``; P(fights), P(backs down) at the root."""
    p, q = expit(odds), expit(-odds)
    u = utilities
    with np.errstate(all="ignore"):
        cut = np.clip((u["S_A"] - q * u["V_A"]) / p, -1e8, 1e8)
        fights = normal_2((u["W_A"] - u["a"]) * RHO, u["W_A"] - cut)
        backs = normal_2((u["a"] - u["W_A"]) * RHO, u["a"] - cut)
        total = np.maximum(fights + backs, 1e-300)
        f, d = np.maximum(fights, 1e-300) / total, backs / total
        answer = ndtr(u["W_B"] + (d * u["V_B"] - u["C_B"]) / f)
    return answer, fights, backs


def all_equilibria(utilities: Mapping[str, Floats], *, principal: bool = True) -> Equilibria:
    """All equilibria of n games; ``utilities`` holds (n,) of each of `UTILITIES`.

    Without ``principal`` none is followed, and none marked, where there are several.

    Roots are bracketed on a grid of log-odds; where the residual turns towards zero between two points without a
    change of sign, the place is searched for a pair of roots that nearly touch. Each root is then bisected.

    Raises:
        SolutionFault: a game has an even number of roots, or one that another computation does not confirm.
    """
    u = {name: np.asarray(utilities[name], dtype=np.float64) for name in UTILITIES}
    n = len(u["S_A"])
    grid = np.linspace(-ENDS, ENDS, POINTS)
    step = max(1, _BLOCK // n)
    gaps = np.concatenate([_gap(grid[k : k + step, None], u) for k in range(0, POINTS, step)])
    gaps[0], gaps[-1] = (
        np.minimum(gaps[0], -1e-300),
        np.maximum(gaps[-1], 1e-300),
    )  # a root beyond counts as there
    rows, low, high, below = _brackets(grid, gaps, u)
    some = {name: values[rows] for name, values in u.items()}
    odds = _bisected(low, high, below, some)
    order = np.lexsort((odds, rows))
    rows, odds = rows[order], odds[order]
    counts = np.bincount(rows, minlength=n)
    if (counts % 2 == 0).any():
        raise SolutionFault(
            f"an even number of equilibria in game {int(np.flatnonzero(counts % 2 == 0)[0]) + 1}"
        )
    some = {name: values[rows] for name, values in u.items()}
    _, fights, backs = response(odds, some)
    residual = certify(odds, some)
    if residual.max(initial=0.0) > CERTIFIED:
        raise SolutionFault(f"an equilibrium of game {int(rows[residual.argmax()]) + 1} is not confirmed")
    total = fights + backs
    chosen = _principal(rows, odds, counts, u) if principal else counts[rows] == 1
    return Equilibria(
        rows, expit(odds), np.minimum(total, 1.0), fights / np.maximum(total, 1e-300), residual, chosen
    )


def _gap(odds: Floats, u: Mapping[str, Floats]) -> Floats:
    return np.asarray(expit(odds) - response(odds, u)[0])


def _brackets(
    grid: Floats, gaps: Floats, u: Mapping[str, Floats]
) -> tuple[NDArray[np.int64], Floats, Floats, NDArray[np.bool_]]:
    """Games with intervals of log-odds in which the gap changes its sign, and whether it is negative first."""
    at, rows = np.nonzero(np.signbit(gaps[:-1]) != np.signbit(gaps[1:]))
    found = [(rows, grid[at], grid[at + 1], np.signbit(gaps[at, rows]))]
    size = np.abs(gaps)
    near = (size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:])
    same = (np.signbit(gaps[:-2]) == np.signbit(gaps[1:-1])) & (
        np.signbit(gaps[1:-1]) == np.signbit(gaps[2:])
    )
    slope = np.abs(np.diff(gaps, axis=0))
    close = size[1:-1] < 4 * np.maximum(slope[:-1], slope[1:])
    for k, row in zip(*np.nonzero(near & same & close), strict=True):
        pair = _touching(float(grid[k]), float(grid[k + 2]), int(row), u)
        if pair is not None:
            first = bool(np.signbit(gaps[k, row]))
            ends = np.array([grid[k], pair]), np.array([pair, grid[k + 2]])
            found.append((np.array([row, row]), *ends, np.array([first, not first])))
    return tuple(np.concatenate(parts) for parts in zip(*found, strict=True))  # type: ignore[return-value]


def _touching(low: float, high: float, row: int, u: Mapping[str, Floats]) -> float | None:
    """A place between two points of one sign where the gap has the other; None if there is none."""
    one = {name: values[[row]] for name, values in u.items()}
    sign = np.sign(_gap(np.array([low]), one)[0])
    for _ in range(4):
        fine = np.linspace(low, high, 33)
        values = sign * _gap(fine, {name: np.repeat(value, 33) for name, value in one.items()})
        best = int(values.argmin())
        if values[best] < 0:
            return float(fine[best])
        low, high = float(fine[max(best - 1, 0)]), float(fine[min(best + 1, 32)])
    return None


def _bisected(low: Floats, high: Floats, below: NDArray[np.bool_], u: Mapping[str, Floats]) -> Floats:
    for _ in range(60):
        middle = 0.5 * (low + high)
        same = np.signbit(_gap(middle, u)) == below
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return 0.5 * (low + high)


def certify(odds: Floats, u: Mapping[str, Floats]) -> Floats:
    """|p − B's response|, with the bivariate normal by scipy's own integration in place of ours."""
    from scipy.stats import multivariate_normal

    p, q = expit(odds), expit(-odds)
    cut = np.clip((u["S_A"] - q * u["V_A"]) / p, -1e8, 1e8)
    law = multivariate_normal([0, 0], [[1, RHO], [RHO, 1]])
    fights = np.atleast_1d(
        law.cdf(np.column_stack([(u["W_A"] - u["a"]) * RHO, np.clip(u["W_A"] - cut, -38, 38)]))
    )
    challenges = 1 - ndtr(cut - u["W_A"]) * ndtr(cut - u["a"])
    with np.errstate(all="ignore"):
        f = fights / challenges
        answer = ndtr(u["W_B"] + ((1 - f) * u["V_B"] - u["C_B"]) / f)
    # where a challenge is all but excluded the ratio has no digits left to hold the root against
    return np.where((challenges > 1e-6) & (fights > 1e-9), np.abs(p - answer), 0.0)


def _principal(
    rows: NDArray[np.int64], odds: Floats, counts: NDArray[np.int64], u: Mapping[str, Floats]
) -> NDArray[np.bool_]:
    """The equilibrium to which the branch leads that begins where errors drown all utilities."""
    found: NDArray[np.bool_] = counts[rows] == 1
    several = np.flatnonzero(counts > 1)
    if several.size:
        ends = _followed({name: values[several] for name, values in u.items()})
        for row, end in zip(several, ends, strict=True):
            own = np.flatnonzero(rows == row)
            found[own[np.abs(odds[own] - end).argmin()]] = True
    return found


def _followed(u: Mapping[str, Floats]) -> Floats:
    """Log-odds at the ends of the branches: utilities grow from 0 to what they are, by arc length, around folds.

    A point is (log-odds, share of the utilities); all games are followed at once, each with its own length of step.

    Raises:
        SolutionFault: a branch was lost.
    """
    m = len(u["S_A"])
    point, ahead = np.zeros((2, m)), np.vstack([np.zeros(m), np.ones(m)])
    length, ends = np.full(m, 0.02), np.full(m, np.nan)
    left = np.arange(m)
    for _ in range(4000):
        some = {name: values[left] for name, values in u.items()}
        here = point[:, left]
        normal = _normals(here, some)
        tangent = np.vstack([-normal[1], normal[0]]) / np.hypot(*normal)
        tangent *= np.where((tangent * ahead[:, left]).sum(axis=0) < 0, -1.0, 1.0)
        trial = here + length[left] * tangent
        for _ in range(4):
            trial = trial - _gap_scaled(trial, some) * normal / (normal**2).sum(axis=0)
        kept = (np.abs(_gap_scaled(trial, some)) < 1e-4) & (np.hypot(*(trial - here)) < 2 * length[left])
        arrived = kept & (trial[1] >= 1)
        share = (1 - here[1]) / np.where(arrived, trial[1] - here[1], 1.0)
        ends[left[arrived]] = (here[0] + share * (trial[0] - here[0]))[arrived]
        point[:, left[kept]], ahead[:, left[kept]] = trial[:, kept], tangent[:, kept]
        length[left] = np.where(kept, np.minimum(length[left] * 1.3, 0.1), length[left] / 2)
        left = left[~arrived]
        if not left.size:
            return ends
        if (length[left] < 1e-8).any():
            break
    raise SolutionFault(
        "the principal branch was lost", where=f"game {int(left[0]) + 1} of those with several equilibria"
    )


def _gap_scaled(point: Floats, u: Mapping[str, Floats]) -> Floats:
    """Log-odds less those of B's response, at shares of the utilities."""
    answer = response(point[0], {name: values * point[1] for name, values in u.items()})[0]
    return np.asarray(point[0] - logit(np.clip(answer, 1e-300, 1 - 1e-16)))


def _normals(point: Floats, u: Mapping[str, Floats]) -> Floats:
    """The gradient of the gap, (2, m), by central differences."""
    step = 1e-6
    moves = (np.array([[step], [0.0]]), np.array([[0.0], [step]]))
    return np.vstack([(_gap_scaled(point + e, u) - _gap_scaled(point - e, u)) / (2 * step) for e in moves])
