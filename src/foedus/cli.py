"""The command line: one function per verb, results to standard output, progress to standard error.

Exit status: 0 done, 1 a fault in what was given (named, with file and line where there are any), 2 wrong
usage. Heavy libraries are imported inside the verbs, so that ``foedus --help`` answers at once.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus import __version__
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.dossier.progress import Progress

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


class StatementFormat(StrEnum):
    """How statements are written."""

    jsonl = "jsonl"
    table = "table"
    csv = "csv"
    parquet = "parquet"


class ReportFormat(StrEnum):
    """How a result is written."""

    text = "text"
    json = "json"


class TableFormat(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    json = "json"


class BriefFormat(StrEnum):
    """How a brief is written."""

    md = "md"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    annotations = "annotations"
    prov = "prov"


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
    except KeyboardInterrupt:
        sys.stderr.write("foedus: interrupted; nothing was left half-written\n")
        sys.exit(130)


def _progress(quiet: bool) -> Progress:
    from foedus.dossier.progress import Progress

    return Progress(stream=None if quiet else sys.stderr)


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


@app.command()
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
        paths, as_of=as_of, lexicon=lexicon, workers=workers, resume=resume, progress=_progress(quiet)
    )
    write(statements, format.value, out or sys.stdout)


@app.command()
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
    from foedus.dossier.steps import Request, draft_of
    from foedus.ledger.store import write_whole

    progress = _progress(quiet)
    request = Request(tuple(paths), as_of=as_of, question=question, deadline=deadline, lexicon=lexicon)
    drafted = draft_of(request, progress)
    write_whole(out, drafted.text.encode("utf-8"))
    progress.note(
        f"wrote {out}: {len(drafted.case.quantities)} quantities, {len(drafted.case.judgements)} judgements"
    )
    for line in drafted.case.unfilled:
        progress.note(f"not filled: {line}")


@app.command()
def check(
    case: Annotated[Path | None, typer.Argument(metavar="CASE.yaml", help="The case file.")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of case files for editors.")
    ] = False,
) -> None:
    """Check a case file: all faults at once, each with its line and the way out."""
    from foedus.dossier.checking import check_case_file, schema_text

    if schema:
        typer.echo(schema_text())
        return
    if case is None:
        raise typer.BadParameter("name a case file, or ask for --schema", param_hint="CASE.yaml")
    typer.echo(check_case_file(case))


@app.command()
def solve(
    game: Annotated[
        Path, typer.Argument(metavar="CASE.yaml|GAME.efg", help="A case file or a game in Gambit's format.")
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
        int, typer.Option("--draws", help="Solve for this many draws of the quantities (a case only).")
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


@app.command()
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
    from foedus.dossier.steps import Request
    from foedus.dossier.steps import assess as assess_folder
    from foedus.terminal import assessment_text, json_text

    request = Request(
        tuple(paths), as_of=as_of, question=question, deadline=deadline, case=case, out=out,
        draws=draws, seed=seed, lexicon=lexicon, pool=pool,
    )  # fmt: skip
    dossier = assess_folder(request, _progress(quiet))
    as_json = format is ReportFormat.json
    typer.echo(
        json_text(dossier.assessment) if as_json else assessment_text(dossier.assessment, dossier.folder)
    )


@app.command()
def brief(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder, as assess wrote it.")],
    format: Annotated[BriefFormat, typer.Option("--format", help="The format to write.")] = BriefFormat.md,
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
    """Write a dossier's brief again, or check it against the standards of analytic writing.

    Example: foedus brief japan-2019 --check
    """
    from foedus.dossier.briefing import check_brief, write_brief

    if check:
        report, passed = check_brief(folder)
        typer.echo(report)
        if not passed:
            raise typer.Exit(1)
        return
    text = write_brief(folder, format.value, out)
    if text is not None:
        typer.echo(text)


@app.command()
def why(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder.")],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="courses.exit, explanations.leverage, ...")],
) -> None:
    """Why this number: from the answer down to words of articles, rows of history and assumptions.

    Example: foedus why japan-2019 courses.exit
    """
    from foedus.brief.why import why as trace_text
    from foedus.dossier.briefing import grounds_of_folder

    typer.echo(trace_text(grounds_of_folder(folder), number).rstrip())


@app.command()
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

    typer.echo(told(folder, article, _progress(quiet), change=yes))


@app.command()
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


@app.command()
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
        return
    asked = Fitting(
        game, data, format, covariance, cluster, starts, seed, output, vary, picture, at or (), case,
        bayes, chains, draws,
    )  # fmt: skip
    typer.echo(fit_text(asked))


@app.command()
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


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A dossier's folder, as assess wrote it.")],
    port: Annotated[int, typer.Option("--port", help="The port on this machine.")] = 8765,
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


@app.command()
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


if __name__ == "__main__":
    main()
