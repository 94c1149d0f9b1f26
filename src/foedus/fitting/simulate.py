"""Data drawn from a declared game: covariates, then where play ends, row by row.

A game file with a ``fit`` section says in its ``simulate`` part what the covariates and the true coefficients are;
the outcomes are written in the columns from which ``fit`` reads them, so that what is simulated can be fitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.model import Case
from foedus.errors import CaseFault, DataFault, Fault
from foedus.fitting.form import Form, read_game
from foedus.fitting.plan import Outcome, plan_of
from foedus.fitting.simulate_named import simulate_named
from foedus.fitting.simulated_design import coefficient_vector, drawn_covariates, predictors_of
from foedus.fitting.table import need_pandas, read_table
from foedus.fitting.tree_model import Specification, specify
from foedus.game.tree import terminals

if TYPE_CHECKING:
    import pandas as pd


def simulate(
    game: str | Path | Case | Form,
    n: int = 1000,
    *,
    coefficients: Mapping[str, float] | None = None,
    data: pd.DataFrame | Mapping[str, Any] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Data of n rows drawn from a declared game.

    Args:
        game: a game file with a ``fit`` section, or its case.
        n: rows; those of ``data`` where these are given.
        coefficients: true values by name, in place of the file's; those not named are 0.
        data: covariates, in place of drawn ones.
        seed: of all draws.

    Raises:
        CaseFault: the file has no ``fit`` section, or it is at fault.
        DataFault: a coefficient has no place in the specification, or a column is missing.
        MissingExtra: pandas is not installed.
    """
    need_pandas("drawing data")
    declared = game if isinstance(game, Case | Form) else read_game(game)
    rng = np.random.default_rng(seed)
    if isinstance(declared, Form):
        return simulate_named(declared, n, rng, coefficients, data)
    where = declared.source.where if declared.source else declared.title
    if not declared.fit:
        raise CaseFault(
            [Fault("fit", "the file has no section 'fit'", remedy="docs/fitting.md shows one")], where=where
        )
    plan = plan_of(declared.fit, where)
    frame = drawn_covariates(plan.simulation, n, rng, where) if data is None else read_table(data)[0]
    spec = specify(declared, plan, frame, where, outcomes=False)
    given = plan.simulation.coefficients if coefficients is None else coefficients
    ends = _drawn(spec, coefficient_vector(spec.designs, given, where), rng)
    return spec.kept.table.assign(**_written(plan.outcome, spec, ends, where)).reset_index(drop=True)


def simulate_file(game_path: str | Path, out: str | Path, n: int, seed: int = 0) -> str:
    """Simulate n rows from a game file into the CSV file ``out``; says what was written."""
    found = simulate(game_path, n, seed=seed)
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        found.to_csv(file, index=False, float_format="%.17g")
    return f"wrote {out}: {len(found)} rows, columns {', '.join(found.columns)}; seed {seed}"


def _drawn(spec: Specification, vector: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int64]:
    """The end node of each row."""
    etas = predictors_of(spec.designs, vector)
    n = len(spec.kept.table)
    logs = spec.kernel.values(etas)
    chances = np.column_stack([np.exp(log) * np.ones(n) for log in logs])
    total = np.cumsum(chances / chances.sum(axis=1, keepdims=True), axis=1)
    beyond = (rng.random(n)[:, None] > total).sum(axis=1)
    return np.asarray(np.minimum(beyond, chances.shape[1] - 1))


def _written(outcome: Outcome, spec: Specification, ends: NDArray[np.int64], where: str) -> dict[str, Any]:
    states = [end.state for end in terminals(spec.game)]
    if outcome.nodes:
        return {column: [states[z].get(node) for z in ends] for node, column in outcome.nodes.items()}
    classes = outcome.codes or outcome.counts
    code_of = []
    for state in states:
        code = next((code for code, condition in classes.items() if condition.holds(state)), None)
        if code is None:
            path = ", ".join(f"{node} = {result}" for node, result in state.items())
            raise DataFault(f"no code stands for the end after {path}", where=where)
        code_of.append(code)
    if outcome.column:
        return {outcome.column: [code_of[z] for z in ends]}
    return {code: [int(code_of[z] == code) for z in ends] for code in classes}
