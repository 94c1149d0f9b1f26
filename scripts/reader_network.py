"""Fitting of the network that tells kinds and courses (`foedus.reporting.meaning.network`) to labelled statements.

Stochastic descent on batches of whole articles with Adam (Kingma and Ba 2015), its step shrinking to nothing, weights decaying
(Loshchilov and Hutter 2019), clues and units left out at random (Srivastava et al. 2014). Signs are told by the
units, too, while it is fitted: what makes them tell signs makes them tell meanings better (Caruana 1997); they are not kept.
Seeded: the same statements give the same network on the same machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit

from foedus.reporting.meaning.network import NEIGHBOURS, VIEWS, Network, viewed

Array = NDArray[np.float32]
UNITS, WIDER_UNITS = 96, 48
PASSES, STEP, DECAY = 16, 2e-3, 0.02
CLUES_OUT, UNITS_OUT = 0.4, 0.3
WEIGHT_OF_SIGNS = 0.5
TOGETHER, WARMING = 128, 50
"""Statements of a batch, unless an article is longer; steps until the step is at its full size."""
RARE = -4.0
FIRST, SECOND = 0.9, 0.999
"""How much of the means of slopes, and of their squares, Adam keeps at each step."""


class Articles(NamedTuple):
    """Statements of articles with what readers say of them.

    ``design``: (statements, clues), those of an article in their order; ``ends``: where each article ends; ``kinds``,
    ``courses``: numbers, -1 where nobody labelled; ``signs``: (statements, signs).
    """

    design: csr_matrix
    ends: Sequence[int]
    kinds: NDArray[np.intp]
    courses: NDArray[np.intp]
    signs: Array


def network_fitted(
    articles: Articles, kinds: int, courses: int, seed: int = 0
) -> tuple[Array, Array, Network]:
    """Weights (clues, units) and bias (units) of the sums, and the network above them."""
    chance = np.random.default_rng(seed)
    meanings = kinds + courses
    weights = _begun(articles.design.shape[1], meanings + articles.signs.shape[1], chance)
    weights["bias"][meanings:] = RARE
    bounds = list(zip([0, *articles.ends[:-1]], articles.ends, strict=True))
    descent = _Descent(weights)
    steps = PASSES * sum(1 for _ in _batches(bounds, np.random.default_rng(seed)))
    for _ in range(PASSES):
        for batch in _batches(bounds, chance):
            rows = np.concatenate([np.arange(*bound) for bound in batch])
            inside = np.cumsum([0, *(stop - start for start, stop in batch)])
            known = _known(articles, rows, kinds, courses)
            slopes, clues = _slopes(weights, articles.design[rows], inside, known, (kinds, meanings), chance)
            size = STEP * min(1.0, descent.taken / WARMING) * (1 - descent.taken / (steps + 1))
            descent.step(slopes, clues, size)
    network = Network(
        weights["around"],
        weights["around_bias"],
        weights["of_own"][:, :meanings],
        weights["of_around"][:, :meanings],
        weights["bias"][:meanings],
    )
    return weights["clues"], weights["clues_bias"], network


def _begun(clues: int, told: int, chance: np.random.Generator) -> dict[str, Array]:
    """Small weights at random."""
    shapes = {
        "clues": (clues, UNITS), "of_own": (UNITS, told), "around": (VIEWS * UNITS, WIDER_UNITS), "of_around": (WIDER_UNITS, told),
    }  # fmt: skip
    spread = {"around": 0.1}
    weights = {
        name: chance.normal(0, spread.get(name, 0.05), shape).astype(np.float32)
        for name, shape in shapes.items()
    }
    for name, size in (("clues_bias", UNITS), ("around_bias", WIDER_UNITS), ("bias", told)):
        weights[name] = np.zeros(size, np.float32)
    return weights


def _batches(
    bounds: Sequence[tuple[int, int]], chance: np.random.Generator
) -> Iterator[list[tuple[int, int]]]:
    """Articles in an order of chance, some together."""
    batch: list[tuple[int, int]] = []
    size = 0
    for number in chance.permutation(len(bounds)):
        start, stop = bounds[number]
        if batch and size + stop - start > TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append((start, stop))
        size += stop - start
    if batch:
        yield batch


class _Known(NamedTuple):
    """What readers say of a batch: (statements, meanings + signs), and how much each statement counts (0: not labelled)."""

    told: Array
    counts: Array


def _known(articles: Articles, rows: NDArray[np.intp], kinds: int, courses: int) -> _Known:
    kind, course = articles.kinds[rows], articles.courses[rows]
    counts = (kind >= 0).astype(np.float32)[:, None]
    told = np.hstack([np.eye(kinds)[kind], np.eye(courses)[course], articles.signs[rows]]).astype(np.float32)
    return _Known(told, counts / max(1.0, float(counts.sum())))


def _slopes(
    weights: dict[str, Array],
    design: csr_matrix,
    inside: NDArray[np.intp],
    known: _Known,
    cuts: tuple[int, int],
    chance: np.random.Generator,
) -> tuple[dict[str, Array], NDArray[np.intp]]:
    """Slopes of the loss by the weights; of the weights of clues only by those that the batch has, whose rows come second."""
    kept = chance.random(len(design.data)) >= CLUES_OUT
    clues, places = np.unique(design.indices, return_inverse=True)
    shape = (design.shape[0], len(clues))
    there = csr_matrix((kept / np.float32(1 - CLUES_OUT), places.ravel(), design.indptr), shape).astype(
        np.float32
    )
    sums = there @ weights["clues"][clues] + weights["clues_bias"]
    own, own_open = _opened(sums, chance)
    views = np.vstack([viewed(own[a:b]) for a, b in pairwise(inside)])
    above, above_open = _opened(views @ weights["around"] + weights["around_bias"], chance)
    odds = own @ weights["of_own"] + above @ weights["of_around"] + weights["bias"]
    by_odds = _slope_of_loss(odds, known, cuts)
    by_above = by_odds @ weights["of_around"].T * above_open
    by_views: Array = (by_above @ weights["around"].T).astype(np.float32)
    by_own = by_odds @ weights["of_own"].T
    for a, b in pairwise(inside):
        by_own[a:b] += _by_own(by_views[a:b])
    by_sums = by_own * own_open
    slopes = {
        "clues": there.T @ by_sums,
        "clues_bias": by_sums.sum(axis=0),
        "of_own": own.T @ by_odds,
        "around": views.T @ by_above,
        "around_bias": by_above.sum(axis=0),
        "of_around": above.T @ by_odds,
        "bias": by_odds.sum(axis=0),
    }
    return slopes, clues


def _opened(sums: Array, chance: np.random.Generator) -> tuple[Array, Array]:
    """Units with some left out, and by what a slope of each is to be multiplied."""
    kept = (chance.random(sums.shape) >= UNITS_OUT) / np.float32(1 - UNITS_OUT)
    opened = (kept * (sums > 0)).astype(np.float32)
    return sums * opened, opened


def _by_own(by_views: Array) -> Array:
    """Slopes by the units of an article's statements, from those by what the second layer sees of them."""
    count = len(by_views)
    views: Array = by_views.reshape(count, VIEWS, UNITS)
    slopes: Array = views[:, 0] + views[:, -1].mean(axis=0)
    for view, step in enumerate(NEIGHBOURS, start=1):
        if abs(step) < count:
            slopes[max(0, step) : count + min(0, step)] += views[max(0, -step) : count - max(0, step), view]
    return slopes


def _slope_of_loss(odds: Array, known: _Known, cuts: tuple[int, int]) -> Array:
    """Slopes of the log loss by log odds, of kinds, courses and signs."""
    kinds, meanings = cuts
    signs = WEIGHT_OF_SIGNS * (expit(odds[:, meanings:]) - known.told[:, meanings:])
    shares = np.hstack([_shares(odds[:, :kinds]), _shares(odds[:, kinds:meanings])])
    slope: Array = (np.hstack([shares - known.told[:, :meanings], signs]) * known.counts).astype(np.float32)
    return slope


def _shares(odds: Array) -> Array:
    power = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: Array = power / power.sum(axis=1, keepdims=True)
    return shares


class _Descent:
    """Steps down a slope; those by the weights of a clue are taken where a batch has it."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights, self.taken = weights, 1
        self.mean = {name: np.zeros_like(one) for name, one in weights.items()}
        self.square = {name: np.zeros_like(one) for name, one in weights.items()}

    def step(self, slopes: dict[str, Array], clues: NDArray[np.intp], size: float) -> None:
        """One step of a size."""
        for name, slope in slopes.items():
            rows = clues if name == "clues" else slice(None)
            mean = FIRST * self.mean[name][rows] + (1 - FIRST) * slope
            square = SECOND * self.square[name][rows] + (1 - SECOND) * slope**2
            self.mean[name][rows], self.square[name][rows] = mean, square
            root = np.sqrt(square / (1 - SECOND**self.taken)) + 1e-8
            old = self.weights[name][rows]
            self.weights[name][rows] = old - np.float32(size) * (
                mean / (1 - FIRST**self.taken) / root + DECAY * old
            )
        self.taken += 1
