"""Moves that were seen are conditioned on in the tree, also where it is uncertain that they happened.

An observation is a set of end nodes (those whose path has the move) with the probability that the report is
true. K observations make up to 2^K worlds; each end node lies in one. A world's probability is the product
over the observations of "true" or "not true", shared out anew among the worlds that the game allows; within a
world everything is conditioned as usual (Jeffrey's rule on the partition, so that the order of the
observations does not matter). Certain observations leave one world: plain conditioning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InferenceRefused
from foedus.estimation.weights import Array

Mask = NDArray[np.bool_]
SURE = 0.9995  # a report this sure is taken as certain, its contrary as excluded


@dataclass(frozen=True)
class Seen:
    """An observation: its id, the end nodes (Z) whose path has it, and the probability that it happened."""

    id: str
    ends: Mask
    certainty: float


def worlds_of(observations: Sequence[Seen], ends: int) -> tuple[NDArray[np.intp], Array]:
    """Which world each end node lies in (Z), and each world's probability before the game is asked.

    Probabilities do not sum to one where some worlds have no end node.

    Raises:
        InferenceRefused: the sure observations exclude one another; the smallest such set is named.
    """
    if not observations:
        return np.zeros(ends, dtype=np.intp), np.ones(1)
    signs = np.stack([seen.ends for seen in observations], axis=1)
    patterns, index = np.unique(signs, axis=0, return_inverse=True)
    sure = np.array([_settled(seen.certainty) for seen in observations])
    probability = np.where(patterns, sure, 1 - sure).prod(axis=1)
    if probability.sum() <= 0:
        culprits = _contradiction(observations)
        raise InferenceRefused(
            f"the observations contradict one another: {', '.join(culprits)}",
            why="no path of the game has all of them",
            remedy="lower the certainty of one of them, correct its condition, or extend the game",
        )
    return index.reshape(-1).astype(np.intp), np.asarray(probability)


def factors(index: NDArray[np.intp], probability: Array, mass: Array) -> Array:
    """Factor on each end node (Z) that gives every world its probability.

    Args:
        index: (Z) world of each end node.
        probability: (worlds) as `worlds_of` gives it.
        mass: (Z) prior predictive probability of each end node.

    Raises:
        InferenceRefused: the game gives what was seen no probability at all.
    """
    predictive = np.bincount(index, weights=mass, minlength=len(probability))
    allowed = np.where(predictive > 1e-300, probability, 0.0)
    if allowed.sum() <= 0:
        raise InferenceRefused(
            "the game gives what was observed no probability",
            why="every path with these moves has probability zero",
            remedy="check the observations and the conditions of the case's nodes",
        )
    share = np.divide(allowed / allowed.sum(), predictive, out=np.zeros_like(allowed), where=allowed > 0)
    return np.asarray(share[index])


def _settled(certainty: float) -> float:
    if certainty >= SURE:
        return 1.0
    return 0.0 if certainty <= 1 - SURE else certainty


def _contradiction(observations: Sequence[Seen]) -> list[str]:
    """The ids of a smallest-by-removal set of sure observations that no end node satisfies together."""
    kept = [seen for seen in observations if _settled(seen.certainty) in (0.0, 1.0)]
    for seen in list(kept):
        rest = [other for other in kept if other is not seen]
        if rest and not _jointly(rest):
            kept = rest
    return [seen.id for seen in kept]


def _jointly(observations: Sequence[Seen]) -> bool:
    """Whether some end node satisfies all of the sure observations."""
    together = np.ones(len(observations[0].ends), dtype=bool)
    for seen in observations:
        together &= seen.ends if _settled(seen.certainty) == 1.0 else ~seen.ends
    return bool(together.any())
