"""Agent logit quantal response equilibria of a game for many draws of its quantities.

Every draw is solved on the principal branch: in closed form where the game allows, else by climbing a ladder of
precisions (`ladder`), and where that does not do by following the branch itself (`branch`). What every draw came to
is told by a code and by the residual of its logit response.

    >>> from foedus.game.efg import read_efg
    >>> game = read_efg('EFG 2 R "g" { "A" } p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 1 } t "" 2 "" { 0 }')
    >>> round(solve(game, None, 2.0).profile(0)["A"][0]["x"], 6)
    0.880797
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.equilibrium import branch, ladder, roots, several, whole
from foedus.equilibrium.backend import NUMPY, Backend, Engine, backend_for, settled
from foedus.equilibrium.tape import Tape, tape
from foedus.equilibrium.tearing import Torn, tear
from foedus.errors import GameFault, SolutionFault
from foedus.game.arrays import GameArrays, chance_paths, draw_count, evaluate, log_chances, pack, sums_along
from foedus.game.tree import Game, action_label

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

ACCEPTED = 1e-9  # log-odds, relative to the largest; no draw with a larger residual passes
COUNTED_ALONE, COUNTED = 2048, 32  # draws whose equilibria are counted, with one unknown and with several
MOST_COUNTED_UNKNOWNS = 24
FOLLOWED = 4  # draws up to which each is followed for bifurcations that a ladder steps over
FEW = 512  # draws of a block for which climbing is not worth its start
# log-odds: a draw that was followed and has a larger residual is corrected so often more
FINE, POLISHED = 1e-10, 4
MOST_ALONE = 8  # draws that are followed one by one where all else failed
BLOCK = 16_384  # draws whose inputs and outputs are held at a time while solving
REUSED = 2**25  # bytes; the system clears larger arrays anew each time (mmap threshold of malloc)


class Code(IntEnum):
    """How a draw was solved."""

    CLOSED_FORM = 0
    CLIMBED = 1
    TRACED = 2
    BIFURCATES = 3
    FAILED = 4


@dataclass(frozen=True, eq=False)
class Solutions:
    """One equilibrium for each of n draws.

    Attributes:
        arrays: the game.
        precision: (n,) λ.
        log_probabilities: (n, A) logarithms of the actions' probabilities.
        code: (n,) how each was solved, a `Code`.
        residual: (n,) of the logit response, in log-odds, as the solver sees it; `certify` checks it.
        draws: the draws given.
        equilibria_found: (n,) how many equilibria were found; 0 where they were not counted.
        log_chances: (T, n) or (T, 1) logarithms of the chance probabilities, as `arrays.log_chances` orders them.
    """

    arrays: GameArrays
    precision: Floats
    log_probabilities: Floats
    code: Integers
    residual: Floats
    draws: Mapping[str, Floats] | None
    equilibria_found: Integers
    log_chances: Floats

    def __len__(self) -> int:
        return len(self.precision)

    @property
    def selection_matters(self) -> float:
        """The share of the draws counted that have several equilibria; NaN if none was counted."""
        counted = self.equilibria_found > 0
        return float((self.equilibria_found[counted] > 1).mean()) if counted.any() else float("nan")

    def profile(self, draw: int) -> dict[str, list[dict[str, float]]]:
        """Player → for each of its information sets action → probability."""
        return profile_of(self.arrays, np.exp(self.log_probabilities[draw]))

    def terminal_log_probabilities(self) -> Floats:
        """(n, Z) logarithms of the probabilities of the end nodes."""
        logs = np.broadcast_to(self.log_chances, (len(self.log_chances), len(self)))
        paths = [
            (*chance, *(len(logs) + action for action in path))
            for chance, path in zip(chance_paths(self.arrays), self.arrays.paths, strict=True)
        ]
        return sums_along(paths, np.concatenate([logs, self.log_probabilities.T])).T


def profile_of(arrays: GameArrays, probabilities: Floats) -> dict[str, list[dict[str, float]]]:
    """Probabilities (A,) as player → for each of its information sets action → probability."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in arrays.game.players}
    for number, infoset in enumerate(arrays.game.infosets):
        begin = int(arrays.first[number])
        found[arrays.game.players[infoset.player]].append(
            {action_label(infoset, a): float(probabilities[begin + a]) for a in range(len(infoset.actions))}
        )
    return found


@dataclass(frozen=True, eq=False)
class Programs:
    """A game made ready to be solved: torn, with the programs for climbing and for reading off the result."""

    torn: Torn

    @cached_property
    def climb(self) -> ladder.Climb:
        """For climbing the ladder of precisions."""
        return ladder.prepare(self.torn)

    @cached_property
    def equation(self) -> roots.Equation:
        """For solving the equation of a single unknown."""
        return roots.prepare(self.torn)

    @cached_property
    def tracer(self) -> branch.Tracer:
        """For following the branch."""
        return branch.prepare_tracer(self.torn)

    @cached_property
    def reading(self) -> Tape:
        """For reading off all probabilities and the residual."""
        return tape(self.torn.graph, [*self.torn.log_probabilities, *self.torn.residual])


@lru_cache(maxsize=16)
def _prepared(holder: _Holder) -> Programs:
    return Programs(tear(holder.arrays))


class _Holder:
    """Keeps the arrays of a game alive while its programs are kept; equal to holders of the same game."""

    def __init__(self, arrays: GameArrays) -> None:
        self.arrays = arrays

    def __hash__(self) -> int:
        return id(self.arrays.game)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.arrays.game is self.arrays.game


def prepare(game: Game | GameArrays) -> Programs:
    """The programs of a game; kept, so that the same game is made ready once."""
    arrays = game if isinstance(game, GameArrays) else pack(game)
    return _prepared(_Holder(arrays))


def solve(
    game: Game | GameArrays,
    draws: Mapping[str, Floats] | None,
    precision: ArrayLike,
    *,
    backend: Backend = "auto",
    seed: int = 0,
    count: bool = True,
) -> Solutions:
    """The agent logit quantal response equilibrium on the principal branch, for every draw.

    Args:
        game: the tree, or its arrays.
        draws: quantity → (n,) values; None for a game of numbers.
        precision: λ, a number or (n,).
        backend: "numpy", "numba", or "auto" (numba for many draws, where it is installed).
        seed: for the search for further equilibria.
        count: whether to count the equilibria of a sample of the draws.

    Raises:
        GameFault: as `arrays.evaluate`; λ is negative or not finite.
        SolutionFault: a draw could not be solved to `ACCEPTED`.
    """
    arrays = game if isinstance(game, GameArrays) else pack(game)
    lam, values = _inputs(arrays, draws, precision)
    n = len(lam)
    if whole.too_large(arrays):
        return _checked(_solve_whole(arrays, values, lam, draws))
    programs = prepare(arrays)
    engine = backend_for(n * len(programs.climb.parts.loop.op), backend)
    logs, code, residual = np.empty((arrays.actions, n)), np.zeros(n, dtype=np.int64), np.zeros(n)
    start, share = np.empty((programs.torn.size, n)), np.empty(n)
    for begin in range(0, n, BLOCK):
        part = slice(begin, min(begin + BLOCK, n))
        start[:, part], share[part] = _climb(
            programs, engine, values[:, part], lam[part], (logs[:, part], code[part], residual[part])
        )
    left = np.flatnonzero(code == Code.FAILED)
    for some in np.array_split(left, -(-len(left) // BLOCK)) if left.size else ():
        logs[:, some], code[some], residual[some] = _trace(
            programs, engine, values[:, some], lam[some], start[:, some], share[some]
        )
    if programs.torn.size:
        for i in range(n if n <= FOLLOWED else 0):
            path = branch.follow(branch.curve_of(programs.tracer, values[:, i]), float(lam[i]))
            if path.bifurcates and code[i] != Code.FAILED:
                code[i] = Code.BIFURCATES
    found = np.full(n, 0 if programs.torn.size else 1, dtype=np.int64)
    if count:
        found = _counted(programs, values, lam, logs, seed)
    return _checked(Solutions(arrays, lam, logs.T, code, residual, draws, found, log_chances(arrays, values)))


def _checked(solutions: Solutions) -> Solutions:
    failed = np.flatnonzero(solutions.code == Code.FAILED)
    if failed.size:
        raise SolutionFault(
            f"no certified equilibrium was found in {failed.size:,} of {len(solutions):,} draws",
            where=solutions.arrays.game.title,
            why=f"first in draw {failed[0] + 1}, at precision {solutions.precision[failed[0]]:g}",
            remedy="lower the precision, or look at the game's payoffs in that draw",
        )
    return solutions


def _solve_whole(
    arrays: GameArrays, values: Floats, lam: Floats, draws: Mapping[str, Floats] | None
) -> Solutions:
    """One draw after another, without tearing."""
    n = len(lam)
    logs, code = np.zeros((n, arrays.actions)), np.full(n, Code.FAILED, dtype=np.int64)
    residual = np.full(n, np.inf)
    for i in range(n):
        curve = whole.WholeCurve(arrays, values[:, i])
        path = branch.follow(curve, float(lam[i]))
        if path.reached:
            logs[i] = curve.logs(path.x[-1])
            gap, _ = curve.at(np.append(path.x[-1], lam[i] * curve.scale))
            residual[i] = np.abs(gap).max(initial=0.0)
            code[i] = Code.BIFURCATES if path.bifurcates else Code.TRACED
    none = np.zeros(n, dtype=np.int64)
    return Solutions(arrays, lam, logs, code, residual, draws, none, log_chances(arrays, values))


def stream(
    game: Game | GameArrays,
    draws: Mapping[str, Floats],
    precision: ArrayLike,
    *,
    block: int | None = None,
    backend: Backend = "auto",
    count: bool = True,
) -> Iterator[Solutions]:
    """`solve` for one block of draws after another, so that memory stays bounded.

    Equilibria are counted in the first block, if at all. Without ``block`` it is so large that no array exceeds `REUSED`.
    """
    n = max(draw_count(draws), np.size(precision))
    lam = np.broadcast_to(np.asarray(precision, dtype=np.float64), (n,))
    arrays = game if isinstance(game, GameArrays) else pack(game)
    if backend == "auto" and not whole.too_large(arrays):  # by all draws, not those of a block
        backend = settled(n * len(prepare(arrays).climb.parts.loop.op), backend)
    if block is None:
        rows = max(arrays.actions + len(arrays.expressions), len(arrays.paths))
        block = min(max(REUSED // (8 * rows), BLOCK // 4), 4 * BLOCK)
    for start in range(0, n, block):
        part = slice(start, min(start + block, n))
        some = {name: value[part] if np.ndim(value) else value for name, value in draws.items()}
        yield solve(arrays, some, lam[part], backend=backend, count=count and start == 0)


def _inputs(
    arrays: GameArrays, draws: Mapping[str, Floats] | None, precision: ArrayLike
) -> tuple[Floats, Floats]:
    values = evaluate(arrays, draws)
    lam = np.atleast_1d(np.asarray(precision, dtype=np.float64))
    if not (np.isfinite(lam).all() and (lam >= 0).all()):
        raise GameFault("the precision must be finite and not negative", where=arrays.game.title)
    n = max(lam.size, values.shape[1])
    if lam.size not in (1, n) or values.shape[1] not in (1, n):
        raise GameFault(
            f"there are {lam.size} precisions for {values.shape[1]} draws", where=arrays.game.title
        )
    return np.broadcast_to(lam, (n,)), np.broadcast_to(values, (len(values), n))


def _counted(programs: Programs, values: Floats, lam: Floats, logs: Floats, seed: int) -> Integers:
    """How many equilibria the draws of a sample have; 0 for all others."""
    torn, n = programs.torn, len(lam)
    found = np.full(n, 0 if torn.size else 1, dtype=np.int64)
    most = COUNTED_ALONE if torn.size == 1 else COUNTED
    if 0 < torn.size <= MOST_COUNTED_UNKNOWNS:
        some = np.unique(np.linspace(0, n - 1, min(n, most)).astype(np.int64))
        known = unknowns_of(torn, logs[:, some])
        found[some] = several.count(programs.climb, values[:, some], lam[some], known, seed=seed)
    return found


def unknowns_of(torn: Torn, logs: Floats) -> Floats:
    """The log-odds at the cut (m, n) in profiles given by logarithms (A, n)."""
    rows = []
    for infoset in torn.plan.cut:
        first, after = int(torn.arrays.first[infoset]), int(torn.arrays.first[infoset + 1])
        rows.append(logs[first + 1 : after] - logs[first])
    return np.vstack(rows) if rows else np.zeros((0, logs.shape[1]))


def _unknowns(
    programs: Programs, engine: Engine, values: Floats, lam: Floats
) -> tuple[Floats, Flags, Floats]:
    """The unknowns on the principal branch, which draws have them, and at which share of λ they lie."""
    if programs.torn.size != 1:
        return engine.climb(programs.climb, values, lam)
    low, high = several.bounds(programs.torn, values, lam)
    x, done = engine.only_roots(programs.equation, values, lam, low[0], high[0])
    share = done.astype(np.float64)
    rest = np.flatnonzero(~done)
    if rest.size > FEW:  # a few are followed by arc length with those of the other blocks
        x[:, rest], done[rest], share[rest] = engine.climb(programs.climb, values[:, rest], lam[rest])
    return x, done, share


def _climb(
    programs: Programs,
    engine: Engine,
    values: Floats,
    lam: Floats,
    found: tuple[Floats, Integers, Floats],
) -> tuple[Floats, Floats]:
    """Solve draws into ``found`` (logarithms, codes, residuals); tell how far each came, as `ladder.climb`."""
    torn = programs.torn
    x, done, share = _unknowns(programs, engine, values, lam)
    found[0][:], found[2][:] = read_off(programs, values, lam, x, engine)
    sound = done & _sound(found[2], x)
    found[1][:] = np.where(sound, Code.CLIMBED if torn.size else Code.CLOSED_FORM, Code.FAILED)
    again = done & ~sound  # what was reached is none: from the beginning
    x[:, again], share[again] = 0.0, 0.0
    return x, share


def read_off(
    programs: Programs, values: Floats, lam: Floats, x: Floats, engine: Engine | None = None
) -> tuple[Floats, Floats]:
    """Logarithms of all probabilities (A, n), and the residual (n,), for given unknowns (m, n)."""
    torn = programs.torn
    rows = np.vstack([values, lam[None], x])
    found = (engine or NUMPY).run(programs.reading, range(len(rows)), rows)
    actions = torn.arrays.actions
    residual = np.abs(found[actions:]).max(axis=0, initial=0.0)
    unknown = ~np.isfinite(found).all(axis=0)
    return found[:actions], np.where(unknown, np.inf, residual)


def _trace(
    programs: Programs, engine: Engine, values: Floats, lam: Floats, start: Floats, share: Floats
) -> tuple[Floats, Integers, Floats]:
    tracer = programs.tracer
    x, arrived, crossed = engine.walk(tracer, values, lam, start, share)
    lost = np.flatnonzero(~arrived)
    if lost.size:
        zero = np.zeros((len(x), lost.size))
        x[:, lost], arrived[lost], crossed[lost] = engine.walk(
            tracer, values[:, lost], lam[lost], zero, zero[0], care=branch.CAREFUL
        )
    for i in np.flatnonzero(~arrived)[:MOST_ALONE]:
        path = branch.follow(branch.curve_of(tracer, values[:, i]), float(lam[i]))
        if path.reached:
            x[:, i], arrived[i], crossed[i] = path.x[-1], True, path.bifurcates
    code = np.where(crossed, Code.BIFURCATES, Code.TRACED)
    logs, residual = read_off(programs, values, lam, x, engine)
    rough = np.flatnonzero(arrived & (residual > FINE))
    if rough.size:  # as where a steep response magnifies what little is left to correct
        there = x[:, rough]
        nearer, _ = several.newton(programs.climb, values[:, rough], lam[rough], there, rounds=POLISHED)
        near = np.abs(nearer - there).max(axis=0) < several.CLOSE * (1 + np.abs(there).max(axis=0))
        x[:, rough] = np.where(near, nearer, there)
        logs[:, rough], residual[rough] = read_off(
            programs, values[:, rough], lam[rough], x[:, rough], engine
        )
    return logs, np.where(arrived & _sound(residual, x), code, Code.FAILED), residual


def _sound(residual: Floats, x: Floats) -> Flags:
    """Whether residuals (n,) at unknowns (m, n) are small enough to pass."""
    found: Flags = residual < ACCEPTED * (1 + np.abs(x).max(axis=0, initial=0.0))
    return found
