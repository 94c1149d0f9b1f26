"""Where play ended, row by row: which classes of end nodes were seen, and how often.

A class is a set of end nodes that the data cannot tell apart: one end node where all is seen, several where a
reply is not, none of them twice in a row of the data unless cases are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.case.condition import Condition
from foedus.errors import DataFault
from foedus.fitting.formula import rows_named
from foedus.fitting.plan import Outcome
from foedus.fitting.table import numbers
from foedus.game.tree import Decision, Game, Terminal, terminals, walk

if TYPE_CHECKING:
    import pandas as pd

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Seen:
    """Attributes: names and end nodes of the classes, and (n, classes) how often each was seen in each row."""

    names: tuple[str, ...]
    ends: tuple[tuple[int, ...], ...]
    counts: NDArray[np.float64]

    @property
    def total(self) -> float:
        """How many cases the rows hold together."""
        return float(self.counts.sum())


def columns_needed(outcome: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that must be there in each row, and those that may have gaps."""
    if outcome.column:
        return (outcome.column,), ()
    if outcome.counts:
        return tuple(outcome.counts), ()
    return (), tuple(outcome.nodes.values())


def seen_in(table: pd.DataFrame, outcome: Outcome, game: Game, where: str) -> Seen:
    """The outcomes of a table.

    Raises:
        DataFault: a code, result or count that the game does not have (column and rows are named); a condition
            that holds at no end node.
    """
    if outcome.column:
        return _from_codes(table, outcome, game, where)
    if outcome.counts:
        classes = {column: ends_where(game, cond, where) for column, cond in outcome.counts.items()}
        counts = np.column_stack([numbers(table, column, where) for column in outcome.counts])
        bad = np.asarray((counts < 0).any(axis=1))
        if bad.any():
            raise DataFault(f"a count is below 0 in {rows_named(table, bad)}", where=where)
        return Seen(tuple(classes), tuple(classes.values()), counts)
    return _from_nodes(table, outcome.nodes, game, where)


def ends_where(game: Game, condition: Condition, where: str) -> tuple[int, ...]:
    """The end nodes at which a condition holds."""
    found = tuple(z for z, end in enumerate(terminals(game)) if condition.holds(end.state))
    if not found:
        text = condition.text
        raise DataFault(f"the condition {text!r} holds at no end of the game", where=where)
    return found


def _from_codes(table: pd.DataFrame, outcome: Outcome, game: Game, where: str) -> Seen:
    classes = {code: ends_where(game, condition, where) for code, condition in outcome.codes.items()}
    codes = _codes(table, outcome.column)
    known = np.isin(codes.astype(str), list(classes))
    if not known.all():
        raise DataFault(
            f"column {outcome.column!r} holds {codes[~known][0]!r} in {rows_named(table, ~known)}, "
            "an outcome that the game does not have",
            where=where,
            remedy=f"codes: {', '.join(classes)}",
        )
    counts = np.column_stack([(codes == code).astype(np.float64) for code in classes])
    return Seen(tuple(classes), tuple(classes.values()), counts)


def _codes(table: pd.DataFrame, column: str) -> NDArray[np.object_]:
    """The codes of a column, each distinct value looked at once."""
    places, values = table[column].factorize()
    found = np.array([_as_code(value) for value in values], dtype=object)
    return np.asarray(found[places], dtype=object)


def _as_code(value: object) -> str:
    """A value as a file writes it: 1.0 of a column with gaps is 1."""
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _from_nodes(table: pd.DataFrame, nodes: Mapping[str, str], game: Game, where: str) -> Seen:
    options = _options(game)
    results: dict[str, list[str | None]] = {}
    for node, column in nodes.items():
        if node not in options:
            raise DataFault(
                f"the game has no node {node!r}", where=where, remedy=f"nodes: {', '.join(options)}"
            )
        results[node] = _results(table, column, options[node], where)
    order = [node for node in options if node in results]
    states = [end.state for end in terminals(game)]
    rows = list(zip(*(results[node] for node in order), strict=True))
    made: dict[tuple[str | None, ...], tuple[int, ...]] = {}
    for key in rows:
        if key in made:
            continue
        made[key] = _consistent(dict(zip(order, key, strict=True)), states)
        if not made[key]:
            at_fault = np.array([other == key for other in rows])
            shown = ", ".join(f"{nodes[node]} = {value}" for node, value in zip(order, key, strict=True))
            raise DataFault(
                f"no end of the game agrees with {shown} in {rows_named(table, at_fault)}", where=where
            ) from None
    ends = tuple(dict.fromkeys(made.values()))
    counts = np.zeros((len(rows), len(ends)))
    place = {key: ends.index(found) for key, found in made.items()}
    counts[np.arange(len(rows)), [place[key] for key in rows]] = 1
    return Seen(tuple(_spoken(found, states) for found in ends), ends, counts)


def _options(game: Game) -> dict[str, tuple[str, ...]]:
    """Node → its results, in the order of play."""
    found: dict[str, tuple[str, ...]] = {}
    for node, _ in walk(game):
        if not isinstance(node, Terminal):
            actions = game.infosets[node.infoset].actions if isinstance(node, Decision) else node.actions
            found[node.label] = tuple(dict.fromkeys((*found.get(node.label, ()), *actions)))
    return found


def _results(table: pd.DataFrame, column: str, options: tuple[str, ...], where: str) -> list[str | None]:
    """The results in a column: labels, or 0 and 1 for the first and second of two options; None for a gap."""
    missing = table[column].isna().to_numpy()
    found: list[str | None] = []
    bad = np.zeros(len(table), dtype=np.bool_)
    for row, value in enumerate(table[column].to_numpy()):
        code = None if missing[row] else _as_code(value)
        if code is not None and code not in options and len(options) == 2 and code in ("0", "1"):
            code = options[int(code)]
        bad[row] = code is not None and code not in options
        found.append(code)
    if bad.any():
        shown = table[column].to_numpy()[bad][0]
        raise DataFault(
            f"column {column!r} holds {shown!r} in {rows_named(table, bad)}, which is no option there",
            where=where,
            remedy=f"options: {', '.join(options)}" + (", or 0 and 1" if len(options) == 2 else ""),
        )
    return found


def _consistent(results: Mapping[str, str | None], states: list[Mapping[str, str]]) -> tuple[int, ...]:
    """The end nodes that agree with the results seen.

    What is given for a node that was not reached counts for nothing, as long as the moves before it were seen;
    behind a move that was not seen, a result says that its node was reached.
    """
    found = []
    for z, state in enumerate(states):
        agrees, unseen = True, False
        for node, result in results.items():
            if result is None:
                unseen = True
            elif node in state:
                agrees &= state[node] == result
            else:
                agrees &= not unseen
        if agrees:
            found.append(z)
    return tuple(found)


def _spoken(ends: tuple[int, ...], states: list[Mapping[str, str]]) -> str:
    return " or ".join(", ".join(f"{node} = {result}" for node, result in states[z].items()) for z in ends)
