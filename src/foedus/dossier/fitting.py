"""Fitting a declared game to data, or taking up a fit that was saved, as the command line asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from foedus.errors import InputFault

if TYPE_CHECKING:
    from foedus.fitting.estimated import Estimated
    from foedus.fitting.posterior import Posterior
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
        bayes, chains, draws: sample the posterior under the file's priors, in how many chains of how many draws.
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
    bayes: bool = False
    chains: int = 4
    draws: int = 1000


def fit_text(asked: Fitting) -> str:
    """The result of a fit as text, and what else was asked for in files.

    Raises:
        InputFault: the form, the covariance or a value of ``at`` is none.
        DataFault: the data cannot carry the game; columns and rows are named.
    """
    from foedus.fitting.summary import Form

    _check(asked)
    chosen: Any = "text" if asked.form == "json" else _one_of(asked.form, get_args(Form), "--format")
    at = _values(asked.at)
    found: Estimated
    if asked.bayes:
        found, told = _sampled(asked, chosen)
    else:
        found, told = _fitted(asked, chosen)
    if asked.vary:
        told = _with_statics(asked, found, at, told)
    if asked.case is not None:
        from foedus.case.write import write
        from foedus.fitting.fitted_case import fitted_case

        _written(asked.case, write(fitted_case(found, at)))
    return told


def history_text(game: Path, *, form: str, output: Path | None, as_of: str | None, seed: int) -> str:
    """The default model fitted to past threats, as text or JSON; its file with the fitted centres where asked for.

    Raises:
        InputFault: the game is another one, or the form is none.
    """
    from foedus.dossier.history_fitting import DEFAULT, fit_history, fitted_model, history_fit_text

    if str(game) != DEFAULT:
        raise InputFault(
            "only the default model is fitted to history",
            where=str(game),
            remedy=f"foedus fit {DEFAULT} --history",
        )
    found = fit_history(as_of, seed=seed)
    if output is not None:
        _written(output, fitted_model(found))
    return history_fit_text(found, _one_of(form, ("text", "json"), "--format"))


def _check(asked: Fitting) -> None:
    """Refuse options that do not go together."""
    if asked.picture is not None and not asked.vary:
        raise InputFault("--picture needs a covariate to vary", remedy="name it by --vary COVARIATE")
    if asked.at and not asked.vary and asked.case is None:
        raise InputFault(
            "--at is for --vary or --case", remedy="name a covariate by --vary, or a file by --case"
        )
    if asked.bayes and (asked.cluster or asked.covariance != "hessian" or asked.starts != 1):
        raise InputFault(
            "--covariance, --cluster and --starts belong to maximum likelihood",
            remedy="leave them away with --bayes",
        )
    if asked.game.suffix == ".json" and (asked.cluster or asked.covariance != "hessian" or asked.starts != 1):
        raise InputFault(
            "a saved fit keeps its standard errors", where=str(asked.game),
            remedy="fit the game anew with --covariance, --cluster or --starts",
        )  # fmt: skip
    if asked.bayes and asked.data is None:
        raise InputFault("--bayes needs the game file and its data", where=str(asked.game))
    if asked.bayes and asked.output is not None and asked.output.suffix != ".nc":
        raise InputFault(
            "a posterior is saved as NetCDF", where=str(asked.output), remedy="let the name end in .nc"
        )


def _fitted(asked: Fitting, form: Any) -> tuple[Fit, str]:
    """The fit and its report, saved where that was asked for."""
    from foedus.fitting.report import reported

    found = _found(asked)
    if asked.output is not None:
        from foedus.fitting.saved import save_fit

        save_fit(found, asked.output)
    return found, reported(found, asked.form == "json", form=form)


def _sampled(asked: Fitting, form: Any) -> tuple[Posterior, str]:
    """The posterior and its report, saved where that was asked for."""
    import json

    from foedus.fitting.posterior import sample_posterior
    from foedus.fitting.posterior_report import posterior_json, posterior_table, save_posterior

    found = sample_posterior(
        asked.game, asked.data or "", chains=asked.chains, draws=asked.draws, seed=asked.seed
    )
    if asked.output is not None:
        save_posterior(found, asked.output)
    if asked.form == "json":
        return found, json.dumps(posterior_json(found), indent=2, ensure_ascii=False, allow_nan=False)
    return found, posterior_table(found, form)


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


def _with_statics(asked: Fitting, found: Estimated, at: dict[str, str], told: str) -> str:
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
