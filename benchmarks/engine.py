"""Measure the engine: draws a second by backend, ratios to pygambit in the same run, memory, gradients.

    python benchmarks/engine.py [--draws 106496] [--peer PYTHON] [--install-peer] [--games FOLDER] [--only NAME]

pygambit is GPL and no part of foedus: it runs in an interpreter of its own, PYTHON, or in a virtual environment
that ``--install-peer`` makes in a temporary folder. Without either only the engine is measured. FOLDER is searched
for .efg files of games with two to four unknowns; their payoffs are perturbed in 10,000 draws.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from foedus.case.expression import Expression
from foedus.equilibrium.backend import Backend
from foedus.equilibrium.certify import certify
from foedus.equilibrium.gradient import course_gradient
from foedus.equilibrium.solver import prepare, solve, stream
from foedus.game.efg import read_efg, write_efg
from foedus.game.tree import Chance, Decision, Game, InformationSet, Node, Terminal, terminals

PRECISIONS = (2.0, 5.0, 20.0, 100.0)
PEER_GAMES = 60
CLOCK: Callable[[], float] = time.process_time if "--processor-time" in sys.argv else time.perf_counter

_PEER = """
import json, sys, time
import pygambit
games, precision, clock = json.load(sys.stdin)
clock = getattr(time, clock)
games = [pygambit.read_efg(__import__("io").BytesIO(text.encode())) for text in games]
solve = pygambit.qre.logit_solve_lambda
began = clock()
found = []
for game in games:
    answer = solve(game, precision)
    answer = answer[0] if isinstance(answer, list) else answer
    found.append([float(answer[i]) for i in range(len(answer))])
print(json.dumps([clock() - began, found]))
"""


def crisis() -> Game:
    """A threat, a reply, and whether it is carried out; the sender is of one of two types."""

    def end(first: str, second: str, label: str) -> Terminal:
        return Terminal((Expression.parse(first), Expression.parse(second)), label)

    def of_type(war: str, first: int, last: int) -> Decision:
        act = Decision(last, (end(war, "-d", "exit"), end("-a", "b", "fades")))
        return Decision(first, (end("0", "0", "quiet"), Decision(4, (end("v", "-c", "revised"), act))))

    sets = tuple(
        InformationSet(player, label, actions)
        for player, label, actions in (
            (0, "resolved", ("quiet", "threaten")), (0, "resolved acts", ("carry", "back")),
            (0, "bluffing", ("quiet", "threaten")), (0, "bluffing acts", ("carry", "back")),
            (1, "reply", ("concede", "resist")),
        )
    )  # fmt: skip
    shares = (Expression.parse("p"), Expression.parse("1 - p"))
    return Game(
        "crisis",
        ("S", "R"),
        sets,
        Chance("type", ("r", "b"), shares, (of_type("wr", 0, 1), of_type("wb", 2, 3))),
    )


def crisis_draws(n: int) -> dict[str, np.ndarray]:
    """The quantities of the crisis game; p has four decimals so that a file can hold it exactly."""
    random = np.random.default_rng(0)
    return {
        "p": np.round(random.uniform(0.1, 0.9, n), 4), "v": random.uniform(0.5, 2, n),
        "c": random.uniform(0.3, 2, n), "wr": random.uniform(-0.3, 0.8, n), "wb": random.uniform(-2.5, -0.6, n),
        "d": random.uniform(0.8, 4, n), "a": random.uniform(0.05, 1.2, n), "b": random.uniform(0, 0.5, n),
    }  # fmt: skip


def poker(cards: int) -> Game:
    """One card each, one bet: 4 information sets for each card (Kuhn 1950, with more cards)."""

    def end(value: float) -> Terminal:
        return Terminal((Expression.of(value), Expression.of(-value)))

    deals: list[Node] = []
    for i in range(cards):
        for j in range(cards):
            if i != j:
                win = 1.0 if i > j else -1.0
                bet = Decision(3 * cards + j, (end(1.0), end(2 * win)))
                after = Decision(cards + i, (end(-1.0), end(2 * win)))
                deals.append(Decision(i, (Decision(2 * cards + j, (end(win), after)), bet)))
    sets = tuple(
        InformationSet(player, f"{kind} {card}", actions)
        for player, kind, actions in (
            (0, "first", ("check", "bet")), (0, "checked, bet", ("fold", "call")),
            (1, "checked", ("check", "bet")), (1, "bet", ("fold", "call")),
        )
        for card in range(cards)
    )  # fmt: skip
    share = (Expression.of(1 / len(deals)),) * len(deals)
    return Game(
        "poker", ("1", "2"), sets, Chance("deal", tuple(map(str, range(len(deals)))), share, tuple(deals))
    )


def range_of(game: Game) -> float:
    """The difference between the largest and the smallest payoff of a game of numbers; 1 where there is none."""
    known = [number(part) for end in terminals(game) for part in end.payoffs]
    return (max(known) - min(known)) or 1.0


def number(part: Expression) -> float:
    """The number that an expression is."""
    if part.constant is None:
        raise SystemExit(f"{part.text} is no number: give games whose payoffs are")
    return part.constant


def perturbed(game: Game, n: int) -> tuple[Game, dict[str, np.ndarray]]:
    """The game with a quantity in place of every payoff, and draws within 10 % of the range around it."""
    random = np.random.default_rng(1)
    spread = 0.1 * range_of(game)
    draws: dict[str, np.ndarray] = {}

    def changed(node: Node) -> Node:
        if isinstance(node, Terminal):
            names = [f"u{len(draws) + i}" for i in range(len(node.payoffs))]
            for name, part in zip(names, node.payoffs, strict=True):
                draws[name] = number(part) + spread * random.uniform(-1, 1, n)
            return Terminal(tuple(map(Expression.parse, names)), node.label)
        children = tuple(map(changed, node.children))
        if isinstance(node, Chance):
            return Chance(node.label, node.actions, node.probabilities, children, node.infoset_label)
        return Decision(node.infoset, children, node.label)

    return Game(game.title, game.players, game.infosets, changed(game.root)), draws


def at_draw(game: Game, draws: dict[str, np.ndarray], i: int) -> Game:
    """The game with the numbers of one draw."""
    env = {name: values[i] for name, values in draws.items()}

    def changed(node: Node) -> Node:
        if isinstance(node, Terminal):
            return Terminal(
                tuple(Expression.of(float(part.evaluate(env))) for part in node.payoffs), node.label
            )
        children = tuple(map(changed, node.children))
        if isinstance(node, Chance):
            shares = tuple(
                part if part.constant is not None else Expression.of(round(float(part.evaluate(env)), 12))
                for part in node.probabilities
            )
            return Chance(node.label, node.actions, shares, children)
        return Decision(node.infoset, children)

    return Game(game.title, game.players, game.infosets, changed(game.root))


def best(action: Callable[[], object], times: int = 3) -> float:
    """The least of a few times, in seconds."""
    found = []
    for _ in range(times):
        began = CLOCK()
        action()
        found.append(CLOCK() - began)
    return min(found)


def peer_rate(
    peer: str | None, game: Game, draws: dict[str, np.ndarray], precision: float
) -> tuple[float, float]:
    """Games a second of pygambit, and the largest difference of its probabilities from the engine's."""
    if peer is None:
        return float("nan"), float("nan")
    some = list(range(PEER_GAMES))
    texts = [write_efg(at_draw(game, draws, i)) for i in some]
    answer = subprocess.run(
        [peer, "-c", _PEER],
        input=json.dumps([texts, precision, CLOCK.__name__]),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise SystemExit(f"pygambit failed: {answer.stderr.strip().splitlines()[-1]}")
    seconds, profiles = json.loads(answer.stdout)
    own = solve(game, {name: values[some] for name, values in draws.items()}, precision, backend="numpy")
    gaps = np.abs(np.exp(own.log_probabilities) - np.array(profiles)).max(axis=1)
    return len(some) / seconds, float(np.median(gaps))


def backends() -> list[Backend]:
    """The backends installed."""
    try:
        import numba  # noqa: F401
    except ImportError:
        return ["numpy"]
    return ["numpy", "numba"]


def measure_crisis(n: int, peer: str | None) -> None:
    """Draws a second of the crisis game."""
    game, draws = crisis(), crisis_draws(n)
    for backend in backends():
        solve(game, draws, 1.0, backend=backend)
    for precision in PRECISIONS:
        rate, gap = peer_rate(peer, game, draws, precision)
        for backend in backends():
            seconds = best(partial(solve, game, draws, precision, backend=backend))
            solutions = solve(game, draws, precision, backend=backend)
            held = certify(game, solutions.log_probabilities, draws, precision).residual.max()
            print(
                f"crisis game, λ = {precision:g}, {backend}: {n / seconds:,.0f} draws/s, {n / seconds / rate:,.0f} times "
                f"pygambit ({rate:,.0f}/s, median difference {gap:.0e}); largest residual {held:.0e}"
            )


def measure_library(folder: Path, peer: str | None, n: int = 10_000) -> None:
    """Draws a second of games with two to four unknowns; in the end how they compare with pygambit."""
    times: dict[Backend, list[float]] = {backend: [] for backend in backends()}
    for path in sorted(folder.rglob("*.efg")):
        game = read_efg(path.read_text(), where=path.name)
        unknowns = prepare(game).torn.size
        if not 2 <= unknowns <= 4:
            continue
        precision = 4.0 / range_of(game)
        changed, draws = perturbed(game, n)
        rate, gap = peer_rate(peer, changed, draws, precision)
        for backend in backends():
            solve(changed, draws, precision, backend=backend)
            seconds = best(partial(solve, changed, draws, precision, backend=backend), 2)
            held = solve(changed, draws, precision, backend=backend).residual.max()
            times[backend].append(n / seconds / rate)
            print(
                f"{path.stem}, {unknowns} unknowns, {backend}: {n / seconds:,.0f} draws/s, {n / seconds / rate:,.0f} times "
                f"pygambit (median difference {gap:.0e}); largest residual {held:.0e}"
            )
    for backend, found in times.items():
        if peer is not None and found:
            print(
                f"{len(found)} games, {backend}: {min(found):.0f} to {max(found):.0f} times pygambit, median "
                f"{np.median(found):.0f}, {sum(each < 100 for each in found)} under 100"
            )


def measure_default_model(n: int) -> None:
    """Seconds and memory for many draws of the default exit-threat model, in blocks."""
    from foedus.case.read import case_of
    from foedus.drafting.model_text import default_model
    from foedus.game.build import build

    case = case_of(default_model(), "exit_threat.yaml")
    game = build(case)
    ends = np.array([end.label == "exit" for end in terminals(game)])
    random = np.random.default_rng(0)
    for backend, count in zip(reversed(backends()), (n, min(n, 100_000)), strict=False):
        draws = {k: q.distribution.quantile(random.uniform(size=count)) for k, q in case.quantities.items()}
        began, worked, total = time.perf_counter(), time.process_time(), 0.0
        for part in stream(game, draws, draws[case.precision], backend=backend):
            total += float(np.exp(part.terminal_log_probabilities()[:, ends]).sum())
        seconds = time.perf_counter() - began
        worked = time.process_time() - worked
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"default model, {backend}: {count:,} draws in {seconds:.1f} s ({count / seconds:,.0f}/s), "
            f"{worked:.1f} s of processor time, "
            f"most memory {memory:,.0f} MB; exit {total / count:.4f}"
        )
    some = {k: q.distribution.quantile(random.uniform(size=20_000)) for k, q in case.quantities.items()}
    value = best(lambda: solve(game, some, some[case.precision], backend="numpy"))
    solutions = solve(game, some, some[case.precision], backend="numpy")
    print(
        f"gradient by all quantities, numpy: {1 + best(lambda: course_gradient(solutions, ends)) / value:.2f} times the value"
    )


def measure_poker(cards: int = 72) -> None:
    """Seconds and memory for one large game."""
    game = poker(cards)
    for times_range in (2.0, 10.0):
        began = time.perf_counter()
        solutions = solve(game, None, times_range / 4)
        seconds = time.perf_counter() - began
        held = certify(game, solutions.log_probabilities, None, times_range / 4).residual[0]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"poker, {len(game.infosets)} information sets, λ × range = {times_range:g}: {seconds:.1f} s, "
            f"most memory {memory:,.0f} MB, residual {held:.0e}"
        )


def installed_peer(folder: Path) -> str:
    """The interpreter of a new environment with pygambit."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "--pre", "pygambit"], check=True)
    return python


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=106_496)
    parser.add_argument("--model-draws", type=int, default=1_000_000)
    parser.add_argument("--peer", help="a Python interpreter that has pygambit")
    parser.add_argument("--install-peer", action="store_true", help="make one in a temporary folder")
    parser.add_argument("--games", type=Path, help="a folder of .efg files")
    parser.add_argument("--only", choices=["crisis", "library", "model", "poker"])
    parser.add_argument(
        "--processor-time",
        action="store_true",
        help="compare processor time (of all cores together) where others keep the machine busy",
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peer = installed_peer(Path(folder)) if given.install_peer else given.peer
        if given.only in (None, "crisis"):
            measure_crisis(given.draws, peer)
        if given.only in (None, "library") and given.games:
            measure_library(given.games, peer)
        if given.only in (None, "model"):
            measure_default_model(given.model_draws)
        if given.only in (None, "poker"):
            measure_poker()
    return 0


if __name__ == "__main__":
    sys.exit(main())
