"""The payoffs at an end node: the first row of the table that matches, or the sum of the terms that hold."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.expression import Expression, total
from foedus.case.finding import Finding, fault_of, terms
from foedus.case.model import Case, UtilityTerm
from foedus.case.syntax import Path
from foedus.errors import Fault

_NOTHING = Expression.of(0.0)


class Payoffs:
    """Makes payoffs path by path, and collects the faults that only a path shows, each once.

    End nodes where the same terms hold with the same members share one expression.
    """

    def __init__(self, case: Case, players: tuple[str, ...]) -> None:
        self.case = case
        self.players = players
        self.faults: dict[object, Fault] = {}
        self._terms: dict[str, list[tuple[int, Path, UtilityTerm]]] = {player: [] for player in players}
        for number, (path, term) in enumerate(terms(case)):
            if term.actor in self._terms:
                self._terms[term.actor].append((number, (*path, "add"), term))
        self._asked = {
            player: sorted({node for _, _, term in own for _, node in term.value.indexed})
            for player, own in self._terms.items()
        }
        self._made: dict[object, Expression] = {}

    def at(self, state: Mapping[str, str]) -> tuple[Expression, ...]:
        """The payoffs of all players at the end of a path."""
        if self.case.payoffs:
            return self._from_row(state)
        return tuple(self._from_terms(player, state) for player in self.players)

    def _from_row(self, state: Mapping[str, str]) -> tuple[Expression, ...]:
        for number, row in enumerate(self.case.payoffs):
            if row.when is None or row.when.holds(state):
                return tuple(
                    self.resolved(row.values.get(player, _NOTHING), state, ("payoffs", number, player))
                    for player in self.players
                )
        path = ", ".join(f"{node} = {result}" for node, result in state.items())
        finding = Finding(
            ("payoffs",),
            f"no row of payoffs matches the end after {path}",
            why="every end of the game needs a payoff for each player",
            remedy="add a row for it, or a last row without 'if'",
        )
        self.faults.setdefault("no-payoff", fault_of(self.case, "no-payoff", finding))
        return tuple(_NOTHING for _ in self.players)

    def _from_terms(self, player: str, state: Mapping[str, str]) -> Expression:
        holding = [one for one in self._terms[player] if (when := one[2].when) is None or when.holds(state)]
        results = tuple(state.get(node) for node in self._asked[player])
        key = (player, tuple(number for number, _, _ in holding), results)
        if key not in self._made:
            self._made[key] = total(self.resolved(term.value, state, path) for _, path, term in holding)
        return self._made[key]

    def resolved(self, value: Expression, state: Mapping[str, str], path: Path) -> Expression:
        """An expression with its indexed names resolved on a path; a fault if a member is missing."""
        if not value.indexed:
            return value
        found = value.at(state)
        for name in found.names - self.case.quantities.keys():
            if name not in value.names:
                self._missing(name, value, state, path)
        return found

    def _missing(self, name: str, value: Expression, state: Mapping[str, str], path: Path) -> None:
        quantity, _, member = name.rstrip("]").partition("[")
        node = next((n for q, n in value.indexed if q == quantity and state.get(n, n) == member), member)
        if node in state:
            what = f"{quantity} has no member for {node} = {member}, which is needed here on some paths"
            remedy = f"declare {name}, or add a condition that leaves these paths out"
        else:
            what = f"{quantity}[{node}] is needed here on paths that never reach {node}"
            remedy = f"add a condition under which {node} was reached"
        finding = Finding(path, what, remedy=remedy, word=quantity)
        self.faults.setdefault((path, name), fault_of(self.case, "missing-member", finding))
