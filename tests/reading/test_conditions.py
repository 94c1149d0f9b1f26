"""Conditions: where they stand, in which form, and how far they reach."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.meaning.conditions import conditions_in, subject_condition
from foedus.reporting.meaning.propositions import propositions
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import parse
from foedus.reporting.read import read_article


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
        ("If Norway left the pact, prices would rise.", "prices would rise", "If Norway left the pact"),
        ("The odds are virtually zero, unless Lund is mad.", "The odds are virtually zero", "unless Lund is mad"),
        ("Once Norway builds ships, Iceland will follow.", "Iceland will follow", "Once Norway builds ships"),
        ("In the event of an exit, the banks would close.", "the banks would close", "In the event of an exit"),
        ("In the case of the pact coming to an end, trade would fall.", "trade would fall",
         "In the case of the pact coming to an end"),
        ("Should Norway leave, the ports would close.", "the ports would close", "Should Norway leave"),
    ],
)  # fmt: skip
def test_set_off_by_a_comma_it_is_not_told(text, content, condition):
    assert told(text) == [(content, [condition])]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("The quarrel would go on even if Norway left.", "even if Norway left"),
        ("Relations would be cool even in the absence of the pact.", "even in the absence of the pact"),
        ("The threat works as long as the fleet stays.", "as long as the fleet stays"),
    ],
)
def test_without_a_comma_it_stays_in_the_content(text, condition):
    [(content, conditions)] = told(text)
    assert conditions == [condition]
    assert content.endswith(condition)


@pytest.mark.parametrize(
    "text",
    [
        "Lund asked if the pact was dead.",
        "The ships meet once a year.",
        "The fleet will sail if necessary.",
        "Talks went on without a break.",
        "The pact was signed in 1976.",
    ],
)
def test_no_condition(text):
    parsed = parse(text)
    assert conditions_in(tree_of(parsed), range(len(parsed.doc))) == []


@pytest.mark.parametrize(
    "text", ["Norwegian withdrawal would hurt trade.", "Leaving the pact would hurt trade."]
)
def test_a_subject_that_is_an_event_is_a_condition(text):
    parsed = parse(text)
    tree = tree_of(parsed)
    [p] = propositions(parsed, [])
    found = subject_condition(tree, p.root)
    assert found is not None
    assert parsed.words(tree.span(found.tokens)) == text.split(" would")[0]


@pytest.mark.parametrize("text", ["Norway would hurt trade.", "The withdrawal hurt trade."])
def test_other_subjects_are_none(text):
    parsed = parse(text)
    [p] = propositions(parsed, [])
    assert subject_condition(tree_of(parsed), p.root) is None


def read(text):
    return read_article(Article("a.txt", text, Span(0, len(text)), outlet="Bergen Post"))


def test_it_goes_on_into_the_next_paragraph():
    text = (
        "Norway threatened to leave the fisheries treaty with Iceland.\n\n"
        "If Norway left the fisheries treaty with Iceland, prices would rise.\n\n"
        "Worse still, the islands may also close their ports.\n\nThe treaty was signed in 1976."
    )
    _, first, second, third = [s for s in read(text) if s.same_as is None]
    assert second.condition == first.condition != ()
    assert second.given == "exit"
    assert second.kind == "consequence"
    assert third.condition == ()


def test_a_leading_condition_holds_for_both_clauses():
    one, two = read("If Norway left the treaty with Iceland, the ports would close and prices would rise.")
    assert one.condition == two.condition != ()
