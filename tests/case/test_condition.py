"""Conditions on paths: their texts, and when they hold."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.strategies import conditions
from foedus.case.condition import Condition, NotationError, Otherwise

RESULTS = {"a": ("x", "y"), "b": ("x", "y"), "c": ("x", "2.5")}


@settings(deadline=None)
@given(conditions(RESULTS))
def test_text_reads_back_to_the_same_condition(condition: Condition) -> None:
    again = Condition.parse(condition.text)
    for values in itertools.product([None, "x", "y", "2.5"], repeat=3):
        state = {node: value for node, value in zip(RESULTS, values, strict=True) if value}
        assert again.holds(state) == condition.holds(state)
    assert again.nodes == condition.nodes
    assert Condition.parse(again.text) == again


@settings(deadline=None)
@given(
    conditions(RESULTS),
    conditions(RESULTS),
    st.fixed_dictionaries({}, optional={n: st.sampled_from(r) for n, r in RESULTS.items()}),
)
def test_and_or_not_are_those_of_logic(one: Condition, other: Condition, state: dict[str, str]) -> None:
    def holds(text: str) -> bool:
        return Condition.parse(text).holds(state)

    a, b = one.holds(state), other.holds(state)
    assert holds(f"({one.text}) and ({other.text})") == (a and b)
    assert holds(f"({one.text}) or ({other.text})") == (a or b)
    assert holds(f"not ({one.text})") == (not a)
    assert holds(f"at least 2 of [{one.text}, {other.text}, {one.text}]") == a


def test_a_node_that_was_not_reached_equals_nothing() -> None:
    assert not Condition.parse("a = x").holds({})
    assert Condition.parse("a != x").holds({})
    assert Condition.parse("a not in [x, y]").holds({})


def test_and_binds_more_tightly_than_or() -> None:
    condition = Condition.parse("a = x or b = x and c = x")
    assert condition.holds({"a": "x"})
    assert not condition.holds({"b": "x"})


def test_a_quota_of_three_veto_players() -> None:
    quota = Condition.parse("at least 2 of [v1 = block, v2 = block, v3 = block]")
    votes = ("block", "allow")
    for ballot in itertools.product(votes, repeat=3):
        state = dict(zip(("v1", "v2", "v3"), ballot, strict=True))
        assert quota.holds(state) == (ballot.count("block") >= 2)


def test_otherwise_stands_alone() -> None:
    assert Condition.parse(" otherwise ") == Otherwise()
    with pytest.raises(NotationError):
        Condition.parse("otherwise and a = x")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 0), ("a", 1), ("a =", 3), ("a in b", 5), ("a in [b", 7), ("and = b", 0), ("a = b c", 6), ("a < b", 2),
        ("at least 4 of [a = b]", 9), ("at least x of [a = b]", 9), ("(a = b", 6), ("a = b and", 9),
        ("a = b or or c = d", 9),
    ],
)  # fmt: skip
def test_what_is_no_condition_is_told_with_its_column(text: str, column: int) -> None:
    with pytest.raises(NotationError) as told:
        Condition.parse(text)
    assert told.value.column == column


@settings(deadline=None)
@given(st.text("abnotrinleastof=![](), 2", max_size=40))
def test_any_text_is_a_condition_or_told(text: str) -> None:
    try:
        Condition.parse(text)
    except NotationError as error:
        assert 0 <= error.column <= len(text)
