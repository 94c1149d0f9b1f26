"""Drafts of made-up ledgers: every number says why, every statement counts once, hostile words stay text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.drafting.made_up import LIKELY, QUESTION, UNLIKELY, finding, found, group, material, said

from foedus.case.read import case_of
from foedus.drafting.draft import draft_case
from foedus.provenance import grounds_of
from foedus.reporting.chains.conflicts import Conflict

hostile = st.one_of(
    st.text(min_size=1, max_size=40).filter(str.strip),
    st.sampled_from(
        [
            "x\n  injected: {value: 1}",
            '"}\nquantities:\n  p: {value: 9}',
            "*anchor",
            "&a [b]",
            "!!python/object:os.system",
            "a: b # c",
            "; statements: s9; history: E1",
            "---\n...",
            "NO",
            "{exit: 1}",
            "\u2028\x85\ud800",
            "demand_value",
            "- [x](javascript:alert(1))",
            "value",
        ]
    ),
)


def rich(words="the dam", name="R. Hulsz", **more):
    """A ledger with something of everything, its words and names given."""
    statements = (
        said("s2", words, phrase="unlikely", likelihood=UNLIKELY, bears_on="exit", direction="against", speaker=name),
        said("s3", words, bears_on="revised", direction="for", speaker=name),
        said("s4", words, kind="motive", explains="leverage", direction="for"),
        said("s5", words, kind="consequence", bears_on="exit", phrase="likely", likelihood=LIKELY),
        said("s6", words, kind="consequence"),
        said("s7", words), said("s8", words), said("s9", words), said("s10", words), said("s11", words),
    )  # fmt: skip
    values = {
        "situation": found(
            demands=(finding(words, "s4"), finding(f"{words} and {name}", "s9")),
            replies=(finding("refuse", "s7"),),
            vetoes=(finding("block", "s8", actor=name), finding("block", "s10", actor="officials")),
            legal_doubts=(finding("doubt", "s8"),),
            deadline=finding("a day", "s9", on="2031-03-01"),
            gainers=(finding("gains", "s5", actor=name),),
            signs={"steps_taken": ("s10",), "opposition_at_home": ("s8", "s11"), "partner_refuses": ("s7",)},
            unfilled=(f"no statement names {words}",),
        ),
        "consequences": (group("dam", "s5", name=words), group("mills", "s6", given="dam", name=name)),
        "conflicts": (Conflict(words, ("s2", "s3"), (words, name)),),
    }
    return material(*statements, **(values | more))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile, hostile)
def test_hostile_words_stay_text(words, name):
    question = replace(QUESTION, threatener=name, agreement=words, event=words)
    case = case_of(draft_case(rich(words, name, question=question)).text)
    assert set(case.courses) == {"exit", "revised", "fades"}
    assert {"demand_cost", "precision", "legal_say"} <= set(case.quantities)
    assert {"p", "injected"}.isdisjoint(case.quantities)
    every = [q.because for q in case.quantities.values()]
    assert all(
        set(g.ids) <= {"s4", "s8", "s9"} for b in every for g in grounds_of(b) if g.kind == "statements"
    )


def test_words_and_names_come_back_as_they_are():
    words, name = "leave a dam: 100% new, {or} 'not'", 'R. "Rudi" Hulsz #1'
    case = draft_case(rich(words, name)).case
    assert case.consequences["dam"].name == words
    assert next(j for j in case.judgements.values() if j.median).speaker == name
    assert case.conflicts[0]["values"] == [words, name] or tuple(case.conflicts[0]["values"]) == (words, name)


def test_a_voice_without_a_name_is_called_by_its_article():
    case = draft_case(material(said("s2", speaker="", bears_on="revised", direction="for"))).case
    assert [judgement.speaker for judgement in case.judgements.values()] == ["a.txt"]


def test_every_quantity_says_why():
    case = draft_case(rich()).case
    silent = [q.name for q in case.quantities.values() if not grounds_of(q.because)]
    assert silent == []
    records = [
        *case.actors.values(),
        *case.observations.values(),
        *case.indicators.values(),
        *case.judgements.values(),
        *case.consequences.values(),
    ]
    assert [record.id for record in records if not grounds_of(record.because)] == []
    assert grounds_of(case.reference_class.because)
    assert grounds_of(case.timing.scheduled.because)


@pytest.mark.parametrize(
    ("event", "less"),
    [("Will A suspend the pact?", True), ("Will A close the base at Lomm to B?", True), ("Will A leave the pact?", False),
     ("Will A suspend or terminate the pact?", False)],
)  # fmt: skip
def test_suspending_is_said_to_be_taken_for_as_frequent_as_leaving(event, less):
    made = replace(material(), question=replace(QUESTION, event=event))
    assert ("as frequent as leaving" in draft_case(made).case.reference_class.because) == less


def test_a_sign_that_reports_a_move_says_which_and_the_tree_knows_it():
    signs = {"talks_under_way": ("s2",), "legislature_for_exit": ("s3",), "pledge_to_stay": ("s4",)}
    case = draft_case(material(*(said(f"s{i}") for i in (2, 3, 4)), situation=found(signs=signs))).case
    shown = {i.id: i.shows.text for i in case.indicators.values() if i.shows}
    assert shown == {"talks_under_way": "reply = talks", "legislature_for_exit": "legislature = allow"}


def test_no_statement_is_evidence_under_two_names():
    case = draft_case(rich()).case
    uses = Counter(s for r in (*case.judgements.values(), *case.indicators.values()) for s in r.statements)
    reasons = [o.because for o in case.observations.values()]
    reasons += [case.timing.scheduled.because, case.quantities["legal_say"].because]
    uses.update(s for reason in reasons for g in grounds_of(reason) if g.kind == "statements" for s in g.ids)
    assert [s for s, n in uses.items() if n > 1] == []
    assert {"s1", "s2", "s3", "s4", "s7", "s8", "s9", "s10", "s11"} == set(uses)


def test_the_draft_reads_back_as_its_case():
    draft = draft_case(rich())
    assert case_of(draft.text, "case.yaml") == draft.case


def test_the_same_ledger_gives_the_same_text():
    assert draft_case(rich()).text == draft_case(rich()).text


def certainty(**more):
    return draft_case(material(situation=found(**more))).case.observations


@pytest.mark.parametrize(
    ("more", "saw", "mean"),
    [
        ({"signal": finding("threat", "s1")}, "signal = threat", 0.95),
        ({"signal": finding("musing", "s1")}, "signal = musing", 0.95),
        ({"signal": finding("musing", "s1"), "signs": {"denial_by_threatener": ("s2",)}}, "signal = musing", 0.8),
        ({"signal": finding("musing", "s1", certain=False)}, "signal = musing", 0.8),
        ({"signal": finding("threat", "s1", certain=False)}, "signal in [musing, threat]", 0.95),
    ],
)  # fmt: skip
def test_a_report_that_is_denied_or_expected_is_less_sure(more, saw, mean):
    seen = certainty(**more)["o1"]
    assert seen.saw.text == saw
    a, b = seen.certainty.parameters
    assert a / (a + b) == pytest.approx(mean)


def test_a_reply_that_is_only_expected_is_no_observation():
    assert list(certainty(replies=(finding("refuse", "s2", certain=False),))) == ["o1"]
    seen = certainty(replies=(finding("refuse", "s2"), finding("concede", "s3")))
    assert seen["o2"].saw.text == "reply in [refuse, concede, talks]"


def test_a_notice_that_the_question_presupposes_is_certain():
    question = replace(QUESTION, notice_given=True, threat_date="2030-02-01")
    seen = draft_case(material(question=question)).case.observations["o1"]
    assert (seen.saw.text, seen.on) == ("signal = notice", "2030-02-01")
    assert seen.certainty.parameters == (1.0,)
    assert [ground.kind for ground in grounds_of(seen.because)] == ["computed"]


def test_the_class_is_counted_as_of_the_question_and_says_how():
    case = draft_case(rich()).case
    assert case.reference_class.where["has_demand"] == ("y",)
    assert "cases (exit" in case.reference_class.because
    assert "a date that forces the decision" in case.reference_class.because
    calm = draft_case(material()).case.reference_class
    assert calm.where["vehicle"] == ("public_statement",)
    assert "a date that forces the decision" not in calm.because


def test_after_a_notice_the_last_moves_are_that_it_runs_out_or_is_taken_back():
    given = draft_case(rich(question=replace(QUESTION, notice_given=True))).case.nodes["next"]
    assert given.names["leave"] == "lets the notice run out"
    assert given.names["drop"] == "takes the notice back"
    assert draft_case(rich()).case.nodes["next"].names["leave"] == "moves to leave"


def test_what_is_missing_is_said_once():
    situation = found(
        unfilled=("no statement names a demand", "no statement reports a reply of the counterpart")
    )
    missing = draft_case(material(situation=situation)).case.unfilled
    assert sum("names a demand" in item for item in missing) == 1
    assert "no statement reports a reply of the counterpart" in missing


def test_actors_stand_with_their_article_and_for_their_own_reasons():
    case = draft_case(rich(question=replace(QUESTION, threatener="United States"))).case
    assert case.actors["O"].name == "officials of the United States"
    assert case.title == "The United States and the river treaty"
    assert "s10" in case.actors["O"].because
    assert "s8" not in case.actors["O"].because  # R. Hulsz is no official of whom the statement speaks
    assert case.actors["T1"].name == "R. Hulsz"


def test_who_gains_by_the_talk_only_is_no_third_party():
    situation = found(gainers=(finding("gains", "s2", actor="Bordavia"),))
    assert "T1" not in draft_case(material(said("s2"), situation=situation)).case.actors


@pytest.mark.parametrize(
    ("counterpart", "name"),
    [
        ("Syldavia", "Syldavia"),
        ("Syldavia, Klow, San Theodoros", "Syldavia, Klow and San Theodoros"),
        ("Syldavia and Klow", "Syldavia and Klow"),
        ("Syldavia, Republic of", "Syldavia, Republic of"),
        ("Syldavia, the members", "Syldavia, the members"),
    ],
)
def test_counterparts_stand_in_a_row(counterpart, name):
    question = replace(QUESTION, counterpart=counterpart)
    assert draft_case(material(question=question)).case.actors["R"].name == name
