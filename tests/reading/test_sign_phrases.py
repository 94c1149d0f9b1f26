"""Signs by phrases, by who says them, and what is history or no statement at all."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of
from foedus.reporting.threats.doers import teller_of
from foedus.reporting.threats.sign_phrases import signs_of_phrases
from foedus.reporting.threats.signs import sign_table, signs_told
from foedus.reporting.threats.threat import find_threat

THREAT = find_threat(
    [parse("Iceland threatened to withdraw from the fisheries treaty with Norway.")], ["2020-05-01"]
)


def shown(words, speaker=""):
    parsed = parse(words)
    return signs_of_phrases(parsed, range(len(parsed.tokens)), THREAT, speaker)


def told(words):
    parsed = parse(words)
    content = [s.span for s in parsed.sentences]
    return signs_told(parsed, content, THREAT, words=words, side="outsider")


@pytest.mark.parametrize(
    ("words", "speaker", "sign"),
    [
        ("No letter has been drafted.", "", "no_steps_taken"),
        ("Iceland has yet to file a single notice.", "", "no_steps_taken"),
        ("Withdrawal would need a two-thirds majority in parliament.", "", "approval_needed"),
        ("Parliament has yet to approve the withdrawal.", "", "approval_needed"),
        ("The treaty is not for sale.", "the Norwegian minister", "partner_refuses"),
        ("There will be no renegotiation of the treaty.", "Norway", "partner_refuses"),
        ("Norway is willing to discuss the quotas.", "", "terms_offered"),
        ("The two sides met again on Monday.", "", "talks_under_way"),
        ("Iceland will honour its obligations.", "", "pledge_to_stay"),
        ("The prime minister ruled out any withdrawal.", "", "denial_by_threatener"),
        ("Icelandic trawler owners are urging the government to move faster.", "", "support_at_home"),
        ("The threat rings hollow.", "", "doubt_of_seriousness"),
        ("Hardly anybody believes that Iceland will leave the treaty.", "", "doubt_of_seriousness"),
        ("The Icelandic Supreme Court suspended the effect of the resolution.", "", "opposition_at_home"),
        ("The premier joked about leaving the treaty.", "", "doubt_of_seriousness"),
        ("The remark was a joke.", "a spokesman for the Icelandic premier", "doubt_of_seriousness"),
        ("Nothing came of it.", "", "dropped_before"),
        ("Iceland gave Norway two months to answer.", "", "deadline_near"),
        ("The talks broke down without a result.", "", "talks_stalled"),
        ("Iceland would withdraw the notice if Norway paid.", "", "way_back_offered"),
        ("The cabinet has commissioned a study of the withdrawal.", "", "referred"),
        ("Ministry lawyers were told to begin drafting the notice of withdrawal.", "", "steps_taken"),
    ],
)
def test_a_phrase_shows_its_sign(words, speaker, sign):
    assert sign in shown(words, speaker)


@pytest.mark.parametrize(
    ("words", "speaker", "sign"),
    [
        ("The treaty is not for sale.", "the Icelandic minister", "partner_refuses"),
        ("Norway will honour its obligations.", "", "pledge_to_stay"),
        ("Nobody should take it for empty talk; it is no empty talk.", "", "doubt_of_seriousness"),
        ("Under the treaty withdrawal takes effect a year after notice.", "", "deadline_near"),
        ("The talks on the treaty never resumed.", "", "talks_under_way"),
        ("Iceland is willing to discuss the quotas.", "", "terms_offered"),
    ],
)
def test_another_speaker_or_a_denial_shows_none(words, speaker, sign):
    assert sign not in shown(words, speaker)


def test_what_happened_years_before_shows_no_sign_of_this_threat():
    vote = "Icelandic lawmakers voted to leave the treaty"
    assert "legislature_for_exit" in told(f"{vote}.")
    assert "legislature_for_exit" not in told(f"{vote} in 2013.")


def test_a_fragment_shows_no_sign():
    assert told("a withdrawal") == ()


def test_members_of_an_agreement_of_many_are_counterparts():
    parsed = parse("Denmark offered a compromise.")
    two = teller_of(parsed, "Denmark", THREAT)
    many = teller_of(parsed, "Denmark", replace(THREAT, counterparts=("other parties to the treaty",)))
    assert (two.side, many.side) == ("outsider", "counterpart")


def test_every_row_names_a_sign_and_its_expressions_are_read():
    signs = {sign.id for sign in sign_table()}
    for row in rows_of("sign_phrases.tsv"):
        assert row["sign"] in signs, row
        assert re.compile(row["phrase"]) and re.compile(row["unless"]), row


@pytest.mark.parametrize(
    "words", ["The threat to leave the treaty is no joke.", "This was not meant as a joke, the premier said."]
)
def test_what_is_no_joke_is_no_doubt(words):
    assert "doubt_of_seriousness" not in shown(words)


def test_who_is_to_be_made_to_leave_offers_no_way_back():
    words = "The League will quit the coalition if the government does not send the notice of withdrawal from the treaty."
    assert "way_back_offered" not in shown(words)
    assert "way_back_offered" in shown("Iceland will leave the treaty if Norway does not raise the quotas.")


@pytest.mark.parametrize(
    "words",
    ["Norway's Supreme Court quashed the notice.", "The Icelandic court did not stop the withdrawal.", "The court blocked the sale of a boat."],
)  # fmt: skip
def test_another_court_or_another_matter_is_no_opposition(words):
    assert "opposition_at_home" not in shown(words)
