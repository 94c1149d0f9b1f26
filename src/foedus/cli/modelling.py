"""What works on declared games alone: solve, fit, simulate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import ReportFormat, Seed


def solve(
    game: Annotated[
        Path,
        typer.Argument(
            metavar="CASE.yaml|GAME.efg",
            help="A case file, a game in Gambit's format (.efg, .nfg), or one of the catalogue by name.",
        ),
    ],
    precision: Annotated[
        float | None,
        typer.Option(
            "--precision", help="λ of the logit response; a case's own median if not given, 2 for a game."
        ),
    ] = None,
    format: Annotated[
        ReportFormat, typer.Option("--format", help="How to write the solution.")
    ] = ReportFormat.text,
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Solve for this many draws of the quantities (a case only).")
    ] = 0,
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture", help="Also draw the principal branch against λ, as an SVG file.", metavar="FILE"
        ),
    ] = None,
    seed: Seed = 0,
) -> None:
    """Solve a declared game for its quantal response equilibrium, with a certificate.

    Example: foedus solve beer_quiche

    Example: foedus solve game.efg --precision 2 --picture branch.svg
    """
    from foedus.dossier.solving import solve_file
    from foedus.errors import fault_text

    found = solve_file(game, precision=precision, draws=draws, seed=seed, as_json=format is ReportFormat.json)
    for warning in found.warnings:
        typer.echo(fault_text(str(game), warning), err=True)
    typer.echo(found.text)
    if picture is not None:
        picture.write_text(found.picture, encoding="utf-8")
        _wrote(picture)


def fit(
    game: Annotated[
        Path,
        typer.Argument(
            metavar="GAME.yaml|FIT.json",
            help="A declared game with a section fit, a saved fit, or exit-threat.",
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Argument(metavar="DATA.csv", help="The observations, one a row; none for a saved fit."),
    ] = None,
    format: Annotated[str, typer.Option("--format", help="text, json, html or latex.")] = "text",
    covariance: Annotated[
        str,
        typer.Option(
            "--covariance", help="Standard errors: hessian, sandwich, clustered, bootstrap or nested."
        ),
    ] = "hessian",
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="COLUMN", help="The column that names the clusters.")
    ] = "",
    starts: Annotated[int, typer.Option("--starts", min=1, help="Starting points of the maximisation.")] = 1,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FIT.json",
            help="Save the fit, with the rows it used; a posterior as FILE.nc.",
        ),
    ] = None,
    vary: Annotated[
        str, typer.Option("--vary", metavar="COVARIATE", help="Show how the outcomes move with a covariate.")
    ] = "",
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="FILE.svg", help="Draw that; the table goes beside, as CSV."),
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option(
            "--at", metavar="COVARIATE=VALUE", help="Where another covariate stands; more than once."
        ),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(
            "--case", metavar="CASE.yaml", help="Write the fitted game as a case to solve and assess."
        ),
    ] = None,
    history: Annotated[
        bool,
        typer.Option("--history", help="Fit the default model (exit-threat) to the table of past threats."),
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="With --history: only what was known that day."),
    ] = None,
    bayes: Annotated[
        bool, typer.Option("--bayes", help="Sample the posterior under the file's priors, by NUTS.")
    ] = False,
    chains: Annotated[int, typer.Option("--chains", min=1, help="Chains, with --bayes.")] = 4,
    draws: Annotated[int, typer.Option("--draws", min=4, help="Draws of each chain, with --bayes.")] = 1000,
    seed: Seed = 0,
) -> None:
    """Fit a declared game to data by maximum likelihood; what the data cannot identify is refused by name.

    Example: foedus fit crisis.yaml crises.csv --cluster dyad -o crisis.json

    Example: foedus fit crisis.yaml crises.csv --bayes -o crisis.nc

    Example: foedus fit crisis.json --vary balance --picture balance.svg

    Example: foedus fit exit-threat --history
    """
    from foedus.dossier.fitting import Fitting, fit_text, history_text

    if history:
        typer.echo(history_text(game, form=format, output=output, as_of=as_of, seed=seed))
        _wrote(output)
        return
    asked = Fitting(
        game, data, format, covariance, cluster, starts, seed, output, vary, picture, at or (), case,
        bayes, chains, draws,
    )  # fmt: skip
    typer.echo(fit_text(asked))
    _wrote(output, picture, picture and picture.with_suffix(".csv"), case)


def _wrote(*files: Path | None) -> None:
    """Say on standard error which files were written."""
    for file in files:
        if file is not None:
            typer.echo(f"wrote {file}", err=True)


def simulate(
    game: Annotated[
        Path, typer.Argument(metavar="GAME.yaml", help="A declared game with values for its coefficients.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DATA.csv", help="Where to write the rows.")],
    rows: Annotated[int, typer.Option("-n", "--rows", min=1, help="How many rows to draw.")] = 1000,
    seed: Seed = 0,
) -> None:
    """Draw data from a declared game, to see whether a fit finds its coefficients again.

    Example: foedus simulate crisis.yaml -n 2000 -o made.csv && foedus fit crisis.yaml made.csv
    """
    from foedus.fitting.simulate import simulate_file

    typer.echo(simulate_file(game, out, rows, seed=seed))
