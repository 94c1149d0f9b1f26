"""Sentences that would be false, empty or out of grammar are not said."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from brief.sample import S, assessment
from brief.sample import grounds as sample_grounds
from foedus.brief.compose import compose
from foedus.brief.document import Document, Table, plain, sentences_of
from foedus.brief.grounds import Grounds
from foedus.brief.names import sign_name
from foedus.brief.parts import inside, leading
from foedus.brief.prose.base_rate import base_rate
from foedus.brief.prose.clause import clause
from foedus.brief.prose.foreseen import foreseen
from foedus.brief.prose.signposts import telling


def made(record: dict[str, Any]) -> Document:
    return compose(sample_grounds(assessment=record))


def told(document: Document, section: str) -> str:
    found = document.section(section)
    assert found is not None
    return " ".join(sentence.words for sentence in sentences_of(found)).replace("\u00a0", " ")


def with_legislature(**moves: str) -> Any:
    """A case in which a legislature can make these moves."""
    legislature = SimpleNamespace(actor="L", names=moves)
    return SimpleNamespace(
        quantities={}, explanations={}, indicators={}, consequences={}, unfilled=(), nodes={"legislature": legislature},
        actors={"L": SimpleNamespace(name="the Diet")}, observations={},
    )  # fmt: skip


def at(record: dict[str, Any], *exits: float) -> dict[str, Any]:
    """The record with the question's course at these probabilities after its steps."""
    for step, share in zip(record["steps"], exits, strict=True):
        step["courses"] = {"exit": share, "revised": 0.4 * (1 - share), "fades": 0.6 * (1 - share)}
    return record


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            "Will Ostmark's notice of leaving the Strait Pact take effect by 2032-03-06?",
            "that Ostmark's notice of leaving the Strait Pact will take effect by",
        ),
        ("Will Ostmark leave the Strait Pact by 2032-03-06?", "that Ostmark will leave the Strait Pact by"),
    ],
)
def test_a_question_becomes_a_clause_with_its_own_subject(event: str, said: str) -> None:
    assert plain(clause({"event": event, "deadline": "2032-03-06"})).startswith(said)


def test_a_question_whose_subject_is_not_made_out_stays_a_question() -> None:
    assert (
        clause({"event": "Will Ostmark's premier leave office by 2032-03-06?", "deadline": "2032-03-06"})
        == ()
    )


def test_an_answer_that_stays_where_history_had_it_is_not_said_to_be_lifted() -> None:
    text = told(made(at(assessment(), 0.2, 0.1, 0.201)), "bottom-line")
    assert "lifts it" not in text
    assert "alone puts it at about 20 %" in text


def test_the_step_that_pulled_most_is_not_named_where_the_answer_went_the_other_way() -> None:
    text = told(made(at(assessment(), 0.2, 0.4, 0.23)), "bottom-line")
    assert "pulls it" not in text


def test_a_heavy_sign_against_the_drift_is_said_to_pull_the_other_way() -> None:
    record = at(assessment(), 0.1, 0.1, 0.4)
    next(e for e in record["evidence"] if e["id"] == "o1")["likelihood_ratio"] = 0.2
    assert "The heaviest single ground pulls the other way: the premier mused" in told(
        made(record), "bottom-line"
    )
    falling = at(record, 0.4, 0.4, 0.1)
    assert "The heaviest single sign is that the premier mused" in told(made(falling), "bottom-line")


def test_steps_that_read_the_same_are_not_said_to_differ() -> None:
    text = told(made(at(assessment(), 0.2049, 0.2051, 0.4)), "why")
    assert "What the actors were seen to do left it there" in text


def test_courses_that_read_the_same_are_level() -> None:
    record = assessment()
    for entry, share in zip(record["courses"], (0.04, 0.479, 0.481), strict=True):
        entry["probability"] = share
    assert "level in front: " in told(made(record), "bottom-line")


def test_one_judgement_was_weighed() -> None:
    record = assessment()
    record["judgements"] = record["judgements"][:1]
    assert "one was weighed as a judgement." in told(made(record), "who-said-what")
    assert "judgements were weighed" in told(made(assessment()), "who-said-what")


def test_an_answer_that_no_setting_moves_stays() -> None:
    record = assessment()
    for entry in record["ranges"]:
        entry["courses"] = dict(record["ranges"][0]["courses"])
    text = told(made(record), "what-it-rests-on")
    assert "the answer stays at 3 %." in text
    assert "matters most" not in text


def test_a_change_that_flips_the_order_says_how_far_it_is() -> None:
    record = assessment()
    for now, needed, words in ((1.87, 1.2, "about a third less"), (0.3, 0.61, "about twice as much")):
        record["flip"].update(value_now=now, value_needed=needed)
        assert words in told(made(record), "what-it-rests-on")


def test_faint_voices_leave_the_table_of_evidence_where_they_are_many() -> None:
    record = assessment()
    voices = [
        {**record["judgements"][3], "id": f"v{i}", "speaker": f"Voice {i}", "likelihood_ratio": 0.83}
        for i in range(7)
    ]
    record["judgements"] = [*record["judgements"], *voices]
    record["evidence"] = [
        *record["evidence"],
        *(
            {
                "id": v["id"],
                "what": "a voice",
                "about": "exit",
                "likelihood_ratio": 0.83,
                "statements": [S["S4"]],
            }
            for v in voices
        ),
    ]
    section = made(record).section("evidence")
    assert section is not None
    (table,) = [
        block for block in section.blocks if isinstance(block, Table) and "odds" in (block.caption or "")
    ]
    shown = [plain(row.cells[0]) for row in table.rows]
    assert not any("Voice" in cell for cell in shown)
    assert any("Tomas Brandt" in cell for cell in shown)
    assert "are left out here" in told(made(record), "evidence")


def test_a_sign_of_several_actors_agrees_with_them(grounds: Grounds) -> None:
    record = {
        **grounds.assessment,
        "question": {**grounds.assessment["question"], "counterpart": "Pact members"},
    }
    several = dataclasses.replace(grounds, assessment=record)
    assert (
        sign_name(several, "The counterpart refuses to change the terms")
        == "Pact members refuse to change the terms"
    )
    assert sign_name(several, "The counterpart denies that it would go").startswith("The counterpart")
    record["question"]["counterpart"] = "other parties to the Pact"
    assert sign_name(several, "The counterpart refuses to change the terms").startswith(
        "Other parties to the Pact refuse "
    )
    assert (
        sign_name(several, "reply = talks") == "reply = talks"
    )  # a move's name is found by its small letters


def test_a_course_whose_name_is_a_clause_stands_as_a_noun_in_a_sentence() -> None:
    assert "goes to a fading of the threat (" in told(at_most_one_course(assessment()), "bottom-line")


def at_most_one_course(record: dict[str, Any]) -> Document:
    """The brief where the question's course is likelier than not and a fading comes second."""
    shares = {"exit": 0.7, "fades": 0.2, "revised": 0.1}
    for course in record["courses"]:
        course["probability"] = shares[course["id"]]
    return made(record)


def test_the_name_of_a_file_keeps_its_letters() -> None:
    assert leading("report-1.txt", "x").words == "report-1.txt"
    assert leading("the minister", "x").words == "The minister"


def test_a_class_to_which_a_threat_is_likened_says_so(grounds: Grounds) -> None:
    likened = (
        "history: exit_threats; assumption: a date that forces the decision makes a threat like a notice"
    )
    case = SimpleNamespace(reference_class=SimpleNamespace(because=likened))
    words = "".join(
        getattr(p, "words", p) for p in base_rate(dataclasses.replace(grounds, case=case), "exit")
    )  # type: ignore[arg-type]
    assert "a threat whose day is fixed is likened to them" in words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("The ruling party", "the ruling party"),
        ("The US secretary of state", "the US secretary of state"),
        ("The Guardian", "The Guardian"),
        ("The Americas Review", "The Americas Review"),
        ("A diplomat in the room", "a diplomat in the room"),
        ("Some", "some"),
        ("Tomas Brandt", "Tomas Brandt"),
    ],
)
def test_a_name_within_a_sentence(name: str, shown: str) -> None:
    assert inside(name) == shown


def test_who_opposes_an_exit_under_way_is_no_sign_of_it() -> None:
    case = with_legislature(allow="lets it pass", oppose="opposes it")
    record = assessment()
    record["signposts"][0].update(
        event="the Diet opposes it",
        probability=0.1,
        courses_if_seen={"exit": 0.6, "revised": 0.0, "fades": 0.4},
    )
    record["signposts"][1].update(
        event="the Diet lets it pass",
        probability=0.1,
        courses_if_seen={"exit": 0.9, "revised": 0.0, "fades": 0.1},
    )
    grounds = sample_grounds(assessment=record, case=case)
    assert [index for _, index in telling(grounds)] == [1]
    section = compose(grounds).section("what-to-watch")
    assert section is not None
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    effects = {plain(row.cells[0]): plain(row.cells[-1]) for row in table.rows}
    assert effects["the Diet opposes it"] == "▲ up, though it holds back what is under way"
    assert effects["the Diet lets it pass"] == "▲ strongly up"


def test_who_opposes_an_exit_is_no_sign_of_it_where_the_contrary_was_seen() -> None:
    case = with_legislature(oppose="opposes an exit under way")
    record = assessment()
    record["signposts"][0].update(
        event="the Diet opposes an exit under way",
        probability=0.1,
        courses_if_seen={"exit": 0.6, "revised": 0.0, "fades": 0.4},
    )
    grounds = sample_grounds(assessment=record, case=case)
    assert 0 not in [index for _, index in telling(grounds)]


def test_an_article_on_which_nothing_rests_says_so() -> None:
    grounds = sample_grounds(assessment=assessment())
    bare = dataclasses.replace(
        grounds, statements=tuple(dataclasses.replace(s, bears_on=None) for s in grounds.statements)
    )
    assert len(without_bearing(compose(bare))) == len(grounds.articles)
    assert len(without_bearing(compose(grounds))) < len(grounds.articles)


def without_bearing(document: Document) -> list[str]:
    """The articles of which the table of sources says that nothing in them bears on the question."""
    section = document.section("sources")
    assert section is not None
    tables = [block for block in section.blocks if isinstance(block, Table)]
    rows = [[plain(cell) for cell in row.cells] for table in tables for row in table.rows]
    return [row[1] for row in rows if "nothing in it bears on the question" in row[-1]]


def test_the_bottom_line_tells_what_hangs_most_on_the_course() -> None:
    record = assessment()
    line = told(made(record), "bottom-line")
    assert "If it happened, most hangs on it for" in line
    for entry in record["consequences"]:
        entry["probability_otherwise"] = entry["probability_given"]  # as likely without it
    assert "What would follow, the reports do not say." in told(made(record), "bottom-line")


def test_consequences_of_which_nothing_tells_how_likely_they_are_stand_without_a_number() -> None:
    record = assessment()
    unsure = SimpleNamespace(because="assumption: nothing tells")
    case = SimpleNamespace(
        quantities={}, explanations={}, indicators={}, unfilled=(), nodes={}, actors={}, observations={},
        consequences={
            entry["id"]: SimpleNamespace(given={entry["given"]: unsure}, otherwise=unsure) for entry in record["consequences"]
        },
    )  # fmt: skip
    line = foreseen(sample_grounds(assessment=record, case=case)).words
    assert line.startswith("If it happened, the reports expect")
    assert line.endswith("without saying how surely.")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.05, "little reason to expect an exit"),
        (0.3, "more reason to expect no exit"),
        (0.5, "as much with an exit by that day as with its absence"),
        (0.58, "more reason to expect an exit by that day than none"),
    ],
)
def test_what_it_means_for_the_reader_agrees_with_the_word(share: float, said: str) -> None:
    record = assessment()
    course = next(c for c in record["courses"] if c["id"] == "exit")
    course["probability"] = share
    assert said in told(made(record), "bottom-line")


def test_of_the_signs_that_tell_much_the_earliest_is_named_first() -> None:
    record = assessment()
    early, late, *rest = record["signposts"]
    for sign in rest:
        sign["courses_if_seen"] = {c["id"]: c["probability"] for c in record["courses"]}  # they tell nothing
    early |= {
        "event": "Veltania recalls its envoy",
        "by": "2031-06-01",
        "courses_if_seen": {"exit": 0.3, "revised": 0.1, "fades": 0.6},
    }
    late |= {
        "event": "Veltania shuts its mission",
        "by": "2031-12-01",
        "courses_if_seen": {"exit": 0.6, "revised": 0.1, "fades": 0.3},
    }
    early["probability"] = late["probability"] = 0.2
    line = told(made(record), "bottom-line")
    assert "what to watch for first is that Veltania recalls its envoy, usually by 1 June 2031" in line
    early["courses_if_seen"] = {
        "exit": 0.06,
        "revised": 0.3,
        "fades": 0.64,
    }  # it tells little: the later one is named
    assert "first is that Veltania shuts its mission, usually by 1 December 2031" in told(
        made(record), "bottom-line"
    )


def test_a_reply_that_raises_the_course_less_than_another_reply_holds_nothing_back() -> None:
    record = assessment()
    one, other, *_ = record["signposts"]
    one |= {
        "event": "the Diet lets it pass",
        "probability": 0.3,
        "courses_if_seen": {"exit": 0.1, "revised": 0.3, "fades": 0.6},
    }
    other |= {
        "event": "the Diet opposes it",
        "probability": 0.05,
        "courses_if_seen": {"exit": 0.14, "revised": 0.3, "fades": 0.56},
    }
    case = with_legislature(allow="lets it pass", oppose="opposes it")
    section = compose(sample_grounds(assessment=record, case=case)).section("what-to-watch")
    assert section is not None
    assert "holds back" not in str(section)
