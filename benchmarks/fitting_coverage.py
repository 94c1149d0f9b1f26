"""Coverage of 95 % intervals over simulated data: three trees, among them one with private types and λ estimated.

    python benchmarks/fitting_coverage.py [SETS] [ROWS]

Each tree is fitted to SETS sets of ROWS rows drawn from it; printed is the share of intervals that hold the truth,
over all coefficients and for the coefficient with the lowest and highest share, and how many sets could be fitted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.fitting.sample import THREAT, TYPES
from tests.fitting.test_quantal import SIMULATED

from foedus.case.read import case_of
from foedus.errors import FoedusError
from foedus.fitting.fit import fit
from foedus.fitting.plan import plan_of
from foedus.fitting.simulate import simulate


def coverage(sets: int, rows: int) -> None:
    """Print a line for each tree."""
    print(f"{'tree':34}{'sets':>6}{'coverage':>10}{'lowest':>8}{'highest':>9}{'mean z':>8}{'sd z':>7}")
    for text in (THREAT, SIMULATED, TYPES):
        case = case_of(text)
        truth = plan_of(case.fit, "").simulation.coefficients
        found = []
        for seed in range(sets):
            try:
                one = fit(case, simulate(case, rows, seed=1000 + seed))
            except FoedusError:
                continue
            if one.converged:
                found.append((one.estimate - [truth[name] for name in one.names]) / one.standard_errors)
        z = np.array(found)
        inside = np.abs(z) < 1.959964
        by_coefficient = inside.mean(axis=0)
        print(
            f"{case.title:34}{len(z):6d}{inside.mean():10.3f}{by_coefficient.min():8.3f}"
            f"{by_coefficient.max():9.3f}{z.mean():8.2f}{z.std():7.2f}",
            flush=True,
        )


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:]]
    coverage(*(given + [200, 1500][len(given) :]))
