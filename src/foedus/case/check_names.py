"""Rules about names: what is spoken of must be declared, in its place, and mean one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.case.condition import Condition
from foedus.case.expression import Expression
from foedus.case.finding import Finding, Use, conditions, expressions, results_of
from foedus.case.model import Case, Chance, Decision
from foedus.case.syntax import Path
from foedus.case.values import Reading

MOST_NODES = 120
"""Nodes in one case: the longest path through the game."""


def unknown_quantity(case: Case) -> Iterator[Finding]:
    """Every name in an expression is a quantity, with a member in [ ] where it has members."""
    plain = {name for name in case.quantities if "[" not in name}
    groups = members_of(case)
    for use in expressions(case):
        assert isinstance(use.value, Expression)
        for name in sorted(use.value.names - plain):
            if name in groups:
                what = f"{name} has a value for each of {', '.join(groups[name])}"
                yield Finding(
                    use.path, what, word=name, remedy=f"write {name}[node], or {name}[{groups[name][0]}]"
                )
            elif name in case.nodes:
                what = f"{name} is a node, not a quantity"
                yield Finding(use.path, what, word=name, remedy="put it into a condition (when)")
            else:
                yield _unknown(use.path, name, "quantity", [*plain, *groups])
        for name, index in sorted(use.value.indexed):
            yield from _indexed(case, use, name, index, groups)


def _indexed(
    case: Case, use: Use, name: str, index: str, groups: dict[str, tuple[str, ...]]
) -> Iterator[Finding]:
    if name not in groups:
        if name in case.quantities:
            yield Finding(use.path, f"{name} has one value, not one for each result of {index}", word=name)
        else:
            yield _unknown(use.path, name, "quantity", [*case.quantities, *groups])
    elif index in case.nodes and index in groups[name]:
        what = f"{name}[{index}] could mean the member {index!r} or the node {index!r}"
        yield Finding(use.path, what, word=name, remedy="rename the node or the result")
    elif index in case.nodes and index not in use.earlier:
        what = f"{index} has no result yet where {name}[{index}] is needed"
        yield Finding(use.path, what, word=name, remedy="move the node that it depends on to the front")
    elif index not in case.nodes and index not in groups[name]:
        remedy = Reading.close(index, [*groups[name], *case.nodes]) or f"members: {', '.join(groups[name])}"
        yield Finding(
            use.path, f"{index!r} is neither a node nor a member of {name}", word=name, remedy=remedy
        )


def unknown_member(case: Case) -> Iterator[Finding]:
    """The members of a quantity are results of the node by which it is chosen."""
    chosen_by: dict[str, set[str]] = {}
    for use in expressions(case):
        assert isinstance(use.value, Expression)
        for name, index in use.value.indexed:
            chosen_by.setdefault(name, set()).add(index)
    for name, members in members_of(case).items():
        nodes = sorted(index for index in chosen_by.get(name, ()) if index in case.nodes)
        known = [result for node in nodes for result in results_of(case, node)]
        for member in members:
            if nodes and member not in known and member not in chosen_by[name]:
                remedy = Reading.close(member, known) or f"results: {', '.join(known)}"
                what = f"{member!r} is no result of {' or '.join(nodes)}, which chooses among the members of {name}"
                yield Finding(("quantities", name, member), what, remedy=remedy, at_key=True)


def unknown_node(case: Case) -> Iterator[Finding]:
    """Every node in a condition is declared, and before the node whose condition it is."""
    for use in conditions(case):
        assert isinstance(use.value, Condition)
        for node in sorted(use.value.nodes):
            if node not in case.nodes:
                yield _unknown(use.path, node, "node", case.nodes)
            elif node not in use.earlier:
                what = f"{node} comes later than {use.path[1]} and has no result there"
                yield Finding(use.path, what, word=node, remedy="put the nodes into the order of play")


def unknown_result(case: Case) -> Iterator[Finding]:
    """Every result in a condition is one that its node can have."""
    for use in conditions(case):
        assert isinstance(use.value, Condition)
        for part in use.value.parts:
            if part.node not in case.nodes:
                continue
            known = results_of(case, part.node)
            for result in part.results:
                if result not in known:
                    remedy = Reading.close(result, known) or f"results: {', '.join(known)}"
                    what = f"{part.node} has no result {result!r}"
                    yield Finding(use.path, what, word=result, remedy=remedy)


def unknown_actor(case: Case) -> Iterator[Finding]:
    """Whoever chooses, sees, is kept from seeing, or has utilities is an actor of the case."""
    for path, actor in _actors_named(case):
        if actor and actor not in case.actors:
            at_key = path[0] in ("utilities", "payoffs")
            remedy = Reading.close(actor, case.actors) or f"actors: {', '.join(case.actors)}"
            yield Finding(
                path, f"{actor!r} is no actor of the case", remedy=remedy, word=actor, at_key=at_key
            )


def _actors_named(case: Case) -> Iterator[tuple[Path, str]]:
    for node in case.nodes.values():
        if isinstance(node, Decision):
            yield ("nodes", node.id, "actor"), node.actor
            yield from ((("nodes", node.id, "hidden_from", n), a) for n, a in enumerate(node.hidden_from))
        else:
            yield from ((("nodes", node.id, "seen_by", n), a) for n, a in enumerate(node.seen_by))
    yield from ((("utilities", actor), actor) for actor in dict.fromkeys(t.actor for t in case.utilities))
    for number, row in enumerate(case.payoffs):
        yield from ((("payoffs", number, actor), actor) for actor in row.values)


def sight(case: Case) -> Iterator[Finding]:
    """``sees`` names earlier chance nodes, ``unseen`` earlier decisions of others."""
    everything = list(case.nodes)
    for place, node in enumerate(case.nodes.values()):
        if not isinstance(node, Decision):
            continue
        earlier = everything[:place]
        for key, names, kind in (("sees", node.sees, Chance), ("unseen", node.unseen, Decision)):
            for number, name in enumerate(names):
                path = ("nodes", node.id, key, number)
                wanted = "chance node" if kind is Chance else "decision of another actor"
                if name not in case.nodes:
                    yield _unknown(path, name, "node", earlier)
                elif name not in earlier or not isinstance(case.nodes[name], kind):
                    yield Finding(path, f"{name} is no earlier {wanted}", word=name)
                elif kind is Decision and getattr(case.nodes[name], "actor", "") == node.actor:
                    why = "an actor remembers what it did (perfect recall)"
                    yield Finding(path, f"{name} is {node.actor}'s own decision", word=name, why=why)


def explanation_node(case: Case) -> Iterator[Finding]:
    """An explanation names a chance node and one of its results."""
    for explanation in case.explanations.values():
        path = ("explanations", explanation.id)
        node = case.nodes.get(explanation.node)
        if node is None:
            yield _unknown((*path, "node"), explanation.node, "node", case.nodes)
        elif not isinstance(node, Chance):
            yield Finding(
                (*path, "node"), f"{node.id} is a decision; an explanation stands for a private type"
            )
        elif explanation.result not in node.results:
            remedy = Reading.close(explanation.result, node.results) or f"results: {', '.join(node.results)}"
            yield Finding((*path, "result"), f"{node.id} has no result {explanation.result!r}", remedy=remedy)


def too_many_nodes(case: Case) -> Iterator[Finding]:
    """A case has nodes, and at most ``MOST_NODES``."""
    if not case.nodes:
        yield Finding(("nodes",), "the case declares no node", remedy="declare at least one decision")
    elif len(case.nodes) > MOST_NODES:
        yield Finding(("nodes",), f"{len(case.nodes)} nodes are more than {MOST_NODES}", at_key=True)


def members_of(case: Case) -> dict[str, tuple[str, ...]]:
    """The quantities that have members, with them."""
    found: dict[str, list[str]] = {}
    for name in case.quantities:
        base, bracket, member = name.rstrip("]").partition("[")
        if bracket:
            found.setdefault(base, []).append(member)
    return {name: tuple(members) for name, members in found.items()}


def _unknown(path: Path, name: str, kind: str, known: Iterable[str]) -> Finding:
    known = list(known)
    remedy = Reading.close(name, known)
    if not remedy:
        remedy = f"declare it, or use one of {', '.join(known[:12])}" if known else f"declare a {kind}"
    return Finding(path, f"there is no {kind} {name!r}", remedy=remedy, word=name)


RULES = (
    unknown_quantity, unknown_member, unknown_node, unknown_result, unknown_actor, sight, explanation_node,
    too_many_nodes,
)  # fmt: skip
