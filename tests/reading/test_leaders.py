"""The table of leaders tells whom the press means by a name alone; what a text says of somebody goes before it."""

from __future__ import annotations

import pytest

from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.gazetteer import names
from foedus.reporting.names.leaders import known_leader, surnames, year_of
from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of
from foedus.reporting.threats.parties import countries_of
from foedus.reporting.threats.threat import find_threat


def _country(name, titles=(), year=None):
    leader = known_leader(name, titles, year)
    return leader and leader.country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Trump", "United States"), ("Erdogan", "Turkey"), ("Erdoğan", "Turkey"), ("TRUMP", "United States"),
        ("Moon Jae In", "South Korea"), ("Rishi Sunak", "United Kingdom"), ("J.D. Vance", "United States"),
        ("Lukashenka", "Belarus"), ("AMLO", "Mexico"), ("Volodymyr Zelensky", "Ukraine"),
    ],
)  # fmt: skip
def test_a_full_name_or_a_distinctive_surname_tells_the_country(name, country):
    assert _country(name) == country


@pytest.mark.parametrize(
    "name", ["Johnson", "Brown", "May", "Lee", "Moon", "Park", "Bush", "FICO", "Rice", "", "Ana Trump"]
)
def test_an_ambiguous_name_alone_tells_nobody(name):
    assert known_leader(name) is None


@pytest.mark.parametrize(
    ("title", "name", "year", "who"),
    [
        ("Prime Minister", "May", None, "Theresa May"), ("President", "Moon", 2018, "Moon Jae-in"),
        ("Premier", "Li", 2015, "Li Keqiang"), ("Premier", "Li", 2024, "Li Qiang"), ("Lord", "Frost", 2021, "David Frost"),
        ("former President", "Bush", 2015, "George W. Bush"), ("Foreign Secretary", "Johnson", 2017, "Boris Johnson"),
    ],
)  # fmt: skip
def test_a_title_tells_who_bore_the_surname_in_that_office(title, name, year, who):
    leader = known_leader(name, [title], year)
    assert leader is not None
    assert leader.name == who


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [("Prime Minister", "Lee", None), ("President", "May", 2018), ("Prime Minister", "May", 2005), ("Senator", "Brown", 2008)],
)  # fmt: skip
def test_a_title_that_nobody_or_several_of_the_surname_held_tells_nobody(title, name, year):
    assert known_leader(name, [title], year) is None


def test_the_year_parts_two_leaders_of_one_surname_and_two_offices_of_one_leader():
    assert [_country("Castro", year=y) for y in (1999, 2024)] == ["Cuba", "Honduras"]
    assert [_country("Tusk", year=y) for y in (2010, 2016, 2025)] == ["Poland", "European Union", "Poland"]
    assert _country("Tusk") is None
    assert known_leader("Kirchner", year=None) is not None
    assert known_leader("Kirchner").name == ""  # two of one country: the country alone is sure


def test_who_has_long_been_out_of_office_is_no_leader():
    assert _country("David Cameron", year=2014) == "United Kingdom"
    assert known_leader("David Cameron", year=2021) is None


def test_the_article_s_head_tells_its_year():
    text = "DATE: 2016-03-01\n\nTusk met the envoys."
    parsed = parse(text, text.index("Tusk"))
    assert year_of(parsed) == 2016
    assert cast_of(parsed).country_of("Tusk") == "European Union"
    assert year_of(parse("Tusk met the envoys.")) is None


def test_what_the_text_says_goes_before_the_table():
    cast = cast_of(parse("Peruvian minister Ana Trump said no. Trump left the room."))
    assert cast.country_of("Trump") == "Peru"
    assert not cast.presumed
    assert cast_of(parse("The footballer Macron scored twice.")).country_of("Macron") is None


def test_a_namesake_in_another_article_keeps_the_table_out():
    title, body = parse("Trump said no"), parse("Ana Trump, a farmer, spoke first. Trump left the room.")
    assert countries_of([cast_of(title)])["Trump"] == "United States"
    assert "Trump" not in countries_of([cast_of(title), cast_of(body)])


def test_a_surname_within_a_longer_name_is_nobody():
    assert "Trump" not in cast_of(parse("The guests met in Trump Tower on Monday.")).countries


def test_a_leader_named_without_a_country_threatens_for_it():
    found = find_threat([parse("Macron expects that Trump will leave the Iran deal in May.")])
    assert found is not None
    assert found.threatener == "United States"
    assert found.side_of("Trump") == "threatener"
    assert found.side_of("Rishi Sunak") == "outsider"


def test_a_leader_s_warning_that_names_nobody_is_the_threat_of_their_country():
    found = find_threat(
        [parse("Boric warned Lima that the herring treaty with Peru will be terminated by June.")]
    )
    assert found is not None
    assert (found.threatener, found.counterparts) == ("Chile", ("Peru",))
    assert found.threatener_by == "inferred: the country whose people are named most"


def test_bases_without_a_name_are_told_with_the_country_that_would_close_them():
    found = find_threat([parse("Erdogan told the US that Turkey will close both bases over the sanctions.")])
    assert found is not None
    assert (found.threatener, found.agreement) == ("Turkey", "bases in Turkey")
    assert find_threat([parse("The mayor said that the army will close both bases.")]) is None


def test_the_table_is_in_order():
    rows = rows_of("leaders.tsv")
    known = {m.country for m in names().values() if m.country} | {
        r["name"] for r in rows_of("agreements.tsv")
    }
    assert len(rows) >= 500
    assert {r["country"] for r in rows} <= known
    for row in rows:
        assert 1940 < int(row["from"]) <= int(row["to"] or 9999), row
        assert row["office"], row
    assert len({tuple(r.values()) for r in rows}) == len(rows)
    common = {"Johnson", "Brown", "May", "Lee", "Moon", "Park", "Bush", "Clinton"}
    assert not surnames() & (common | set(names()))
