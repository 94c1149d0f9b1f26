"""The answer: identities that hold whatever the numbers, and what is refused."""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from foedus.case.model import Case
from foedus.errors import CaseFault, InferenceRefused, InputFault, QuestionFault
from foedus.inquiry.answer import Answer
from foedus.inquiry.inquire import inquire
from foedus.inquiry.problem import EXPLAINS, pose
from foedus.inquiry.solved import Solved
from foedus.inquiry.stages import capped
from foedus.inquiry.weighing import Evidence, weigh

from .small import CLASS, SEEN, TIMING, case, closed_form

JUDGED = """
judgements:
  j1: {about: exit, phrase: very unlikely, median: 0.05, low: 0.01, high: 0.2, speaker: X, origin: P,
       statements: [s2], because: "statements: s2"}
  j2: {about: exit, phrase: unlikely, median: 0.2, low: 0.05, high: 0.4, speaker: Y, origin: Q,
       statements: [s3], because: "statements: s3"}
  j3: {about: revised, direction: for, speaker: Z, origin: Q, statements: [s4], because: "statements: s4"}
"""


def ask(*sections: str, deadline: str = "2020-06-25", **options: object) -> Answer:
    return inquire(case(*sections, deadline=deadline), solve=closed_form, **{"draws": 2048, **options})  # type: ignore[arg-type]


def courses(answer: Answer) -> dict[str, float]:
    return {c.id: c.probability for c in answer.courses}


def test_without_evidence_the_answer_is_the_prior() -> None:
    answer = ask()
    assert len({json.dumps(step.courses) for step in answer.steps}) == 1
    # means of independent betas: P(exit) = E loud · E(1 − yields) · E goes
    exits = 0.5 * (4 / 6) * (0.4 * 4 / 6 + 0.6 * 1 / 7)
    assert courses(answer)["exit"] == pytest.approx(exits, abs=0.004)


def test_the_base_rate_step_is_the_class_s_predictive_within_its_condition() -> None:
    this = case(CLASS, SEEN)
    problem = pose(this, 4096, 0, closed_form)
    weighed = weigh(problem, Evidence(), "moves")
    target = problem.target()
    assert target is not None
    # what was seen is the class's own condition, so the moves leave its shares as they are
    assert weighed.weight @ weighed.eventual == pytest.approx(target.mean(axis=0), abs=1e-9)
    base = weigh(problem, Evidence(), "base_rate")
    assert base.weight @ base.eventual == pytest.approx(target.mean(axis=0), abs=1e-9)


def test_probabilities_are_probabilities_and_sum_to_one() -> None:
    answer = ask(CLASS, TIMING.replace("MONTHS", "12"), SEEN, JUDGED)
    assert sum(courses(answer).values()) == pytest.approx(1)
    assert sum(e.probability for e in answer.explanations) == pytest.approx(1)
    for course in answer.courses:
        assert 0 < course.low <= course.probability <= course.high < 1
    for step in answer.steps:
        assert sum(step.courses.values()) == pytest.approx(1)
    for row in answer.ranges:
        assert sum(row.courses.values()) == pytest.approx(1)
    for signpost in answer.signposts:
        assert sum(signpost.courses_if_seen.values()) == pytest.approx(1)
        assert signpost.gain >= 0


def test_judgements_move_the_answer_towards_what_they_say() -> None:
    before, after = ask(CLASS, SEEN), ask(CLASS, SEEN, JUDGED)
    assert courses(after)["exit"] < courses(before)["exit"]
    assert courses(after)["revised"] > courses(before)["revised"]
    ratios = {j.id: j.likelihood_ratio for j in after.judgements}
    assert ratios["j1"] < 1 < ratios["j3"]


def test_doubling_an_origin_s_voices_counts_little_more_than_one() -> None:
    one = '  j%d: {about: exit, phrase: unlikely, median: 0.1, low: 0.03, high: 0.3, speaker: X, origin: %s, because: "statements: s%d"}\n'
    alone = ask(CLASS, SEEN, "judgements:\n" + one % (1, "P", 1))
    same = ask(CLASS, SEEN, "judgements:\n" + "".join(one % (i, "P", i) for i in range(1, 7)))
    apart = ask(CLASS, SEEN, "judgements:\n" + "".join(one % (i, f"P{i}", i) for i in range(1, 7)))
    assert courses(apart)["exit"] < courses(same)["exit"] < courses(alone)["exit"]
    moved = courses(ask(CLASS, SEEN))["exit"] - courses(alone)["exit"]
    assert courses(alone)["exit"] - courses(same)["exit"] < 0.5 * moved


def test_the_order_of_what_was_said_and_seen_changes_nothing() -> None:
    seen = "observations:\n  %s\n  %s\n"
    a = 'o1: {saw: threat = threaten, certainty: 0.9, because: "statements: s1"}'
    b = 'o2: {saw: reply = resist, certainty: 0.7, because: "statements: s5"}'
    lines = JUDGED.strip().split("\n")
    back = "\n".join([lines[0], *lines[5:6], *lines[3:5], *lines[1:3]])
    first = ask(CLASS, seen % (a, b), JUDGED)
    again = ask(CLASS, seen % (b, a), back)
    assert courses(again) == pytest.approx(courses(first))


def test_a_shorter_horizon_means_more_fading() -> None:
    answers = [
        courses(ask(CLASS, TIMING.replace("MONTHS", f"{months}"), SEEN, JUDGED))
        for months in (0.1, 1, 3, 6, 12, 24, 48)
    ]
    for short, long in pairwise(answers):
        assert short["exit"] <= long["exit"] + 1e-12
        assert short["revised"] <= long["revised"] + 1e-12
    assert answers[0]["fades"] > 0.9


def test_the_same_seed_gives_the_same_answer_and_another_nearly() -> None:
    sections = (CLASS, TIMING.replace("MONTHS", "12"), SEEN, JUDGED)
    first, again, other = ask(*sections), ask(*sections), ask(*sections, seed=1)
    assert json.dumps(first.to_json()) == json.dumps(again.to_json())
    assert courses(other) == pytest.approx(courses(first), abs=0.02)


def test_an_observation_of_the_act_settles_the_course() -> None:
    act = SEEN + '  o2: {saw: act = carry_out, certainty: 1, because: "statements: s6"}\n'
    answer = ask(CLASS, act)
    assert courses(answer)["exit"] == pytest.approx(0.99)
    assert {s.event for s in answer.signposts} == set()


def test_seeing_resistance_makes_resolve_no_less_probable_than_bayes_says() -> None:
    seen = SEEN + '  o2: {saw: act = carry_out, certainty: 1, because: "statements: s6"}\n'
    answer = {e.id: e for e in ask(seen).explanations}
    # P(resolved | carried out) = .4 · (4/6) / (.4 · (4/6) + .6 · (1/7)), the quantities being independent
    expected = 0.4 * (4 / 6) / (0.4 * (4 / 6) + 0.6 / 7)
    assert answer["resolve"].probability == pytest.approx(expected, abs=0.01)
    assert answer["resolve"].prior == pytest.approx(0.4, abs=0.01)


def test_signs_act_by_their_likelihood_ratio() -> None:
    sign = """
indicators:
  talks: {name: talks, favours: revised, ratio: {value: 3}, certainty: 1, because: "assumption: x", statements: [s7]}
"""
    answer = ask(CLASS, SEEN, sign)
    (row,) = [e for e in answer.evidence if e.id == "talks"]
    assert row.likelihood_ratio == pytest.approx(3, rel=0.02)
    (often,) = [e for e in ask(CLASS, SEEN, sign.replace("[s7]", "[s7, s8, s9]")).evidence if e.id == "talks"]
    assert 3 < often.likelihood_ratio < 27
    told = [
        sign.replace("[s7]", f"[s7, s8, s9], reports: {reports}")
        for reports in ("[a, a, a]", "[a, a, b]", "[a, b, c]")
    ]
    one, two, three = (
        e.likelihood_ratio for t in told for e in ask(CLASS, SEEN, t).evidence if e.id == "talks"
    )
    # three of correlation .6 are worth 3 / 2.2, three of .3 are worth 3 / 1.6
    assert one == pytest.approx(3 ** (3 / 2.2), rel=0.03)
    assert 3 < one < two < three == pytest.approx(often.likelihood_ratio)
    assert three == pytest.approx(3 ** (3 / 1.6), rel=0.03)


def test_voices_on_an_explanation_weigh_the_types_and_through_them_the_courses() -> None:
    voice = """
judgements:
  j1: {about: leverage, direction: for, speaker: X, origin: P, because: "statements: s2"}
"""
    before, after = ask(CLASS, SEEN), ask(CLASS, SEEN, voice)
    types = {e.id: e.probability for e in after.explanations}
    assert types["leverage"] > {e.id: e.probability for e in before.explanations}["leverage"]
    assert courses(after)["exit"] < courses(before)["exit"]
    (row,) = [e for e in after.evidence if e.id == "j1"]
    assert row.about == "leverage"
    assert row.likelihood_ratio == pytest.approx(EXPLAINS, abs=0.05)


def test_lexicons_and_pools_are_switches_and_their_range_is_shown() -> None:
    lexicons = {"survey": {"j1": (0.05, 0.01, 0.2), "j2": (0.2, 0.05, 0.4)}, "bold": {"j1": (0.4, 0.3, 0.5)}}
    answer = ask(CLASS, SEEN, JUDGED, lexicon="survey", lexicons=lexicons)
    rows = {(r.switch, r.setting): r for r in answer.ranges}
    assert rows["lexicon", "survey"].chosen
    assert rows["lexicon", "survey"].courses == pytest.approx(courses(answer))
    assert rows["lexicon", "bold"].courses["exit"] > courses(answer)["exit"]
    linear = ask(CLASS, SEEN, JUDGED, pool="linear")
    assert rows["pool", "linear"].courses == pytest.approx(courses(linear))
    ends = [rows["history", s].courses["fades"] for s in ("the table as it is", "fading fully corrected")]
    assert ends[0] < courses(answer)["fades"] < ends[1]


def test_ends_are_capped() -> None:
    assert capped({"a": 0.9999, "b": 0.0001, "c": 0.0}) == pytest.approx({"a": 0.99, "b": 0.005, "c": 0.005})
    assert sum(capped({"a": 0.985, "b": 0.0149, "c": 0.0001}).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("options", "word"),
    [({"lexicon": "tarot", "lexicons": {"survey": {}}}, "tarot"), ({"pool": "whirl"}, "whirl")],
)
def test_unknown_switches_are_named(options: dict[str, object], word: str) -> None:
    with pytest.raises(InputFault, match=word):
        ask(CLASS, SEEN, JUDGED, **options)


def test_a_horizon_in_the_past_is_refused() -> None:
    with pytest.raises((QuestionFault, CaseFault), match=r"2019-06|deadline|fault"):
        ask(CLASS, SEEN, deadline="2019-01-01")


def test_a_case_without_a_question_is_refused() -> None:
    from dataclasses import replace

    with pytest.raises(QuestionFault, match="asks no question"):
        inquire(replace(case(), question=None), solve=closed_form)


def test_contradictory_observations_are_named() -> None:
    both = SEEN + '  o2: {saw: threat = quiet, certainty: 1, because: "statements: s8"}\n'
    with pytest.raises(InferenceRefused, match="o1, o2"):
        ask(CLASS, both)


def test_the_more_judgements_of_one_origin_hang_together_the_less_they_say() -> None:
    def judged(correlation: str) -> Answer:
        row = (
            "  j%d: {about: exit, phrase: very unlikely, median: 0.05, low: 0.01, high: 0.2, speaker: X, origin: P,"
            f'{correlation} statements: [s%d], because: "statements: s%d"}}\n'
        )
        text = "judgements:\n" + "".join(row % (i, i, i) for i in range(1, 5))
        return inquire(
            case(CLASS, SEEN, text), solve=closed_form, draws=4096,
            lexicons={"own": {}, "other": {"j1": (0.06, 0.02, 0.2)}},
        )  # fmt: skip

    usual, loose, tight = (judged(c) for c in ("", " correlation: 0,", " correlation: 0.95,"))
    half = judged(" correlation: 0.5,")
    exits = {
        id(a): next(c.probability for c in a.courses if c.id == "exit") for a in (usual, loose, tight, half)
    }
    assert exits[id(loose)] < exits[id(usual)] - 0.01
    assert exits[id(usual)] < exits[id(tight)] - 0.005
    assert exits[id(half)] == pytest.approx(exits[id(usual)])
    assert loose.run["effective_judgements"] == pytest.approx(4)
    assert tight.run["effective_judgements"] < 1.5
    # the range over lexicons is read with the same correlations
    other = {name: {r.setting: r for r in a.ranges}["other"].courses["exit"] for name, a in
             (("usual", usual), ("loose", loose))}  # fmt: skip
    assert other["loose"] < other["usual"] - 0.01


def test_a_judgement_on_something_unknown_is_refused() -> None:
    from dataclasses import replace

    good = case(CLASS, SEEN, JUDGED)
    wrong = replace(good, judgements={"j1": replace(good.judgements["j1"], about="weather")})
    with pytest.raises(CaseFault, match="weather"):
        inquire(wrong, solve=closed_form)


def test_too_few_draws_are_refused_with_the_reason() -> None:
    def nearly_never(this: Case, draws: Mapping[str, np.ndarray]) -> Solved:
        solved = closed_form(this, draws)
        loud = np.array([state["threat"] == "threaten" for state in solved.states])
        # only one draw in ten thousand ever threatens
        never = np.where(draws["loud"] < np.sort(draws["loud"])[2], 0.0, -400.0)
        return Solved(solved.states, [np.vstack(list(solved.blocks)) + never[:, None] * loud])

    with pytest.raises(InferenceRefused, match="fit what was observed"):
        inquire(case(SEEN), solve=nearly_never, draws=2048)


def test_judgements_that_leave_too_few_draws_are_tempered_and_the_answer_says_so() -> None:
    line = '  j%d: {about: exit, phrase: certain, median: 0.99, low: 0.989, high: 0.991, speaker: X, origin: P%d, weight: 50, because: "statements: s1"}\n'
    sure = "judgements:\n" + "".join(line % (i, i) for i in range(60))
    answer = ask(SEEN, sure, draws=512)
    assert answer.run["draws"] > 512
    assert 0 < answer.run["tempering"] < 1
    assert answer.run["effective_sample_size"] >= 199
    assert any("only" in note and "weight" in note for note in answer.notes)


def test_a_threat_made_anew_does_not_count_as_one_that_lay_still() -> None:
    older = case(
        CLASS, TIMING.replace("MONTHS", "12"), SEEN.replace("certainty: 1,", "certainty: 1, on: 2019-06-26,")
    )
    asked = replace(older.question, threat_date="2018-06-25") if older.question else None
    renewed = replace(older, question=asked)
    still = replace(renewed, observations={k: replace(o, on=None) for k, o in renewed.observations.items()})
    exits = [
        weigh(pose(one, 4096, 0, closed_form), Evidence()).mean()["exit"] for one in (older, renewed, still)
    ]
    assert exits[0] == pytest.approx(exits[1], abs=0.01)
    assert exits[2] < exits[1]


def test_a_reply_is_held_against_what_is_known_once_the_threat_is() -> None:
    seen = """
observations:
  o1: {saw: threat = threaten, certainty: 0.9, because: "statements: s1"}
  o2: {saw: reply = resist, certainty: 0.8, because: "statements: s2"}
"""
    answer = ask(CLASS, seen)
    ratios = {e.id: e.likelihood_ratio for e in answer.evidence}
    problem = pose(case(CLASS, seen), 2048, 0, closed_form)
    exits = []
    for step in ("base_rate", "moves"):
        weighed = weigh(problem, Evidence(), step)  # type: ignore[arg-type]
        exits.append(float(weighed.weight @ weighed.eventual[:, problem.courses.index("exit")]))
    base, moved = (p / (1 - p) for p in exits)
    assert ratios["o2"] > 1  # who resists cannot have conceded
    assert ratios["o1"] * ratios["o2"] == pytest.approx(moved / base, rel=1e-6)
