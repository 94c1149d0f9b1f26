"""A game in extensive form: players, information sets, and a tree of decisions, chance and end nodes.

Payoffs and the probabilities of chance are expressions in quantities, so that one tree stands for a whole
family of games; a game read from a file has numbers only. End nodes are counted in depth-first order, the
information sets by player and then by first visit depth-first, as Gambit counts them.

    >>> from foedus.case.expression import Expression
    >>> one, nil = Expression.of(1.0), Expression.of(0.0)
    >>> stay = Terminal((one, nil), "stay")
    >>> leave = Terminal((nil, one), "leave")
    >>> choice = InformationSet(0, "S", ("stay", "leave"))
    >>> game = Game("Exit", ("S", "R"), (choice,), Decision(0, (stay, leave)))
    >>> [end.label for end in terminals(game)]
    ['stay', 'leave']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.case.expression import Expression
from foedus.errors import GameFault


@dataclass(frozen=True, slots=True)
class InformationSet:
    """What one player knows when choosing, and the actions open then.

    Attributes:
        player: index of the player who chooses.
        label: name of the set; may be empty.
        actions: labels in the order of the children; an empty label is spoken of by its number from 1.
    """

    player: int
    label: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terminal:
    """An end of play.

    Attributes:
        payoffs: one expression for each player, in payoff units.
        label: name of the outcome; may be empty.
        state: what came out at each named node on the path, for conditions on end nodes.
    """

    payoffs: tuple[Expression, ...]
    label: str = ""
    state: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Chance:
    """Nature's move: one child for each action, with its probability."""

    label: str
    actions: tuple[str, ...]
    probabilities: tuple[Expression, ...]
    children: tuple[Node, ...]
    infoset_label: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A node at which the owner of the information set ``infoset`` chooses; one child for each action."""

    infoset: int
    children: tuple[Node, ...]
    label: str = ""


Node = Decision | Chance | Terminal


@dataclass(frozen=True, slots=True)
class Game:
    """A game in extensive form; see the module."""

    title: str
    players: tuple[str, ...]
    infosets: tuple[InformationSet, ...]
    root: Node
    comment: str = ""


class Visit(NamedTuple):
    """A node with the moves that lead to it: pairs (infoset, action); infoset is -1 for chance."""

    node: Node
    path: tuple[tuple[int, int], ...]


def walk(game: Game) -> Iterator[Visit]:
    """All nodes in depth-first order, parents before their children."""
    stack = [Visit(game.root, ())]
    while stack:
        visit = stack.pop()
        yield visit
        node = visit.node
        if isinstance(node, Terminal):
            continue
        mover = node.infoset if isinstance(node, Decision) else -1
        stack.extend(
            Visit(child, (*visit.path, (mover, action)))
            for action, child in reversed(list(enumerate(node.children)))
        )


def terminals(game: Game) -> tuple[Terminal, ...]:
    """The end nodes in depth-first order."""
    return tuple(visit.node for visit in walk(game) if isinstance(visit.node, Terminal))


def quantities(game: Game) -> frozenset[str]:
    """The names that payoffs and chance probabilities need."""
    needed: set[str] = set()
    for node, _ in walk(game):
        if isinstance(node, Terminal):
            parts: tuple[Expression, ...] = node.payoffs
        elif isinstance(node, Chance):
            parts = node.probabilities
        else:
            continue
        for part in parts:
            needed |= part.names
    return frozenset(needed)


def action_label(infoset: InformationSet, action: int) -> str:
    """The label of an action; actions without a label are numbered from 1."""
    return infoset.actions[action] or str(action + 1)


def infoset_name(game: Game, infoset: int) -> str:
    """How messages speak of an information set: its label, or its player and number from 1."""
    this = game.infosets[infoset]
    earlier = sum(1 for other in game.infosets[:infoset] if other.player == this.player)
    numbered = f"information set {earlier + 1} of {game.players[this.player]}"
    return f"{numbered} ({this.label})" if this.label else numbered


def validate(game: Game) -> None:
    """Check that the game is well formed and that every player remembers all it knew and did.

    Raises:
        GameFault: a node has too few or too many children or payoffs; a set is out of order or never
            reached; the probabilities of a chance node that are numbers leave [0, 1] or do not sum to 1;
            a player forgets (the two paths that it cannot tell apart are named).
    """
    remembered: dict[int, tuple[tuple[int, int], ...]] = {}
    order: list[int] = []
    for node, path in walk(game):
        if isinstance(node, Terminal):
            if len(node.payoffs) != len(game.players):
                raise GameFault(
                    f"an end node has {len(node.payoffs)} payoffs for {len(game.players)} players",
                    where=node.label or _spoken(game, path),
                )
        elif isinstance(node, Chance):
            _check_chance(game, node, path)
        else:
            _check_decision(game, node, path)
            own = _own_moves(game, node.infoset, path)
            if node.infoset not in remembered:
                remembered[node.infoset] = own
                order.append(node.infoset)
            elif remembered[node.infoset] != own:
                raise _forgets(game, node.infoset, remembered[node.infoset], own)
    _check_order(game, order)


def _own_moves(game: Game, infoset: int, path: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    player = game.infosets[infoset].player
    return tuple(move for move in path if move[0] >= 0 and game.infosets[move[0]].player == player)


def _forgets(
    game: Game, infoset: int, first: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]
) -> GameFault:
    player = game.players[game.infosets[infoset].player]
    return GameFault(
        f"{player} has imperfect recall",
        where=infoset_name(game, infoset),
        why=f"it is reached after {player}'s own moves {_spoken(game, first) or 'none'}, and also after "
        f"{_spoken(game, other) or 'none'}, which {player} could then not tell apart",
        remedy="split the information set by what its player did and knew before",
    )


def _spoken(game: Game, path: tuple[tuple[int, int], ...]) -> str:
    moves = [
        f"{action_label(game.infosets[infoset], action)!r} at {infoset_name(game, infoset)}"
        for infoset, action in path
        if infoset >= 0
    ]
    return ", ".join(moves)


def _check_chance(game: Game, node: Chance, path: tuple[tuple[int, int], ...]) -> None:
    where = f"chance node {node.label}".rstrip() + (f" after {_spoken(game, path)}" if path else "")
    if not node.children or not len(node.actions) == len(node.probabilities) == len(node.children):
        raise GameFault("a chance node needs one probability and one child for each result", where=where)
    known = [part.constant for part in node.probabilities]
    if any(value is not None and not 0 <= value <= 1 for value in known):
        raise GameFault("a chance probability lies outside [0, 1]", where=where)
    total = sum(value for value in known if value is not None)
    if None not in known and abs(total - 1) > 1e-9:
        raise GameFault(f"the chance probabilities sum to {total:.12g}, not 1", where=where)


def _check_decision(game: Game, node: Decision, path: tuple[tuple[int, int], ...]) -> None:
    if not 0 <= node.infoset < len(game.infosets):
        raise GameFault(f"a decision names information set {node.infoset}, which does not exist")
    infoset = game.infosets[node.infoset]
    if not 0 <= infoset.player < len(game.players):
        raise GameFault("the player does not exist", where=f"information set {infoset.label}")
    if not node.children or len(node.children) != len(infoset.actions):
        raise GameFault(
            f"a node has {len(node.children)} children for {len(infoset.actions)} actions",
            where=infoset_name(game, node.infoset),
        )
    if any(move[0] == node.infoset for move in path):
        raise GameFault(
            "an information set is reached twice on one path (absent-mindedness)",
            where=infoset_name(game, node.infoset),
            remedy="give the second visit an information set of its own",
        )


def _check_order(game: Game, order: list[int]) -> None:
    if len(order) != len(game.infosets):
        unseen = sorted(set(range(len(game.infosets))) - set(order))
        raise GameFault("no node belongs to it", where=infoset_name(game, unseen[0]))
    wanted = sorted(order, key=lambda infoset: game.infosets[infoset].player)
    if wanted != list(range(len(game.infosets))):
        raise GameFault("the information sets are not ordered by player and first visit")
