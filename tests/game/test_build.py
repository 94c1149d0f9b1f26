"""From a case to its game: information sets, recall, payoffs, courses, and what the tree refuses."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from case.sample import SOUND, broken
from case.strategies import cases
from foedus.case import Case, Condition, case_of
from foedus.case.model import Decision
from foedus.errors import CaseFault, GameFault
from foedus.game import tree
from foedus.game.build import build
from foedus.game.check import warnings_in_tree
from foedus.game.ends import course_masks, terminals_where
from foedus.game.sight import open_at, visible_to
from foedus.game.size import count_ends
from foedus.game.tree import Game, terminals, validate, walk

HEAD = "foedus: 1\ntitle: t\nactors: {A: a, B: b, C: c, D: d}\n"
NUMBERS = "quantities: {p: {beta: [2, 2], because: 'assumption: x'}, x: {uniform: [1, 2], because: 'assumption: x'}}\n"


def game_of(text: str) -> Game:
    """The game of a case without a question."""
    return build(case_of(HEAD + NUMBERS + text, "case.yaml"))


def faults_of(text: str) -> list[str]:
    """The rules that a tree breaks."""
    with pytest.raises(CaseFault) as told:
        game_of(text)
    assert all(fault.line for fault in told.value.faults)
    return [fault.rule for fault in told.value.faults]


def test_the_sample_unfolds_as_a_reader_would_draw_it() -> None:
    game = build(case_of(SOUND))
    assert game.players == ("S", "R")
    assert [infoset.label for infoset in game.infosets] == [
        "threat | type=resolved",
        "act | type=resolved, threat=threaten, reply=resist",
        "threat | type=bluffing",
        "act | type=bluffing, threat=threaten, reply=resist",
        "reply | threat=threaten",
    ]
    ends = terminals(game)
    assert [end.label for end in ends] == ["fades", "revised", "exit", "fades", "fades"] * 2
    assert [payoff.text for payoff in ends[2].payoffs] == ["w[resolved]", "-loss"]
    assert [payoff.text for payoff in ends[1].payoffs] == ["v", "-v"]
    assert dict(ends[7].state) == {
        "type": "bluffing",
        "threat": "threaten",
        "reply": "resist",
        "act": "carry_out",
    }
    validate(game)


def test_the_masks_of_the_courses_part_the_ends() -> None:
    case = case_of(SOUND)
    game = build(case)
    masks = course_masks(case, game)
    assert np.array_equal(np.sum(list(masks.values()), axis=0), np.ones(len(terminals(game))))
    assert [list(np.flatnonzero(masks[course])) for course in masks] == [[2, 7], [1, 6], [0, 3, 4, 5, 8, 9]]
    wanted = [end.state.get("type") == "resolved" for end in terminals(game)]
    assert terminals_where(game, Condition.parse("type = resolved")).tolist() == wanted


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)
@given(cases())
def test_every_sound_case_unfolds_with_perfect_recall_or_says_why_not(case: Case) -> None:
    try:
        game = build(case)
    except CaseFault as error:
        known = {"course-overlap", "unreached-course", "hidden-condition", "no-option", "payoff-not-finite"}
        known |= {
            "missing-member",
            "impossible-observation",
            "impossible-class",
            "chance-probability",
            "no-payoff",
        }
        assert {fault.rule for fault in error.faults} <= known
        return
    validate(game)
    ends = terminals(game)
    assert len(ends) == count_ends(case)
    for end in ends:
        for name, node in case.nodes.items():
            before = dict(itertools.takewhile(lambda item, name=name: item[0] != name, end.state.items()))
            assert (end.state.get(name) in open_at(node, before)) == bool(open_at(node, before))
    _same_set_same_sight(case, game)


def _same_set_same_sight(case: Case, game: Game) -> None:
    """Two paths meet in one information set exactly where the actor saw the same."""
    seen: dict[tuple[str, str], int] = {}
    for node, state in _with_states(game):
        decision = case.nodes[node.label]
        assert isinstance(decision, Decision)
        own = [
            n
            for n in case.nodes.values()
            if isinstance(n, Decision) and n.actor == decision.actor and n.id in state
        ]
        sight = set().union(visible_to(case, decision), *(visible_to(case, n) for n in own))
        key = (node.label, str([item for item in state.items() if item[0] in sight]))
        assert seen.setdefault(key, node.infoset) == node.infoset
    assert len(set(seen.values())) == len(seen)


def _with_states(game: Game) -> list[tuple[tree.Decision, dict[str, str]]]:
    """The decisions of a game, each with the results on its path."""
    found: list[tuple[tree.Decision, dict[str, str]]] = []
    stack: list[tuple[tree.Node, int]] = [(game.root, 0)]
    states = [dict(end.state) for end in terminals(game)]

    def first_end(node: tree.Node, place: int) -> int:
        if isinstance(node, tree.Terminal):
            return place + 1
        start = place
        for child in node.children:
            place = first_end(child, place)
        if isinstance(node, tree.Decision):
            names = list(states[start])
            found.append((node, {n: states[start][n] for n in names[: names.index(node.label)]}))
        return place

    first_end(*stack[0])
    return found


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=40
)
@given(cases(), st.floats(0.2, 0.8))
def test_payoffs_are_the_sums_and_rows_that_the_case_declares(case: Case, at: float) -> None:
    try:
        game = build(case)
    except CaseFault:
        assume(False)
    env = {name: float(q.distribution.quantile(at)) for name, q in case.quantities.items()}
    for end in terminals(game):
        for player, payoff in zip(game.players, end.payoffs, strict=True):
            if case.payoffs:
                row = next(r for r in case.payoffs if r.when is None or r.when.holds(end.state))
                wanted = row.values[player].at(end.state).evaluate(env)
            else:
                parts = [
                    t
                    for t in case.utilities
                    if t.actor == player and (t.when is None or t.when.holds(end.state))
                ]
                wanted = sum(t.value.at(end.state).evaluate(env) for t in parts)
            found = payoff.evaluate(env)
            assert (
                found == pytest.approx(wanted, rel=1e-6, abs=1e-6)
                or not np.isfinite(wanted)
                or abs(wanted) > 1e12
            )


SIGHT = """
nodes:
  type: {{chance: {{g: p, h: 1 - p}}, seen_by: [A]}}
  one: {{actor: A, options: [l, r]{hidden}}}
  two: {{actor: B, options: [l, r]{sees}}}
  three: {{actor: B, options: [l, r]}}
utilities: {{A: [x], B: [x]}}
"""


@pytest.mark.parametrize(
    ("hidden", "sees", "sets_of_two", "sets_of_three"),
    [
        ("", "", 2, 4),
        (", hidden_from: [B]", "", 1, 2),
        ("", ", unseen: [one]", 1, 4),
        (", hidden_from: [B]", ", sees: [type]", 2, 4),
        ("", ", sees: [type]", 4, 8),
    ],
)
def test_what_is_seen_parts_the_information_sets(
    hidden: str, sees: str, sets_of_two: int, sets_of_three: int
) -> None:
    game = game_of(SIGHT.format(hidden=hidden, sees=sees))
    names = [infoset.label.partition(" | ")[0] for infoset in game.infosets]
    assert [names.count(name) for name in ("one", "two", "three")] == [2, sets_of_two, sets_of_three]
    validate(game)


def test_what_an_actor_saw_once_it_knows_later() -> None:
    game = game_of(SIGHT.format(hidden=", hidden_from: [B]", sees=", sees: [type]"))
    later = [infoset.label for infoset in game.infosets if infoset.label.startswith("three")]
    assert all("type=" in label and "two=" in label and "one=" not in label for label in later)


QUOTA = """
nodes:
  leave: {actor: A, options: [stay, go]}
  v1: {actor: B, options: [allow, block], when: leave = go}
  v2: {actor: C, options: [allow, block], when: leave = go}
  v3: {actor: D, options: [allow, block], when: leave = go}
utilities: {A: [x], B: [x], C: [x], D: [x]}
courses: {blocked: "at least 2 of [v1 = block, v2 = block, v3 = block]", exit: "leave = go and not (at least 2 of [v1 = block, v2 = block, v3 = block])", fades: otherwise}
"""


def test_veto_players_block_by_quota() -> None:
    game = game_of(QUOTA)
    assert [end.label for end in terminals(game)].count("blocked") == 4
    assert [end.label for end in terminals(game)].count("exit") == 4


def test_veto_players_in_sequence_need_no_node_once_blocked() -> None:
    text = QUOTA.replace(
        "C, options: [allow, block], when: leave = go", "C, options: [allow, block], when: v1 = allow"
    )
    text = text.replace(
        "D, options: [allow, block], when: leave = go", "D, options: [allow, block], when: v2 = allow"
    )
    text = text[: text.index("courses")] + "courses: {exit: v3 = allow, fades: otherwise}\n"
    assert [end.label for end in terminals(game_of(text))] == ["fades", "exit", "fades", "fades", "fades"]


def test_an_option_under_a_condition_is_offered_where_it_holds() -> None:
    text = """
nodes:
  one: {actor: A, options: [l, r]}
  two: {actor: B, options: [l, {r: one = r}, {s: one = r}]}
utilities: {A: [x], B: [{add: x, when: two = l}]}
"""
    game = game_of(text)
    assert [infoset.actions for infoset in game.infosets] == [("l", "r"), ("l", "r", "s")]
    assert dict(terminals(game)[0].state) == {"one": "l", "two": "l"}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("nodes: {c: {chance: {g: p, h: 1 - p}}, one: {actor: A, options: [l, {r: c = g}, m]}}\nutilities: {A: [x]}", ["hidden-condition"]),
        ("nodes: {c: {chance: {g: p, h: 1 - p}}, one: {actor: A, options: [l, {r: c = g}]}}\nutilities: {A: [x]}", ["hidden-condition"]),
        ("nodes: {one: {actor: A, options: [l, r]}, two: {actor: B, options: [{l: one = l}, {r: one = l}]}}\nutilities: {A: [x], B: [x]}", ["no-option"]),
        ("nodes: {one: {actor: A, options: [l, r]}}\npayoffs: [{if: one = l, A: x}]", ["no-payoff"]),
        ("nodes: {one: {actor: A, options: [l, r]}}\nutilities: {A: [x]}\ncourses: {a: one = l, b: 'one in [l]'}", ["course-gap", "course-overlap"]),
        ("nodes: {one: {actor: A, options: [l, r]}}\nutilities: {A: [x]}\ncourses: {a: one = l and one = r, b: otherwise}", ["unreached-course"]),
        ("nodes: {c: {chance: {g: p, h: p}}, one: {actor: A, options: [l, r]}}\nutilities: {A: [x]}", ["chance-probability"]),
        ("nodes: {c: {chance: {g: x - 1, h: 2 * x - 3, i: 5 - 3 * x}}, one: {actor: A, options: [l, r]}}\nutilities: {A: [x]}", ["chance-probability"] * 2),
        ("nodes: {c: {chance: {g: (p - p) / (p - p), h: p}}, one: {actor: A, options: [l, r]}}\nutilities: {A: [x]}", ["chance-probability"]),
        ("nodes: {one: {actor: A, options: [l, r]}}\nutilities: {A: [log(x - 1.5)]}", ["payoff-not-finite"]),
        ("nodes: {one: {actor: A, options: [l, r]}}\npayoffs: [{if: one = l, A: 1 / (p - p)}, {A: 0}]", ["payoff-not-finite"]),
    ],
)  # fmt: skip
def test_what_only_the_tree_shows_is_told(text: str, rules: list[str]) -> None:
    assert sorted(faults_of(text)) == rules


def test_a_member_that_is_missing_on_some_path_is_told() -> None:
    text = broken("w:\n    # by type\n    resolved: {uniform: [-0.3, 0.8]}\n", "w:\n").replace(
        "w[type]", "w[act]"
    )
    text = text.replace("bluffing: {uniform: [-2.5", "back_down: {uniform: [-2.5")
    with pytest.raises(CaseFault) as told:
        build(case_of(text))
    (fault,) = told.value.faults
    assert fault.rule == "missing-member"
    assert "act = carry_out" in fault.what


@pytest.mark.parametrize(
    ("second", "rule"),
    [("reply = concede", "impossible-observation"), ("type = resolved", "")],
)
def test_observations_that_contradict_each_other_are_named(second: str, rule: str) -> None:
    more = f"  o2: {{saw: {second}, because: 'statements: s5'}}\n  o3: {{saw: act = wait, because: 'statements: s6'}}\n"
    case = case_of(broken("\njudgements:", more + "\njudgements:"))
    if not rule:
        build(case)
        return
    with pytest.raises(CaseFault) as told:
        build(case)
    (fault,) = told.value.faults
    assert fault.rule == rule
    assert "o3 cannot have been seen together with o2" in fault.what
    assert "o1" not in fault.what


def test_a_tree_too_large_is_refused_before_it_is_built() -> None:
    nodes = "".join(f"  n{i}: {{actor: A, options: [l, r, s]}}\n" for i in range(40))
    with pytest.raises(GameFault, match="end nodes"):
        game_of(f"nodes:\n{nodes}utilities: {{A: [x]}}\n")
    assert count_ends(case_of(f"{HEAD}{NUMBERS}nodes:\n{nodes}utilities: {{A: [x]}}\n")) == 3**40


def test_too_much_work_for_one_tree_is_refused_before_it_is_built() -> None:
    nodes = "".join(f"  n{i}: {{actor: A, options: [l, r]}}\n" for i in range(17))
    terms = ", ".join(["x"] * 400)
    with pytest.raises(GameFault, match="400 terms"):
        game_of(f"nodes:\n{nodes}utilities: {{A: [{terms}]}}\n")


def test_nodes_that_nothing_reaches_give_a_warning() -> None:
    text = "nodes: {one: {actor: A, options: [l, r]}, two: {actor: B, options: [l, r], when: one = l and one = r}}\n"
    case = case_of(f"{HEAD}{NUMBERS}{text}utilities: {{A: [x], B: [{{add: x, when: two = l}}]}}\n")
    found = warnings_in_tree(case, build(case))
    assert [(fault.rule, fault.level) for fault in found] == [("never-reached", "warning")] * 2


def test_chance_may_depend_on_the_path() -> None:
    text = """
foedus: 1
title: t
actors: {A: a}
quantities: {q: {l: {beta: [1, 2]}, r: 0.5, because: 'assumption: x'}}
nodes: {one: {actor: A, options: [l, r]}, c: {chance: {g: "q[one]", h: "1 - q[one]"}}}
utilities: {A: [{add: "1", when: c = g}]}
"""
    chances = [node for node, _ in walk(build(case_of(text))) if isinstance(node, tree.Chance)]
    assert [[p.text for p in node.probabilities] for node in chances] == [
        ["q[l]", "1 - q[l]"],
        ["q[r]", "1 - q[r]"],
    ]
