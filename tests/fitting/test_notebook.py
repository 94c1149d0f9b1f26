"""The notebook's cells run, on made data of the same columns; what it keeps agrees with what it claims."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

import foedus
from foedus.fitting.form import game_of

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = json.loads((ROOT / "docs/notebooks/fitted_table.ipynb").read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]

MADE = """
  simulate:
    covariates:
      s_wt_re1: {uniform: [-0.5, 1]}
      revis1: {uniform: [0, 1]}
      balanc: {uniform: [0, 1]}
      regime1: [autoc, dem, mixed]
      regime2: [autoc, dem, mixed]
    coefficients: {"calm:s_wt_re1": -0.7, "war_A:(Intercept)": -1.5, "war_B:(Intercept)": 0.3, "war_B:balanc": -1}
"""


def test_the_cells_run_on_made_data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    game = re.search(r'GAME = """\n(.*?)"""', "".join(CODE[0]["source"]), flags=re.DOTALL)[1]
    foedus.simulate(game_of(game + MADE), 900, seed=1).to_csv("war1800.csv", index=False)
    executed = runpy.run_path(str(ROOT / "scripts" / "run_notebook.py"))["executed"]
    outputs = [cell["outputs"] for cell in executed(NOTEBOOK)["cells"] if cell["cell_type"] == "code"]
    assert "text/html" in outputs[1][0]["data"]
    assert any("image/svg+xml" in part["data"] for part in outputs[3])
    assert "normal: [" in "".join(outputs[-1][0]["text"])


def test_what_it_keeps_agrees_with_the_published_table():
    kept = "".join(
        next(cell["outputs"][0]["text"] for cell in CODE if "PUBLISHED" in "".join(cell["source"]))
    )
    rows = re.findall(r"^\S+:\S+ +(-?[\d.]+) +([\d.]+) +(-?[\d.]+) +([\d.]+)$", kept, flags=re.MULTILINE)
    assert len(rows) == 10
    for estimate, error, published, its_error in rows:
        assert float(estimate) == pytest.approx(float(published), abs=1.01e-4)
        assert float(error) == pytest.approx(float(its_error), abs=1.01e-4)
