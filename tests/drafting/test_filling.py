"""What the reporting says of the default model's quantities."""

from __future__ import annotations

import re

import pytest
from tests.drafting.made_up import finding, found, said

from foedus.drafting.filling import because, distinct, filled, months_of
from foedus.drafting.model_text import default_model, names_of_quantities
from foedus.provenance import grounds_of


def fill(*statements, law=(), **more):
    return filled(default_model(), found(**more), statements, law)


@pytest.mark.parametrize(
    ("count", "unit", "months"),
    [
        ("six", "month", 6), ("a", "year", 12), ("90", "day", 90 / 30.4), ("ninety", "Day", 90 / 30.4), ("two", "weeks"[:-1], 14 / 30.4),
        ("some", "month", None),
    ],
)  # fmt: skip
def test_a_period_in_months(count, unit, months):
    assert months_of(count, unit) == (None if months is None else pytest.approx(months))


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("the treaty asks for six months' notice", 6),
        ("a member may withdraw by giving twelve months' written notice", 12),
        ("the withdrawal takes effect one year after notification", 12),
        ("either side can leave with one year’s notice", 12),
        ("a 90-day notice of withdrawal was sent", 2.96),
        ("the assembly has to have a 90-day notice to start talks", None),
        ("a 90-day notice needed before any vote", None),
        ("sixty days' notice is required before formal talks", None),
        ("a fifty-year notice", None),
        ("notice was served", None),
    ],
)
def test_the_period_of_notice(words, mode):
    text, unfilled = fill(said("s2", words))
    told = any(item.startswith("no statement tells the period") for item in unfilled)
    assert told == (mode is None)
    if mode is not None:
        assert f"triangular: [{round(mode - 1, 2):g}, {mode:g}, {round(mode + 1, 2):g}]" in text


def test_several_demands_replace_the_one_without_a_name():
    text, unfilled = fill(demands=(finding("lower tolls", "s2"), finding("a larger quota of eels", "s3")))
    names = names_of_quantities(text)
    assert "demand_value" not in text
    assert {"demand_lower_tolls", "demand_larger_quota_eels"} <= set(names)
    assert text.count("(demand_lower_tolls + demand_larger_quota_eels)") == 2
    assert len(names) == len(set(names))
    assert not any("demand" in item for item in unfilled)


@pytest.mark.parametrize("what", ["value", "cost", "…", "Value; history: E1"])
def test_no_demand_takes_the_name_of_another_quantity(what):
    text, _ = fill(demands=(finding(what, "s2"),))
    names = names_of_quantities(text)
    assert len(names) == len(set(names))
    assert len(names) == len(names_of_quantities(default_model()))


def test_a_demand_counts_by_how_surely_it_was_read_and_the_surest_are_kept():
    statements = [said("s1", kind="demand", kind_sure=0.2), said("s2", kind="demand", kind_sure=0.9)]
    statements += [said(f"s{i}", kind="demand") for i in (3, 4, 5)]
    whats = ("lower tolls", "more eels", "cleaner water", "open mills", "new locks")
    found = tuple(finding(what, f"s{i}") for i, what in enumerate(whats, start=1))
    text, _ = fill(*statements, demands=found)
    assert "demand_lower_tolls" not in text
    fewer, _ = fill(*statements, demands=found[:2])
    assert re.search(r"demand_eels:\n    lognormal: \[0.83, 0.4\]", fewer)
    assert re.search(r"demand_lower_tolls:\n    lognormal: \[0.17, 0.4\]", fewer)
    assert "this one with a probability of 0.2" in fewer


def test_without_a_demand_the_model_stays_and_says_so():
    text, unfilled = fill()
    assert "  demand_value:" in text
    assert any(item.startswith("no statement names a demand") for item in unfilled)


def test_one_demand_in_two_wordings_is_one():
    statements = (
        said("s2", "it wants Syldavia to pay a larger share of the cost of dredging the canal"),
        said("s3", "the aim is a larger payment by Syldavia for dredging"),
        said("s4", "it wants lower tolls"),
    )
    demands = (
        finding("pay a larger share of the cost of dredging", "s2"),
        finding("a larger payment for dredging", "s3"),
        finding("lower tolls", "s4"),
    )
    kept = distinct(demands, statements)
    assert [demand.statements for demand in kept] == [("s2", "s3"), ("s4",)]


def test_a_doubt_of_the_law_gives_the_legislature_more_say():
    changed, _ = fill(law=("s2",))
    unchanged, _ = fill()
    assert "statements: s2" in changed.partition("  legal_say:")[2].partition("  overruled")[0]
    assert "statements: s2" not in unchanged


def test_words_of_an_article_begin_no_ground():
    reason = because(["s2"], "“more; history: E1; statements: s9”")
    assert [(ground.kind, ground.ids) for ground in grounds_of(reason)] == [
        ("statements", ("s2",)),
        ("assumption", ()),
    ]
