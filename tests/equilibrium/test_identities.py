"""What holds of every agent logit quantal response equilibrium, on random games."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foedus.equilibrium import arc
from foedus.equilibrium.certify import certify
from foedus.equilibrium.solver import Code, prepare, read_off, solve
from foedus.game.arrays import evaluate
from strategies import games, with_actions_reversed, with_payoffs

precisions = st.sampled_from([0.3, 1.0, 2.5])
MODERATE = settings(max_examples=60, deadline=None)


def solved(game, precision):
    solutions = solve(game, None, precision)
    assume(solutions.code[0] != Code.BIFURCATES)
    return solutions.log_probabilities[0]


@MODERATE
@given(games(), precisions)
def test_the_tree_itself_certifies_every_solution(game, precision):
    solutions = solve(game, None, precision)
    assert certify(game, solutions.log_probabilities, None, precision).residual[0] < 1e-9


@MODERATE
@given(games(players=3))
def test_without_precision_all_choices_are_even(game):
    expected = np.concatenate([np.full(len(s.actions), -np.log(len(s.actions))) for s in game.infosets])
    np.testing.assert_allclose(solve(game, None, 0.0).log_probabilities[0], expected, atol=1e-14)


@MODERATE
@given(games(), precisions, st.sampled_from([-3.0, 0.5, 40.0]))
def test_a_constant_added_to_a_players_payoffs_changes_nothing(game, precision, constant):
    other = with_payoffs(game, lambda player, payoff: payoff + constant * (player == 0))
    np.testing.assert_allclose(solved(other, precision), solved(game, precision), atol=1e-8)


@MODERATE
@given(games(), precisions, st.sampled_from([0.01, 3.0, 1000.0]))
def test_payoffs_times_k_at_a_kth_of_the_precision_give_the_same(game, precision, k):
    other = with_payoffs(game, lambda _, payoff: payoff * k)
    np.testing.assert_allclose(solved(other, precision / k), solved(game, precision), atol=1e-8)


@MODERATE
@given(games(players=3), st.sampled_from([1.0, 5.0, 20.0]))
def test_short_steps_along_the_branch_lead_to_the_same_point(game, precision):
    programs = prepare(game)
    values, lam, start = (
        evaluate(programs.torn.arrays, None),
        np.array([precision]),
        np.zeros((programs.torn.size, 1)),
    )
    assume(programs.torn.size)
    walked, arrived, crossed = arc.walk(programs.tracer, values, lam, start, start[0], care=0.05)
    assume(arrived[0] and not crossed[0])
    np.testing.assert_allclose(
        np.exp(solved(game, precision)), np.exp(read_off(programs, values, lam, walked)[0][:, 0]), atol=1e-7
    )


@MODERATE
@given(games(), precisions)
def test_relabelling_the_actions_permutes_their_probabilities(game, precision):
    other, order = with_actions_reversed(game)
    own, turned = solved(game, precision), solved(other, precision)
    begin = np.cumsum([0, *(len(infoset.actions) for infoset in game.infosets)])
    at = 0
    for old in order:
        size = len(game.infosets[old].actions)
        np.testing.assert_allclose(
            turned[at : at + size][::-1], own[begin[old] : begin[old] + size], atol=1e-8
        )
        at += size


@MODERATE
@given(games(), precisions)
def test_probabilities_sum_to_one_and_end_nodes_too(game, precision):
    solutions = solve(game, None, precision)
    ends = np.exp(solutions.terminal_log_probabilities()[0])
    assert ends.sum() == pytest.approx(1.0, abs=1e-12)
    for sets in solutions.profile(0).values():
        for shares in sets:
            assert sum(shares.values()) == pytest.approx(1.0, abs=1e-12)
