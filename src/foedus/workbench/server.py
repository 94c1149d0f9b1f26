"""Serving the workbench on the loopback address: what ``foedus serve`` calls."""

from __future__ import annotations

import getpass
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import FolderFault, InputFault, MissingExtra
from foedus.workbench.setting import Setting

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PORT = 8765


def serve(folder: Path, *, port: int = PORT, **options: Any) -> None:
    """Serve a dossier's folder until the program is stopped.

    Args:
        folder: the dossier's folder.
        port: the port on 127.0.0.1; nothing listens on any other address.
        options: as those of `application`.

    Raises:
        FolderFault: the folder is no dossier, or the port is taken.
        InputFault, MissingExtra: as `application`.
    """
    app = application(folder, port=port, **options)
    base_path = options.get("base_path") or ""
    import uvicorn

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as fault:
        raise FolderFault(
            f"port {port} cannot be used", why=str(fault), remedy="name another with --port"
        ) from fault
    print(f"http://127.0.0.1:{port}{base_path}/  (stop it with Ctrl-C)", flush=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False, proxy_headers=False,
        timeout_keep_alive=30, limit_concurrency=100, h11_max_incomplete_event_size=64 * 1024,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def application(
    folder: Path,
    *,
    port: int = PORT,
    base_path: str = "",
    token: str = "",
    name: str = "",
    hosts: Sequence[str] = (),
    register: Path | None = None,
) -> ASGIApp:
    """The ASGI application over a dossier's folder.

    Args:
        folder: the dossier's folder.
        port: the port on 127.0.0.1 that it will be served on.
        base_path: what stands before every address behind a reverse proxy ("/case-7").
        token: the secret that visitors must enter; none if empty.
        name: who makes changes where a visitor gives no name; the name of the system's user if empty.
        hosts: further hosts under which a reverse proxy serves it ("foedus.example.org", with a port if it is
            not the scheme's own); they need a token.
        register: forecasts that are scored beside the folder's own: a register or a folder of dossiers.

    Raises:
        FolderFault: the folder is no dossier.
        InputFault: the base path or the token cannot be used.
        MissingExtra: the web framework is not installed.
    """
    try:
        from foedus.workbench.app import create_app
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] in ("starlette", "python_multipart"):
            raise MissingExtra(str(fault.name), "workbench", "the workbench") from fault
        raise
    if base_path and not re.fullmatch(r"(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+", base_path):
        raise InputFault(f"the base path {base_path!r} cannot be used", remedy="write it like /case-7")
    if hosts and not token:
        raise InputFault("further hosts need a token", remedy="give --token")
    for host in hosts:
        if not re.fullmatch(
            r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?", host
        ):
            raise InputFault(
                f"{host!r} is no name of a host", remedy="write it like foedus.example.org, without https://"
            )
    if token and not re.fullmatch(r"[\x21-\x3a\x3c-\x7e]{8,200}", token):
        raise InputFault(
            "the token cannot be used", remedy="take 8 to 200 letters, digits and signs, no space, no ;"
        )
    setting = Setting(
        folder=folder, port=port, base_path=base_path, token=token, name=name.strip()[:80] or _user(), hosts=tuple(hosts),
        register=register,
    )  # fmt: skip
    return create_app(setting)


@contextmanager
def running(folder: Path, **options: Any) -> Iterator[str]:
    """A workbench in a thread of this program for as long as the block lasts, for scripts and tests; its address.

    Args:
        folder: the dossier's folder.
        options: as those of `application`; the port is a free one.
    """
    import uvicorn

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    port = int(listening.getsockname()[1])
    app = application(folder, port=port, **options)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
