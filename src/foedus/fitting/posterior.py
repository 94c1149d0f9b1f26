"""The posterior of a declared game's coefficients, sampled by NUTS (Hoffman & Gelman 2014) with numpyro.

[the door to JAX, numpyro and ArviZ] The likelihood is the one that is maximised, with its exact slopes: numpyro's sampler
calls it back, so that no model is written twice, and every game that can be fitted from its own likelihood, private
types included, has a posterior. Priors are put on standard normal variables (`prior`); these are
turned and stretched by the curvature at the posterior's mode, so that the sampler finds a round hill.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from foedus.errors import DataFault, MissingExtra
from foedus.fitting.fit import model_on
from foedus.fitting.model import Model
from foedus.fitting.prior import placed, priors_for
from foedus.quantity import Distribution
from foedus.threads import one_thread

if TYPE_CHECKING:
    import pandas as pd

    from foedus.case.model import Case
    from foedus.fitting.form import Form

Floats = NDArray[np.float64]

_STEP = 1e-4  # of differences of slopes, in standard deviations of the prior
_SPREAD = 1.5  # of the chains' starts around the mode, in units of the mode's normal approximation


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws of the k coefficients.

    Attributes:
        title: of the game.
        names, priors: (k) of the coefficients.
        draws: (chains, draws, k).
        log_posterior: (chains, draws), up to a constant, on the scale of the standard normal variables.
        diverged, steps, accepted: (chains, draws) of the sampler.
        rhat, bulk, tail: (k) split R-hat and effective sample sizes (Vehtari and others 2021).
        warmup, seed, seconds: of the run.
        model: the likelihood on its rows.
    """

    title: str
    names: tuple[str, ...]
    priors: tuple[Distribution, ...]
    draws: Floats
    log_posterior: Floats
    diverged: NDArray[np.bool_]
    steps: NDArray[np.int64]
    accepted: Floats
    rhat: Floats
    bulk: Floats
    tail: Floats
    warmup: int
    seed: int
    seconds: float
    model: Any

    @property
    def n(self) -> int:
        """Rows used."""
        return int(self.model.likelihood.n)

    @property
    def k(self) -> int:
        """Coefficients."""
        return len(self.names)

    @property
    def estimate(self) -> Floats:
        """(k,) posterior means."""
        return np.asarray(self.draws.mean(axis=(0, 1)))

    @property
    def covariance(self) -> Floats:
        """(k, k) posterior covariance."""
        return np.atleast_2d(np.cov(self.draws.reshape(-1, len(self.names)), rowvar=False))

    def drawn(self, count: int, seed: int = 0) -> Floats:
        """(count, k) of the draws, picked at random.

        Raises:
            DataFault: ``count`` is below 1.
        """
        if count < 1:
            raise DataFault(f"{count} draws are none", remedy="ask for one or more")
        pool = self.draws.reshape(-1, len(self.names))
        picked = np.random.default_rng(seed).choice(len(pool), size=count, replace=count > len(pool))
        return np.asarray(pool[picked])


@one_thread()
def sample_posterior(
    game: str | Path | Case | Form,
    data: str | Path | pd.DataFrame | Mapping[str, Any],
    *,
    chains: int = 4,
    draws: int = 1000,
    warmup: int = 500,
    seed: int = 0,
) -> Posterior:
    """Sample the posterior of a declared game on data.

    Args:
        game: a game file with a ``fit`` section, its ``priors`` among it, or its case.
        data: a CSV file, a data frame, or a mapping of columns.
        chains: how many.
        draws: kept of each chain.
        warmup: draws of each chain before these, which tune the sampler.
        seed: of the starts and of all draws.

    Raises:
        CaseFault, DataFault, GameFault: as `fit.fit`, but what is not identified is left to its priors.
        DataFault: the game's likelihood is none that a prior could be put beside.
        MissingExtra: numpyro or arviz is not installed.
    """
    began = time.perf_counter()
    if chains < 1 or draws < 4 or warmup < 0:
        raise DataFault(f"{chains} chains of {draws} draws cannot be kept", remedy="1 chain of 4 at least")
    model = model_on(game, data)
    if model.no_posterior:
        raise DataFault(
            "the game has no posterior here", where=model.where, why=model.no_posterior,
            remedy="fit it by maximum likelihood",
        )  # fmt: skip
    hill = _Hill(model)
    ran = _run(hill, chains, draws, warmup, seed)
    coefficients = np.array([[placed(hill.priors, z)[0] for z in chain] for chain in hill.back(ran["y"])])
    measures = _measures(coefficients)
    return Posterior(
        model.title, model.likelihood.names, hill.priors, coefficients, -ran["potential_energy"],
        ran["diverging"], ran["num_steps"], ran["accept_prob"], *measures, warmup, seed,
        time.perf_counter() - began, model,
    )  # fmt: skip


class _Hill:
    """Minus the log posterior and its slopes, on coordinates in which it is nearly that of independent normals."""

    def __init__(self, model: Model) -> None:
        self.likelihood = model.likelihood
        self.priors = priors_for(model.likelihood, model.priors)
        self.k = len(self.priors)
        start = np.zeros(self.k)
        found = minimize(self.at, start, jac=True, method="BFGS", options={"gtol": 1e-5, "maxiter": 500})
        self.mode = np.asarray(found.x, dtype=np.float64)
        values, vectors = np.linalg.eigh(self._curvature())
        self.turn = np.asarray(vectors / np.sqrt(np.clip(values, 1e-2, None)))

    def at(self, z: Floats) -> tuple[float, Floats]:
        """Value and slopes at standard normal variables; a high plain where the likelihood is none."""
        theta, slope = placed(self.priors, z)
        at = self.likelihood.at(theta)
        value = -float(at.rows.sum()) + 0.5 * float(z @ z)
        slopes = z - at.gradient * slope
        if not (np.isfinite(value) and np.isfinite(slopes).all()):
            return 1e10, np.zeros(self.k)
        return value, slopes

    def _curvature(self) -> Floats:
        columns = []
        for move in _STEP * np.eye(self.k):
            columns.append((self.at(self.mode + move)[1] - self.at(self.mode - move)[1]) / (2 * _STEP))
        bend = np.array(columns)
        return np.asarray((bend + bend.T) / 2)

    def back(self, y: Floats) -> Floats:
        """The standard normal variables of the sampler's coordinates; any leading axes."""
        return np.asarray(self.mode + y @ self.turn.T)

    def turned(self, y: Any) -> tuple[Floats, Floats]:
        """Value and slopes on the sampler's coordinates."""
        value, slopes = self.at(self.back(np.asarray(y)))
        return np.float64(value), slopes @ self.turn  # type: ignore[return-value]  # JAX wants an array of no axes


def _run(hill: _Hill, chains: int, draws: int, warmup: int, seed: int) -> dict[str, Any]:
    """NUTS by numpyro; the sampler's coordinates as ``y`` and its fields, each (chains, draws, ...)."""
    try:
        jax, infer = import_module("jax"), import_module("numpyro.infer")
    except ImportError as error:
        raise MissingExtra("numpyro", "bayes", "sampling a posterior") from error
    with _double(jax):
        rng = np.random.default_rng(seed)
        starts = _SPREAD * rng.standard_normal((chains, hill.k))
        kernel = infer.NUTS(potential_fn=_potential(jax, hill), dense_mass=False)
        sampler = infer.MCMC(
            kernel, num_warmup=warmup, num_samples=draws, num_chains=chains,
            chain_method="sequential", progress_bar=False,
        )  # fmt: skip
        begin = starts if chains > 1 else starts[0]
        fields = ("potential_energy", "diverging", "num_steps", "accept_prob")
        sampler.run(jax.random.PRNGKey(seed), init_params=jax.numpy.asarray(begin), extra_fields=fields)
        found = {"y": sampler.get_samples(group_by_chain=True)}
        found |= sampler.get_extra_fields(group_by_chain=True)
        return {name: np.asarray(value) for name, value in found.items()}


@contextmanager
def _double(jax: Any) -> Iterator[None]:
    """Double precision, for all threads: the call back runs in one of JAX's own."""
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    try:
        yield
    finally:
        jax.config.update("jax_enable_x64", before)


def _potential(jax: Any, hill: _Hill) -> Callable[[Any], Any]:
    """The hill as a function of JAX: one call back gives its value and, for the way back, its slopes."""
    shapes = (
        jax.ShapeDtypeStruct((), np.float64),
        jax.ShapeDtypeStruct((hill.k,), np.float64),
    )

    def both(y: Any) -> Any:
        return jax.pure_callback(hill.turned, shapes, y, vmap_method="sequential")

    @jax.custom_vjp  # type: ignore[untyped-decorator]
    def potential(y: Any) -> Any:
        return both(y)[0]

    potential.defvjp(both, lambda slopes, weight: (weight * slopes,))
    return potential  # type: ignore[no-any-return]


def arviz_module() -> Any:
    """ArviZ, without its notice of things to come.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return import_module("arviz")
    except ImportError as error:
        raise MissingExtra("arviz", "bayes", "judging the chains") from error


def _measures(draws: Floats) -> tuple[Floats, Floats, Floats]:
    """Split R-hat, bulk and tail effective sample sizes of each coefficient."""
    arviz = arviz_module()
    data = {str(k): draws[:, :, k] for k in range(draws.shape[2])}
    found = arviz.convert_to_dataset(data)
    rhat = arviz.rhat(found) if len(draws) > 1 else dict.fromkeys(data, np.nan)
    bulk, tail = arviz.ess(found, method="bulk"), arviz.ess(found, method="tail")
    return tuple(np.array([float(part[name]) for name in data]) for part in (rhat, bulk, tail))  # type: ignore[return-value]
