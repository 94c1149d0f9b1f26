"""What a fitted game predicts: probabilities of its outcomes row by row, and the log loss of others' rows.

Cross-validation leaves out one fold of rows (or clusters) after another, fits the rest, and scores what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import DataFault
from foedus.fitting.covariance import groups_of
from foedus.fitting.fit import fit, model_on
from foedus.fitting.maximise import maximise
from foedus.fitting.model import Model
from foedus.fitting.result import Fit
from foedus.threads import one_thread

if TYPE_CHECKING:
    import pandas as pd

    from foedus.case.model import Case
    from foedus.fitting.form import Form


def probabilities(found: Fit) -> pd.DataFrame:
    """Predicted probabilities of the classes of outcomes in the rows used; the index counts the data's rows from 0.

    Raises:
        DataFault: the fit was loaded without its data, or its outcomes are no classes.
    """
    import pandas as pd

    model: Model | None = found.model
    if model is None or model.seen is None or model.likelihood.predicted is None:
        raise DataFault("the fit has no classes of outcomes to predict, or no data")
    values = model.likelihood.predicted(model.likelihood.predictors(found.estimate))
    return pd.DataFrame(values, columns=list(model.seen.names), index=model.kept.table.index)


@one_thread()
def cross_validated(
    game: str | Path | Case | Form,
    data: str | Path | pd.DataFrame | Mapping[str, Any],
    folds: int = 10,
    *,
    cluster: str = "",
    seed: int = 0,
) -> float:
    """The mean log loss of a row that the fit did not see.

    Raises:
        DataFault: as `fit.fit`; there are fewer rows or clusters than folds, or a fold lacks what the others have.
    """
    whole = fit(game, data, cluster=cluster)
    table, column = whole.model.kept.table, whole.model.cluster
    groups = groups_of(table, column) if column else np.arange(len(table))
    count = int(groups.max()) + 1
    if not 2 <= folds <= count:
        raise DataFault(f"{folds} folds cannot be made of {count} {'clusters' if column else 'rows'}")
    fold_of = np.random.default_rng(seed).permutation(np.arange(count) % folds)[groups]
    likelihood, loss = whole.model.likelihood, 0.0
    for fold in range(folds):
        rest = model_on(game, table[fold_of != fold].reset_index(drop=True), cluster)
        if rest.likelihood.names != likelihood.names:
            raise DataFault(
                f"without fold {fold + 1} a category of a factor is gone", remedy="take fewer folds"
            )
        estimate = maximise(rest.likelihood, whole.estimate).coefficients
        loss -= float(likelihood.at(estimate).rows[fold_of == fold].sum())
    return loss / len(table)
