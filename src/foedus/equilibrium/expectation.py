"""Expected payoffs in a tree as nodes of a graph, with what cancels left out.

What a solver needs are differences: of an action's expected payoff and another's, and how these differ between the
actions of those who move later. They are built as combinations Σ c · V(n) of the values of nodes. Where the nodes of
a combination belong to one information set with shares p,

    Σ c V(n)  =  Σ c V(n·0)  +  Σ_{a > 0} p_a Σ c (V(n·a) − V(n·0)),

which again are combinations, until only payoffs are left: these are worked out once for a draw, and so are the
coefficients of the polynomial in p. Its derivatives are parts of it.

Where the chance that play comes to an information set (its player's own moves apart) is a number, beliefs about where
in it one is are plain products of shares, and the difference of two actions there is such a combination from the
top, over that chance: `Focus`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.equilibrium.graph import Graph, Op
from foedus.game.tree import Chance, Decision, Node, Terminal

MOST_TERMS = 16  # a longer combination is summed from the values of its nodes


class Expected(NamedTuple):
    """A node of the graph, and the information sets (bits) whose shares it is made with."""

    node: int
    uses: int


Terms = Mapping[int, int]  # identity of a node of the tree → how often it counts


class Focus(NamedTuple):
    """An action of an information set against its first, seen from a node above; with action 0 the number 1.

    ``moves`` are those of its own player that lead there.
    """

    infoset: int
    action: int
    moves: tuple[tuple[int, int], ...]


def certain(top: Node, infoset: int, moves: Mapping[int, int]) -> bool:
    """Whether all play from a node on comes to an information set if its player makes those moves before."""
    stack = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, Terminal):
            return False
        if isinstance(node, Decision) and node.infoset in moves:
            stack.append(node.children[moves[node.infoset]])
        elif not isinstance(node, Decision) or node.infoset != infoset:
            stack.extend(node.children)
    return True


@dataclass(slots=True)
class Expectation:
    """Builds expected payoffs.

    Attributes:
        graph: where the nodes are made.
        payoff: the node of what a player gets at an end node.
        chance: the nodes of a chance node's probabilities.
        shares: the nodes of the probabilities of the actions at an information set.
    """

    graph: Graph
    payoff: Callable[[Terminal, int], int]
    chance: Callable[[Chance], tuple[int, ...]]
    shares: Callable[[int], list[int]]
    known: dict[object, Expected] = field(default_factory=dict)
    place: dict[int, Node] = field(default_factory=dict)

    def difference(self, first: Node, other: Node, player: int) -> Expected:
        """What a player expects from one node less what it expects from another."""
        return self.of(self.terms({}, (first, 1), (other, -1)), player)

    def terms(self, start: Terms, *parts: tuple[Node, int]) -> dict[int, int]:
        """Some terms and further ones."""
        found = dict(start)
        for node, factor in parts:
            self.place[id(node)] = node
            found[id(node)] = found.get(id(node), 0) + factor
        return found

    def of(self, terms: Terms, player: int, focus: Focus | None = None) -> Expected:
        """The combination of the values of nodes, or of the differences that play from them on comes to."""
        key = (frozenset((node, factor) for node, factor in terms.items() if factor), player, focus)
        if key not in self.known:
            parts = [(self.place[n], c) for n, c in terms.items() if c]
            self.known[key] = self._made(parts, player) if focus is None else self._led(parts, player, focus)
        return self.known[key]

    def _led(self, terms: list[tuple[Node, int]], player: int, focus: Focus) -> Expected:
        """A combination of the differences at the information set in focus."""
        there: dict[int, int] = {}
        count = 0
        groups: dict[object, list[tuple[Decision | Chance, int]]] = {}
        own = dict(focus.moves)
        for start, factor in terms:
            node = start
            while isinstance(node, Decision) and node.infoset in own:
                node = node.children[own[node.infoset]]
            if isinstance(node, Decision) and node.infoset == focus.infoset:
                count += factor
                there = self.terms(there, (node.children[focus.action], factor), (node.children[0], -factor))
            elif not isinstance(node, Terminal):
                groups.setdefault(self._kind(node), []).append((node, factor))
        found, uses = self.of(there, player)
        if not focus.action:
            found = self.graph.constant(float(count))
        for group in groups.values():
            part = self._group(group, player, focus)
            found, uses = self.graph.add(found, part.node), uses | part.uses
        return Expected(found, uses)

    def _kind(self, node: Decision | Chance) -> object:
        """What nodes that can be combined have in common."""
        return node.infoset if isinstance(node, Decision) else self.chance(node)

    def _group(
        self, group: list[tuple[Decision | Chance, int]], player: int, focus: Focus | None
    ) -> Expected:
        if len(group) > MOST_TERMS:
            return self._one_by_one(group, player, focus)
        if isinstance(group[0][0], Decision):
            return self._mixed(group, group[0][0].infoset, player, focus)
        return self._drawn(group, group[0][0], player, focus)

    def _made(self, terms: list[tuple[Node, int]], player: int) -> Expected:
        ends: Counter[int] = Counter()
        groups: dict[object, list[tuple[Decision | Chance, int]]] = {}
        for node, factor in terms:
            if isinstance(node, Terminal):
                ends[self.payoff(node, player)] += factor
            else:
                groups.setdefault(self._kind(node), []).append((node, factor))
        found, uses = self._sum(ends), 0
        for group in groups.values():
            part = self._group(group, player, None)
            found, uses = self.graph.add(found, part.node), uses | part.uses
        return Expected(found, uses)

    def _mixed(
        self, group: list[tuple[Decision | Chance, int]], infoset: int, player: int, focus: Focus | None
    ) -> Expected:
        """A combination of nodes of one information set."""
        start = self.terms({}, *((node.children[0], factor) for node, factor in group))
        found, uses = self.of(start, player, focus)
        minus = {node: -factor for node, factor in start.items()}
        for action in range(1, len(group[0][0].children)):
            rise = self.of(
                self.terms(minus, *((node.children[action], factor) for node, factor in group)), player, focus
            )
            if not self.graph.is_constant(rise.node, 0.0):
                found = self.graph.add(found, self.graph.mul(self.shares(infoset)[action], rise.node))
                uses |= rise.uses | 1 << infoset
        return Expected(found, uses)

    def _drawn(
        self, group: list[tuple[Decision | Chance, int]], chance: Chance, player: int, focus: Focus | None
    ) -> Expected:
        """A combination of chance nodes with the same probabilities."""
        found, uses = self.graph.zero, 0
        for branch, share in enumerate(self.chance(chance)):
            part = self.of(
                self.terms({}, *((node.children[branch], factor) for node, factor in group)), player, focus
            )
            found, uses = self.graph.add(found, self.graph.mul(share, part.node)), uses | part.uses
        return Expected(found, uses)

    def _one_by_one(
        self, group: list[tuple[Decision | Chance, int]], player: int, focus: Focus | None
    ) -> Expected:
        values: Counter[int] = Counter()
        uses = 0
        for node, factor in group:
            value = self.of(self.terms({}, (node, 1)), player, focus)
            values[value.node] += factor
            uses |= value.uses
        return Expected(self._sum(values), uses)

    def _sum(self, parts: Mapping[int, int]) -> int:
        """The sum of nodes, each as often as it counts."""
        graph = self.graph
        known = {node for node in parts if graph.op[node] is Op.CONSTANT}
        # numbers are summed exactly: whether they cancel must not depend on the order in which nodes were made
        found = graph.constant(math.fsum(parts[node] * graph.value[node] for node in known))
        for node, factor in sorted(parts.items(), key=lambda part: (part[1] < 0, part[0])):
            if factor and node not in known:
                part = node if abs(factor) == 1 else graph.mul(graph.constant(float(abs(factor))), node)
                found = graph.add(found, part) if factor > 0 else graph.sub(found, part)
        return found
