"""Questions: read from a file with all their faults named, or drafted."""

from __future__ import annotations

import json

import pytest

from foedus.drafting.question import as_of_day, drafted, read_question, year_after
from foedus.errors import QuestionFault

SOUND = {
    "event": "Will A leave the river treaty by 2021-01-01?",
    "deadline": "2021-01-01",
    "threatener": "A",
    "counterpart": "B",
    "agreement": "river treaty",
}


def write(path, record):
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def test_a_sound_question_gets_a_resolution_rule(tmp_path):
    question = read_question(write(tmp_path / "q.json", SOUND), "2020-01-01")
    assert question.deadline == "2021-01-01"
    assert all(word in question.resolution for word in ("exit:", "revised:", "fades:"))
    assert not question.notice_given


@pytest.mark.parametrize(
    "event",
    [
        "After the notice of 2020-02-01, will the river treaty lapse on 2021-01-01?",
        "Will A's notice of leaving the pact take effect by 2021-01-01?",
        "Will A's withdrawal from the pact take effect by 2021-01-01?",
        "After the vote of May, will the withdrawal of the two islands from the league actually come into force?",
        "Will A carry out the eviction of B's troops from the Lomm air base by 2021-01-01?",
        "Will A carry through the end of its pact with B?",
        "Will B's troops be gone by the end of the notice on 2021-01-01?",
    ],
)
def test_a_notice_already_given_is_seen(tmp_path, event):
    path = write(tmp_path / "q.json", SOUND | {"event": event})
    assert read_question(path, "2020-06-01").notice_given
    path = write(path, SOUND | {"event": event, "notice_given": False})
    assert not read_question(path, "2020-06-01").notice_given


@pytest.mark.parametrize(
    "event",
    [
        "Will A suspend the river treaty by 2021-01-01?",
        "Will A close the Lomm air base to B by 2021-01-01?",
        "Will the Lomm air base be closed to B's forces?",
        "Will A carry out its threat to leave the pact?",
        "Will A give notice by 2020-09-01 that it will not renew the lease?",
        "Will A let the lease lapse without renewal?",
        "Will A refuse to extend the pact?",
        "Will A stay out of the grain deal when its term ends?",
        "Will A keep the straits closed to B?",
        "Will A give notice, so that its withdrawal takes effect in 2021?",
        "Will the Extended Lease Treaty be ended?",
        "Will A agree to end the pact?",
    ],
)
def test_leaving_suspending_closing_and_not_renewing_are_what_exit_stands_for(tmp_path, event):
    question = read_question(write(tmp_path / "q.json", SOUND | {"event": event}), "2020-06-01")
    assert not question.notice_given
    assert question.resolution.startswith("exit: what the question asks about comes about")


@pytest.mark.parametrize(
    ("event", "word"),
    [
        ("Will A renew the lease of the Lomm air base by 2021-01-01?", "goes on"),
        ("Will the lease be extended by 2021-01-01?", "goes on"),
        ("Will A remain in the league?", "goes on"),
        ("Will the pact survive until 2021-01-01?", "goes on"),
        ("Is A going to keep the base open to B?", "goes on"),
        ("Will A and B sign a new agreement on the river?", "other terms"),
        ("Will the parties renegotiate the treaty?", "other terms"),
    ],
)
def test_an_event_that_no_exit_stands_for_is_refused_unless_the_file_resolves_it(tmp_path, event, word):
    path = write(tmp_path / "q.json", SOUND | {"event": event})
    with pytest.raises(QuestionFault, match=word) as refused:
        read_question(path, "2020-06-01")
    assert "resolution" in str(refused.value)
    resolved = "exit: the lease ends. revised: it goes on with changes. fades: it goes on as it is."
    path = write(path, SOUND | {"event": event, "resolution": resolved})
    assert read_question(path, "2020-06-01").resolution == resolved


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"event": ""}, "event"),
        ({"deadline": "soon"}, "deadline"),
        ({"deadline": "2019-01-01"}, "not after"),
        ({"deadline": "2020-01-01"}, "not after"),
        ({"threat_date": "last week"}, "threat_date"),
        ({"threatener": None}, "threatener"),
    ],
)
def test_faults_are_named(tmp_path, change, word):
    with pytest.raises(QuestionFault, match=word):
        read_question(write(tmp_path / "q.json", SOUND | change), "2020-01-01")


def test_no_json_is_a_fault(tmp_path):
    (tmp_path / "q.json").write_text("event: x")
    with pytest.raises(QuestionFault, match="no JSON"):
        read_question(tmp_path / "q.json")
    with pytest.raises(QuestionFault, match="cannot be read"):
        read_question(tmp_path / "none.json")


def test_the_deadline_is_a_year_away():
    assert drafted("A", "B", "the pact", as_of="2020-02-29").deadline == "2021-02-28"
    assert year_after("2019-06-26") == "2020-06-26"
    with pytest.raises(QuestionFault):
        drafted("A", "B", "the pact", as_of="2020-02-29", deadline="2020-01-01")


def test_what_was_not_known_yet_is_left_out(tmp_path):
    asked = read_question(write(tmp_path / "q.json", SOUND | {"threat_date": "2020-02-01"}))
    assert as_of_day(asked, "2020-03-01").threat_date == "2020-02-01"
    assert as_of_day(asked, "2020-01-01").threat_date is None
    with pytest.raises(QuestionFault, match="not after"):
        as_of_day(asked, "2021-01-01")


def test_names_stand_with_their_article():
    question = drafted("United Kingdom", "Netherlands", "herring treaty", as_of="2020-03-01")
    assert question.event.startswith("Will the United Kingdom leave the herring treaty")
    assert "the United Kingdom agrees other terms with the Netherlands" in question.resolution


def test_a_question_that_was_given_resolves_by_its_own_event(tmp_path):
    question = read_question(write(tmp_path / "q.json", SOUND), "2020-06-01")
    assert question.resolution.startswith("exit: what the question asks about comes about by 2021-01-01.")
