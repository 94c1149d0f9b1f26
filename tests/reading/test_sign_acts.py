"""Signs by who does what about the agreement, and by whether it is told as done."""

from __future__ import annotations

import pytest

from foedus.reporting.parsing.language import parse
from foedus.reporting.tables import rows_of
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
    ],
)
def test_another_doer_or_stance_shows_none(words, sign):
    assert sign not in shown(words)


def test_what_is_asked_for_and_what_is_warned_against_are_two_conditions():
    asks, warns = "unless Norway pays more", "if Norway imposes sanctions"
    assert "way_back_offered" in shown(f"Iceland will leave the fisheries treaty {asks}.", asks)
    assert "deterrent_condition" in shown(f"Iceland will leave the fisheries treaty {warns}.", warns)


def test_the_tables_name_classes_and_stances_that_exist():
    classes = {row["class"] for row in rows_of("act_words.tsv")} | {"exit", "this", "other", "it"}
    for row in rows_of("sign_acts.tsv"):
        named = {c for part in (*row["needs"].split(), *row["act"].split()) for c in part.split("|")}
        assert named | set(row["without"].split()) <= classes, row
        assert set(row["stance"].split()) <= set(_STANCES), row
