"""Conditions: where they stand, in which form, and how far they reach."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import attributions
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


def spoken(text):
    """Content and conditions of each proposition, in the light of who says it."""
    parsed = parse(text)
    tree = tree_of(parsed)
    return [
        (" ".join(map(parsed.words, p.spans)), [parsed.words(tree.span(c.tokens)) for c in p.conditions])
        for p in propositions(parsed, attributions(parsed))
    ]


@pytest.mark.parametrize(
    ("text", "content", "condition"),
    [
        ("Should that prove right, officers in both ports privately concede, the search would end.",
         "Should that prove right the search would end", "Should that prove right"),
        ("If it did not, she thought the affair would peter out.", "the affair would peter out", "If it did not"),
        ("Were the treaty to fall, Iceland's would hardly outlast it, Ms. Lund said.",
         "Iceland's would hardly outlast it", "Were the treaty to fall"),
        ("Norway might withdraw from the Joint Harbour Accord (JHA), half a year after it took effect there, "
         "if its partners refused to talk, the envoy said on Tuesday.",
         "Norway might withdraw from the Joint Harbour Accord (JHA), half a year after it took effect there",
         "if its partners refused to talk"),
        ("Should the judges say no, a majority of all members would be required.",
         "a majority of all members would be required", "Should the judges say no"),
        ("Once notified, the withdrawal would take effect after three months.",
         "the withdrawal would take effect after three months", "Once notified"),
        ("Oslo will not return to the table until Helsinki lifts the tariff.",
         "Oslo will not return to the table until Helsinki lifts the tariff", "until Helsinki lifts the tariff"),
        ("And if it did come to termination? The ports would suffer first, Ms. Lund said.",
         "The ports would suffer first", "if it did come to termination"),
    ],
)  # fmt: skip
def test_a_condition_beyond_the_words_of_a_statement_is_kept(text, content, condition):
    assert (content, [condition]) in spoken(text)


@pytest.mark.parametrize(
    "text",
    [
        "The force has few officers now; to hire more would take a decade even if funds were there.",
        "Norway has behaved as if the pact were dead, and its partners know it.",
        "The rifles have not been delivered until now.",
    ],
)
def test_a_condition_holds_for_its_own_clause_alone(text):
    assert spoken(text)[0][1] == []


def test_a_clause_of_condition_is_no_statement_of_its_own():
    assert [content for content, _ in spoken('"If Oslo leaves, that pact is over," said Ms. Lund.')] == [
        "that pact is over"
    ]


@pytest.mark.parametrize(
    ("text", "content", "condition"),
    [
        ("Give them nothing and they will go.", "they will go", "Give them nothing"),
        ("Walk out and we are just another port.", "we are just another port", "Walk out"),
        ("Leave the pact and prices will rise.", "prices will rise", "Leave the pact"),
    ],
)
def test_an_order_states_the_condition_of_what_it_is_joined_to(text, content, condition):
    assert told(text) == [(content, [condition])]


def test_two_orders_are_no_condition():
    assert told("Get a deal and sign it.") == [("Get a deal and sign it", [])]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Lund says that Norway may pull out of the union should Denmark insist on rewriting the formula.",
         "should Denmark insist on rewriting the formula"),
        ("The harm, were it to be carried out, would not be borne by the crews.", "were it to be carried out"),
        ("Norway will leave if imports exceed 80,000 tonnes in two successive years and Oslo continues to refuse a clause.",
         "if imports exceed 80,000 tonnes in two successive years and Oslo continues to refuse a clause"),
    ],
)  # fmt: skip
def test_a_condition_without_a_conjunction_or_of_two_clauses(text, condition):
    assert [conditions for _, conditions in told(text)] == [[condition]]


@pytest.mark.parametrize(
    "text",
    [
        "An end to the lease would leave the crews without a harbour for three years.",
        "The council knows why Norway should insist on the clause.",
        "Norway left the union, and so should Iceland leave it.",
    ],
)
def test_what_only_looks_like_a_condition(text):
    assert [conditions for _, conditions in told(text) if conditions] == []
