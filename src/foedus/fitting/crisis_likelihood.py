"""The crisis bargaining game on data: row log-likelihoods, and how beliefs answer beliefs, with derivatives.

Predictors come in the order of `crisis_bargaining.UTILITIES`, then A's belief that B resists, then B's belief that a
challenger fights. Outcomes are counted in the order status quo, concession, fight, A backs down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from foedus.fitting import jet as j
from foedus.fitting.crisis_bargaining import RHO, normal_2
from foedus.fitting.jet import Jet

Floats = NDArray[np.float64]

OUTCOMES = ("status_quo", "concession", "fight", "backdown")
LEAST = 1e-300


class Answers(NamedTuple):
    """What the players do, given beliefs: logs of P(A fights), P(A backs down), both with the challenge before.

    ``resists`` is the argument of Φ in the probability that B resists; ``keep`` the log of P(status quo).
    """

    fights: Jet
    backs: Jet
    keep: Jet
    resists: Jet


def answers(etas: Sequence[Jet], resist: Jet, fight: Jet) -> Answers:
    """The players' answers to A's belief ``resist`` and B's belief ``fight``."""
    status_a, concede_a, concede_b, fight_a, fight_b, back_a, back_b = etas
    cut = (status_a - (concede_a - resist * concede_a)) / resist
    gain, above_fight, above_back = (fight_a - back_a) * RHO, fight_a - cut, back_a - cut
    fights, backs = log_normal_2(gain, above_fight), log_normal_2(-gain, above_back)
    keep = j.log_normal_cdf(-above_fight) + j.log_normal_cdf(-above_back)
    return Answers(fights, backs, keep, (fight * fight_b + (back_b - fight * back_b) - concede_b) / fight)


def log_normal_2(h: Jet, k: Jet) -> Jet:
    """Logarithm of Φ₂(h, k; 1/√2)."""
    x, y = h.value, k.value
    spread = np.sqrt(1 - RHO**2)
    value = np.maximum(normal_2(x, y), LEAST)
    by_h = _density(x) * ndtr((y - RHO * x) / spread)
    by_k = _density(y) * ndtr((x - RHO * y) / spread)
    both = np.exp(-(x * x - 2 * RHO * x * y + y * y) / (2 * spread**2)) / (2 * np.pi * spread)
    by_hh, by_kk = -x * by_h - RHO * both, -y * by_k - RHO * both
    first_h, first_k = by_h / value, by_k / value
    second = (
        j.Bend(0, 0, by_hh / value - first_h**2),
        j.Bend(1, 1, by_kk / value - first_k**2),
        j.Bend(0, 1, both / value - first_h * first_k),
    )
    return j.made(np.log(value), ((h, first_h), (k, first_k)), second)


def _density(x: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi))


def outcome_logs(given: Answers) -> tuple[Jet, Jet, Jet, Jet]:
    """Logarithms of the probabilities of the outcomes, in their order."""
    resists, concedes = j.log_normal_cdf(given.resists), j.log_normal_cdf(-given.resists)
    challenge = j.log_sum_exp([given.fights, given.backs])
    return given.keep, challenge + concedes, given.fights + resists, given.backs + resists


def row_logs(given: Answers, counts: Floats) -> Jet:
    """Row log-likelihoods from answers and counts (n, 4)."""
    logs = outcome_logs(given)
    total = logs[0] * counts[:, 0]
    for place, log in enumerate(logs[1:], start=1):
        total = total + log * counts[:, place]
    return total


def fight_belief(given: Answers) -> Jet:
    """P(A fights | it challenged and B resisted)."""
    return j.exp(given.fights - j.log_sum_exp([given.fights, given.backs]))


def resist_probability(given: Answers) -> Jet:
    """P(B resists | A challenged)."""
    return j.exp(j.log_normal_cdf(given.resists))


def equilibrium_beliefs(etas: Sequence[Jet], resist: Floats) -> tuple[Jet, Jet]:
    """Both beliefs as functions of the utilities, exact to second order, where ``resist`` (n,) is in equilibrium.

    Two chord steps on p = B's response: each makes one more order of derivatives exact.
    """
    free = j.variable(len(etas), resist)
    bare = [j.constant(eta.value) for eta in etas]
    slope = 1.0 - _response(bare, free).first[-1]
    belief = j.constant(resist)
    for _ in range(2):
        gap = belief - _response(etas, belief)
        belief = belief + gap * (-1.0 / slope)
    belief = replace(belief, value=resist)
    return belief, fight_belief(answers(etas, belief, j.constant(0.5 * np.ones_like(resist))))


def _response(etas: Sequence[Jet], resist: Jet) -> Jet:
    """B's response to A's belief, by way of B's belief of a challenger."""
    half = j.constant(0.5 * np.ones_like(etas[0].value))
    belief = fight_belief(answers(etas, resist, half))
    return resist_probability(answers(etas, resist, belief))
