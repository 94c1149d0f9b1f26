"""Distributions that a ``fit`` section declares: priors of coefficients, and covariates that are simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus.quantity import Distribution

Tell = Callable[[str, str], None]
"""Takes what is wrong and its remedy, so that all faults are told at once."""


@dataclass(frozen=True)
class Simulation:
    """What data are simulated from.

    Attributes:
        covariates: column → its distribution, or the levels of a factor, equally likely.
        coefficients: name → true value; those not named are 0.
        cases: in each row, where a game counts cases row by row.
    """

    covariates: Mapping[str, Distribution | tuple[str, ...]] = field(default_factory=dict)
    coefficients: Mapping[str, float] = field(default_factory=dict)
    cases: int = 1


def priors_of(value: Any, fault: Tell) -> dict[str, Distribution]:
    """The priors of a section, from plain values; what is wrong goes to ``fault`` with its remedy."""
    if not isinstance(value, Mapping):
        fault("priors is a mapping of names to distributions", 'write priors: {"*": {normal: [0, 2]}}')
        return {}
    found = {}
    for name, part in value.items():
        try:
            distribution = distribution_of(part)
        except (TypeError, ValueError) as error:
            fault(f"the prior of {name}: {error}", "write {normal: [0, 2]}, say")
            continue
        if distribution.is_point:
            fault(f"the prior of {name} is one number", "take it out of the formulas, or give it a spread")
        else:
            found[str(name)] = distribution
    return found


def distribution_of(value: Any) -> Distribution:
    """A distribution from plain values, whose numbers may still be texts.

    Raises:
        TypeError, ValueError: it is none.
    """
    if isinstance(value, Mapping):
        numbers = {f: [float(p) for p in (ps if isinstance(ps, list) else [ps])] for f, ps in value.items()}
        return Distribution.of(numbers)
    return Distribution.of(float(value))


def simulation_of(value: Any, fault: Tell) -> Simulation:
    """What a section simulates from, from plain values; what is wrong goes to ``fault`` with its remedy."""
    if not isinstance(value, Mapping) or not set(value) <= {"covariates", "coefficients", "cases"}:
        fault("simulate holds covariates, coefficients and cases", "")
        return Simulation()
    covariates, coefficients = value.get("covariates") or {}, value.get("coefficients") or {}
    if not isinstance(covariates, Mapping) or not isinstance(coefficients, Mapping):
        fault("covariates and coefficients are mappings of names", "")
        return Simulation()
    drawn = {str(column): _drawn(str(column), part, fault) for column, part in covariates.items()}
    known = {str(name): _number(str(name), part, fault) for name, part in coefficients.items()}
    return Simulation(
        {column: part for column, part in drawn.items() if part is not None}, known,
        _cases(value.get("cases", 1), fault),
    )  # fmt: skip


def _drawn(column: str, value: Any, fault: Tell) -> Distribution | tuple[str, ...] | None:
    if isinstance(value, list):
        if not value:
            fault(f"covariate {column} has no level", "write a list of levels, or {normal: [0, 1]}")
        return tuple(str(level) for level in value) or None
    try:
        return distribution_of(value)
    except (TypeError, ValueError) as error:
        fault(f"covariate {column}: {error}", "write {normal: [0, 1]}, or a list of levels")
        return None


def _number(name: str, value: Any, fault: Tell) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = float("nan")
    if not abs(found) < float("inf"):
        fault(f"the coefficient {name} is no number: {value!r}", "")
        return 0.0
    return found


def _cases(value: Any, fault: Tell) -> int:
    try:
        found = int(str(value))
    except ValueError:
        found = 0
    if not 1 <= found <= 1_000_000:
        fault(f"cases is {value!r}", "it is a number of cases in each row, 1 or more")
        return 1
    return found
