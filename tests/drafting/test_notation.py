"""Text of an article written into a case file is read back as that text and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case.syntax import parse, plain
from foedus.drafting.notation import block, flow, identifier

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(texts)
def test_a_text_is_read_back(text):
    assert plain(parse(f"key: {flow(text)}\n", "made up").root) == {"key": text}


@given(st.dictionaries(texts, st.lists(texts, max_size=3), max_size=4))
def test_nested_texts_are_read_back(record):
    assert plain(parse(f"key: {flow(record)}\n", "made up").root) == {"key": record}


@given(st.text(max_size=40))
def test_what_no_file_can_hold_is_replaced(text):
    flow(text).encode("utf-8")


def test_a_value_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="cannot hold"):
        flow(object())


def test_a_number_has_the_digits_that_were_meant():
    assert flow([1 - 0.7, 0.05, 3]) == "[0.3, 0.05, 3]"


def test_block_leaves_out_what_is_none():
    assert block("a", {"b": {"c": 1, "d": None}}) == "a:\n  b:\n    c: 1\n"
    assert block("a", {}) == ""


@given(st.lists(st.text(max_size=60), max_size=6))
def test_identifiers_are_unique_and_plain(texts):
    taken: list[str] = []
    for text in texts:
        taken.append(identifier(text, taken))
    assert len(set(taken)) == len(taken)
    assert all(name.isidentifier() for name in taken)


def test_an_identifier_keeps_the_words_that_tell():
    assert identifier("demand the list of its ships and the quota") == "demand_list_ships_quota"
    assert identifier("of the") == "of_the"
