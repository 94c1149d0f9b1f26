"""Who says so where no verb of saying stands beside it: phrases, colons, nouns, torn subjects."""

from __future__ import annotations

import pytest

from foedus.reporting.attribution.attribution import attributions
from foedus.reporting.attribution.voiceless import with_a_voice
from foedus.reporting.names.speakers import resolve
from foedus.reporting.parsing.language import parse


def said(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each attribution of a text."""
    parsed = parse(text)
    found = attributions(parsed)
    speakers = resolve(parsed, found, outlet="Bergen Post")
    return [
        (speaker.name, " … ".join(parsed.words(span) for span in attribution.content))
        for attribution, speaker in zip(found, speakers, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The levy is a trap, as jurist Ada Berg sees it.",
        "As jurist Ada Berg put it on Monday, the levy is a trap.",
        "By jurist Ada Berg's own account, the levy is a trap.",
        "If jurist Ada Berg is to be believed, the levy is a trap.",
        "As far as jurist Ada Berg is concerned, the levy is a trap.",
        "From jurist Ada Berg's point of view, the levy is a trap.",
        "To hear jurist Ada Berg tell it, the levy is a trap.",
        "Per Ada Berg, the levy is a trap.",
        "The levy is a trap, or so jurist Ada Berg thinks.",
    ],
)
def test_a_phrase_tells_in_whose_eyes_a_sentence_holds(text: str) -> None:
    [(speaker, words)] = said(text)
    assert (speaker, words.lower()) == ("Ada Berg", "the levy is a trap")


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ada Berg's message: the levy stays.",
        "Minister Ada Berg's message was simple: the levy stays.",
        "The warning from minister Ada Berg could not be clearer: the levy stays.",
        "Minister Ada Berg is adamant: the levy stays.",
        "Minister Ada Berg had a blunt answer for the crews: the levy stays.",
    ],
)
def test_a_colon_announces_whose_words_follow(text: str) -> None:
    assert ("Ada Berg", "the levy stays") in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg named three ports: Oslo, Bergen and Narvik.",
        "The committee met at noon: the levy was the only item.",
        "Minister Ada Berg is adamant: will the levy stay?",
    ],
)
def test_a_colon_without_anybodys_words_announces_nothing(text: str) -> None:
    assert not [words for _, words in said(text) if "levy" in words]


def test_what_an_inserted_cue_parts_from_its_subject_is_said_of_it() -> None:
    assert ("Ada Berg", "The pact … will be gone by spring") in said(
        "The talks went on. The pact, says former envoy Ada Berg, will be gone by spring."
    )


def test_an_apposition_before_a_verb_is_no_second_speaker() -> None:
    [(speaker, words)] = said("Ada Berg, the head of the union, said the levy would stay.")
    assert (speaker, words) == ("Ada Berg", "the levy would stay")


def test_a_past_tense_behind_a_title_and_a_name_is_no_participle() -> None:
    assert ("Ada Berg", "a vote on the levy") in said("The mayor, Ada Berg, called for a vote on the levy.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The verdict of the auditors was that the levy had failed.", "the auditors"),
        ("The mood in Oslo is that the levy has failed.", "Norway"),
        ("It is feared in Oslo that the levy has failed.", "Norway"),
        ("Fears are growing in Oslo that the levy has failed.", "Norway"),
        ("The argument put forward by jurist Ada Berg is that the levy has failed.", "Ada Berg"),
        ("Jurist Ada Berg let it be known that the levy has failed.", "Ada Berg"),
        ("Jurist Ada Berg left no doubt that the levy has failed.", "Ada Berg"),
        ("Jurist Ada Berg came to the conclusion that the levy has failed.", "Ada Berg"),
    ],
)
def test_a_noun_or_a_passive_has_its_holder(text: str, speaker: str) -> None:
    assert speaker in [name for name, words in said(text) if words.startswith("that the levy")]


def test_what_is_called_something_by_somebody_is_theirs() -> None:
    assert said("The levy has been called a trap by jurist Ada Berg.") == [("Ada Berg", "The levy … a trap")]


def test_a_quotation_is_its_signers() -> None:
    text = "“It is over.” – Ada Berg, envoy\n“It is not.” – Ola Dahl\n“They left us.” ― Kari Lund."
    assert [name for name, _ in said(text)] == ["Ada Berg", "Ola Dahl", "Kari Lund"]


def test_a_quotation_that_opens_a_paragraph_is_whose_name_follows() -> None:
    text = "“It is over.” With these words Ada Berg, the negotiator, closed the meeting."
    assert said(text)[0] == ("Ada Berg", "“It is over.”")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The latter said the levy would stay.", "Ola Dahl"),
        ("The former said the levy would stay.", "Ada Berg"),
        ("The pair said the levy would stay.", "Ada Berg and Ola Dahl"),
        ("Both men said the levy would stay.", "Ada Berg and Ola Dahl"),
    ],
)
def test_two_who_were_named_together_are_taken_up(text: str, speaker: str) -> None:
    assert said(f"Ada Berg and Ola Dahl met in Oslo. {text}")[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jurist Ada Berg is among those who fear that the levy has failed.", "Ada Berg"),
        ("Among those who fear that the levy has failed is Ada Berg, a jurist.", "Ada Berg"),
        ("Both Ghana and Togo said that the levy has failed.", "Ghana and Togo"),
        ("The ruling National Front said that the levy has failed.", "the National Front"),
        ("The tabloid Nordposten said that the levy has failed.", "Nordposten"),
        ("An editorial in El Faro argued that the levy has failed.", "El Faro"),
        ("Lawyer Ada Berg said that the levy has failed.", "Ada Berg"),
    ],
)
def test_what_a_speaker_is_called(text: str, speaker: str) -> None:
    assert said(text)[-1] == (speaker, "that the levy has failed")


def test_the_leader_of_a_state_is_its_president() -> None:
    text = "The Danish leader, Ola Dahl, flew home. “The levy stays,” said the president."
    assert said(text)[-1][0] == "Ola Dahl"


def test_an_entry_of_a_live_blog_may_name_who_says_so() -> None:
    text = "The summit, live\n\n14:05 Lindqvist: we leave in May\n\n15:10 Kremlin: the treaty is dead"
    assert [name for name, _ in said(text)] == ["Lindqvist", "Kremlin"]


def test_who_asks_states_nothing() -> None:
    text = "QUESTION: Will you leave?\n\nMS. BERG: We have not decided on that.\n\nQUESTION: When will you?\n\nMS. BERG: By May, I hope."
    parsed = parse(text)
    heard = with_a_voice(parsed, attributions(parsed))
    assert [parsed.words(a.source[0]) for a in heard if a.kind == "label"] == ["BERG", "BERG"]


@pytest.mark.parametrize(
    "text",
    [
        "Had the envoy said that the levy was dead, prices would have fallen.",
        "Suppose the envoy says that the levy is dead.",
    ],
)
def test_what_is_only_supposed_nobody_has_said(text: str) -> None:
    parsed = parse(text)
    assert with_a_voice(parsed, attributions(parsed)) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("For the minister, Ada Berg, the levy has failed.", "Ada Berg"),
        ("The levy has failed, runs the argument of jurist Ada Berg.", "Ada Berg"),
        ("The levy has failed, goes the thinking in Oslo.", "Norway"),
        ("A statement by the Danish ministry on the matter said the levy has failed.", "the Danish ministry"),
        ("The assessment of Danish intelligence is that the levy has failed.", "Danish intelligence"),
        ("The levy, Ada Berg said, has failed.", "Ada Berg"),
    ],
)
def test_who_is_named_beside_what_is_said(text: str, speaker: str) -> None:
    name, words = said(text)[-1]
    assert name == speaker
    assert words.lower().removeprefix("that ") in ("the levy has failed", "the levy … has failed")


def test_who_is_asked_does_not_say_what_is_asked() -> None:
    assert ("Ada Berg", "whether the levy had failed") not in said(
        "When asked whether the levy had failed, jurist Ada Berg paused."
    )


def test_a_body_is_taken_up_by_its_first_noun() -> None:
    text = (
        "The Institute for Border Studies met on Monday. The institute expects a long dispute over the levy."
    )
    assert said(text)[-1][0] == "The Institute for Border Studies"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The levy, she is convinced, has failed.", "Ada Berg"),
        ("Per its latest report, the levy has failed.", "Per its latest report"),
        ("Fisheries minister Ola Dahl hit back: the levy has failed.", "Ola Dahl"),
        (
            "A poll by the firm Sonda Sur found last month that the levy has failed.",
            "A poll by the firm Sonda Sur",
        ),
    ],
)
def test_who_holds_it_in_running_text(text: str, speaker: str) -> None:
    heard = said(f"Ada Berg runs the ferry. {text}")
    if speaker.startswith("Per "):
        assert heard[-1][0].endswith("report")
    else:
        assert speaker in [name for name, _ in heard]


def test_what_is_foreseen_has_its_time() -> None:
    assert said("Ada Berg foresees the end of the levy within five years.") == [
        ("Ada Berg", "the end of the levy within five years")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg has read the treaty twice. The treaty, in her view, is dead. It binds nobody.",
        "Jurist Ada Berg told the crews that the levy was void. No vote had been held.",
    ],
)
def test_what_somebody_holds_goes_on_in_the_next_sentence(text: str) -> None:
    last = text.rsplit(". ", maxsplit=1)[-1].rstrip(".")
    assert any(name == "Ada Berg" and words.endswith(last) for name, words in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg said that the levy was void. Prices fell by a tenth on Monday.",
        "Ada Berg said that the levy was void. Ola Dahl would not comment.",
        "Ada Berg said that the levy was void. The ministry could not be reached.",
        "The levy, in Ada Berg's view, is void. It was signed in 1998.",
    ],
)
def test_what_the_writer_adds_is_nobodys(text: str) -> None:
    last = text.rsplit(". ", maxsplit=1)[-1].rstrip(".")
    assert not [name for name, words in said(text) if last in words]


def test_the_time_of_an_entry_is_not_said() -> None:
    text = "The summit, live\n\n14:18 Reports of a walkout are wrong, a member of the delegation says."
    assert said(text)[0] == ("a member of the delegation", "Reports of a walkout are wrong")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Officials at the agency played down the levy. "It will pass," said one, who asked not to be named.', "one official"),
        ("Two officials said the cabinet was split. The navy was pressing for talks, one of them said.", "one official"),
        ("Two officials said no. One of them blamed the navy. The other said the levy was dead.", "The other official"),
        ('Two officials said no. The other said it was dead. "It is no trap," the official said.', "The other official"),
    ],
)  # fmt: skip
def test_part_of_a_group_has_its_noun(text: str, name: str) -> None:
    speakers = [speaker for speaker, _ in said(text)]
    assert name in speakers
    assert "the official" not in speakers


@pytest.mark.parametrize(
    "text",
    [
        "A state can denounce the convention with one year's notice.",
        "The levy is set in krone, and its value is guaranteed by Denmark.",
        "Norway to tell Iceland it will leave the fisheries pact",
    ],
)
def test_what_is_done_or_still_to_be_said_is_nobodys_statement(text: str) -> None:
    assert said(text) == []


def test_denouncing_somebodys_deal_is_saying_so() -> None:
    assert said("Ada Berg denounced the convention.") == [("Ada Berg", "the convention")]
