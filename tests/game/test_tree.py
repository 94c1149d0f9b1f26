import pytest
from hypothesis import given

from foedus.case.expression import Expression
from foedus.errors import GameFault
from foedus.game.tree import (
    Chance,
    Decision,
    Game,
    InformationSet,
    Terminal,
    action_label,
    infoset_name,
    quantities,
    terminals,
    validate,
    walk,
)
from strategies import games

ZERO = Terminal((Expression.of(0.0),))


def one_player(root, *sets):
    return Game("g", ("A",), tuple(InformationSet(0, "", actions) for actions in sets), root)


def test_end_nodes_come_depth_first():
    game = one_player(
        Decision(
            0,
            (
                Terminal((Expression.of(1.0),), "one"),
                Decision(1, (Terminal((Expression.of(2.0),), "two"), ZERO)),
            ),
        ),
        ("l", "r"),
        ("l", "r"),
    )
    assert [end.label for end in terminals(game)] == ["one", "two", ""]
    assert next(iter(walk(game))).path == ()


@given(games())
def test_random_games_are_valid(game):
    validate(game)


def test_forgetting_ones_own_move_is_refused_and_both_paths_are_named():
    game = one_player(
        Decision(0, (Decision(1, (ZERO, ZERO)), Decision(1, (ZERO, ZERO)))), ("left", "right"), ("up", "down")
    )
    with pytest.raises(GameFault, match="imperfect recall") as fault:
        validate(game)
    assert "'left'" in str(fault.value) and "'right'" in str(fault.value)


def test_absent_mindedness_is_refused():
    game = one_player(Decision(0, (ZERO, Decision(0, (ZERO, ZERO)))), ("stop", "go on"))
    with pytest.raises(GameFault, match="twice on one path"):
        validate(game)


@pytest.mark.parametrize(
    ("root", "message"),
    [
        (Decision(0, (ZERO,)), "1 children for 2 actions"),
        (Decision(1, (ZERO, ZERO)), "does not exist"),
        (Decision(0, (Terminal(()), ZERO)), "0 payoffs for 1 players"),
        (Decision(0, (Chance("", ("a",), (Expression.of(0.5),), (ZERO,)), ZERO)), "sum to 0.5"),
        (Decision(0, (Chance("", ("a",), (Expression.of(1.5),), (ZERO,)), ZERO)), "outside"),
    ],
)
def test_malformed_games_are_refused(root, message):
    with pytest.raises(GameFault, match=message):
        validate(one_player(root, ("l", "r")))


def test_sets_that_are_never_reached_or_out_of_order_are_refused():
    with pytest.raises(GameFault, match="no node belongs"):
        validate(one_player(Decision(0, (ZERO, ZERO)), ("l", "r"), ("l", "r")))
    with pytest.raises(GameFault, match="not ordered"):
        validate(one_player(Decision(1, (ZERO, Decision(0, (ZERO, ZERO)))), ("l", "r"), ("l", "r")))


def test_names_for_people():
    game = Game("g", ("A", "B"), (InformationSet(0, "", ("", "r")), InformationSet(1, "recv", ("x",))), ZERO)
    assert action_label(game.infosets[0], 0) == "1"
    assert infoset_name(game, 0) == "information set 1 of A"
    assert infoset_name(game, 1) == "information set 1 of B (recv)"


def test_quantities_are_those_of_payoffs_and_chances():
    end = Terminal((Expression.parse("v - 2 * c"),))
    root = Chance("", ("x", "y"), (Expression.parse("p"), Expression.parse("1 - p")), (end, ZERO))
    assert quantities(Game("g", ("A",), (), root)) == {"v", "c", "p"}
