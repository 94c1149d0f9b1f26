"""Statements to a table on the screen, JSON lines, CSV or Parquet.

JSON lines and Parquet hold every field of a statement; CSV and the table hold the fields that fit into a
cell, spans as ``12-40;52-60``.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

from foedus.errors import InputFault, MissingExtra
from foedus.ledger.statement import Statement

Format = Literal["table", "jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("table", "jsonl", "csv", "parquet")
BATCH = 20_000
"""Statements in one row group of a Parquet file."""

_SPANS = ("content", "source", "cue", "phrase_span", "condition", "core")
_NAMES = ("through", "actors", "rules")


def write(statements: Iterable[Statement], form: str, out: Path | IO[str] | None = None) -> int:
    """Write statements in a form to a file or an open text stream; their number.

    Args:
        statements: read once, so that an iterator over millions will do.
        form: ``table``, ``jsonl``, ``csv`` or ``parquet``.
        out: a path, replaced as a whole when all is written; or a stream (not for Parquet); None is
            standard output.

    Raises:
        InputFault: the form is unknown, or Parquet was asked for on a stream.
        MissingExtra: pyarrow is not installed.
    """
    if form not in FORMATS:
        raise InputFault(f"unknown format {form!r}", remedy=f"use one of {', '.join(FORMATS)}")
    if form == "parquet":
        if not isinstance(out, Path):
            raise InputFault("Parquet cannot be written to the screen", remedy="give a file with -o FILE")
        return write_parquet(statements, out)
    if isinstance(out, Path):
        with _aside(out) as path, path.open("w", encoding="utf-8", newline="") as stream:
            return _to_stream(statements, form, stream)
    return _to_stream(statements, form, out or sys.stdout)


def write_parquet(statements: Iterable[Statement], out: Path) -> int:
    """Write statements as one Parquet file, in row groups, with the schema of ``parquet_schema``."""
    arrow, parquet = _pyarrow()
    schema = parquet_schema()
    count = 0
    with _aside(out) as path, parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _batches((s.to_json() for s in statements), BATCH):
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def read_parquet(path: Path) -> Iterator[Statement]:
    """The statements of a Parquet file that ``write_parquet`` made, in its order."""
    _, parquet = _pyarrow()
    for batch in parquet.ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            yield Statement.from_json(row)


def parquet_schema() -> Any:  # pyarrow states no types
    """The columns: spans are lists of [start, end], a likelihood is a struct, the rest text, flags and probabilities."""
    arrow, _ = _pyarrow()
    text, spans = arrow.string(), arrow.list_(arrow.list_(arrow.int32()))
    likelihood = arrow.struct([(name, arrow.float64()) for name in ("median", "low", "high")])
    columns = []
    for field in fields(Statement):
        kind = text
        if field.name in _SPANS:
            kind = spans
        elif field.name in _NAMES:
            kind = arrow.list_(text)
        elif field.name == "likelihood":
            kind = likelihood
        elif field.name in ("negated", "move_certain"):
            kind = arrow.bool_()
        elif field.name in ("kind_sure", "bearing_sure"):
            kind = arrow.float64()
        elif field.name == "signs_sure":
            kind = arrow.list_(arrow.float64())
        columns.append((field.name, kind))
    return arrow.schema(columns)


def _to_stream(statements: Iterable[Statement], form: str, stream: IO[str]) -> int:
    count = 0
    if form == "jsonl":
        for statement in statements:
            stream.write(json.dumps(statement.to_json(), ensure_ascii=False) + "\n")
            count += 1
        return count
    if form == "csv":
        writer = csv.DictWriter(stream, [f.name for f in fields(Statement)])
        writer.writeheader()
        for statement in statements:
            writer.writerow({k: _cell(k, v) for k, v in statement.to_json().items()})
            count += 1
        return count
    return _to_table(statements, stream)


def _to_table(statements: Iterable[Statement], stream: IO[str]) -> int:
    from rich.console import Console  # only for the screen
    from rich.table import Table
    from rich.text import Text

    table = Table("article", "speaker", "through", "kind", "bears on", "phrase", "words", show_lines=False)
    count = 0
    for s in statements:
        bearing = f"{s.bears_on} {s.direction or ''}".strip() if s.bears_on else ""
        cells = (s.article, s.speaker, " › ".join(s.through), s.kind, bearing, s.phrase or "", s.words)
        table.add_row(*(Text(cell) for cell in cells))  # Text: words in [brackets] are no markup
        count += 1
    Console(file=stream, width=None if stream.isatty() else 200).print(table)
    return count


def _cell(name: str, value: Any) -> str:  # any field of a record
    """A field as one cell of a CSV file."""
    if value is None:
        return ""
    if name in _SPANS:
        return ";".join(f"{start}-{end}" for start, end in value)
    if name == "signs_sure":
        return "; ".join(f"{sure:g}" for sure in value)
    if name in _NAMES:
        return "; ".join(value)
    if isinstance(value, dict):
        return f"{value['median']:g} ({value['low']:g} to {value['high']:g})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    # A cell that opens like a formula would be run by a spreadsheet: the quotation mark keeps it text.
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _batches(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A path beside ``out`` that replaces it when the block ends without a fault."""
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:40]}.")
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        aside.chmod(0o644)
        aside.replace(out)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("pyarrow", "tables", "reading and writing Parquet") from None
    return arrow, parquet
