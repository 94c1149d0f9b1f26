"""Pictures and tables of a game: sound, complete, and safe against what a name may hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from case.sample import SOUND, broken
from foedus.case import case_of
from foedus.game.build import build
from foedus.game.draw import svg
from foedus.game.mermaid import mermaid
from foedus.game.outline import outline
from foedus.game.table import as_markdown, as_text, rows
from foedus.game.tree import Game

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(name="game")
def _game() -> Game:
    return build(case_of(SOUND))


def behaviour(game: Game) -> list[list[float]]:
    """Some probabilities for every information set."""
    return [[0.75] + [0.25 / (len(s.actions) - 1)] * (len(s.actions) - 1) for s in game.infosets]


def test_the_picture_shows_every_move_and_end_with_title_and_description(game: Game) -> None:
    root = ElementTree.fromstring(svg(game, behaviour(game), {"p": 0.4}))
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert texts.count("R: reply") == 2
    assert texts.count("quiet (0.75)") == 2
    assert "resolved (0.40)" in texts
    assert len(list(root.iter(f"{SVG}rect"))) == 10
    assert root.get("role") == "img"
    named = {node.get("id") for node in root if node.tag in (f"{SVG}title", f"{SVG}desc")}
    assert set(str(root.get("aria-labelledby")).split()) == named
    assert "10 end nodes" in str(root.find(f"{SVG}desc").text)  # type: ignore[union-attr]


def test_one_dashed_line_joins_what_the_counterpart_cannot_tell_apart(game: Game) -> None:
    root = ElementTree.fromstring(svg(game))
    assert len([path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]) == 1


def test_a_name_cannot_break_out_of_picture_or_flowchart() -> None:
    hostile = '<script>alert(1)</script> & "x" ]'
    case = case_of(broken("title: Borduria and the border treaty", f"title: '{hostile}'"))
    text = svg(build(case), name='a" onload="x')
    root = ElementTree.fromstring(text)
    assert not list(root.iter(f"{SVG}script"))
    assert hostile in str(root.find(f"{SVG}title").text)  # type: ignore[union-attr]
    assert not root.get("onload")


def test_a_large_tree_is_cut_and_says_how_many_ends_follow(game: Game) -> None:
    shown = outline(game, most_leaves=4)
    assert shown.ends == 10
    assert [branch.below.kind for branch in shown.branches] == ["decision", "decision"]
    cut = [branch.below for one in shown.branches for branch in one.below.branches]
    assert [node.kind for node in cut] == ["end", "more"] * 2
    assert "4 ends follow" in cut[1].title
    assert "4 ends follow" in svg(game, most_leaves=4)


def test_the_flowchart_has_a_line_for_every_node_and_move(game: Game) -> None:
    lines = mermaid(game).splitlines()
    assert lines[0] == "flowchart LR"
    assert len([line for line in lines if "-->" in line]) == 16
    assert all(
        re.fullmatch(r'  n\d+ -->\|"[^"]*"\| n\d+|  n\d+[\[({]+"[^"]*"[\])}]+', line) for line in lines[1:]
    )


def test_the_table_has_a_row_for_every_information_set(game: Game) -> None:
    table = rows(game, behaviour(game))
    assert [(row.player, row.decision, row.nodes) for row in table] == [
        ("S", "threat", 1), ("S", "act", 1), ("S", "threat", 1), ("S", "act", 1), ("R", "reply", 2),
    ]  # fmt: skip
    assert all(sum(row.probabilities) == pytest.approx(1) for row in table)
    assert "concede 0.750, resist 0.250" in as_text(table)
    assert as_markdown(table).count("\n") == 6
