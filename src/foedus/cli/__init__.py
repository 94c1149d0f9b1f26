"""The command line: one function a verb, results to standard output, progress to standard error.

options      what several verbs share
reading      read, draft, check
assessing    assess, brief, why, withdraw, serve
modelling    solve, fit, simulate
past         history, score
terminal     how an assessment looks in the terminal

Exit status: 0 done, 1 a fault in what was given (named, with file and line where there are any), 2 wrong
usage. Heavy libraries are imported inside the verbs, so that ``foedus --help`` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from foedus import __version__
from foedus.cli.assessing import assess, brief, serve, why, withdraw
from foedus.cli.modelling import fit, simulate, solve
from foedus.cli.past import history, score
from foedus.cli.reading import check, draft, read
from foedus.errors import FoedusError

VERBS = (
    read, draft, check, solve, assess, brief, why, withdraw, history, fit, simulate, serve, score,
)  # fmt: skip
"""In the order of the help."""

app = typer.Typer(
    name="foedus",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Assess threats to leave international agreements.

    From a folder of articles to a sourced, computed brief: foedus reads who said what, drafts a case that
    you can edit, solves its game over many thousands of draws, and writes a brief in which every number is
    traced to words, to history, or to a stated assumption.

    Begin with: foedus assess FOLDER
    """,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"foedus {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Options of the program itself."""


for verb in VERBS:
    app.command()(verb)


def main() -> None:
    """Run the command line; faults in the input end with status 1 and a message that says what to do."""
    try:
        app()
    except FoedusError as fault:
        sys.stderr.write(f"foedus: {fault}\n")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as fault:  # of a file that was asked for: no room, no right, no such folder
        place = fault.filename2 or fault.filename  # where it was to go, or what it was
        why = fault.strerror or str(fault)
        remedy = "check that the folder exists and that you may write there, or name another file"
        head = f"{place}: " if place else ""
        sys.stderr.write(f"foedus: {head}the file cannot be used: {why}\n  what to do: {remedy}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("foedus: interrupted; nothing was left half-written\n")
        sys.exit(130)
