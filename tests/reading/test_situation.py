"""What a draft needs is gathered from statements, each finding with the statements that say it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from foedus.ledger.article import Article
from foedus.ledger.statement import Likelihood, Statement
from foedus.provenance import Span
from foedus.reporting.parsing.language import parse
from foedus.reporting.threats.deadlines import day_in, deadline_in
from foedus.reporting.threats.demands import demands_in, object_of_demand
from foedus.reporting.threats.situation import situation
from foedus.reporting.threats.threat import find_threat

TEXT = "Iceland threatened to withdraw from the fisheries treaty with Norway."
THREAT = find_threat([parse(TEXT)], ["2020-03-02"])


@dataclass(frozen=True)
class Read:
    """A reading by hand."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    threat: object = THREAT


def said(i, words, **more):
    return Statement(id=f"s{i}", article="a.txt", content=(Span(0, len(words)),), words=words, **more)


def gathered(*statements):
    return situation(Read((Article("a.txt", TEXT, Span(0, len(TEXT)), published="2020-03-02"),), statements))


def test_without_a_threat_there_is_no_situation():
    assert situation(Read((), (), None)) is None


def test_the_signal_is_the_move_that_is_reported():
    found = gathered(
        said(1, "Iceland threatened to leave", kind="report", move="signal = threat"),
        said(2, "it may threaten again", move="signal = threat", move_certain=False),
    )
    assert (found.signal.what, found.signal.statements, found.signal.certain) == ("threat", ("s1",), True)
    assert found.signal.on == "2020-03-02"


def test_a_repeat_is_not_counted():
    found = gathered(
        said(1, "Norway refused to talk", move="reply = refuse"),
        said(2, "Norway refuses", move="reply = refuse", same_as="s1"),
    )
    assert [(r.what, r.statements) for r in found.replies] == [("refuse", ("s1",))]


def test_signs_are_gathered_by_name():
    found = gathered(said(1, "talks go on", rules=("sign: talks_under_way", "kind: fact")))
    assert dict(found.signs) == {"talks_under_way": ("s1",)}


def test_who_does_not_believe_in_an_exit_does_not_expect_it():
    expects = {"rules": ("sign: insiders_expect_exit",), "bears_on": "exit", "direction": "for"}
    doubted = said(
        1, "that Iceland will leave", likelihood=Likelihood(0.2, 0.05, 0.4), phrase="not believe", **expects
    )
    assert dict(gathered(doubted).signs) == {}
    likely = replace(doubted, likelihood=Likelihood(0.8, 0.6, 0.95))
    assert dict(gathered(likely).signs) == {"insiders_expect_exit": ("s1",)}


def test_veto_players_are_named():
    found = gathered(
        said(
            1,
            "Congress would oppose it",
            kind="reason",
            actors=("US Congress",),
            rules=("sign: opposition_at_home",),
        ),
        said(2, "officials oppose it too", kind="reason", actors=("officials",), rules=("bearing: opposed",)),
    )
    assert {(v.actor, v.what, v.statements) for v in found.vetoes} == {
        ("US Congress", "block", ("s1",)), ("officials", "block", ("s2",)),
    }  # fmt: skip


def test_third_parties_gain_or_lose_and_the_two_sides_do_not_count():
    found = gathered(
        said(1, "Denmark would benefit", kind="consequence", actors=("Denmark", "Norway")),
        said(2, "Sweden would suffer", kind="consequence", actors=("Sweden",)),
    )
    assert [g.actor for g in found.gainers] == ["Denmark"]
    assert [g.actor for g in found.losers] == ["Sweden"]


def test_precedents_tell_exits_from_threats_that_were_dropped():
    found = gathered(
        said(1, "it left the whaling convention", kind="precedent", rules=("bearing: left_before",)),
        said(2, "it threatened before and stayed", kind="precedent", rules=("bearing: dropped_before",)),
    )
    assert [(p.what, p.statements) for p in found.precedents] == [("left", ("s1",)), ("stayed", ("s2",))]


def test_what_is_missing_is_said():
    found = gathered(said(1, "Iceland threatened to leave", move="signal = threat"))
    assert "no statement names a demand" in found.unfilled
    assert not any("the threat itself" in line for line in found.unfilled)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Iceland wants larger cod quotas for its boats", "larger cod quotas for its boats"),
        ("It uses the threat as a means of winning lower duties before the vote", "lower duties"),
        ("in order to make Norway open its ports", "Norway open its ports"),
        (
            "it will leave unless Norway lowers duties and raises quotas",
            "Norway lowers duties and raises quotas",
        ),
        ("He has until 12 May to fix the treaty", "fix the treaty"),
        ("The weather was fine", None),
    ],
)
def test_the_object_of_a_demand(words, what):
    assert object_of_demand(words) == what


def test_the_threat_behind_a_demand_is_no_part_of_it():
    assert (
        object_of_demand("Oslo has until early May to lift the limits or Clause 9 will be used")
        == "lift the limits"
    )
    aside = said(1, "or he would go his own way", kind="demand", speaker="Iceland", cue=(Span(0, 2),))
    assert demands_in([aside], THREAT) == ()


def test_demands_that_say_the_same_are_one_and_those_of_the_other_side_are_left_out():
    found = demands_in(
        [
            said(1, "Iceland wants larger cod quotas", kind="demand", speaker="Iceland"),
            said(2, "Reykjavik demands larger quotas for cod", kind="demand", speaker="an aide"),
            said(3, "Norway wants lower catches", kind="demand", speaker="Norway"),
        ],
        THREAT,
    )
    assert [(f.what, f.statements) for f in found] == [("larger cod quotas", ("s1", "s2"))]


ULTIMATUM = {
    "bears_on": "exit",
    "direction": "for",
    "rules": ("sign: way_back_offered",),
    "speaker": "Iceland",
}


@pytest.mark.parametrize(
    ("condition", "what"),
    [
        ("unless the cod quotas are raised by the end of the year", "cod quotas are raised"),
        ("if Norway does not agree to new quotas this autumn", "Norway agree to new quotas"),
        ("if we have no accord on cod by 3 May", "accord on cod"),
        ("if the storms go on", None),
    ],
)
def test_the_condition_of_a_threat_is_what_is_wanted(condition, what):
    words = f"Iceland will leave {condition}"
    at = Span(len("Iceland will leave "), len(words))
    threat = said(1, words, condition=(at,), **ULTIMATUM)
    assert [f.what for f in demands_in([threat], THREAT)] == ([what] if what else [])
    assert demands_in([replace(threat, speaker="Norway")], THREAT) == ()


def test_what_is_to_come_of_something_is_no_demand():
    posts = said(
        1,
        "a thousand posts would have to go",
        kind="demand",
        speaker="Iceland",
        cue=(Span(0, 2),),
        bears_on="exit",
    )
    assert demands_in([posts], THREAT) == ()


def test_nothing_is_demanded_in_an_article_on_something_else():
    wish = said(1, "Skaters want to win in Oslo", kind="demand", bears_on=None)
    on_it = replace(said(2, "Iceland may go", bears_on="exit"), article="b.txt")
    assert demands_in([wish], THREAT) != ()
    assert demands_in([wish, on_it], THREAT) == ()


def test_an_ultimatum_sets_the_day():
    words = "Iceland will leave unless the quotas are raised by 31 December"
    threat = said(1, words, **ULTIMATUM)
    found = deadline_in([threat], {"a.txt": "2020-03-04"})
    assert found is not None and (found.on, found.statements) == ("2020-12-31", ("s1",))
    vague = said(1, "Iceland will leave unless the quotas are raised", **ULTIMATUM)
    assert deadline_in([vague], {"a.txt": "2020-03-04"}) is None


@pytest.mark.parametrize(
    ("words", "told", "day"),
    [
        ("The deadline is 24 August", "2019-08-05", "2019-08-24"),
        ("It must decide by January 3", "2019-12-20", "2020-01-03"),
        ("It expires on Monday", "2020-03-04", "2020-03-09"),
        ("unless terms change within 30 days", "2020-05-19", "2020-06-18"),
        ("unless duties are cut by the end of the year", "2020-03-04", "2020-12-31"),
        ("a decision on the 22nd", "2019-08-21", "2019-08-22"),
        ("It was signed on 3 May 1999", "2020-03-04", None),
        ("soon", "2020-03-04", None),
    ],
)
def test_the_day_that_words_name(words, told, day):
    assert day_in(words, told) == day


def test_the_day_that_most_statements_name_is_the_deadline():
    sign = {"rules": ("sign: deadline_near",)}
    found = deadline_in(
        [said(1, "by 24 August", **sign), said(2, "until 24 August", **sign), said(3, "by 3 August", **sign)],
        {"a.txt": "2019-08-01"},
    )
    assert (found.on, found.statements) == ("2019-08-24", ("s1", "s2"))
    assert deadline_in([], {}) is None
    vague = deadline_in([said(1, "the deadline nears", **sign)], {"a.txt": "2019-08-01"})
    assert (vague.on, vague.certain) == (None, False)
