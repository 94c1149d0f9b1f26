"""The catalogue's index and its games, read from the package's own files.

``index.json`` lists for each game its file, title, citation, what it is about, and what the literature says of its
equilibria: ``pure`` (the action at each information set, and whether it rests on no empty threat), ``mixed``
(probabilities at each information set) and ``value`` (each player's expected payoff in the mixed equilibria).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from foedus.errors import InputFault
from foedus.game.efg import read_efg
from foedus.game.tree import Game


@dataclass(frozen=True)
class Entry:
    """A game of the catalogue.

    Attributes:
        id, title: its names.
        file: where it lies in the package.
        cite: the publication that it is taken from.
        about: what is known of it, in a sentence or two.
        published: its equilibria as published; see the module.
    """

    id: str
    title: str
    file: str
    cite: str
    about: str
    published: Mapping[str, Any]

    def game(self) -> Game:
        """The game, read from its file."""
        text = files("foedus.catalogue").joinpath(self.file).read_text(encoding="utf-8")
        return read_efg(text, where=self.file)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All games of the catalogue, in the index's order."""
    index = json.loads(files("foedus.catalogue").joinpath("index.json").read_text(encoding="utf-8"))
    return tuple(Entry(**record) for record in index)


def entry(identity: str) -> Entry:
    """The game of that id.

    Raises:
        InputFault: there is none; the known ids are named.
    """
    for found in entries():
        if found.id == identity:
            return found
    known = ", ".join(found.id for found in entries())
    raise InputFault(f"the catalogue has no game {identity!r}", remedy=f"name one of {known}")
