"""Which choice depends on which: the strategic relevance graph, its components, and where to cut it.

Information set k is relevant to h if the best choice at h can depend on how k is played (Koller & Milch
2003). Within a strongly connected component of that relation the choices must be found together, but not all
need be unknowns: once those of a feedback vertex set are known, every other follows in turn.

    >>> cut, order = plan([{1}, {0, 2}, set()], [1, 1, 2])
    >>> sorted(cut), order
    ([0], (2, 1))
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from itertools import combinations
from typing import NamedTuple

LARGEST_EXACT = 16  # vertices of a component up to which the cheapest cut is found for certain


class Plan(NamedTuple):
    """What to take as unknown, and the order in which all else follows.

    Attributes:
        cut: the information sets whose log-odds are unknowns, component by component.
        order: the other information sets, each after all that are relevant to it and not cut.
    """

    cut: tuple[int, ...]
    order: tuple[int, ...]


def plan(relevant: Sequence[Set[int]], weight: Sequence[int]) -> Plan:
    """The cut and the order for a relevance graph.

    Args:
        relevant: for each information set those that are relevant to it.
        weight: the number of unknowns that cutting each would cost.
    """
    cut: list[int] = []
    for component in components(relevant):
        cut.extend(sorted(cheapest_cut(component, relevant, weight)))
    rest = set(range(len(relevant))) - set(cut)
    return Plan(tuple(cut), _in_turn(rest, relevant))


def components(relevant: Sequence[Set[int]]) -> list[tuple[int, ...]]:
    """The strongly connected components, each after those that it depends on (Tarjan 1972)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[tuple[int, ...]] = []
    for start in range(len(relevant)):
        if start in number:
            continue
        work = [(start, iter(sorted(relevant[start])))]
        number[start] = low[start] = len(number)
        stack.append(start)
        on_stack.add(start)
        while work:
            vertex, others = work[-1]
            for other in others:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(sorted(relevant[other]))))
                    break
                if other in on_stack:
                    low[vertex] = min(low[vertex], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[vertex])
                if low[vertex] == number[vertex]:
                    at = stack.index(vertex)
                    found.append(tuple(sorted(stack[at:])))
                    on_stack.difference_update(stack[at:])
                    del stack[at:]
    return found


def cheapest_cut(
    component: Collection[int], relevant: Sequence[Set[int]], weight: Sequence[int]
) -> frozenset[int]:
    """A feedback vertex set of a component of least weight: exact up to `LARGEST_EXACT` vertices.

    Above that, vertices are taken greedily (most dependencies for their weight), and each is then dropped
    again if the rest suffices.
    """
    inside = frozenset(component)
    if _acyclic(inside, relevant):
        return frozenset()
    always = frozenset(vertex for vertex in inside if vertex in relevant[vertex])
    rest = sorted(inside - always)
    if len(rest) <= LARGEST_EXACT:
        return always | _exact(rest, relevant, weight)
    return always | _greedy(rest, relevant, weight)


def _exact(rest: Sequence[int], relevant: Sequence[Set[int]], weight: Sequence[int]) -> frozenset[int]:
    best = frozenset(rest)
    cost = sum(weight[vertex] for vertex in rest)
    for size in range(len(rest)):
        if size * min((weight[vertex] for vertex in rest), default=0) >= cost:
            break
        for chosen in combinations(rest, size):
            price = sum(weight[vertex] for vertex in chosen)
            if price < cost and _acyclic(frozenset(rest) - frozenset(chosen), relevant):
                best, cost = frozenset(chosen), price
    return best


def _greedy(rest: Sequence[int], relevant: Sequence[Set[int]], weight: Sequence[int]) -> frozenset[int]:
    left = _trimmed(set(rest), relevant)
    chosen: list[int] = []
    while left:
        into = dict.fromkeys(left, 0)
        for vertex in left:
            for other in relevant[vertex] & left:
                into[other] += 1
        pick = max(sorted(left), key=lambda v: into[v] * len(relevant[v] & left) / max(weight[v], 1))
        chosen.append(pick)
        left = _trimmed(left - {pick}, relevant)
    for vertex in sorted(chosen, key=lambda v: -weight[v]):
        others = frozenset(chosen) - {vertex}
        if _acyclic(frozenset(rest) - others, relevant):
            chosen.remove(vertex)
    return frozenset(chosen)


def _trimmed(left: set[int], relevant: Sequence[Set[int]]) -> set[int]:
    """The vertices that may lie on a cycle: those without a dependency, or on which none depends, go."""
    while True:
        used = set().union(*(relevant[vertex] & left for vertex in left)) if left else set()
        going = {vertex for vertex in left if not relevant[vertex] & left or vertex not in used}
        if not going:
            return left
        left = left - going


def _acyclic(vertices: Set[int], relevant: Sequence[Set[int]]) -> bool:
    return not _trimmed(set(vertices), relevant)


def _in_turn(rest: set[int], relevant: Sequence[Set[int]]) -> tuple[int, ...]:
    order: list[int] = []
    left = set(rest)
    while left:
        ready = sorted(vertex for vertex in left if not relevant[vertex] & left)
        order.extend(ready)
        left.difference_update(ready)
    return tuple(order)
