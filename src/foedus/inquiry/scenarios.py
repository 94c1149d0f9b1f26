"""Scenarios side by side: the same case under other numbers, moves or dates.

Every scenario is a case of its own, amended from the first. Each quantity keeps its stream of draws, so what
differs between two scenarios is what was changed and not noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from foedus.case.model import Case
from foedus.errors import InputFault
from foedus.inquiry.inquire import inquire
from foedus.inquiry.solved import Solve
from foedus.quantity import Distribution


@dataclass(frozen=True)
class Scenario:
    """What a scenario answers: courses by the deadline, explanations, and the change against the first one."""

    name: str
    courses: dict[str, float]
    explanations: dict[str, float]
    consequences: dict[str, float]
    change: dict[str, float]


def side_by_side(
    cases: Mapping[str, Case], *, draws: int = 8192, seed: int = 0, solve: Solve | None = None
) -> tuple[Scenario, ...]:
    """The answers of several cases, each beside the first.

    Args:
        cases: name → case; the first is what the others are held against.
        draws: of each.
        seed: of all, so that they share their draws.
        solve: see `inquire`.

    Raises:
        InputFault: no case is given, or one fails as `inquire` says.
    """
    if not cases:
        raise InputFault("no scenario is given", remedy="name at least one case")
    rows: list[Scenario] = []
    for name, case in cases.items():
        answer = inquire(case, draws=draws, seed=seed, solve=solve)
        courses = {c.id: c.probability for c in answer.courses}
        first = rows[0].courses if rows else courses
        rows.append(
            Scenario(
                name=name,
                courses=courses,
                explanations={e.id: e.probability for e in answer.explanations},
                consequences={c.id: c.probability for c in answer.consequences},
                change={course: p - first.get(course, 0.0) for course, p in courses.items()},
            )
        )
    return tuple(rows)


def with_quantities(case: Case, changes: Mapping[str, object]) -> Case:
    """The case with some quantities changed: name → a number or a distribution, as a case file writes it.

    Raises:
        InputFault: the case has no such quantity, or the value defines no distribution.
    """
    quantities = dict(case.quantities)
    for name, declared in changes.items():
        if name not in quantities:
            raise InputFault(f"the case has no quantity {name!r}", where=case.title)
        try:
            distribution = Distribution.of(declared)
        except ValueError as error:
            raise InputFault(f"{name} cannot be {declared!r}", where=case.title, why=str(error)) from error
        quantities[name] = replace(
            quantities[name], distribution=distribution, because="assumption: scenario"
        )
    return replace(case, quantities=quantities)
