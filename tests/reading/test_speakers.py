"""Whom a source means, and through whom the words came."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ledger import Article
from foedus.provenance import Span
from foedus.reporting.attribution import attributions
from foedus.reporting.chains import chain
from foedus.reporting.language import parse
from foedus.reporting.people import people_of
from foedus.reporting.speakers import resolve


def heard(text, outlet="Bergen Post"):
    """(cue, speaker, chain) of each attribution."""
    parsed = parse(text)
    found = attributions(parsed)
    article = Article("a.txt", text, Span(0, len(text)), outlet=outlet)
    speakers = resolve(parsed, found, article)
    links = chain(parsed, found, speakers, article)
    assert len(speakers) == len(links) == len(found)
    return [(a.cue_lemma, s.name, t) for a, s, t in zip(found, speakers, links, strict=True)]


def names(text, outlet="Bergen Post"):
    return [name for _, name, _ in heard(text, outlet)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Weir, a lawyer, said no. Weir added that it was late.", ["Anna Weir", "Anna Weir"]),
        ("Norwegian Prime Minister Kari Lund said the pact would hold.", ["Kari Lund"]),
        (
            "Kari Lund, a professor of law, said no. The professor added that it was late.",
            ["Kari Lund", "Kari Lund"],
        ),
        (
            "Paul Weir, an analyst in Oslo, said no. The expert believed that it was late.",
            ["Paul Weir", "Paul Weir"],
        ),
        (
            "Paul Weir said the talks had failed. He added that nobody was surprised.",
            ["Paul Weir", "Paul Weir"],
        ),
        ("People close to the talks said the deal was dead.", ["People close to the talks"]),
        ("Many local reporters think the minister will resign.", ["Many local reporters"]),
        ("We believe that the chances are small.", ["Bergen Post"]),
    ],
)
def test_sources_are_named_in_full(text, expected):
    assert names(text) == expected


def test_it_is_the_institution_that_spoke_last():
    text = "The foreign ministry said the base would close. Anna Weir disagreed. It added that talks would go on."
    assert heard(text)[-1][1] == "The foreign ministry"


def test_the_paper_is_the_outlet_in_hand():
    assert heard("The paper concludes that the threat is a bluff.") == [("conclude", "Bergen Post", ())]


def test_pronoun_takes_the_speaker_and_not_whom_he_spoke_of():
    text = "Paul Weir said on Monday that Anders Lund was thinking of leaving the pact. He said the talks would go on."
    assert heard(text)[-1][1] == "Paul Weir"


def test_a_group_and_the_others_of_it():
    found = names("Many legal scholars find the plan absurd, while others suspect the minister is bluffing.")
    assert found[0] == "Many legal scholars"
    assert "others (legal scholars)" in found


def test_gender_of_a_title_decides_between_two_people():
    text = "Ms. Anna Weir met Mr. Paul Lund. Lund said nothing new had come up. She added that the pact was void."
    assert heard(text)[-1][1] == "Anna Weir"


def test_i_in_a_quotation_is_its_speaker():
    text = "“I believe that the pact is void,” Anna Weir said."
    assert {cue: name for cue, name, _ in heard(text)}["believe"] == "Anna Weir"


def test_who_is_its_antecedent():
    assert "Anna Weir" in names("Critics listened to Anna Weir, who said the pact was void.")


def test_country_is_no_first_person():
    assert names("The envoy was silent. In the end the US said that it would stay.") == ["United States"]


def test_chain_from_the_outlet_through_the_agency_to_unnamed_people():
    [(cue, name, through), *_] = heard(
        "Reuters reported on Monday, citing officials familiar with the plan, that the king had talked of leaving."
    )
    assert (cue, name, through) == ("report", "officials familiar with the plan", ("Bergen Post", "Reuters"))


def test_an_agency_that_speaks_is_no_link_to_itself():
    [(_, name, through)] = heard("The king will leave the pact, according to Reuters.")
    assert (name, through) == ("Reuters", ("Bergen Post",))


def test_the_outlet_in_hand_is_named_once():
    [(_, name, through)] = heard("Experts told the Bergen Post that the pact was void.")
    assert (name, through) == ("Experts", ("Bergen Post",))
    [(_, _, through)] = heard("Experts told Reuters that the pact was void.", outlet="Reuters")
    assert through == ("Reuters",)


def test_nested_speech_passes_through_the_outer_speaker():
    found = {
        cue: (name, through)
        for cue, name, through in heard("Anna Weir said the ministry believed the pact was void.")
    }
    assert found["believe"] == ("the ministry", ("Bergen Post", "Anna Weir"))


def test_people_learn_titles_and_appositions():
    people = people_of(parse("Kari Lund, a professor of law at Bergen, spoke. Lund was heard by Mr. Weir."))
    lund = next(p for p in people if p.name == "Kari Lund")
    assert [r.noun for r in lund.roles] == ["professor"]
    assert len(lund.mentions) == 2
    assert next(p for p in people if p.last_name == "Weir").gender == "m"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["He", "she ", "Kari Lund", " said ", "the expert", " that ", "who ", "“", "”", "I ", ". ", "\n\n",
                                 "told Reuters ", "others ", "they ", "The paper ", "US ", ", ", "Mr. ", "\u00a0"]), max_size=30))  # fmt: skip
def test_mangled_copy_gives_a_speaker_and_a_chain_for_each_attribution(pieces):
    for _, name, through in heard("".join(pieces)):
        assert isinstance(name, str)
        assert name not in through or not name
