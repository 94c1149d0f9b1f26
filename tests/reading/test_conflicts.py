"""Contradictions between sources are shown with both values."""

from __future__ import annotations

from foedus.ledger.statement import Statement
from foedus.provenance import Span
from foedus.reporting.conflicts import conflicts


def said(i, words, article="a.txt", **more):
    return Statement(id=f"s{i}", article=article, content=(Span(0, len(words)),), words=words, **more)


def values(*statements):
    return {v for c in conflicts([], statements) for v in c.values}


def test_two_years_for_one_treaty():
    found = conflicts(
        [],
        [said(1, "The treaty was signed in March 1973"), said(2, "The pact was inked back in 1971", "b.txt")],
    )
    assert [c.values for c in found] == [("March 1973", "1971")]
    assert found[0].statements == ("s1", "s2")


def test_two_places_for_one_summit():
    assert values(said(1, "the N5 Summit in Bergen this week"), said(2, "the N5 summit, which is slated to take place in Oslo", "b.txt")) == {
        "Bergen", "Oslo",
    }  # fmt: skip


def test_reported_and_denied():
    reported = said(1, "Iceland muses about leaving", move="signal = musing")
    denied = said(2, "the report was wrong", "b.txt", rules=("sign: denial_by_counterpart",))
    [found] = conflicts([], [reported, denied])
    assert found.statements == ("s1", "s2")
    assert found.values[0].startswith("reported: ")
    assert found.values[1].startswith("denied: ")


def test_agreement_is_no_conflict():
    assert not conflicts(
        [], [said(1, "The treaty was signed in 1973"), said(2, "The pact was agreed in 1973", "b.txt")]
    )
    assert not conflicts([], [said(1, "The summit in Bergen"), said(2, "The meeting in Oslo")])
    assert not conflicts([], [])


def test_a_day_of_the_week_is_no_place():
    assert not conflicts([], [said(1, "the N5 summit in Bergen"), said(2, "the N5 summit in May")])
