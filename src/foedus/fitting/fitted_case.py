"""A fitted game as a case: its quantities with the distributions that the fit leaves them, to be solved and assessed.

A case has no covariates, so the fit is taken at given or typical values of them. There the fitted quantities are jointly
normal. Each is declared as what is its own, beside its regression on those before it (the Cholesky factor of their
covariance), so that independent draws of the declared quantities are draws of the fit.

The engine's players answer by the logit rule with one precision. Errors with a logit link, of scale σ, are that
rule with λ = 1 / (σ√2); for a probit link λ is 1.702 / (σ√2), with which the two never differ by more than
.0095 (Camilli 1994). Actors' own scales go into their payoffs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.expression import Binary, Call, Expression, Name, Negative
from foedus.case.model import Case, Chance, Decision
from foedus.case.read import case_of
from foedus.case.write import write
from foedus.errors import DataFault
from foedus.fitting.estimated import Estimated
from foedus.fitting.model import Model
from foedus.fitting.plan import Plan, plan_of
from foedus.fitting.profile import Value, checked, rows_at, typical
from foedus.quantity import Distribution, Quantity

Floats = NDArray[np.float64]

_LOGIT_OF_PROBIT = 1.702
_LEAST = 1e-9  # a standard deviation below this share of the largest is none


def fitted_case(found: Estimated, at: Mapping[str, Any] | None = None) -> Case:
    """The case of a fitted game.

    Args:
        found: a fit or a posterior with its data, of a game with a tree.
        at: values of covariates; means, or the commonest level, if not given.

    Raises:
        DataFault: the fit has no data or no covariance, its game has no tree, or its players err by private
            information, for which no precision is the same at all nodes.
    """
    model: Model | None = found.model
    if model is None or not isinstance(model.declared, Case):
        raise DataFault("only a game with a tree, fitted with its data kept, can be made a case")
    case, plan = model.declared, plan_of(model.declared.fit, model.where)
    if plan.errors == "private":
        raise DataFault(
            "errors of private information have no precision that is the same at all nodes",
            remedy="fit the game with 'errors: agent' or 'errors: quantal'",
        )
    given = typical(model) | {name: checked(model, name, value) for name, value in (at or {}).items()}
    names, means, root = _predictors(found, model, given)
    why = _because(found, given)
    own, in_place = _declared(names, means, root, why)
    quantities = {**case.quantities, **own}
    for quantity, column in plan.columns.items():
        quantities[quantity] = replace(
            case.quantities[quantity], distribution=Distribution.of(float(given[column])), because=why
        )
    quantities[case.precision] = Quantity(
        case.precision, Distribution.of(_precision(plan)), f"computed: {_rule(plan)}; {why}", fitted=True
    )
    made = _in_place(replace(case, fit={}, quantities=quantities), in_place, _factors(plan, case, in_place))
    return case_of(write(made), f"{case.title} (fitted)")


def _predictors(
    found: Estimated, model: Model, given: Mapping[str, Value]
) -> tuple[list[str], Floats, Floats]:
    """Names, means and the lower Cholesky factor of the predictors at one row."""
    if not np.isfinite(found.covariance).all():
        raise DataFault("the fit has flat directions, so that its quantities have no distribution")
    row = rows_at(model, [given])
    designs, parts = model.likelihood.designs, model.likelihood.parts
    matrix = np.zeros((len(designs), found.k))
    for k, (design, part) in enumerate(zip(designs, parts, strict=True)):
        matrix[k, part] = design.on(row)[0]
    covariance = matrix @ found.covariance @ matrix.T
    floor = _LEAST * float(np.diag(covariance).max())
    root = np.asarray(np.linalg.cholesky(covariance + floor * np.eye(len(designs))))
    return [design.name for design in designs], matrix @ found.estimate, root


def _because(found: Estimated, given: Mapping[str, Value]) -> str:
    held = ", ".join(f"{n} = {v if isinstance(v, str) else format(v, '.6g')}" for n, v in given.items())
    title = re.sub(r"[;:]", ",", found.title)
    return f"computed: fitted to {found.n} rows ({title})" + (f" at {held}" if held else "")


def _plain(name: str) -> str:
    """A predictor's name as a quantity's: that of a scale is made one."""
    return re.sub(r"\W+", "_", name).strip("_") if name.startswith("log(scale") else name


def _declared(
    names: list[str], means: Floats, root: Floats, why: str
) -> tuple[dict[str, Quantity], dict[str, Expression]]:
    """The quantities' own distributions, and what stands for each predictor in the payoffs."""
    own, in_place = {}, {}
    for k, name in enumerate(names):
        spread = float(root[k, k])
        normal = Distribution("normal", (_short(means[k]), _short(spread)))
        own[_plain(name)] = Quantity(_plain(name), normal, why, unit="utility", fitted=True)
        total: Expression = Name(_plain(name))
        for earlier in range(k):
            slope = float(root[k, earlier] / root[earlier, earlier])
            if abs(slope) * root[earlier, earlier] > 1e-6 * max(spread, 1e-300):
                shift = _sum(Name(_plain(names[earlier])), Expression.of(_short(-means[earlier])))
                total = _sum(total, Binary("*", Expression.of(_short(slope)), shift))
        in_place[name] = total
    return own, in_place


def _short(value: float) -> float:
    """A number with as many digits as a reader can use and the sums need."""
    return float(f"{value:.10g}")


def _sum(one: Expression, other: Expression) -> Expression:
    """A sum, written with a minus where the other part begins with one."""
    if isinstance(other, Negative):
        return Binary("-", one, other.operand)
    if isinstance(other, Binary) and other.operator == "*" and isinstance(other.left, Negative):
        return Binary("-", one, Binary("*", other.left.operand, other.right))
    return Binary("+", one, other)


def _precision(plan: Plan) -> float:
    """λ for payoffs in units of the errors."""
    if plan.errors == "quantal":
        fixed = plan.scales.get("", 1.0)
        return fixed if isinstance(fixed, float) else 1.0
    return (1.0 if plan.link == "logit" else _LOGIT_OF_PROBIT) / float(np.sqrt(2.0))


def _rule(plan: Plan) -> str:
    if plan.errors == "quantal":
        return "the precision of the fit; where it was estimated it stands in the payoffs"
    if plan.link == "logit":
        return "the logit rule of errors of scale 1 is that of precision 1/sqrt(2)"
    return "the probit rule of errors of scale 1 is within .0095 of the logit rule of precision 1.702/sqrt(2)"


def _factors(plan: Plan, case: Case, in_place: Mapping[str, Expression]) -> dict[str, Expression]:
    """What each actor's payoffs are multiplied by; actors without a factor keep theirs."""
    found: dict[str, Expression] = {}
    for actor in case.actors:
        key = actor if actor in plan.scales else ""
        scale = plan.scales.get(key, 1.0)
        if isinstance(scale, str):
            log = in_place[f"log(scale {key})" if key else "log(scale)"]
            found[actor] = Call("exp", (log if plan.errors == "quantal" else Negative(log),))
        elif plan.errors != "quantal" and scale != 1.0:
            found[actor] = Expression.of(1 / scale)
    return found


def _in_place(case: Case, given: Mapping[str, Expression], factors: Mapping[str, Expression]) -> Case:
    """The case with expressions in the place of fitted quantities, and payoffs in units of the errors."""

    def paid(actor: str, value: Expression) -> Expression:
        inner = substituted(value, given)
        return Binary("*", factors[actor], inner) if actor in factors and inner.constant != 0 else inner

    def moved(node: Decision | Chance) -> Decision | Chance:
        if isinstance(node, Decision):
            return node
        return replace(node, results={r: substituted(p, given) for r, p in node.results.items()})

    rows = tuple(
        replace(row, values={actor: paid(actor, value) for actor, value in row.values.items()})
        for row in case.payoffs
    )
    terms = tuple(replace(term, value=paid(term.actor, term.value)) for term in case.utilities)
    nodes = {name: moved(node) for name, node in case.nodes.items()}
    return replace(case, payoffs=rows, utilities=terms, nodes=nodes)


def substituted(expression: Expression, given: Mapping[str, Expression]) -> Expression:
    """An expression with others in the place of its names."""
    if isinstance(expression, Name):
        return given.get(expression.text, expression)
    if isinstance(expression, Negative):
        return Negative(substituted(expression.operand, given))
    if isinstance(expression, Binary):
        parts = substituted(expression.left, given), substituted(expression.right, given)
        return Binary(expression.operator, *parts)
    if isinstance(expression, Call):
        return Call(expression.function, tuple(substituted(part, given) for part in expression.arguments))
    return expression
