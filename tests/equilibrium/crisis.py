"""The crisis game of these tests: a threat, a reply, and whether it is carried out, with quantities."""

from __future__ import annotations

import numpy as np

from foedus.case.expression import Expression
from foedus.game.tree import Chance, Decision, Game, InformationSet, Terminal

_PARSE = Expression.parse


def crisis() -> Game:
    """One sender of two types, one receiver; five information sets, one unknown."""

    def of_type(war: str, first: int, last: int) -> Decision:
        act = Decision(last, (_end(war, "-d", "exit"), _end("-a", "b", "fades")))
        return Decision(first, (_end("0", "0", "quiet"), Decision(4, (_end("v", "-c", "revised"), act))))

    sets = (
        InformationSet(0, "resolved", ("quiet", "threaten")),
        InformationSet(0, "resolved acts", ("carry out", "back down")),
        InformationSet(0, "bluffing", ("quiet", "threaten")),
        InformationSet(0, "bluffing acts", ("carry out", "back down")),
        InformationSet(1, "reply", ("concede", "resist")),
    )
    root = Chance(
        "type", ("r", "b"), (_PARSE("p"), _PARSE("1 - p")), (of_type("wr", 0, 1), of_type("wb", 2, 3))
    )
    return Game("crisis", ("S", "R"), sets, root)


def _end(first: str, second: str, label: str) -> Terminal:
    return Terminal((_PARSE(first), _PARSE(second)), label)


def crisis_draws(n: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Values of the quantities; payoffs of a few units."""
    random = np.random.default_rng(seed)
    low_high = {
        "p": (0.1, 0.9), "v": (0.5, 2), "c": (0.3, 2), "wr": (-0.3, 0.8),
        "wb": (-2.5, -0.6), "d": (0.8, 4), "a": (0.05, 1.2), "b": (0, 0.5),
    }  # fmt: skip
    return {name: random.uniform(*ends, n) for name, ends in low_high.items()}
