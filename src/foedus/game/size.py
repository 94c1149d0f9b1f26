"""How large the tree of a case will be, known before it is built.

Only what later conditions ask about distinguishes paths, and so they can be counted without being walked:
node by node, paths that agree in all that is still asked about are counted together.
"""

from __future__ import annotations

from foedus.case.model import Case, Chance, Decision
from foedus.errors import GameFault
from foedus.game.sight import open_at

LARGEST_TREE = 400_000
"""End nodes admitted; one takes about a kilobyte while the game is prepared."""

LARGEST_WORK = 40_000_000
"""End nodes times terms (or rows) of payoffs admitted."""

_LONG_COUNT = 2000  # kinds of paths that are told apart before counting gives up


def check_size(case: Case) -> None:
    """Refuse a case whose tree could not be built in the memory and time of a usual machine.

    Raises:
        GameFault: there would be too many end nodes, or too many terms to sum at all of them.
    """
    where = case.source.where if case.source else case.title
    ends = count_ends(case)
    if ends > LARGEST_TREE:
        raise GameFault(
            f"the tree would have {ends:,} end nodes or more; {LARGEST_TREE:,} are admitted",
            where=where,
            remedy="put conditions ('when') on nodes that matter on some paths only, or leave options out",
        )
    work = ends * max(1, len(case.utilities) + len(case.payoffs))
    if work > LARGEST_WORK:
        raise GameFault(
            f"{ends:,} end nodes with {len(case.utilities) + len(case.payoffs):,} terms or rows each are too many",
            where=where,
            remedy="gather terms that stand under the same condition into one",
        )


def count_ends(case: Case) -> int:
    """The number of end nodes, counted without walking the tree.

    Where it exceeds ``LARGEST_TREE`` and counting grows long, a lower bound is returned.
    """
    later: set[str] = set()
    needed: list[frozenset[str]] = []
    for node in reversed(list(case.nodes.values())):
        needed.append(frozenset(later))
        later |= _asked_by(node)
    needed.reverse()
    counts: dict[tuple[tuple[str, str], ...], int] = {(): 1}
    for node, keep in zip(case.nodes.values(), needed, strict=True):
        following: dict[tuple[tuple[str, str], ...], int] = {}
        always = None if _asked_by(node) else open_at(node, {})
        for known, count in counts.items():
            results = open_at(node, dict(known)) if always is None else always
            kept = tuple(pair for pair in known if pair[0] in keep)
            if node.id in keep and results:
                for result in results:
                    told = (*kept, (node.id, result))
                    following[told] = following.get(told, 0) + count
            else:
                following[kept] = following.get(kept, 0) + count * max(1, len(results))
        counts = following
        if len(counts) > _LONG_COUNT and sum(counts.values()) > LARGEST_TREE:
            break
    return sum(counts.values())


def _asked_by(node: Decision | Chance) -> frozenset[str]:
    """The nodes that a node's conditions speak of."""
    asked = node.when.nodes if node.when else frozenset()
    if isinstance(node, Decision):
        for condition in node.available.values():
            asked |= condition.nodes
    return asked
