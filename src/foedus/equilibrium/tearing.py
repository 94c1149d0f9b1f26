"""From any game to straight-line code for its torn residual.

The agent logit quantal response equilibrium (McKelvey & Palfrey 1998) is a fixed point: at every
information set h the log-odds of the actions are λ times the differences of their expected payoffs, given how
all other sets are played. The strategic relevance graph says which sets must be unknowns (`relevance.plan`);
all others follow in closed form. What is left is F(x) = x − λ ΔV(x) for the unknown log-odds x of the cut, as
nodes of a `Graph`.

The expected payoff of action a at h is Σ_n b(n) v(n·a) over the nodes n of h: b(n) is proportional to the
probability of the path to n (under perfect recall the player's own moves are the same for all n and cancel),
v is the continuation value. The b are worked out from logarithms, so that no path is too improbable.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from foedus.case.expression import Expression
from foedus.equilibrium.graph import Graph
from foedus.equilibrium.relevance import Plan, plan
from foedus.game.arrays import GameArrays
from foedus.game.tree import Decision, Node, Terminal


@dataclass(frozen=True, eq=False)
class Torn:
    """The torn game.

    Attributes:
        arrays: the game; inputs 0 to K − 1 of the graph are the values of its expressions.
        graph: all nodes.
        plan: which sets are cut, and the order of the others.
        precision: index of the input λ (it is K).
        unknowns: node of each unknown log-odds; their inputs are K + 1 and so on.
        residual: node of F for each unknown.
        differences: for each action the node of its value less that of the first action of its set.
        log_probabilities, probabilities: node of each action.
        relevant: for each set those relevant to it.
    """

    arrays: GameArrays
    graph: Graph
    plan: Plan
    precision: int
    unknowns: tuple[int, ...]
    residual: tuple[int, ...]
    differences: tuple[int, ...]
    log_probabilities: tuple[int, ...]
    probabilities: tuple[int, ...]
    relevant: tuple[frozenset[int], ...]

    @property
    def size(self) -> int:
        """The number of unknowns."""
        return len(self.unknowns)


def tear(arrays: GameArrays) -> Torn:
    """Find the relevance graph of a game, cut it, and write the residual of the cut."""
    everything = tuple(range(len(arrays.owner)))
    whole = _Builder(arrays, frozenset(everything))
    relevant = whole.relevance()
    weight = [len(infoset.actions) - 1 for infoset in arrays.game.infosets]
    chosen = plan(relevant, weight)
    builder = _Builder(arrays, frozenset(chosen.cut), chosen.cut)
    for infoset in chosen.order:
        if weight[infoset]:
            builder.respond(infoset)
    return builder.finished(chosen, relevant)


@dataclass(slots=True)
class _Place:
    """A node of the tree as it is reached: parents' moves as (infoset, action), or (-1, expression)."""

    node: Decision
    path: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Builder:
    arrays: GameArrays
    cut: frozenset[int]
    cut_order: tuple[int, ...] = ()
    graph: Graph = field(default_factory=Graph)
    shares: dict[int, list[int]] = field(default_factory=dict)
    logs: dict[int, list[int]] = field(default_factory=dict)
    unknowns: list[int] = field(default_factory=list)
    places: dict[int, list[_Place]] = field(default_factory=dict)
    values: dict[tuple[int, int], int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    index: dict[Expression, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._survey()
        for infoset in range(len(self.arrays.owner)):
            if self._size(infoset) == 1:
                self.shares[infoset], self.logs[infoset] = self.graph.softmax([self.graph.zero])
        for infoset in self.cut_order or sorted(self.cut):
            logits = [self.graph.zero]
            for _ in range(self._size(infoset) - 1):
                logits.append(self.graph.input(len(self.arrays.expressions) + 1 + len(self.unknowns)))
                self.unknowns.append(logits[-1])
            self.shares[infoset], self.logs[infoset] = self.graph.softmax(logits)

    def _size(self, infoset: int) -> int:
        return int(self.arrays.first[infoset + 1] - self.arrays.first[infoset])

    def _survey(self) -> None:
        """Where each information set lies in the tree, and the number of each end node."""
        self.index = {part: k for k, part in enumerate(self.arrays.expressions)}
        stack: list[tuple[Node, tuple[tuple[int, int], ...]]] = [(self.arrays.game.root, ())]
        ends = 0
        while stack:
            node, path = stack.pop()
            if isinstance(node, Terminal):
                self.ends.setdefault(id(node), ends)
                ends += 1
                continue
            if isinstance(node, Decision):
                self.places.setdefault(node.infoset, []).append(_Place(node, path))
                moves = [(node.infoset, action) for action in range(len(node.children))]
            else:
                moves = [(-1, self.index[part]) for part in node.probabilities]
            stack.extend(
                (child, (*path, move))
                for move, child in reversed(list(zip(moves, node.children, strict=True)))
            )

    def number(self, expression: int) -> int:
        """The node of an expression's value: a constant where it is a number."""
        value = self.arrays.constants[expression]
        return self.graph.input(expression) if value != value else self.graph.constant(float(value))  # noqa: PLR0124 - NaN

    def value(self, node: Node, player: int) -> int:
        """Expected payoff of a player from a node of the tree on."""
        key = (id(node), player)
        if key in self.values:
            return self.values[key]
        if isinstance(node, Terminal):
            found = self.number(int(self.arrays.payoff[self.ends[id(node)], player]))
        else:
            below = [self.value(child, player) for child in node.children]
            if len(set(below)) == 1:
                found = below[0]
            elif isinstance(node, Decision):
                found = self.graph.dot(self.shares[node.infoset], below)
            else:
                found = self.graph.dot([self.number(self.index[part]) for part in node.probabilities], below)
        self.values[key] = found
        return found

    def beliefs(self, infoset: int) -> list[int]:
        """The probability of each node of a set given that the set is reached."""
        paths = [place.path for place in self.places[infoset]]
        if len(paths) == 1:
            return [self.graph.one]
        counts = [Counter(path) for path in paths]
        shared = counts[0]
        for count in counts[1:]:
            shared = shared & count
        weights = [
            self.graph.sum(self._log(move) for move in (count - shared).elements()) for count in counts
        ]
        return self.graph.softmax(weights)[0]

    def _log(self, move: tuple[int, int]) -> int:
        infoset, index = move
        return self.graph.log(self.number(index)) if infoset < 0 else self.logs[infoset][index]

    def differences(self, infoset: int) -> list[int]:
        """Expected payoff of each action less that of the first."""
        player = int(self.arrays.owner[infoset])
        rows = []
        for place in self.places[infoset]:
            below = [self.value(child, player) for child in place.node.children]
            rows.append([self.graph.sub(value, below[0]) for value in below])
        columns = list(zip(*rows, strict=True))
        if all(len(set(column)) == 1 for column in columns):
            return [column[0] for column in columns]
        beliefs = self.beliefs(infoset)
        return [c[0] if len(set(c)) == 1 else self.graph.dot(beliefs, c) for c in columns]

    def respond(self, infoset: int) -> None:
        """Let a set that is not cut respond to what is already known."""
        scale = self.graph.input(len(self.arrays.expressions))
        logits = [self.graph.mul(scale, part) for part in self.differences(infoset)]
        self.shares[infoset], self.logs[infoset] = self.graph.softmax(logits)

    def relevance(self) -> tuple[frozenset[int], ...]:
        """With all sets cut: whose unknowns the values at each set depend on."""
        marks: dict[int, int] = {}
        at = 0
        for infoset in sorted(self.cut):
            for _ in range(self._size(infoset) - 1):
                marks[self.unknowns[at]] = 1 << infoset
                at += 1
        touched = []
        for infoset in sorted(self.cut):
            player = int(self.arrays.owner[infoset])
            below = (child for place in self.places[infoset] for child in place.node.children)
            touched.append([*(self.value(child, player) for child in below), *self.differences(infoset)])
        depends = self.graph.dependence(marks)
        found = []
        for nodes in touched:
            bits = 0
            for node in nodes:
                bits |= depends[node]
            found.append(frozenset(h for h in sorted(self.cut) if bits >> h & 1))
        return tuple(found)

    def finished(self, chosen: Plan, relevant: tuple[frozenset[int], ...]) -> Torn:
        """The torn game, once every set has its probabilities."""
        scale = self.graph.input(len(self.arrays.expressions))
        differences = [self.differences(infoset) for infoset in range(len(self.arrays.owner))]
        wanted = [part for infoset in chosen.cut for part in differences[infoset][1:]]
        residual = [
            self.graph.sub(unknown, self.graph.mul(scale, part))
            for unknown, part in zip(self.unknowns, wanted, strict=True)
        ]
        every = range(len(self.arrays.owner))
        return Torn(
            arrays=self.arrays,
            graph=self.graph,
            plan=chosen,
            precision=len(self.arrays.expressions),
            unknowns=tuple(self.unknowns),
            residual=tuple(residual),
            differences=tuple(part for infoset in every for part in differences[infoset]),
            log_probabilities=tuple(part for infoset in every for part in self.logs[infoset]),
            probabilities=tuple(part for infoset in every for part in self.shares[infoset]),
            relevant=relevant,
        )
