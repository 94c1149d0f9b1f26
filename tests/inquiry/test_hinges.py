"""What the answer hinges on and what to watch: known dependences are found, information is coherent."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, ndtr, ndtri

from foedus.estimation.readings import Reading
from foedus.estimation.weights import quantiles
from foedus.inquiry.answer import Answer
from foedus.inquiry.assumptions import ERRORS
from foedus.inquiry.inquire import inquire
from foedus.inquiry.problem import Problem, pose
from foedus.inquiry.sampling import ROWS, by_rows, uniforms
from foedus.inquiry.scenarios import with_quantities
from foedus.inquiry.sensitivity import _means, curves
from foedus.inquiry.weighing import Evidence, end_probability, judge, move, weigh
from foedus.inquiry.words import SCALE, word_for

from .small import CLASS, SEEN, TIMING, case, closed_form


def ask(*sections: str) -> Answer:
    return inquire(case(*sections), solve=closed_form, draws=4096)


def test_the_tornado_finds_what_moves_the_answer_and_not_what_does_not() -> None:
    rows = {row.quantity: row for row in ask(SEEN).sensitivity}
    # P(exit | threatened) = (1 − yields)(p goes[resolved] + (1 − p) goes[bluffing]); the precision is not used
    assert rows["yields"].answer_low > rows["yields"].answer_high
    assert rows["p"].answer_low < rows["p"].answer_high
    assert abs(rows["precision"].answer_high - rows["precision"].answer_low) < 0.02
    assert rows["yields"].index > 10 * rows["precision"].index
    order = [abs(r.answer_high - r.answer_low) for r in ask(SEEN).sensitivity]
    assert order == sorted(order, reverse=True)


def test_the_conditional_mean_is_the_one_worked_out_by_hand() -> None:
    this = case(SEEN)
    problem = pose(this, 8192, 0, closed_form)
    moved = move(problem, Evidence())
    curve = curves(moved, Evidence(), judge(moved, Evidence()))["yields"].courses[:, 0]
    goes = 0.4 * 4 / 6 + 0.6 / 7
    yields = this.quantities["yields"].distribution.quantile(np.linspace(0.01, 0.99, 99))
    assert curve[10:90] == pytest.approx(((1 - yields) * goes)[10:90], abs=0.015)


UNSURE = """
observations:
  o1: {saw: threat = threaten, certainty: 0.7, because: "statements: s1"}
"""


def curve_of(problem: Problem, evidence: Evidence, quantity: str) -> np.ndarray:
    moved = move(problem, evidence)
    return curves(moved, evidence, judge(moved, evidence))[quantity].courses[:, 0]


def test_an_unsure_report_is_as_probable_along_a_quantity_as_without_it() -> None:
    # P(exit) = 0.7 (1 − yields)(p goes[resolved] + (1 − p) goes[bluffing]), however loud the threatener is
    problem = pose(case(UNSURE), 8192, 0, closed_form)
    curve = curve_of(problem, Evidence(), "loud")
    assert np.ptp(curve[4:95]) < 0.015
    seen = pose(case(SEEN), 8192, 0, closed_form)
    for name in ("p", "yields"):
        expected = 0.7 * curve_of(seen, Evidence(), name)
        assert curve_of(problem, Evidence(), name)[4:95] == pytest.approx(expected[4:95], abs=0.02)


@pytest.mark.parametrize("quantity", ["p", "yields", "goes[resolved]"])
@pytest.mark.parametrize("sections", [(CLASS, UNSURE), (CLASS, UNSURE, "spoken")])
def test_the_curve_is_the_answer_of_a_case_in_which_the_quantity_stands_there(
    quantity: str, sections: tuple[str, ...]
) -> None:
    said = Evidence(readings=(Reading("j1", "exit", 0.05, 0.01, 0.2, "P"),) if "spoken" in sections else ())
    this = case(*(section for section in sections if section != "spoken"))
    problem = pose(this, 16_384, 0, closed_form)
    inside = problem.cells.inside
    usual: np.ndarray = np.bincount(problem.cells.course[inside], problem.cells.mass.mean(axis=0)[inside], 3)
    weighed = weigh(problem, said)
    for at in (0.05, 0.5, 0.95):
        (value,) = quantiles(problem.draws[quantity], weighed.weight, (at,))
        fixed = pose(with_quantities(this, {quantity: value}), 16_384, 1, closed_form)
        answer = weigh(replace(fixed, usual=usual), said).mean()["exit"]
        curve = curve_of(problem, said, quantity)
        assert curve[round(100 * at) - 1] == pytest.approx(answer, abs=0.02)


def test_assumptions_say_what_the_answer_becomes() -> None:
    rows = ask(CLASS, SEEN).assumptions
    assert rows
    for row in rows:
        assert "exit is" in row.if_wrong
        assert "assumption" in row.because
        assert "%" in row.if_wrong


def test_larger_errors_of_judgements_bring_the_answer_back_to_where_it_was() -> None:
    said = """
judgements:
  j1: {about: exit, phrase: very unlikely, median: 0.05, low: 0.01, high: 0.2, speaker: X, origin: P,
       because: "statements: s2"}
"""
    before, answer = ask(CLASS, SEEN), ask(CLASS, SEEN, said)
    (row,) = [a for a in answer.assumptions if a.quantity == ERRORS]
    exits = {c.id: c.probability for c in answer.courses}["exit"]
    assert row.answer_low < exits < row.answer_high < {c.id: c.probability for c in before.courses}["exit"]
    assert not [a for a in before.assumptions if a.quantity == ERRORS]


def test_a_flip_names_another_course() -> None:
    answer = ask(SEEN)
    first = max(answer.courses, key=lambda c: c.probability).id
    assert answer.flip is None or answer.flip.becomes != first


def test_the_end_nodes_sum_to_the_courses() -> None:
    problem = pose(case(CLASS, SEEN), 2048, 0, closed_form)
    weighed = weigh(problem, Evidence())
    ends = end_probability(problem, weighed)
    assert ends.sum() == pytest.approx(1)
    by_course = np.bincount(problem.course, weights=ends, minlength=3)
    assert by_course == pytest.approx(weighed.weight @ weighed.eventual)


def test_signposts_keep_the_law_of_total_probability() -> None:
    answer = ask(CLASS, SEEN)
    courses = {c.id: c.probability for c in answer.courses}
    replies = [s for s in answer.signposts if "reply" in s.event]
    assert {s.event.split(" – ")[-1] for s in replies} == {"concede", "resist"}
    for course, p in courses.items():
        assert sum(s.probability * s.courses_if_seen[course] for s in replies) == pytest.approx(p, abs=1e-6)
    decided = [max(s.courses_if_seen.values()) > 0.985 for s in answer.signposts]
    assert decided == sorted(decided)
    for open_still in (True, False):
        gains = [
            s.gain
            for s, is_decided in zip(answer.signposts, decided, strict=True)
            if is_decided != open_still
        ]
        assert gains == sorted(gains, reverse=True)
    assert all(s.by <= "2020-06-25" for s in answer.signposts)


def test_what_was_surely_seen_is_no_signpost() -> None:
    assert not any("threat –" in s.event for s in ask(CLASS, SEEN).signposts)


def watched(*sections: str) -> set[str]:
    return {s.event for s in ask(CLASS, *sections).signposts}


def seen(*moves: str) -> str:
    rows = [
        f'  o{i}: {{saw: {move}, certainty: {sure}, because: "statements: s{i}"}}'
        for i, (move, _, sure) in enumerate(m.partition(" at ") for m in moves)
    ]
    return "\n".join(["observations:", *rows])


def test_another_reading_of_a_choice_that_was_made_is_no_signpost() -> None:
    # S moves again at act, so its threat is past, however unsure the report of it
    assert not any("threat –" in event for event in watched(seen("threat = threaten at 0.7")))
    both = seen("threat = threaten at 1", "reply = resist at 0.7")
    # R has no further move: until the deadline it can still concede
    assert {"B: reply – concede"} == {e for e in watched(both) if "reply" in e}
    sure = seen("threat = threaten at 1", "reply = resist at 0.97")
    assert not any("reply" in event for event in watched(sure))
    assert any("act –" in event for event in watched(sure))


def test_a_move_that_a_sign_reports_is_no_signpost() -> None:
    sign = """
indicators:
  talks: {name: B says no, favours: exit, ratio: {lognormal: [1.3, 0.2]}, shows: reply = resist, because: "assumption: a"}
"""
    assert {e for e in watched(SEEN) if "reply" in e} == {"B: reply – concede", "B: reply – resist"}
    assert {e for e in watched(SEEN, sign) if "reply" in e} == {"B: reply – concede"}


def test_a_move_that_is_the_course_is_seen_in_time_or_not_at_all() -> None:
    answer = ask(CLASS, TIMING.replace("MONTHS", "6"), SEEN)
    (gone,) = [s for s in answer.signposts if "carry" in s.event]
    assert gone.courses_if_seen["exit"] == pytest.approx(1)
    assert gone.probability == pytest.approx({c.id: c.probability for c in answer.courses}["exit"], abs=0.02)


def test_streams_are_stratified_and_each_name_has_its_own() -> None:
    one, other = uniforms("p", 512, 0), uniforms("q", 512, 0)
    assert sorted((one * 512).astype(int).tolist()) == list(range(512))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.15
    assert uniforms("p", 512, 0) == pytest.approx(one)
    assert not np.allclose(uniforms("p", 512, 1), one)


@pytest.mark.parametrize(("p", "word"), [(0.0, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"), (0.45, "roughly even chance"), (0.55, "likely"), (0.8, "very likely"), (0.95, "almost certain"), (1.0, "almost certain")])  # fmt: skip
def test_words_of_the_scale(p: float, word: str) -> None:
    assert word_for(p) == word


def test_the_scale_is_whole() -> None:
    assert [upper for upper, _ in SCALE] == sorted({upper for upper, _ in SCALE})
    with pytest.raises(ValueError, match="probability"):
        word_for(1.2)


def test_rows_shared_by_threads_keep_their_order() -> None:
    rows = np.arange(2.0 * ROWS + 3)
    assert np.array_equal(by_rows(np.multiply, rows, rows + 1), rows * (rows + 1))


SHAPES = {
    "normal": lambda z: 0.5 + 0.1 * z,
    "lognormal": lambda z: np.exp(0.5 * z) / 10,
    "logistic": expit,
    "uniform": lambda z: 0.1 + 0.4 * ndtr(z),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_curve_bends_where_the_quantity_has_its_tails(shape: str) -> None:
    # the answer is a known function of the quantity's normal score, so its means along the ranks are known
    rank = (np.arange(20_000) + 0.5) / 20_000
    exits, ends = (SHAPES[shape](ndtri(u)) for u in (rank, np.array([0.05, 0.95])))
    found = _means(rank, np.full(20_000, 1 / 20_000), np.stack([exits, 1 - exits], axis=1))[0][:, 0]
    assert found[94] - found[4] == pytest.approx(ends[1] - ends[0], rel=0.025)


def test_a_row_tells_its_own_noise() -> None:
    random, rank = np.random.default_rng(0), (np.arange(4000) + 0.5) / 4000
    weight = random.gamma(2.0, size=4000)
    weight /= weight.sum()
    widths, noises = [], []
    for _ in range(200):
        exits = 0.5 + 0.1 * random.standard_normal(4000)  # the quantity moves nothing
        curve, noise = _means(random.permutation(rank), weight, np.stack([exits, 1 - exits], axis=1))
        widths.append(curve[94, 0] - curve[4, 0])
        noises.append(noise[0])
    assert np.std(widths) == pytest.approx(np.mean(noises), rel=0.15)


def test_this_case_s_expected_place_in_its_class_gives_the_same_answer_with_less_noise() -> None:
    problem = pose(case(CLASS, SEEN), 16_384, 0, closed_form)
    expected = replace(problem, spread=None)
    drawn, settled = (weigh(p, Evidence()) for p in (problem, expected))
    assert settled.mean() == pytest.approx(drawn.mean(), abs=0.01)
    assert settled.courses[:, 0].std() < drawn.courses[:, 0].std()
    assert expected.thinned(256).spread is None
