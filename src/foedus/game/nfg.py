"""Games in Gambit's strategic-form notation (.nfg), read as trees in which nobody sees what another chose.

    NFG 1 R "title" { "A" "B" }
    { { "up" "down" } { "left" "right" } }
    "comment"
    1 1 0 2 0 2 1 1

Payoffs follow in one of two ways: for every profile (the first player's strategy changes fastest) one number for
each player, or a list of outcomes { "label" payoffs } and then the outcome's number for every profile. Instead of
their labels the numbers of strategies may be given: { 2 2 }.

    >>> from foedus.game.tree import terminals
    >>> game = read_nfg('NFG 1 R "g" { "A" "B" } { 1 2 } 5 6 7 8')
    >>> [end.payoffs[1].constant for end in terminals(game)]
    [6.0, 8.0]
"""

from __future__ import annotations

from fractions import Fraction

from foedus.case.expression import Expression
from foedus.errors import GameFault
from foedus.game.arrays import LARGEST_TREE
from foedus.game.efg import GambitReader
from foedus.game.tree import Decision, Game, InformationSet, Node, Terminal

Outcome = tuple[str, tuple[Fraction, ...]]


def read_nfg(source: str, *, where: str = "game") -> Game:
    """The game that a text in Gambit's strategic-form notation describes; each player has one information set.

    Args:
        source: the text of the file.
        where: its name, for messages.

    Raises:
        GameFault: the text is not in the notation (the line is named), or the game is too large.
    """
    reader = GambitReader.of(source, where)
    if reader.take("word", "NFG") != "NFG" or reader.take("word", "the version 1") != "1":
        reader.at = 0
        raise reader.fault("the file does not begin with NFG 1", remedy="give a game in Gambit's notation")
    reader.take("word", "R or D")
    title = reader.take("text", "the title")
    players = _labels(reader, "a player's name")
    strategies = _strategies(reader, len(players))
    comment = (reader.text_if_any() or "").strip()
    profiles = 1
    for labels in strategies:
        profiles *= len(labels)
    if profiles > LARGEST_TREE:
        raise GameFault(f"the game has {profiles:,} profiles; {LARGEST_TREE:,} are admitted", where=where)
    listed = reader.peek() == ("mark", "{")
    table = _outcomes(reader, len(players), profiles) if listed else _payoffs(reader, len(players), profiles)
    if reader.peek()[0]:
        raise reader.fault("the payoffs are complete here, yet the file goes on")
    infosets = tuple(InformationSet(i, "", labels) for i, labels in enumerate(strategies))
    return Game(title, players, infosets, _tree(table, [len(labels) for labels in strategies]), comment)


def _labels(reader: GambitReader, what: str) -> tuple[str, ...]:
    if not reader.took_mark("{"):
        raise reader.fault(f"{{ is expected before {what}")
    found: list[str] = []
    while not reader.took_mark("}"):
        found.append(reader.take("text", f"{what} or }}"))
    return tuple(found)


def _strategies(reader: GambitReader, players: int) -> list[tuple[str, ...]]:
    if not reader.took_mark("{"):
        raise reader.fault("the strategies are missing")
    found: list[tuple[str, ...]] = []
    while not reader.took_mark("}"):
        if reader.peek() == ("mark", "{"):
            found.append(_labels(reader, "a strategy's label"))
        else:
            found.append(
                tuple(str(number) for number in range(1, reader.count("a number of strategies") + 1))
            )
    if len(found) != players or not all(found):
        raise reader.fault(f"{players} players need as many lists of strategies, none of them empty")
    return found


def _payoffs(reader: GambitReader, players: int, profiles: int) -> list[Outcome]:
    return [("", tuple(reader.number() for _ in range(players))) for _ in range(profiles)]


def _outcomes(reader: GambitReader, players: int, profiles: int) -> list[Outcome]:
    reader.took_mark("{")
    none: Outcome = ("", (Fraction(0),) * players)
    listed = [none]
    while not reader.took_mark("}"):
        if not reader.took_mark("{"):
            raise reader.fault("an outcome begins with {")
        label = reader.text_if_any() or ""
        payoffs: list[Fraction] = []
        while not reader.took_mark("}"):
            payoffs.append(reader.number())
        if len(payoffs) != players:
            raise reader.fault(f"an outcome has {len(payoffs)} payoffs for {players} players")
        listed.append((label, tuple(payoffs)))
    table = []
    for _ in range(profiles):
        number = reader.count("an outcome's number")
        if number >= len(listed):
            raise reader.fault(f"there is no outcome {number}")
        table.append(listed[number])
    return table


def _tree(table: list[Outcome], sizes: list[int]) -> Node:
    """One decision after the other, the first player's first; later players do not see earlier choices."""

    def grow(player: int, at: int, stride: int) -> Node:
        if player == len(sizes):
            label, payoffs = table[at]
            return Terminal(tuple(Expression.of(float(value)) for value in payoffs), label)
        below = (grow(player + 1, at + k * stride, stride * sizes[player]) for k in range(sizes[player]))
        return Decision(player, tuple(below))

    return grow(0, 0, 1)
