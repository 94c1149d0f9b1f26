"""The covariance of the nested pseudo-likelihood of the crisis bargaining game."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foedus.fitting import crisis_likelihood as game
from foedus.fitting.formula import Design
from foedus.fitting.jet import Jet

Floats = NDArray[np.float64]

RESIST = 100
"""The variables of the beliefs stand behind those of all predictors, from this number on."""


def nested_covariance(designs: Sequence[Design], given: game.Answers, cases: Floats) -> Floats:
    """The covariance of the nested pseudo-likelihood (Aguirregabiria & Mira 2007, proposition 2).

    With the expected information Ω of coefficients θ and beliefs P, and J the derivatives of the players' answers,
    V = A⁻¹ Ω_θθ A⁻ᵀ where A = Ω_θθ + Ω_θP (I − J_P)⁻¹ J_θ: the coefficients move the beliefs, which move each other.

    Args:
        designs: of the utilities that have a formula; their predictors are the variables 0, 1, ...
        given: the players' answers at the fixed point, with the beliefs as variables `RESIST` and the next.
        cases: (n,) how many each row counts.
    """
    size = len(designs)
    maps = [_dense(part, size) for part in (game.resist_probability(given), game.fight_belief(given))]
    by_utility = np.stack([_by_coefficient(designs, m[:size]) for m in maps])  # (2, n, k)
    own = np.stack([m[size:] for m in maps])  # (2, 2, n): answer by belief
    back = np.linalg.inv(np.eye(2)[None] - np.moveaxis(own, 2, 0))  # (n, 2, 2)
    total = np.einsum("nab,bnk->ank", back, by_utility)
    k = sum(design.matrix.shape[1] for design in designs)
    information = np.zeros((k, k))
    answering = np.zeros_like(information)
    for log in game.outcome_logs(given):
        slopes = _dense(log, size)
        scores = _by_coefficient(designs, slopes[:size])
        weighted = scores * (cases * np.exp(log.value))[:, None]
        information += weighted.T @ scores
        answering += weighted.T @ np.einsum("an,ank->nk", slopes[size:], total)
    inverse = np.linalg.inv(information + answering)
    return np.asarray(inverse @ information @ inverse.T)


def _dense(jet: Jet, size: int) -> Floats:
    """First derivatives (size + 2, n) by the predictors and the two beliefs."""
    found = np.zeros((size + 2, jet.first.shape[1]))
    for place, var in enumerate(jet.wrt):
        found[var if var < size else size + (var - RESIST)] = jet.first[place]
    return found


def _by_coefficient(designs: Sequence[Design], slopes: Floats) -> Floats:
    return np.hstack([design.matrix * slope[:, None] for design, slope in zip(designs, slopes, strict=True)])
