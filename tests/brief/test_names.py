"""Names and moves read as words; digits in words of the data find their ground."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from brief.sample import STATEMENTS, assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.document import digit_runs, sentences_of
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, event_name
from foedus.brief.prose.reasons import split
from foedus.brief.prose.signposts import decides, telling
from foedus.brief.tallies import is_named
from foedus.wording import with_article


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("United States", "the United States"),
        ("the United States", "the United States"),
        ("officials of United States", "officials of the United States"),
        ("legislature of Veltania", "the legislature of Veltania"),
        ("Veltania", "Veltania"),
        ("US Congress", "the US Congress"),
    ],
)
def test_a_name_takes_the_article_that_english_gives_it(name: str, shown: str) -> None:
    assert with_article(name) == shown


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        ("Veltania: next – settle", "Veltania settles for other terms"),
        ("officials of Veltania: officials – comply", "officials of Veltania carry out an order to leave"),
        ("law – not binding", "the legislature’s opposition is held not to bind"),
        ("Veltania: flag – raise", "Veltania: flag – raise"),
        ("Veltania gives notice", "Veltania gives notice"),
    ],
)
def test_a_move_is_told_in_words_and_an_unknown_one_as_it_came(
    grounds: Grounds, event: str, shown: str
) -> None:
    assert event_name(grounds, event) == shown


def test_a_move_that_was_seen_names_who_made_it(grounds: Grounds) -> None:
    case = SimpleNamespace(
        quantities={},
        nodes={"signal": SimpleNamespace(actor="S")},
        actors={"S": SimpleNamespace(name="Veltania")},
    )
    made = sample_grounds(case=case)
    assert event_name(made, "signal = musing", seen=True).startswith("Veltania was reported to weigh leaving")
    assert event_name(made, "signal in [musing, threat]", seen=True) == (
        "Veltania was reported to weigh leaving (neither a public threat nor notice) or threatened in public to leave"
    )
    del grounds


def test_a_course_named_by_its_id_gets_plain_words() -> None:
    record = assessment()
    record["courses"][2]["name"] = "fades"
    assert course_name(sample_grounds(assessment=record), "fades").words == "the threat fades"


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("by 26\u00a0June\u00a02020?", ["26\u00a0June\u00a02020"]),
        ("3,648 draws, 5.7 % of (a.3)", ["3,648", "5.7 %", "a.3"]),
        ("the G20 in Osaka.", ["G20"]),
        ("no digit here", []),
    ],
)
def test_only_the_digits_of_a_text_lead_to_its_ground(words: str, runs: list[str]) -> None:
    found = digit_runs(words)
    assert "".join(run for run, _ in found) == words
    assert [run for run, digits in found if digits] == runs


def test_evidence_for_another_course_counts_against_this_one() -> None:
    record = assessment()
    record["evidence"] = [
        {"id": "i1", "what": "talks", "about": "revised", "likelihood_ratio": 2.0, "statements": []},
        {"id": "i2", "what": "doubts", "about": "fades", "likelihood_ratio": 0.5, "statements": []},
        {"id": "i3", "what": "an aim", "about": "leverage", "likelihood_ratio": 3.0, "statements": []},
        {"id": "i4", "what": "a notice", "about": "exit", "likelihood_ratio": 4.0, "statements": []},
    ]
    favour, against = split(sample_grounds(assessment=record))
    assert [entry["id"] for entry in favour] == ["i4", "i2"]
    assert [entry["id"] for entry in against] == ["i1"]


def test_a_move_that_is_an_outcome_itself_is_no_telling_sign() -> None:
    record = assessment()
    record["signposts"][0]["courses_if_seen"] = {"exit": 1.0, "revised": 0.0, "fades": 0.0}
    made = sample_grounds(assessment=record)
    assert decides(record["signposts"][0])
    assert [index for _, index in telling(made)] == [1]
    told = " ".join(s.words for s in sentences_of(compose(made).sections[0]))
    assert "no single move still to come would raise that much" in told


def test_labels_follow_the_articles(grounds: Grounds) -> None:
    assert [grounds.labels[s.id] for s in STATEMENTS] == [f"S{i}" for i in range(1, len(STATEMENTS) + 1)]


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("Rosa Alvarez", True),
        ("the Dutch Green Femke Oosterhuis", True),
        ("Veltania", True),
        ("the Federal Council", True),
        ("a member of the government in Rome", False),
        ("a retired admiral of the Veltanian Navy", False),
        ("officials in Klow", False),
        ("one of them", False),
    ],
)
def test_a_place_in_a_description_is_no_name(speaker, named):
    assert is_named(speaker) == named
