"""A case written and read again is the same case."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case.sample import SOUND
from case.strategies import cases, words
from foedus.case import Case, case_of
from foedus.case.syntax import parse, plain
from foedus.case.write import declared, flow, write
from foedus.drafting import model_text


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)
@given(cases())
def test_write_and_read_give_the_same_case(case: Case) -> None:
    again = case_of(write(case))
    assert again == case
    for section in ("nodes", "actors", "courses", "quantities"):
        assert sorted(getattr(again, section)) == sorted(getattr(case, section))
    assert list(again.nodes) == list(case.nodes)
    assert write(again) == write(case)


def test_the_sample_and_the_default_model_are_written_and_read() -> None:
    for text in (SOUND, model_text.default_model()):
        case = case_of(text)
        assert case_of(write(case)) == case


@settings(deadline=None)
@given(
    st.recursive(
        words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=8,
    )
)
def test_any_plain_value_is_written_on_one_line(value: object) -> None:
    line = flow(value)
    assert "\n" not in line
    assert plain(parse(f"a: {line}", "x").root) == {"a": value}


def test_what_stands_at_its_default_is_left_out() -> None:
    written = declared(case_of(SOUND))
    assert "amended" not in written
    assert "weight" not in written["judgements"]["j1"]
    assert "notice_given" not in written["question"]
