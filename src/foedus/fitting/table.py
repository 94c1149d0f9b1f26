"""The table of data: read, its missing rows counted and dropped, its faults named by column and row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault, MissingExtra
from foedus.fitting.formula import rows_named

if TYPE_CHECKING:
    import pandas as pd

LARGEST_FILE = 2_000_000_000  # bytes
_AS_CSV = "save the table as CSV: the columns' names in the first line, commas between the cells"


@dataclass(frozen=True, eq=False)
class Kept:
    """The rows that are complete in the columns used.

    Attributes:
        table: these rows; the index counts the rows of the file from 0.
        dropped: how many rows were dropped.
        because: column → how many rows lack it.
        used: the columns that the model reads.
    """

    table: pd.DataFrame
    dropped: int
    because: Mapping[str, int]
    used: tuple[str, ...] = ()


def need_pandas(what: str) -> None:
    """Tell whoever has not installed it what needs pandas.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise MissingExtra("pandas", "fit", what) from error


def read_table(data: str | Path | pd.DataFrame | Mapping[str, Any]) -> tuple[pd.DataFrame, str]:
    """The data as a frame whose index counts rows from 0, and their name for messages.

    Raises:
        DataFault: the file is missing, too large, no CSV, empty, or names a column twice.
        MissingExtra: pandas is not installed.
    """
    need_pandas("reading tables of data")
    import pandas as pd

    if not isinstance(data, str | Path):
        frame, where = pd.DataFrame(data).reset_index(drop=True), "the data"
        frame.columns = [str(column) for column in frame.columns]
    else:
        where = str(data)
        path = Path(data)
        if not path.is_file():
            raise DataFault(
                "there is no such file: this is a folder" if path.is_dir() else "there is no such file",
                where=where,
                remedy="name a CSV file",
            )
        if path.stat().st_size > LARGEST_FILE:
            raise DataFault(f"the file is larger than {LARGEST_FILE:,} bytes", where=where)
        _check_header(path, where)
        try:
            frame = pd.read_csv(path, low_memory=False, skip_blank_lines=False)
        except UnicodeDecodeError as error:
            raise DataFault(
                "the file is no UTF-8 text", where=where, why=str(error), remedy="save it as CSV in UTF-8"
            ) from None
        except (ValueError, pd.errors.ParserError) as error:
            raise DataFault(
                "the file is no CSV table", where=where, why=str(error).split("\n")[0], remedy=_AS_CSV
            ) from None
    if frame.empty:
        raise DataFault(
            "the data hold no row", where=where, remedy="put one observation a line below the header"
        )
    _check_separator(frame, where)
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise DataFault(f"the column {twice[0]!r} stands twice", where=where, remedy="rename one")
    return frame, where


def _check_header(path: Path, where: str) -> None:
    """A column that stands twice would be renamed in silence; so the header is looked at first."""
    import csv

    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        try:
            header = next(csv.reader(file), [])
        except csv.Error as error:
            raise DataFault("the file is no CSV table", where=where, why=str(error)) from None
    for column in header:
        if header.count(column) > 1:
            raise DataFault(f"the column {column!r} stands twice", where=where, remedy="rename one")


def _check_separator(frame: pd.DataFrame, where: str) -> None:
    """A table that was saved with other signs between its cells has one column, whose name holds all names."""
    only = str(frame.columns[0]) if len(frame.columns) == 1 else ""
    for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if sign in only:
            raise DataFault(
                "the data have one column",
                where=where,
                why=f"its name {only[:60]!r} holds {name}",
                remedy=_AS_CSV,
            )


def complete_rows(
    frame: pd.DataFrame, columns: Iterable[str], where: str, *, may_miss: Iterable[str] = ()
) -> Kept:
    """The rows complete in these columns; ``may_miss`` are columns whose gaps are kept.

    Raises:
        DataFault: a column is missing; a number is infinite (column and rows are named); no row is complete.
    """
    columns = tuple(dict.fromkeys(columns))
    for column in (*columns, *may_miss):
        if column not in frame.columns:
            near = ", ".join(str(c) for c in frame.columns[:20])
            raise DataFault(f"the data have no column {column!r}", where=where, remedy=f"columns: {near}")
    for column in columns:
        if frame[column].dtype.kind == "f":
            infinite = np.isinf(frame[column].to_numpy())
            if infinite.any():
                raise DataFault(
                    f"column {column!r} is infinite in {rows_named(frame, infinite)}",
                    where=where,
                    remedy="correct the values, or leave them empty: rows with gaps are dropped and counted",
                )
    missing = {column: frame[column].isna().to_numpy() for column in columns}
    gap = np.zeros(len(frame), dtype=np.bool_)
    for lacks in missing.values():
        gap |= lacks
    because = {column: int(lacks.sum()) for column, lacks in missing.items() if lacks.any()}
    if gap.all():
        raise DataFault(
            f"no row is complete in the columns used: {', '.join(f'{c} lacks {k}' for c, k in because.items())}",
            where=where,
        )
    used = tuple(dict.fromkeys((*columns, *may_miss)))
    return Kept(frame[~gap] if gap.any() else frame, int(gap.sum()), because, used)


def numbers(frame: pd.DataFrame, column: str, where: str) -> NDArray[np.float64]:
    """A column as numbers.

    Raises:
        DataFault: a value is no number; the rows are named.
    """
    import pandas as pd

    values = np.asarray(pd.to_numeric(frame[column], errors="coerce"), dtype=np.float64)
    bad = ~np.isfinite(values)
    if bad.any():
        shown = frame[column].to_numpy()[bad][0]
        raise DataFault(
            f"column {column!r} holds no number in {rows_named(frame, bad)}: {shown!r}", where=where
        )
    return values
