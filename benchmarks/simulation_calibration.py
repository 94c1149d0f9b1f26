"""Simulation-based calibration of the whole inference on the default model.

    python benchmarks/simulation_calibration.py [SIMULATIONS] [DRAWS]

Truths are drawn from the default model's own prior, tilted to a reference class; what the actors then do is
observed, experts speak with the errors that the model gives them, and the answer is held against the truth. With
the model right, ranks are uniform and nine in ten 90 % intervals hold the truth.
"""

import sys
import time

from foedus.case.read import case_of
from foedus.drafting.model_text import default_model
from foedus.estimation.readings import Reading
from foedus.inquiry.problem import pose
from foedus.inquiry.simulation import simulate
from foedus.inquiry.solving import house_solver

QUESTION = """
question: {event: "Will A leave?", deadline: 2020-06-25, as_of: 2019-06-26, threatener: A, counterpart: B,
           agreement: the treaty}
reference_class: {where: {has_demand: [y]}, given: signal != quiet, because: "history: E1"}
"""
PHRASES = tuple(
    Reading(str(i), "exit", median, low, high, origin)
    for i, (median, low, high, origin) in enumerate(
        [(0.05, 0.01, 0.2, "P"), (0.2, 0.05, 0.4, "P"), (0.2, 0.05, 0.4, "Q"), (0.4, 0.1, 0.7, "R")]
    )
)


def main() -> None:
    """Run and print."""
    simulations = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else 8192
    case = case_of(default_model() + QUESTION, "default model")
    start = time.perf_counter()
    truths, inferred = (pose(case, draws, seed, house_solver()) for seed in (1, 2))
    print(f"two sets of {draws:,} games solved in {time.perf_counter() - start:.1f} s")
    for watched in (("signal",), ("signal", "reply"), ("signal", "reply", "next")):
        found = simulate(truths, inferred, watched, PHRASES, simulations, seed=3)
        print(
            f"{' and '.join(watched):28s} coverage of 90 % intervals {found.covered:.3f}, "
            f"ranks uniform with p = {found.uniformity:.2f} ({simulations} simulations)"
        )


if __name__ == "__main__":
    main()
