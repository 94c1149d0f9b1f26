"""What makes a dossier and works on one: assess, brief, why, withdraw, serve."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import (
    Articles,
    AsOf,
    Deadline,
    Lexicon,
    QuestionFile,
    Quiet,
    ReportFormat,
    Seed,
    progress_of,
)


class BriefFormat(StrEnum):
    """How a brief is written."""

    text = "text"
    md = "md"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    annotations = "annotations"
    prov = "prov"


def assess(
    paths: Articles,
    as_of: AsOf = None,
    question: QuestionFile = None,
    deadline: Deadline = None,
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="FILE", help="Use this case file instead of drafting one."),
    ] = None,
    format: Annotated[
        ReportFormat,
        typer.Option("--format", help="A table for people or JSON for programs, on standard output."),
    ] = ReportFormat.text,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FOLDER", help="The dossier's folder; dossiers/NAME if not given."
        ),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", min=256, help="Draws of the quantities.")] = 8192,
    seed: Seed = 0,
    lexicon: Lexicon = "survey",
    pool: Annotated[str, typer.Option("--pool", help="How judgements are pooled: log or linear.")] = "log",
    quiet: Quiet = False,
) -> None:
    """Articles → an answer and a brief: will they, why say it, what if.

    Example: foedus assess reports/ --as-of 2019-06-28 -o japan-2019
    """
    from foedus.cli.terminal import assessment_text, json_text
    from foedus.dossier.request import Request
    from foedus.dossier.steps import assess as assess_folder

    request = Request(
        tuple(paths), as_of=as_of, question=question, deadline=deadline, case=case, out=out,
        draws=draws, seed=seed, lexicon=lexicon, pool=pool,
    )  # fmt: skip
    dossier = assess_folder(request, progress_of(quiet))
    as_json = format is ReportFormat.json
    typer.echo(
        json_text(dossier.assessment) if as_json else assessment_text(dossier.assessment, dossier.folder)
    )


def brief(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder, as assess wrote it.")],
    format: Annotated[
        BriefFormat | None,
        typer.Option(
            "--format",
            help="How it is written: text is the first page alone, and what a terminal shows; else md.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Make the machine checks of the brief and name each fault.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="Write to FILE; standard output if not given (docx and pdf go to FOLDER).",
        ),
    ] = None,
) -> None:
    """Show or write a dossier's brief, or check it against the standards of analytic writing.

    Example: foedus brief japan-2019 --check
    """
    from foedus.dossier.briefing import check_brief, write_brief

    if check:
        report, passed = check_brief(folder)
        typer.echo(report)
        if not passed:
            raise typer.Exit(1)
        return
    read_here = out is None and sys.stdout.isatty()
    form = format or (BriefFormat.text if read_here else BriefFormat.md)
    text = write_brief(folder, form.value, out, progress_of(quiet=False))
    if text is not None:
        typer.echo(text)


def why(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder.")],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="exit, leverage, courses.exit, S14, ...")],
) -> None:
    """Why this number: from the answer down to words of articles, rows of history and assumptions.

    Example: foedus why japan-2019 courses.exit
    """
    from foedus.brief.why import why as trace_text
    from foedus.dossier.briefing import grounds_of_folder

    typer.echo(trace_text(grounds_of_folder(folder), number).rstrip())


def withdraw(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder.")],
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's file name.")],
    yes: Annotated[bool, typer.Option("--yes", help="Withdraw it and write the new answer.")] = False,
    quiet: Quiet = False,
) -> None:
    """What falls if a source is withdrawn; nothing changes without --yes.

    Example: foedus withdraw japan-2019 07-bloomberg.txt
    """
    from foedus.dossier.withdrawal import withdraw as told

    typer.echo(told(folder, article, progress_of(quiet), change=yes))


def serve(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder, as assess wrote it.")],
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port on this machine.")] = 8765,
    base_path: Annotated[
        str, typer.Option("--base-path", metavar="/PATH", help="The path under which a proxy serves it.")
    ] = "",
    token: Annotated[str, typer.Option("--token", help="Ask for this token; for teams behind a proxy.")] = "",
    name: Annotated[str, typer.Option("--name", help="Your name, put to the changes you make.")] = "",
    hosts: Annotated[
        list[str] | None,
        typer.Option(
            "--hosts", metavar="NAME", help="A name under which a proxy serves it (may be repeated)."
        ),
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register", metavar="REGISTER", help="Score these forecasts beside: a register or a folder."
        ),
    ] = None,
) -> None:
    """Open the workbench on a dossier, in a browser on this machine: review, change assumptions, see the answer move.

    Example: foedus serve japan-2019
    """
    from foedus.workbench.server import serve as open_workbench

    named = [host.strip() for given in hosts or () for host in given.split(",") if host.strip()]
    open_workbench(
        folder, port=port, base_path=base_path, token=token, name=name, hosts=named, register=register
    )
