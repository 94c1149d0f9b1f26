"""One thread of linear algebra while a game is fitted or an answer weighed.

A design has many rows and few columns. Threads of a BLAS library that share such products wait for each other longer
than they work: on two cores a fit of 7,240 rows takes six times as long with two threads as with one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module

from threadpoolctl import ThreadpoolController


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    """What holds the threads of the libraries that are loaded by now."""
    import_module("scipy.linalg")  # its library is held too
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold linear algebra at one thread; also a decorator."""
    with _controller().limit(limits=1, user_api="blas"):
        yield
