"""Fitting the default model of an exit threat to the table of past threats: what it informs, and what stays assumed.

The table tells how threats were first made (private report, public statement, formal notice) and what came of them;
so it informs the quantities that part the courses from one another, and nothing else. A quantity whose centre
it does not inform keeps its assumption, and the result says which is which. The fit starts from the model as assumed,
never from centres fitted before, so that no threat counts twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.case.read import case_of
from foedus.drafting.fitted_centres import FittedCentre, with_centres
from foedus.drafting.model_text import assumed_model
from foedus.estimation.population import HYPER_SD, INFORMED, PopulationFit, fit_centres
from foedus.history.table import COURSES, threats
from foedus.inquiry.sampling import uniforms
from foedus.inquiry.solving import house_solver
from foedus.quantity import Distribution

DEFAULT = "exit-threat"
"""The name of the default model on the command line."""

DRAWS = 32768
FIRST_YEAR = 2000
"""Before its end fewer than about thirty past threats with a demand were known."""
SIGNALS = {"private_report": "musing", "public_statement": "threat", "formal_notice": "notice"}
CANDIDATES = (
    "resolved", "agreement_worth", "audience_cost", "demand_cost", "exit_loss", "defiance_cost",
    "confrontation_cost", "demand_value", "precision",
)  # fmt: skip
_WHERE = "exit_threat.yaml"


@dataclass(frozen=True, eq=False)
class HistoryFit:
    """The default model fitted to history.

    Attributes:
        counts: (signals, courses) of past threats, in the order of `SIGNALS` and of `COURSES`.
        found: the centres.
        draws, seed, as_of: how it was computed; None for all of the table.
    """

    counts: NDArray[np.float64]
    found: PopulationFit
    draws: int
    seed: int
    as_of: str | None


def fit_history(as_of: str | None = None, *, draws: int = DRAWS, seed: int = 0) -> HistoryFit:
    """Fit the centres of the default model's quantities to what came of past threats with a demand.

    Args:
        as_of: use only what was known on this day (ISO); None for all.
        draws: of the model's quantities.
        seed: of the draws.
    """
    declared, drawn, cells = _population(draws, seed)
    counts = _counts(as_of)
    return HistoryFit(counts, fit_centres(declared, drawn, cells, counts, CANDIDATES), draws, seed, as_of)


@lru_cache(maxsize=1)
def _population(
    draws: int, seed: int
) -> tuple[Mapping[str, Distribution], Mapping[str, NDArray[np.float64]], NDArray[np.float64]]:
    """The model's distributions as assumed, draws from them, and (draws, signals, courses) what came of each."""
    case = case_of(assumed_model(), _WHERE)
    drawn = {
        name: q.distribution.quantile(uniforms(name, draws, seed)) for name, q in case.quantities.items()
    }
    solved = house_solver(count=False)(case, drawn)
    states, ends = solved.states, solved.ends()
    signals = list(SIGNALS.values())
    cells = np.zeros((draws, len(signals), len(COURSES)))
    for z, state in enumerate(states):
        if state["signal"] in signals:
            course = next(c for c in case.courses.values() if c.when is None or c.when.holds(state))
            cells[:, signals.index(state["signal"]), COURSES.index(course.id)] += ends[:, z]
    return {name: q.distribution for name, q in case.quantities.items()}, drawn, cells


def _counts(as_of: str | None) -> NDArray[np.float64]:
    counts = np.zeros((len(SIGNALS), len(COURSES)))
    for threat in threats(as_of):
        if threat.mature and threat.has_demand == "y" and threat.vehicle in SIGNALS and threat.course:
            counts[list(SIGNALS).index(threat.vehicle), COURSES.index(threat.course)] += 1
    return counts


def fitted_model(fit: HistoryFit) -> str:
    """The default model's text with the centres that history informs; the others stand as they are assumed."""
    text = with_centres(assumed_model(), fitted_centres(fit))
    case_of(text, _WHERE)
    return text


def fitted_centres(fit: HistoryFit) -> tuple[FittedCentre, ...]:
    """What a fit tells of each centre, as the table of fitted centres has it: rounded to thousandths."""
    return tuple(
        FittedCentre(
            fit.as_of or "", int(fit.counts.sum()), centre.name, centre.fitted, round(centre.shift, 3), round(centre.sd, 3),
            centre.distribution.family, *(round(value, 3) for value in centre.distribution.parameters),
        )
        for centre in fit.found.centres
    )  # fmt: skip


def centres_by_year() -> tuple[FittedCentre, ...]:
    """The centres as fitted at the end of each year, from `FIRST_YEAR` until all threats of the table had time to end."""
    whole = _counts(None).sum()
    found: list[FittedCentre] = []
    for year in count(FIRST_YEAR):
        fit = fit_history(f"{year}-12-31")
        found += fitted_centres(fit)
        if fit.counts.sum() >= whole:
            return tuple(found)
    raise AssertionError("the table's threats are never all known")


def history_fit_text(fit: HistoryFit, form: str) -> str:
    """The fit as text, or as JSON for programs."""
    if form == "json":
        return json.dumps(_plain(fit), indent=2, ensure_ascii=False)
    found = fit.found
    informed = [centre for centre in found.centres if centre.fitted]
    lines = [
        f"The default model ({DEFAULT}) fitted to {int(fit.counts.sum())} past threats with a demand"
        + (f", known on {fit.as_of}" if fit.as_of else ""),
        "",
        f"{'first made as':16}" + "".join(f"{course:>10}" for course in COURSES),
        *(
            f"{signal:16}" + "".join(f"{int(n):10d}" for n in row)
            for signal, row in zip(SIGNALS.values(), fit.counts, strict=True)
        ),
        "",
        f"{'centre of':22}{'shift':>8}{'s.d.':>8}   told by history?",
        *(
            f"{centre.name:22}{centre.shift:8.3f}{centre.sd:8.3f}   "
            + (f"yes: {_shape(centre.distribution)}" if centre.fitted else "no: it stays assumed")
            for centre in found.centres
        ),
        "",
        f"{len(informed)} of {len(found.centres)} centres are told by history. Shifts are in logs (log-odds for a share); each has a "
        f"prior with s.d. {HYPER_SD:g}, and is told where its posterior is narrower than {INFORMED:g} of that.",
        f"log-likelihood {found.before:.2f} before, {found.after:.2f} after; {found.effective:.0f} effective draws of "
        f"{fit.draws}, seed {fit.seed}",
    ]
    return "\n".join(lines)


def _shape(distribution: Any) -> str:
    return f"{distribution.family}({', '.join(f'{p:.3g}' for p in distribution.parameters)})"


def _plain(fit: HistoryFit) -> dict[str, Any]:
    return {
        "model": DEFAULT, "threats": int(fit.counts.sum()), "as_of": fit.as_of, "draws": fit.draws, "seed": fit.seed,
        "counts": {
            signal: dict(zip(COURSES, (int(n) for n in row), strict=True))
            for signal, row in zip(SIGNALS.values(), fit.counts, strict=True)
        },
        "centres": [
            {
                "name": centre.name, "shift": centre.shift, "sd": centre.sd, "prior_sd": HYPER_SD,
                "identified": bool(centre.fitted), "distribution": centre.distribution.declared(),
            }
            for centre in fit.found.centres
        ],
        "log_likelihood": {"before": fit.found.before, "after": fit.found.after},
        "effective_draws": fit.found.effective,
    }  # fmt: skip
