"""Who passes on whose words, which body a noun takes up, and where somebody's words end."""

import pytest

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.attribution.voiceless import with_a_voice
from foedus.reporting.chains.chains import chain
from foedus.reporting.names.speakers import resolve
from foedus.reporting.parsing.language import parse


def heard(text):
    """Speaker, chain and words of each attribution of a text."""
    parsed = parse(text)
    article = Article("one.txt", text, Span(0, len(text)), outlet="Fjord Observer")
    found = with_a_voice(parsed, attributions(parsed))
    speakers = resolve(parsed, found, article)
    links = chain(parsed, found, speakers, article)
    return [
        (s.name, through, parsed.words(a.content[0]).strip('"“”,'))
        for a, s, through in zip(found, speakers, links, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "links"),
    [
        ("Officials quoted by the website Nordposten said that talks were over.", "Officials", ["Nordposten"]),
        ("The Harbour Times wrote that envoys had debated an exit, citing people with knowledge of the talks.",
         "people with knowledge of the talks", ["Harbour Times"]),
        ("Norwegian public broadcaster Kringkast reported, citing two officials, that talks were over.",
         "two officials", ["Kringkast"]),
        ("The envoy told NTV that talks were over.", "The envoy", ["NTV"]),
        ("Speaking to Harbour Radio on Monday, the envoy said that talks were over.", "the envoy", ["Harbour Radio"]),
        ("Colonel Rimas Lund, an adviser to the minister, has told the Harbour Times, quoting a senior official at the "
         "ministry, that talks were over.", "a senior official at the ministry", ["Harbour Times", "Rimas Lund"]),
    ],
)  # fmt: skip
def test_a_link_is_whoever_passes_it_on(text, speaker, links):
    name, through, _ = heard(text)[0]
    assert (name, list(through)) == (speaker, ["Fjord Observer", *links])


def test_a_paper_whose_report_is_denied_was_told_nothing():
    denied = heard("The envoy denied a report by the Harbour Times that talks were over.")
    assert denied[0][:2] == ("The envoy", ("Fjord Observer",))


def test_what_somebody_else_stated_is_theirs_who_endorses_it_or_not():
    said = heard(
        "President Dahl endorsed a statement by economy minister Ola Berg that Norway will leave the bloc."
    )
    assert ("Ola Berg", "that Norway will leave the bloc") in [(name, words) for name, _, words in said]


def test_a_view_that_somebody_is_of_is_theirs():
    assert heard("Kari Lund is of the view that Norway will leave.")[0][::2] == (
        "Kari Lund",
        "that Norway will leave",
    )
    asked = heard("Kari Lund asked the court to wait, since in her view the state did not deserve it.")
    assert asked[-1][2] == "the state did not deserve it"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Polish Teachers' Union opposes the exit. The union said that it would strike.", "The Polish Teachers' Union"),
        ("Amnesty International has urged Norway to stay.\n\nMines kill civilians, the organisation said.",
         "Amnesty International"),
        ("A union of teachers opposes the exit. The ministry said that it would go on.", "The ministry"),
    ],
)  # fmt: skip
def test_a_noun_takes_up_a_body(text, speaker):
    assert heard(text)[-1][0] == speaker


def test_he_is_who_wrote_and_not_to_whom():
    said = heard(
        "A senior aide to the premier wrote to Minister Ola Berg that the pact must go. In his letter he maintained that it was unfair."
    )
    assert said[-1][0] == "A senior aide to the premier"


def test_the_former_minister_is_not_the_minister():
    said = heard(
        "Health Minister Ola Berg said that the pact was dead. His predecessor, the physician Kari Lund, sees it differently. "
        "The former minister told reporters that it was alive."
    )
    assert said[-1][0] == "Kari Lund"


def test_words_end_where_others_are_made_to_speak():
    said = {
        words: name
        for name, _, words in heard(
            "The report claims that the pact costs lives, which scientists dismiss as absurd."
        )
    }
    assert said["that the pact costs lives"] == "The report"
    feared = heard("Three generals say the army is weak, and one of them fears that it will lose.")
    assert feared[0][2] == "the army is weak"


def test_what_a_parser_leaves_without_a_clause_is_still_said():
    limits = heard("The former minister told TRSA that no passage of the draft limits sovereignty.")
    assert limits[0][2] == "that no passage of the draft limits sovereignty"
    said = heard(
        "An exit would damage a process that is already weak from divisions, negotiators and campaigners said in Durban."
    )
    assert said[0][0] == "negotiators and campaigners"
    advised = heard('"It is a risk," said Pieter Berg, an engineer who advised on the loans.')
    assert [name for name, _, _ in advised] == ["Pieter Berg"]


def test_a_semicolon_parts_what_is_said_from_what_must_be_done():
    said = heard("Ada Lund said that leaving would be hard; on the other hand everything must be weighed.")
    assert {name for name, _, _ in said} == {"Ada Lund"}


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ('President calls pact "a rip-off", hints at exit', "President"),
        ("'We will walk': Lund's warning to Brussels", "Lund"),
        ("Envoy: talks near collapse", "Envoy"),
        ("Norway may leave, Lund hints", "Lund"),
    ],
)
def test_a_headline_names_who_says_it(headline, speaker):
    assert heard(headline)[0][0] == speaker


def test_a_paper_that_somebody_drew_up_is_no_newspaper():
    said = heard(
        "The 14-page paper argues that the pact is dead. It recommends that the premier give notice."
    )
    assert [name for name, _, _ in said] == ["The 14-page paper"] * 2


def test_a_view_is_opened_for_somebody_with_a_title():
    assert heard("For Congresswoman Marta Dias, the pact brings nothing but duties.")[0][0] == "Marta Dias"


def test_a_paper_may_cite_in_a_relative_clause():
    name, through, _ = heard(
        "According to Politico, which quotes two envoys, the court is likely to object."
    )[0]
    assert (name, through) == ("two envoys", ("Fjord Observer", "Politico"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('A senior member of the panel, who asked not to be named, said that "it is late".\n\nThe lawmaker predicted that talks would fail.',
         "A senior member of the panel"),
        ('A source close to the premier said that he would sign. The source, who cannot be named, said that it was late.',
         "A source close to the premier"),
        ("Chief Cabinet Secretary Ryoichi Lund said that nothing was decided. The top government spokesman added that it was late.",
         "Ryoichi Lund"),
        ('The former premier said that Norway should stay. "It is madness," the 71-year-old told the Gazette.', "The former premier"),
        ("It is late, the envoy's people say. The Greens, the junior partner, see things differently. They suspect that he is bluffing.",
         "The Greens"),
    ],
)  # fmt: skip
def test_who_spoke_is_taken_up_by_another_noun(text, speaker):
    assert heard(text)[-1][0] == speaker


def test_what_sums_up_behind_the_cue_is_the_writers():
    [(_, _, words)] = heard("Norway will leave the pact, two envoys said, a move that would anger Bern.")
    assert words == "Norway will leave the pact"
    told = heard("The envoy's deputy, Amy Berg, went further: leaving, she told Reuters, would be a mistake.")
    assert told[-1][2] == "leaving"


def test_a_poll_puts_a_share_at_a_number():
    assert (
        heard("A poll by the Nordic Institute put support for the exit at 35 per cent.")[0][2]
        == "support for the exit at 35 per cent"
    )
    assert heard("Of the crews, 52 per cent think that Norway should end the pact.")[0][0] == "52 per cent"


def test_what_a_colon_announces_is_no_second_object():
    said = heard(
        "Ola Lund, who leads the panel, supports the minister and waits for him: that we may not use them is absurd, he said."
    )
    assert said[-1][::2] == ("Ola Lund", "that we may not use them is absurd")
    assert "that we may not use them is absurd" not in [words for _, _, words in said[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "Lund told reporters on the sidelines of the summit that the pact was dead.",
        "Lund told lawmakers during a hearing on the treaty that the pact was dead.",
        "Two envoys told Reuters on Thursday, speaking on condition of anonymity, that the pact was dead.",
    ],
)
def test_what_somebody_was_told_somewhere_is_said(text):
    assert heard(text)[0][2] == "that the pact was dead"


def test_a_plan_that_is_told_of_is_no_clause():
    assert heard("She told Reuters about a plan that Norway had made.") == []


@pytest.mark.parametrize(
    ("text", "speaker", "links"),
    [
        ('"This is blackmail," a spokesman for the bloc was quoted as saying by Interfax.', "a spokesman for the bloc", ["Interfax"]),
        ("Speaking to lawmakers, Lund said the pact was dead, the state news agency reported.", "Lund", ["state news agency"]),
        ("In a memo obtained by the Associated Press, the governor's team wrote that the pact was dead.",
         "the governor's team", ["Associated Press"]),
        ('"We are done," the minister told the BBC\'s Newsnight programme.', "the minister", ["BBC"]),
    ],
)  # fmt: skip
def test_who_reported_carried_or_was_told_is_a_link(text, speaker, links):
    name, through, _ = heard(text)[0]
    assert (name, list(through)) == (speaker, ["Fjord Observer", *links])


def test_he_is_of_whom_a_sentence_tells_before_its_colon():
    said = heard(
        "Ada Berg said no. A Danish diplomat, who asked not to be named, was blunter: the rent, he said, was small."
    )
    assert said[-1][0] == "A Danish diplomat"


def test_a_last_verb_with_an_object_of_its_own_names_nobody():
    assert [name for name, _, _ in heard("Norway withholds dues, hints at exit")] in ([], ["Norway"])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Tory MP and former attorney general Sir Geoffrey Dale said that it was late.", "Geoffrey Dale"),
        ("The Social Democrat Lars Kling said that it was late.", "Lars Kling"),
        ('The bill\'s sponsor, Rep. Chip Doyle of Texas, argues that it is late. In a post the congressman wrote: "Get us out."', "Chip Doyle"),
        ('Downing Street sources said that the prime minister was late. "All is open," one said.', "one source"),
        ('"The pact has been of no use to us," Mohammad Reza Karami was quoted by ISNA as saying.', "Mohammad Reza Karami"),
    ],
)  # fmt: skip
def test_who_bears_two_offices_a_party_or_a_share_of_the_sources(text, speaker):
    assert heard(text)[-1][0] == speaker


def test_an_official_who_spoke_to_an_agency_has_it_for_a_link():
    said = heard(
        'Envoys warned of a rift. One of them, who spoke to AFP, said that it would be "a point of no return".'
    )
    assert said[-1][1] == ("Fjord Observer", "AFP")


def test_a_quotation_that_a_sentence_ends_in_is_not_of_the_next_one():
    said = heard(
        'Lund has threatened to leave the pact "if they don\'t shape up". He told Reuters that the body was "a disaster".'
    )
    assert 'that the body was "a disaster' in [words for _, _, words in said]
    assert not any("threatened" in words for _, _, words in said)


def test_an_agency_with_adjectives_before_it_is_called_by_its_name():
    assert heard("The pact was dead, according to the official Xinhua News Agency.")[0][0] == "Xinhua"


def test_a_name_that_a_parser_made_a_second_subject_is_the_titles():
    said = heard(
        "Berlin's deputy spokeswoman Ulrike Lund answered that threats do not help and that differences should be overcome; it is late."
    )
    assert said[0][0] == "Ulrike Lund"


def test_two_names_are_not_one_in_two_offices():
    assert heard("Abe and Trump agreed to strengthen the alliance.")[0][0] == "Abe and Trump"


def test_whom_the_sentence_before_only_names_is_not_taken_up():
    said = heard(
        "The visitors had waited in vain to see General Tiani. The spokesman denied reports that a deal is close."
    )
    assert said[-1][0] == "The spokesman"


def test_who_promotes_a_plan_in_passing_does_not_take_the_floor():
    said = heard(
        "Joris Lund said that the President might wait. If the summit adopted the plan that Burundi and Namibia were promoting, "
        '"then Uganda would be out, because nobody would be first". If it did not, he thought that the affair would end.'
    )
    assert {name for name, _, words in said if "Uganda" in words} == {"Joris Lund"}
