"""What a file declares of a crisis bargaining game: formulas of utilities, columns of counts, method and selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.fitting.crisis_bargaining import UTILITIES
from foedus.fitting.crisis_likelihood import OUTCOMES
from foedus.fitting.crisis_mixture import Selection, selection_of
from foedus.fitting.distributions import Simulation
from foedus.fitting.form import Form, FormReader
from foedus.fitting.formula import Design, design_of

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("method", "selection", "weights", "formulas", "outcome", "beliefs", "cluster", "simulate")
METHODS = ("pseudo", "nested", "full")


@dataclass(frozen=True)
class CrisisDeclared:
    """A form's section.

    Attributes:
        method: one of `METHODS`.
        selection: which of several equilibria counts.
        formulas: of the utilities that are not 0.
        outcome: outcome → its column of counts.
        beliefs: resist and fight → columns of a first stage, or empty.
        cluster: column of clusters, or "".
        simulation: as the section has it.
    """

    method: str
    selection: Selection
    formulas: Mapping[str, str]
    outcome: Mapping[str, str]
    beliefs: Mapping[str, str]
    cluster: str
    simulation: Simulation

    def designs(self, table: pd.DataFrame, where: str) -> tuple[Design, ...]:
        """The utilities with a formula on a table without gaps, in the order of `UTILITIES`."""
        return tuple(
            design_of(name, self.formulas[name], table, where) for name in UTILITIES if name in self.formulas
        )


def crisis_declared(form: Form) -> CrisisDeclared:
    """What a form declares.

    Raises:
        CaseFault: the section has faults.
    """
    reader = FormReader(form, KEYS)
    formulas = reader.texts("formulas", UTILITIES)
    outcome = reader.texts("outcome", OUTCOMES)
    beliefs = reader.texts("beliefs", ("resist", "fight"))
    method = reader.text("method", "nested")
    if method not in METHODS:
        reader.fault(f"method is {method!r}", f"one of {', '.join(METHODS)}")
    if len(outcome) < len(OUTCOMES):
        reader.fault("outcome names a column of counts for each outcome", ", ".join(OUTCOMES))
    if not formulas:
        reader.fault("formulas are missing", f"utilities: {', '.join(UTILITIES)}")
    if len(beliefs) == 1:
        reader.fault("beliefs need both resist and fight", "or leave them away")
    found = CrisisDeclared(
        method, selection_of(reader, method), formulas, outcome, beliefs, reader.text("cluster", ""),
        reader.simulation(),
    )  # fmt: skip
    reader.done()
    return found
