"""What may follow: pooled over its voices, tied to what it follows from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.special import logit
from tests.drafting.made_up import ARTICLE, group, material, said

from foedus.drafting.consequences import consequence_records
from foedus.ledger.article import Article
from foedus.ledger.statement import Likelihood
from foedus.provenance import Span


def follows(id_, words="the dam would be built", **more):
    return said(id_, words, **{"kind": "consequence", "bears_on": "exit", **more})


def records(*statements, groups, articles=(ARTICLE,)):
    return consequence_records(replace(material(*statements, consequences=groups), articles=articles))


def ends(record, cause="exit"):
    return record["given"][cause]["interval"]


def test_voices_are_pooled_in_log_odds():
    one, other = Likelihood(0.7, 0.5, 0.9), Likelihood(0.2, 0.05, 0.4)
    voices = (
        follows("s2", likelihood=one, phrase="likely"),
        follows("s3", likelihood=other, phrase="unlikely"),
    )
    low, high = ends(records(*voices, groups=(group("dam", "s2", "s3"),))["dam"])
    assert logit(low) == pytest.approx((logit(0.5) + logit(0.05)) / 2, abs=0.01)
    assert logit(high) == pytest.approx((logit(0.9) + logit(0.4)) / 2, abs=0.01)


def test_many_equal_voices_are_as_sure_as_one():
    voice = Likelihood(0.7, 0.5, 0.9)
    voices = [follows(f"s{i}", likelihood=voice, phrase="likely") for i in range(2, 7)]
    record = records(*voices, groups=(group("dam", *(v.id for v in voices)),))["dam"]
    assert ends(record) == pytest.approx([0.5, 0.9])
    assert record["given"]["exit"]["because"].endswith("what readers take “likely” to mean")


def test_ends_that_were_corrected_to_certainty_stay_inside():
    for value in (0.0, 1.0):
        voice = follows("s2", likelihood=Likelihood(value, value, value), phrase="sure")
        low, high = ends(records(voice, groups=(group("dam", "s2"),))["dam"])
        assert 0 < low < high < 1


def test_what_holds_even_if_the_agreement_goes_holds_otherwise_too():
    text = "Even if the treaty went, the quarrel over the mills would go on."
    article = Article("a.txt", text, Span(0, len(text)))
    voice = follows("s2", "the quarrel would be bitter", condition=(Span(0, 26),))
    record = records(voice, groups=(group("quarrel", "s2"),), articles=(article,))["quarrel"]
    assert record["otherwise"]["interval"] == ends(record)


@pytest.mark.parametrize(
    ("words", "lasting"),
    [
        ("Syldavia will keep its dams", True),
        ("the quarrel would go on", True),
        ("Syldavia would hold on to its dams", True),
        ("the feud would still smoulder", True),
        ("Syldavia would go it alone", False),
        ("the sides would hold talks", False),
        ("Syldavia would keep out", False),
        ("a treaty that cannot keep its members would deter nobody", False),
        ("Syldavia would not keep its dams", False),
    ],
)
def test_what_is_said_to_last_is_there_already(words, lasting):
    record = records(follows("s2", words), groups=(group("dam", "s2"),))["dam"]
    assert ("last" in record["otherwise"]["because"]) == lasting


def test_a_consequence_of_a_consequence_has_it_for_cause():
    statements = (follows("s2"), follows("s3", "the mills would stop", bears_on=None))
    made = records(*statements, groups=(group("dam", "s2"), group("mills_stop", "s3", given="dam")))
    assert list(made["mills_stop"]["given"]) == ["dam"]
    assert list(made["dam"]["given"]) == ["exit"]


@pytest.mark.parametrize(
    ("words", "phrase", "said_of_it"),
    [
        ("the mills would close", "would", False),
        (
            "the mills would not close",
            "would not",
            True,
        ),  # the phrase is little for closing, the name denies it
        ("the mills would hardly close", "would", False),  # "would" is read of what hardly happens
    ],
)
def test_the_probability_is_that_of_the_name(words, phrase, said_of_it):
    high, low = Likelihood(0.9, 0.6, 0.99), Likelihood(0.1, 0.01, 0.4)
    voice = follows("s2", words, phrase=phrase, likelihood=low if "not" in phrase else high)
    record = records(voice, groups=(group("mills", "s2"),))["mills"]
    assert ends(record) == pytest.approx([0.6, 0.99])
    assert ("turned round" in record["given"]["exit"]["because"]) == said_of_it


def test_a_denial_joined_to_what_it_denies_counts_against_it():
    voices = (
        follows("s2", "the mills would close", phrase="would", likelihood=Likelihood(0.9, 0.6, 0.99)),
        follows("s3", "the mills would not close", phrase="would not", likelihood=Likelihood(0.1, 0.01, 0.4)),
    )
    low, high = ends(records(*voices, groups=(group("mills", "s2", "s3"),))["mills"])
    assert 0.01 < low < 0.6 < high < 0.99


def test_what_nobody_ties_to_the_exit_is_left_out():
    assert records(follows("s2", bears_on=None), groups=(group("dam", "s2"),)) == {}
    assert list(records(follows("s2", bears_on=None, given="exit"), groups=(group("dam", "s2"),))) == ["dam"]


def test_circles_are_broken_and_unknown_causes_fall_back_to_the_exit():
    statements = tuple(follows(f"s{i}") for i in (2, 3, 4))
    groups = (group("a", "s2", given="b"), group("b", "s3", given="a"), group("c", "s4", given="gone"))
    made = records(*statements, groups=groups)
    causes = {id_: next(iter(record["given"])) for id_, record in made.items()}
    assert causes["c"] == "exit"
    assert sorted((causes["a"], causes["b"])) in (["a", "exit"], ["b", "exit"])


def test_no_consequence_is_called_like_a_course_or_an_explanation():
    statements = (follows("s2"), follows("s3"))
    made = records(*statements, groups=(group("leverage", "s2"), group("mills", "s3", given="leverage")))
    assert "leverage" not in made
    (cause,) = made["mills"]["given"]
    assert cause in made
