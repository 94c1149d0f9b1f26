"""From a case to its game: the declared nodes are unfolded in order, under their conditions.

What an actor knows when it chooses: its own earlier moves, the earlier decisions of others that are not
hidden from it, the chance results that it is shown, and all that it knew when it chose before. Paths on
which it knows the same form one information set, so that recall is perfect by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from foedus.case.finding import Finding, fault_of
from foedus.case.model import Case, Chance, Decision
from foedus.errors import CaseFault, Fault
from foedus.game import tree
from foedus.game.check import faults_in_tree
from foedus.game.ends import course_masks, terminals_where
from foedus.game.payoffs import Payoffs
from foedus.game.sight import open_at, visible_to
from foedus.game.size import check_size
from foedus.game.tree import Game, InformationSet

__all__ = ["build", "course_masks", "players_of", "terminals_where"]

State = dict[str, str]
Memory = dict[str, frozenset[str]]
Sight = tuple[tuple[str, str], ...]  # what an actor has seen: nodes with their results
Knowledge = tuple[str, Sight]


def build(case: Case) -> Game:
    """The game that a case declares; its players are the actors who choose or have utilities.

    The end nodes carry their ``state`` (node to result) and, as label, the course they belong to.

    Raises:
        GameFault: the tree is too large (said before it is built).
        CaseFault: the case has faults that only the tree shows: an option set that depends on what its
            actor does not see, a member or payoff that is missing on some path, courses that overlap, leave
            an end node out or are never reached, probabilities that leave [0, 1], observations that cannot
            hold together.
    """
    check_size(case)
    unfolding = _Unfolding(case)
    root = unfolding.node(0, {}, {})
    faults = [*unfolding.faults.values(), *unfolding.payoffs.faults.values()]
    if faults:
        raise CaseFault(faults, where=_where(case))
    game = Game(case.title, unfolding.players, *_renumbered(root, unfolding.sets), comment=case.reference)
    faults = faults_in_tree(case, game)
    if faults:
        raise CaseFault(faults, where=_where(case))
    return game


def _where(case: Case) -> str:
    return case.source.where if case.source else case.title


def players_of(case: Case) -> tuple[str, ...]:
    """The actors who choose or have payoffs, in the order of the case."""
    playing = {node.actor for node in case.nodes.values() if isinstance(node, Decision)}
    playing |= {term.actor for term in case.utilities}
    for row in case.payoffs:
        playing |= set(row.values)
    return tuple(actor for actor in case.actors if actor in playing)


@dataclass(frozen=True)
class _Set:
    """An information set in the order of its first visit."""

    index: int
    record: InformationSet


class _Unfolding:
    """One walk through a case's nodes, depth first."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.order = list(case.nodes.values())
        self.players = players_of(case)
        self.payoffs = Payoffs(case, self.players)
        self.courses = [course for course in case.courses.values() if course.when is not None]
        self.rest = next((course.id for course in case.courses.values() if course.when is None), "")
        self.sets: dict[Knowledge, _Set] = {}
        self.offered: dict[Knowledge, tuple[str, ...]] = {}
        self.faults: dict[object, Fault] = {}
        self.visible = {node.id: visible_to(case, node) for node in self.order if isinstance(node, Decision)}

    def node(self, place: int, state: State, memory: Memory) -> tree.Node:
        """The tree from a place in the order of play; ``state`` is changed and restored."""
        while place < len(self.order):
            declared = self.order[place]
            results = open_at(declared, state)
            if len(results) > 1 or (results and isinstance(declared, Chance)):
                return self._move(place, declared, results, state, memory)
            if results:  # a move without a choice is made without a node
                after = self._remembering(declared, memory)
                if isinstance(declared, Decision):
                    self._offer(declared, results, self._seen(declared, state, after))
                return self.node(place + 1, {**state, declared.id: results[0]}, after)
            if isinstance(declared, Decision) and (declared.when is None or declared.when.holds(state)):
                self._no_option(declared, state)
            place += 1
        label = next(
            (course.id for course in self.courses if course.when and course.when.holds(state)), self.rest
        )
        return tree.Terminal(self.payoffs.at(state), label, dict(state))

    def _move(
        self, place: int, declared: Decision | Chance, results: tuple[str, ...], state: State, memory: Memory
    ) -> tree.Node:
        after = self._remembering(declared, memory)
        index = -1 if isinstance(declared, Chance) else self._set(declared, results, state, after)
        children = []
        for result in results:
            state[declared.id] = result
            children.append(self.node(place + 1, state, after))
            del state[declared.id]
        if isinstance(declared, Decision):
            return tree.Decision(index, tuple(children), declared.id)
        odds = tuple(
            self.payoffs.resolved(declared.results[result], state, ("nodes", declared.id, "chance", result))
            for result in results
        )
        return tree.Chance(declared.id, results, odds, tuple(children))

    def _remembering(self, declared: Decision | Chance, memory: Memory) -> Memory:
        if isinstance(declared, Chance):
            return memory
        known = memory.get(declared.actor, frozenset()) | self.visible[declared.id]
        return {**memory, declared.actor: known}

    def _set(self, declared: Decision, options: tuple[str, ...], state: State, memory: Memory) -> int:
        """The index of the information set of a decision on a path."""
        seen = self._seen(declared, state, memory)
        self._offer(declared, options, seen)
        found = self.sets.get((declared.id, seen))
        if found is None:
            label = f"{declared.id} | {', '.join(f'{node}={result}' for node, result in seen)}".rstrip(" |")
            record = InformationSet(self.players.index(declared.actor), label, options)
            found = self.sets[declared.id, seen] = _Set(len(self.sets), record)
        return found.index

    def _seen(self, declared: Decision, state: State, memory: Memory) -> Sight:
        known = memory[declared.actor]
        return tuple((node, result) for node, result in state.items() if node in known)

    def _offer(self, declared: Decision, options: tuple[str, ...], seen: Sight) -> None:
        """Wherever an actor has seen the same, the same options are open to it."""
        if declared.available:
            first = self.offered.setdefault((declared.id, seen), options)
            if first != options:
                self._differs(declared, first, options)

    def _differs(self, declared: Decision, first: tuple[str, ...], options: tuple[str, ...]) -> None:
        odd = sorted(set(first) ^ set(options))
        asked = {
            node
            for option in odd
            if option in declared.available
            for node in declared.available[option].nodes
        }
        hidden = ", ".join(sorted(asked - self.visible[declared.id])) or "what came before"
        finding = Finding(
            ("nodes", declared.id, "options"),
            f"whether {declared.actor} can choose {', '.join(odd)} at {declared.id} depends on {hidden}, "
            f"which {declared.actor} does not see there",
            why="a player who sees its options would learn what it is not meant to know",
            remedy=f"let {declared.actor} see it (seen_by, sees), or open the option on all these paths",
        )
        self.faults.setdefault(("hidden", declared.id), fault_of(self.case, "hidden-condition", finding))

    def _no_option(self, declared: Decision, state: State) -> None:
        path = ", ".join(f"{node} = {result}" for node, result in state.items()) or "the start"
        finding = Finding(
            ("nodes", declared.id, "options"),
            f"{declared.actor} has no option open at {declared.id} after {path}",
            remedy="open one there, or say by 'when' that the node is not reached",
        )
        self.faults.setdefault(("no-option", declared.id), fault_of(self.case, "no-option", finding))


def _renumbered(
    root: tree.Node, sets: Mapping[Knowledge, _Set]
) -> tuple[tuple[InformationSet, ...], tree.Node]:
    """Information sets by player and first visit, and the tree that speaks of them so."""
    ordered = sorted(sets.values(), key=lambda found: found.record.player)
    numbers = {found.index: number for number, found in enumerate(ordered)}

    def again(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Terminal):
            return node
        children = tuple(again(child) for child in node.children)
        if isinstance(node, tree.Decision):
            return replace(node, infoset=numbers[node.infoset], children=children)
        return replace(node, children=children)

    records = tuple(found.record for found in ordered)
    unchanged = all(old == new for old, new in numbers.items())
    return records, root if unchanged else again(root)
