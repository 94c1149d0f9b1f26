"""What may follow: pooled over its voices, tied to what it follows from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.special import logit
from tests.drafting.made_up import ARTICLE, group, material, said

from foedus.drafting.consequences import consequence_records
from foedus.ledger.article import Article
from foedus.provenance import Span


def follows(id_, words="the dam would be built", **more):
    return said(id_, words, **{"kind": "consequence", "bears_on": "exit", **more})


def records(*statements, groups, articles=(ARTICLE,)):
    return consequence_records(replace(material(*statements, consequences=groups), articles=articles))


def ends(record, cause="exit"):
    return record["given"][cause]["interval"]


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
    assert ("said to last" in record["otherwise"]["because"]) == lasting


def test_a_consequence_of_a_consequence_has_it_for_cause():
    statements = (follows("s2"), follows("s3", "the mills would stop", bears_on=None))
    made = records(*statements, groups=(group("dam", "s2"), group("mills_stop", "s3", given="dam")))
    assert list(made["mills_stop"]["given"]) == ["dam"]
    assert list(made["dam"]["given"]) == ["exit"]


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ("the mills would close", [0.01, 0.2]),
        ("the mills would not close", [0.05, 0.95]),
        ("the mills would no longer sell", [0.01, 0.2]),
    ],
)
def test_what_is_denied_may_be_a_change_or_none(words, otherwise):
    record = records(follows("s2", words), groups=(group("mills", "s2"),))["mills"]
    assert record["otherwise"]["interval"] == otherwise


def test_what_was_never_likely_to_change_stays_as_likely_as_it_was_or_becomes_likelier():
    lasting = records(follows("s2", "the quarrel would go on"), groups=(group("dam", "s2"),))["dam"]
    assert ends(lasting)[0] >= lasting["otherwise"]["interval"][0]


def test_a_denial_joined_to_what_it_denies_counts_against_it():
    close, stay = (
        follows("s2", "the mills would close"),
        follows("s3", "the mills would not close", speaker="B"),
    )
    both = records(close, stay, groups=(group("mills", "s2", "s3"),))["mills"]
    alone = records(close, groups=(group("mills", "s2"),))["mills"]
    assert sum(map(logit, ends(both))) < sum(map(logit, ends(alone)))


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
