"""What the package offers by name is there, and importing the package itself costs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import foedus


@pytest.mark.parametrize("name", [name for name in foedus.__all__ if name not in ("__version__", "fit")])
def test_every_public_name_is_there_and_described(name):
    assert getattr(foedus, name).__doc__


def test_what_is_not_there_is_said():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = foedus.nothing


def test_importing_the_package_imports_no_library():
    code = "import foedus, sys; print([m for m in ('numpy', 'scipy', 'spacy', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_way_from_a_case_to_its_equilibrium(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(
        "foedus: 1\ntitle: entry\nactors: {A: {name: entrant}, B: {name: incumbent}}\n"
        "quantities: {gain: {value: 1, because: 'assumption: unit'}}\n"
        "nodes: {enter: {actor: A, options: [stay_out, enter]}, reply: {actor: B, when: enter = enter, options: [yield, fight]}}\n"
        "payoffs: [{if: enter = stay_out, A: 0, B: 2}, {if: reply = yield, A: gain, B: gain}, {A: -1, B: -1}]\n"
        "courses: {entry: reply = yield, other: otherwise}\n",
        encoding="utf-8",
    )
    game = foedus.build(foedus.read_case(path))
    profile = foedus.solve(game, {"gain": [1.0]}, 50.0).profile(0)
    flat = {action: p for sets in profile.values() for one in sets for action, p in one.items()}
    assert flat["enter"] > 0.999
    assert flat["yield"] > 0.999
