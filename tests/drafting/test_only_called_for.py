"""A call to leave by others than the government is a weak threat: the government has to take it up first."""

from __future__ import annotations

import pytest
from tests.drafting.made_up import found, material, said

from foedus.drafting.draft import draft_case
from foedus.drafting.only_called_for import government_that_is_called_on
from foedus.inquiry.problem import pose
from foedus.inquiry.solving import house_solver
from foedus.inquiry.weighing import Evidence, weigh


def sign(id_, name, sure=0.9):
    return said(id_, "the party wants to leave", bears_on="exit", direction="for", rules=(f"sign: {name}",), signs_sure=(sure,))  # fmt: skip


def drafted(*statements):
    signs: dict[str, tuple[str, ...]] = {}
    for statement in statements:
        for name in statement.signs:
            signs[name] = (*signs.get(name, ()), statement.id)
    return draft_case(material(*statements, situation=found(signs=signs))).case


def exits(case):
    return weigh(pose(case, 2048, 0, house_solver(count=False)), Evidence()).mean()["exit"]


def test_a_call_that_a_government_has_yet_to_take_up_makes_leaving_much_less_likely():
    weak, strong = drafted(sign("s2", "only_called_for")), drafted(sign("s2", "support_at_home"))
    assert exits(weak) < 0.4 * exits(strong)
    assert "only_called_for" not in weak.indicators
    assert "s2" in weak.quantities["government_lets_pass"].because
    assert (
        weak.nodes["consent_of_government"].names["lets_pass"]
        == "the government of Borduria takes up the call to leave"
    )


def test_the_less_certain_it_is_the_less_it_weighs():
    surely, hardly = (drafted(sign("s2", "only_called_for", sure)) for sure in (0.9, 0.55))
    name = "government_lets_pass"
    assert surely.quantities[name].distribution.median < hardly.quantities[name].distribution.median
    assert exits(surely) < exits(hardly)


@pytest.mark.parametrize("own", ["decision_announced", "decision_due", "legislature_for_exit"])
def test_where_the_government_has_the_matter_in_hand_it_is_no_mere_call(own):
    statements = (sign("s2", "only_called_for"), sign("s3", own))
    situation = found(signs={"only_called_for": ("s2",), own: ("s3",)})
    assert government_that_is_called_on(situation, statements) == ()


def test_a_notice_and_a_sign_that_is_more_likely_misread_are_no_mere_call():
    calling = (sign("s2", "only_called_for"),)
    assert government_that_is_called_on(found(signs={"only_called_for": ("s2",)}), calling)
    noticed = found(signal=found().signal.__class__("notice", ("s1",)), signs={"only_called_for": ("s2",)})
    assert government_that_is_called_on(noticed, calling) == ()
    misread = (sign("s2", "only_called_for", 0.4),)
    assert government_that_is_called_on(found(signs={"only_called_for": ("s2",)}), misread) == ()
