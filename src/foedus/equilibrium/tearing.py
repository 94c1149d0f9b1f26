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
from foedus.equilibrium.expectation import Expectation, Expected, Focus, certain
from foedus.equilibrium.graph import Graph, Op
from foedus.equilibrium.relevance import Plan, plan
from foedus.game.arrays import GameArrays
from foedus.game.tree import Chance, Decision, Node, Terminal

FAR_OFF = (
    100.0  # a payoff as a multiple of the range of payoffs, from which only differences are reckoned with
)
MOST_PLACES = 256  # nodes of an information set up to which its beliefs are sought in a shorter form


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
    builder = _Builder(arrays, frozenset(chosen.cut), chosen.cut, sights=whole.sights)
    for infoset in chosen.order:
        if weight[infoset]:
            builder.respond(infoset)
    return builder.finished(chosen, relevant)


@dataclass(slots=True)
class _Place:
    """A node of the tree as it is reached.

    ``path`` has the moves that lead there as (infoset, action), or (-1, expression); ``above`` the nodes where they
    are made.
    """

    node: Decision
    path: tuple[tuple[int, int], ...]
    above: tuple[Node, ...]


_Sight = tuple[Node | None, Focus | None, float]  # a node, what to look at from it, one over its chance
_NO_FOCUS: _Sight = (None, None, 1.0)


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
    ends: dict[int, int] = field(default_factory=dict)
    index: dict[Expression, int] = field(default_factory=dict)
    sights: dict[int, _Sight] = field(default_factory=dict)
    base: dict[int, float] = field(default_factory=dict)
    expected: Expectation = field(init=False)

    def __post_init__(self) -> None:
        self.expected = Expectation(
            self.graph, self.payoff, self.chance, lambda infoset: self.shares[infoset]
        )
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
        stack: list[tuple[Node, tuple[tuple[int, int], ...], tuple[Node, ...]]] = [
            (self.arrays.game.root, (), ())
        ]
        ends = 0
        while stack:
            node, path, above = stack.pop()
            if isinstance(node, Terminal):
                self.ends.setdefault(id(node), ends)
                ends += 1
                continue
            if isinstance(node, Decision):
                self.places.setdefault(node.infoset, []).append(_Place(node, path, above))
                moves = [(node.infoset, action) for action in range(len(node.children))]
            else:
                moves = [(-1, self.index[part]) for part in node.probabilities]
            stack.extend(
                (child, (*path, move), (*above, node))
                for move, child in reversed(list(zip(moves, node.children, strict=True)))
            )

    def number(self, expression: int) -> int:
        """The node of an expression's value: a constant where it is a number."""
        value = self.arrays.constants[expression]
        return self.graph.input(expression) if value != value else self.graph.constant(float(value))  # noqa: PLR0124 - NaN

    def payoff(self, end: Terminal, player: int) -> int:
        """What a player gets at an end node; where that is always a number, and large against its range, less one.

        Only differences count, and those of large numbers would be lost in the rounding of their sums.
        """
        if player not in self.base:
            known = self.arrays.constants[self.arrays.payoff[:, player]]
            large = abs(known[0]) > FAR_OFF * (known.max() - known.min())  # false where one is no number
            self.base[player] = float(known[0]) if large else 0.0
        expression = int(self.arrays.payoff[self.ends[id(end)], player])
        less = self.base[player]
        return (
            self.graph.constant(float(self.arrays.constants[expression]) - less)
            if less
            else self.number(expression)
        )

    def chance(self, node: Chance) -> tuple[int, ...]:
        """The probabilities of a chance node."""
        return tuple(self.number(self.index[part]) for part in node.probabilities)

    def ways(self, infoset: int) -> list[list[tuple[int, int]]]:
        """The moves on the path to each node of a set, without those that all paths share."""
        counts = [Counter(place.path) for place in self.places[infoset]]
        shared = counts[0]
        for count in counts[1:]:
            shared = shared & count
        return [list((count - shared).elements()) for count in counts]

    def beliefs(self, ways: list[list[tuple[int, int]]]) -> list[int]:
        """The probability of each node of a set given that the set is reached."""
        return self.graph.softmax([self.graph.sum(map(self._log, way)) for way in ways])[0]

    def _log(self, move: tuple[int, int]) -> int:
        infoset, index = move
        return self.graph.log(self.number(index)) if infoset < 0 else self.logs[infoset][index]

    def differences(self, infoset: int) -> list[Expected]:
        """Expected payoff of each action less that of the first."""
        return [self._difference(infoset, action) for action in range(self._size(infoset))]

    def _difference(self, infoset: int, action: int) -> Expected:
        player = int(self.arrays.owner[infoset])
        nodes = [place.node for place in self.places[infoset]]
        parts = [self.expected.difference(node.children[action], node.children[0], player) for node in nodes]
        if len({part.node for part in parts}) == 1:
            return parts[0]
        ways = self.ways(infoset)
        others = {move[0] for way in ways for move in way if move[0] >= 0}
        top, focus, scale = self._focus(infoset) if others else _NO_FOCUS
        if focus and top:
            start = self.expected.terms({}, (top, 1))
            found = self.expected.of(start, player, focus._replace(action=action))
            return Expected(self.graph.mul(self.graph.constant(scale), found.node), found.uses)
        shares, uses = self.beliefs(ways), sum(1 << other for other in others)
        if len(nodes) == 2:
            first = self.expected.terms({}, (nodes[0].children[action], -1), (nodes[0].children[0], 1))
            rise = self.expected.of(
                self.expected.terms(first, (nodes[1].children[action], 1), (nodes[1].children[0], -1)), player
            )
            total = self.graph.add(parts[0].node, self.graph.mul(shares[1], rise.node))
            return Expected(total, uses | parts[0].uses | rise.uses)
        for part in parts:
            uses |= part.uses
        return Expected(self.graph.dot(shares, [part.node for part in parts]), uses)

    def _focus(self, infoset: int) -> _Sight:
        """Where to look at a set from, if the chance that play comes to it from there is a number."""
        if infoset in self.sights:
            return self.sights[infoset]
        places, player = self.places[infoset], int(self.arrays.owner[infoset])
        own = {
            tuple(m for m in each.path if m[0] >= 0 and self.arrays.owner[m[0]] == player) for each in places
        }
        moves = dict(next(iter(own)))
        found = _NO_FOCUS
        if len(places) <= MOST_PLACES and len(own) == 1 and len(moves) == len(next(iter(own))):
            lines = zip(*((*each.above, each.node) for each in places), strict=False)
            top = [each[0] for each in lines if all(node is each[0] for node in each)][-1]
            focus = Focus(infoset, 0, tuple(moves.items()))
            weight = self.expected.of(self.expected.terms({}, (top, 1)), player, focus)
            if certain(top, infoset, moves):
                found = (top, focus, 1.0)
            elif self.graph.op[weight.node] is Op.CONSTANT and self.graph.value[weight.node] > 0:
                found = (top, focus, 1 / self.graph.value[weight.node])
        self.sights[infoset] = found
        return found

    def respond(self, infoset: int) -> None:
        """Let a set that is not cut respond to what is already known."""
        scale = self.graph.input(len(self.arrays.expressions))
        logits = [self.graph.mul(scale, part.node) for part in self.differences(infoset)]
        self.shares[infoset], self.logs[infoset] = self.graph.softmax(logits)

    def relevance(self) -> tuple[frozenset[int], ...]:
        """With all sets cut: the sets whose shares the differences at each set are made with."""
        every = range(len(self.arrays.owner))
        found = []
        for infoset in every:
            bits = 0
            for part in self.differences(infoset):
                bits |= part.uses
            found.append(frozenset(h for h in every if bits >> h & 1 and self._size(h) > 1))
        return tuple(found)

    def finished(self, chosen: Plan, relevant: tuple[frozenset[int], ...]) -> Torn:
        """The torn game, once every set has its probabilities."""
        scale = self.graph.input(len(self.arrays.expressions))
        differences = [
            [part.node for part in self.differences(infoset)] for infoset in range(len(self.arrays.owner))
        ]
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
