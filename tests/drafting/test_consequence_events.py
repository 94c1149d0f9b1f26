"""Consequences stand in a case as events with a subject; what nobody claims is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.drafting.made_up import ARTICLE, group, material, said

from foedus.drafting.consequence_events import as_event, is_told
from foedus.drafting.consequences import consequence_records
from foedus.provenance import Span


def follows(words, **more):
    return said("s2", words, **{"kind": "consequence", "bears_on": "exit", **more})


@pytest.mark.parametrize(
    ("words", "name", "event"),
    [
        ("leaving would upset the whole basin", "Upset the whole basin", "An exit upsets the whole basin"),
        ("it would be felt first in Klow", "Felt first in Klow", "An exit is felt first in Klow"),
        ("the withdrawal would be a gift to Syldavia", "A gift to Syldavia", "A gift to Syldavia"),
        ("one would see three more departures", "See three more departures", "Three more departures"),
        ("the mills would close", "The mills close", "The mills close"),
        ("which would be tempted to follow", "Tempted to follow", "Tempted to follow"),
    ],
)
def test_an_event_has_its_subject(words, name, event):
    assert as_event(name, [follows(words)]) == event


@pytest.mark.parametrize(
    ("words", "name", "before", "event"),
    [
        ("They would lose a third of the budget", "Lose a third of the budget", "", "They lose a third of the budget"),
        ("and could withhold funds", "Withhold funds", "Syldavia would open proceedings", "Syldavia withholds funds"),
        ("and could withhold funds", "Withhold funds", "the neighbours would open proceedings", "The neighbours withhold funds"),
        ("and could withhold funds", "Withhold funds", "it would open proceedings", "Withhold funds"),
        ("the bank also expects customs posts to return to Klow", "The bank also expects customs posts to return to Klow", "", "Customs posts return to Klow"),
    ],
)  # fmt: skip
def test_an_event_takes_the_subject_that_goes_on(words, name, before, event):
    assert as_event(name, [follows(words)], before) == event


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        ("the mills would close", "The mills close", True),
        ("I do not say the mills would close", "The mills close", False),
        ("nobody is saying that; I don't think the mills would close", "The mills close", False),
        ("it would hurt", "It hurts", False),
        ("what would change my mind is a veto", "What would change my mind is a veto", False),
        ("they will say: very well", "They say", False),
        ("I know no cabinet that would just shrug", "No cabinet that would just shrug", False),
        ("they would not thank us for the trouble", "They do not thank us for the trouble", True),
    ],
)
def test_what_is_disclaimed_or_points_elsewhere_is_no_event(words, name, told):
    assert is_told(name, [follows(words)]) is told


def test_what_one_of_two_voices_claims_is_told():
    voices = [follows("I do not say the mills would close"), follows("the mills would close")]
    assert is_told("The mills close", voices)


def test_the_object_of_a_demand_is_no_consequence():
    whole = replace(
        follows("They must make sure the mills will not close", kind="demand"),
        id="s9",
        content=(Span(0, 44),),
    )
    part = replace(follows("the mills will not close"), content=(Span(20, 44),), same_as="s9")
    groups = (group("mills", "s2"),)

    def records(*statements):
        made = replace(material(*statements, consequences=groups), articles=(ARTICLE,))
        return consequence_records(made)

    assert not records(whole, part)
    assert records(replace(whole, kind="consequence"), part)
