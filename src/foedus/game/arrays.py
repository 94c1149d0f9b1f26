"""A game as arrays: who moves where, which moves lead to which end node, and the numbers of many draws.

Shapes: Z end nodes, H information sets, A actions of all information sets together (those of set h are
``first[h]`` up to ``first[h + 1]``), N players, K distinct expressions, n draws. A draw is one value for each
quantity; the same tree then has other numbers.

    >>> from foedus.game.efg import read_efg
    >>> arrays = pack(read_efg('EFG 2 R "g" { "A" } p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 2 } t "" 0'))
    >>> realise(arrays, None).payoffs[..., 0].tolist()
    [[2.0, 0.0]]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.case.expression import Expression
from foedus.errors import GameFault
from foedus.game.tree import Chance, Game, Node, Terminal

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LARGEST_TREE = 500_000  # end nodes; a tree beyond this is refused
SUM_BLOCK = 8192  # draws at a time, so that partial sums stay in the processor's cache
LEAST_CHANCE = 1e-300  # what a chance of 0 counts as: beliefs behind it are then those of the limit


@dataclass(frozen=True)
class GameArrays:
    """A game laid out in arrays; see the module.

    Attributes:
        game: the tree.
        owner: (H,) the player of each information set.
        first: (H + 1,) where the actions of each information set begin.
        paths: for each end node the actions (indices in A) of the players that lead to it.
        chances: for each end node the chance probabilities (indices in K) on its path.
        payoff: (Z, N) the payoffs (indices in K).
        expressions: the K distinct expressions.
        rows: for each chance node the indices in K of its probabilities, which sum to 1.
    """

    game: Game
    owner: Integers
    first: Integers
    paths: tuple[tuple[int, ...], ...]
    chances: tuple[tuple[int, ...], ...]
    payoff: Integers
    expressions: tuple[Expression, ...]
    rows: tuple[tuple[int, ...], ...]

    @property
    def ends(self) -> int:
        """How many end nodes there are."""
        return len(self.paths)

    @property
    def actions(self) -> int:
        """How many actions all information sets have together."""
        return int(self.first[-1])

    @cached_property
    def infoset_of(self) -> Integers:
        """(A,) the information set of each action."""
        return np.repeat(np.arange(len(self.owner)), np.diff(self.first))

    @cached_property
    def constants(self) -> Floats:
        """(K,) the values of the expressions that are numbers; NaN elsewhere."""
        known = [part.constant for part in self.expressions]
        return np.array([np.nan if value is None else value for value in known], dtype=np.float64)

    @cached_property
    def varying(self) -> tuple[int, ...]:
        """The expressions (indices in K) that differ from draw to draw."""
        return tuple(np.flatnonzero(np.isnan(self.constants)).tolist())


@dataclass(frozen=True)
class Realised:
    """The numbers of n draws.

    Attributes:
        log_chance: (n, Z) logarithm of the product of the chance probabilities on each path.
        payoffs: (n, Z, N) in payoff units.
    """

    log_chance: Floats
    payoffs: Floats


def pack(game: Game) -> GameArrays:
    """The arrays of a game.

    Raises:
        GameFault: the tree has more end nodes than `LARGEST_TREE`.
    """
    sizes = [len(infoset.actions) for infoset in game.infosets]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    index: dict[Expression, int] = {}
    found = _Ends([], [], [], [])
    stack: list[tuple[Node, tuple[int, ...], tuple[int, ...]]] = [(game.root, (), ())]
    while stack:
        node, path, chances = stack.pop()
        below: list[tuple[Node, tuple[int, ...], tuple[int, ...]]]
        if isinstance(node, Terminal):
            found.paths.append(path)
            found.chances.append(chances)
            found.payoff.append([index.setdefault(part, len(index)) for part in node.payoffs])
            if len(found.paths) > LARGEST_TREE:
                raise GameFault(f"the tree has more than {LARGEST_TREE:,} end nodes", where=game.title)
            continue
        if isinstance(node, Chance):
            row = tuple(index.setdefault(part, len(index)) for part in node.probabilities)
            found.rows.append(row)
            below = [(child, path, (*chances, part)) for child, part in zip(node.children, row, strict=True)]
        else:
            begin = int(first[node.infoset])
            below = [(child, (*path, begin + a), chances) for a, child in enumerate(node.children)]
        stack.extend(reversed(below))
    return GameArrays(
        game=game,
        owner=np.array([infoset.player for infoset in game.infosets], dtype=np.int64),
        first=first,
        paths=tuple(found.paths),
        chances=tuple(found.chances),
        payoff=np.array(found.payoff, dtype=np.int64).reshape(len(found.paths), len(game.players)),
        expressions=tuple(index),
        rows=tuple(found.rows),
    )


class _Ends(NamedTuple):
    paths: list[tuple[int, ...]]
    chances: list[tuple[int, ...]]
    payoff: list[list[int]]
    rows: list[tuple[int, ...]]


def draw_count(draws: Mapping[str, Floats] | None) -> int:
    """How many draws a mapping from quantities to values holds; 1 of none.

    Raises:
        GameFault: the quantities have different numbers of values.
    """
    sizes = {name: np.size(values) for name, values in (draws or {}).items() if np.ndim(values)}
    if len(set(sizes.values())) > 1:
        shown = ", ".join(f"{name}: {size}" for name, size in list(sizes.items())[:6])
        raise GameFault(f"the quantities have different numbers of draws ({shown})")
    return next(iter(sizes.values()), 1)


def evaluate(arrays: GameArrays, draws: Mapping[str, Floats] | None) -> Floats:
    """The values of all expressions in all draws, shape (K, n).

    Raises:
        GameFault: a quantity is unknown; a payoff is not finite, a chance probability leaves [0, 1], or
            the probabilities of a chance node do not sum to 1: in which draws, and in how many.
    """
    given = draws or {}
    needed = frozenset().union(*(part.names for part in arrays.expressions)) if arrays.expressions else ()
    missing = sorted(set(needed) - set(given))
    if missing:
        raise GameFault(
            f"unknown name {missing[0]}" + (f" (and {len(missing) - 1} more)" if missing[1:] else ""),
            where=arrays.game.title,
            why="an expression of the game needs its value",
            remedy="declare the quantity",
        )
    values = np.empty((len(arrays.expressions), draw_count(draws)))
    for k, part in enumerate(arrays.expressions):
        values[k] = part.constant if part.constant is not None else part.evaluate(given)
    _check_values(arrays, values)
    return values


def _check_values(arrays: GameArrays, values: Floats) -> None:
    payoffs = set() if np.isfinite(values).all() else set(np.unique(arrays.payoff).tolist())
    for k, part in enumerate(arrays.expressions):
        if k in payoffs:
            _refuse(arrays, ~np.isfinite(values[k]), f"the payoff {part.text} is not finite", values[k])
    for row in arrays.rows:
        for k in row:
            outside = ~((values[k] >= 0) & (values[k] <= 1))
            text = arrays.expressions[k].text
            _refuse(arrays, outside, f"the chance probability {text} leaves [0, 1]", values[k])
        total = values[list(row)].sum(axis=0)
        shown = " + ".join(arrays.expressions[k].text for k in row)
        _refuse(arrays, np.abs(total - 1) > 1e-9, f"the chance probabilities {shown} do not sum to 1", total)


def _refuse(arrays: GameArrays, at_fault: NDArray[np.bool_], what: str, values: Floats) -> None:
    if at_fault.any():
        which = np.flatnonzero(at_fault)
        shown = ", ".join(f"draw {i + 1}: {values[i]:.6g}" for i in which[:3].tolist())
        more = " ..." if len(which) > 3 else ""
        raise GameFault(
            f"{what} in {len(which):,} of {len(values):,} draws ({shown}{more})",
            where=arrays.game.title,
            remedy="narrow the distributions of the quantities, or change the expression",
        )


def realise(arrays: GameArrays, draws: Mapping[str, Floats] | None) -> Realised:
    """The chance of each path and the payoffs at each end node, for all draws.

    Raises:
        GameFault: as `evaluate`.
    """
    values = evaluate(arrays, draws)
    return Realised(log_chance(arrays, values), np.moveaxis(values[arrays.payoff], 2, 0))


def log_chance(arrays: GameArrays, values: Floats) -> Floats:
    """Logarithm of the chance of each path, (n, Z), from the values (K, n) of the expressions."""
    return sums_along(chance_paths(arrays), log_chances(arrays, values)).T


def log_chances(arrays: GameArrays, values: Floats) -> Floats:
    """The logarithms of all chance probabilities, (T, n), from the values (K, n) of the expressions."""
    return np.asarray(np.log(np.maximum(values[_chances(arrays)], LEAST_CHANCE)))


def chance_paths(arrays: GameArrays) -> list[list[int]]:
    """For each end node the rows of `log_chances` on its path."""
    row = {k: i for i, k in enumerate(_chances(arrays))}
    return [[row[k] for k in chances] for chances in arrays.chances]


def _chances(arrays: GameArrays) -> list[int]:
    return sorted({k for chances in arrays.chances for k in chances})


def sums_along(paths: Sequence[Sequence[int]], terms: Floats) -> Floats:
    """For each path the sum of the rows of ``terms`` (T, n) that it names, (paths, n).

    What a path shares with the one before it is added once; paths in the order of a tree share most.
    """
    n = terms.shape[1]
    found = np.empty((len(paths), n))
    deepest = max(map(len, paths), default=0)
    for begin in range(0, n, SUM_BLOCK):
        some = np.ascontiguousarray(terms[:, begin : begin + SUM_BLOCK])
        partial = np.zeros((deepest + 1, some.shape[1]))
        before: Sequence[int] = ()
        for row, path in zip(found[:, begin : begin + SUM_BLOCK], paths, strict=True):
            depth = 0
            while depth < min(len(path), len(before)) and path[depth] == before[depth]:
                depth += 1
            for at in range(depth, len(path)):
                np.add(partial[at], some[path[at]], out=partial[at + 1])
            row[:] = partial[len(path)]
            before = path
    return found
