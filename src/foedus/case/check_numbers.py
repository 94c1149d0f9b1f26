"""Rules about numbers: each has a reason, lies where it must, and is used; every player has payoffs."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.case.expression import Expression
from foedus.case.finding import Finding, expressions
from foedus.case.model import Case, Chance, Decision
from foedus.case.syntax import Path
from foedus.case.values import path_of
from foedus.provenance import GROUND_KINDS, grounds_of
from foedus.quantity import Distribution, Quantity


def no_reason(case: Case) -> Iterator[Finding]:
    """Every number says why it has its value."""
    for path, quantity in _all_quantities(case):
        if not quantity.because.strip():
            why = "a number that gives no reason can be neither checked nor defended"
            remedy = (
                'add because: "assumption: ...", or the statements, history or reference that it rests on'
            )
            yield Finding(path, f"{quantity.name} says no reason", why=why, remedy=remedy, at_key=True)


def ground_kind(case: Case) -> Iterator[Finding]:
    """A reason begins with its kind."""
    kinds = ", ".join(GROUND_KINDS)
    reasons: list[tuple[Path, str]] = [
        (_reason_path(case, path), quantity.because) for path, quantity in _all_quantities(case)
    ]
    reasons += [(("actors", actor.id, "because"), actor.because) for actor in case.actors.values()]
    reasons += [(("observations", o.id, "because"), o.because) for o in case.observations.values()]
    reasons += [(("judgements", j.id, "because"), j.because) for j in case.judgements.values()]
    reasons += [(("indicators", i.id, "because"), i.because) for i in case.indicators.values()]
    reasons += [(("consequences", c.id, "because"), c.because) for c in case.consequences.values()]
    if case.reference_class is not None:
        reasons.append((("reference_class", "because"), case.reference_class.because))
    for path, because in dict(reasons).items():
        if because.strip() and not grounds_of(because):
            remedy = f'begin it with one of {kinds}, as in because: "assumption: {because[:30]}"'
            yield Finding(path, "this reason does not say of which kind it is", remedy=remedy)


def probability_range(case: Case) -> Iterator[Finding]:
    """A quantity that is a probability cannot leave [0, 1]."""
    checked: list[tuple[Path, str, Distribution]] = [
        (path, quantity.name, quantity.distribution)
        for path, quantity in _all_quantities(case)
        if quantity.unit == "probability" or path[0] in ("timing", "consequences")
    ]
    checked += [(("observations", o.id, "certainty"), o.id, o.certainty) for o in case.observations.values()]
    checked += [(("indicators", i.id, "certainty"), i.id, i.certainty) for i in case.indicators.values()]
    for path, name, distribution in checked:
        low, high = distribution.support
        if low < 0 or high > 1:
            what = f"{name} is a probability and could be drawn from {low:g} to {high:g}"
            yield Finding(path, what, remedy="use beta or interval, or bounds within 0 and 1")


def precision_quantity(case: Case) -> Iterator[Finding]:
    """The precision of a question's case is a declared quantity above 0."""
    found = case.quantities.get(case.precision)
    if found is None:
        if case.question is not None or case.precision != "precision":
            what = f"there is no quantity {case.precision!r} to be the precision of the choices"
            remedy = "declare it under quantities, e.g. precision: {lognormal: [2, 0.5], because: ...}"
            yield Finding(("precision",), what, remedy=remedy)
    elif found.distribution.support[0] < 0:
        yield Finding(path_of(found.name), "a precision cannot be below 0", remedy="use lognormal or gamma")


def unused_quantity(case: Case) -> Iterator[Finding]:
    """Every quantity is used; one that is not gives a warning."""
    used = {case.precision}
    for use in expressions(case):
        assert isinstance(use.value, Expression)
        used |= use.value.names | {name for name, _ in use.value.indexed}
    for name in dict.fromkeys(name.partition("[")[0] for name in case.quantities):
        if name not in used:
            what = f"{name} is used nowhere"
            remedy = "use it in an expression, or take it out"
            yield Finding(("quantities", name), what, remedy=remedy, at_key=True, level="warning")


def payoffs_or_utilities(case: Case) -> Iterator[Finding]:
    """A case has a table of payoffs or utilities, not both and not neither."""
    if case.payoffs and case.utilities:
        what = "the case has payoffs and utilities, and only one of the two can count"
        yield Finding(("payoffs",), what, remedy="keep the table or the sums", at_key=True)
    elif not case.payoffs and not case.utilities:
        yield Finding((), "nobody has payoffs", remedy="add payoffs (a table) or utilities (sums of terms)")


def missing_payoffs(case: Case) -> Iterator[Finding]:
    """Whoever chooses has payoffs, in every row of the table."""
    deciding = dict.fromkeys(
        node.actor for node in case.nodes.values() if isinstance(node, Decision) and node.actor in case.actors
    )
    if case.payoffs and not case.utilities:
        players = [a for a in case.actors if a in deciding or any(a in row.values for row in case.payoffs)]
        for number, row in enumerate(case.payoffs):
            lacking = [actor for actor in players if actor not in row.values]
            if lacking:
                yield Finding(("payoffs", number), f"this row gives no payoff to {', '.join(lacking)}")
    elif case.utilities:
        for actor in deciding.keys() - {term.actor for term in case.utilities}:
            what = f"{actor} chooses but has no utility, and would be indifferent"
            yield Finding(("utilities",), what, remedy=f"add terms for {actor} under utilities", at_key=True)


def dead_row(case: Case) -> Iterator[Finding]:
    """No row of payoffs stands behind one that always matches."""
    for number, row in enumerate(case.payoffs[:-1]):
        if row.when is None:
            what = "this row is never reached: the row before it matches always"
            yield Finding(("payoffs", number + 1), what, remedy="put the row without 'if' last")
            return


def few_options(case: Case) -> Iterator[Finding]:
    """A decision has two options at least, a chance node one result."""
    for node in case.nodes.values():
        if isinstance(node, Chance):
            if not node.results:
                yield Finding(("nodes", node.id), f"{node.id} has no results", at_key=True)
        elif len(node.options) < 2:
            what = f"{node.id} has {len(node.options)} option{'s' if len(node.options) != 1 else ''}"
            yield Finding(("nodes", node.id), what, remedy="a choice needs two options", at_key=True)


def _all_quantities(case: Case) -> Iterator[tuple[Path, Quantity]]:
    """Every quantity with its path: those of expressions, of consequences and of timing."""
    for name, quantity in case.quantities.items():
        yield path_of(name), quantity
    for consequence in case.consequences.values():
        for cause, quantity in consequence.given.items():
            yield ("consequences", consequence.id, "given", cause), quantity
        yield ("consequences", consequence.id, "otherwise"), consequence.otherwise
    for indicator in case.indicators.values():
        yield ("indicators", indicator.id, "ratio"), indicator.ratio
    if case.timing is not None:
        yield ("timing", "scheduled"), case.timing.scheduled


def _reason_path(case: Case, path: Path) -> Path:
    """Where a quantity's reason stands: in itself or in the group that it belongs to."""
    if case.source is None:
        return path
    own, group = (*path, "because"), (*path[: 1 if path[0] == "timing" else 2], "because")
    return own if case.source.at(own) is not case.source.at(path) else group


RULES = (
    no_reason, ground_kind, probability_range, precision_quantity, unused_quantity, payoffs_or_utilities,
    missing_payoffs, dead_row, few_options,
)  # fmt: skip
