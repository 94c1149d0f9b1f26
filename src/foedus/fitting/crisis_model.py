"""Lewis and Schultz's game fitted to data: pseudo-likelihood, nested pseudo-likelihood, full information.

- pseudo: beliefs are taken from a first stage, and each player answers them (Hotz & Miller 1993);
- nested: the beliefs are the answers to themselves, reached by repeating the pseudo-likelihood
  (Aguirregabiria & Mira 2007; Crisman-Cox & Gibilisco 2021), with their covariance;
- full: beliefs are in equilibrium at every step of the search; where there are several equilibria, the one on the
  principal branch counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault
from foedus.fitting import crisis_likelihood as game
from foedus.fitting import jet as j
from foedus.fitting.crisis_bargaining import UTILITIES, all_equilibria
from foedus.fitting.form import Form, FormReader
from foedus.fitting.formula import Design, columns_of, design_of, rows_named
from foedus.fitting.jet import Jet
from foedus.fitting.likelihood import Likelihood
from foedus.fitting.maximise import Maximum, Settled, maximise
from foedus.fitting.model import Model
from foedus.fitting.table import complete_rows, numbers

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

KEYS = ("method", "formulas", "outcome", "beliefs", "cluster")
METHODS = ("pseudo", "nested", "full")
MOST_ROUNDS = 500
SETTLED = 1e-8  # largest change of a coefficient in a round that ends them
_RESIST = 100  # the variables of the beliefs stand behind those of all predictors
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
    """

    designs: tuple[Design, ...]
    counts: Floats
    beliefs: Beliefs

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
        """The likelihood at beliefs in equilibrium on the principal branch."""

        def kernel(etas: Sequence[Jet]) -> Jet:
            utilities = self.utilities(etas)
            found = all_equilibria({n: u.value for n, u in zip(UTILITIES, utilities, strict=True)})
            resist, fight = game.equilibrium_beliefs(utilities, found.resist[found.principal])
            return game.row_logs(game.answers(utilities, resist, fight), self.counts)

        return Likelihood(self.designs, kernel, start)

    def answered(self, likelihood: Likelihood, coefficients: Floats, beliefs: Beliefs) -> Beliefs:
        """What beliefs become when the players answer them."""
        utilities = self.utilities([j.constant(eta) for eta in likelihood.predictors(coefficients)])
        given = game.answers(utilities, j.constant(beliefs.resist), j.constant(beliefs.fight))
        resist, fight = game.resist_probability(given).value, game.fight_belief(given).value
        return Beliefs(np.clip(resist, BOUND, 1 - BOUND), np.clip(fight, BOUND, 1 - BOUND))


def crisis_model(form: Form, frame: pd.DataFrame, where: str) -> Model:
    """The game of a form on a table; the model's likelihood is the pseudo-likelihood at the first stage's beliefs.

    Raises:
        CaseFault: the section has faults.
        DataFault: the data cannot be used; columns and rows are named.
    """
    reader = FormReader(form, KEYS)
    formulas = reader.texts("formulas", UTILITIES)
    outcome = reader.texts("outcome", game.OUTCOMES)
    named = reader.texts("beliefs", ("resist", "fight"))
    method, cluster = reader.text("method", "nested"), reader.text("cluster", "")
    if method not in METHODS:
        reader.fault(f"method is {method!r}", f"one of {', '.join(METHODS)}")
    if len(outcome) < len(game.OUTCOMES):
        reader.fault("outcome names a column of counts for each outcome", ", ".join(game.OUTCOMES))
    if not formulas:
        reader.fault("formulas are missing", f"utilities: {', '.join(UTILITIES)}")
    if len(named) == 1:
        reader.fault("beliefs need both resist and fight", "or leave them away")
    reader.done()
    covariates = [c for formula in formulas.values() for c in columns_of(formula, frame.columns, where)]
    used = [*covariates, *outcome.values(), *named.values(), *([cluster] if cluster else [])]
    kept = complete_rows(frame, used, where)
    counts = _counts(kept.table, [outcome[name] for name in game.OUTCOMES], where)
    designs = tuple(
        design_of(name, formulas[name], kept.table, where) for name in UTILITIES if name in formulas
    )
    if named:
        beliefs = Beliefs(*(_share(kept.table, named[key], where) for key in ("resist", "fight")))
    else:
        beliefs = first_stage(designs, counts)
    crisis = Crisis(designs, counts, beliefs)
    start = np.zeros(sum(len(d.columns) for d in designs))
    settings = {"game": form.game, "method": method, "first stage": "given" if named else "logit"}
    return Model(
        form.title, where, kept, crisis.pseudo(beliefs, start), cluster, settings,
        search=lambda begin: settle(crisis, method, start, begin), declared=form,
        no_posterior="its likelihood is that of given beliefs, or takes all equilibria of all rows at each step",
        chances=lambda etas, _: outcome_chances(crisis, etas), classes=game.OUTCOMES,
        covariates=tuple(dict.fromkeys(covariates)),
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


def _logit(matrix: Floats, yes: Floats, no: Floats) -> Floats:
    from scipy.special import expit

    b = np.zeros(matrix.shape[1])
    for _ in range(30):
        p = expit(matrix @ b)
        slope = matrix.T @ (yes - (yes + no) * p) - b
        b = b + np.linalg.solve((matrix.T * ((yes + no) * p * (1 - p))) @ matrix + np.eye(len(b)), slope)
    return np.asarray(np.clip(expit(matrix @ b), BOUND, 1 - BOUND))


def settle(crisis: Crisis, method: str, start: Floats, begin: Floats | None = None) -> Settled:
    """The estimate by one of `METHODS`; ``begin`` is where the search begins, if not at the start."""
    likelihood = crisis.pseudo(crisis.beliefs, start)
    maximum = maximise(likelihood, begin)
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
        return Settled(nested, likelihood, nested_covariance(crisis, likelihood, nested, beliefs), notes)
    full = crisis.full(start)
    found = maximise(full, nested.coefficients)
    etas = [j.constant(eta) for eta in full.predictors(found.coefficients)]
    utilities = {name: u.value for name, u in zip(UTILITIES, crisis.utilities(etas), strict=True)}
    several = int((all_equilibria(utilities).counts(len(crisis.counts)) > 1).sum())
    note = f"{several} of {len(crisis.counts)} rows have several equilibria; the principal branch counts."
    return Settled(found, full, None, (note,))


def outcome_chances(crisis: Crisis, etas: Sequence[Floats]) -> Floats:
    """Probabilities (n, 4) of the outcomes in equilibrium, on the principal branch, from the predictors (n,)."""
    given = {design.name: eta for design, eta in zip(crisis.designs, etas, strict=True)}
    zero = np.zeros(len(etas[0]))
    found = all_equilibria({name: given.get(name, zero) for name in UTILITIES})
    return found.outcomes()[found.principal]


def nested_covariance(crisis: Crisis, likelihood: Likelihood, maximum: Maximum, beliefs: Beliefs) -> Floats:
    """The covariance of the nested pseudo-likelihood (Aguirregabiria & Mira 2007, proposition 2).

    With the expected information Ω of coefficients θ and beliefs P, and J the derivatives of the players' answers,
    V = A⁻¹ Ω_θθ A⁻ᵀ where A = Ω_θθ + Ω_θP (I − J_P)⁻¹ J_θ: the coefficients move the beliefs, which move each other.
    """
    size = len(crisis.designs)
    etas = [j.variable(k, eta) for k, eta in enumerate(likelihood.predictors(maximum.coefficients))]
    resist, fight = j.variable(_RESIST, beliefs.resist), j.variable(_RESIST + 1, beliefs.fight)
    given = game.answers(crisis.utilities(etas), resist, fight)
    maps = [_dense(part, size) for part in (game.resist_probability(given), game.fight_belief(given))]
    by_utility = np.stack([_by_coefficient(crisis.designs, m[:size]) for m in maps])  # (2, n, k)
    own = np.stack([m[size:] for m in maps])  # (2, 2, n): answer by belief
    back = np.linalg.inv(np.eye(2)[None] - np.moveaxis(own, 2, 0))  # (n, 2, 2)
    total = np.einsum("nab,bnk->ank", back, by_utility)
    information = np.zeros((likelihood.parts[-1].stop, likelihood.parts[-1].stop))
    answering = np.zeros_like(information)
    cases = crisis.counts.sum(axis=1)
    for log in game.outcome_logs(given):
        slopes = _dense(log, size)
        scores = _by_coefficient(crisis.designs, slopes[:size])
        weighted = scores * (cases * np.exp(log.value))[:, None]
        information += weighted.T @ scores
        answering += weighted.T @ np.einsum("an,ank->nk", slopes[size:], total)
    inverse = np.linalg.inv(information + answering)
    return np.asarray(inverse @ information @ inverse.T)


def _dense(jet: Jet, size: int) -> Floats:
    """First derivatives (size + 2, n) by the predictors and the two beliefs."""
    found = np.zeros((size + 2, jet.first.shape[1]))
    for place, var in enumerate(jet.wrt):
        found[var if var < size else size + (var - _RESIST)] = jet.first[place]
    return found


def _by_coefficient(designs: Sequence[Design], slopes: Floats) -> Floats:
    return np.hstack([design.matrix * slope[:, None] for design, slope in zip(designs, slopes, strict=True)])
