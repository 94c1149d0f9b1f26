"""Conditions that no conjunction opens: the other of two, a noun, a state that is supposed, a sentence behind."""

from __future__ import annotations

import pytest

from foedus.reporting.meaning.propositions import propositions
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import parse


def told(text):
    """Content and conditions of each proposition."""
    parsed = parse(text)
    tree = tree_of(parsed)
    return [
        (" ".join(map(parsed.words, p.spans)), [parsed.words(tree.span(c.tokens)) for c in p.conditions])
        for p in propositions(parsed, [])
    ]


@pytest.mark.parametrize(
    ("text", "content", "condition"),
    [
        ("Oslo must lower the fees, or else Denmark will leave the union.", "else Denmark will leave the union",
         "Oslo must lower the fees"),
        ("The fees have to fall by June; otherwise Denmark will leave.", "otherwise Denmark will leave",
         "The fees have to fall by June"),
        ("Either the fees fall or Denmark leaves the union.", "Denmark leaves the union", "the fees fall"),
        ("Another rise, and Denmark will leave the union.", "Denmark will leave the union", "Another rise"),
        ("Denmark will leave the union. Unless, of course, the fees fall.", "Denmark will leave the union",
         "Unless, of course, the fees fall"),
    ],
)  # fmt: skip
def test_what_comes_about_otherwise_stands_under_the_first(text, content, condition):
    found = told(text)
    assert (content, [condition]) in [
        (words, [c.removeprefix("Either ") for c in given]) for words, given in found
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Denmark would stay provided its fees are lowered.", "provided its fees are lowered"),
        ("Fees would double were Denmark to leave.", "were Denmark to leave"),
        ("Denmark would have stayed had the members kept their word.", "had the members kept their word"),
        ("Without a new tariff, Denmark will leave the union.", "Without a new tariff"),
        ("Denmark will not stay in the union without a new tariff.", "without a new tariff"),
        ("With a new tariff in place, Denmark would probably stay.", "With a new tariff in place"),
        ("Short of a full refund, Denmark will leave the union.", "Short of a full refund"),
        ("But for the pressure from Iceland, Denmark would have left by now.", "But for the pressure from Iceland"),
        ("Given a new tariff, Denmark would stay in the union.", "Given a new tariff"),
        ("In exchange for a new tariff, Denmark would drop its notice.", "In exchange for a new tariff"),
        ("The moment the fees rise again, Denmark will leave.", "The moment the fees rise again"),
        ("Denmark will withdraw in June, subject to approval by parliament.", "subject to approval by parliament"),
    ],
)  # fmt: skip
def test_what_is_only_supposed_is_a_condition(text, condition):
    assert [given for _, given in told(text)] == [[condition]]


@pytest.mark.parametrize(
    "text",
    [
        "Denmark will not leave without a fight.",
        "Denmark left the talks without a word.",
        "Given the rises of recent years, Denmark is likely to leave the union.",
        "But for the crews in Bergen it would be the same thing.",
        "The delegation came with a letter in hand.",
        "Exports to Denmark are subject to tariffs.",
        "Denmark will stay for as long as it takes.",
        "Denmark signed in 1976 or in 1977.",
        "One envoy and the minister will leave.",
    ],
)
def test_what_only_looks_supposed_is_none(text):
    assert [given for _, given in told(text) if given] == []


def test_two_verbs_with_a_condition_each_are_told_apart():
    assert told("Denmark would stay if the fees fall and leave if they rise.") == [
        ("Denmark would stay if the fees fall", ["if the fees fall"]),
        ("leave if they rise", ["if they rise"]),
    ]
