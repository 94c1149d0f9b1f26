#!/usr/bin/env python3
"""Run a notebook's cells in a folder and keep in it what they show, without Jupyter.

    python scripts/run_notebook.py docs/notebooks/fitted_table.ipynb FOLDER

FOLDER is the working directory of the cells: the data that the notebook reads lie there, what it writes is written there.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

SHOWN = {"image/svg+xml": "_repr_svg_", "text/html": "_repr_html_"}


def run(cells: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The outputs of code cells, run one after another in one namespace."""
    space: dict[str, Any] = {"__name__": "__main__"}
    return [outputs_of("".join(cell["source"]), space) for cell in cells]


def outputs_of(source: str, space: dict[str, Any]) -> list[dict[str, Any]]:
    """What one cell prints, and what its last line is worth."""
    body = ast.parse(source).body
    last = body[-1] if body and isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body[:-1] if last else body, []), "cell", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last else None
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": lines(printed.getvalue())})
    if value is not None:
        data = {kind: lines(getattr(value, name)()) for kind, name in SHOWN.items() if hasattr(value, name)}
        data["text/plain"] = [f"<{type(value).__name__}>"] if data else lines(repr(value))
        found.append({"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data})
    return found


def lines(text: str) -> list[str]:
    """A text as a notebook keeps it."""
    return text.splitlines(keepends=True)


def main() -> None:
    """Run, and write the notebook anew."""
    path, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    notebook = json.loads(path.read_text(encoding="utf-8"))
    os.chdir(folder)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, (cell, outputs) in enumerate(zip(code, run(code), strict=True), start=1):
        for output in outputs:
            if "execution_count" in output:
                output["execution_count"] = number
        cell["outputs"], cell["execution_count"] = outputs, number
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
