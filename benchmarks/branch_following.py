"""Hold solutions against short steps along the principal branch: is any draw on another branch?

    python benchmarks/branch_following.py [--games 300] [--draws 200] [--folder FOLDER] [--seed 0]

Made up are symmetric games of two or three players, whose branches all but cross, with payoffs moved a little in every
draw; with FOLDER the payoffs of its .efg files are moved by up to 10 % of their range too. Each is solved at several
precisions by every backend, and followed by arc length with a tenth of the usual step. A draw counts as wrong if some
probability differs by more than 1e-6 and neither says that its branch crosses another. Leaves with status 1 if one is.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from engine import backends, perturbed

from foedus.case.expression import Expression
from foedus.equilibrium.backend import backend_for
from foedus.equilibrium.branch import payoff_ranges
from foedus.equilibrium.solver import Code, prepare, read_off, solve
from foedus.errors import SolutionFault
from foedus.game.arrays import evaluate
from foedus.game.efg import read_efg
from foedus.game.tree import Decision, Game, InformationSet, Node, Terminal

SHORT = 0.03  # care of the walk, a tenth of the usual
DIFFERS = 1e-6  # probability
MOST_UNKNOWNS = 6
PRECISIONS = (4.0, 10.0, 30.0, 100.0)  # times the range of payoffs
Draws = dict[str, np.ndarray]


def symmetric(random: np.random.Generator, n: int) -> tuple[Game, Draws]:
    """Two or three players choose among places at once; what they get depends on how many others are there."""
    players = int(random.integers(2, 4))
    places = 2 if players == 3 else int(random.integers(2, 4))
    wish = random.choice([-1.0, 0.0, 1.0]) * np.arange(players) + random.normal(size=(places, players)) * 0.4
    spread = float(random.choice([0.1, 0.01, 1e-3, 1e-5]))
    draws: Draws = {}

    def grow(chosen: tuple[int, ...]) -> Node:
        if len(chosen) < players:
            return Decision(len(chosen), tuple(grow((*chosen, place)) for place in range(places)))
        names = [f"u{len(draws) + i}" for i in range(players)]
        for name, place in zip(names, chosen, strict=True):
            payoff = wish[place, chosen.count(place) - 1]
            draws[name] = payoff + spread * random.uniform(-1, 1, n)
        return Terminal(tuple(map(Expression.parse, names)))

    root = grow(())
    sets = tuple(InformationSet(i, "", tuple(map(str, range(places)))) for i in range(players))
    return Game("symmetric", tuple(f"P{i + 1}" for i in range(players)), sets, root), draws


def candidates(given: argparse.Namespace) -> Iterator[tuple[str, Game, Draws, float]]:
    """Name, game, draws and precision (times the range of payoffs)."""
    random = np.random.default_rng(given.seed)
    for number in range(given.games):
        yield (f"symmetric {number}", *symmetric(random, given.draws), float(random.choice(PRECISIONS)))
    for path in sorted(given.folder.rglob("*.efg")) if given.folder else ():
        game, draws = perturbed(read_efg(path.read_text(), where=path.name), given.draws)
        yield from ((path.stem, game, draws, precision) for precision in PRECISIONS[:2])


def main() -> int:
    """Compare, print, and tell whether all draws are on their branch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", type=int, default=300, help="made-up games")
    parser.add_argument("--draws", type=int, default=200, help="draws of each game")
    parser.add_argument("--folder", type=Path, help="a folder of .efg files")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    compared, wrong, failed = (dict.fromkeys(backends(), 0) for _ in range(3))
    for (name, game, draws, times), backend in itertools.product(candidates(given), backends()):
        programs = prepare(game)
        if not 1 <= programs.torn.size <= MOST_UNKNOWNS:
            continue
        values = evaluate(programs.torn.arrays, draws)
        lam = times / payoff_ranges(programs.torn, values)
        start = np.zeros((programs.torn.size, lam.size))
        walk = backend_for(0, backends()[-1]).walk
        walked, arrived, crossed = walk(programs.tracer, values, lam, start, start[0], care=SHORT)
        expected = np.exp(read_off(programs, values, lam, walked)[0].T)
        try:
            found = solve(game, draws, lam, backend=backend, count=False)
        except SolutionFault as fault:
            failed[backend] += 1
            print(f"{name} at λ × range = {times:g}, {backend}: {fault}")
            continue
        sure = arrived & ~crossed & (found.code != Code.BIFURCATES)
        apart = sure & (np.abs(np.exp(found.log_probabilities) - expected).max(axis=1) > DIFFERS)
        compared[backend] += int(sure.sum())
        wrong[backend] += int(apart.sum())
        if apart.any():
            print(f"{name} at λ × range = {times:g}, {backend}: {apart.sum()} draws are on another branch")
    for backend in backends():
        print(
            f"{backend}: {compared[backend]:,} draws compared, {wrong[backend]:,} on another branch; "
            f"{failed[backend]} games refused"
        )
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
