"""Scores, the calibration diagram, the register."""

from pathlib import Path

import numpy as np
import pytest

from foedus.errors import DataFault
from foedus.estimation.register import add_forecast, add_outcome, read_register
from foedus.estimation.scoring import Forecast, brier, log_score, reliability, scores


def many(n: int, power: float = 1.0, seed: int = 1) -> list[Forecast]:
    """Forecasts whose outcomes come with probability p ** power."""
    generator = np.random.default_rng(seed)
    made = []
    for i, p in enumerate(generator.choice([0.1, 0.3, 0.5, 0.7, 0.9], size=n)):
        came = generator.random() < p**power
        made.append(
            Forecast(str(i), "2020-01-01", {"exit": p, "stays": 1 - p}, outcome="exit" if came else "stays")
        )
    return made


def test_known_scores() -> None:
    courses = {"exit": 0.5, "revised": 0.3, "fades": 0.2}
    assert brier(courses, "revised") == pytest.approx(0.25 + 0.49 + 0.04)
    assert log_score(courses, "revised") == pytest.approx(-np.log(0.3))
    assert log_score({"exit": 0.0, "fades": 1.0}, "exit") == pytest.approx(-np.log(0.005))


def test_skill_is_above_zero_for_forecasts_that_know_something() -> None:
    found = scores(many(300))
    assert found.brier_skill > 0.2
    assert found.log_skill > 0.1
    flat = [Forecast(f.id, f.made, {"exit": 0.5, "stays": 0.5}, outcome=f.outcome) for f in many(300)]
    assert scores(flat).log == pytest.approx(scores(flat).flat_log)


def test_the_decomposition_sums_to_the_score_and_calibrated_forecasts_have_little_miscalibration() -> None:
    good, bad = many(2000), many(2000, power=3.0)
    for sample in (good, bad):
        diagram = reliability(sample, "exit")
        mean = np.mean([(f.courses["exit"] - (f.outcome == "exit")) ** 2 for f in sample])
        assert diagram.miscalibration - diagram.discrimination + diagram.uncertainty == pytest.approx(mean)
        assert list(diagram.observed) == sorted(diagram.observed)
        assert diagram.n == 2000
    assert reliability(good, "exit").miscalibration < 0.003 < reliability(bad, "exit").miscalibration


def test_isotonic_regression_pools_violators() -> None:
    rows = [(0.2, 1)] * 10 + [(0.4, 0)] * 10 + [(0.8, 1)] * 10
    sample = [
        Forecast(str(i), "2020-01-01", {"exit": p, "stays": 1 - p}, outcome="exit" if y else "stays")
        for i, (p, y) in enumerate(rows)
    ]
    assert reliability(sample, "exit").observed == pytest.approx((0.5, 0.5, 1.0))


def test_no_diagram_from_fewer_than_twenty_outcomes() -> None:
    with pytest.raises(DataFault, match="needs 20 outcomes; 19"):
        reliability(many(19), "exit")


def test_the_register_keeps_forecasts_and_outcomes(tmp_path: Path) -> None:
    path = tmp_path / "forecasts.jsonl"
    add_forecast(path, Forecast("q1", "2020-01-01", {"exit": 0.2, "fades": 0.8}, "Will they?"))
    add_forecast(path, Forecast("q1", "2020-02-01", {"exit": 0.1, "fades": 0.9}, "Will they?"))
    add_outcome(path, "q1", "fades", "2021-01-01")
    read = read_register(path)
    assert [f.outcome for f in read] == ["fades", "fades"]
    assert read[0].courses == {"exit": 0.2, "fades": 0.8}
    with pytest.raises(DataFault, match="resolved already"):
        add_outcome(path, "q1", "exit", "2021-01-01")
    with pytest.raises(DataFault, match="no forecast has the id"):
        add_outcome(path, "q2", "exit", "2021-01-01")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "no JSON"),
        ("[1]", "no forecast"),
        ('{"id": "a", "made": "2020-01-01", "courses": {"exit": 0.2, "fades": 0.2}}', "sum to 0.400"),
        ('{"id": "a", "made": "soon", "courses": {"exit": 0.2, "fades": 0.8}}', "soon"),
        ('{"id": "a", "made": "2020-01-01", "courses": {"exit": "x"}}', "between 0 and 1"),
    ],
)
def test_a_faulty_line_is_named_by_its_number(tmp_path: Path, line: str, word: str) -> None:
    path = tmp_path / "forecasts.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DataFault, match=word) as fault:
        read_register(path)
    assert ":2" in str(fault.value)
