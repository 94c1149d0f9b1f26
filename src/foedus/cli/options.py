"""Options that several verbs share, each with its help, and the progress that a verb shows."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from foedus.dossier.progress import Progress


class ReportFormat(StrEnum):
    """How a result is written."""

    text = "text"
    json = "json"


Articles = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files or folders of articles (.txt .md .html .pdf .json, feeds), or - for standard input."),
]  # fmt: skip
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="A lock: nothing later is used, neither article nor history (YYYY-MM-DD)."),
]  # fmt: skip
Deadline = Annotated[
    str | None,
    typer.Option("--deadline", metavar="DATE", help="The date by which the question resolves; a year after --as-of if not given."),
]  # fmt: skip
QuestionFile = Annotated[
    Path | None,
    typer.Option("--question", metavar="FILE", help="A JSON file with event, deadline, threatener, counterpart, agreement."),
]  # fmt: skip
Lexicon = Annotated[
    str,
    typer.Option(
        "--lexicon", metavar="NAME", help="What words of probability mean: survey, icd203, phia or nato."
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", help="Seed of all random draws; the same seed gives the same answer.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]


def progress_of(quiet: bool) -> Progress:
    """Progress on standard error; none is shown if quiet."""
    from foedus.dossier.progress import Progress

    return Progress(stream=None if quiet else sys.stderr)
