"""What a workbench was started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LARGEST_UPLOAD = 10 * 1024 * 1024
"""Bytes of one request's body at most."""


@dataclass(frozen=True)
class Setting:
    """What a workbench was started with.

    Attributes:
        folder: the dossier's folder.
        port: where it listens on the loopback address.
        base_path: what stands before every address behind a reverse proxy ("/case-7"), or "".
        token: the secret that every visitor must show, or "" for none.
        name: who makes changes where a visitor has not said so.
        hosts: further names under which a reverse proxy serves it ("foedus.example.org").
        register: forecasts that are scored beside the folder's own: a register or a folder of dossiers, or None.
        quick: draws of the first answer after a change.
    """

    folder: Path
    port: int = 8765
    base_path: str = ""
    token: str = ""
    name: str = "somebody"
    hosts: tuple[str, ...] = ()
    register: Path | None = None
    quick: int = 512

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The values of a Host header that are ours."""
        loopback = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if self.port == 80:
            loopback |= {"127.0.0.1", "localhost", "[::1]"}
        return frozenset({*loopback, *(host.lower() for host in self.hosts)})
