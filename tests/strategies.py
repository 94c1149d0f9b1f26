"""Hypothesis strategies for small games: trees with chance, hidden moves, and perfect recall."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from foedus.case.expression import Expression
from foedus.game.tree import Chance, Decision, Game, InformationSet, Node, Terminal, walk

Draw = Callable[[st.SearchStrategy], object]
Known = tuple[tuple[str, int], ...]

payoffs = st.integers(-20, 20).map(lambda tenths: tenths / 10)


@st.composite
def games(draw, *, players: int = 2, depth: int = 4, most_actions: int = 3) -> Game:
    """A random game in which nobody forgets; its payoffs are numbers in [-2, 2].

    Every move is seen by each other player or hidden from it, at the draw's whim; nodes at which the mover
    knows the same form one information set, as long as it has as many actions there.
    """
    sizes: dict[tuple[int, Known], int] = {}

    def grow(left: int, known: tuple[Known, ...]) -> Node:
        kinds = ["end"] if left == 0 else ["decision", "decision", "chance", "end"]
        kind = "decision" if left == depth else draw(st.sampled_from(kinds))
        if kind == "end":
            return Terminal(
                tuple(Expression.of(draw(payoffs)) for _ in range(players)), f"end{draw(st.integers(1, 9))}"
            )
        if kind == "chance":
            weights = draw(st.lists(st.integers(1, 5), min_size=2, max_size=3))
            shares = [weight / sum(weights) for weight in weights]
            shares[-1] = 1.0 - sum(shares[:-1])
            children = tuple(grow(left - 1, _told(draw, known, None, a)) for a in range(len(shares)))
            return Chance(
                "", tuple(f"c{a}" for a in range(len(shares))), tuple(map(Expression.of, shares)), children
            )
        player = draw(st.integers(0, players - 1))
        key = (player, known[player])
        size = sizes.setdefault(key, draw(st.integers(2, most_actions)))
        children = tuple(grow(left - 1, _told(draw, known, (player, key), a)) for a in range(size))
        return Decision(_number(keys, key), children)

    keys: dict[tuple[int, Known], int] = {}
    root = grow(depth, ((),) * players)
    return _canonical(root, players, {number: (key[0], sizes[key]) for key, number in keys.items()})


def _told(
    draw: Draw, known: tuple[Known, ...], mover: tuple[int, object] | None, action: int
) -> tuple[Known, ...]:
    """What each player knows after a move: the mover its own, the others what they are shown."""
    found = []
    for player, knows in enumerate(known):
        if mover and mover[0] == player:
            found.append((*knows, ("own", action)))
        elif draw(st.booleans()):
            found.append((*knows, ("saw", action)))
        else:
            found.append(knows)
    return tuple(found)


def _number(keys: dict[tuple[int, Known], int], key: tuple[int, Known]) -> int:
    return keys.setdefault(key, len(keys))


def _canonical(root: Node, players: int, sets: dict[int, tuple[int, int]]) -> Game:
    """The game with its information sets numbered by player and first visit."""
    names = tuple(f"P{i + 1}" for i in range(players))
    described = {
        number: InformationSet(player, "", tuple(f"a{k}" for k in range(size)))
        for number, (player, size) in sets.items()
    }
    return renumbered("random", names, described, root)[0]


def renumbered(
    title: str, players: tuple[str, ...], sets: dict[int, InformationSet], root: Node
) -> tuple[Game, list[int]]:
    """A game from sets numbered anyhow, and the old number of each of its sets."""
    order: list[int] = []
    for node, _ in walk(Game(title, players, (), root)):
        if isinstance(node, Decision) and node.infoset not in order:
            order.append(node.infoset)
    order.sort(key=lambda infoset: sets[infoset].player)
    number = {old: new for new, old in enumerate(order)}

    def changed(node: Node) -> Node:
        if isinstance(node, Terminal):
            return node
        children = tuple(map(changed, node.children))
        if isinstance(node, Chance):
            return Chance(node.label, node.actions, node.probabilities, children)
        return Decision(number[node.infoset], children)

    return Game(title, players, tuple(sets[old] for old in order), changed(root)), order


def with_payoffs(game: Game, change: Callable[[int, float], float]) -> Game:
    """The game with every payoff changed: ``change(player, payoff)``."""

    def changed(node: Node) -> Node:
        if isinstance(node, Terminal):
            values = [change(i, part.constant or 0.0) for i, part in enumerate(node.payoffs)]
            return Terminal(tuple(map(Expression.of, values)), node.label, node.state)
        children = tuple(map(changed, node.children))
        if isinstance(node, Chance):
            return Chance(node.label, node.actions, node.probabilities, children, node.infoset_label)
        return Decision(node.infoset, children, node.label)

    return Game(game.title, game.players, game.infosets, changed(game.root), game.comment)


def with_actions_reversed(game: Game) -> tuple[Game, list[int]]:
    """The game with the actions of every set listed the other way round, and the old number of each set."""

    def turned(node: Node) -> Node:
        if isinstance(node, Terminal):
            return node
        children = tuple(map(turned, node.children))
        if isinstance(node, Chance):
            return Chance(node.label, node.actions, node.probabilities, children)
        return Decision(node.infoset, tuple(reversed(children)))

    sets = {
        number: InformationSet(infoset.player, infoset.label, tuple(reversed(infoset.actions)))
        for number, infoset in enumerate(game.infosets)
    }
    return renumbered(game.title, game.players, sets, turned(game.root))
