"""Solving a declared game: a case file at its medians or over its draws, or a game in Gambit's format."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import InputFault

if TYPE_CHECKING:
    from foedus.case.model import Case
    from foedus.errors import Fault
    from foedus.game.names import Names
    from foedus.game.tree import Game

_DEFAULT_PRECISION = 2.0


@dataclass(frozen=True)
class Solved:
    """The solution of a file.

    Attributes:
        text: as text or JSON.
        picture: the principal branch against λ, an SVG.
        warnings: what of the case deserves a look.
    """

    text: str
    picture: str
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class _Declared:
    game: Game
    precision: float
    names: Names
    medians: dict[str, float] = field(default_factory=dict)
    case: Case | None = None


def solve_file(path: Path, *, precision: float | None, draws: int, seed: int, as_json: bool) -> Solved:
    """The solution of a file.

    Raises:
        InputFault: the file is missing or of an unknown kind, or the precision is negative.
    """
    from foedus.equilibrium.picture import branch_svg
    from foedus.equilibrium.report import solution_record
    from foedus.equilibrium.report_text import solution_text

    if precision is not None and not precision >= 0:
        raise InputFault(
            f"the precision must be 0 or more, not {precision:g}", remedy="give --precision 2, say"
        )
    found = _declared(path, precision)
    record = solution_record(found.game, precision=found.precision, quantities=found.medians)
    if draws and found.case is not None:
        from foedus.inquiry.prior import course_distribution

        record["courses"] = course_distribution(found.case, draws=draws, seed=seed, precision=precision)
    text = (
        json.dumps(record, ensure_ascii=False, indent=1)
        if as_json
        else solution_text(record, found.game, found.names)
    )
    return Solved(text, branch_svg(record, found.game, found.names), _warnings(found))


def _warnings(found: _Declared) -> tuple[Fault, ...]:
    if found.case is None:
        return ()
    from foedus.dossier.checking import warnings_of_case

    return warnings_of_case(found.case, found.game)


def _declared(path: Path, precision: float | None) -> _Declared:
    """The game of a file, the precision to solve at, and what its case says of it if it has one."""
    from foedus.catalogue import entries, entry
    from foedus.game.names import Names, names_of

    chosen = _DEFAULT_PRECISION if precision is None else precision
    if not path.exists() and str(path) in {known.id for known in entries()}:
        return _Declared(entry(str(path)).game(), chosen, Names())
    if not path.is_file():
        raise InputFault(
            "there is no such file: this is a folder" if path.is_dir() else "there is no such file",
            where=str(path),
            remedy="name a case file (.yaml), a game in .efg or .nfg, or one of the catalogue: "
            + ", ".join(known.id for known in entries()),
        )
    if path.suffix in (".yaml", ".yml"):
        from foedus.case.read import read_case
        from foedus.fitting.form import named_game
        from foedus.game.build import build

        if (named := named_game(path)) is not None:
            raise InputFault(
                f"the game {named.game} has no finite tree to solve", where=str(path),
                remedy=f"fit it to data: foedus fit {path} DATA.csv",
            )  # fmt: skip
        case = read_case(path)
        medians = {name: quantity.distribution.median for name, quantity in case.quantities.items()}
        own = medians.get(case.precision, _DEFAULT_PRECISION)
        return _Declared(build(case), own if precision is None else precision, names_of(case), medians, case)
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".nfg":
        from foedus.game.nfg import read_nfg

        return _Declared(read_nfg(text, where=str(path)), chosen, Names())
    if path.suffix == ".efg":
        from foedus.game.efg import read_efg

        return _Declared(read_efg(text, where=str(path)), chosen, Names())
    raise InputFault(
        f"{path.suffix or 'a file without an ending'} is no game",
        where=str(path),
        remedy="name a .yaml, .efg or .nfg file",
    )
