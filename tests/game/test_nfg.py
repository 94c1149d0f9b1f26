import pytest

from foedus.equilibrium.solver import solve
from foedus.errors import GameFault
from foedus.game.nfg import read_nfg
from foedus.game.tree import terminals, validate

PENNIES = 'NFG 1 R "pennies" { "A" "B" } { { "H" "T" } { "h" "t" } } "" 1 -1 -1 1 -1 1 1 -1'


def payoffs(game, player):
    return [end.payoffs[player].constant for end in terminals(game)]


def test_the_first_players_strategy_changes_fastest_in_the_file():
    game = read_nfg('NFG 1 D "g" { "A" "B" } { 2 3 } 1 0 2 0 3 0 4 0 5 0 6 0')
    assert payoffs(game, 0) == [1, 3, 5, 2, 4, 6]


def test_outcomes_may_be_listed_and_named_by_number():
    game = read_nfg('NFG 1 R "g" { "A" "B" } { 2 2 } { { "win" 1, 0 } { "lose" 0, 1/2 } } 1 2 0 1')
    assert [end.label for end in terminals(game)] == ["win", "", "lose", "win"]
    assert payoffs(game, 1) == [0, 0, 0.5, 0]


def test_matching_pennies_is_played_evenly():
    game = read_nfg(PENNIES)
    validate(game)
    profile = solve(game, None, 3.0).profile(0)
    assert profile["A"][0] == {"H": pytest.approx(0.5), "T": pytest.approx(0.5)}
    assert profile["B"][0] == {"h": pytest.approx(0.5), "t": pytest.approx(0.5)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('EFG 2 R "g" { "A" }', "does not begin|NFG"),
        ('NFG 1 R "g" { "A" } { 2 2 } 1 2', "as many lists"),
        ('NFG 1 R "g" { "A" } { 2 } 1', "missing"),
        ('NFG 1 R "g" { "A" } { 2 } 1 2 3', "goes on"),
        ('NFG 1 R "g" { "A" } { 2 } { { "x" 1 } } 1 2', "no outcome 2"),
        ('NFG 1 R "g" { "A" "B" } { 9000 9000 }', "81,000,000 profiles"),
    ],
)
def test_faults_are_told(text, message):
    with pytest.raises(GameFault, match=message):
        read_nfg(text)
