"""A fit from files, as text: what the command ``foedus fit`` prints."""

from __future__ import annotations

import json
from pathlib import Path

from foedus.fitting.covariance import Kind
from foedus.fitting.fit import fit
from foedus.fitting.result import Fit
from foedus.fitting.summary import Form, summary


def fit_file(
    game_path: str | Path,
    data_path: str | Path,
    as_json: bool = False,
    *,
    covariance: Kind = "hessian",
    cluster: str = "",
    starts: int = 1,
    seed: int = 0,
    form: Form = "text",
) -> str:
    """Fit a game file to a CSV file and write the result.

    Args:
        game_path: a game file with a section ``fit``.
        data_path: a CSV file with a header.
        as_json: JSON for programs in place of a table.
        covariance: how standard errors are computed: hessian, sandwich, clustered or bootstrap.
        cluster: column of clusters.
        starts: from how many points the search begins.
        seed: of the drawn starts.
        form: of the table: text, html or latex.

    Raises:
        CaseFault, DataFault, GameFault, MissingExtra: as `fit.fit`.
    """
    if covariance == "bootstrap":
        from foedus.fitting.compare import bootstrap

        found = bootstrap(game_path, data_path, cluster=cluster, seed=seed)
    else:
        found = fit(game_path, data_path, covariance=covariance, cluster=cluster, starts=starts, seed=seed)
    return reported(found, as_json, form=form)


def reported(found: Fit, as_json: bool = False, *, form: Form = "text") -> str:
    """A fit as JSON or as a table in a form."""
    if as_json:
        return json.dumps(found.as_json(), indent=2, ensure_ascii=False, allow_nan=False)
    return summary(found, form)
