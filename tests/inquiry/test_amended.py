"""A changed quantity sets this case apart from its class: it moves the answer as far as learning its value would."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.case.amend import amend
from foedus.case.model import Case
from foedus.case.read import case_of
from foedus.case.unamended import unamended
from foedus.estimation.weights import quantiles
from foedus.inquiry.problem import Problem, pose
from foedus.inquiry.weighing import Evidence, weigh

from .small import CLASS, SEEN, TEXT, closed_form

BEFORE = TEXT.format(deadline="2020-06-25", more=CLASS + SEEN)


def changed(name: str, value: object, text: str = BEFORE) -> Case:
    return case_of(amend(text, {f"quantities.{name}": value}, by="A. Reader", because="assumption: what if"))


def posed(case: Case) -> Problem:
    return pose(case, 60_000, 0, closed_form)


@pytest.mark.parametrize("name", ["p", "yields", "goes[resolved]"])
def test_a_changed_quantity_gives_what_the_draws_with_that_value_gave(name: str) -> None:
    problem = posed(case_of(BEFORE))
    weighed = weigh(problem, Evidence())
    weight, exits, drawn = weighed.weight, weighed.courses[:, 0], problem.draws[name]
    for level in (0.1, 0.5, 0.9):
        low, value, high = quantiles(drawn, weight, (level - 0.05, level, level + 0.05))
        near = (drawn > low) & (drawn < high)
        answer = weigh(posed(changed(name, value)), Evidence()).mean()["exit"]
        assert answer == pytest.approx(weight[near] @ exits[near] / weight[near].sum(), abs=0.015)


def test_an_amendment_that_changes_nothing_moves_nothing() -> None:
    same = changed("p", {"beta": [2, 3]})
    assert not unamended(same)
    assert weigh(posed(same), Evidence()).mean() == weigh(posed(case_of(BEFORE)), Evidence()).mean()


def test_the_class_has_what_stood_there_before_the_first_of_several_amendments() -> None:
    once = amend(BEFORE, {"quantities.p": {"beta": [5, 1]}}, by="A", because="assumption: a")
    twice = case_of(amend(once, {"quantities.p": 0.9}, by="B", because="assumption: b"))
    assert unamended(twice)["p"] == case_of(BEFORE).quantities["p"].distribution


def test_what_is_usual_in_the_class_does_what_an_amendment_does() -> None:
    declared = changed("p", {"beta": [5, 1]})
    before = case_of(BEFORE).quantities["p"].distribution
    alone = replace(case_of(BEFORE), quantities=declared.quantities)
    assert alone.reference_class is not None
    told = replace(alone, reference_class=replace(alone.reference_class, usual={"p": before}))
    assert unamended(told) == unamended(declared) == {"p": before}
    assert weigh(posed(told), Evidence()).mean() == weigh(posed(declared), Evidence()).mean()
    assert weigh(posed(alone), Evidence()).mean() != weigh(posed(told), Evidence()).mean()


def test_what_is_usual_goes_before_what_stood_there_before_an_amendment() -> None:
    case = changed(
        "p", 0.9, BEFORE.replace("reference_class: {", "reference_class: {usual: {p: {beta: [7, 1]}}, ")
    )
    assert unamended(case)["p"].parameters == (7.0, 1.0)


def test_without_a_class_an_amendment_needs_no_second_solution() -> None:
    assert posed(changed("p", 0.9, TEXT.format(deadline="2020-06-25", more=SEEN))).usual is None
