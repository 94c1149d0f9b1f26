"""Checking a case file: its text, its declarations, and the tree that they unfold into."""

from __future__ import annotations

import json
from pathlib import Path


def check_case_file(path: Path) -> str:
    """What a sound case file declares, in a few lines.

    Raises:
        CaseFault: all faults of the file, each with its line.
        GameFault: the declarations are sound but the tree is not.
    """
    from foedus.case.read import read_case
    from foedus.game.build import build

    case = read_case(path)
    game = build(case)
    assumed = sum(any(g.kind == "assumption" for g in q.grounds) for q in case.quantities.values())
    return (
        f"{path}: sound\n"
        f"  {len(case.actors)} actors, {len(case.quantities)} quantities ({assumed} rest on an assumption), "
        f"{len(case.nodes)} nodes\n"
        f"  unfolds into {len(game.infosets)} information sets\n"
        f"  {len(case.observations)} observations, {len(case.indicators)} indicators, {len(case.judgements)} judgements, "
        f"{len(case.consequences)} consequences"
    )


def schema_text() -> str:
    """The JSON Schema of case files, for editors."""
    from foedus.case.schema import schema

    return json.dumps(schema(), indent=2)
