"""Names, nationality words, capitals, offices and institutions mean the actors they should."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.reporting.names import gazetteer
from foedus.reporting.names.actors import actors_in, cast_of, country_of
from foedus.reporting.parsing.language import parse


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Tokyo", "Japan"), ("the Kremlin", "Russia"), ("Downing Street", "United Kingdom"), ("Danish", "Denmark"),
        ("U.S.", "United States"), ("America", "United States"), ("the White House", "United States"),
        ("Brussels", "European Union"), ("the EU", "European Union"), ("Seoul", "South Korea"), ("DPRK", "North Korea"),
        ("Ankara", "Turkey"), ("Türkiye", "Turkey"), ("Congress", "United States"), ("the Bundestag", "Germany"),
        ("Kyiv", "Ukraine"), ("Holland", "Netherlands"), ("Bucharest", "Romania"),
    ],
)  # fmt: skip
def test_a_name_means_its_country(name, country):
    assert country_of(name) == country


@pytest.mark.parametrize("name", ["Atlantis", "us", "turkey", "polish", "Lund", ""])
def test_an_unknown_name_stays_unknown(name):
    assert country_of(name) is None


def test_every_row_of_the_tables_names_a_country_and_a_reference():
    for row in gazetteer.rows_of("countries.tsv"):
        assert row["reference"]
        assert len(row["iso"]) == 2
    for row in gazetteer.rows_of("institutions.tsv"):
        assert row["kind"] in {"legislature", "executive", "court", "military", "party", "officials"}
        assert not row["country"] or country_of(row["country"]) == row["country"]


def test_a_leader_takes_the_country_said_with_the_office():
    parsed = parse(
        "Norwegian Prime Minister Kari Lund met the press. Lund praised Denmark's foreign minister, Nils Holm. "
        "Holm said nothing."
    )
    cast = cast_of(parsed)
    assert cast.country_of("Lund") == cast.country_of("Kari Lund") == "Norway"
    assert cast.country_of("Holm") == "Denmark"
    assert cast.country_of("Nobody") is None


def test_a_professor_does_not_take_the_country_of_the_university():
    parsed = parse("Nils Holm, a professor at the University of Denmark, said that talks would fail.")
    assert cast_of(parsed).country_of("Nils Holm") is None


def test_the_subject_comes_first():
    parsed = parse("In a letter to Iceland, Norway complained of the quotas.")
    assert actors_in(parsed, [parsed.sentences[0].span])[0] == "Norway"


def test_a_capital_where_something_happens_is_no_actor():
    parsed = parse("The ministers of Norway met in Vienna on Monday.")
    assert actors_in(parsed, [parsed.sentences[0].span]) == ("Norway",)


def test_a_capital_that_acts_is_its_government():
    parsed = parse("Vienna rejected the offer.")
    assert actors_in(parsed, [parsed.sentences[0].span]) == ("Austria",)


def test_an_institution_belongs_to_the_country_before_it():
    parsed = parse("Burundi's parliament voted on Monday.")
    [mention] = [m for m in cast_of(parsed).mentions if m.sort == "institution"]
    assert (mention.actor, mention.country) == ("Parliament", "Burundi")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_asked_for_actors(text):
    parsed = parse(text)
    for sentence in parsed.sentences:
        for actor in actors_in(parsed, [sentence.span]):
            assert actor
    for mention in cast_of(parsed).mentions:
        assert 0 <= mention.start < mention.end <= len(parsed.doc)
