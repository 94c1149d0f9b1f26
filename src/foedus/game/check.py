"""Rules of a case that only its finished tree can show."""

from __future__ import annotations

from foedus.case.model import Case
from foedus.errors import Fault
from foedus.game.tree import Game


def faults_in_tree(case: Case, game: Game) -> list[Fault]:
    """Faults that the tree of a case shows."""
    return []
