"""Whose turn it is to compute: one at a time, and what somebody waits for goes before what can wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from foedus.dossier.progress import Progress


class Yielded(Exception):
    """Work that can wait was given up for work that somebody waits for; it is to be begun again later."""


class Turns:
    """Keeps two computations of one program apart."""

    def __init__(self) -> None:
        self._computing = threading.Lock()
        self._counting = threading.Lock()
        self._awaited = 0

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits for a turn."""
        return self._awaited > 0

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """A turn for which somebody waits."""
        with self._counting:
            self._awaited += 1
        self._computing.acquire()
        with self._counting:
            self._awaited -= 1
        try:
            yield
        finally:
            self._computing.release()

    @contextmanager
    def spare(self) -> Iterator[Progress]:
        """A turn for work that can wait: each of its steps raises `Yielded` once somebody waits."""
        with self._computing:
            yield _Giving(self)


class _Giving(Progress):
    """Silent progress that stops the work where somebody waits for a turn."""

    def __init__(self, turns: Turns) -> None:
        super().__init__(None)
        self._turns = turns

    def doing(self, what: str) -> None:
        """Go on, or give way."""
        if self._turns.is_awaited:
            raise Yielded(what)
