"""Simulation-based calibration, small; benchmarks/simulation_calibration.py runs it at size."""

from collections.abc import Sequence

import numpy as np
import pytest

from foedus.estimation.readings import Errors, Reading
from foedus.estimation.simulation import calibration, rank_of, speak
from foedus.inquiry.problem import pose
from foedus.inquiry.simulation import simulate

from .small import CLASS, case, closed_form

PHRASES = (
    Reading("a", "exit", 0.2, 0.05, 0.4, "P"),
    Reading("b", "exit", 0.1, 0.02, 0.3, "P"),
    Reading("c", "exit", 0.3, 0.1, 0.6, "Q"),
)


@pytest.mark.parametrize("watched", [("threat",), ("threat", "reply")])
def test_ranks_are_uniform_and_intervals_hold_what_they_promise(watched: tuple[str, ...]) -> None:
    this = case(CLASS)
    truths, inferred = (pose(this, 8192, seed, closed_form) for seed in (1, 2))
    found = simulate(truths, inferred, watched, PHRASES, simulations=500, seed=3)
    assert found.uniformity > 0.01
    assert 0.87 <= found.covered <= 0.93


def test_a_wrong_model_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def erratic(
        probability: float, phrases: Sequence[Reading], generator: np.random.Generator
    ) -> tuple[Reading, ...]:
        return speak(probability, phrases, generator, Errors(expert=4.0, shared=0.1))

    monkeypatch.setattr("foedus.inquiry.simulation.speak", erratic)
    truths, inferred = (pose(case(CLASS), 4096, seed, closed_form) for seed in (1, 2))
    found = simulate(truths, inferred, ("threat",), PHRASES, simulations=300, seed=3)
    assert found.covered < 0.85


def test_ranks_of_draws_from_one_distribution_are_uniform() -> None:
    generator = np.random.default_rng(5)
    values, weight = generator.normal(size=4000), np.ones(4000)
    found = calibration([rank_of(x, values, weight, 0.5) for x in generator.normal(size=1000)])
    assert found.uniformity > 0.01
    assert found.covered == pytest.approx(0.9, abs=0.03)
