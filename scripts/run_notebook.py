#!/usr/bin/env python3
"""Run a notebook's cells and keep in it what they show, without Jupyter.

    python scripts/run_notebook.py docs/notebooks/fitted_table.ipynb FOLDER

FOLDER is the working directory of the cells (here if none is given): the data that the notebook reads lie there, what it
writes is written there. Cells may use nothing but plain Python (no magics).
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

SHOWN = {"image/svg+xml": "_repr_svg_", "text/html": "_repr_html_"}


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with fresh outputs; its code cells run one after another in one namespace."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        fresh = dict(cell)
        if cell["cell_type"] == "code":
            count += 1
            fresh |= {"execution_count": count, "outputs": outputs_of("".join(cell["source"]), names, count)}
        cells.append(fresh)
    return {**notebook, "cells": cells}


def outputs_of(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What one cell prints, and what its last line is worth, in the notebook's format."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"<cell {count}>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"<cell {count}>", "eval"), names)
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {kind: _lines(getattr(value, name)()) for kind, name in SHOWN.items() if hasattr(value, name)}
        data["text/plain"] = [f"<{type(value).__name__}>"] if data else _lines(repr(value))
        found.append(
            {"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": data}
        )
    return found


def _lines(text: str) -> list[str]:
    """A text as a notebook keeps it."""
    return text.splitlines(keepends=True)


def main() -> None:
    """Run, and write the notebook anew."""
    path, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2] if len(sys.argv) > 2 else ".")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    with contextlib.chdir(folder):
        notebook = executed(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
