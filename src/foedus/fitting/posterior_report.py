"""A posterior for readers and for programs: a table with its warnings, JSON, and ArviZ's InferenceData as NetCDF."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import DataFault
from foedus.fitting.posterior import Posterior, arviz_module
from foedus.fitting.prior import placed, spoken
from foedus.fitting.summary import Form, number, written

FLAWED = 1.01  # R-hat above which chains disagree (Vehtari and others 2021)
FEW = 400  # effective draws below which quantiles are rough
MOST_ROW_VALUES = 20_000_000  # of row log-likelihoods that a file keeps

_HEAD = ("", "mean", "s.d.", "5 %", "95 %", "R-hat", "ESS bulk", "ESS tail", "prior")


def warnings_of(found: Posterior) -> list[str]:
    """What speaks against relying on the draws; empty if nothing does."""
    told = []
    diverged, total = int(found.diverged.sum()), found.diverged.size
    if diverged:
        told.append(
            f"{diverged} of {total} draws diverged: the sampler could not follow the posterior everywhere, and the "
            "intervals may be too narrow. Narrower priors, or fewer coefficients, help."
        )
    apart = [name for name, rhat in zip(found.names, found.rhat, strict=True) if rhat > FLAWED]
    if apart:
        told.append(f"The chains disagree (R-hat above {FLAWED}) on {', '.join(apart)}: draw more.")
    if len(found.draws) == 1:
        told.append("One chain cannot show whether chains agree: take four.")
    few = [n for n, b, t in zip(found.names, found.bulk, found.tail, strict=True) if not min(b, t) >= FEW]
    if few:
        told.append(f"Fewer than {FEW} effective draws of {', '.join(few)}: quantiles are rough, draw more.")
    return told


def posterior_table(found: Posterior, form: Form = "text") -> str:
    """The table of a posterior: text, HTML or LaTeX."""
    rows = [
        (
            row["name"], *(number(row[key]) for key in ("mean", "sd", "p05", "p95")), number(row["rhat"], 3),
            f"{row['ess_bulk']:.0f}", f"{row['ess_tail']:.0f}", row["prior"],
        )
        for row in coefficients_of(found)
    ]  # fmt: skip
    chains, draws, k = found.draws.shape
    feet = [
        f"{found.model.likelihood.n} rows, {k} coefficients; {found.model.kept.dropped} rows dropped for gaps",
        f"NUTS: {chains} chains of {draws} draws after {found.warmup} to tune them, seed {found.seed}; "
        f"{int(found.diverged.sum())} diverged, {found.steps.mean():.1f} steps a draw, "
        f"acceptance {found.accepted.mean():.2f}, {found.seconds:.0f} s",
        *(f"Warning: {told}" for told in warnings_of(found)),
    ]
    return written(found.title, [_HEAD, *rows], feet, form)


def coefficients_of(found: Posterior) -> list[dict[str, Any]]:
    """Name, mean, sd, 5th and 95th percentile, R-hat, effective sizes and prior of each coefficient."""
    flat = found.draws.reshape(-1, len(found.names))
    low, high = np.quantile(flat, [0.05, 0.95], axis=0)
    return [
        {
            "name": name, "mean": float(flat[:, k].mean()), "sd": float(flat[:, k].std(ddof=1)),
            "p05": float(low[k]), "p95": float(high[k]), "rhat": _finite(found.rhat[k]),
            "ess_bulk": _finite(found.bulk[k]), "ess_tail": _finite(found.tail[k]), "prior": spoken(found.priors[k]),
        }
        for k, name in enumerate(found.names)
    ]  # fmt: skip


def posterior_json(found: Posterior) -> dict[str, Any]:
    """A posterior as plain values, without its draws."""
    chains, draws, k = found.draws.shape
    return {
        "title": found.title, "n": found.model.likelihood.n, "k": k, "chains": chains, "draws": draws,
        "warmup": found.warmup, "seed": found.seed, "coefficients": coefficients_of(found),
        "covariance": {"kind": "posterior", "matrix": found.covariance.tolist()},
        "diverged": int(found.diverged.sum()), "warnings": warnings_of(found),
        "dropped_rows": found.model.kept.dropped, "settings": dict(found.model.settings), "seconds": found.seconds,
    }  # fmt: skip


def inference_data(found: Posterior) -> Any:
    """ArviZ's InferenceData: posterior, prior, sample_stats, log_likelihood by row, and the data's rows.

    The variable ``coefficient`` has the dimension ``name``. Row log-likelihoods are left out where chains × draws ×
    rows are more than `MOST_ROW_VALUES`.
    """
    arviz = arviz_module()
    chains, draws, k = found.draws.shape
    normal = np.random.default_rng(found.seed).standard_normal((1, chains * draws, k))
    prior = np.array([[placed(found.priors, z)[0] for z in chain] for chain in normal])
    index = [int(row) for row in found.model.kept.table.index]
    groups: dict[str, Any] = {
        "posterior": {"coefficient": found.draws},
        "prior": {"coefficient": prior},
        "sample_stats": {
            "lp": found.log_posterior, "diverging": found.diverged, "n_steps": found.steps,
            "acceptance_rate": found.accepted,
        },
    }  # fmt: skip
    if chains * draws * len(index) <= MOST_ROW_VALUES:
        likelihood = found.model.likelihood
        groups["log_likelihood"] = {
            "outcome": np.array([[likelihood.at(b).rows for b in chain] for chain in found.draws])
        }
    made = arviz.from_dict(
        **groups, coords={"name": list(found.names), "row": index},
        dims={"coefficient": ["name"], "outcome": ["row"]},
    )  # fmt: skip
    attributes = {
        "title": found.title, "seed": found.seed, "warmup": found.warmup, "sampler": "NUTS (numpyro)",
        "priors": "; ".join(f"{n}: {spoken(p)}" for n, p in zip(found.names, found.priors, strict=True)),
    }  # fmt: skip
    made.posterior.attrs.update(attributes)
    return made


def save_posterior(found: Posterior, path: str | Path) -> Path:
    """Write the InferenceData to a NetCDF file, which ``arviz.from_netcdf`` reads.

    Raises:
        DataFault: the file cannot be written.
    """
    path = Path(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            inference_data(found).to_netcdf(str(path), engine="h5netcdf")
    except OSError as error:
        raise DataFault(
            f"the posterior cannot be written: {error.strerror or error}", where=str(path)
        ) from None
    return path


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
