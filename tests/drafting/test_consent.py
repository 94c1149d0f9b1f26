"""The model with the veto players that are named: what they do to the answer, and that nothing else changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.drafting.made_up import found, material, said

from foedus.case.read import case_of
from foedus.drafting.consent import open_leanings, with_consent
from foedus.drafting.draft import draft_case
from foedus.drafting.model_text import default_model, distribution_of
from foedus.drafting.veto_players import VetoPlayer
from foedus.inquiry.problem import pose
from foedus.inquiry.solving import house_solver
from foedus.inquiry.weighing import Evidence, weigh
from foedus.provenance import grounds_of

SENATE = VetoPlayer("legislature", "the Senate of Borduria", ("s2",))
COURT = VetoPlayer("court", "the courts of Borduria", ("s3",), "has stopped it", ("s3",))
HEAD = VetoPlayer("head of state", "the head of state of Borduria", ("s4",), "for", ("s5",))
REGION = VetoPlayer("region", "provinces of Borduria", ("s6",))


def drafted(*words, **more):
    statements = [
        said(f"s{i}", told, kind="reason", bears_on="exit", direction="against", actors=("Borduria",))
        for i, told in enumerate(words, start=2)
    ]
    return draft_case(material(*statements, **more))


def exits(case):
    return weigh(pose(case, 2048, 0, house_solver(count=False)), Evidence()).mean()["exit"]


def test_without_veto_players_the_model_is_as_it_was():
    assert with_consent(default_model(), ()).text == default_model()


@pytest.mark.parametrize(
    "named", [(SENATE,), (COURT, HEAD), (SENATE, COURT, HEAD), (SENATE, COURT, HEAD, REGION)]
)
def test_all_who_are_named_must_let_it_pass(named):
    made = with_consent(default_model(), named)
    case = case_of(made.text)
    consents = [name for name in case.nodes if name.startswith("consent_of_")]
    assert len(consents) == min(len(named), 3)
    exit_needs = case.courses["exit"].when
    assert exit_needs is not None
    assert exit_needs.nodes == {consents[-1]}
    assert [case.nodes[name].when.nodes for name in consents[1:]] == [{name} for name in consents[:-1]]
    assert {f"{name.removeprefix('consent_of_')}_lets_pass" for name in consents} <= set(made.usual)
    assert not re.search(r"when: legislature = allow or law = not_binding, (?!name)", made.text)


def test_those_are_kept_of_whom_it_is_told_how_they_lean():
    names = set(case_of(with_consent(default_model(), (SENATE, REGION, COURT, HEAD)).text).nodes)
    assert {"consent_of_court", "consent_of_head_of_state", "consent_of_legislature"} <= names
    assert "consent_of_region" not in names


def test_each_probability_says_why_with_its_statements():
    case = case_of(with_consent(default_model(), (SENATE, COURT, HEAD)).text)
    for name, ids in (
        ("legislature_lets_pass", ("s2",)),
        ("court_lets_pass", ("s3",)),
        ("head_of_state_lets_pass", ("s4", "s5")),
    ):
        first, second = grounds_of(case.quantities[name].because)
        assert (first.kind, first.ids) == ("statements", ids)
        assert second.kind in ("assumption", "reference")
    median = {name: q.distribution.median for name, q in case.quantities.items()}
    assert (
        median["court_lets_pass"] < 0.3 < median["legislature_lets_pass"] < median["head_of_state_lets_pass"]
    )


def test_a_qualified_majority_is_less_surely_had():
    plain, qualified = (
        case_of(with_consent(default_model(), (replace(SENATE, qualified=more),)).text)
        for more in (False, True)
    )
    name = "legislature_lets_pass"
    assert qualified.quantities[name].distribution.median < plain.quantities[name].distribution.median


def test_a_veto_player_sets_the_case_apart_from_its_class():
    free = drafted("the treaty is old").case
    needed = drafted("leaving needs the approval of parliament").case
    short = drafted(
        "leaving needs the approval of parliament, where the government is two votes short of a majority"
    ).case
    sure = drafted("leaving needs the approval of parliament, where the government commands a majority").case
    found_ = [exits(case) for case in (short, needed, free)]
    assert found_ == sorted(found_)
    assert found_[0] < 0.65 * found_[2]
    assert exits(sure) == pytest.approx(exits(free), rel=0.12)


def test_the_draft_names_the_veto_player_and_counts_its_statement_once():
    draft = drafted("leaving needs the approval of parliament")
    case = draft.case
    assert case.actors["L"].name == "the legislature of Borduria"
    assert "s2" in case.actors["L"].because
    assert not any("s2" in j.statements for j in case.judgements.values())
    assert any("which way the legislature of Borduria leans" in item for item in case.unfilled)
    assert not any("who could stand in the way" in item for item in case.unfilled)


def test_a_doubt_of_the_law_sets_the_case_apart_from_its_class():
    doubt = found(legal_doubts=(replace(found().signal, what="doubt", statements=("s2",)),))
    case = drafted("it may not be lawful", situation=doubt).case
    usual = distribution_of(default_model(), "legal_say")
    assert case.reference_class is not None
    assert case.reference_class.usual["legal_say"].declared() == usual
    assert exits(case) < exits(drafted("it may not be lawful").case)


def test_what_is_left_open_is_said_of_each():
    assert len(open_leanings((SENATE, COURT, REGION))) == 2
    assert "provinces of Borduria lean:" in open_leanings((REGION,))[0]
