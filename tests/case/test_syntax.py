"""The door to YAML: places of values, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.sample import SOUND
from foedus.case import case_of
from foedus.case.notation import MOST_RECORDS
from foedus.case.syntax import DEEPEST_TREE, LARGEST_FILE, MOST_TOLD, Scalar, parse, plain, scalars
from foedus.errors import CaseFault


def rules_of(text: str) -> list[tuple[str, int, int]]:
    """Rule, line and column of every fault of a text."""
    with pytest.raises(CaseFault) as told:
        parse(text, "case.yaml")
    return [(fault.rule, fault.line, fault.column) for fault in told.value.faults]


def test_scalars_are_texts_whatever_they_look_like() -> None:
    root = parse("a: NO\nb: 2019-06-25\nc: 0x1F\nd: ~\ne: 1e3\nf: 010\ng: yes\n'h': 'NO'\n", "x").root
    assert list(plain(root).values()) == ["NO", "2019-06-25", "0x1F", "~", "1e3", "010", "yes", "NO"]


@pytest.mark.parametrize("text", [SOUND, SOUND.replace("\n", "\r\n"), "\ufeff" + SOUND, "# 😀 é\n" + SOUND])
def test_plain_scalars_stand_where_their_marks_say(text: str) -> None:
    source = parse(text, "x")
    found = [scalar for _, scalar in scalars(source.root) if not scalar.style]
    assert len(found) > 50
    for scalar in found:
        assert source.text[scalar.start : scalar.end] == scalar.text


def test_line_and_column_count_from_one() -> None:
    source = parse("a: 1\nb:\n  cé: [x, 😀y]\n", "x")
    second = source.at(("b", "cé", 1))
    assert isinstance(second, Scalar)
    assert second.text == "😀y"
    assert source.position(second.start) == (3, 11)


def test_a_key_that_stands_twice_is_told_with_both_places() -> None:
    with pytest.raises(CaseFault) as told:
        parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "x")
    assert [(f.rule, f.line, f.column) for f in told.value.faults] == [
        ("duplicate-key", 2, 11),
        ("duplicate-key", 3, 1),
    ]
    assert "first in line 1" in told.value.faults[1].what


def test_anchors_and_aliases_are_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert [rule for rule, *_ in rules_of(bomb)] == ["alias"] * 6


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!x", "!!int", "!!binary"])
def test_tags_are_refused(tag: str) -> None:
    assert rules_of(f"a: {tag} '1'\n") == [("tag", 1, 4)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty"), ("# nothing\n", "empty"), ("a: 1\n---\nb: 2\n", "documents"), ("[x]: 1\n", "key"), ("a: [\n", "yaml"),
        ("a: 'x\n", "yaml"), ("\ta: 1\n", "yaml"), ("a: \x00\n", "yaml"), ("a: \ud800\n", "yaml"), ("a: b: c\n", "yaml"),
        ("a: {when: x in [b, c]}\n", "yaml"), ("?" * 300 + ": 1\n", "key"),
    ],
)  # fmt: skip
def test_what_is_refused_has_a_rule(text: str, rule: str) -> None:
    assert rule in [name for name, *_ in rules_of(text)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_before_it_is_built(opening: str) -> None:
    assert rules_of(opening * 100_000)[-1][0] == "depth"
    closing = {"[": "]", "{a: ": "}", "- ": ""}[opening]
    parse(opening * DEEPEST_TREE + "x" + closing * DEEPEST_TREE, "x")


def test_a_file_that_is_too_long_is_refused() -> None:
    assert rules_of("a" * (LARGEST_FILE + 1))[0][0] == "size"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_tree_or_a_case_fault(text: str) -> None:
    try:
        parse(text, "x")
    except CaseFault as error:
        assert error.faults
        assert str(error)


@settings(deadline=None)
@given(st.data())
def test_a_mangled_case_is_a_case_or_a_case_fault(data: st.DataObject) -> None:
    text = SOUND
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        fresh = st.text(max_size=6) | st.sampled_from(
            ["[", "]", "{", "}", ": ", "\n", "- ", "'", '"', "&a ", "*a", "#", "|\n"]
        )
        text = text[:start] + data.draw(fresh) + text[end:]
    try:
        case_of(text)
    except CaseFault as error:
        lines = text.removeprefix("\ufeff").split("\n")
        assert error.faults
        assert all(fault.rule and fault.what and 0 <= fault.line <= len(lines) for fault in error.faults)


@settings(deadline=None)
@given(st.data())
def test_a_value_of_any_shape_is_told_with_its_place(data: st.DataObject) -> None:
    source = parse(SOUND, "x")
    path, scalar = data.draw(st.sampled_from(list(scalars(source.root))))
    fresh = data.draw(
        st.sampled_from(["[]", "{}", "[a, {b: c}]", '""', "{a: {b: [c]}}", "-1", "x y", "1e400"])
    )
    text = SOUND[: scalar.start] + fresh + SOUND[scalar.end :]
    try:
        case_of(text)
    except CaseFault as error:
        assert all(fault.line >= 1 for fault in error.faults), path


def test_a_file_of_many_faults_is_told_in_part() -> None:
    text = SOUND.replace("unfilled:", "".join(f"k{i}: 1\n" for i in range(3000)) + "unfilled:")
    with pytest.raises(CaseFault) as told:
        case_of(text)
    assert 0 < len(told.value.faults) <= MOST_TOLD


def test_a_section_of_too_many_records_is_refused() -> None:
    text = SOUND.replace(
        "indicators:", "".join(f"  k{i}: {{about: exit}}\n" for i in range(MOST_RECORDS)) + "indicators:"
    )
    with pytest.raises(CaseFault) as told:
        case_of(text)
    assert "size" in {fault.rule for fault in told.value.faults}
