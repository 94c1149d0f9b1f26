"""What a draft says to be left open never contradicts what a sign tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drafting.made_up import said

from foedus.drafting.left_open import left_open

VETO = "no statement names who could stand in the way of an exit"


def test_what_the_draft_leaves_open_goes_before_what_the_reader_did_not_find():
    own = (f"{VETO}: officials and legislature go unnamed",)
    found = (VETO, "no statement names a demand")
    assert left_open(own, found, {}, ()) == [own[0], found[1]]


@pytest.mark.parametrize(
    ("item", "sign"),
    [
        ("no statement names a demand", "way_back_offered"),
        ("no statement reports a reply of the counterpart", "partner_refuses"),
        (VETO, "approval_needed"),
        ("no statement names a day by which the matter is decided", "decision_due"),
    ],
)
def test_a_sign_that_tells_of_a_matter_leaves_only_the_rest_of_it_open(item, sign):
    (left,) = left_open((), (item,), {sign: ("s1",)}, ())
    assert left != item
    assert left_open((), (item,), {sign: ()}, ()) == [item]


def test_an_earlier_exit_that_a_sign_tells_of_is_not_left_open():
    item = "no statement names an earlier exit or an earlier threat"
    assert left_open((), (item,), {"dropped_before": ("s1",)}, ()) == []


def test_a_legislature_that_a_statement_on_leaving_names_is_named():
    vote = replace(said("s1", "The Knesset would have to vote", bears_on="exit"), actors=("Knesset",))
    (left,) = left_open((), (VETO,), {}, (vote,))
    assert left.startswith("no statement tells what those would do")
    elsewhere = replace(vote, bears_on=None)
    assert left_open((), (VETO,), {}, (elsewhere,)) == [VETO]
