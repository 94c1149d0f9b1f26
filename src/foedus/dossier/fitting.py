"""Fitting a declared game to data, as the command line asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from foedus.errors import InputFault


def fit_text(
    game: Path, data: Path, *, form: str, covariance: str, cluster: str, starts: int, seed: int
) -> str:
    """The result of a fit in a form: text, json, html or latex.

    Raises:
        InputFault: the form or the covariance is unknown.
        DataFault: the data cannot carry the game; columns and rows are named.
    """
    from foedus.fitting.covariance import Kind
    from foedus.fitting.report import fit_file
    from foedus.fitting.summary import Form

    chosen: Any = "text" if form == "json" else _one_of(form, get_args(Form), "--format")
    kind: Any = _one_of(
        "clustered" if cluster and covariance == "hessian" else covariance, get_args(Kind), "--covariance"
    )
    return fit_file(
        game, data, form == "json", covariance=kind, cluster=cluster, starts=starts, seed=seed, form=chosen
    )


def _one_of(value: str, known: tuple[str, ...], option: str) -> str:
    if value not in known:
        raise InputFault(f"{option} {value!r} is not known", remedy=f"choose one of {', '.join(known)}")
    return value
