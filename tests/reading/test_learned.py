"""The learned reader: clues without names, rules that stand unless it is sure, a model that says what it knows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger.article import Article
from foedus.ledger.statement import KINDS
from foedus.provenance import Span
from foedus.reporting.meaning.clue_index import indexed, spelled
from foedus.reporting.meaning.learned import (
    COURSES,
    LEAN,
    SEEN,
    SURE_OF_CONTRARY,
    SURE_OF_COURSE,
    SURE_OF_KIND,
    Model,
    Ruled,
    judged,
    logged,
    model,
    name_of,
    overheard,
    seen,
)
from foedus.reporting.meaning.network import LAYERS, VIEWS, Network
from foedus.reporting.read import read_article
from foedus.reporting.threats.signs import sign_table

NAMES = tuple(COURSES)
SILENT = Ruled("fact", "fact", (None, None), "")
SPOKEN = Ruled("reason", "against_it", ("exit", "against"), "obstacle")


def article(text):
    return Article("a.txt", text, Span(0, len(text)), outlet="Bergen Post")


def odds(kind, kind_p, course, course_p):
    """Log probabilities that give one kind and one course theirs and share the rest out evenly."""
    kinds = np.full(len(KINDS), (1 - kind_p) / (len(KINDS) - 1))
    courses = np.full(len(NAMES), (1 - course_p) / (len(NAMES) - 1))
    kinds[KINDS.index(kind)], courses[NAMES.index(course)] = kind_p, course_p
    return np.log(np.concatenate([kinds, courses]).astype(np.float32))


def judge(log_probability, ruled):
    """The verdict on one statement."""
    [verdict] = judged(log_probability[None], KINDS, NAMES, [ruled])
    return verdict


@pytest.mark.parametrize(("threatener", "counterpart"), [("Canada", "Denmark"), ("Brazil", "Bolivia")])
def test_what_is_learned_of_one_threat_holds_for_another(threatener, counterpart):
    heard = []
    for one, other in (("Norway", "Iceland"), (threatener, counterpart)):
        text = f"{one} threatened to leave the fisheries treaty with {other}. {one} may not stay, the analyst said."
        with overheard() as examples:
            read_article(article(text))
        heard.append([example.clues for example in examples])
    assert heard[0] == heard[1]
    assert any("w=AGR" in clues and "w=T" in clues for clues in heard[0])


def test_a_name_is_no_clue():
    with overheard() as examples:
        read_article(article("Norway threatened to leave the fisheries treaty with Iceland."))
    said = " ".join(clue for example in examples for clue in example.clues).lower()
    assert "norway" not in said
    assert "iceland" not in said


def test_a_rule_stands_unless_the_regression_is_sure():
    unsure = odds("assessment", SURE_OF_KIND - 0.05, "fades for", SURE_OF_COURSE - 0.1)
    sure = odds("assessment", SURE_OF_KIND + 0.05, "fades for", (SURE_OF_COURSE + 1) / 2)
    assert judge(unsure, SPOKEN)[:3:2] == ("reason", ("exit", "against"))
    assert judge(sure, SPOKEN)[:3:2] == ("assessment", ("fades", "for"))


def test_the_contrary_of_a_rule_takes_more():
    between = (SURE_OF_COURSE + SURE_OF_CONTRARY) / 2
    assert judge(odds("reason", 0.9, "exit for", between), SPOKEN).course == (
        "exit",
        "against",
    )
    assert judge(odds("reason", 0.9, "fades for", between), SPOKEN).course == ("fades", "for")


def test_where_no_rule_has_spoken_the_words_decide():
    verdict = judge(odds("motive", 0.4, "revised for", 0.5), SILENT)
    assert (verdict.kind, verdict.course) == ("motive", ("revised", "for"))
    assert verdict.kind_sure == pytest.approx(0.4)


def test_bearing_on_nothing_must_be_likelier_than_a_course():
    near = np.log(np.full(len(KINDS) + len(NAMES), 0.01, dtype=np.float32))
    near[len(KINDS) + NAMES.index("none")] = np.log(0.5)
    near[len(KINDS) + NAMES.index("exit for")] = np.log(0.5) - LEAN / 2
    assert judge(near, SILENT).course == ("exit", "for")
    near[len(KINDS) + NAMES.index("exit for")] = np.log(0.5) - LEAN * 2
    assert judge(near, SILENT).course == (None, None)


@given(st.sampled_from(KINDS), st.floats(0.2, 0.99), st.sampled_from(NAMES), st.floats(0.2, 0.99))
def test_only_what_follows_bears_on_an_exit_without_direction(kind, kind_p, course, course_p):
    verdict = judge(odds(kind, kind_p, course, course_p), SILENT)
    assert verdict.kind == "consequence" or verdict.course != ("exit", None)


@given(st.lists(st.floats(-30, 30), min_size=18, max_size=18))
def test_probabilities_of_kinds_and_of_courses_sum_to_one(score):
    probability = np.exp(logged(np.array(score), len(KINDS)))
    assert probability[: len(KINDS)].sum() == pytest.approx(1)
    assert probability[len(KINDS) :].sum() == pytest.approx(1)


WORDS = st.text("ab_<:=", max_size=4)


@given(WORDS, WORDS, st.sampled_from(["dobj", "neg"]))
def test_a_clue_is_found_by_its_parts_whatever_signs_they_hold(one, other, relation):
    parts = {"pair": (one, other), "arc": (relation, one, other), "word": one, "condition": other}
    for name, key in parts.items():
        clue = getattr(spelled(), name).get(key)
        assert getattr(indexed({clue: 7, "w=zebra": 8}), name).get(key) == 7
    assert indexed({spelled().arc.get((relation, other)): 7}).arc.get((relation, other)) == 7


def model_of(clues, weights, bias):
    """A model whose weights are all of signs; its network has a unit that is never open."""
    shut = np.zeros((1, 18), np.float32)
    network = Network(np.zeros((VIEWS, 1), np.float32), np.zeros(1, np.float32), shut, shut, shut[0])
    none = np.zeros((len(weights), 1), np.float32)
    signs = tuple(f"sign {i}" for i in range(weights.shape[1]))
    whole, biases = np.hstack([none, weights]), np.append(np.float32(0), bias).astype(np.float32)
    return Model({clue: i for i, clue in enumerate(clues)}, whole, biases, KINDS, NAMES, signs, network)


def test_an_unknown_clue_weighs_nothing():
    weights = np.arange(10, dtype=np.float32).reshape(2, 5)
    small = model_of(["w=leave", "w=stay"], weights, np.zeros(5, np.float32))
    odds = small.log_odds([["w=leave", "w=zebra"], ["w=leave", "w=stay"], ["w=zebra"]])
    of_one, of_both, of_none = odds[:, len(KINDS) + len(NAMES) :]
    assert np.array_equal(of_one, weights[0])
    assert np.array_equal(of_both, weights.sum(axis=0))
    assert not of_none.any()


@given(st.lists(st.sets(st.integers(0, 59), max_size=40), min_size=1, max_size=12), st.integers(0, 2**32 - 1))
def test_clues_sum_up_to_the_bit_the_same_among_others_as_alone(rows, seed):
    weights = np.random.default_rng(seed).normal(size=(60, 18)).astype(np.float32)
    shuffled = model_of([f"w={i}" for i in range(60)], weights, np.ones(18, np.float32))
    alone = np.concatenate([shuffled.sums([one]) for one in rows])
    together = shuffled.sums(rows)
    assert np.array_equal(together, alone)
    odds = together[:, 1:]
    assert np.array_equal(logged(odds, 10), np.array([logged(one, 10) for one in odds]))
    ruled = [SPOKEN, SILENT] * len(rows)
    each = [judge(one, rule) for one, rule in zip(logged(odds, 10), ruled, strict=False)]
    assert judged(logged(odds, 10), KINDS, NAMES, ruled[: len(rows)]) == each


def test_a_calibrated_model_tells_multiplied_and_moved_log_odds():
    shipped = model()
    rng = np.random.default_rng(0)
    times = rng.uniform(0.5, 2, len(KINDS) + len(NAMES) + len(shipped.signs)).astype(np.float32)
    plus = np.where(np.arange(len(times)) < len(KINDS) + len(NAMES), 0, 0.25).astype(np.float32)
    said = [["w=leave_X", "w=T", "w=AGR"], ["w=stay"], ["w=talk", "w=resume"]]
    odds = shipped.log_odds(said)
    assert shipped.calibrated(times, plus).log_odds(said) == pytest.approx(
        odds * times + plus, rel=1e-3, abs=1e-3
    )


def test_a_model_that_was_saved_is_the_same(tmp_path):
    shipped = model()
    shipped.saved(tmp_path / "learned.npz")
    with np.load(tmp_path / "learned.npz", allow_pickle=False) as kept:
        assert kept["clues"].tolist() == list(shipped.index)
        assert np.array_equal(kept["weights"].astype(np.float32), shipped.weights)
        assert all(np.array_equal(kept[f"network_{name}"], getattr(shipped.network, name)) for name in LAYERS)


def test_the_model_that_ships_knows_the_kinds_and_courses():
    shipped = model()
    assert shipped is not None
    assert shipped.kinds == KINDS
    assert shipped.courses == NAMES
    assert shipped.signs == tuple(sign.id for sign in sign_table())
    units = len(shipped.network.of_own)
    assert shipped.weights.shape == (len(shipped.index), units + len(shipped.signs))
    assert shipped.network.around.shape == (VIEWS * units, len(shipped.network.of_around))
    assert shipped.network.bias.shape == (len(KINDS) + len(NAMES),)
    assert np.isfinite(shipped.weights).all()


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=5))
def test_signs_are_shown_that_are_probable_enough_the_most_probable_first(log_odds):
    found = seen(np.array(log_odds, dtype=np.float32), [f"sign {i}" for i in range(len(log_odds))])
    expected = sorted((1 / (1 + np.exp(-x)) for x in np.float32(log_odds)), reverse=True)
    assert [p for _, p in found] == pytest.approx([p for p in expected if p > SEEN], abs=1e-5)


def test_a_sign_says_how_surely_it_was_read():
    text = "Norway threatened to leave the fisheries treaty with Iceland. Talks on the treaty with Iceland resumed on Monday in Oslo."
    carrying = [s for s in read_article(article(text)) if s.signs]
    assert carrying
    for statement in carrying:
        assert len(statement.signs) == len(statement.signs_sure)
        assert all(SEEN <= statement.sure_of(sign) < 1 for sign in statement.signs)
    assert carrying[0].corrected("Ada").sure_of(carrying[0].signs[0]) is None


def test_every_course_has_a_name():
    assert [name_of(course) for course in COURSES.values()] == list(NAMES)


def test_a_rule_that_stands_is_as_sure_as_the_regressions_hold_it():
    verdict = judge(odds("assessment", SURE_OF_KIND - 0.05, "fades for", 0.5), SPOKEN)
    assert verdict.kind == "reason"
    assert verdict.kind_sure == pytest.approx((1.05 - SURE_OF_KIND) / (len(KINDS) - 1))
    share = 0.5 / (len(NAMES) - 1)  # of this a reason has none for an exit without direction
    assert verdict.course_sure == pytest.approx(share / (1 - share))


def test_every_statement_of_a_threat_says_how_surely_it_was_read():
    text = "Norway threatened to leave the fisheries treaty with Iceland. The minister shrugged at the whole affair."
    for statement in read_article(article(text)):
        assert 0 < statement.kind_sure < 1
        assert 0 < statement.bearing_sure < 1


def test_what_a_person_settled_is_in_no_doubt():
    text = "Norway threatened to leave the fisheries treaty with Iceland."
    seen = read_article(article(text))[0].corrected("Ada")
    assert (seen.kind_sure, seen.bearing_sure) == (None, None)


def test_where_no_threat_was_found_no_bearing_was_read():
    statements = read_article(article("The herring were late this year, a fisherman said."))
    assert statements
    assert all(s.bearing_sure is None and s.kind_sure is not None for s in statements)
