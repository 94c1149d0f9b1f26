"""Contradictions between sources are shown with both values."""

from __future__ import annotations

from foedus.ledger.article import Article
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


def test_two_days_on_which_one_agreement_ends():
    articles = [Article(n, "x", Span(0, 1), published="2023-07-10") for n in ("a.txt", "b.txt")]
    found = conflicts(
        articles, [said(1, "The deal expires on 17 July"), said(2, "It ends on 18 July", "b.txt")]
    )
    assert [c.values for c in found] == [("2023-07-17", "2023-07-18")]


def test_two_numbers_of_one_thing():
    found = conflicts(
        [],
        [
            said(1, "Norway keeps 40 trawlers in the northern ports of Iceland"),
            said(2, "In the northern ports of Iceland Norway keeps 55 trawlers", "b.txt"),
        ],
    )
    assert [c.values for c in found] == [("40 trawlers", "55 trawlers")]


def test_another_treaty_is_no_conflict():
    assert not conflicts(
        [],
        [
            said(1, "The arms treaty was signed in 1973"),
            said(2, "The peace treaty was signed in 1951", "b.txt"),
        ],
    )
