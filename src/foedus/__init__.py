"""foedus: assess threats to leave international agreements.

The public names, in the order of the work; each is imported when it is first used:

    take_in(paths)                articles from files and folders           (reporting.articles)
    read_articles(articles)       who said what: statements and the threat  (reporting.read)
    read_case(path)               a declared case                           (case.read)
    build(case)                   its game                                  (game.build)
    read_efg(text)                a game in Gambit's format                 (game.efg)
    solve(game, draws, precision) its quantal response equilibrium          (equilibrium.solver)
    certify(game, logs, ...)      the certificate, by other code            (equilibrium.certify)
    inquire(case)                 the answer to a case's question           (inquiry.inquire)
    fit(...)                      a declared game fitted to data            (fitting.fit)
    save_fit, load_fit            a fit as one file, and back               (fitting.saved)
    simulate(game, n)             data drawn from a declared game           (fitting.simulate)
    threats(as_of)                the table of past exit threats            (history.table)
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "take_in": ("foedus.reporting.intake.articles", "take_in"),
    "read_articles": ("foedus.reporting.read", "read_folder_articles"),
    "read_case": ("foedus.case.read", "read_case"),
    "build": ("foedus.game.build", "build"),
    "read_efg": ("foedus.game.efg", "read_efg"),
    "solve": ("foedus.equilibrium.solver", "solve"),
    "certify": ("foedus.equilibrium.certify", "certify"),
    "inquire": ("foedus.inquiry.inquire", "inquire"),
    "fit": ("foedus.fitting.fit", "fit"),
    "save_fit": ("foedus.fitting.saved", "save_fit"),
    "load_fit": ("foedus.fitting.saved", "load_fit"),
    "simulate": ("foedus.fitting.simulate", "simulate"),
    "threats": ("foedus.history.table", "threats"),
}
__all__ = [  # imported on first use
    "__version__",
    "build",
    "certify",
    "fit",
    "inquire",
    "load_fit",
    "read_articles",
    "read_case",
    "read_efg",
    "save_fit",
    "simulate",
    "solve",
    "take_in",
    "threats",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A public name, imported from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'foedus' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
