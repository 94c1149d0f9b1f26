"""What if: a change in place, with its record."""

from __future__ import annotations

import difflib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.sample import SOUND
from foedus.case import case_of
from foedus.case.amend import amend
from foedus.case.syntax import parse, plain, scalars
from foedus.errors import CaseFault, InputFault
from foedus.quantity import Distribution

WHO = {"by": "M. Rossi", "because": "assumption: what if"}


def changed_lines(new: str) -> list[str]:
    """The lines that a change added or took away, without those of its record."""
    before = SOUND.split("\n")
    after = new[: new.index("\namended:") + 1].split("\n") if "\namended:" in new else new.split("\n")
    marks = difflib.ndiff(before, after)
    return [line for line in marks if line[0] in "+-" and line[2:].strip()]


def test_a_distribution_is_exchanged_in_its_place_with_its_reason() -> None:
    new = amend(SOUND, {"quantities.loss": {"uniform": [0.1, 0.2]}}, **WHO)
    assert changed_lines(new) == [
        "-     lognormal: [0.5, 0.4]",
        "+     uniform: [0.1, 0.2]",
        '-     because: "reference: Tomz 2007"',
        '+     because: "assumption: what if"',
    ]
    case = case_of(new)
    assert case.quantities["loss"].distribution == Distribution("uniform", (0.1, 0.2))
    assert case.amended == (
        {
            "path": "quantities.loss",
            "was": '{lognormal: [0.5, 0.4], because: "reference: Tomz 2007"}',
            "now": "{uniform: [0.1, 0.2]}",
            "by": "M. Rossi",
            "because": "assumption: what if",
        },
    )


def test_unit_and_comment_stay_with_a_changed_number() -> None:
    new = amend(
        SOUND, {"quantities.p": 0.4, "quantities.v": {"normal": [1, 2], "because": "history: E3"}}, **WHO
    )
    assert '  p: {value: 0.4, unit: probability, because: "assumption: what if"}\n' in new
    assert '  v: {normal: [1, 2], because: "history: E3"}   # what the terms are worth\n' in new


def test_a_member_is_named_as_expressions_name_it() -> None:
    new = amend(SOUND, {"quantities.w[resolved]": 0.5, "quantities.w.bluffing": {"uniform": [-2, -1]}}, **WHO)
    case = case_of(new)
    assert case.quantities["w[resolved]"].distribution == Distribution("point", (0.5,))
    assert case.quantities["w[resolved]"].because == "assumption: what if"
    assert case.quantities["w[bluffing]"].because == "assumption: what if"
    assert "    # by type\n" in new


def test_a_reason_without_a_kind_counts_as_an_assumption() -> None:
    case = case_of(amend(SOUND, {"quantities.loss": 2}, by="M. Rossi", because="as they say"))
    assert case.quantities["loss"].because == "assumption: as they say"
    assert case.amended[0]["because"] == "as they say"


def test_entries_are_added_to_blocks_braces_and_new_sections() -> None:
    fresh = {"saw": "reply = resist", "because": "statements: s5"}
    new = amend(
        SOUND,
        {
            "observations.o2": fresh,
            "reference_class.exclude": ["E9"],
            "nodes.reply.options.2": "stall",
            "utilities.R.2": {"add": "-1", "when": "reply = stall"},
            "reference": "a textbook: chapter 3",
            "actors.R.because": "statements: s2",
        },
        **WHO,
    )
    case = case_of(new)
    assert list(case.observations) == ["o1", "o2"]
    assert case.reference_class is not None
    assert case.reference_class.exclude == ("E9",)
    assert case.nodes["reply"].options == ("concede", "resist", "stall")
    assert case.utilities[-1].value.text == "-1"
    assert case.reference == "a textbook: chapter 3"
    assert [change["path"] for change in case.amended][-1] == "actors.R.because"
    assert not [line for line in changed_lines(new) if line.startswith("- ") and "reply:" not in line
                and "reference_class" not in line and "R: {name" not in line]  # fmt: skip


def test_entries_are_taken_out_of_blocks_and_braces() -> None:
    gone = ("conflicts.0", "observations.o1", "judgements.j1", "nodes.act.options.2", "timing.months_open")
    with pytest.raises(CaseFault, match="months_open"):
        amend(SOUND, dict.fromkeys(gone), **WHO)
    case = case_of(amend(SOUND, dict.fromkeys([*gone[:-1], "timing", "indicators.talks"]), **WHO))
    assert (case.conflicts, case.observations, case.judgements) == ((), {}, {})
    assert (case.timing, case.indicators) == (None, {})
    assert case.nodes["act"].options == ("carry_out", "back_down")


LAID_OUT = """\
foedus: 1
title: |
  A threat
  in two lines

# who
actors: {A: x, # the first
  B: y,   # the second
  C: z, E: w # the last
}
nodes:
  one:
    actor: A
    options: [l, # left
      r # right
      ]
    name: >-
      what A
      does

  # the other
  two: {actor: B, options: [l, r]}
utilities:
  A: ["1"]
  B:
  -   add: "1"
      when: one = l
  -   add: "2"
# the end
"""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "B"), ("actors.D", "v"), ("actors.C", None), ("actors.E", None), ("nodes.one.options.2", "m"), ("nodes.one.name", None),
        ("nodes.one.name", "else"), ("nodes.one.when", None), ("utilities.B.0", None), ("utilities.B.1", None),
        ("utilities.B.2", {"add": "3", "when": "two = l"}), ("utilities.B.0.when", None), ("nodes.one.hidden_from", ["B"]),
        ("nodes.two.name", "x: y"), ("reference", "[z"), ("title", "a\nb: c"), ("utilities.A.1", "3"),
        ("courses", {"a": "one = l", "b": "otherwise"}), ("unfilled.0", "- x"), ("utilities.B.1.add", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_value_changes_however_the_file_is_laid_out(path: str, value: object, end: str) -> None:
    text = LAID_OUT.replace("\n", end)
    try:
        new = amend(text, {path: value}, **WHO)
    except InputFault as fault:
        assert path in ("nodes.one.when", "utilities.B.1.add"), fault
        return
    steps = tuple(int(step) if step.isdecimal() else step for step in path.split("."))
    before, after = (plain(parse(t, "x").root) for t in (text, new))
    assert after.pop("amended")
    holder = before
    for step in steps[:-1]:
        holder = (
            holder.setdefault(step, [] if isinstance(steps[-1], int) else {})
            if isinstance(holder, dict)
            else holder[step]
        )
    if value is None:
        del holder[steps[-1]]
    elif isinstance(holder, list) and steps[-1] == len(holder):
        holder.append(value)
    else:
        holder[steps[-1]] = value
    assert after == before
    comments = [line for line in re.findall(r"# [^\r\n]*", text) if line not in ("# right",)]
    assert all(comment in new for comment in comments if value is not None)


def test_changes_upon_changes_are_all_on_record() -> None:
    once = amend(SOUND, {"quantities.loss": 1}, **WHO, on="2030-03-02")
    twice = amend(once, {"quantities.loss": 2, "title": "Another: title"}, **WHO)
    case = case_of(twice)
    assert [(c["path"], c["now"], c.get("on")) for c in case.amended] == [
        ("quantities.loss", "1", "2030-03-02"),
        ("quantities.loss", "2", None),
        ("title", "Another: title", None),
    ]
    assert case.title == "Another: title"


def test_a_change_that_breaks_the_case_is_refused_with_its_faults() -> None:
    with pytest.raises(CaseFault, match="unknown-quantity"):
        amend(SOUND, {"utilities.R.0.add": "-vv"}, **WHO)


@pytest.mark.parametrize("path", ["nodes.nothing.when.deep", "quantities.q.x.y", "utilities.S.9", "title.x"])
def test_a_path_that_leads_nowhere_is_told(path: str) -> None:
    with pytest.raises(InputFault):
        amend(SOUND, {path: "x"}, **WHO)
    with pytest.raises(InputFault):
        amend(SOUND, {path: None}, **WHO)


def test_a_change_needs_a_name_and_a_reason() -> None:
    with pytest.raises(InputFault, match="who"):
        amend(SOUND, {"title": "x"}, by=" ", because="x")


@settings(deadline=None)
@given(st.data())
def test_any_single_value_can_be_replaced_by_itself(data: st.DataObject) -> None:
    """A value written anew at its own place leaves the case as it is, apart from the record."""
    paths = [path for path, _ in scalars(parse(SOUND, "x").root) if path[0] != "quantities"]
    path = data.draw(st.sampled_from(paths))
    value = next(scalar.text for where, scalar in scalars(parse(SOUND, "x").root) if where == path)
    new = case_of(amend(SOUND, {path: value}, **WHO))
    old = case_of(SOUND)
    assert [new.amended[0]["was"], new.amended[0]["now"]] == [value, value]
    assert all(
        getattr(new, name) == getattr(old, name)
        for name in old.__dataclass_fields__
        if name not in ("amended", "digest", "source")
    )
