"""Solving a declared game: a case file at its medians or over its draws, or a game in Gambit's format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import InputFault

if TYPE_CHECKING:
    from foedus.case.model import Case
    from foedus.game.tree import Game

_DEFAULT_PRECISION = 2.0


def solve_file(path: Path, *, precision: float | None, draws: int, seed: int, as_json: bool) -> str:
    """The solution of a file as text or JSON.

    Raises:
        InputFault: the file is missing or of an unknown kind, or the precision is negative.
    """
    from foedus.equilibrium.report import solution_record, solution_text

    if precision is not None and not precision >= 0:
        raise InputFault(
            f"the precision must be 0 or more, not {precision:g}", remedy="give --precision 2, say"
        )
    game, medians, chosen, case = _game_of(path, precision)
    record = solution_record(game, precision=chosen, quantities=medians)
    if draws and case is not None:
        from foedus.inquiry.prior import course_distribution

        record["courses"] = course_distribution(case, draws=draws, seed=seed, precision=precision)
    return json.dumps(record, ensure_ascii=False, indent=1) if as_json else solution_text(record, game)


def _game_of(path: Path, precision: float | None) -> tuple[Game, dict[str, float], float, Case | None]:
    """The game of a file, the medians of its quantities, the precision to solve at, and its case if it has one."""
    if not path.is_file():
        raise InputFault(
            "there is no such file", where=str(path), remedy="name a case file or a game in .efg or .nfg"
        )
    if path.suffix in (".yaml", ".yml"):
        from foedus.case.read import read_case
        from foedus.game.build import build

        case = read_case(path)
        medians = {name: quantity.distribution.median for name, quantity in case.quantities.items()}
        own = medians.get(case.precision, _DEFAULT_PRECISION)
        return build(case), medians, own if precision is None else precision, case
    text = path.read_text(encoding="utf-8", errors="replace")
    chosen = _DEFAULT_PRECISION if precision is None else precision
    if path.suffix == ".nfg":
        from foedus.game.nfg import read_nfg

        return read_nfg(text, where=str(path)), {}, chosen, None
    if path.suffix == ".efg":
        from foedus.game.efg import read_efg

        return read_efg(text, where=str(path)), {}, chosen, None
    raise InputFault(
        f"{path.suffix or 'a file without an ending'} is no game",
        where=str(path),
        remedy="name a .yaml, .efg or .nfg file",
    )
