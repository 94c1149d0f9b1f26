"""Checking a case file: its text, its declarations, and the tree that they unfold into."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.wording import counted

if TYPE_CHECKING:
    from foedus.case.model import Case
    from foedus.errors import Fault
    from foedus.fitting.form import Form
    from foedus.game.tree import Game


def check_case_file(path: Path) -> str:
    """What a sound case file declares, in a few lines, after what of it deserves a look.

    Raises:
        CaseFault: all faults of the file, each with its line.
        GameFault: the declarations are sound but the tree is not.
    """
    from foedus.case.read import read_case
    from foedus.errors import fault_text
    from foedus.fitting.form import named_game
    from foedus.game.build import build

    named = named_game(path)
    if named is not None:
        return _of_named_game(path, named)
    case = read_case(path)
    game = build(case)
    assumed = sum(any(g.kind == "assumption" for g in q.grounds) for q in case.quantities.values())
    warnings = warnings_of_case(case, game)
    told = "".join(fault_text(str(path), warning) + "\n" for warning in warnings)
    verdict = f"sound, with {len(warnings)} warning{'s'[: len(warnings) != 1]}" if warnings else "sound"
    return told + (
        f"{path}: {verdict}\n"
        f"  {counted(len(case.actors), 'actor')}, {len(case.quantities)} quantities ({assumed} rest on an assumption), "
        f"{counted(len(case.nodes), 'node')}\n"
        f"  unfolds into {counted(len(game.infosets), 'information set')}\n"
        f"  {counted(len(case.observations), 'observation')}, {counted(len(case.indicators), 'indicator')}, "
        f"{counted(len(case.judgements), 'judgement')}, {counted(len(case.consequences), 'consequence')}"
    )


def _of_named_game(path: Path, form: Form) -> str:
    """What a file declares of a game that has no finite tree."""
    formulas = form.section.get("formulas") or {}
    return (
        f"{path}: the file can be read\n"
        f"  the game {form.game}, {counted(len(formulas), 'formula')}; it has no finite tree, so it is fitted and not solved\n"
        f"  its columns are held against the data: foedus fit {path} DATA.csv"
    )


def warnings_of_case(case: Case, game: Game) -> tuple[Fault, ...]:
    """What of a case and its game deserves a look but does not stop the work, in the order of the file."""
    from foedus.case.check import warnings_of
    from foedus.game.check import warnings_in_tree

    found = [*warnings_of(case), *warnings_in_tree(case, game)]
    return tuple(sorted(found, key=lambda fault: (fault.line, fault.column)))


def schema_text() -> str:
    """The JSON Schema of case files, for editors."""
    from foedus.case.schema import schema

    return json.dumps(schema(), indent=2)
