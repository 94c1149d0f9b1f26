"""Which reader made a reading: a digest of its code and tables, so that what two readers made is not mixed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from foedus.provenance import digest_of


@cache
def reader_digest() -> str:
    """The digest of every module and table of the reader."""
    files = sorted(_files(resources.files("foedus.reporting")))
    return digest_of(b"".join(content for _, content in files))


def _files(room: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in room.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{path}{entry.name}/")
        elif entry.name.endswith((".py", ".tsv", ".npz")):
            yield path + entry.name, entry.read_bytes()
