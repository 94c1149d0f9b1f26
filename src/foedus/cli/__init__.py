"""The command line: one function a verb, results to standard output, progress to standard error.

options      what several verbs share
reading      read, draft, check
assessing    assess, brief, why, withdraw, serve
modelling    solve, fit, simulate
past         history, score
terminal     how an assessment looks in the terminal
refusals     what the operating system refused, in words

Exit status: 0 done, 1 a fault in what was given (named, with file and line where there are any), 2 wrong
usage. Heavy libraries are imported inside the verbs, so that ``foedus --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from foedus import __version__
from foedus.cli.assessing import assess, brief, serve, why, withdraw
from foedus.cli.modelling import fit, simulate, solve
from foedus.cli.past import history, score
from foedus.cli.reading import check, draft, read
from foedus.errors import FoedusError

GROUPS = {
    "From articles to an answer": (assess, brief, why, serve, withdraw),
    "Step by step": (read, draft, check),
    "Games and data": (solve, fit, simulate),
    "The past, and keeping score": (history, score),
}
"""The verbs under the headings of the help, in its order."""
VERBS = tuple(verb for verbs in GROUPS.values() for verb in verbs)

_INTERRUPTED, _STANDARD_OUTPUT = 130, 1

app = typer.Typer(
    name="foedus",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Assess threats to leave international agreements: will they, why say it, what if.\n\n"
        "From a folder of articles to a sourced, computed brief: foedus reads who said what, drafts a case that you can edit, "
        "solves its game over many thousands of draws, and writes a brief in which every number is traced to words, to history, "
        "or to a stated assumption.\n\n"
        "Begin with: foedus assess FOLDER"
    ),
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


for heading, verbs in GROUPS.items():
    for verb in verbs:
        app.command(rich_help_panel=heading)(verb)


def main() -> None:
    """Run the command line; faults in the input end with status 1 and a message that says what to do."""
    try:
        app()
    except FoedusError as fault:
        sys.stderr.write(f"foedus: {fault}\n")
        sys.exit(1)
    except OSError as fault:
        _refused(fault)
    except SystemExit as left:  # Typer ends so after Ctrl-C, and where what it wrote had no reader
        if left.code == _INTERRUPTED:
            sys.stderr.write("foedus: interrupted; nothing was left half-written\n")
        elif isinstance(left.__context__, OSError):
            _refused(left.__context__)
        raise


def _refused(fault: OSError) -> NoReturn:
    """End after an error of the operating system; quietly where whoever read the output has read enough."""
    from foedus.cli.refusals import has_no_reader, told

    if isinstance(fault, BrokenPipeError) and has_no_reader(_STANDARD_OUTPUT):
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), _STANDARD_OUTPUT
        )  # what is left to write is wanted by nobody
        sys.exit(0)
    sys.stderr.write(told(fault))
    sys.exit(1)
