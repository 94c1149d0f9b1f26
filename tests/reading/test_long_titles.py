"""Names behind titles of several words, and offices whose holder is named only in the next sentence."""

import pytest

from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.attribution.voiceless import with_a_voice
from foedus.reporting.names.people import people_of
from foedus.reporting.names.speakers import resolve
from foedus.reporting.parsing.language import parse


def speakers(text):
    parsed = parse(text)
    heard = with_a_voice(parsed, attributions(parsed))
    return [s.name for s in resolve(parsed, heard, outlet="Fjord Observer")]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "The head of the union's office in Croatia, Tatul Hakobyan, said that it was late.",
            "Tatul Hakobyan",
        ),
        ("Leader of the Opposition Harsha Wickramanayake said that it was late.", "Harsha Wickramanayake"),
        ("Speaker of the Majlis Behrouz Tavakkoli said that it was late.", "Behrouz Tavakkoli"),
        ("Former ambassador to Moscow Tõnu Kallas said that it was late.", "Tõnu Kallas"),
        ("The secretary general Lindqvister said that it was late.", "Lindqvister"),
        ("Rector Ilir Hoxhaj said that it was late.", "Ilir Hoxhaj"),
        (
            "Deputy Chairman of the Cabinet of Ministers Talant Beishenov said that it was late.",
            "Talant Beishenov",
        ),
    ],
)
def test_a_name_behind_a_long_title_is_found(sentence, name):
    assert speakers(sentence) == [name]
    assert speakers(f"{sentence} He added that nobody would come.") == [name, name]


def test_a_name_behind_a_body_has_the_remarks():
    told = "First Deputy Chairman of the Cabinet Talant Beishenov's remarks were the first. Beishenov said that it was late."
    assert speakers(told) == ["Talant Beishenov"]


def test_a_long_title_is_what_somebody_is():
    [person] = people_of(
        parse("A senior adviser to Denmark's president, Frederikas Lund, said that it was late.")
    )
    assert [role.noun for role in person.roles] == ["adviser"]


def test_bodies_in_a_list_are_no_names():
    assert people_of(parse("The heads of the World Bank, Nordic Investment Fund, and others met.")) == []


def test_a_government_is_not_its_spokeswoman():
    said = (
        "A spokeswoman for its government, Diane Lund, called the plan theatre.\n\n"
        "In Oslo, Norway's government said that it had offered to host talks."
    )
    assert speakers(said)[1] != "Diane Lund"


def test_the_office_of_a_lead_bears_the_name_that_speaks_next():
    lead = "Norway will leave the pact, its foreign minister said on Tuesday."
    assert speakers(f'{lead}\n\n"It is late," Jean-Marie Lund told reporters.') == ["Jean-Marie Lund"] * 2
    introduced = speakers(f'{lead}\n\n"It is late," Jean-Marie Lund, a farmer, told reporters.')
    assert introduced[0] == "Norway's foreign minister"


def test_who_speaks_in_a_clause_of_time_does_not_take_the_floor():
    said = (
        "Minister Ola Lund denied that the pact was debated, after former envoy Per-Arne Weir had said that it was. "
        "Norway keeps its word, he said in Bergen."
    )
    assert speakers(said)[-1] == "Ola Lund"


def test_another_noun_takes_up_the_one_whom_the_sentence_before_is_about():
    said = "His predecessor, the physician Ola Lund, sees it differently. The former minister told reporters that it was late."
    assert speakers(said)[-1] == "Ola Lund"
