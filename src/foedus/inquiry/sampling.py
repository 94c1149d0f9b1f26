"""Draws of quantities: a Latin hypercube in which each quantity keeps its own stream.

Stratified draws (McKay, Beckman and Conover 1979) converge like n^-3/2 for what is additive in the quantities.
The stream of a quantity depends on its name and the seed alone, so that changing one number of a case, or
adding one, leaves all other draws as they were: differences between two versions of a case are not noise.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def uniforms(name: str, n: int, seed: int) -> Array:
    """Stratified uniforms (n) in (0, 1), one in each of n equal strata, in the name's own order."""
    digest = hashlib.sha256(f"{seed}|{name}".encode()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
    return np.asarray((generator.permutation(n) + generator.random(n).clip(1e-6, 1 - 1e-6)) / n)


def block(name: str, n: int, columns: int, seed: int) -> Array:
    """Uniforms (n, columns), each column a stream of its own."""
    return np.stack([uniforms(f"{name}:{i}", n, seed) for i in range(columns)], axis=1)
