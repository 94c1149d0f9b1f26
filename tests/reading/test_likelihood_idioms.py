"""How likely a thing is said to be by idiom, by class of construction: what stands for which likelihood, and what for none."""

from __future__ import annotations

import pytest

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.read import read_article


def statements(text):
    """The statements of an article with one sentence."""
    article = Article(
        name="a.txt", digest="0", outlet="Oslo Times", carried_by=None, published=None, title=None, language="en",
        text=text, body=Span(0, len(text)),
    )  # fmt: skip
    return read_article(article)


def told(text):
    """The phrases of a sentence, each once, with the median that it stands for."""
    found = {(s.phrase, s.likelihood.median if s.likelihood else None) for s in statements(text) if s.phrase}
    return sorted(found, key=str)


LEVELS = [
    # what is left of "would" and "will" behind a pronoun is no part of a phrase
    ("I'd expect the lagoon pact to lapse.", "expect", 0.6, 0.8),
    ("They'll very likely renew the lagoon pact.", "very likely", 0.8, 0.95),
    # figures that somebody puts an event at
    ("I'd put an exit from the pact at 10 per cent.", "10 per cent", 0.08, 0.12),
    ("She puts withdrawal at about one in five.", "about one in five", 0.18, 0.22),
    # betting
    ("I would bet that the lagoon pact lapses.", "would bet", 0.7, 0.9),
    ("I would bet against a new lagoon pact.", "would bet against", 0.1, 0.3),
    ("I wouldn't bet against a new lagoon pact.", "wouldn't bet against", 0.4, 0.7),
    ("My money is on a delay of the vote.", "money is on", 0.6, 0.9),
    # surprise, supposed
    ("It would be surprising if the lagoon pact lasted.", "would be surprising", 0.1, 0.3),
    ("It would not be surprising if the lagoon pact fell.", "would not be surprising", 0.4, 0.8),
    ("It would take a miracle for the lagoon pact to last.", "would take a miracle", 0.0, 0.1),
    # folly to exclude, and what nobody excludes
    ("It would be foolish to rule out a veto.", "foolish to rule out", 0.3, 0.5),
    ("A veto has not been ruled out.", "has not been ruled out", 0.3, 0.5),
    ("A veto should not be ruled out.", "should not be ruled out", 0.3, 0.5),
    ("After this week nothing can be excluded.", "nothing can be excluded", 0.3, 0.5),
    # a denied low word opens a possibility and says no more
    ("A Finnish exit is no longer far-fetched.", "no longer far-fetched", 0.3, 0.5),
    ("A Finnish exit is not a long shot.", "not a long shot", 0.3, 0.5),
    ("A Finnish exit is not possible.", "not possible", 0.0, 0.1),
    # denials that stand before their modal or go on behind it
    ("Nor will the lagoon pact be renewed.", "Nor will", 0.0, 0.1),
    ("Under no circumstances will the lagoon pact be renewed.", "Under no circumstances", 0.0, 0.1),
    ("The lagoon pact will no longer be renewed.", "will no longer", 0.0, 0.1),
    # what is only possible is no firmer than its modal
    ("The lagoon talks may be doomed.", "may", 0.3, 0.5),
    ("A compromise could be within reach.", "could", 0.3, 0.5),
    ("The pact may be on the brink of a rupture.", "may", 0.3, 0.5),
    ("With quotas projected to halve, the fund will shrink.", "will", 0.9, 1.0),
    # degree
    ("Analysts seriously doubt that the pact will last.", "seriously doubt", 0.0, 0.2),
    ("There is scant chance of a compromise.", "scant chance", 0.0, 0.2),
    ("The lagoon pact stands a big chance of renewal.", "big chance", 0.7, 0.9),
    ("There is absolutely no prospect of a compromise.", "no prospect", 0.0, 0.1),
    ("A compromise is less likely than not.", "less likely than not", 0.3, 0.5),
    ("A veto is only remotely possible.", "only remotely possible", 0.0, 0.1),
    # endings and what is as good as done
    ("The lagoon pact is living on borrowed time.", "living on borrowed time", 0.8, 1.0),
    ("The lagoon pact is on its last legs.", "on its last legs", 0.8, 1.0),
    ("Approval by the senate is a mere formality.", "mere formality", 0.9, 1.0),
    ("Approval by the senate is a sure thing.", "sure thing", 0.9, 1.0),
    ("The lagoon talks are fated to fail.", "fated to", 0.8, 1.0),
    ("The treasury has a snowball's chance in hell of a refund.", "snowball's chance in hell", 0.0, 0.1),
    ("Belgium may sign when pigs fly.", "when pigs fly", 0.0, 0.1),
    # on the way to an outcome
    ("The lagoon pact is on the verge of collapse.", "on the verge of", 0.7, 0.95),
    ("The lagoon pact risks falling apart.", "risks", 0.3, 0.6),
    ("The dispute threatens to sink the pact.", "threatens to", 0.4, 0.8),
    ("All signs point to an early vote.", "All signs point to", 0.6, 0.9),
    ("Everything indicates a long dispute.", "Everything indicates", 0.6, 0.9),
    ("Such talks are liable to fail.", "liable to", 0.5, 0.8),
    ("Ministers face an uphill battle in the senate.", "uphill battle", 0.1, 0.4),
    # numbers
    ("There is a 25-percent chance of a walkout.", "25-percent chance", 0.2, 0.3),
    ("There is a one in a million chance of a walkout.", "one in a million chance", 0.0, 0.05),
    ("The odds are three to one in favour of a walkout.", "three to one in favour", 0.7, 0.8),
    ("The odds are three to one against a walkout.", "three to one against", 0.2, 0.3),
    ("There is not even a 10 percent chance of a walkout.", "not even a 10 percent chance", 0.0, 0.1),
    ("The chances of a walkout are just under 50 percent.", "just under 50 percent", 0.45, 0.55),
    ("The chances have risen from 20 to 40 percent.", "40 percent", 0.35, 0.45),
    ("The probability of a walkout is, in our view, well below 10 percent.", "well below 10 percent", 0.0, 0.1),
    ("The probability of a walkout amounts to 70 percent.", "70 percent", 0.65, 0.75),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "low", "high"), LEVELS)
def test_an_idiom_stands_for_a_likelihood(text, phrase, low, high):
    [(found, median)] = told(text)
    assert found == phrase
    assert low <= median <= high


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A Finnish exit is not a done deal.", "not a done deal"),
        ("Approval is no slam dunk.", "no slam dunk"),
        ("The lagoon talks are not bound to fail.", "not bound to"),
        ("The lagoon pact will not necessarily lapse.", "will not necessarily"),
        ("Whether the pact lasts is highly uncertain.", "highly uncertain"),
        ("The jury is still out on the lagoon pact.", "jury is still out"),
        ("The lagoon pact is hanging by a thread.", "hanging by a thread"),
        ("The chances of a compromise have improved.", "improved"),
        ("A walkout is twice as likely as a compromise.", "twice as likely"),
        ("A walkout is no more likely than before.", "no more likely"),
    ],
)
def test_what_is_left_open_has_no_number(text, phrase):
    assert told(text) == [(phrase, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The chair would like to thank the clerk.",
        "The clerk made sure that every member was heard.",
        "The new ferry made it possible to ship grain.",
        "The chamber voted 52-47 against the bill.",
        "Our side lost 3-1 against the visitors.",
        "When in doubt about the annex, members ask the clerk.",
        "The clerk knows for sure what the annex says.",
        "The convoy headed for the airport.",
        "The crowd voted heavily against the bill.",
        "The ships are close to the harbour.",
        "The premier threatens to sink the pact.",
        "Her genuine interest in fish pleased the crews.",
        "The annex gives farmers legal certainty.",
        "Their uphill battle ended in March.",
        "Prices rose and exports fell.",
        "The pact was signed in the winter of 2004-5 that ended the drought.",
        "The firm has sewn up the contracts.",
        "We look around the corner and see the harbour.",
        "It shouldn't be a surprise that crews left.",
        "A signature doesn't necessarily bind anybody.",
    ],
)
def test_what_only_looks_like_an_estimate_is_none(text):
    assert told(text) == []


def test_an_adjective_of_making_judges_and_making_sure_does_not():
    assert [phrase for phrase, _ in told("The ruling makes an exit almost inevitable.")] == [
        "almost inevitable"
    ]


def test_who_only_suspects_promises_nothing():
    [suspected] = [s for s in statements("I suspect that Norway will leave the pact.") if s.phrase]
    assert suspected.likelihood is not None
