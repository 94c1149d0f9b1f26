"""The past as a table: threats to leave an agreement and what came of them, or the base rates."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from foedus.errors import InputFault

_SHOWN = ("id", "threatener", "agreement", "kind", "first_threat", "vehicle", "demand", "course", "months")
_RATES = ("id", "quantity", "value", "numerator", "denominator", "period", "solidity")


def history_text(
    *,
    kinds: tuple[str, ...],
    vehicles: tuple[str, ...],
    demand: bool | None,
    as_of: str | None,
    rates: bool,
    form: str,
    picture: Path | None = None,
) -> str:
    """The rows that were asked for as a table, CSV or JSON; drawn along the years too where a file is named.

    Raises:
        InputFault: no row is left, or base rates were asked to be drawn.
    """
    from foedus.history.table import rate_records, records

    if rates and picture:
        raise InputFault("base rates have no picture", remedy="leave out --rates or --picture")
    if rates:
        rows: list[dict[str, Any]] = [dict(row) for row in rate_records(as_of)]
        return _written(rows, _RATES, form, "")
    rows = sorted(records(kinds, as_of), key=lambda row: (row["first_threat"], row["id"]))
    if vehicles:
        rows = [row for row in rows if row["vehicle"] in vehicles]
    if demand is not None:
        rows = [row for row in rows if (row["has_demand"] == "y") == demand]
    if not rows:
        raise InputFault(
            "no past threat is left",
            remedy="ask for fewer of --kind, --vehicle, --demand, or a later --as-of",
        )
    if picture:
        _draw(picture, rows)
    return _written(rows, _SHOWN, form, _summary(rows))


def _summary(rows: Sequence[dict[str, Any]]) -> str:
    """What came of the threats shown, and how far to trust the shares."""
    counts = Counter(row["course"] or "not yet known" for row in rows)
    total = sum(counts.values())
    shares = ", ".join(f"{course} {n} ({100 * n / total:.0f} %)" for course, n in counts.most_common())
    return (
        f"{total} threats: {shares}.\n"
        "course: what came of the threat within 24 months; months: how long that took.\n"
        "Threats that came to nothing were seldom written down, above all before 2015, so the shares have too many exits.\n"
        "Sources, notes and the confidence of each coding: --format json or csv."
    )


def _draw(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    from foedus.history.picture import history_picture
    from foedus.ledger.store import write_whole

    if path.suffix.lower() != ".svg":
        raise InputFault("the picture is an SVG", where=str(path), remedy=f"name {path.with_suffix('.svg')}")
    write_whole(path, history_picture(rows).encode("utf-8"))


def _written(rows: Sequence[dict[str, Any]], shown: Sequence[str], form: str, summary: str) -> str:
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1, default=str)
    if form == "csv":
        out = StringIO()
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for column in shown:
        table.add_column(column.replace("_", " "), overflow="fold", max_width=36)
    for row in rows:
        table.add_row(*("" if row.get(column) is None else str(row[column]) for column in shown))
    console = Console(file=StringIO(), width=160, color_system=None, markup=False, highlight=False)
    console.print(table)
    text = console.file.getvalue()  # type: ignore[attr-defined]  # it is the StringIO of above
    return "\n".join([*(line.rstrip() for line in text.splitlines()), "", summary])
