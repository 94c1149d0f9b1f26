import itertools

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import expit

from equilibrium.crisis import crisis, crisis_draws
from foedus.case.expression import Expression
from foedus.equilibrium import arc, ladder, several, solver
from foedus.equilibrium.certify import certify
from foedus.equilibrium.gradient import course_gradient
from foedus.equilibrium.solver import Code, prepare, read_off, solve, stream
from foedus.errors import GameFault
from foedus.game.arrays import evaluate
from foedus.game.efg import read_efg
from foedus.game.tree import Decision, Game, InformationSet, Terminal, terminals


def test_a_choice_between_two_payoffs_is_the_logit():
    game = read_efg('EFG 2 R "g" { "A" } p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 3 } t "" 2 "" { 1 }')
    solutions = solve(game, None, 0.7)
    assert solutions.profile(0) == {"A": [{"x": pytest.approx(expit(1.4)), "y": pytest.approx(expit(-1.4))}]}
    assert solutions.code[0] == Code.CLOSED_FORM


def test_asymmetric_matching_pennies_solves_its_equation():
    """Own-payoff effect (Ochs 1995): with 4 in place of 1, p = Λ(λ(5q − 1)) and q = Λ(λ(1 − 2p))."""
    game = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 1 1 "" { "U" "D" } 0 p "" 2 1 "" { "L" "R" } 0 t "" 1 "" { 4 0 } t "" 2 "" { 0 1 } '
        'p "" 2 1 "" { "L" "R" } 0 t "" 3 "" { 0 1 } t "" 4 "" { 1 0 }'
    )
    for lam in (0.5, 2.0, 8.0):
        p = brentq(lambda p, lam=lam: p - expit(lam * (5 * expit(lam * (1 - 2 * p)) - 1)), 0, 1, xtol=1e-15)
        assert solve(game, None, lam).profile(0)["A"][0]["U"] == pytest.approx(p, abs=1e-10)


@pytest.mark.parametrize("precision", [2.0, 5.0, 20.0, 100.0])
def test_every_draw_of_the_crisis_game_is_certified_from_the_tree(precision):
    game, draws = crisis(), crisis_draws(3000)
    solutions = solve(game, draws, precision, backend="numpy")
    found = certify(game, solutions.log_probabilities, draws, precision)
    assert found.residual.max() < 1e-8
    assert not (solutions.code == Code.FAILED).any()


def test_backends_agree():
    pytest.importorskip("numba")
    game, draws = crisis(), crisis_draws(500)
    precision = np.random.default_rng(1).uniform(0.5, 30, 500)
    one, other = (solve(game, draws, precision, backend=backend) for backend in ("numpy", "numba"))
    np.testing.assert_allclose(one.log_probabilities, other.log_probabilities, atol=1e-9)
    np.testing.assert_array_equal(one.code, other.code)


def test_climbing_and_walking_lead_to_the_same_point():
    programs = prepare(crisis())
    draws = crisis_draws(400, seed=3)
    values, lam = evaluate(programs.torn.arrays, draws), np.full(400, 15.0)
    climbed, done, _ = ladder.climb(programs.climb, values, lam)
    walked, arrived, crossed = arc.walk(programs.tracer, values, lam, np.zeros((1, 400)), np.zeros(400))
    assert arrived.all() and not crossed.any()
    np.testing.assert_allclose(walked[:, done], climbed[:, done], atol=1e-6)


def meeting_of_three():
    """Each of three chooses a place; who is alone gets less; with a quantity for each payoff."""
    ends = itertools.count()

    def end():
        return Terminal(tuple(Expression.parse(f"u{next(ends)}") for _ in range(3)))

    def chooses(player):
        return end() if player == 3 else Decision(player, (chooses(player + 1), chooses(player + 1)))

    sets = tuple(InformationSet(player, "", ("here", "there")) for player in range(3))
    return Game("meeting", ("A", "B", "C"), sets, chooses(0))


# what each gets, by its own place and how many of the two others are there
MEETING = [[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]
AVOIDING = [[0.1, -0.6, -1.9], [0.1, -0.9, -1.7]]


@pytest.mark.parametrize("backend", ["numpy", "numba"])
@pytest.mark.parametrize(
    ("wish", "precision", "spread"),
    [
        (MEETING, 2.0, 0.2),
        (MEETING, 5.0, 0.2),
        (MEETING, 50.0, 2e-4),
        (AVOIDING, 15.0, 0.02),
        (AVOIDING, 50.0, 2e-4),
    ],
)
def test_no_draw_leaves_its_branch_for_another_that_lies_close(wish, precision, spread, backend):
    """Nearly symmetric games, whose branches all but cross: against short steps along the arc."""
    if backend == "numba":
        pytest.importorskip("numba")
    random = np.random.default_rng(2)
    payoffs = [
        [wish[own][places.count(own) - 1] for own in places] for places in itertools.product((0, 1), repeat=3)
    ]
    draws = {
        f"u{k}": value + random.uniform(-spread, spread, 400) for k, value in enumerate(np.ravel(payoffs))
    }
    game = meeting_of_three()
    programs = prepare(game)
    values, lam = evaluate(programs.torn.arrays, draws), np.full(400, precision)
    start = np.zeros((programs.torn.size, 400))
    walked, arrived, _ = arc.walk(programs.tracer, values, lam, start, start[0], care=0.05)
    found = solve(game, draws, precision, backend=backend)
    assert arrived.all()
    logs, _ = read_off(programs, values, lam, walked)
    np.testing.assert_allclose(np.exp(found.log_probabilities), np.exp(logs.T), atol=1e-7)
    assert set(found.code.tolist()) <= {Code.CLIMBED, Code.TRACED}


def test_where_the_branch_bifurcated_long_before_the_equilibrium_is_exact_all_the_same():
    """A steep response magnifies what an unknown is off; a symmetric game of two who would rather differ."""
    ends = "t '' 1 '' { -2 -2 } t '' 2 '' { 1 1.5 } # t '' 3 '' { 1.5 1 } t '' 4 '' { -1 -1 }".replace(
        "'", '"'
    )
    chooses = 'p "" 2 1 "" { "a" "b" } 0 '
    game = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 1 1 "" { "a" "b" } 0 ' + chooses + ends.replace("#", chooses)
    )
    solutions = solve(game, None, 600.0)
    assert solutions.code[0] == Code.BIFURCATES
    assert certify(game, solutions.log_probabilities, None, 600.0).residual[0] < 1e-10


def test_a_constant_in_all_payoffs_costs_no_exactness():
    """Matching pennies with ten million added to all payoffs."""
    chooses = 'p "" 2 1 "" { "L" "R" } 0 '
    game = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 1 1 "" { "U" "D" } 0 '
        + chooses + 't "" 1 "" { 10000004.3 10000000.1 } t "" 2 "" { 10000000 10000001 } '
        + chooses + 't "" 3 "" { 10000000.2 10000001.1 } t "" 4 "" { 10000001 10000000.3 }'
    )  # fmt: skip
    solutions = solve(game, None, 80.0)
    assert certify(game, solutions.log_probabilities, None, 80.0).residual[0] < 1e-11


COORDINATION = (
    'EFG 2 R "g" { "A" "B" } p "" 1 1 "" { "U" "D" } 0 p "" 2 1 "" { "L" "R" } 0 t "" 1 "" { 2 1 } t "" 2 "" { 0 0 } '
    'p "" 2 1 "" { "L" "R" } 0 t "" 2 "" { 0 0 } t "" 3 "" { 1 2 }'
)


@pytest.mark.parametrize(("precision", "expected"), [(0.5, 1), (8.0, 3)])
def test_all_equilibria_of_a_game_with_one_unknown_are_found(precision, expected):
    """The battle of the sexes has one equilibrium at low and three at high precision."""
    programs = prepare(read_efg(COORDINATION))
    values = evaluate(programs.torn.arrays, None)
    assert several.count_roots(programs.climb, values, np.array([precision])).tolist() == [expected]
    assert several.search(programs.climb, values[:, 0], precision).shape == (1, expected)


def test_the_number_of_equilibria_is_odd():
    programs = prepare(crisis())
    values = evaluate(programs.torn.arrays, crisis_draws(2000, seed=5))
    for precision in (1.0, 40.0, 400.0):
        counts = several.count_roots(programs.climb, values, np.full(2000, precision))
        assert (counts % 2 == 1).all()


def test_blocks_of_draws_give_what_all_at_once_gives():
    game, draws = crisis(), crisis_draws(1000)
    whole = solve(game, draws, 3.0)
    parts = np.vstack([part.log_probabilities for part in stream(game, draws, 3.0, block=300)])
    np.testing.assert_allclose(parts, whole.log_probabilities, atol=1e-12)


@pytest.mark.parametrize(("most_bytes", "widths"), [(0, [300, 300, 300, 100]), (2**40, [1000])])
def test_blocks_are_as_large_as_memory_is_used_again(monkeypatch, most_bytes, widths):
    monkeypatch.setattr(solver, "REUSED", most_bytes)
    monkeypatch.setattr(solver, "BLOCK", 1200)
    assert [len(part) for part in stream(crisis(), crisis_draws(1000), 3.0)] == widths


def test_derivatives_are_those_of_finite_differences():
    game, draws = crisis(), crisis_draws(50)
    lam = np.linspace(1.0, 12.0, 50)
    ends = [end.label == "exit" for end in terminals(game)]

    def probability(changed, precision):
        log_ends = solve(game, changed, precision).terminal_log_probabilities()
        return np.exp(log_ends)[:, ends].sum(axis=1)

    found = course_gradient(solve(game, draws, lam), ends)
    np.testing.assert_allclose(found.probability, probability(draws, lam), atol=1e-12)
    assert set(found.by) == set(draws)
    step = 1e-5
    for name in draws:
        up, down = ({**draws, name: draws[name] + sign * step} for sign in (1, -1))
        slope = (probability(up, lam) - probability(down, lam)) / (2 * step)
        np.testing.assert_allclose(found.by[name], slope, atol=2e-6)
    slope = (probability(draws, lam + step) - probability(draws, lam - step)) / (2 * step)
    np.testing.assert_allclose(found.by_precision, slope, atol=2e-6)


def test_a_certificate_tells_a_wrong_profile():
    game, draws = crisis(), crisis_draws(3)
    logs = solve(game, draws, 2.0).log_probabilities.copy()
    logs[1, :2] = np.log([0.5, 0.5])
    found = certify(game, logs, draws, 2.0)
    assert found.residual[0] < 1e-9
    assert found.residual[1] > 0.01


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"p": np.array([0.2, 1.4, -0.1])}, r"leaves \[0, 1\] in 2 of 3 draws \(draw 2: 1.4"),
        ({"v": np.array([1.0, np.inf, 1.0])}, "payoff v is not finite in 1 of 3 draws"),
        ({"p": None}, "unknown name p"),
        ({"v": np.ones(4)}, "different numbers of draws"),
    ],
)
def test_draws_at_fault_are_named(change, message):
    draws = {**crisis_draws(3), **change}
    with pytest.raises(GameFault, match=message):
        solve(crisis(), {name: value for name, value in draws.items() if value is not None}, 2.0)


@pytest.mark.parametrize("precision", [-1.0, np.nan, np.inf])
def test_a_precision_that_is_none_is_refused(precision):
    with pytest.raises(GameFault, match="precision"):
        solve(crisis(), crisis_draws(2), precision)
