"""The likelihood of a declared tree: from a case with a plan and data to predictors and a kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.case.model import Case
from foedus.errors import DataFault
from foedus.fitting import jet as j
from foedus.fitting.formula import Design, columns_of, design_of
from foedus.fitting.jet import Jet
from foedus.fitting.likelihood import Likelihood, counted
from foedus.fitting.model import Model
from foedus.fitting.outcomes import Seen, columns_needed, seen_in
from foedus.fitting.plan import Plan
from foedus.fitting.quantal import QuantalKernel, quantal_kernel
from foedus.fitting.recursion import Choices, check_tree, end_logs, has_perfect_information
from foedus.fitting.table import Kept, complete_rows, numbers
from foedus.game.build import build
from foedus.game.tree import Game, quantities

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Specification:
    """A declared tree on covariates, without outcomes.

    Attributes:
        game, kept: the tree, and the rows used.
        designs: of the predictors.
        kernel: from predictors to the end nodes' log-probabilities.
        start: (k,) where a search begins.
    """

    game: Game
    kept: Kept
    designs: tuple[Design, ...]
    kernel: TreeKernel | QuantalKernel
    start: Floats


def specify(
    case: Case, plan: Plan, frame: pd.DataFrame, where: str, *, outcomes: bool = True
) -> Specification:
    """What a case and a plan make of a table; with ``outcomes`` only rows whose outcome is there are kept.

    Raises:
        DataFault: as `table.complete_rows` and `formula.design_of`; a name in the plan is no quantity of the game.
        GameFault: as `recursion.check_tree`.
    """
    game = build(case)
    by_engine = plan.errors == "quantal" and not has_perfect_information(game)
    if not by_engine:
        check_tree(game, plan.errors, plan.link)
    _check_names(game, plan, where)
    must, may = columns_needed(plan.outcome) if outcomes else ((), ())
    kept = complete_rows(frame, (*must, *_covariates(plan, frame, where)), where, may_miss=may)
    designs = _designs(plan, kept.table, where)
    make = quantal_kernel if by_engine else TreeKernel
    fixed = _fixed(case, game, plan, kept.table, where)
    kernel = make(game, plan, tuple(d.name for d in designs), fixed)
    start = np.concatenate([_start(case, design) for design in designs])
    return Specification(game, kept, designs, kernel, start)


def tree_model(case: Case, plan: Plan, frame: pd.DataFrame, where: str) -> Model:
    """The likelihood of a case on a table.

    Raises:
        DataFault, GameFault: as `specify`; an outcome is none of the game's.
    """
    spec = specify(case, plan, frame, where)
    seen = seen_in(spec.kept.table, plan.outcome, spec.game, where)
    kernel = spec.kernel
    likelihood = Likelihood(
        spec.designs,
        lambda etas: kernel.row_logs(etas, seen),
        spec.start,
        classes_of(kernel, seen),
        exact=isinstance(kernel, TreeKernel),
    )
    settings = {"errors": plan.errors, "link": plan.link, "scale": dict(plan.scales)}

    def chances(etas: Sequence[Floats], columns: Mapping[str, Floats]) -> Floats:
        values = {name: columns[column] for name, column in plan.columns.items()}
        return classes_of(replace(kernel, fixed={**kernel.fixed, **values}), seen)(etas)

    return Model(
        case.title, where, spec.kept, likelihood, plan.cluster, settings, seen, spec.game,
        chances=chances, classes=seen.names, declared=case,
        covariates=_covariates(replace(plan, cluster=""), frame, where), priors=plan.priors,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class TreeKernel:
    """From predictors to the end nodes' log-probabilities.

    Attributes:
        names: what each predictor stands for: a quantity, or ``log(scale)`` and ``log(scale ACTOR)``.
        fixed: values of the other quantities, (1,) or (n,).
    """

    game: Game
    plan: Plan
    names: tuple[str, ...]
    fixed: Mapping[str, Floats]

    def ends(self, etas: Sequence[Jet]) -> list[Jet]:
        """Log-probability of each end node."""
        given = {name: j.constant(value) for name, value in self.fixed.items()}
        given |= dict(zip(self.names, etas, strict=True))
        scales = tuple(self._scale(player, given) for player in self.game.players)
        return end_logs(self.game, given, Choices(self.plan.errors, self.plan.link, scales))

    def row_logs(self, etas: Sequence[Jet], seen: Seen) -> Jet:
        """Row log-likelihoods."""
        return counted(self.ends(etas), seen.ends, seen.counts)

    def values(self, etas: Sequence[Floats]) -> list[Floats]:
        """Log-probability of each end node, without derivatives."""
        return [log.value for log in self.ends([j.constant(eta) for eta in etas])]

    def _scale(self, player: str, given: Mapping[str, Jet]) -> Jet:
        key = player if player in self.plan.scales else ""
        value = self.plan.scales.get(key, 1.0)
        return j.constant(value) if isinstance(value, float) else j.exp(given[_scale_name(key)])


def classes_of(kernel: TreeKernel | QuantalKernel, seen: Seen) -> Callable[[Sequence[Floats]], Floats]:
    """Probabilities (n, classes) of the classes of outcomes, from the predictors' values."""

    def predicted(etas: Sequence[Floats]) -> Floats:
        logs = kernel.values(etas)
        one = np.ones(len(etas[0]))
        return np.column_stack([sum(np.exp(logs[z]) for z in some) * one for some in seen.ends])

    return predicted


def _scale_name(actor: str) -> str:
    return f"log(scale {actor})" if actor else "log(scale)"


def _estimated_scales(plan: Plan) -> dict[str, str]:
    return {actor: value for actor, value in plan.scales.items() if isinstance(value, str)}


def _covariates(plan: Plan, frame: pd.DataFrame, where: str) -> tuple[str, ...]:
    formulas = [*plan.formulas.values(), *(f for f in _estimated_scales(plan).values() if f != "estimate")]
    named = [column for formula in formulas for column in columns_of(formula, frame.columns, where)]
    cluster = (plan.cluster,) if plan.cluster else ()
    return tuple(dict.fromkeys((*named, *plan.columns.values(), *cluster)))


def _designs(plan: Plan, table: pd.DataFrame, where: str) -> tuple[Design, ...]:
    found = [design_of(name, formula, table, where) for name, formula in plan.formulas.items()]
    found += [_number(name, len(table)) for name in plan.estimate]
    for actor, scale in _estimated_scales(plan).items():
        name = _scale_name(actor)
        found.append(
            _number(name, len(table)) if scale == "estimate" else design_of(name, scale, table, where)
        )
    return tuple(found)


def _number(name: str, n: int) -> Design:
    return Design(name, ("",), np.ones((n, 1)))


def _fixed(case: Case, game: Game, plan: Plan, table: pd.DataFrame, where: str) -> dict[str, Floats]:
    """The quantities that are not estimated: columns, or their medians."""
    found = {name: numbers(table, column, where) for name, column in plan.columns.items()}
    for name in quantities(game):
        if name not in found and name not in plan.formulas and name not in plan.estimate:
            found[name] = np.array([case.quantities[name].distribution.median])
    return found


def _start(case: Case, design: Design) -> Floats:
    """Numbers begin at their medians, coefficients of formulas at 0."""
    if design.columns == ("",) and design.name in case.quantities:
        return np.array([case.quantities[design.name].distribution.median])
    return np.zeros(design.matrix.shape[1])


def _check_names(game: Game, plan: Plan, where: str) -> None:
    needed = quantities(game)
    for name in (*plan.formulas, *plan.estimate, *plan.columns):
        if name not in needed:
            raise DataFault(
                f"{name} is no quantity of the game's payoffs or chances",
                where=where,
                remedy=f"quantities: {', '.join(sorted(needed))}",
            )
    for actor in plan.scales:
        if actor and actor not in game.players:
            raise DataFault(f"the game has no actor {actor!r} with a scale", where=where)
