"""A game kept is the game that would be built, and what the tree says of new numbers is still told."""

from __future__ import annotations

import dataclasses

import pytest

from case.sample import SOUND
from foedus.case import case_of
from foedus.errors import CaseFault
from foedus.game.build import build
from foedus.game.kept import kept_game, same_play
from foedus.quantity import Distribution

CHANCE = """
foedus: 1
title: A coin
actors: {S: sender}
quantities: {heads: {uniform: [0.2, 0.8], because: "assumption: a coin"}}
nodes:
  coin: {chance: {up: heads, down: 1 - heads}, seen_by: [S]}
  act: {actor: S, options: [leave, stay]}
payoffs: [{if: act = leave, S: 1}, {S: 0}]
"""


def with_value(case, name, value):
    quantity = dataclasses.replace(case.quantities[name], distribution=Distribution.of(value))
    return dataclasses.replace(case, quantities={**case.quantities, name: quantity})


def test_other_numbers_keep_the_game_and_it_is_what_would_be_built():
    case = case_of(SOUND)
    name = next(iter(case.quantities))
    other = with_value(case, name, case.quantities[name].distribution.median)
    game = kept_game(case)
    assert kept_game(other) is game
    assert kept_game(other) == build(other)


def test_another_tree_is_another_game():
    case = case_of(CHANCE)
    act = dataclasses.replace(case.nodes["act"], options=("leave", "stay", "wait"))
    other = dataclasses.replace(case, nodes={**case.nodes, "act": act})
    assert not same_play(case, other)
    assert kept_game(other) == build(other) != kept_game(case)


def test_the_order_of_play_is_part_of_the_game():
    case = case_of(CHANCE)
    turned = dataclasses.replace(case, nodes=dict(reversed(case.nodes.items())))
    assert not same_play(case, turned)


def test_numbers_that_the_tree_cannot_bear_are_told_for_a_game_that_was_kept():
    case = case_of(CHANCE)
    kept_game(case)
    with pytest.raises(CaseFault, match="heads"):
        kept_game(with_value(case, "heads", {"uniform": [0.5, 1.5]}))
