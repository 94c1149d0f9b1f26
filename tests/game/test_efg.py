import io
import os
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case.expression import Expression
from foedus.errors import GameFault
from foedus.game.efg import read_efg, write_efg
from foedus.game.tree import Chance, Decision, Game, Terminal, terminals, walk
from strategies import games

SHARED = Path(os.environ.get("FOEDUS_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FILES = sorted((SHARED / "games").rglob("*.efg"))


def chances(game):
    return [node for node, _ in walk(game) if isinstance(node, Chance)]


def shares_in(text):
    """The probabilities of each chance move as the text writes them."""
    sets = re.findall(r'(?m)^c "[^"]*" \d+ "[^"]*" \{ (.*) \} 0$', text)
    return [[Fraction(share) for share in re.findall(r'"[^"]*" (\S+)', found)] for found in sets]


def bets(*shares):
    """A game of one chance move."""
    ends = tuple(Terminal((Expression.of(float(k)),), f"end{k}") for k in range(len(shares)))
    names = tuple(f"c{k}" for k in range(len(shares)))
    return Game("bets", ("A",), (), Chance("", names, tuple(map(Expression.of, shares)), ends))


def without_chances(game):
    """The game with even odds everywhere."""

    def changed(node):
        if isinstance(node, Terminal):
            return node
        children = tuple(map(changed, node.children))
        if isinstance(node, Chance):
            return replace(node, probabilities=(Expression.of(0.0),) * len(children), children=children)
        return replace(node, children=children)

    return replace(game, root=changed(game.root))


@given(games())
def test_what_is_written_reads_back_the_same(game):
    text = write_efg(game)
    again = read_efg(text)
    assert without_chances(again) == without_chances(game)
    for one, other in zip(chances(game), chances(again), strict=True):
        known = [part.constant for part in one.probabilities]
        assert [part.constant for part in other.probabilities] == pytest.approx(known, rel=0, abs=1e-15)
    assert write_efg(again) == text
    assert read_efg(write_efg(again)) == again


@given(games())
def test_probabilities_are_written_so_that_they_sum_to_one(game):
    found = shares_in(write_efg(game))
    assert len(found) == len(chances(game))
    assert all(sum(shares) == 1 for shares in found)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=9))
def test_fractions_come_back_exactly(weights):
    game = bets(*(weight / sum(weights) for weight in weights))
    text = write_efg(game)
    assert shares_in(text) == [[Fraction(weight, sum(weights)) for weight in weights]]
    assert read_efg(text) == game


@given(st.lists(st.floats(1e-6, 1), min_size=2, max_size=9))
def test_other_probabilities_fill_up_to_one(weights):
    shares = [weight / sum(weights) for weight in weights]
    text = write_efg(bets(*shares))
    (found,) = shares_in(text)
    assert sum(found) == 1
    assert [float(share) for share in found] == pytest.approx(shares, rel=0, abs=1e-14)


def test_a_third_that_was_rounded_is_written_as_a_third():
    assert 1 - 2 * (1 / 3) != 1 / 3
    assert shares_in(write_efg(bets(1 / 3, 1 / 3, 1 - 2 * (1 / 3)))) == [[Fraction(1, 3)] * 3]


def test_what_is_no_distribution_is_written_as_it_is():
    assert shares_in(write_efg(bets(0.25, 0.25))) == [[Fraction(1, 4)] * 2]


@given(games())
def test_gambit_reads_what_is_written(game):
    pygambit = pytest.importorskip("pygambit", reason="pygambit is not installed")
    found = pygambit.read_efg(io.BytesIO(write_efg(game).encode()))
    assert len(found.outcomes) <= len(terminals(game))
    assert [player.label for player in found.players] == list(game.players)


@pytest.mark.skipif(not FILES, reason="the shared games are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_in_gambits_dialect(path):
    game = read_efg(path.read_text())
    assert terminals(game)
    assert read_efg(write_efg(game)) == game


def test_payoffs_within_the_tree_are_added_below():
    game = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 1 1 "s" { "x" "y" } 1 "fee" { -1, 1/2 } t "" 2 "won" { 3 1 } t "" 0'
    )
    assert [[part.constant for part in end.payoffs] for end in terminals(game)] == [[2.0, 1.5], [-1.0, 0.5]]


def test_a_set_named_by_number_only_keeps_its_actions():
    game = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 1 7 "" { "l" "r" } 0 p "" 2 3 "s" { "u" "d" } 0 t "" 0 t "" 0 p "" 2 3 0 t "" 0 t "" 0'
    )
    assert isinstance(game.root, Decision)
    assert [child.infoset for child in game.root.children] == [1, 1]
    assert game.infosets[1].label == "s"


def test_sets_are_counted_by_player_and_first_visit():
    game = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 2 1 "b" { "l" "r" } 0 p "" 1 2 "late" { "x" } 0 t "" 0 p "" 1 1 "later" { "x" } 0 t "" 0'
    )
    assert [infoset.label for infoset in game.infosets] == ["late", "later", "b"]


def test_quotes_and_backslashes_in_labels_survive():
    text = r'EFG 2 R "say \"no\" \\ yes" { "A" } t "" 0'
    game = read_efg(text)
    assert game.title == 'say "no" \\ yes'
    assert read_efg(write_efg(game)) == game


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "EFG is missing"),
        ('NFG 1 R "g" { "A" }', "does not begin with EFG 2"),
        ('EFG 2 R "g" { "A" } x "" 0', "begins with c, p or t"),
        ('EFG 2 R "g" { "A" } p "" 2 1 "" { "x" } 0 t "" 0', "no player 2"),
        ('EFG 2 R "g" { "A" } p "" 1 1 0', "before its actions"),
        ('EFG 2 R "g" { "A" } p "" 1 1 "" { "x" "y" } 0 t "" 0', "is missing"),
        ('EFG 2 R "g" { "A" } t "" 1 "" { 1 2 }', "2 payoffs for 1"),
        ('EFG 2 R "g" { "A" } t "" 1', "before its payoffs"),
        ('EFG 2 R "g" { "A" } t "" 1 "" { 1/0 }', "no number"),
        ('EFG 2 R "g" { "A" } t "" 1 "" { 1e99999 }', "no number"),
        ('EFG 2 R "g" { "A" } t "" 0 t "" 0', "goes on"),
    ],
)
def test_faults_name_the_line(text, message):
    with pytest.raises(GameFault, match=message) as fault:
        read_efg(text, where="f.efg")
    assert "f.efg:1" in str(fault.value)


@pytest.mark.parametrize("number", ["1e400", "-1e101", "1e999999999", "9" * 399, "1/0", "nan", "inf"])
def test_a_number_that_is_none_or_too_large_is_refused_where_it_stands(number):
    with pytest.raises(GameFault, match="number"):
        read_efg(f'EFG 2 R "g" {{ "A" }} p "" 1 1 "" {{ "x" "y" }} 0 t "" 1 "" {{ {number} }} t "" 0')
