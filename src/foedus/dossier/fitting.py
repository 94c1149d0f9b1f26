"""Fitting a declared game to data, or taking up a fit that was saved, as the command line asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from foedus.errors import InputFault

if TYPE_CHECKING:
    from foedus.fitting.result import Fit
    from foedus.fitting.statics import Statics


_MOST_SHOWN = 5


@dataclass(frozen=True)
class Fitting:
    """What is asked of a fit.

    Attributes:
        game: a game file, or a fit that was saved (its name ends in .json).
        data: a CSV file; None for a saved fit.
        form: text, json, html or latex.
        covariance, cluster, starts, seed: as `foedus.fitting.fit.fit`.
        output: where to save the fit.
        vary, picture: the covariate to vary, and where to draw it (its table goes beside, as CSV).
        at: values of covariates, each ``name=value``.
        case: where to write the fitted game as a case.
    """

    game: Path
    data: Path | None = None
    form: str = "text"
    covariance: str = "hessian"
    cluster: str = ""
    starts: int = 1
    seed: int = 0
    output: Path | None = None
    vary: str = ""
    picture: Path | None = None
    at: Sequence[str] = field(default_factory=tuple)
    case: Path | None = None


def fit_text(asked: Fitting) -> str:
    """The result of a fit as text, and what else was asked for in files.

    Raises:
        InputFault: the form, the covariance or a value of ``at`` is none.
        DataFault: the data cannot carry the game; columns and rows are named.
    """
    from foedus.fitting.report import reported
    from foedus.fitting.summary import Form

    if asked.picture is not None and not asked.vary:
        raise InputFault("--picture needs a covariate to vary", remedy="name it by --vary COVARIATE")
    if asked.at and not asked.vary and asked.case is None:
        raise InputFault(
            "--at is for --vary or --case", remedy="name a covariate by --vary, or a file by --case"
        )
    chosen: Any = "text" if asked.form == "json" else _one_of(asked.form, get_args(Form), "--format")
    at = _values(asked.at)
    found = _found(asked)
    told = reported(found, asked.form == "json", form=chosen)
    if asked.vary:
        told = _with_statics(asked, found, at, told)
    if asked.output is not None:
        from foedus.fitting.saved import save_fit

        save_fit(found, asked.output)
    if asked.case is not None:
        from foedus.case.write import write
        from foedus.fitting.fitted_case import fitted_case

        _written(asked.case, write(fitted_case(found, at)))
    return told


def _found(asked: Fitting) -> Fit:
    """The fit, made or loaded."""
    from foedus.fitting.covariance import Kind

    if asked.game.suffix == ".json":
        from foedus.fitting.saved import load_fit

        if asked.data is not None:
            raise InputFault(
                "a saved fit takes no data", where=str(asked.game), remedy="give the game file to fit it anew"
            )
        return load_fit(asked.game)
    if asked.data is None:
        raise InputFault(
            "the data are missing",
            where=str(asked.game),
            remedy="name a CSV file behind the game, or a saved fit",
        )
    if asked.covariance == "bootstrap":
        from foedus.fitting.compare import bootstrap

        return bootstrap(asked.game, asked.data, cluster=asked.cluster, seed=asked.seed)
    from foedus.fitting.fit import fit

    kind: Any = _one_of(
        "clustered" if asked.cluster and asked.covariance == "hessian" else asked.covariance,
        get_args(Kind),
        "--covariance",
    )
    return fit(
        asked.game, asked.data, covariance=kind, cluster=asked.cluster, starts=asked.starts, seed=asked.seed
    )


def _with_statics(asked: Fitting, found: Fit, at: dict[str, str], told: str) -> str:
    """The report with the comparative statics behind it, in its form; the picture and its table in files."""
    import json

    from foedus.fitting.picture import described, statics_picture
    from foedus.fitting.statics import vary

    statics = vary(found, asked.vary, at=at, seed=asked.seed)
    if asked.picture is not None:
        _written(asked.picture, statics_picture(statics))
        _written(asked.picture.with_suffix(".csv"), statics.table().to_csv(index=False))
    if asked.form == "json":
        return json.dumps({**json.loads(told), "statics": _plain(statics)}, indent=2, ensure_ascii=False)
    if asked.form != "text":
        return told
    table, outcomes = statics.table().round(4), len(statics.outcomes)
    if len(statics.values) > _MOST_SHOWN:  # text is for a glance: the ends and values between them
        shown = {round(k * (len(statics.values) - 1) / (_MOST_SHOWN - 1)) for k in range(_MOST_SHOWN)}
        table = table[[row // outcomes in shown for row in range(len(table))]]
    return f"{told}\n\n{table.to_string(index=False)}\n{described(statics)}"


def _plain(statics: Statics) -> dict[str, Any]:
    return {
        "covariate": statics.column, "at": dict(statics.at), "level": statics.level, "draws": statics.draws,
        "seed": statics.seed, "rows": statics.table().to_dict("records"),
        "change": {
            outcome: dict(zip(("estimate", "low", "high"), map(float, row), strict=True))
            for outcome, row in zip(statics.outcomes, statics.change, strict=True)
        },
    }  # fmt: skip


def _values(given: Sequence[str]) -> dict[str, str]:
    """Covariate → value, from texts ``name=value``."""
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise InputFault(f"--at {text!r} says no value", remedy="write --at COVARIATE=VALUE")
        found[name.strip()] = value.strip()
    return found


def _written(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputFault(f"the file cannot be written: {error.strerror}", where=str(path)) from None


def _one_of(value: str, known: tuple[str, ...], option: str) -> str:
    if value not in known:
        raise InputFault(f"{option} {value!r} is not known", remedy=f"choose one of {', '.join(known)}")
    return value
