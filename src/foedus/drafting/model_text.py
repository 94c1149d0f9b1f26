"""The text of the default model, and the few places of it that a draft changes.

The default model is a case file of its own with comments that explain it. A draft keeps its text and replaces
whole declarations, so that what a person edits reads as what we wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from foedus.drafting.fitted_centres import centres_known, with_centres
from foedus.drafting.notation import flow

_SECTION = r"(?m)^{name}:.*\n(?:(?:[ \t].*|[ \t]*#.*)?\n)*"


def default_model(as_of: str | None = None) -> str:
    """The text of the default model, with the centres that past threats known on a day (ISO) tell; all without one."""
    return with_centres(assumed_model(), centres_known(as_of))


@cache
def assumed_model() -> str:
    """The text of the model's file: every centre as assumed, none fitted."""
    return resources.files("foedus.drafting").joinpath("exit_threat.yaml").read_text(encoding="utf-8")


def section(text: str, name: str) -> str:
    """A top-level section with its heading; comments before the next section belong to it."""
    found = re.search(_SECTION.format(name=re.escape(name)), text)
    if found is None:
        raise ValueError(f"the model has no section {name!r}")
    return found[0]


def with_section(text: str, name: str, replacement: str) -> str:
    """The model's text with one top-level section replaced."""
    old = section(text, name)
    return text.replace(old, replacement.rstrip("\n") + "\n\n", 1)


def with_quantity(text: str, name: str, declared: Mapping[str, object]) -> str:
    """The model's text with one quantity declared anew, in place."""
    block = re.compile(rf"(?m)^  {re.escape(name)}:\s*\n(?:    .*\n)+")
    if not block.search(text):
        raise ValueError(f"the model declares no quantity {name!r}")
    fresh = quantity_text(name, declared)
    return block.sub(lambda _: fresh, text, count=1)


def distribution_of(text: str, name: str) -> dict[str, list[float]]:
    """The distribution that the model's text declares for a quantity without members, by family."""
    found = re.search(
        rf"(?m)^  {re.escape(name)}:\s*\n(?:    .*\n)*?    (?P<family>[a-z]+): \[(?P<numbers>[^]]+)\]", text
    )
    if found is None:
        raise ValueError(f"the model declares no distribution of {name!r}")
    return {found["family"]: [float(number) for number in found["numbers"].split(",")]}


def with_names(text: str, names: Mapping[str, str]) -> str:
    """The model's text with some moves named otherwise: the name as it is to the name as it should be."""
    for old, new in names.items():
        if f": {old}" not in text:
            raise ValueError(f"the model names no move {old!r}")
        text = text.replace(f": {old}", f": {new}", 1)
    return text


def names_of_quantities(text: str) -> tuple[str, ...]:
    """The names that the model's quantities have."""
    return tuple(re.findall(r"(?m)^  (\w+):", section(text, "quantities")))


def quantity_text(name: str, declared: Mapping[str, object]) -> str:
    """A quantity's declaration as the model's file writes it."""
    lines = [f"  {name}:"] + [f"    {key}: {flow(value)}" for key, value in declared.items()]
    return "\n".join(lines) + "\n"
