"""What a rule finds, and how it becomes a fault with its line.

A rule is a function from a case to findings; its name, with dashes, is the rule's name in messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from foedus.case.condition import Condition
from foedus.case.expression import Expression
from foedus.case.model import Case, Chance, Decision, UtilityTerm
from foedus.case.syntax import Path, Scalar
from foedus.errors import Fault


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a path of a case.

    Attributes:
        path: the path in the file; the nearest value that exists is shown.
        what, why, remedy: as in ``errors.Fault``.
        word: the word of the value that is at fault, to point at; "" for the value's beginning.
        at_key: whether the key is at fault and not its value.
        level: a fault stops the work, a warning does not.
    """

    path: Path
    what: str
    why: str = ""
    remedy: str = ""
    word: str = ""
    at_key: bool = False
    level: Literal["fault", "warning"] = "fault"


Rule = Callable[[Case], Iterator[Finding]]


def rule_name(rule: Rule) -> str:
    """The name of a rule in messages."""
    return str(getattr(rule, "__name__", "rule")).replace("_", "-")


def fault_of(case: Case, rule: str, found: Finding) -> Fault:
    """The fault of a finding, with line and column where the case came from a file."""
    if case.source is None:
        return Fault(rule, found.what, why=found.why, remedy=found.remedy, level=found.level)
    place = case.source.key(found.path) if found.at_key else case.source.at(found.path)
    start = place.start
    if found.word and isinstance(place, Scalar):
        written = case.source.text[place.start : place.end]
        match = re.search(rf"(?<!\w){re.escape(found.word)}(?!\w)", written)
        start += match.start() if match else 0
    return case.source.fault(rule, found.what, start, why=found.why, remedy=found.remedy, level=found.level)


@dataclass(frozen=True, slots=True)
class Use:
    """An expression or condition with its path and the nodes that came before it."""

    path: Path
    value: Expression | Condition
    earlier: tuple[str, ...]


def expressions(case: Case) -> Iterator[Use]:
    """All expressions of a case; those of payoffs may speak of all nodes."""
    everything = tuple(case.nodes)
    for place, node in enumerate(case.nodes.values()):
        if isinstance(node, Chance):
            for result, value in node.results.items():
                yield Use(("nodes", node.id, "chance", result), value, everything[:place])
    for path, term in terms(case):
        yield Use((*path, "add"), term.value, everything)
    for number, row in enumerate(case.payoffs):
        for actor, value in row.values.items():
            yield Use(("payoffs", number, actor), value, everything)


def conditions(case: Case) -> Iterator[Use]:
    """All conditions of a case with their paths."""
    everything = tuple(case.nodes)
    for place, node in enumerate(case.nodes.values()):
        if node.when is not None:
            yield Use(("nodes", node.id, "when"), node.when, everything[:place])
        if isinstance(node, Decision):
            for option, condition in node.available.items():
                path: Path = ("nodes", node.id, "options", node.options.index(option), option)
                yield Use(path, condition, everything[:place])
    for path, term in terms(case):
        if term.when is not None:
            yield Use((*path, "when"), term.when, everything)
    for number, row in enumerate(case.payoffs):
        if row.when is not None:
            yield Use(("payoffs", number, "if"), row.when, everything)
    for course in case.courses.values():
        if course.when is not None:
            yield Use(("courses", course.id, "when"), course.when, everything)
    for observation in case.observations.values():
        yield Use(("observations", observation.id, "saw"), observation.saw, everything)
    for indicator in case.indicators.values():
        if indicator.shows is not None:
            yield Use(("indicators", indicator.id, "shows"), indicator.shows, everything)
    if case.reference_class is not None and case.reference_class.given is not None:
        yield Use(("reference_class", "given"), case.reference_class.given, everything)


def terms(case: Case) -> Iterator[tuple[Path, UtilityTerm]]:
    """The terms of the utilities with their paths."""
    counts: dict[str, int] = {}
    for term in case.utilities:
        number = counts.get(term.actor, 0)
        counts[term.actor] = number + 1
        yield ("utilities", term.actor, number), term


def results_of(case: Case, node: str) -> tuple[str, ...]:
    """The options or results of a node."""
    declared = case.nodes[node]
    return declared.options if isinstance(declared, Decision) else tuple(declared.results)
