"""What the ``fit`` section of a game file declares: which quantities are estimated from which columns, and how.

    fit:
      errors: agent                     # agent, private or quantal
      link: probit                      # probit or logit
      formulas: {war_A: ~ regime1, war_B: ~ balance + regime2}
      estimate: [bonus]                 # quantities that are one number each, to be estimated
      columns: {distance: dist}         # quantities that are a column of the data
      scale: 1                          # σ (or λ): a number, estimate, a formula of its logarithm, or one for each actor
      outcome: {column: y, codes: {sq: challenge = stay, war: reply = fight}}
      cluster: dyad
      priors: {war_B: {normal: [0, 1]}, "*": {normal: [0, 2]}}   # only for a posterior; "*" stands for all others
      simulate:                         # only needed to simulate data
        covariates: {balance: {uniform: [0, 1]}, regime1: [autocracy, democracy]}
        coefficients: {"war_A:(Intercept)": 0.5, bonus: 1}

Quantities that none of these names stand at the median of their distribution.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from foedus.case.condition import Condition
from foedus.case.tokens import NotationError
from foedus.errors import CaseFault, Fault
from foedus.fitting.distributions import Simulation, priors_of, simulation_of
from foedus.fitting.recursion import Errors, Link
from foedus.quantity import Distribution

KEYS = (
    "errors", "link", "formulas", "estimate", "columns", "scale", "outcome", "cluster", "priors", "simulate",
)  # fmt: skip

Scale = float | str  # a number, "estimate", or a formula of the logarithm


@dataclass(frozen=True)
class Outcome:
    """How the data say where play ended; one of the three is given.

    Attributes:
        column, codes: a column of codes, and the condition that each stands for (several end nodes: partly seen).
        nodes: node → the column of its results; a gap means that the move was not seen.
        counts: column of counts → the condition whose cases it counts.
    """

    column: str = ""
    codes: Mapping[str, Condition] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Condition] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """The ``fit`` section; see the module.

    Attributes:
        scales: actor → its scale; the key "" stands for all actors.
        cluster: column whose groups share their errors, or "".
        priors: coefficient, quantity or "*" → its prior.
    """

    outcome: Outcome
    errors: Errors = "agent"
    link: Link = "probit"
    formulas: Mapping[str, str] = field(default_factory=dict)
    estimate: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=lambda: {"": 1.0})
    cluster: str = ""
    priors: Mapping[str, Distribution] = field(default_factory=dict)
    simulation: Simulation = field(default_factory=Simulation)


def plan_of(section: Mapping[str, Any], where: str) -> Plan:
    """The plan that a ``fit`` section declares, from its plain values (texts, lists, mappings).

    Raises:
        CaseFault: a key is unknown, a value has the wrong shape, a condition cannot be read; all at once.
    """
    reader = _Reader(section)
    errors = reader.choice("errors", ("agent", "private", "quantal"), "agent")
    plan = Plan(
        outcome=reader.outcome(),
        errors=cast(Errors, errors),
        link=cast(
            Link, reader.choice("link", ("probit", "logit"), "logit" if errors == "quantal" else "probit")
        ),
        formulas=reader.texts("formulas"),
        estimate=reader.names("estimate"),
        columns=reader.texts("columns"),
        scales=reader.scales(),
        cluster=str(section.get("cluster", "")),
        priors=priors_of(section.get("priors", {}), reader.fault),
        simulation=simulation_of(section.get("simulate", {}), reader.fault),
    )
    for name in sorted(
        {*plan.formulas} & {*plan.estimate, *plan.columns} | {*plan.estimate} & {*plan.columns}
    ):
        reader.fault(f"{name} is given in two ways", "keep it in one of formulas, estimate and columns")
    if plan.errors == "quantal" and plan.link == "probit":
        reader.fault("quantal response has the logit link", "set 'link: logit', or leave it away")
    if not plan.formulas and not plan.estimate and not any(isinstance(s, str) for s in plan.scales.values()):
        reader.fault("nothing is to be estimated", "give formulas, estimate, or a scale to be estimated")
    if reader.faults:
        raise CaseFault(reader.faults, where=where)
    return plan


class _Reader:
    """Reads plain values; what is wrong is noted, so that all is told at once."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        self.section = section
        self.faults: list[Fault] = []
        for key in section:
            if key not in KEYS:
                near = difflib.get_close_matches(str(key), KEYS, n=1)
                self.fault(
                    f"fit has no key {key!r}",
                    f"did you mean {near[0]!r}?" if near else f"known: {', '.join(KEYS)}",
                )

    def fault(self, what: str, remedy: str = "") -> None:
        self.faults.append(Fault("fit", what, remedy=remedy))

    def choice(self, key: str, known: Sequence[str], default: str) -> str:
        value = self.section.get(key, default)
        if value not in known:
            self.fault(f"{key} is {value!r}", f"one of {', '.join(known)}")
            return default
        return str(value)

    def texts(self, key: str, holder: Mapping[str, Any] | None = None) -> dict[str, str]:
        value = (self.section if holder is None else holder).get(key, {})
        if not isinstance(value, Mapping) or not all(isinstance(part, str) for part in value.values()):
            self.fault(f"{key} is a mapping of names to texts")
            return {}
        return {str(name): str(part) for name, part in value.items()}

    def names(self, key: str) -> tuple[str, ...]:
        value = self.section.get(key, ())
        value = [value] if isinstance(value, str) and value else value
        if not isinstance(value, list | tuple):
            if value:
                self.fault(f"{key} is a list of names")
            return ()
        return tuple(str(name) for name in value)

    def scales(self) -> dict[str, Scale]:
        value = self.section.get("scale", "1")
        parts = value if isinstance(value, Mapping) else {"": value}
        return {str(actor): self._scale(part) for actor, part in parts.items()}

    def _scale(self, value: Any) -> Scale:
        text = str(value).strip()
        try:
            number = float(text)
        except ValueError:
            return text
        if not 0 < number < float("inf"):
            self.fault(f"a scale of {text} is none", "it is above 0")
            return 1.0
        return number

    def outcome(self) -> Outcome:
        value = self.section.get("outcome")
        if not isinstance(value, Mapping):
            self.fault(
                "outcome is missing", "write outcome: {column: y, codes: {CODE: condition}}, nodes or counts"
            )
            return Outcome()
        unknown = [str(key) for key in value if key not in ("column", "codes", "nodes", "counts")]
        given = [key for key in ("column", "nodes", "counts") if key in value]
        if unknown or len(given) != 1 or ("column" in given) != ("codes" in value):
            self.fault(
                "outcome needs a column with its codes, or nodes, or counts", f"given: {', '.join(value)}"
            )
            return Outcome()
        return Outcome(
            column=str(value.get("column", "")),
            codes=self._conditions(self.texts("codes", value)),
            nodes=self.texts("nodes", value),
            counts=self._conditions(self.texts("counts", value)),
        )

    def _conditions(self, texts: Mapping[str, str]) -> dict[str, Condition]:
        found = {}
        for key, text in texts.items():
            try:
                found[key] = Condition.parse(text)
            except NotationError as error:
                self.fault(f"{key}: {text!r} is no condition: {error.what}", error.remedy)
        return found
