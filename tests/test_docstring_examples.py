"""The examples in docstrings print what they say."""

import doctest
import importlib
import pkgutil

import pytest

import foedus

MODULES = sorted(
    m.name for m in pkgutil.walk_packages(foedus.__path__, "foedus.") if "__main__" not in m.name
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name):
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as missing:
        pytest.skip(f"{missing.name} is optional")
    assert doctest.testmod(module).failed == 0
