"""What is open at a node, and what its actor sees there."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.model import Case, Chance, Decision


def open_at(node: Decision | Chance, state: Mapping[str, str]) -> tuple[str, ...]:
    """The results that a node can have on a path; empty if it is not reached."""
    if node.when is not None and not node.when.holds(state):
        return ()
    if isinstance(node, Chance):
        return tuple(node.results)
    if not node.available:
        return node.options
    return tuple(o for o in node.options if o not in node.available or node.available[o].holds(state))


def visible_to(case: Case, decision: Decision) -> frozenset[str]:
    """The earlier nodes whose results a decision's actor knows, by this node's own declaration.

    What it knew at its own earlier decisions comes on top, path by path.
    """
    seen: set[str] = set()
    for node in case.nodes.values():
        if node.id == decision.id:
            break
        if isinstance(node, Chance):
            known = decision.actor in node.seen_by or node.id in decision.sees
        else:
            known = node.actor == decision.actor or (
                decision.actor not in node.hidden_from and node.id not in decision.unseen
            )
        if known:
            seen.add(node.id)
    return frozenset(seen)
