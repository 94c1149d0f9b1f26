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
        "The fleet will sail as soon as possible, if at all.",
        "A return is difficult if not impossible.",
        "The pact, once hailed as a model, has lapsed.",
        "Lund would not say if Norway would leave.",
        "It remains to be decided if the pact will be renewed.",
        "The envoys signed only after Oslo had paid.",
        "The islands have never once apologised.",
        "In this case the drawer is guarded by a lawyer.",
        "The council should leave the pact and the talks should begin in May.",
        "Nobody said how seriously Norway should take it, nor should Iceland wait.",
        "The delegates left without a result.",
        "Talks went on without a break.",
        "The pact was signed in 1976.",
    ],
)
def test_no_condition(text):
    parsed = parse(text)
    assert conditions_in(tree_of(parsed), range(len(parsed.doc))) == []


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Norway has vowed to leave if it cannot get better terms.", "if it cannot get better terms"),
        ("Norway would consider leaving if Denmark builds the fence.", "if Denmark builds the fence"),
        ("Lund threatened to close two ports if necessary.", "if necessary"),
        ("Norway will respond and, if need be, close its ports.", "if need be"),
        ("Norway likely to leave pact if not taken off the list", "if not taken off the list"),
        ("If not, Norway will leave.", "If not"),
        ("Once out of the accord it would demand new talks.", "Once out of the accord"),
        ("In September, once re-elected, he will purr.", "once re-elected"),
        ("Failing this, Norway would go its own way.", "Failing this"),
        ("Iceland has ninety days to pay, failing which Norway will leave.", "failing which"),
        ("Norway would rethink its place absent a better split.", "absent a better split"),
        ("In that case the pact would lapse.", "In that case"),
        ("Without the base you can't fly there.", "Without the base"),
        ("Until Iceland does, the ships will stay in port.", "Until Iceland does"),
        ("Prices would fall, assuming Iceland finds other buyers.", "assuming Iceland finds other buyers"),
        ("He had threatened to resign should a decision to leave be taken.", "should a decision to leave be taken"),
        ("Norway could suspend it this autumn, should the row drag on.", "should the row drag on"),
        ("They promised to restore the pact, were it to be scrapped.", "were it to be scrapped"),
        ("Provided fees are cut, Norway would have no reason to leave.", "Provided fees are cut"),
        ("The pact will survive, barring a last-minute surprise.", "barring a last-minute surprise"),
        ("Growth would slow in that event.", "in that event"),
        ("In a worst-case scenario yields would double.", "In a worst-case scenario"),
        ("Norway may find it hard to resist should the fighting widen.", "should the fighting widen"),
        ("Without her votes the minister has no majority.", "Without her votes"),
        ("Norway will come back only when the quota is gone.", "only when the quota is gone"),
    ],
)  # fmt: skip
def test_conditions_in_other_forms(text, condition):
    parsed = parse(text)
    tree = tree_of(parsed)
    assert [parsed.words(tree.span(c.tokens)) for c in conditions_in(tree, range(len(tree.word)))] == [
        condition
    ]


def test_what_is_supposed_holds_for_the_next_sentence():
    [s] = read("Suppose Norway leaves. The fleet would move to Iceland.")
    assert [s.words, len(s.condition)] == ["The fleet would move to Iceland", 1]


def test_what_takes_up_a_condition_stands_under_it():
    first, second = read(
        "If the vote fails, the ports would close. In that case, smaller yards might go under."
    )
    assert second.condition[0] == first.condition[0]
    assert [second.words, len(second.condition)] == ["smaller yards might go under", 2]


def test_a_condition_joined_by_and_is_told_with_its_clause():
    [s] = read("Such a step would come in spring and only after talks have failed.")
    assert s.words == "Such a step would come in spring and only after talks have failed"


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


def test_what_would_be_stands_under_the_condition_told_before_it():
    text = "If Norway leaves, the union would lose a third of its budget. Patrols would end. Norway would like to talk."
    article = Article("one.txt", text, Span(0, len(text)), outlet="Fjord Observer")
    under = [[text[c.start : c.end] for c in s.condition] for s in read_article(article)]
    assert under[:3] == [["If Norway leaves"], ["If Norway leaves"], []]
