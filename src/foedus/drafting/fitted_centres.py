"""What history tells of the default model's centres, as it was known at the end of each year.

The model's file holds what is assumed. ``fitted_centres.csv`` holds, for each year's end, the centres that the past
threats known by then give (`foedus fit exit-threat --history --as-of DAY`); a draft takes those of the last
year's end before its question's day, so that an answer as of a day knows nothing later. Before the first year
of the table all stays assumed. ``scripts/fit_default_model.py`` writes the table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib import resources
from io import StringIO

from foedus.drafting.notation import flow

TABLE = "fitted_centres.csv"
COMMAND = "foedus fit exit-threat --history"


@dataclass(frozen=True, slots=True)
class FittedCentre:
    """What the past threats known on a day tell of one quantity's centre.

    Attributes:
        as_of: the day (ISO); empty where the whole table was used.
        threats: how many past threats with a demand were counted.
        quantity: its name in the model.
        fitted: whether they inform the centre; if not, what is assumed stands.
        shift, sd: of the centre, in logs (in log-odds for a share).
        family, first, second: the distribution with that centre.
    """

    as_of: str
    threats: int
    quantity: str
    fitted: bool
    shift: float
    sd: float
    family: str
    first: float
    second: float


def table_text(centres: Iterable[FittedCentre]) -> str:
    """The centres as CSV, with a heading."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in fields(FittedCentre))
    writer.writerows(astuple(centre) for centre in centres)
    return out.getvalue()


@cache
def _table() -> tuple[FittedCentre, ...]:
    text = resources.files("foedus.drafting").joinpath(TABLE).read_text(encoding="utf-8")
    return tuple(
        FittedCentre(
            row["as_of"], int(row["threats"]), row["quantity"], row["fitted"] == "True",
            float(row["shift"]), float(row["sd"]), row["family"], float(row["first"]), float(row["second"]),
        )
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip


def centres_known(as_of: str | None = None) -> tuple[FittedCentre, ...]:
    """The centres fitted by the last year's end up to a day (ISO); the latest without one, none before the first."""
    days = {centre.as_of for centre in _table() if as_of is None or centre.as_of <= as_of}
    return tuple(centre for centre in _table() if days and centre.as_of == max(days))


def with_centres(text: str, centres: Iterable[FittedCentre]) -> str:
    """The model's text with the centres that history informs; the others stand as they are.

    Raises:
        ValueError: the model does not declare such a quantity.
    """
    for centre in centres:
        if centre.fitted:
            text = _with_centre(text, centre)
    return text


def _with_centre(text: str, centre: FittedCentre) -> str:
    block = re.compile(
        rf"(?m)^(  {re.escape(centre.quantity)}:\s*\n(?:    .*\n)*?)    {centre.family}: .*\n((?:    .*\n)*?)    because: .*\n"
    )
    if not block.search(text):
        raise ValueError(f"the model declares no {centre.family} {centre.quantity!r}")
    command = COMMAND + (f" --as-of {centre.as_of}" if centre.as_of else "")
    because = (
        f"history: exit_threats; computed: centre fitted by {command} to what came of {centre.threats} threats with a "
        "demand; assumption: its spread"
    )
    shape = f"    {centre.family}: {flow([centre.first, centre.second])}\n"
    told = f"    fitted: {flow(True)}\n    because: {flow(because)}\n"
    return block.sub(lambda found: found[1] + shape + found[2] + told, text, count=1)
