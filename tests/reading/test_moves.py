"""Moves of the game and signs, told by whose doing they are."""

from __future__ import annotations

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.threats.moves import Move, move_of
from foedus.reporting.threats.signs import signs_told
from foedus.reporting.threats.threat import find_threat

THREAT = find_threat([parse("Iceland threatened to withdraw from the fisheries treaty with Norway.")])


def signs(words, side="outsider"):
    parsed = parse(words)
    return signs_told(parsed, [s.span for s in parsed.sentences], THREAT, words=words, side=side)


def moved(words, side, **given):
    parsed = parse(words)
    return move_of(parsed, [parsed.sentences[0].span], THREAT, signs=signs(words, side), side=side, **given)


@pytest.mark.parametrize(
    ("words", "side", "move"),
    [
        ("Iceland threatened to leave the fisheries treaty.", "threatener", Move("signal = threat", True)),
        (
            "Iceland is privately weighing whether to leave the treaty.",
            "threatener",
            Move("signal = musing", True),
        ),
        ("Iceland gave formal notice of leaving the treaty.", "threatener", Move("signal = notice", True)),
        ("Iceland has revoked the fisheries treaty.", "threatener", Move("signal = notice", True)),
        (
            "A spokesman denounced the fisheries treaty with immediate effect.",
            "threatener",
            Move("signal = notice", True),
        ),
        (
            "Iceland has formally told Norway that it is leaving the treaty.",
            "threatener",
            Move("signal = notice", True),
        ),
        ("Iceland suspended the termination of the treaty.", "threatener", Move("next = drop", True)),
        ("Norway refused to renegotiate.", "counterpart", Move("reply = refuse", True)),
        ("Norway offered new talks on quotas.", "counterpart", Move("reply = talks", True)),
        ("Norway denied that the treaty is at risk.", "counterpart", Move("reply = deny", True)),
        ("Parliament opposed the plan.", "threatener", Move("veto = block", False)),
        ("The weather was fine.", "outsider", None),
    ],
)
def test_a_move_is_told_from_words_and_side(words, side, move):
    assert moved(words, side) == move


def test_what_is_doubted_is_not_certain():
    assert (
        moved("Iceland threatened to leave the fisheries treaty.", "threatener", doubted=True).certain
        is False
    )


def test_what_is_expected_is_no_reply_yet():
    assert moved("Norway will offer new talks on quotas.", "counterpart", expected=True).certain is False


def test_a_refusal_by_somebody_else_is_no_reply():
    assert moved("Sweden refused to renegotiate.", "outsider") is None


@pytest.mark.parametrize(
    ("words", "side", "sign"),
    [
        ("A third round of talks is due in May", "outsider", "talks_under_way"),
        ("The ministers made progress in talks on quotas", "outsider", "progress_in_talks"),
        ("The talks collapsed on Tuesday", "outsider", "talks_stalled"),
        ("Norway offered a compromise on quotas", "counterpart", "terms_offered"),
        ("Iceland denied the report", "threatener", "denial_by_threatener"),
        ("Norway denied the report", "counterpart", "denial_by_counterpart"),
        ("Iceland remains committed to the pact", "threatener", "pledge_to_stay"),
        ("The minister will announce his decision on Friday", "threatener", "decision_due"),
        ("Iceland has decided to leave the treaty", "threatener", "decision_announced"),
        ("Officials drafted an order to leave", "threatener", "steps_taken"),
        ("Nothing has been decided", "threatener", "undecided"),
        ("The treaty expires on 4 May", "outsider", "deadline_near"),
        ("The constitutional court was asked to check the treaty", "threatener", "referred"),
        ("It raised the same threat repeatedly and then backed down", "threatener", "dropped_before"),
        ("The ministry submitted its formal notice", "threatener", "notice_given"),
    ],
)
def test_signs(words, side, sign):
    assert sign in signs(words, side)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("They ruled out talks", "talks_under_way"),
        ("The largest party opposes the treaty", "opposition_at_home"),
        ("There was no progress in the talks", "progress_in_talks"),
        ("They could give notice in May", "notice_given"),
        ("The spokesman neither confirmed nor denied it", "denial_by_threatener"),
        ("Iceland is no longer committed to the pact", "pledge_to_stay"),
    ],
)
def test_the_contrary_is_no_sign(words, sign):
    assert sign not in signs(words, "threatener")
