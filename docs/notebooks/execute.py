"""Run the cells of notebooks and write their outputs, without Jupyter.

    python docs/notebooks/execute.py NOTEBOOK.ipynb ...

What a cell prints, and the picture or text of its last expression, become its outputs. Cells may use nothing but
plain Python (no magics), so that the tests can run them too.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any


def outputs_of(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run a cell in ``names`` and tell its outputs in the notebook's format."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"<cell {count}>", "exec"), names)  # noqa: S102 - the project's own notebooks
        if last is not None:
            value = eval(compile(ast.Expression(last.value), f"<cell {count}>", "eval"), names)  # noqa: S307 - likewise
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        data: dict[str, Any] = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_svg_"):
            data["image/svg+xml"] = _lines(value._repr_svg_())
        found.append(
            {"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"}
        )
    return found


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with fresh outputs."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        fresh = dict(cell)
        if cell["cell_type"] == "code":
            count += 1
            fresh["execution_count"] = count
            fresh["outputs"] = outputs_of("".join(cell["source"]), names, count)
        cells.append(fresh)
    return {**notebook, "cells": cells}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> int:
    """Write the outputs of the notebooks named."""
    for path in map(Path, sys.argv[1:]):
        found = executed(json.loads(path.read_text(encoding="utf-8")))
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
