"""A declared game on data, ready to be fitted: what every kind of game hands to the search and to inference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.model import Case
from foedus.fitting.form import Form
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.maximise import Settled, maximise
from foedus.fitting.outcomes import Seen
from foedus.fitting.table import Kept
from foedus.game.tree import Game
from foedus.quantity import Distribution

Floats = NDArray[np.float64]

Chances = Callable[[Sequence[Floats], Mapping[str, Floats]], Floats]


@dataclass(frozen=True, eq=False)
class Model:
    """A game on data.

    Attributes:
        title: of the game.
        where: the data's name, for messages.
        kept: the rows used.
        likelihood: what is maximised.
        cluster: column of clusters, or "".
        settings: what was declared, for the record.
        seen: the outcomes in the rows used; None where outcomes are continuous.
        game: the tree; None for a game without one.
        search: from where to begin (None: the start) to the estimate.
        chances: probabilities (rows, classes) of the outcomes named in ``classes``, from predictors and columns of
            any rows; None where outcomes are continuous.
        declared: the case or form that the model was made of.
        covariates: the columns that its predictors and quantities are made of.
        before: the likelihood by which identification is judged before the search, if not the one that is fitted.
        priors: coefficient, quantity or "*" → its prior.
        no_posterior: why the likelihood is none that a prior could be put beside; "" if it is.
    """

    title: str
    where: str
    kept: Kept
    likelihood: Likelihood
    cluster: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    seen: Seen | None = None
    game: Game | None = None
    search: Callable[[Floats | None], Settled] | None = None
    chances: Chances | None = None
    classes: tuple[str, ...] = ()
    declared: Case | Form | None = None
    covariates: tuple[str, ...] = ()
    priors: Mapping[str, Distribution] = field(default_factory=dict)
    no_posterior: str = ""
    before: Likelihood | None = None

    def settle(self, begin: Floats | None = None) -> Settled:
        """The estimate reached from a point, or from the start."""
        if self.search is not None:
            return self.search(begin)
        return Settled(maximise(self.likelihood, begin), self.likelihood)
