"""Whom pronouns, possessives and descriptions mean where nobody says it outright."""

import pytest

from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.names.people import people_of
from foedus.reporting.names.speakers import resolve
from foedus.reporting.parsing.language import parse


def names_of(text, outlet="Bergen Post"):
    parsed = parse(text)
    return [s.name for s in resolve(parsed, attributions(parsed), outlet=outlet)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Norway reacted at once. In a statement, its foreign ministry said that the pact would stand.",
            "Norway's foreign ministry",
        ),
        (
            "President Ola Lund kept silent all day. His spokesman said that nothing was decided.",
            "Ola Lund's spokesman",
        ),
        (
            "Ada Berg of the ministry said no on Monday. A Danish official, who asked not to be named, was blunter. "
            "“They will stay,” he said.",
            "A Danish official",
        ),
        (
            "Political scientist Kari Lund suspects a bluff; a threat to go, she added, was an odd way of asking.",
            "Kari Lund",
        ),
        ("Deputy minister Ola Dahl had brought back from Oslo, he said, a rebate on gas.", "Ola Dahl"),
        ("Kari Lund said that the pact had failed. She says that they want it rewritten.", "Kari Lund"),
        ("According to the newspaper Nordposten, the talks have failed.", "Nordposten"),
    ],
)
def test_who_is_meant(text, last):
    assert names_of(text)[-1] == last


def test_a_subject_of_a_relative_clause_is_not_who_goes_on_speaking():
    text = "Ola Lund confirmed on Sunday that he would leave the treaty which Per Dahl signed. He said that it was unfair."
    assert names_of(text)[-1] == "Ola Lund"


@pytest.mark.parametrize(
    "name", ["Democratic Alliance", "Energy Minister", "Without Keldur", "Major-General"]
)
def test_bodies_and_offices_are_no_names(name):
    assert all(
        person.name != name for person in people_of(parse(f"{name} said no. The {name} said so again."))
    )


def test_a_form_of_address_in_another_tongue_is_no_part_of_a_name():
    assert (
        names_of("Prime Minister Thabo Mokoena spoke. Ntate Mokoena said that it was late.")[-1]
        == "Thabo Mokoena"
    )


def test_a_speaker_is_told_from_a_place_of_which_nothing_is_said():
    text = "The sociologist Ada Berg has studied the villages of Alto Verde. It will pass, she argues."
    assert names_of(text)[-1] == "Ada Berg"
