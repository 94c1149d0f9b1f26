"""The examples in the documentation of the modules say what the program does."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import foedus.case
import foedus.game

MODULES = [
    module.name
    for package in (foedus.case, foedus.game)
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_some_modules_have_examples() -> None:
    counts = [doctest.testmod(importlib.import_module(name)).attempted for name in MODULES]
    assert sum(count > 0 for count in counts) >= 5
