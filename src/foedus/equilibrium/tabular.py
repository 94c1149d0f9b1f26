"""Solutions as tables: an xarray Dataset with named dimensions, or a pandas DataFrame (extra ``tables``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.equilibrium.solver import Code, Solutions
from foedus.errors import MissingExtra
from foedus.game.tree import action_label, terminals

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


def dataset(solutions: Solutions) -> xr.Dataset:
    """The solutions with the dimensions draw, action and end.

    The actions carry their player, information set (numbered from 1 for each player) and label, the end nodes
    their label; ``code`` is the name of a `solver.Code`.

    Raises:
        MissingExtra: xarray is not installed.
    """
    try:
        import xarray as xr
    except ImportError:
        raise MissingExtra("xarray", "tables", "a data set of solutions") from None
    players, sets, labels = _actions(solutions)
    return xr.Dataset(
        {
            "probability": (("draw", "action"), np.exp(solutions.log_probabilities)),
            "end_probability": (("draw", "end"), np.exp(solutions.terminal_log_probabilities())),
            "precision": ("draw", solutions.precision),
            "residual": ("draw", solutions.residual),
            "code": ("draw", [Code(code).name.lower() for code in solutions.code.tolist()]),
        },
        coords={
            "draw": np.arange(len(solutions)),
            "player": ("action", players),
            "infoset": ("action", sets),
            "label": ("action", labels),
            "outcome": ("end", [end.label for end in terminals(solutions.arrays.game)]),
        },
        attrs={"title": solutions.arrays.game.title},
    )


def frame(solutions: Solutions) -> pd.DataFrame:
    """One row for each draw and action: draw, player, infoset, action, probability, precision.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtra("pandas", "tables", "a table of solutions") from None
    players, sets, labels = _actions(solutions)
    n, actions = solutions.log_probabilities.shape
    return pd.DataFrame(
        {
            "draw": np.repeat(np.arange(n), actions),
            "player": players * n,
            "infoset": sets * n,
            "action": labels * n,
            "probability": np.exp(solutions.log_probabilities).ravel(),
            "precision": np.repeat(solutions.precision, actions),
        }
    )


def _actions(solutions: Solutions) -> tuple[list[str], list[int], list[str]]:
    """Player, number of the information set and label of every action."""
    game = solutions.arrays.game
    seen: dict[int, int] = {}
    rows: list[tuple[str, int, str]] = []
    for infoset in game.infosets:
        seen[infoset.player] = seen.get(infoset.player, 0) + 1
        for action in range(len(infoset.actions)):
            rows.append((game.players[infoset.player], seen[infoset.player], action_label(infoset, action)))
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
