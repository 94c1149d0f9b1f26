"""What is known of an outlet beside its name: what it is, and whose interest it is known to serve.

The table ``descriptors.tsv`` holds one outlet a row with its aliases and where it can be looked up. It decides
nothing: a descriptor is shown beside the source, as ICD 206 asks, and never enters a number.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One outlet: its usual name, what it is, its known interest, and the reference."""

    name: str
    what: str
    interest: str
    reference: str


@cache
def _table() -> dict[str, Descriptor]:
    found: dict[str, Descriptor] = {}
    source = resources.files("foedus.brief").joinpath("descriptors.tsv")
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            record = Descriptor(row["name"], row["what"], row["interest"], row["reference"])
            for name in (row["name"], *row["aliases"].split(";")):
                if name:
                    found[_key(name)] = record
    return found


def describe(outlet: str) -> Descriptor | None:
    """What the table says of an outlet; None where it does not know it."""
    return _table().get(_key(outlet))


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()
