"""How a course's probability moves with every quantity and with precision, for all draws at once.

By the implicit function theorem: with the equilibrium x given by F(x, θ) = 0 and the probability c(x, θ),

    dc/dθ = ∂c/∂θ − μ · ∂F/∂θ     where     (∂F/∂x)ᵀ μ = ∂c/∂x.

Both partial derivatives come from one backward pass over the game's graph, so that the cost does not grow
with the number of quantities (Griewank & Walther 2008); the quantities enter through the expressions of the
payoffs and of the chance probabilities, whose derivatives are expressions too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.equilibrium import lanes
from foedus.equilibrium.linear import solve_many
from foedus.equilibrium.solver import Solutions, prepare, unknowns_of
from foedus.equilibrium.tape import Tape, tape
from foedus.equilibrium.tearing import Torn
from foedus.errors import GameFault
from foedus.game.arrays import evaluate
from foedus.game.tree import Decision, Terminal

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Gradient:
    """The probability of a course and its derivatives, for n draws.

    Attributes:
        probability: (n,).
        by: quantity → (n,) derivative with respect to it, all others and λ held.
        by_precision: (n,) derivative with respect to λ, where λ is not itself one of the quantities.
    """

    probability: Floats
    by: Mapping[str, Floats]
    by_precision: Floats


@dataclass(frozen=True, eq=False)
class _Passes:
    """The two programs: c, ∂c/∂x and ∂F/∂x; then the derivative of c − μ · F by all inputs."""

    forward: Tape
    backward: Tape
    expressions: tuple[int, ...]


def course_gradient(solutions: Solutions, ends: ArrayLike) -> Gradient:
    """Derivatives of the probability that play ends in one of some end nodes.

    Args:
        solutions: of `solver.solve`.
        ends: (Z,) true for the end nodes of the course.

    Raises:
        GameFault: ``ends`` has not one entry for each end node.
    """
    arrays = solutions.arrays
    mask = np.asarray(ends, dtype=np.bool_)
    if mask.shape != (arrays.ends,):
        raise GameFault(f"the course has {mask.size} marks for {arrays.ends} end nodes")
    programs = prepare(arrays)
    torn = programs.torn
    passes = _passes(torn, mask)
    n, m = len(solutions), torn.size
    values = np.broadcast_to(evaluate(arrays, solutions.draws), (len(arrays.expressions), n))
    rows = np.vstack([values, solutions.precision[None], unknowns_of(torn, solutions.log_probabilities.T)])
    found = lanes.run(passes.forward, range(len(rows)), rows)
    weights = np.zeros((m, n))
    if m:
        transposed = found[1 + m :].reshape(m, m, n).swapaxes(0, 1).copy()
        weights, _ = solve_many(transposed, found[1 : 1 + m].copy())
    slopes = lanes.run(passes.backward, range(len(rows) + m), np.vstack([rows, weights]))
    by: dict[str, Floats] = {}
    given = solutions.draws or {}
    for slope, k in zip(slopes, passes.expressions, strict=False):
        part = arrays.expressions[k]
        for name in sorted(part.names):
            by[name] = by.get(name, np.zeros(n)) + slope * part.derivative(name).evaluate(given)
    return Gradient(found[0], dict(sorted(by.items())), slopes[-1])


def _passes(torn: Torn, mask: Flags) -> _Passes:
    graph = torn.graph
    course = _course(torn, mask)
    carried = graph.adjoints({course: graph.one})
    by_unknown = [carried.get(unknown, graph.zero) for unknown in torn.unknowns]
    rows = graph.tangents(torn.residual, torn.unknowns)
    forward = tape(graph, [course, *by_unknown, *(part for row in rows for part in row)])
    weights = {course: graph.one}
    for k, residual in enumerate(torn.residual):
        weight = graph.negative(graph.input(torn.precision + 1 + torn.size + k))
        weights[residual] = graph.add(weights[residual], weight) if residual in weights else weight
    total = graph.adjoints(weights)
    varying = torn.arrays.varying
    outputs = [total.get(graph.input(k), graph.zero) for k in varying]
    outputs.append(total.get(graph.input(torn.precision), graph.zero))
    return _Passes(forward, tape(graph, outputs), varying)


def _course(torn: Torn, mask: Flags) -> int:
    """The node of the course's probability: from the ends back to the root."""
    graph, arrays = torn.graph, torn.arrays
    index = {part: k for k, part in enumerate(arrays.expressions)}
    constants = arrays.constants
    ends = iter(mask.tolist())

    def chance(k: int) -> int:
        return graph.input(k) if np.isnan(constants[k]) else graph.constant(float(constants[k]))

    def probability(node: object) -> int:
        if isinstance(node, Terminal):
            return graph.one if next(ends) else graph.zero
        below = [probability(child) for child in node.children]  # type: ignore[attr-defined]
        if len(set(below)) == 1:
            return below[0]
        if isinstance(node, Decision):
            first = int(arrays.first[node.infoset])
            shares = list(torn.probabilities[first : first + len(below)])
        else:
            shares = [chance(index[part]) for part in node.probabilities]  # type: ignore[attr-defined]
        return graph.dot(shares, below)

    return probability(arrays.game.root)
