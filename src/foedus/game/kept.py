"""Games kept by what they are made of, so that a case whose numbers alone changed is not unfolded again.

A tree speaks of quantities by name, so another distribution of a quantity leaves it as it is; only what the
check of the tree asks of the numbers is asked anew. The solver keeps its programs with the game that it is
handed (`equilibrium.solver.prepare`), so that these too are made once.
"""

from __future__ import annotations

import threading

from foedus.case.model import Case
from foedus.errors import CaseFault
from foedus.game.build import build
from foedus.game.check import NUMERIC, faults_in_tree
from foedus.game.tree import Game

KEPT = 4
"""Games held at most; the one asked for longest ago goes first."""

_games: list[tuple[Case, Game]] = []
_lock = threading.Lock()


def kept_game(case: Case) -> Game:
    """The game that a case declares; the same object where only distributions and what judges them differ.

    Raises:
        GameFault: as `build`.
        CaseFault: as `build`.
    """
    with _lock:
        found = next((held for held in _games if same_play(held[0], case)), None)
        if found is not None:
            _games.remove(found)
            _games.append(found)
    if found is None:
        game = build(case)
        with _lock:
            _games.append((case, game))
            del _games[:-KEPT]
        return game
    faults = faults_in_tree(case, found[1], NUMERIC)
    if faults:
        raise CaseFault(faults, where=case.source.where if case.source else case.title)
    return found[1]


def same_play(one: Case, other: Case) -> bool:
    """Whether two cases unfold to the same tree, against which the same is observed.

    All that a tree is made of is equal, names of quantities included; their distributions may differ.
    """
    return (
        (one.title, one.reference) == (other.title, other.reference)
        and list(one.quantities) == list(other.quantities)
        and list(one.nodes.items()) == list(other.nodes.items())
        and list(one.actors) == list(other.actors)
        and list(one.courses.items()) == list(other.courses.items())
        and one.payoffs == other.payoffs
        and one.utilities == other.utilities
        and one.observations == other.observations
        and one.reference_class == other.reference_class
    )
