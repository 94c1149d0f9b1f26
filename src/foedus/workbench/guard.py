"""What stands before every page: host, origin, token, size, and the headers that keep a page inert.

A page on another site can make a browser send requests here (cross-site forms) or point its own name at the
loopback address (DNS rebinding). So a request must name one of our hosts, and one that changes anything must
come from a page of ours. Nothing may run in a page but our own script.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foedus.workbench.setting import LARGEST_UPLOAD, Setting

COOKIE = "foedus_token"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
FRAMED_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox"
"""Of the brief's own page, which is shown inside one of ours: no script at all may run in it."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_OPEN = ("/enter", "/static/")
_SAFE = ("GET", "HEAD")


class _TooLarge(Exception):
    """More was sent than a request may hold."""


class Guard:
    """Middleware that lets through what is ours and marks every answer with the headers above."""

    def __init__(self, app: ASGIApp, setting: Setting) -> None:
        self.app, self.setting = app, setting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request; websockets are refused."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", POLICY)
            await send(message)

        refusal = refused(scope, self.setting)
        if refusal is not None:
            await refusal(scope, receive, marked)
            return
        try:
            await self.app(scope, _limited(receive), marked)
        except _TooLarge:
            await _too_large()(scope, receive, marked)


def refused(scope: Scope, setting: Setting) -> Response | None:
    """The answer to a request that is not let through; None lets it through."""
    headers = Headers(scope=scope)
    if headers.get("host", "").lower() not in setting.allowed_hosts:
        return PlainTextResponse("This is not a host of this workbench.\n", 421)
    if scope["method"] not in ("GET", "HEAD", "POST"):
        return PlainTextResponse("Only GET and POST are understood.\n", 405)
    if scope["method"] not in _SAFE and not _from_us(headers, setting):
        return PlainTextResponse("Changes must come from a page of this workbench.\n", 403)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_UPLOAD:
        return _too_large()
    path = str(scope["path"])
    if setting.token and not _known(headers, setting.token) and not _is_open(path, setting.base_path):
        if scope["method"] in _SAFE:
            return RedirectResponse(f"{setting.base_path}/enter", 303)
        return PlainTextResponse("Enter the token first.\n", 401)
    return None


def same(given: str, token: str) -> bool:
    """Whether a given token is the right one, in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8"))


def _from_us(headers: Headers, setting: Setting) -> bool:
    origin = headers.get("origin") or headers.get("referer") or ""
    try:
        place = urlsplit(origin)
    except ValueError:
        return False
    return place.scheme in ("http", "https") and place.netloc.lower() in setting.allowed_hosts


def _known(headers: Headers, token: str) -> bool:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and same(given.strip(), token):
        return True
    for pair in headers.get("cookie", "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE and same(value, token):
            return True
    return False


def _is_open(path: str, base_path: str) -> bool:
    inner = path.removeprefix(base_path)
    return inner == _OPEN[0] or inner.startswith(_OPEN[1])


def _too_large() -> Response:
    return PlainTextResponse(
        f"More than {LARGEST_UPLOAD // 1024 // 1024} MB cannot be taken in at once.\n", 413
    )


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_UPLOAD:
            raise _TooLarge
        return message

    return counted
