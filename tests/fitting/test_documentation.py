"""The game files of the how-to are read, and the first is simulated and fitted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import foedus
from foedus.fitting.form import Form, game_of
from foedus.fitting.plan import KEYS

PAGE = (Path(__file__).resolve().parents[2] / "docs/fitting.md").read_text(encoding="utf-8")
FILES = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("text", FILES, ids=lambda text: re.search("title: (.*)", text)[1])
def test_every_game_file_is_read(text):
    found = game_of(text)
    assert isinstance(found, Form) == ("game:" in text)


def test_the_example_is_simulated_and_fitted():
    game = game_of(FILES[0])
    found = foedus.fit(game, foedus.simulate(game, 2000, seed=1))
    assert found.converged
    assert found.names[:2] == ("calm:(Intercept)", "calm:revisionist")
    assert abs(found.estimate[1] - 0.5) < 4 * found.standard_errors[1]


def test_every_key_of_the_section_is_described():
    described = set(re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE))
    assert set(KEYS) <= described
