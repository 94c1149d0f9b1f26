"""Progress on standard error: one line a step, with the time it took.

reading      16 articles ................. 2.1 s
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Tells a person what is being done; silent if the stream is None.

    Attributes:
        seconds: step → wall-clock seconds, for the record of the run.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str, what: str = "") -> Iterator[None]:
        """Time a step and say so when it is done."""
        begun = time.perf_counter()
        if self._stream is not None and self._stream.isatty():
            self._stream.write(f"{name:<12} {what} ...")
            self._stream.flush()
        yield
        taken = time.perf_counter() - begun
        self.seconds[name] = taken
        if self._stream is not None:
            back = "\r" if self._stream.isatty() else ""
            self._stream.write(f"{back}{name:<12} {what:<48} {taken:5.1f} s\n")
            self._stream.flush()

    def doing(self, what: str) -> None:
        """Hear what is done within a step; nothing is said of it."""

    def note(self, line: str) -> None:
        """Say one line."""
        if self._stream is not None:
            self._stream.write(f"{line}\n")
            self._stream.flush()

    def count(self, done: int, total: int) -> None:
        """Say how far a long step has come (on a terminal only)."""
        if self._stream is not None and self._stream.isatty():
            self._stream.write(f"\r  {done} of {total}")
            self._stream.flush()
