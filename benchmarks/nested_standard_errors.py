"""Which standard errors of the nested pseudo-likelihood agree with the spread of the estimates.

    python benchmarks/nested_standard_errors.py FOLDER [SETS]

The crisis bargaining game is fitted to FOLDER/sigInt_sanctionsData.csv; SETS data sets are drawn from that fit and
fitted again; the spread of the estimates is held against our standard errors and against R's in FOLDER/reference.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from fitting_reference import FIRST_STAGE, SANCTIONS

from foedus.fitting import jet as j
from foedus.fitting.crisis_likelihood import OUTCOMES, answers, outcome_logs
from foedus.fitting.crisis_model import Beliefs, Crisis
from foedus.fitting.crisis_model import settle as settle_crisis
from foedus.fitting.fit import fit, model_on
from foedus.fitting.form import game_of


def main(folder: Path, sets: int) -> None:
    """Print the median ratio of spread to standard error, and its median distance from one in logs."""
    frame = pd.read_csv(folder / "sigInt_sanctionsData.csv")
    game = game_of(SANCTIONS.format(method="nested", beliefs=FIRST_STAGE))
    found, model = fit(game, frame), model_on(game, frame)
    counts = frame[["sq", "cd", "sf", "bd"]].to_numpy(dtype=float)
    assert counts.shape[1] == len(OUTCOMES)
    crisis = Crisis(model.likelihood.designs, counts, Beliefs(frame.PRnpl.to_numpy(), frame.PFnpl.to_numpy()))
    beliefs = crisis.beliefs
    for _ in range(200):  # to the fixed point at the estimate
        beliefs = crisis.answered(model.likelihood, found.estimate, beliefs)
    etas = [j.constant(eta) for eta in model.likelihood.predictors(found.estimate)]
    given = answers(crisis.utilities(etas), j.constant(beliefs.resist), j.constant(beliefs.fight))
    chances = np.column_stack([np.exp(log.value) for log in outcome_logs(given)])
    chances /= chances.sum(axis=1, keepdims=True)
    rng, cases, estimates = np.random.default_rng(1), counts.sum(axis=1).astype(int), []
    for _ in range(sets):
        drawn = np.array([rng.multinomial(n, p) for n, p in zip(cases, chances, strict=True)], dtype=float)
        again = settle_crisis(replace(crisis, counts=drawn, beliefs=beliefs), "nested", found.estimate)
        if again.maximum.converged:
            estimates.append(again.maximum.coefficients)
    around = np.array(estimates) - np.median(estimates, axis=0)
    spread = 1.4826 * np.median(np.abs(around), axis=0)  # robust, as a normal's standard deviation
    terms = pd.read_csv(folder / "reference/sigint_coefficients.csv")
    theirs = terms[terms.model == "npl_from_shipped_rf"].se.to_numpy()
    print(f"{len(estimates)} of {sets} sets converged")
    for name, errors in (("ours", found.standard_errors), ("R's", theirs)):
        ratio = spread / errors
        print(
            f"spread / {name}: median {np.median(ratio):.2f}, from {ratio.min():.2f} to {ratio.max():.2f}, "
            f"median distance from one {np.median(np.abs(np.log(ratio))):.2f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 150)
