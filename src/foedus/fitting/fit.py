"""Fit a declared game to data by maximum likelihood.

>>> from foedus.fitting.summary import summary
>>> print(summary(fit("game.yaml", "data.csv")))          # doctest: +SKIP
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.case.model import Case
from foedus.errors import CaseFault, Fault
from foedus.fitting.covariance import Kind, covariance_of, groups_of
from foedus.fitting.form import Form, read_game
from foedus.fitting.identification import check_after, check_before
from foedus.fitting.maximise import Settled
from foedus.fitting.model import Model
from foedus.fitting.plan import plan_of
from foedus.fitting.result import Fit
from foedus.fitting.table import read_table
from foedus.fitting.tree_model import tree_model
from foedus.threads import one_thread

if TYPE_CHECKING:
    import pandas as pd


@one_thread()
def fit(
    game: str | Path | Case | Form,
    data: str | Path | pd.DataFrame | Mapping[str, Any],
    *,
    covariance: Kind = "hessian",
    cluster: str = "",
    starts: int = 1,
    seed: int = 0,
    refuse: bool = True,
) -> Fit:
    """Fit a declared game to data.

    Args:
        game: a game file with a ``fit`` section, or its case.
        data: a CSV file, a data frame, or a mapping of columns.
        covariance: how standard errors are computed; clustered where a column of clusters is given.
        cluster: column of clusters, in place of the file's.
        starts: from how many points the search begins; the first is the declared one, the others are drawn.
        seed: of the drawn starts.
        refuse: refuse what is not identified, rather than report it with its flat directions.

    Raises:
        CaseFault: the game file has faults.
        DataFault: the data cannot be used, or cannot carry the specification; columns and rows are named.
    """
    began = time.perf_counter()
    model = model_on(game, data, cluster)
    before = check_before(model.before or model.likelihood, model.where, seed=seed, refuse=refuse)
    settled = best_of(model, starts, seed)
    maximum, likelihood = settled.maximum, settled.likelihood
    around = model.before or model.likelihood
    after = check_after(
        likelihood, maximum, model.kept.table, model.where,
        around=around if around.names == likelihood.names else None, refuse=refuse,
    )  # fmt: skip
    kind: Kind = "clustered" if model.cluster and covariance == "hessian" else covariance
    if kind == "hessian" and settled.covariance is not None:
        kind = "nested"
    groups = groups_of(model.kept.table, model.cluster) if model.cluster else None
    return Fit(
        title=model.title,
        names=model.likelihood.names,
        estimate=maximum.coefficients,
        covariance=settled.covariance
        if kind == "nested" and settled.covariance is not None
        else covariance_of(maximum.slopes, kind, groups),
        kind=kind,
        log_likelihood=maximum.log_likelihood,
        rows=np.asarray(maximum.slopes.rows),
        converged=maximum.converged,
        steps=maximum.steps,
        information=min(before, after, key=lambda information: information.rank),
        dropped=model.kept.dropped,
        dropped_because=model.kept.because,
        notes=settled.notes,
        settings={**model.settings, "starts": starts, "seed": seed},
        seconds=time.perf_counter() - began,
        model=model,
    )


def model_on(
    game: str | Path | Case | Form, data: str | Path | pd.DataFrame | Mapping[str, Any], cluster: str = ""
) -> Model:
    """A declared game on data, ready to be fitted.

    Raises:
        CaseFault, DataFault, GameFault: as `fit`.
    """
    declared = game if isinstance(game, Case | Form) else read_game(game)
    frame, place = read_table(data)
    return model_of(declared, frame, place, cluster)


def model_of(declared: Case | Form, frame: pd.DataFrame, place: str, cluster: str = "") -> Model:
    """A declared game on a table whose index counts the rows of the data from 0; ``place`` names it in messages.

    Raises:
        CaseFault, DataFault, GameFault: as `fit`.
    """
    if isinstance(declared, Form):
        from foedus.fitting.crisis_model import crisis_model
        from foedus.fitting.ultimatum import ultimatum_model

        made = {"ultimatum": ultimatum_model, "crisis_bargaining": crisis_model}[declared.game]
        section = {**declared.section, "cluster": cluster} if cluster else declared.section
        return made(replace(declared, section=section), frame, place)
    where = declared.source.where if declared.source else declared.title
    if not declared.fit:
        fault = Fault("fit", "the file has no section 'fit'", remedy="docs/fitting.md shows one")
        raise CaseFault([fault], where=where)
    plan = plan_of(declared.fit, where)
    return tree_model(declared, replace(plan, cluster=cluster) if cluster else plan, frame, place)


def best_of(model: Model, starts: int, seed: int) -> Settled:
    """The highest maximum found from several starts."""
    best = model.settle()
    rng = np.random.default_rng(seed)
    for _ in range(max(0, starts - 1)):
        other = model.settle(model.likelihood.start + rng.standard_normal(len(model.likelihood.start)))
        if other.maximum.log_likelihood > best.maximum.log_likelihood + 1e-9:
            best = other
    return best
