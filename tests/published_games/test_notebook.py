"""The notebook of the signalling game runs, and its outputs are those that it shows."""

import json
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "notebooks"


def printed(notebook):
    return [
        "".join(output["text"])
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    ]


def test_the_notebook_runs_and_shows_what_it_shows():
    stored = json.loads((FOLDER / "signalling_game.ipynb").read_text(encoding="utf-8"))
    fresh = runpy.run_path(str(ROOT / "scripts" / "run_notebook.py"))["executed"](stored)
    assert printed(fresh) == printed(stored) != []
    pictures = [
        "".join(output["data"]["image/svg+xml"])
        for cell in fresh["cells"]
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    ]
    assert len(pictures) == 1
    assert pictures[0].count("<polyline") == 4


def test_the_notebook_is_small_and_well_formed():
    path = FOLDER / "signalling_game.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert path.stat().st_size < 150_000
    assert notebook["nbformat"] == 4
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    for cell in notebook["cells"]:
        assert set(cell) >= {"cell_type", "id", "metadata", "source"}
        if cell["cell_type"] == "code":
            assert cell["execution_count"]
