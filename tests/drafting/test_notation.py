"""Text of an article written into a case file is read back as that text and nothing else."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from foedus.drafting.notation import block, flow, identifier, quoted

printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff\x85\ufeff"),
    max_size=60,
)


@given(printable)
def test_quoted_text_is_read_back(text):
    assert yaml.safe_load(quoted(text)) == text


@given(st.text(max_size=60))
def test_any_text_stays_one_scalar(text):
    node = yaml.compose(f"key: {quoted(text)}", Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    assert len(node.value) == 1
    assert isinstance(node.value[0][1], yaml.ScalarNode)


@given(
    st.dictionaries(
        printable, st.one_of(printable, st.floats(-1e6, 1e6), st.lists(printable, max_size=3)), max_size=4
    )
)
def test_flow_keeps_keys(record):
    assert len(yaml.compose(flow(record), Loader=yaml.SafeLoader).value) == len(record)


def test_block_leaves_out_what_is_none():
    assert block("a", {"b": {"c": 1, "d": None}}) == "a:\n  b:\n    c: 1\n"
    assert block("a", {}) == ""


@given(st.lists(printable, max_size=6))
def test_identifiers_are_unique_and_plain(texts):
    taken: list[str] = []
    for text in texts:
        taken.append(identifier(text, taken))
    assert len(set(taken)) == len(taken)
    assert all(name.isidentifier() for name in taken)
