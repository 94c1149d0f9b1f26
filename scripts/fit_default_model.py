#!/usr/bin/env python3
"""Fit the default model's quantities to the table of past threats, and write what was fitted into it.

    python scripts/fit_default_model.py            show the fit
    python scripts/fit_default_model.py --write    and change src/foedus/drafting/exit_threat.yaml

The table tells how threats were first made (private report, public statement, formal notice) and what came of
them; so it informs the quantities that part the courses from one another, and nothing else. A quantity that
it does not inform keeps its assumption, and the file says which is which.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from foedus.case.read import case_of
from foedus.drafting.model_text import with_quantity
from foedus.estimation.population import HYPER_SD, fit_centres
from foedus.history.table import COURSES, threats
from foedus.inquiry.sampling import uniforms
from foedus.inquiry.solving import house_solver

MODEL = Path(__file__).parents[1] / "src" / "foedus" / "drafting" / "exit_threat.yaml"
SIGNALS = {"private_report": "musing", "public_statement": "threat", "formal_notice": "notice"}
CANDIDATES = (
    "resolved", "agreement_worth", "audience_cost", "demand_cost", "exit_loss", "defiance_cost",
    "confrontation_cost", "demand_value", "precision",
)  # fmt: skip


def main() -> None:
    """Fit, show, and write if asked to."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--write", action="store_true", help="change the default model's file")
    ask.add_argument("--draws", type=int, default=32768)
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--as-of", default=None, help="use only what was known on this day")
    options = ask.parse_args()
    text = MODEL.read_text(encoding="utf-8")
    case = case_of(text, str(MODEL))
    draws = {
        name: q.distribution.quantile(uniforms(name, options.draws, options.seed))
        for name, q in case.quantities.items()
    }
    states, log_ends, _ = house_solver()(case, draws)
    ends = np.exp(log_ends)
    groups = list(SIGNALS.values())
    cells = np.zeros((options.draws, len(groups), len(COURSES)))
    for z, state in enumerate(states):
        if state["signal"] in groups:
            course = next(c for c in case.courses.values() if c.when is None or c.when.holds(state))
            cells[:, groups.index(state["signal"]), COURSES.index(course.id)] += ends[:, z]
    counts = np.zeros((len(groups), len(COURSES)))
    for threat in threats(options.as_of):
        if threat.mature and threat.has_demand == "y" and threat.vehicle in SIGNALS and threat.course:
            counts[groups.index(SIGNALS[threat.vehicle]), COURSES.index(threat.course)] += 1
    declared = {name: q.distribution for name, q in case.quantities.items()}
    fit = fit_centres(declared, draws, cells, counts, CANDIDATES)
    show(fit, counts, groups, options.draws)
    if not options.write:
        return
    for centre in fit.centres:
        if centre.fitted:
            quantity = case.quantities[centre.name]
            shape = {
                key: [round(v, 3) for v in value] for key, value in centre.distribution.declared().items()
            }
            why = (
                f"history: exit_threats; computed: centre fitted by scripts/fit_default_model.py to what came of "
                f"{int(counts.sum())} threats with a demand; assumption: its spread"
            )
            text = with_quantity(
                text, centre.name, {**shape, "unit": quantity.unit, "fitted": True, "because": why}
            )
    case_of(text, str(MODEL))
    MODEL.write_text(text, encoding="utf-8")
    print(f"wrote {MODEL}")


def show(fit, counts, groups, draws) -> None:  # noqa: ANN001
    """Print the counts and the centres."""
    for group, row in zip(groups, counts, strict=True):
        print(f"{group:8s}", dict(zip(COURSES, row.astype(int).tolist(), strict=True)))
    print(
        f"log-likelihood {fit.before:.2f} before, {fit.after:.2f} after; {fit.effective:.0f} effective draws of {draws}"
    )
    print(f"{'quantity':22s} {'shift':>7s} {'sd':>6s}   (prior sd {HYPER_SD})")
    for centre in fit.centres:
        told = "fitted: " + str(centre.distribution.declared()) if centre.fitted else "not informed, assumed"
        print(f"{centre.name:22s} {centre.shift:7.3f} {centre.sd:6.3f}   {told}")


if __name__ == "__main__":
    main()
