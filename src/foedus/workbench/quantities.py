"""The quantities of a case as a page lets people change them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.dossier.edits import amended, quantity_value, value_at
from foedus.dossier.revising import Edit
from foedus.errors import InputFault
from foedus.quantity import Distribution, Quantity
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields

_KINDS = re.compile(r"(statements|history|reference|assumption|computed)\s*:", re.IGNORECASE)


@dataclass(frozen=True)
class Handle:
    """A quantity with what a form needs to change it.

    Attributes:
        name: as expressions use it.
        path: its place in the case file.
        text: its value as people write it.
        low, median, high: 5th, 50th and 95th percentile.
        unit, because: as declared.
        was: its record as it is now, to notice changes of others.
        answer_low, answer_high: the headline answer with it at its low and its high end; None if not known.
        break_even: where the answer would tip, or None.
    """

    name: str
    path: str
    text: str
    low: float
    median: float
    high: float
    unit: str
    because: str
    was: str
    answer_low: float | None
    answer_high: float | None
    break_even: float | None


def handles(bench: Bench) -> tuple[Handle, ...]:
    """All quantities of the case, in its order."""
    effects = {str(e["quantity"]): e for e in bench.grounds.entries("sensitivity")}
    found = []
    for name, quantity in bench.grounds.quantities.items():
        effect = effects.get(name, {})
        d = quantity.distribution
        found.append(
            Handle(
                name,
                f"quantities.{name}",
                written(d),
                d.low,
                d.median,
                d.high,
                quantity.unit,
                quantity.because,
                seen(quantity),
                effect.get("answer_low"),
                effect.get("answer_high"),
                effect.get("break_even"),
            )
        )
    return tuple(found)


def seen(quantity: Quantity) -> str:
    """What a form remembers of a quantity: its value and its reason."""
    return f"{written(quantity.distribution)} | {quantity.because}"


def written(distribution: Distribution) -> str:
    """A distribution as people write it in a form; `quantity_value` reads it back."""
    numbers = " ".join(decimal(p) for p in distribution.parameters)
    return numbers if distribution.is_point else f"{distribution.family} {numbers}"


def decimal(number: float) -> str:
    """A number without an exponent, at six significant digits or more where it has no more."""
    short = f"{number:.6g}"
    return (
        f"{number:.12f}".rstrip("0").rstrip(".")
        if "e" in short and abs(number) < 1
        else short
        if "e" not in short
        else f"{number:.0f}"
    )


def value_of(text: str) -> object:
    """The value that a text declares.

    Raises:
        InputFault: it is no number and no distribution, or one that cannot be.
    """
    value = quantity_value(text)
    try:
        Distribution.of(value)
    except ValueError as fault:
        raise InputFault(
            f"{text!r} cannot be used",
            why=str(fault).replace("point has a parameter that", "it"),
            remedy="write a number, or like uniform 0.2 0.5, lognormal 1.2 0.4, beta 2 3, triangular 0 1 3",
        ) from fault
    return value


def reason(text: str) -> str:
    """A reason that begins with its kind; an assumption where none is named."""
    return text if _KINDS.match(text) else f"assumption: {text}"


def path_of(bench: Bench, name: str) -> str:
    """The place of a quantity in the case file.

    Raises:
        InputFault: the case has no such quantity.
    """
    if name not in bench.grounds.quantities:
        raise InputFault(f"the case has no quantity {name!r}", remedy="choose one of those in the table")
    return f"quantities.{name}"


def set_quantity(bench: Bench, form: Fields) -> Edit:
    """Give a quantity another value, with the reason."""
    from foedus.dossier.revising import Conflict

    name = form.needed("quantity", "the quantity")
    path = path_of(bench, name)
    value = value_of(form.needed("value", "the value"))
    because = reason(form.needed("because", "the reason"))
    was = form.text("was")
    now = seen(bench.grounds.quantities[name])
    if was and was != now:
        raise Conflict(name, seen=was, now=now)
    return amended(
        {path: value}, by=form.by, because=because, was={path: value_at(bench.grounds.case_text, path)}
    )
