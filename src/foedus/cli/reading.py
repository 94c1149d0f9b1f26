"""What reads articles and cases: read, draft, check."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import Articles, AsOf, Deadline, Lexicon, QuestionFile, Quiet, progress_of


class StatementFormat(StrEnum):
    """How statements are written."""

    jsonl = "jsonl"
    table = "table"
    csv = "csv"
    parquet = "parquet"


def read(
    paths: Articles,
    format: Annotated[
        StatementFormat, typer.Option("--format", help="How to write the statements.")
    ] = StatementFormat.table,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    lexicon: Lexicon = "survey",
    as_of: AsOf = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            help="Processes to read with; 0 takes all cores. More than one, or more than 200 files, are read article by article.",
        ),
    ] = 1,
    resume: Annotated[
        Path | None,
        typer.Option(
            "--resume",
            metavar="FOLDER",
            help="Keep finished parts in FOLDER; the same command goes on where it was stopped.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Articles → statements: who said what, through whom, how surely, on what condition, and what it speaks for.

    Example: foedus read reports/ --format jsonl > statements.jsonl
    """
    from foedus.dossier.steps import read_statements
    from foedus.ledger.export import write

    statements = read_statements(
        paths, as_of=as_of, lexicon=lexicon, workers=workers, resume=resume, progress=progress_of(quiet)
    )
    write(statements, format.value, out or sys.stdout)


def draft(
    paths: Articles,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="CASE.yaml", help="Where to write the case file.")
    ],
    as_of: AsOf = None,
    question: QuestionFile = None,
    deadline: Deadline = None,
    lexicon: Lexicon = "survey",
    quiet: Quiet = False,
) -> None:
    """Articles → a case file to read, edit and assess again.

    Example: foedus draft reports/ -o case.yaml && foedus assess reports/ --case case.yaml
    """
    from foedus.dossier.request import Request
    from foedus.dossier.steps import draft_of
    from foedus.ledger.store import write_whole

    progress = progress_of(quiet)
    request = Request(tuple(paths), as_of=as_of, question=question, deadline=deadline, lexicon=lexicon)
    drafted = draft_of(request, progress)
    write_whole(out, drafted.text.encode("utf-8"))
    progress.note(
        f"wrote {out}: {len(drafted.case.quantities)} quantities, {len(drafted.case.judgements)} judgements"
    )
    for line in drafted.case.unfilled:
        progress.note(f"not filled: {line}")


def check(
    case: Annotated[Path | None, typer.Argument(metavar="CASE.yaml", help="The case file.")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of case files for editors.")
    ] = False,
) -> None:
    """Check a case file: all faults at once, each with its line and the way out.

    Example: foedus check case.yaml

    Example: foedus check --schema > case.schema.json
    """
    from foedus.dossier.checking import check_case_file, schema_text

    if schema:
        typer.echo(schema_text())
        return
    if case is None:
        raise typer.BadParameter("name a case file, or ask for --schema", param_hint="CASE.yaml")
    typer.echo(check_case_file(case))
