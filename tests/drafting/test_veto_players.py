"""Whose consent leaving needs, by what statements say, and which way they lean."""

from __future__ import annotations

import pytest
from tests.drafting.made_up import finding, found, said

from foedus.drafting.veto_players import veto_players


def told(words, *, signs=(), sure=0.9, **more):
    values = {"kind": "reason", "bears_on": "exit", "direction": "against", "actors": ("Borduria",), **more}
    rules = tuple(f"sign: {sign}" for sign in signs)
    return said(values.pop("id", "s2"), words, rules=rules, signs_sure=(sure,) * len(signs), **values)


def players(*statements, **more):
    return veto_players(found(**more), statements)


@pytest.mark.parametrize(
    ("words", "sorts"),
    [
        ("leaving would require the approval of parliament", ["legislature"]),
        ("Borduria cannot leave without the consent of the upper house", ["legislature"]),
        ("the Senate must still vote on the withdrawal", ["legislature"]),
        ("parliament has the final say on leaving", ["legislature"]),
        ("the withdrawal needs a two-thirds majority in parliament", ["legislature"]),
        ("the government has asked the constitutional court to check the treaty's denunciation", ["court"]),
        ("the Supreme Court has to rule on the withdrawal first", ["court"]),
        ("the high court suspended the withdrawal", ["court"]),
        ("the withdrawal awaits the president's signature", ["head of state"]),
        ("the president has ten days to sign the law on leaving", ["head of state"]),
        ("leaving needs the consent of the coalition partner", ["partner"]),
        ("leaving requires a referendum", ["people"]),
        ("the government cannot leave without the province's consent", ["region"]),
        # nobody is asked for consent
        ("leaving requires neither notice nor a vote in parliament", []),
        ("the prime minister does not need the approval of parliament to leave", []),
        ("he could leave without Congress", []),
        ("parliament debated the withdrawal", []),
        ("it may not even be legal to leave without the approval of the upper house", []),
        ("it is unsettled whether leaving requires the approval of parliament", []),
        ("the opposition in parliament is against leaving", []),
        ("the high court found the first attempt to leave unlawful", []),
        ("a new treaty has to be ratified by the two parliaments", []),
    ],
)
def test_who_has_to_agree(words, sorts):
    assert [player.sort for player in players(told(words))] == sorts


def test_a_sign_that_consent_is_needed_names_the_body_without_words_of_need():
    words = "the last word on leaving lies with parliament"
    assert players(told(words)) == ()
    (player,) = players(told(words, signs=["approval_needed"]))
    assert (player.sort, player.statements) == ("legislature", ("s2",))
    assert players(told(words, signs=["approval_needed"], sure=0.3)) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "demand"},
        {"kind": "precedent"},
        {"bears_on": "revised"},
        {"actors": ("Iceland",)},
        {"same_as": "s9"},
    ],
)
def test_what_is_no_report_of_what_leaving_needs_at_home_names_nobody(more):
    assert players(told("leaving requires the approval of parliament", **more)) == ()


@pytest.mark.parametrize(
    ("words", "leaning"),
    [
        ("leaving needs the approval of parliament", "open"),
        ("leaving needs the approval of parliament, where the government commands a majority", "for"),
        (
            "leaving needs the approval of parliament, where the government is three votes short of a majority",
            "against",
        ),
        ("leaving needs the approval of parliament, which would hardly give it", "against"),
        ("the constitutional court suspended the withdrawal", "has stopped it"),
    ],
)
def test_which_way_it_leans(words, leaning):
    (player,) = players(told(words))
    assert player.leaning == leaning
    assert bool(player.telling) == (leaning != "open")


def test_a_parliament_that_has_voted_for_leaving_can_be_counted_on_and_its_vote_stays_a_sign():
    vote = told("parliament voted for leaving by 90 to 2", id="s3", kind="report", direction="for", signs=["legislature_for_exit"])  # fmt: skip
    (player,) = players(told("leaving needs the approval of the parliament"), vote)
    assert (player.leaning, player.statements, player.telling) == ("for", ("s2",), ("s3",))


def test_what_opponents_say_who_have_a_say_is_told_by_the_veto_player_alone():
    against = told("the parliament would refuse to leave", id="s3", signs=["opposition_at_home"])
    (player,) = players(told("leaving needs the approval of the parliament"), against)
    assert (player.leaning, player.statements) == ("against", ("s2", "s3"))


def test_nobody_waits_for_the_signature_of_the_head_of_state_who_threatens():
    threat = said("s1", "Borduria will leave the river treaty", kind="report", bears_on="exit", direction="for",
                  speaker="P. Plekszy", speaker_is="president of Borduria")  # fmt: skip
    signing = told("the withdrawal awaits the president's signature")
    assert players(threat, signing, signal=finding("threat", "s1")) == ()
    assert len(players(signing)) == 1


def test_each_sort_is_one_player_named_with_its_owner():
    lower = told("leaving must be approved by the upper house")
    upper = told("the Senate has to vote on leaving", id="s3")
    (player,) = players(lower, upper)
    assert (player.name, player.statements) == ("the upper house of Borduria", ("s2", "s3"))
