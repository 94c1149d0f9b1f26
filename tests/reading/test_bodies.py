"""Whose a body is, whose an office is, and which body speaks through somebody."""

import pytest

from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.bodies import body_spoken_for
from foedus.reporting.names.gazetteer import country_in, country_of_institution, kind_of_institution
from foedus.reporting.names.people import people_of
from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of


def mention(text, actor):
    return next((m for m in cast_of(parse(text)).mentions if m.actor == actor), None)


def roles(text):
    return {person.name: [role.words for role in person.roles] for person in people_of(parse(text))}


def test_a_senate_is_that_of_the_country_spoken_of():
    abroad = mention(
        "Lawyers in Manila say the Senate must vote. Philippine senators met in Manila.", "Senate"
    )
    assert abroad is not None
    assert abroad.country is None
    home = mention(
        "Washington may leave the pact, but the Senate must vote. American senators object.", "US Senate"
    )
    assert home is not None
    assert home.country == "United States"


def test_an_owner_goes_before_what_is_presumed():
    assert mention("Washington watched. Nigeria's Senate rejected the bill.", "Senate").country == "Nigeria"
    assert mention("Iraqi Supreme Court judges struck the pact down.", "Supreme Court").country == "Iraq"


def test_a_parliament_by_its_own_name_is_its_country_s():
    assert mention("The Storting will vote in May.", "Storting").country == "Norway"
    assert country_in("chairman of the Duma's committee") == "Russia"
    assert country_in("leader of the Democrats") is None


def test_every_presumed_institution_stands_in_the_table_with_a_country():
    rows = {row["name"]: row for row in rows_of("institutions.tsv")}
    presumed = [row for row in rows.values() if row["presumed"]]
    assert presumed
    for row in presumed:
        assert not row["country"]
        assert country_of_institution(row["presumed"])
        assert kind_of_institution(row["presumed"]) == row["kind"]


def test_what_somebody_heads_is_their_role():
    found = roles(
        "Kari Lund, who chairs the dairy federation, objected. Lund said that exports would suffer."
    )
    assert found["Kari Lund"] == ["chair of the dairy federation"]


def test_its_president_is_the_president_of_the_body_named_before():
    found = roles(
        "The farmers' union opposes the plan, and its president, Ola Dahl, told reporters that milk would rot."
    )
    assert any("of The farmers' union" in words for words in found["Ola Dahl"])


def test_a_nationality_tells_whose_lawmaker_somebody_is_but_not_a_former_one():
    cast = cast_of(
        parse(
            "Danish lawmaker Ada Berg said no. Per Holm, a former Swedish minister, said that she was right."
        )
    )
    assert cast.countries["Ada Berg"] == "Denmark"
    assert "Per Holm" not in cast.countries


@pytest.mark.parametrize(
    ("speaker", "described", "body"),
    [
        ("Kari Lund", "chairwoman of the Saeima's budget committee", "Saeima"),
        ("Kari Lund", "opposition lawmaker", "opposition"),
        ("an opposition senator", "", "opposition"),
        ("two backbenchers", "", "Parliament"),
        ("Ada Berg", "deputy", "Parliament"),
        ("Ada Berg", "deputy minister", None),
        ("Ada Berg", "Attorney General", None),
        ("Ada Berg", "General", "military"),
        ("Ada Berg", "former senator", None),
        ("Ada Berg", "professor of law", None),
    ],
)
def test_the_body_that_somebody_speaks_for(speaker, described, body):
    assert body_spoken_for(speaker, described) == body
