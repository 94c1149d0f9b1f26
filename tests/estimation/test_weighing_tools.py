"""Tilt, moves, readings, signs, weights: identities and known answers."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import multivariate_normal

from foedus.errors import InferenceRefused
from foedus.estimation import moves, readings, signs, tilt, weights
from foedus.estimation.moves import Seen
from foedus.estimation.readings import Errors, Reading
from foedus.estimation.signs import Sign, Voice
from foedus.estimation.simulation import speak

positive = st.floats(0.01, 1.0)


@given(hnp.arrays(float, (17, 3), elements=positive), hnp.arrays(float, (17, 3), elements=positive))
def test_the_tilt_hits_its_target_and_keeps_the_condition_s_mass(raw: np.ndarray, aim: np.ndarray) -> None:
    mass = 0.7 * raw / raw.sum(axis=1, keepdims=True)
    target = aim / aim.sum(axis=1, keepdims=True)
    after = mass * tilt.tilt(mass, target)
    assert after.sum() / len(mass) == pytest.approx(0.7)
    assert after.mean(axis=0) / 0.7 == pytest.approx(target.mean(axis=0))


def test_a_target_equal_to_the_predictive_changes_nothing() -> None:
    mass = np.random.default_rng(2).dirichlet([1, 2, 3], 50)
    assert tilt.tilt(mass, mass.mean(axis=0, keepdims=True)) == pytest.approx(np.ones_like(mass))


def test_unreachable_courses_are_named() -> None:
    assert tilt.unreachable(np.array([[0.4, 0.0, 0.6]]), np.array([[0.3, 0.3, 0.4]])) == (1,)


def test_certain_observations_are_plain_conditioning() -> None:
    mass = np.array([0.1, 0.2, 0.3, 0.4])
    seen = [Seen("o1", np.array([True, True, False, False]), 1.0)]
    after = mass * moves.factors(*moves.worlds_of(seen, 4), mass)
    assert after == pytest.approx([1 / 3, 2 / 3, 0, 0])


def test_an_uncertain_observation_has_the_probability_of_its_report() -> None:
    mass = np.array([0.1, 0.2, 0.3, 0.4])
    seen = [Seen("o1", np.array([True, True, False, False]), 0.8)]
    after = mass * moves.factors(*moves.worlds_of(seen, 4), mass)
    assert after == pytest.approx([0.8 / 3, 0.8 * 2 / 3, 0.2 * 3 / 7, 0.2 * 4 / 7])


@given(st.permutations(range(3)))
def test_the_order_of_observations_changes_nothing(order: list[int]) -> None:
    generator = np.random.default_rng(7)
    mass = generator.dirichlet(np.ones(12))
    seen = [Seen(f"o{i}", generator.random(12) < 0.6, c) for i, c in enumerate((0.9, 0.6, 0.97))]
    first = moves.factors(*moves.worlds_of(seen, 12), mass)
    again = moves.factors(*moves.worlds_of([seen[i] for i in order], 12), mass)
    assert again == pytest.approx(first)


def test_contradictory_observations_are_named_and_only_they() -> None:
    seen = [
        Seen("threat", np.array([True, True, False]), 1.0),
        Seen("harmless", np.array([True, True, True]), 1.0),
        Seen("quiet", np.array([False, False, True]), 1.0),
    ]
    with pytest.raises(InferenceRefused, match="threat, quiet") as refused:
        moves.worlds_of(seen, 3)
    assert "harmless" not in str(refused.value)


def test_the_likelihood_is_that_of_a_normal_with_shared_errors() -> None:
    three = [
        Reading("a", "exit", 0.05, 0.01, 0.2, "one"),
        Reading("b", "exit", 0.2, 0.05, 0.4, "one"),
        Reading("c", "exit", 0.3, 0.1, 0.6, "two"),
    ]
    p = np.array([0.03, 0.2, 0.6])
    found = readings.log_likelihood(three, {"exit": p})
    y = np.array([r.value for r in three])
    reference = [
        multivariate_normal(np.full(3, np.log(q / (1 - q))), readings.covariance(three)).logpdf(y) for q in p
    ]
    assert np.diff(found) == pytest.approx(np.diff(reference))


@given(st.permutations(range(4)))
def test_permuting_judgements_changes_nothing(order: list[int]) -> None:
    four = [Reading(str(i), "exit", m, m / 3, min(2 * m, 0.9), o) for i, (m, o) in
            enumerate([(0.05, "x"), (0.3, "y"), (0.1, "x"), (0.4, "z")])]  # fmt: skip
    p = np.linspace(0.01, 0.9, 20)
    for pool in readings.POOLS:
        first = readings.log_likelihood(readings.pooled(four, pool), {"exit": p})
        again = readings.log_likelihood(readings.pooled([four[i] for i in order], pool), {"exit": p})
        assert again - again[0] == pytest.approx(first - first[0])


def test_many_voices_on_one_report_count_little_more_than_one() -> None:
    def spread(origins: list[str]) -> float:
        panel = [Reading(str(i), "exit", 0.1, 0.07, 0.14, o) for i, o in enumerate(origins)]
        return readings.effective_experts(panel)

    assert spread(["x"]) == pytest.approx(1)
    assert spread(["x"] * 10) < 2
    assert spread(["a", "b", "c"]) == pytest.approx(3)
    # Clemen and Winkler 1985: three experts with a correlation of .6 are worth 1.4
    panel = [Reading(str(i), "exit", 0.1, 0.0999, 0.1001, "x") for i in range(3)]
    assert readings.effective_experts(panel, Errors(expert=1.0, shared=1.5**0.5)) == pytest.approx(
        1.36, abs=0.02
    )


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.6, 1.0])
def test_judgements_of_one_origin_correlate_as_the_case_says(correlation: float) -> None:
    pair = [Reading(str(i), "exit", 0.1, 0.0999, 0.1001, "x", correlation=correlation) for i in range(2)]
    spread = pair[0].spread ** 2
    found = readings.covariance(pair)
    whole = Errors().expert ** 2 + Errors().shared ** 2
    assert found[0, 0] == pytest.approx(whole + spread)
    assert found[0, 1] == pytest.approx(correlation * whole)
    # Clemen and Winkler 1985: k experts with one correlation are worth k / (1 + (k - 1) r) independent ones
    rho = found[0, 1] / found[0, 0]
    assert readings.effective_experts(pair) == pytest.approx(2 / (1 + rho))


def test_the_usual_correlation_is_a_half() -> None:
    usual = [Reading(str(i), "exit", 0.1, 0.05, 0.2, "x") for i in range(3)]
    said = [Reading(str(i), "exit", 0.1, 0.05, 0.2, "x", correlation=0.5) for i in range(3)]
    assert readings.covariance(usual) == pytest.approx(readings.covariance(said))


def test_words_are_spoken_with_the_errors_that_they_are_read_with() -> None:
    pair = [Reading(str(i), "exit", 0.2, 0.1, 0.35, "x", correlation=0.8) for i in range(2)]
    generator = np.random.default_rng(3)
    spoken = np.array([[r.value for r in speak(0.3, pair, generator)] for _ in range(20_000)])
    assert np.cov(spoken.T) == pytest.approx(readings.covariance(pair), rel=0.05)


@given(st.lists(st.floats(0.02, 0.9), min_size=2, max_size=6))
def test_the_linear_pool_of_like_judgements_is_their_average(medians: list[float]) -> None:
    panel = [
        Reading(str(i), "exit", m, m / 1.5, m / 1.5 + (1 - m / 1.5) / 3, str(i))
        for i, m in enumerate(medians)
    ]
    (whole,) = readings.pooled(panel, "linear")
    assert min(medians) - 1e-9 <= whole.median <= max(medians) + 1e-9
    assert whole.event == "exit"


def test_a_weight_of_zero_leaves_a_judgement_out() -> None:
    a, b = Reading("a", "exit", 0.1, 0.05, 0.2, "x"), Reading("b", "exit", 0.9, 0.8, 0.95, "y", weight=0.0)
    assert readings.pooled([a, b], "log") == (a,)


def test_ends_are_capped() -> None:
    extreme = Reading("a", "exit", 0.0, 0.0, 1.0, "x").capped()
    assert extreme.median == 0.005
    assert np.isfinite(extreme.spread)


@given(st.integers(1, 30))
def test_more_voices_say_more_but_ever_less_so(count: int) -> None:
    def worth(k: int) -> float:
        return signs.voices_worth([Voice(str(i), "exit", "for", "x") for i in range(k)])["exit", "for"]

    assert worth(count) < worth(count + 1) < 1 / signs.WITHIN_ORIGIN
    assert worth(count + 2) - worth(count + 1) < worth(count + 1) - worth(count)


def test_signs_and_voices_move_only_the_course_they_are_about() -> None:
    per_voice = np.log(np.full(4, 1.5))
    sign = Sign("talks", "revised", np.log(np.full(4, 2.0)))
    found = signs.log_ratios(
        [Voice("v", "exit", "against", "x")], [sign], per_voice, ("exit", "revised", "fades")
    )
    assert np.exp(found) == pytest.approx(np.tile([1 / 1.5, 2.0, 1.0], (4, 1)))


@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=8), st.floats(0.01, 1.0), st.randoms())
def test_a_further_sign_for_the_same_course_never_counts_for_less(
    ratios: list[float], more: float, random: random.Random
) -> None:
    def total(values: list[float]) -> float:
        several = [Sign(str(i), "exit", np.full(2, v)) for i, v in enumerate(values)]
        return float(signs.log_ratios([], several, np.zeros(2), ("exit", "fades"))[0, 0])

    shuffled = random.sample(ratios, len(ratios))
    assert total(shuffled) == pytest.approx(total(ratios))
    assert max(ratios) - 1e-9 <= total(ratios) <= total([*ratios, more]) <= sum(ratios) + more + 1e-9


@settings(max_examples=30)
@given(hnp.arrays(float, 60, elements=st.floats(-30, 0)), st.floats(5, 40))
def test_tempering_keeps_the_wanted_number(log_likelihood: np.ndarray, least: float) -> None:
    log_weight, power = weights.tempered(np.zeros(60), log_likelihood, least)
    assert 0 <= power <= 1
    assert weights.effective_number(weights.normalised(log_weight)) >= least - 0.5


def test_weighted_quantiles_of_even_weights_are_the_sample_s() -> None:
    values = np.random.default_rng(3).normal(size=4001)
    low, high = weights.interval(values, np.ones(4001))
    assert (low, high) == pytest.approx(np.quantile(values, [0.05, 0.95]), abs=0.01)


@pytest.mark.parametrize("shape", ["even", "heaped at an end", "few values", "one far away"])
def test_quantiles_of_many_are_those_of_sorting_all_of_them(shape: str) -> None:
    generator = np.random.default_rng(0)
    values = {
        "even": generator.random(20_000),
        "heaped at an end": generator.beta(0.05, 0.5, 20_000),
        "few values": generator.integers(0, 7, 20_000) / 7,
        "one far away": np.append(generator.random(19_999), 1e9),
    }[shape]
    weight = generator.gamma(0.1, size=20_000)
    order = np.argsort(values, kind="stable")
    middle = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    levels = (0.001, 0.05, 0.5, 0.95, 0.999)
    assert weights.quantiles(values, weight, levels) == pytest.approx(
        np.interp(levels, middle, values[order])
    )
