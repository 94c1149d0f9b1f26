import numpy as np
import pytest
from scipy.special import expit

from foedus.catalogue import entry
from foedus.equilibrium import arc, branch, whole
from foedus.equilibrium.limit import limit, pure_nash
from foedus.equilibrium.report import solution_record
from foedus.equilibrium.report_text import solution_text
from foedus.equilibrium.solver import Code, prepare, solve
from foedus.game.arrays import evaluate, pack, realise
from foedus.game.efg import read_efg

# Both gain 1 by meeting and nothing else: even play loses its stability where λ = 2
MEETING = (
    'EFG 2 R "meeting" { "A" "B" } p "" 1 1 "" { "l" "r" } 0 p "" 2 1 "" { "l" "r" } 0 t "" 1 "" { 1 1 } t "" 2 "" { 0 0 } '
    'p "" 2 1 "" { "l" "r" } 0 t "" 3 "" { 0 0 } t "" 4 "" { 1 1 }'
)


def curve(game):
    programs = prepare(game)
    values = evaluate(programs.torn.arrays, None)
    return branch.curve_of(programs.tracer, values[:, 0])


def test_the_bifurcation_of_the_meeting_game_is_found_at_two():
    """The slope of p ↦ Λ(λ (2p − 1)) at one half is λ / 2."""
    path = branch.follow(curve(read_efg(MEETING)), 5.0)
    assert [event.kind for event in path.events] == ["bifurcation"]
    assert path.events[0].precision == pytest.approx(2.0, abs=1e-3)
    np.testing.assert_allclose(path.x, 0.0, atol=1e-9)


def test_branches_that_cross_are_entered_on_both_sides():
    game = read_efg(MEETING)
    found = curve(game)
    path = branch.follow(found, 5.0)
    ends = sorted(float(side.x[-1][0]) for side in branch.branch_off(found, path.events[0], 5.0))
    assert len(ends) == 2
    assert ends[0] == pytest.approx(-ends[1], abs=1e-8)
    p = expit(ends[1])
    assert p == pytest.approx(expit(5.0 * (2 * expit(5.0 * (2 * p - 1)) - 1)), abs=1e-9)


def test_a_symmetric_game_is_flagged_and_its_other_equilibria_offered():
    record = solution_record(read_efg(MEETING), precision=5.0)
    assert record["certificate"]["bifurcation"]
    assert record["certificate"]["equilibria"] == 3
    assert all(other["certificate"]["residual"] < 1e-10 for other in record["alternatives"])
    assert solve(read_efg(MEETING), None, 5.0).code[0] == Code.BIFURCATES


def test_walking_many_draws_and_following_one_agree():
    """The stag hunt at three precisions: walking many draws and following one agree."""
    game = entry("stag_hunt").game()
    one = branch.follow(curve(game), 6.0)
    programs = prepare(game)
    values = evaluate(programs.torn.arrays, None)
    many, arrived, crossed = arc.walk(
        programs.tracer,
        np.repeat(values, 3, axis=1),
        np.array([1.0, 3.0, 6.0]),
        np.zeros((programs.torn.size, 3)),
        np.zeros(3),
    )
    assert arrived.all() and not crossed.any()
    np.testing.assert_allclose(many[:, 2], one.x[-1], atol=1e-8)


@pytest.mark.parametrize("name", ["beer_quiche", "kuhn_poker", "jury_unanimity", "bagwell"])
def test_whole_and_torn_games_have_the_same_solution(name):
    game = entry(name).game()
    arrays = pack(game)
    found = whole.WholeCurve(arrays, evaluate(arrays, None)[:, 0])
    path = branch.follow(found, 1.5)
    np.testing.assert_allclose(found.logs(path.x[-1]), solve(game, None, 1.5).log_probabilities[0], atol=1e-8)


def test_a_large_game_is_solved_whole_and_reported(monkeypatch):
    monkeypatch.setattr(whole, "LARGEST_TORN", 10)
    game = entry("kuhn_poker").game()
    record = solution_record(game, precision=2.0)
    assert record["certificate"]["residual"] < 1e-9
    assert "large" in record["notes"][0]
    assert "Kuhn" in solution_text(record, game)


def test_the_value_of_kuhn_poker_is_reached_in_the_limit():
    """−1/18 to the first player (Kuhn 1950)."""
    game = entry("kuhn_poker").game()
    arrays = pack(game)
    logs = np.log(np.maximum(limit(game).probabilities, 1e-300))
    chance = realise(arrays, None).log_chance[0]
    ends = np.exp([chance[z] + logs[list(path)].sum() for z, path in enumerate(arrays.paths)])
    values = evaluate(arrays, None)[:, 0]
    assert ends @ values[arrays.payoff][:, 0] == pytest.approx(-1 / 18, abs=1e-4)


def test_nash_equilibria_on_empty_threats_are_shown_as_such():
    game = entry("chain_store").game()
    assert [(nash.actions, nash.credible) for nash in pure_nash(game)] == [((0, 0), False), ((1, 1), True)]
    record = solution_record(game, precision=3.0)
    assert "rests on an empty threat: 'fight'" in solution_text(record, game)


def test_the_record_has_the_public_fields_and_its_numbers_fit_together():
    game = entry("myerson_cards").game()
    record = solution_record(game, precision=2.0)
    assert set(record) >= {"precision", "profile", "outcomes", "certificate", "alternatives"}
    assert set(record["certificate"]) == {"residual", "regret", "equilibria", "branch", "bifurcation"}
    assert sum(record["outcomes"].values()) == pytest.approx(1.0)
    assert [len(sets) for sets in record["profile"].values()] == [2, 1]
    last = [row[-1] for row in record["branch"]["probabilities"]]
    flat = [share for sets in record["profile"].values() for shares in sets for share in shares.values()]
    np.testing.assert_allclose(last, flat, atol=1e-9)


def test_imperfect_recall_is_solved_agent_by_agent_and_said():
    game = read_efg(
        'EFG 2 R "forgets" { "A" } p "" 1 1 "" { "l" "r" } 0 p "" 1 2 "" { "u" "d" } 0 t "" 1 "" { 1 } t "" 2 "" { 0 } '
        'p "" 1 2 "" { "u" "d" } 0 t "" 3 "" { 0 } t "" 4 "" { 2 }'
    )
    record = solution_record(game, precision=1.0)
    assert record["certificate"]["residual"] < 1e-9
    assert "imperfect recall" in record["notes"][0]
