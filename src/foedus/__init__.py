"""foedus: assess threats to leave international agreements."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

_HOMES = {"fit": "foedus.fitting.fit", "simulate": "foedus.fitting.simulate"}


def __getattr__(name: str) -> Any:
    """The public functions, imported when first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'foedus' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
