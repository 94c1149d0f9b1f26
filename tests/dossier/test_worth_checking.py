"""What to check first: what moves the answer much and may have been misread; nothing that a person has gone through."""

import math

from hypothesis import given
from hypothesis import strategies as st

from foedus.dossier.worth_checking import LEAST, MOST, worth_checking
from foedus.ledger.statement import Statement


def heard(number, sure, **fields):
    given_ = {"bears_on": "exit", "direction": "for", "read_by": "foedus 0.1.0", **fields}
    return Statement(f"s{number}", "a.txt", (), "words", bearing_sure=sure, **given_)


def told(number, ratio, *statements):
    return {
        "id": f"e{number}",
        "what": "told",
        "about": "exit",
        "likelihood_ratio": ratio,
        "statements": statements,
    }


@given(st.lists(st.tuples(st.floats(0.02, 50), st.floats(0.01, 0.99)), max_size=12))
def test_what_may_change_most_comes_first(readings):
    statements = [heard(i, sure) for i, (_, sure) in enumerate(readings)]
    evidence = [told(i, ratio, f"s{i}") for i, (ratio, _) in enumerate(readings)]
    found = worth_checking(evidence, {e["id"] for e in evidence}, set(), statements)
    stakes = sorted(((1 - sure) * abs(math.log(ratio)) for ratio, sure in readings), reverse=True)
    assert [entry["stake"] for entry in found] == [stake for stake in stakes if stake > LEAST][:MOST]


def test_a_sure_reading_is_worth_checking_less_than_a_doubtful_one_of_the_same_weight():
    found = worth_checking(
        [told(0, 0.5, "s0"), told(1, 0.5, "s1")], {"e0", "e1"}, (), [heard(0, 0.9), heard(1, 0.4)]
    )
    assert [entry["statement"] for entry in found] == ["s1", "s0"]


def test_what_a_person_has_gone_through_is_left_out():
    doubtful = heard(0, 0.4)
    for seen in (doubtful.corrected("Ada"), heard(0, None, read_by="Ada")):
        assert worth_checking([told(0, 0.5, seen.id)], {"e0"}, (), [seen]) == []
    assert worth_checking([told(0, 0.5, "s0")], {"e0"}, (), [doubtful])


def test_a_sign_is_as_sure_as_it_was_read_and_a_move_is_left_out():
    statements = [heard(0, 0.9, rules=("sign: e1", "sign: e0"), signs_sure=(0.3, 0.6))]
    assert [e["sure"] for e in worth_checking([told(0, 2.0, "s0")], (), {"e0"}, statements)] == [0.6]
    assert worth_checking([told(0, 2.0, "s0")], (), (), statements) == []


def test_a_statement_stands_there_once_with_its_largest_stake():
    evidence = [told(0, 0.8, "s0"), told(1, 0.3, "s0")]
    found = worth_checking(evidence, {"e0", "e1"}, (), [heard(0, 0.5)])
    assert [entry["evidence"] for entry in found] == ["e1"]


def test_a_motive_is_as_sure_as_its_kind():
    motive = heard(0, None, bears_on=None, direction=None, explains="leverage", kind="motive", kind_sure=0.7)
    assert [e["sure"] for e in worth_checking([told(0, 1.5, "s0")], {"e0"}, (), [motive])] == [0.7]
