"""What looks back, at past threats and at past forecasts: history, score."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import AsOf


class TableFormat(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    json = "json"


def history(
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only agreements of this kind (alliance, trade, organisation, arms control, other); may be repeated.",
        ),
    ] = None,
    vehicle: Annotated[
        list[str] | None,
        typer.Option(
            "--vehicle",
            help="Only threats made this way (private_report, public_statement, legislature_vote, formal_notice).",
        ),
    ] = None,
    demand: Annotated[
        bool | None, typer.Option("--demand/--no-demand", help="Only threats with (or without) a demand.")
    ] = None,
    as_of: AsOf = None,
    rates: Annotated[bool, typer.Option("--rates", help="The base rates instead of the threats.")] = False,
    format: Annotated[
        TableFormat, typer.Option("--format", help="How to write the table.")
    ] = TableFormat.table,
    picture: Annotated[
        Path | None, typer.Option("--picture", help="Also draw the threats along the years: a file.svg.")
    ] = None,
) -> None:
    """Past threats to leave an agreement and what came of them; the base rates.

    Example: foedus history --kind alliance --demand --picture alliances.svg
    """
    from foedus.dossier.past import history_text

    typer.echo(
        history_text(
            kinds=tuple(kind or ()), vehicles=tuple(vehicle or ()), demand=demand,
            as_of=as_of, rates=rates, form=format.value, picture=picture,
        ).rstrip()
    )  # fmt: skip


def score(
    register: Annotated[
        Path,
        typer.Argument(
            metavar="REGISTER", help="The file that keeps forecasts and outcomes, or a folder of dossiers."
        ),
    ],
    add: Annotated[
        Path | None, typer.Option("--add", metavar="FOLDER", help="Enter the forecast of a dossier.")
    ] = None,
    resolve: Annotated[
        tuple[str, str] | None,
        typer.Option("--resolve", metavar="ID COURSE", help="Enter what came of a question."),
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the outcome.")] = "",
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture", metavar="FILE.svg", help="Draw the calibration diagram (from 20 outcomes)."
        ),
    ] = None,
) -> None:
    """Keep score: enter forecasts and outcomes, and see how good they were beside the base rate.

    Example: foedus score register.jsonl --add japan-2019
    """
    from foedus.dossier.scorebook import calibration_svg, enter_forecast, enter_outcome, score_text

    if add is not None:
        typer.echo(enter_forecast(register, add))
    elif resolve is not None:
        if not on:
            raise typer.BadParameter("say on which day it came out", param_hint="--on")
        typer.echo(enter_outcome(register, *resolve, on))
    elif picture is not None:
        picture.write_text(calibration_svg(register), encoding="utf-8")
        typer.echo(f"wrote {picture}")
    else:
        typer.echo(score_text(register))
