"""Signs by who does what about the agreement, and by whether it is told as done."""

from __future__ import annotations

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of
from foedus.reporting.threats.act_frames import frame_of, has, matters_of, named_among
from foedus.reporting.threats.sign_acts import _STANCES, signs_of_acts
from foedus.reporting.threats.sign_exits import signs_of_exits
from foedus.reporting.threats.threat import find_threat

THREAT = find_threat([parse("Iceland threatened to withdraw from the fisheries treaty with Norway.")])


def shown(words, condition=""):
    parsed = parse(words)
    at = words.find(condition) if condition else len(words)
    under = [t.i for t in parsed.tokens if at <= t.idx < at + len(condition)]
    every = range(len(parsed.tokens))
    return {
        *signs_of_acts(parsed, every, THREAT, "", under),
        *signs_of_exits(parsed, every, THREAT, "", under),
    }


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Icelandic lawmakers voted to leave the treaty.", "legislature_for_exit"),
        ("The bill still needs the approval of the upper house.", "approval_needed"),
        ("The motion is symbolic.", "approval_needed"),
        ("The president ordered the withdrawal from the treaty.", "decision_announced"),
        ("The Icelandic government will decide on the treaty next week.", "decision_due"),
        ("Norway refused to renegotiate the terms.", "partner_refuses"),
        ("Iceland should leave the fisheries treaty.", "only_called_for"),
        ("The Icelandic opposition objected to leaving the treaty.", "opposition_at_home"),
        ("Iceland denied reports that it plans to leave the treaty.", "denial_by_threatener"),
        ("Iceland dismissed the rumours.", "denial_by_threatener"),
        ("Iceland remains committed to the treaty.", "pledge_to_stay"),
        ("Iceland vowed to keep the treaty.", "pledge_to_stay"),
        ("Norway has received no formal notice.", "no_steps_taken"),
        ("Iceland's president said that the country will not leave the treaty.", "denial_by_threatener"),
        ("Iceland said that it has no intention to leave the treaty.", "denial_by_threatener"),
        ("A draft decree of Iceland's cabinet recommends leaving the treaty.", "steps_taken"),
        ("Further readings and the final vote are still to come.", "approval_needed"),
        ("Iceland's president asked parliament for its advice on leaving the treaty.", "referred"),
        ("A meeting with Norway ended in deadlock.", "talks_stalled"),
        ("Norway offered a new deal.", "terms_offered"),
        ("Norwegian ministers said that they would accept a large rise in quotas.", "terms_offered"),
        ("Iceland has taken no step towards leaving the treaty.", "no_steps_taken"),
        ("Iceland made a preliminary decision to end the treaty.", "steps_taken"),
        ("Notice of the intent to terminate the treaty was published on Friday.", "steps_taken"),
        (
            "Iceland may reverse its decision if Norway pays, and is ready to reconsider its exit.",
            "way_back_offered",
        ),
    ],
)
def test_an_act_shows_its_sign(words, sign):
    assert sign in shown(words)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("Norwegian lawmakers voted to leave the treaty.", "legislature_for_exit"),
        ("Icelandic lawmakers did not vote to leave the treaty.", "legislature_for_exit"),
        ("Iceland refused to renegotiate the terms.", "partner_refuses"),
        ("The president may order the withdrawal from the treaty.", "decision_announced"),
        ("Iceland rejected its quota and may leave the treaty.", "denial_by_threatener"),
        ("Iceland denied reports that a new loan is close.", "denial_by_threatener"),
        ("Norway has called on Iceland to keep the treaty.", "pledge_to_stay"),
        ("Iceland keeps co-operation with the treaty secretariat possible.", "pledge_to_stay"),
        ("The army goes on preparing plans for either case, to stay or to depart.", "pledge_to_stay"),
        ("The envoy came with Iceland's minister, giving no notice of its agenda.", "no_steps_taken"),
        ("The treaty has no clause on taking back a notice.", "no_steps_taken"),
        ("Norway has taken no step towards leaving the treaty.", "no_steps_taken"),
        ("Iceland has decided to wait with any decision.", "decision_announced"),
        ("Iceland's quota is to be confirmed by a panel and kept if confirmed.", "way_back_offered"),
        ("Iceland is ready to reconsider its relations with Norway.", "way_back_offered"),
        ("Oslo would be wrong to take it for bluff.", "doubt_of_seriousness"),
        ("A day earlier Iceland had threatened tougher fines if the treaty fails.", "dropped_before"),
        ("The premier resigned after months of protest.", "opposition_at_home"),
        ("Iceland took part in negotiating the treaty in 1973.", "talks_under_way"),
        ("The group expects progress on six points.", "progress_in_talks"),
        ("The fisheries ministry of Iceland favours ending the treaty.", "support_at_home"),
        ("It is expected to be discussed this week.", "insiders_expect_exit"),
        (
            "If parliament approves, Iceland would be the first country to quit the treaty.",
            "deterrent_condition",
        ),
        ("Under the treaty a case is suspended if growers cheat.", "deterrent_condition"),
        ("Norway promised both scrutiny and support, and handed over a list of reforms.", "concession_made"),
        ("The party always opposed membership and calls it a noose.", "opposition_at_home"),
        ("Norway's troops were sent away on bad terms.", "terms_offered"),
        ("Norway's premier said that Iceland will not leave the treaty.", "denial_by_threatener"),
        ("Iceland said that it will not leave the treaty yet.", "denial_by_threatener"),
        ("Norwegian troops will remain.", "pledge_to_stay"),
        ("The Norwegian government remains committed to the treaty.", "pledge_to_stay"),
        ("The Norwegian government ordered the withdrawal from the treaty.", "decision_announced"),
        ("A party may withdraw from the treaty if events endanger it.", "deterrent_condition"),
        ("The announcement comes days before the party meets.", "decision_due"),
        ("The minister rejects a remark that Norway had placed it under review.", "denial_by_threatener"),
    ],
)
def test_another_doer_or_stance_shows_none(words, sign):
    assert sign not in shown(words)


def test_what_is_asked_for_and_what_is_warned_against_are_two_conditions():
    asks, warns = "unless Norway pays more", "if Norway imposes sanctions"
    assert "way_back_offered" in shown(f"Iceland will leave the fisheries treaty {asks}.", asks)
    assert "deterrent_condition" in shown(f"Iceland will leave the fisheries treaty {warns}.", warns)


def test_the_tables_name_classes_and_stances_that_exist():
    classes = {row["class"] for row in rows_of("act_words.tsv")} | {"exit", "this", "other", "it", "told"}
    for row in rows_of("sign_acts.tsv"):
        named = {
            c.lstrip(">=") for part in (*row["needs"].split(), *row["act"].split()) for c in part.split("|")
        }
        assert named | set(row["without"].split()) <= classes, row
        assert set(row["stance"].split()) <= set(_STANCES), row


TOLD = (
    "Iceland ended the pact on whaling. It would leave the fisheries treaty unless Norway paid, the minister said.",
    "The minister denied the report that lawmakers had voted for a bill on leaving the treaty with Norway.",
    "Officials called it a bluff and ordered a review of the treaty, but no notice has been sent.",
)


@pytest.mark.parametrize("words", TOLD)
def test_a_frame_names_nothing_that_its_sentence_does_not(words):
    sorts = {
        part for row in rows_of("sign_acts.tsv") for need in row["needs"].split() for part in need.split("|")
    }
    parsed = parse(words)
    matters = matters_of(parsed, THREAT)
    found = 0
    for sentence in parsed.sentences:
        tokens = range(sentence.tokens.start, sentence.tokens.end)
        named = named_among(parsed, tokens, matters)
        for i in tokens:
            held = {what for what in sorts if has(parsed, frame_of(parsed, i, matters, ()), what, matters)}
            assert {what.lstrip(">=") for what in held} <= named
            found += len(held)
    assert found
