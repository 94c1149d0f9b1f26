"""What people call the players, moves and courses of a game: the names of its case, else its labels.

A game built from a case speaks of it by ids, and labels an information set "next | type=leverage, reply=talks";
here these become words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foedus.case.model import Case
from foedus.game.tree import Game, Visit, action_label


@dataclass(frozen=True)
class Names:
    """Names by id; what has none is called by its id.

    Attributes:
        players: actor → name.
        nodes: node → name.
        moves: (node, option or result) → name.
        courses: course → name.
    """

    players: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[tuple[str, str], str] = field(default_factory=dict)
    courses: Mapping[str, str] = field(default_factory=dict)

    def player(self, game: Game, infoset: int) -> str:
        """Who chooses at an information set."""
        known = game.players[game.infosets[infoset].player]
        return self.players.get(known, known)

    def infoset(self, game: Game, infoset: int) -> str:
        """What is chosen, and what is known there: "reply (signal: threatens in public)"."""
        label = game.infosets[infoset].label
        node, _, seen = label.partition(" | ")
        if not self.nodes and not self.moves:
            return label
        pairs = (part.partition("=") for part in seen.split(", ") if part)
        told = "; ".join(
            f"{self.nodes.get(at, at)}: {self.moves.get((at, move), move)}" for at, _, move in pairs
        )
        return self.nodes.get(node, node) + (f" ({told})" if told else "")

    def action(self, game: Game, infoset: int, action: int) -> str:
        """An option of an information set."""
        known = action_label(game.infosets[infoset], action)
        node = game.infosets[infoset].label.partition(" | ")[0]
        return self.moves.get((node, known), known)

    def end(self, game: Game, visit: Visit) -> str:
        """The way to an end node: what came out at each node of its case, else the players' moves."""
        state = getattr(visit.node, "state", {})
        if state:
            return ", ".join(self.moves.get((node, move), move) for node, move in state.items())
        return ", ".join(self.action(game, infoset, action) for infoset, action in visit.path if infoset >= 0)

    def course(self, known: str) -> str:
        """A course, or the label of an end node."""
        return self.courses.get(known, known)


def names_of(case: Case) -> Names:
    """The names that a case gives; a private type without one is called by its explanation."""
    moves: dict[tuple[str, str], str] = {
        (found.node, found.result): found.name for found in case.explanations.values() if found.name
    }
    for node in case.nodes.values():
        moves |= {(node.id, move): name for move, name in node.names.items() if name}
    return Names(
        players={actor.id: actor.name for actor in case.actors.values() if actor.name},
        nodes={node.id: node.name or node.id.replace("_", " ") for node in case.nodes.values()},
        moves=moves,
        courses={course.id: course.name for course in case.courses.values() if course.name},
    )
