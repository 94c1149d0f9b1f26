"""The network of consequences: exact against enumeration by hand, coherent, and refused where it is circular."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import CaseFault, InputFault
from foedus.inquiry.consequences import Network, consequence_answers, network, overall

from .small import CLASS, SEEN, case

CHAIN = """
consequences:
  talks_end: {name: talks end, given: {exit: {value: 0.8, because: "assumption: x"}}, otherwise: {value: 0.1, because: "assumption: x"}}
  arms:
    name: B arms
    given: {exit: {value: 0.3, because: "assumption: x"}, talks_end: {value: 0.5, because: "assumption: x"}}
    otherwise: {value: 0.02, because: "assumption: x"}
  war: {name: war, given: {arms: {interval: [0.05, 0.3], because: "assumption: x"}}, otherwise: {value: 0.01, because: "assumption: x"}}
"""


def net(text: str = CHAIN) -> Network:
    return network(case(CLASS, SEEN, text), seed=0)


def test_the_network_agrees_with_enumeration_by_hand() -> None:
    courses = {"exit": 0.2, "revised": 0.3, "fades": 0.5}
    arms = 0.0
    for course, ends in product(courses, (True, False)):
        end = 0.8 if course == "exit" else 0.1
        p = courses[course] * (end if ends else 1 - end)
        none = (1 - 0.3 * (course == "exit")) * (1 - 0.5 * ends)
        arms += p * (0.02 if course != "exit" and not ends else 1 - none)
    assert overall(net(), courses)["arms"] == pytest.approx(arms)
    assert overall(net(), courses)["talks_end"] == pytest.approx(0.2 * 0.8 + 0.8 * 0.1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_more_probable_cause_makes_its_consequences_no_less_probable(a: float, b: float) -> None:
    low, high = sorted((a, b))
    before, after = (overall(net(), {"exit": p, "revised": 0, "fades": 1 - p}) for p in (low, high))
    for name in before:
        assert before[name] <= after[name] + 1e-12


def test_overall_lies_between_given_and_otherwise() -> None:
    this = case(CLASS, SEEN, CHAIN)
    rows = {
        r.id: r
        for r in consequence_answers(this, network(this, 0), {"exit": 0.1, "revised": 0.2, "fades": 0.7})
    }
    for row in rows.values():
        assert row.probability_otherwise <= row.probability <= row.probability_given + 1e-9
        assert row.low - 1e-9 <= row.probability_given <= row.high + 1e-9
    assert rows["arms"].given == "exit"
    assert rows["war"].given == "arms"


def test_what_if_moves_causes_and_effects() -> None:
    courses = {"exit": 0.2, "revised": 0.3, "fades": 0.5}
    plain, armed = overall(net(), courses), overall(net(), courses, {"arms": True})
    assert armed["arms"] == 1
    assert armed["war"] > plain["war"]
    assert armed["talks_end"] > plain["talks_end"]  # what is seen speaks for its cause
    with pytest.raises(InputFault, match="peace"):
        overall(net(), courses, {"peace": True})


def test_a_judgement_on_a_link_moves_it_towards_its_words() -> None:
    wide = CHAIN.replace("{exit: {value: 0.8", "{exit: {interval: [0.1, 0.9]")
    said = """
judgements:
  j1: {about: talks_end, given: exit, phrase: very likely, median: 0.9, low: 0.75, high: 0.95, speaker: X,
       origin: P, because: "statements: s1"}
"""
    before = overall(net(wide), {"exit": 1.0, "revised": 0, "fades": 0})["talks_end"]
    heard = network(case(CLASS, SEEN, wide, said), seed=0)
    assert overall(heard, {"exit": 1.0, "revised": 0, "fades": 0})["talks_end"] > before + 0.05


def test_circles_and_unknown_causes_are_refused_by_name() -> None:
    from dataclasses import replace

    this = case(CLASS, SEEN, CHAIN)
    first = this.consequences["talks_end"]
    link = first.given["exit"]
    circle = replace(
        this, consequences={**this.consequences, "talks_end": replace(first, given={"war": link})}
    )
    with pytest.raises((InputFault, CaseFault), match=r"circle: .*talks_end"):
        network(circle, seed=0)
    unknown = replace(this, consequences={"talks_end": replace(first, given={"moon": link})})
    with pytest.raises(InputFault, match="moon"):
        network(unknown, seed=0)
