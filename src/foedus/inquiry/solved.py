"""What a solver hands over: a case's game solved in many draws, one block of them after another.

The end nodes of all draws together are the largest thing that an inquiry could hold. Most of what is asked
afterwards asks of cells of end nodes alone (`cells`), so a block is reduced to these while it is still in the
processor's cache, and its room is used again for the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.case.model import Case
from foedus.estimation.weights import Array


@dataclass(frozen=True, eq=False)
class Solved:
    """A case's game solved in n draws; Z end nodes.

    Attributes:
        states: for each end node the results on its path.
        blocks: logarithms (m, Z) of the end nodes' probabilities in one block of draws after another, in the draws'
            order. They can be read once, and a block holds only until the next one is asked for.
        certificate: what the solver says of the equilibria; to be asked once all blocks are read.
    """

    states: tuple[Mapping[str, str], ...]
    blocks: Iterable[Array]
    certificate: Callable[[], Mapping[str, Any]] = dict

    def ends(self) -> Array:
        """(n, Z) probabilities of the end nodes in all draws; for where they are few."""
        return np.concatenate([np.exp(block) for block in self.blocks])


Solve = Callable[[Case, Mapping[str, Array]], Solved]
"""A solver of cases: case and draws (quantity → n values) → the game solved."""
