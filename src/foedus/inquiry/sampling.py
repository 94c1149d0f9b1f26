"""Draws of quantities: a Latin hypercube in which each quantity keeps its own stream.

Stratified draws (McKay, Beckman and Conover 1979) converge like n^-3/2 for what is additive in the quantities.
The stream of a quantity depends on its name and the seed alone, so that changing one number of a case, or
adding one, leaves all other draws as they were: differences between two versions of a case are not noise.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from foedus.quantity import Distribution

Array = NDArray[np.float64]
ROWS = 16_384  # draws that a thread takes at a time


def uniforms(name: str, n: int, seed: int) -> Array:
    """Stratified uniforms (n) in (0, 1), one in each of n equal strata, in the name's own order."""
    digest = hashlib.sha256(f"{seed}|{name}".encode()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
    return np.asarray((generator.permutation(n) + generator.random(n).clip(1e-6, 1 - 1e-6)) / n)


def drawn(distributions: Mapping[str, Distribution], n: int, seed: int) -> dict[str, Array]:
    """Name → draws (n) of its distribution, each from its own stream; threads share the names."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        values = pool.map(lambda name: distributions[name].quantile(uniforms(name, n, seed)), distributions)
        return dict(zip(distributions, values, strict=True))


def by_rows(function: Callable[..., Array], *arrays: Array) -> Array:
    """A function of draws, each for itself, over blocks of rows that threads share: ``function(*arrays)``.

    For functions whose work is done in compiled code, which other threads need not wait for.
    """
    starts = range(0, len(arrays[0]), ROWS)
    if len(starts) == 1:
        return function(*arrays)
    with ThreadPoolExecutor(max_workers=min(len(starts), os.cpu_count() or 1)) as pool:
        parts = pool.map(lambda at: function(*(part[at : at + ROWS] for part in arrays)), starts)
        return np.concatenate(list(parts))


def block(name: str, n: int, columns: int, seed: int) -> Array:
    """Uniforms (n, columns), each column a stream of its own."""
    return np.stack([uniforms(f"{name}:{i}", n, seed) for i in range(columns)], axis=1)
