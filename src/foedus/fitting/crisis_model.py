"""Lewis and Schultz's game fitted to data: pseudo-likelihood, nested pseudo-likelihood, full information.

- pseudo: beliefs are taken from a first stage, and each player answers them (Hotz & Miller 1993);
- nested: the beliefs are the answers to themselves, reached by repeating the pseudo-likelihood
  (Aguirregabiria & Mira 2007; Crisman-Cox & Gibilisco 2021), with their covariance;
- full: beliefs are in equilibrium at every step of the search; where there are several equilibria, the one on the
  principal branch counts, or all of them with their weights (`crisis_mixture`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting import crisis_likelihood as game
from foedus.fitting import jet as j
from foedus.fitting.covariance import covariance_of
from foedus.fitting.crisis_bargaining import UTILITIES, all_equilibria
from foedus.fitting.crisis_covariance import RESIST, nested_covariance
from foedus.fitting.crisis_declared import crisis_declared
from foedus.fitting.crisis_mixture import (
    ESTIMATED,
    Selection,
    check_several,
    log_weights,
    mixed_outcomes,
    mixture_logs,
)
from foedus.fitting.form import Form
from foedus.fitting.formula import Design, columns_of, rows_named
from foedus.fitting.jet import Jet
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.maximise import Maximum, Settled, maximise
from foedus.fitting.model import Model
from foedus.fitting.table import complete_rows, numbers

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

MOST_ROUNDS = 500
DRAWN_STARTS = 40
FIRST_STEPS = 40  # towards a maximum with equal weights, which is only a start
SETTLED = 1e-8  # largest change of a coefficient in a round that ends them
BOUND = 1e-4  # beliefs stay this far from 0 and 1 between rounds


class Beliefs(NamedTuple):
    """For each row (n,): A's belief that B resists, and B's belief that a challenger fights."""

    resist: Floats
    fight: Floats


@dataclass(frozen=True, eq=False)
class Crisis:
    """The game on data.

    Attributes:
        designs: of the utilities that have a formula; the others are 0.
        counts: (n, 4) of the outcomes.
        beliefs: of the first stage.
        selection: which of several equilibria counts.
    """

    designs: tuple[Design, ...]
    counts: Floats
    beliefs: Beliefs
    selection: Selection = field(default_factory=Selection)

    def utilities(self, etas: Sequence[Jet]) -> list[Jet]:
        """All seven utilities from the predictors of those that have a formula."""
        given = {d.name: eta for d, eta in zip(self.designs, etas, strict=True)}
        return [given.get(name, j.constant(np.zeros(len(self.counts)))) for name in UTILITIES]

    def pseudo(self, beliefs: Beliefs, start: Floats) -> Likelihood:
        """The likelihood at given beliefs."""

        def kernel(etas: Sequence[Jet]) -> Jet:
            held = j.constant(beliefs.resist), j.constant(beliefs.fight)
            return game.row_logs(game.answers(self.utilities(etas), *held), self.counts)

        return Likelihood(self.designs, kernel, start)

    def full(self, start: Floats) -> Likelihood:
        """The likelihood at beliefs in equilibrium: the one on the principal branch, or all with their weights."""
        size = len(self.designs)

        def on_branch(etas: Sequence[Jet]) -> Jet:
            utilities = self.utilities(etas)
            found = all_equilibria({n: u.value for n, u in zip(UTILITIES, utilities, strict=True)})
            resist, fight = game.equilibrium_beliefs(utilities, found.resist[found.principal])
            return game.row_logs(game.answers(utilities, resist, fight), self.counts)

        def mixed(etas: Sequence[Jet]) -> Jet:
            weights = log_weights(self.selection, etas[size:])
            return mixture_logs(self.utilities(etas[:size]), weights, self.counts)

        added = self.selection.designs(len(self.counts))
        begin = np.concatenate([start, np.zeros(len(added))])
        return Likelihood((*self.designs, *added), mixed if self.selection.mixture else on_branch, begin)

    def answered(self, likelihood: Likelihood, coefficients: Floats, beliefs: Beliefs) -> Beliefs:
        """What beliefs become when the players answer them."""
        utilities = self.utilities([j.constant(eta) for eta in likelihood.predictors(coefficients)])
        given = game.answers(utilities, j.constant(beliefs.resist), j.constant(beliefs.fight))
        resist, fight = game.resist_probability(given).value, game.fight_belief(given).value
        return Beliefs(np.clip(resist, BOUND, 1 - BOUND), np.clip(fight, BOUND, 1 - BOUND))


def crisis_model(form: Form, frame: pd.DataFrame, where: str) -> Model:
    """The game of a form on a table.

    Raises:
        CaseFault: the section has faults.
        DataFault: the data cannot be used; columns and rows are named.
    """
    told = crisis_declared(form)
    covariates = [c for formula in told.formulas.values() for c in columns_of(formula, frame.columns, where)]
    used = [
        *covariates,
        *told.outcome.values(),
        *told.beliefs.values(),
        *([told.cluster] if told.cluster else []),
    ]
    kept = complete_rows(frame, used, where)
    counts = _counts(kept.table, [told.outcome[name] for name in game.OUTCOMES], where)
    designs = told.designs(kept.table, where)
    if told.beliefs:
        beliefs = Beliefs(*(_share(kept.table, told.beliefs[key], where) for key in ("resist", "fight")))
    else:
        beliefs = first_stage(designs, counts)
    crisis = Crisis(designs, counts, beliefs, told.selection)
    start = np.zeros(sum(len(d.columns) for d in designs))
    settings = {
        "game": form.game, "method": told.method, "first stage": "given" if told.beliefs else "logit",
    }  # fmt: skip
    if told.method == "full":
        settings["selection"] = told.selection.spoken
    pseudo = crisis.pseudo(beliefs, start)
    return Model(
        form.title, where, kept, crisis.full(start) if told.method == "full" else pseudo, told.cluster, settings,
        search=lambda begin: settle(crisis, told.method, start, begin, where), declared=form,
        no_posterior="its likelihood is that of given beliefs, or takes all equilibria of all rows at each step",
        chances=lambda etas, _: outcome_chances(crisis, etas), classes=game.OUTCOMES,
        covariates=tuple(dict.fromkeys(covariates)), before=pseudo,
    )  # fmt: skip


def _counts(table: pd.DataFrame, columns: Sequence[str], where: str) -> Floats:
    counts = np.column_stack([numbers(table, column, where) for column in columns])
    bad = np.asarray((counts < 0).any(axis=1))
    if bad.any():
        raise DataFault(f"a count is below 0 in {rows_named(table, bad)}", where=where)
    for place, column in enumerate(columns):
        if not counts[:, place].any():
            raise DataFault(f"the outcome of column {column!r} was never seen", where=where)
    return counts


def _share(table: pd.DataFrame, column: str, where: str) -> Floats:
    values = numbers(table, column, where)
    bad = ~((values > 0) & (values < 1))
    if bad.any():
        raise DataFault(
            f"column {column!r} is no probability within (0, 1) in {rows_named(table, bad)}", where=where
        )
    return values


def first_stage(designs: Sequence[Design], counts: Floats) -> Beliefs:
    """Beliefs by logit regressions of resisting and fighting on all covariates, drawn to the mean by a ridge."""
    columns: dict[str, Floats] = {"(Intercept)": np.ones(len(counts))}
    for design in designs:
        columns |= dict(zip(design.columns, design.matrix.T, strict=True))
    matrix = np.column_stack(list(columns.values()))
    scaled = matrix / np.sqrt((matrix**2).mean(axis=0))
    resisted = counts[:, 2] + counts[:, 3]
    return Beliefs(_logit(scaled, resisted, counts[:, 1]), _logit(scaled, counts[:, 2], counts[:, 3]))


def own_shares(counts: Floats) -> Beliefs:
    """Beliefs by the shares of each row's own cases, half a case added to either side."""
    resisted = counts[:, 2] + counts[:, 3]
    resist = (resisted + 0.5) / (resisted + counts[:, 1] + 1)
    return Beliefs(resist, (counts[:, 2] + 0.5) / (resisted + 1))


def _logit(matrix: Floats, yes: Floats, no: Floats) -> Floats:
    from scipy.special import expit

    b = np.zeros(matrix.shape[1])
    for _ in range(30):
        p = expit(matrix @ b)
        slope = matrix.T @ (yes - (yes + no) * p) - b
        b = b + np.linalg.solve((matrix.T * ((yes + no) * p * (1 - p))) @ matrix + np.eye(len(b)), slope)
    return np.asarray(np.clip(expit(matrix @ b), BOUND, 1 - BOUND))


def settle(
    crisis: Crisis, method: str, start: Floats, begin: Floats | None = None, where: str = ""
) -> Settled:
    """The estimate by one of `METHODS`; ``begin`` is where the search begins, if not at the start.

    Raises:
        DataFault: weights of equilibria are to be estimated, and no row has several at the estimate.
    """
    likelihood = crisis.pseudo(crisis.beliefs, start)
    maximum = maximise(likelihood, None if begin is None else begin[: len(start)])
    if method == "pseudo":
        note = "Standard errors take the first stage's beliefs as known."
        return Settled(maximum, likelihood, None, (note,))
    beliefs, rounds, change = crisis.beliefs, 0, np.inf
    while change > SETTLED and rounds < MOST_ROUNDS:
        beliefs = crisis.answered(likelihood, maximum.coefficients, beliefs)
        likelihood = crisis.pseudo(beliefs, start)
        after = maximise(likelihood, maximum.coefficients)
        change = float(np.abs(after.coefficients - maximum.coefficients).max())
        maximum, rounds = after, rounds + 1
    nested = replace(maximum, converged=maximum.converged and change <= SETTLED, steps=rounds)
    notes = (f"{rounds} rounds of the nested pseudo-likelihood.",)
    if method == "nested":
        return Settled(nested, likelihood, _covariance(crisis, likelihood, nested, beliefs), notes)
    return _settled_fully(crisis, start, nested.coefficients, where)


def _covariance(crisis: Crisis, likelihood: Likelihood, maximum: Maximum, beliefs: Beliefs) -> Floats:
    """The covariance of the nested pseudo-likelihood at its fixed point."""
    etas = [j.variable(k, eta) for k, eta in enumerate(likelihood.predictors(maximum.coefficients))]
    resist, fight = j.variable(RESIST, beliefs.resist), j.variable(RESIST + 1, beliefs.fight)
    given = game.answers(crisis.utilities(etas), resist, fight)
    return nested_covariance(crisis.designs, given, crisis.counts.sum(axis=1))


def _settled_fully(crisis: Crisis, start: Floats, begin: Floats, where: str) -> Settled:
    """The full-information estimate, from a nested one; with weights that are estimated, from given equal ones."""
    if crisis.selection.mixture:
        begin = _begun_mixture(crisis, start, begin)
    if crisis.selection.estimated:
        check_several(_several(crisis, begin), len(crisis.counts), where)
        begin = np.concatenate([begin, np.zeros(len(ESTIMATED))])
    full = crisis.full(start)
    found = maximise(full, begin)
    several, n = _several(crisis, found.coefficients), len(crisis.counts)
    if crisis.selection.estimated:
        check_several(several, n, where)
        note = f"The weights of the equilibria rest on {several} of {n} rows, which have several."
    elif crisis.selection.mixture:
        note = f"{several} of {n} rows have several equilibria; they count with the weights given."
    else:
        note = f"{several} of {n} rows have several equilibria; the principal branch counts."
    return Settled(found, full, None, (note,))


def _begun_mixture(crisis: Crisis, start: Floats, nested: Floats) -> Floats:
    """The better of two maxima with equal weights: from the nested estimate, and from near the rows' own beliefs.

    Far from the maximum the likelihood has walls where rows lose their equilibria. So the second search begins at the
    best of draws from the robust normal approximation of the estimate by rows, which lies beyond them.
    """
    even = replace(crisis, selection=Selection(True, (1 / 3, 1 / 3, 1 / 3))).full(start)
    by_rows = _by_rows(crisis, start)
    spread = covariance_of(by_rows.slopes, "sandwich")
    drawn = np.random.default_rng(0).multivariate_normal(by_rows.coefficients, spread, size=DRAWN_STARTS)
    places = [by_rows.coefficients, *drawn]
    best = max(places, key=lambda place: _sum(even, place))
    ends = [maximise(even, place, most=FIRST_STEPS) for place in (nested, best)]
    return max(ends, key=lambda end: end.log_likelihood).coefficients


def _sum(likelihood: Likelihood, coefficients: Floats) -> float:
    total = float(likelihood.at(coefficients).rows.sum())
    return total if np.isfinite(total) else -np.inf


def _by_rows(crisis: Crisis, start: Floats) -> Maximum:
    """The pseudo-likelihood's estimate at beliefs that hold whichever equilibrium a row is in.

    Covariates cannot tell equilibria apart, but a row's own cases can: A's belief is the share that resisted, and B's is
    A's answer to it, which has less noise than the share of the few fights.
    """
    beliefs = own_shares(crisis.counts)
    likelihood = crisis.pseudo(beliefs, start)
    found = maximise(likelihood)
    for _ in range(3):
        answered = crisis.answered(likelihood, found.coefficients, beliefs)
        beliefs = beliefs._replace(fight=answered.fight)
        likelihood = crisis.pseudo(beliefs, start)
        found = maximise(likelihood, found.coefficients)
    return found


def _several(crisis: Crisis, coefficients: Floats) -> int:
    """How many rows have several equilibria."""
    own = coefficients[: sum(len(design.columns) for design in crisis.designs)]
    etas = [j.constant(eta) for eta in crisis.pseudo(crisis.beliefs, own).predictors(own)]
    utilities = crisis.utilities(etas)
    given = {name: u.value for name, u in zip(UTILITIES, utilities, strict=True)}
    return int((all_equilibria(given, principal=False).counts(len(crisis.counts)) > 1).sum())


def outcome_chances(crisis: Crisis, etas: Sequence[Floats]) -> Floats:
    """Probabilities (n, 4) of the outcomes in equilibrium, as the selection has it, from the predictors (n,)."""
    size, n = len(crisis.designs), len(etas[0])
    given = {design.name: eta for design, eta in zip(crisis.designs, etas[:size], strict=True)}
    mixture = crisis.selection.mixture
    utilities = {name: given.get(name, np.zeros(n)) for name in UTILITIES}
    found = all_equilibria(utilities, principal=not mixture)
    if not mixture:
        return found.outcomes()[found.principal]
    weights = log_weights(crisis.selection, [j.constant(eta) for eta in etas[size:]])
    return mixed_outcomes(found, n, np.column_stack([np.exp(w.value) * np.ones(n) for w in weights]))
