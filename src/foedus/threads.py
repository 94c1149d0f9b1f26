"""One thread of linear algebra while articles are read, a game is fitted or an answer weighed.

Their matrices are small, or have many rows and few columns. Threads of a BLAS library that share such products wait
for each other longer than they work: on two cores a fit of 7,240 rows takes six times as long with two threads as
with one, a parse a fifth longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module

from threadpoolctl import ThreadpoolController


@cache
def _controller(module: str) -> ThreadpoolController:
    """What holds the threads of the libraries that are loaded once ``module`` is."""
    import_module(module)
    return ThreadpoolController()


@contextmanager
def one_thread(module: str = "scipy.linalg") -> Iterator[None]:
    """Hold the linear algebra that ``module`` loads at one thread; also a decorator."""
    with _controller(module).limit(limits=1, user_api="blas"):
        yield
