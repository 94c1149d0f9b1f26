"""Who says so where no verb of saying stands beside it: phrases, colons, nouns, torn subjects."""

from __future__ import annotations

import pytest

from foedus.reporting.attribution.attribution import attributions
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
