"""The network that tells kinds and courses: from what the clues of a statement sum up to, and those of the statements around it.

What a statement is often shows by what it stands beside: the ground after a forecast, the second complaint after the first.
Each statement of an article becomes a vector (the sum of its clues' weights, cut off below zero: a bag of embeddings, Iyyer et
al. 2015); a second layer sees it beside those of the two statements before, the two after, and the mean of the article;
both give log odds. ``scripts/reader_network.py`` fits it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
NEIGHBOURS = (-1, 1, -2, 2)
"""Which statements of the article are seen beside one: the one before, the one after, and so on."""
VIEWS = 2 + len(NEIGHBOURS)
"""Vectors that the second layer sees: the statement's own, its neighbours', the article's mean."""


@dataclass(frozen=True, eq=False)
class Network:
    """The layers above the sums of clues.

    Attributes:
        around: (VIEWS * units, wider units), weights of the second layer; around_bias: (wider units).
        of_own: (units, meanings), what a statement's own units say; of_around: (wider units, meanings), what those above say.
        bias: (meanings), log odds before anything is known.
    """

    around: Array
    around_bias: Array
    of_own: Array
    of_around: Array
    bias: Array

    def log_odds(self, sums: Array) -> Array:
        """Log odds (statements, meanings) from the sums (statements, units) of all statements of an article, in their order."""
        own = np.maximum(sums, 0)
        above = np.maximum(viewed(own) @ self.around + self.around_bias, 0)
        odds: Array = own @ self.of_own + above @ self.of_around + self.bias
        return odds

    def scaled(self, times: Array) -> Network:
        """The network whose log odds are multiplied by ``times`` (meanings)."""
        return Network(
            self.around, self.around_bias, self.of_own * times, self.of_around * times, self.bias * times
        )


LAYERS = tuple(field.name for field in fields(Network))


def viewed(own: Array) -> Array:
    """What the second layer sees of each statement: (statements, VIEWS * units); zeros where there is no neighbour."""
    count, units = own.shape
    views = np.zeros((count, VIEWS, units), dtype=own.dtype)
    views[:, 0] = own
    for view, step in enumerate(NEIGHBOURS, start=1):
        if abs(step) < count:
            views[max(0, -step) : count - max(0, step), view] = own[max(0, step) : count + min(0, step)]
    views[:, -1] = own.mean(axis=0)
    return views.reshape(count, -1)
