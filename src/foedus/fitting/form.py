"""Games that no finite tree declares: their file names the game, and has a ``fit`` section without nodes.

foedus: 1
title: Offers in the classroom
fit:
  game: ultimatum
  offer: offer
  accept: accept
  largest: 100
  formulas: {proposer: ~ gender1, responder: ~ gender2}
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.case.model import Case
from foedus.case.read import case_of
from foedus.case.syntax import LARGEST_FILE, parse, plain
from foedus.errors import CaseFault, Fault, InputFault
from foedus.fitting.distributions import Simulation, priors_of, simulation_of
from foedus.quantity import Distribution

GAMES = ("ultimatum", "crisis_bargaining")
"""Games by name: offers between two numbers (Ramsay & Signorino 2009); Lewis & Schultz (2003)."""


@dataclass(frozen=True)
class Form:
    """A named game with what its file declares.

    Attributes:
        title, where: of the game, and the file's name for messages.
        game: one of `GAMES`.
        section: the plain values of its ``fit`` section, without ``game``.
        text: of the file.
    """

    title: str
    where: str
    game: str
    section: Mapping[str, Any]
    text: str = ""


def read_game(path: str | Path) -> Case | Form:
    """The case or named game of a file.

    Raises:
        CaseFault: the file has faults.
        InputFault: it is missing, too large or no UTF-8 text.
    """
    path = Path(path)
    try:
        data = path.read_bytes() if path.stat().st_size <= 4 * LARGEST_FILE else None
        if data is None:
            raise InputFault("the file is too large for a game", where=str(path))
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputFault(
            f"the game file cannot be read: {error.strerror}",
            where=str(path),
            remedy="name a .yaml file with a section 'fit'; docs/fitting.md shows one",
        ) from None
    except UnicodeDecodeError:
        raise InputFault(
            "the game file is no UTF-8 text", where=str(path), remedy="save it as UTF-8"
        ) from None
    return game_of(text, str(path))


def named_game(path: Path) -> Form | None:
    """The game without a finite tree that a file names; None where it declares nodes of its own, or is no file.

    Raises:
        CaseFault, InputFault: as `read_game`.
    """
    if not path.is_file() or "game:" not in path.read_text(encoding="utf-8", errors="replace"):
        return None
    found = read_game(path)
    return found if isinstance(found, Form) else None


def game_of(text: str, where: str = "game") -> Case | Form:
    """The case or named game that a text declares.

    Raises:
        CaseFault: the text has faults.
    """
    source = parse(text, where)
    top = plain(source.root)
    section = top.get("fit") if isinstance(top, Mapping) else None
    if not isinstance(section, Mapping) or "game" not in section:
        return case_of(text, where)
    name = str(section["game"])
    unknown = sorted(set(top) - {"foedus", "title", "reference", "fit"})
    if name not in GAMES or unknown:
        near = difflib.get_close_matches(name, GAMES, n=1)
        what = f"no game is called {name!r}" if name not in GAMES else f"a named game has no {unknown[0]!r}"
        remedy = f"did you mean {near[0]!r}?" if near and name not in GAMES else f"games: {', '.join(GAMES)}"
        raise CaseFault(
            [source.fault("fit", what, source.at(("fit", "game")).start, remedy=remedy)], where=where
        )
    rest = {key: value for key, value in section.items() if key != "game"}
    return Form(str(top.get("title", name)), where, name, rest, text)


class FormReader:
    """Reads the values of a form's section; all faults are told at once by ``done``."""

    def __init__(self, form: Form, keys: tuple[str, ...]) -> None:
        self.form = form
        self.faults: list[Fault] = []
        for key in form.section:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, n=1)
                self.fault(
                    f"{form.game} has no key {key!r}",
                    f"did you mean {near[0]!r}?" if near else f"known: {', '.join(keys)}",
                )

    def fault(self, what: str, remedy: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault("fit", what, remedy=remedy))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; a fault if it is missing and has no default."""
        value = self.form.section.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            self.fault(f"{key} is missing", "name a column")
            return ""
        return value

    def number(self, key: str, default: float) -> float:
        """A finite number."""
        value = self.form.section.get(key, default)
        try:
            found = float(value)
        except (TypeError, ValueError):
            found = float("nan")
        if not abs(found) < float("inf"):
            self.fault(f"{key} is no number: {value!r}")
            return default
        return found

    def texts(self, key: str, known: tuple[str, ...]) -> dict[str, str]:
        """A mapping of known names to texts."""
        value = self.form.section.get(key, {})
        if not isinstance(value, Mapping):
            self.fault(f"{key} is a mapping of names to texts")
            return {}
        for name in value:
            if name not in known:
                self.fault(f"{key} has no {name!r}", f"known: {', '.join(known)}")
        return {str(name): str(part) for name, part in value.items() if name in known}

    def priors(self) -> dict[str, Distribution]:
        """The priors that the section declares."""
        return priors_of(self.form.section.get("priors", {}), self.fault)

    def simulation(self) -> Simulation:
        """What the section simulates from."""
        return simulation_of(self.form.section.get("simulate", {}), self.fault)

    def done(self) -> None:
        """Raise what was noted.

        Raises:
            CaseFault: there were faults.
        """
        if self.faults:
            raise CaseFault(self.faults, where=self.form.where)
