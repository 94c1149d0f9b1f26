"""Every game of the catalogue is loaded, solved, and held against what the literature says of it."""

import numpy as np
import pytest

from foedus.catalogue import entries, entry
from foedus.equilibrium.certify import certify
from foedus.equilibrium.limit import limit, pure_nash
from foedus.equilibrium.solver import solve
from foedus.errors import InputFault
from foedus.game.arrays import pack, realise
from foedus.game.tree import action_label, validate

ALL = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)


def test_there_are_twenty_games_and_more_each_cited():
    assert len(entries()) >= 20
    assert len({entry.id for entry in entries()}) == len(entries())
    assert all(any(character.isdigit() for character in entry.cite) for entry in entries())


@ALL
def test_each_is_a_valid_game_whose_solution_the_tree_certifies(entry):
    game = entry.game()
    validate(game)
    assert game.title == entry.title
    for precision in (0.5, 3.0):
        logs = solve(game, None, precision).log_probabilities
        assert certify(game, logs, None, precision).residual[0] < 1e-9


@ALL
def test_published_equilibria_in_pure_strategies_are_found(entry):
    game = entry.game()
    found = {
        tuple(action_label(game.infosets[h], a) for h, a in enumerate(nash.actions)): nash.credible
        for nash in pure_nash(game)
    }
    for published in entry.published.get("pure", []):
        assert found[tuple(published["actions"])] == published["credible"]
    if "mixed" in entry.published and not entry.published.get("pure") and not entry.id.startswith("jury"):
        assert not found


@ALL
def test_published_mixed_equilibria_leave_nothing_to_gain(entry):
    game = entry.game()
    for published in entry.published.get("mixed", []):
        logs = np.log(np.maximum(np.concatenate(published["probabilities"]), 1e-12))
        assert certify(game, logs, None, 0.0).regret[0] < 1e-9
        if "value" in entry.published:
            arrays = pack(game)
            realised = realise(arrays, None)
            ends = realised.log_chance[0] + [sum(logs[a] for a in path) for path in arrays.paths]
            expected = np.exp(ends) @ realised.payoffs[0]
            np.testing.assert_allclose(expected, entry.published["value"], atol=1e-9)


@ALL
def test_the_principal_branch_ends_where_nobody_gains(entry):
    found = limit(entry.game())
    assert found.settled
    assert found.regret < 1e-3


@pytest.mark.parametrize(
    ("identity", "actions"),
    [
        ("chain_store", [(0, 1), (1, 1)]),
        ("centipede_4", [(0, 0), (2, 0)]),
        ("selten_horse", [(0, 0), (1, 0), (2, 1)]),
        ("audience_costs", [(0, 1), (1, 1), (2, 0)]),
    ],
)
def test_the_limit_is_the_equilibrium_without_empty_threats(identity, actions):
    game = entry(identity).game()
    probabilities = limit(game).probabilities
    first = pack(game).first
    assert all(probabilities[first[infoset] + action] > 0.999 for infoset, action in actions)


def test_an_unknown_game_is_refused_with_the_known_ones():
    with pytest.raises(InputFault, match="no game 'ludo'") as fault:
        entry("ludo")
    assert "beer_quiche" in str(fault.value)
