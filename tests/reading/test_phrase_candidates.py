"""Idioms, odds, attitudes and their denials are found as phrases of probability; the same words used plainly are not."""

from __future__ import annotations

import pytest

from foedus.reporting.meaning.lexicon import is_judgement, reading
from foedus.reporting.meaning.likelihood import phrase_in
from foedus.reporting.meaning.propositions import propositions
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.language import parse


def phrases(text):
    parsed = parse(text)
    tree = tree_of(parsed)
    found = []
    for p in propositions(parsed, []):
        conditional = {i for c in p.conditions for i in c.tokens}
        phrase = phrase_in(parsed, tree, p.tokens, p.root, conditional)
        found.append(phrase.words if phrase else None)
    return found


@pytest.mark.parametrize(
    ("text", "phrase", "low", "high"),
    [
        # numbers
        ("There is no more than a 20 % chance that Kenya abandons the treaty.", "no more than a 20 % chance", 0.05, 0.15),
        ("There are nine chances out of ten that the pact will survive.", "nine chances out of ten", 0.85, 0.95),
        ("The odds are 70-30 in favour of staying.", "70-30", 0.65, 0.75),
        ("There is a two-thirds chance that Zambia leaves.", "two-thirds chance", 0.6, 0.7),
        ("The odds of an exit this year are about even.", "about even", 0.45, 0.55),
        ("The probability of an exit has risen to 40 percent.", "40 percent", 0.35, 0.45),
        ("The chance of an exit is now one in three.", "one in three", 0.3, 0.35),
        ("Nine times out of ten, such threats come to nothing.", "Nine times out of ten", 0.85, 0.95),
        ("There is a risk that Norway leaves.", "risk", 0.4, 0.5),
        ("An exit would in all likelihood cost jobs.", "would in all likelihood", 0.65, 0.75),
        ("We shall leave in June.", "shall", 0.9, 1.0),
        ("Our base case (60%) is a new deal.", "60%", 0.55, 0.65),
        ("It's much more likely than not that he is bluffing.", "much more likely than not", 0.75, 0.85),
        ("It is certainly possible that Norway will leave.", "certainly possible", 0.4, 0.5),
        ("It is entirely possible that Norway will leave.", "entirely possible", 0.4, 0.5),
        ("There is every likelihood that it will lapse.", "every likelihood", 0.7, 0.9),
        ("Fjordbank sees a probability of less than ten per cent.", "less than ten per cent", 0.0, 0.1),
        ("They put the likelihood of an exit anywhere between 20 and 40 per cent.", "between 20 and 40 per cent", 0.25, 0.35),
        ("Don't be surprised if Friday comes and goes.", "Don't be surprised", 0.5, 0.7),
        ("It is just as likely that they would punish it.", "just as likely", 0.45, 0.55),
        ("Prices should recover after a while.", "should", 0.6, 0.8),
        ("There is not a hope of a deal this year.", "not a hope", 0.0, 0.05),
        ("A defeat would in all certainty be exploited.", "would in all certainty", 0.9, 1.0),
        ("Norway will always keep its word.", "will", 0.9, 1.0),
        # chances that are rated
        ("The likelihood of a Finnish exit is very low.", "very low", 0.0, 0.1),
        ("The chances of Tokyo leaving the pact are slim to none.", "slim to none", 0.0, 0.05),
        ("The risk of a sudden exit is high.", "high", 0.7, 0.9),
        ("There is a tiny chance that the court acts.", "tiny chance", 0.03, 0.2),
        ("The odds are that Norway will stay.", "odds are", 0.6, 0.9),
        # idioms
        ("A Danish exit is not on the cards.", "not on the cards", 0.0, 0.2),
        ("A Polish exit is on the cards.", "on the cards", 0.5, 0.8),
        ("It is only a matter of time before Budapest quits the court.", "only a matter of time", 0.85, 1.0),
        ("It is a question of when, not if, they leave.", "question of when, not if", 0.85, 1.0),
        ("It is hard to imagine Norway giving up the treaty.", "hard to imagine", 0.0, 0.2),
        ("It is a safe bet that he will not renew the waiver.", "safe bet", 0.7, 0.9),
        ("The defence accord looks doomed.", "looks doomed", 0.8, 1.0),
        ("Norway would not bet on the talks.", "would not bet on", 0.1, 0.3),
        ("The vote could go either way.", "could go either way", 0.45, 0.55),
        # who is set, headed or going to
        ("Denmark is set to leave the scheme.", "set to", 0.6, 0.8),
        ("Burundi poised to leave the court next week.", "poised to", 0.6, 0.8),
        ("Norway is headed for an exit.", "headed for", 0.6, 0.8),
        ("Norway is going to leave the pact.", "going to", 0.9, 1.0),
        # inference and belief of the proposition's own
        ("Norway appears to have changed its mind.", "appears", 0.6, 0.8),
        ("Fitch expects the bank to settle the arrears.", "expects", 0.6, 0.8),
        ("The deputies are increasingly confident that the accord will hold.", "increasingly confident", 0.7, 0.95),
        # denials behind and around the judgement
        ("Oslo probably won't renew the lease.", "probably won't", 0.1, 0.3),
        ("The minister almost certainly will not sign.", "almost certainly will not", 0.0, 0.05),
        ("The fleet likely isn't ready.", "likely isn't", 0.1, 0.3),
        ("That is never going to happen.", "never going to", 0.0, 0.1),
        ("Norway is not about to scrap the pact.", "not about to", 0.0, 0.1),
        ("An exit cannot be ruled out.", "cannot be ruled out", 0.3, 0.5),
        ("A formal notice can't be excluded.", "can't be excluded", 0.3, 0.5),
        ("There is no chance whatsoever that Oslo pays.", "no chance whatsoever", 0.0, 0.05),
        ("I wouldn't bet on it.", "wouldn't bet on", 0.1, 0.3),
        ("I wouldn't be surprised if they left.", "wouldn't be surprised", 0.5, 0.7),
        ("It would be no surprise if the bill were halved.", "would be no surprise", 0.5, 0.7),
        ("The chances are next to nil.", "next to nil", 0.0, 0.05),
        ("Norway does not seem eager to stay.", "does not seem", 0.1, 0.4),
        ("There is no question of Norway leaving.", "no question of", 0.0, 0.05),
        ("There is no reason to believe that Norway will leave.", "no reason to believe", 0.05, 0.3),
        # of two, the one that judges
        ("An exit is possible but unlikely.", "unlikely", 0.1, 0.3),
        ("There is perhaps a one-in-five chance that they go.", "one-in-five chance", 0.15, 0.25),
        ("The most likely outcome is a delay.", "most likely outcome", 0.5, 0.7),
        ("Norway seems willing to join.", "seems", 0.6, 0.8),
        ("It looks like Norway will leave.", "looks like", 0.6, 0.8),
        ("An exit remains on the table.", "on the table", 0.3, 0.5),
        ("I think they will quit by March.", "will", 0.9, 1.0),
        # denials
        ("A withdrawal is neither likely nor wanted.", "neither likely", 0.1, 0.3),
        ("It is not at all likely that he will leave.", "not at all likely", 0.1, 0.3),
        ("A departure is by no means likely.", "by no means likely", 0.1, 0.3),
        ("Norway isn't likely to leave.", "isn't likely", 0.1, 0.3),
        ("The generals would hardly accept such terms.", "would hardly", 0.0, 0.1),
    ],
)  # fmt: skip
def test_a_phrase_and_what_it_means(text, phrase, low, high):
    assert phrases(text) == [phrase]
    assert low <= reading(phrase).median <= high


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("An exit is far from certain.", "far from certain"),
        ("If the grant falls through, all bets are off.", "all bets are off"),
        ("Ratification is anything but certain.", "anything but certain"),
        ("Whether they leave is anyone's guess.", "anyone's guess"),
        ("It is unclear whether the premier will follow through.", "unclear"),
        ("Whether the next cabinet will act is an open question.", "open question"),
        ("The survival of the force is in doubt.", "in doubt"),
        ("There is a growing likelihood of a veto.", "growing likelihood"),
        ("The ruling makes an exit less likely.", "less likely"),
        ("It is far more likely that Norway will stay.", "far more likely"),
        ("There is a non-negligible risk that Iceland leaves first.", "non-negligible risk"),
    ],
)
def test_what_is_open_is_a_phrase_without_a_number(text, phrase):
    assert phrases(text) == [phrase]
    assert reading(phrase) is None
    assert not is_judgement(phrase)


@pytest.mark.parametrize(
    "text",
    [
        "The minister set a date for the vote.",
        "The premier is headed for Geneva.",
        "The high price of gas hurts farmers.",
        "The clerk made sure of the date.",
        "Few are sure of the date.",
        "Norway guaranteed the loan.",
        "They discussed the possibility of a vote.",
        "The two sides put a text on the table.",
        "You cannot expect the islands to wait.",
        "Nothing is certain yet.",
        "None of this is inevitable.",
        "Norway is not considering leaving.",
        "The president did not risk a quarrel.",
        "No treaty shall be valid without consent.",
        "Chile was sued three times in two decades.",
        "The exit has cost Oslo next to nothing.",
        "It came as no surprise to the envoys.",
        "The minister put a plan on the table.",
        "The radar should be sold.",
    ],
)
def test_plain_uses_are_no_phrase(text):
    assert set(phrases(text)) <= {None, "can not"}


def test_what_is_granted_does_not_govern():
    assert phrases("However unlikely, an exit would hurt exporters.") == ["would"]
    assert phrases("Unlikely as it is, an exit would upset the markets.") == ["would"]


def test_should_foretells_of_things_with_a_date_and_obliges_persons():
    assert phrases("The radar should work by May 2031.") == ["should"]
    assert phrases("Norway should leave by May 2031.") == [None]


def test_when_not_if_and_more_likely_than_not_deny_nothing():
    for text in (
        "It is a question of when, not if, they leave.",
        "It is more likely than not that Norway leaves.",
    ):
        parsed = parse(text)
        tree = tree_of(parsed)
        phrase = phrase_in(parsed, tree, range(len(tree.low)), 1)
        assert not phrase.negated
