"""The crisis bargaining game where it has several equilibria: each row is in one of them, with some probability.

In a row with several equilibria, in the order of the probability p that B resists, the one with the lowest p is played with
probability w_low, that with the highest with w_high, and those between share w_middle:

    L = Σ_e w_e Π_o P_e(o)^n(o)

The weights are given, or two logarithms of ratios are estimated with the utilities. They are identified by the rows
that have several equilibria at the estimate, and by nothing else; where there is none they are refused. The likelihood
jumps where equilibria appear, so that more than one start is worth its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting import crisis_likelihood as game
from foedus.fitting import jet as j
from foedus.fitting.crisis_bargaining import UTILITIES, Equilibria, all_equilibria
from foedus.fitting.form import FormReader
from foedus.fitting.formula import Design
from foedus.fitting.jet import Jet

Floats = NDArray[np.float64]

RANKS = ("low", "middle", "high")
ESTIMATED = ("log(weight middle / low)", "log(weight high / low)")
_ONE = np.ones(1)


@dataclass(frozen=True)
class Selection:
    """How one of several equilibria comes to be played.

    Attributes:
        mixture: each with its weight; otherwise the one on the principal branch.
        weights: of `RANKS`, summing to one; None where they are estimated.
    """

    mixture: bool = False
    weights: tuple[float, float, float] | None = None

    @property
    def estimated(self) -> bool:
        """Whether the weights are coefficients."""
        return self.mixture and self.weights is None

    def designs(self, n: int) -> tuple[Design, ...]:
        """What the weights add to the predictors."""
        return tuple(Design(name, ("",), np.ones((n, 1))) for name in ESTIMATED) if self.estimated else ()

    @property
    def spoken(self) -> str:
        """The selection in words."""
        if not self.mixture:
            return "principal branch"
        if self.weights is None:
            return "mixture, weights estimated"
        shares = zip(RANKS, self.weights, strict=True)
        return "mixture, weights " + ", ".join(f"{rank} {share:.3g}" for rank, share in shares)


def selection_of(reader: FormReader, method: str) -> Selection:
    """The selection that a section declares; faults are noted with the reader."""
    chosen: Any = reader.form.section.get("selection", "principal")
    given: Any = reader.form.section.get("weights")
    if chosen not in ("principal", "mixture"):
        reader.fault(f"selection is {chosen!r}", "principal or mixture")
        return Selection()
    if chosen == "principal":
        if given is not None:
            reader.fault("weights belong to a mixture", "set 'selection: mixture'")
        return Selection()
    if method != "full":
        reader.fault("a mixture of equilibria is fitted by full information", "set 'method: full'")
    if given is None or given == "estimate":
        return Selection(True)
    if not isinstance(given, Mapping) or set(given) != set(RANKS):
        reader.fault("weights are estimate, or one for each of low, middle, high")
        return Selection(True)
    try:
        low, middle, high = (float(given[rank]) for rank in RANKS)
    except (TypeError, ValueError):
        low = middle = high = -1.0
    if not (min(low, middle, high) > 0 and abs(low + middle + high - 1) < 1e-9):
        reader.fault(f"weights are above 0 and sum to one, not {dict(given)}")
        return Selection(True)
    return Selection(True, (low, middle, high))


def mixture_logs(utilities: Sequence[Jet], weights: Sequence[Jet], counts: Floats) -> Jet:
    """Row log-likelihoods; ``weights`` are the logarithms of the weights of `RANKS`."""
    found = all_equilibria(
        {name: u.value for name, u in zip(UTILITIES, utilities, strict=True)}, principal=False
    )
    number = found.counts(len(counts))
    start = np.cumsum(number) - number
    parts = []
    for several in np.unique(number):
        rows = np.flatnonzero(number == several)
        some = [utility.rows(rows) for utility in utilities]
        logs = []
        for place in range(several):
            resist, fight = game.equilibrium_beliefs(some, found.resist[start[rows] + place])
            log = game.row_logs(game.answers(some, resist, fight), counts[rows])
            rank, share = rank_of(place, int(several))
            logs.append(log + _rows(weights[rank], rows) + np.log(share) if several > 1 else log)
        parts.append((rows, _ONE, j.log_sum_exp(logs)))
    return j.gathered(parts, len(counts))


def rank_of(place: int, several: int) -> tuple[int, float]:
    """The rank of an equilibrium among several, and its share of the rank's weight."""
    if place == 0:
        return 0, 1.0
    if place == several - 1:
        return 2, 1.0
    return 1, 1.0 / (several - 2)


def _rows(jet: Jet, rows: NDArray[np.int64]) -> Jet:
    return jet.rows(rows) if jet.wrt else jet


def log_weights(selection: Selection, etas: Sequence[Jet]) -> list[Jet]:
    """Logarithms of the weights of `RANKS`, from the predictors that the selection adds."""
    if selection.weights is not None:
        return [j.constant(float(np.log(weight))) for weight in selection.weights]
    ratios = [j.constant(0.0), *etas]
    total = j.log_sum_exp(ratios)
    return [ratio - total for ratio in ratios]


def mixed_outcomes(found: Equilibria, n: int, weights: Floats) -> Floats:
    """Probabilities (n, 4) of the outcomes, the equilibria weighed by the weights (n, 3) of `RANKS`."""
    number = found.counts(n)
    place = np.arange(len(found.game)) - (np.cumsum(number) - number)[found.game]
    pairs = [rank_of(int(p), int(number[g])) for p, g in zip(place, found.game, strict=True)]
    ranks, shares = np.array([rank for rank, _ in pairs]), np.array([share for _, share in pairs])
    weight = np.where(number[found.game] == 1, 1.0, weights[found.game, ranks] * shares)
    total = np.zeros((n, len(game.OUTCOMES)))
    np.add.at(total, found.game, weight[:, None] * found.outcomes())
    return total


def check_several(several: int, n: int, where: str) -> None:
    """Refuse weights that nothing tells.

    Raises:
        DataFault: no row has several equilibria at the estimate.
    """
    if not several:
        raise DataFault(
            f"the weights of the equilibria are not identified: none of {n} rows has several at the estimate",
            where=where,
            remedy="set 'selection: principal', or give the weights",
        )
