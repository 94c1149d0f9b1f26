"""Data drawn from the named games: offers between two numbers, and crises in equilibrium."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from foedus.errors import DataFault
from foedus.fitting import jet as j
from foedus.fitting.crisis_bargaining import UTILITIES, all_equilibria
from foedus.fitting.crisis_declared import CrisisDeclared, crisis_declared
from foedus.fitting.crisis_likelihood import OUTCOMES
from foedus.fitting.crisis_mixture import Selection, log_weights, rank_of
from foedus.fitting.distributions import Simulation
from foedus.fitting.form import Form
from foedus.fitting.simulated_design import coefficient_vector, drawn_covariates, predictors_of
from foedus.fitting.table import complete_rows, read_table
from foedus.fitting.ultimatum import OffersDeclared, offers_declared

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


def simulate_named(
    form: Form,
    n: int,
    rng: np.random.Generator,
    coefficients: Mapping[str, float] | None = None,
    data: pd.DataFrame | Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Data of n rows drawn from a named game; see `simulate.simulate`.

    Raises:
        CaseFault: the section has faults.
        DataFault: a coefficient has no place in the specification, or a column is missing.
    """
    if form.game == "ultimatum":
        offers = offers_declared(form)
        table = _table(form, offers.simulation, n, rng, data)
        return _offers(offers, table, offers.simulation.coefficients if coefficients is None else coefficients,
                       rng, form.where)  # fmt: skip
    crisis = crisis_declared(form)
    table = _table(form, crisis.simulation, n, rng, data)
    given = crisis.simulation.coefficients if coefficients is None else coefficients
    return _crises(crisis, table, given, rng, form.where)


def _table(form: Form, simulation: Simulation, n: int, rng: np.random.Generator, data: Any) -> pd.DataFrame:
    if data is not None:
        frame = read_table(data)[0]
        return complete_rows(frame, frame.columns, form.where).table.reset_index(drop=True)
    if not simulation.coefficients:
        raise DataFault(
            "the file does not say what to simulate from", where=form.where,
            remedy="give fit a part 'simulate: {covariates: ..., coefficients: ...}'",
        )  # fmt: skip
    return drawn_covariates(simulation, n, rng, form.where)


def _offers(
    told: OffersDeclared,
    table: pd.DataFrame,
    given: Mapping[str, float],
    rng: np.random.Generator,
    where: str,
) -> pd.DataFrame:
    """Best offers given the proposers' errors, and whether they are accepted."""
    designs = told.designs(table, where)
    etas, n = predictors_of(designs, coefficient_vector(designs, given, where)), len(table)
    scale_1, scale_2 = told.scales_of(etas[2:])
    offer = told.best(etas[0], etas[1], scale_1 * rng.logistic(size=n), scale_2)
    made: dict[str, Any] = {told.offer: offer}
    if told.accept:
        made[told.accept] = (rng.random(n) < expit((offer - etas[1]) / scale_2)).astype(int)
    return table.assign(**made)


def _crises(
    told: CrisisDeclared,
    table: pd.DataFrame,
    given: Mapping[str, float],
    rng: np.random.Generator,
    where: str,
) -> pd.DataFrame:
    """Counts of the outcomes in equilibrium; all cases of a row are in one equilibrium."""
    n = len(table)
    designs = (*told.designs(table, where), *told.selection.designs(n))
    etas = predictors_of(designs, coefficient_vector(designs, given, where))
    named = dict(zip([design.name for design in designs], etas, strict=True))
    utilities = {name: named.get(name, np.zeros(n)) for name in UTILITIES}
    found = all_equilibria(utilities, principal=not told.selection.mixture)
    weights = etas[len(designs) - len(told.selection.designs(n)) :]
    chosen = _chosen(told.selection, found.counts(n), found.principal, weights, rng)
    chances = found.outcomes()[chosen]
    counts = rng.multinomial(told.simulation.cases, chances / chances.sum(axis=1, keepdims=True))
    made: dict[str, Any] = {told.outcome[name]: counts[:, place] for place, name in enumerate(OUTCOMES)}
    if told.beliefs:
        made |= {told.beliefs["resist"]: found.resist[chosen], told.beliefs["fight"]: found.fight[chosen]}
    return table.assign(**made)


def _chosen(
    selection: Selection,
    number: NDArray[np.int64],
    principal: NDArray[np.bool_],
    etas: list[Floats],
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Which equilibrium each row is in: the principal one, or one drawn by the weights."""
    if not selection.mixture:
        return np.flatnonzero(principal)
    start = np.cumsum(number) - number
    logs = log_weights(selection, [j.constant(eta) for eta in etas])
    weights = np.column_stack([np.exp(log.value) * np.ones(len(number)) for log in logs])
    found = start.copy()
    for row in np.flatnonzero(number > 1):
        ranks = [rank_of(place, int(number[row])) for place in range(number[row])]
        shares = np.array([weights[row, rank] * share for rank, share in ranks])
        found[row] += rng.choice(len(ranks), p=shares / shares.sum())
    return found
