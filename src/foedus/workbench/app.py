"""The web application: addresses, forms, faults. Every change is a POST that ends in a redirect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import resources
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from foedus.dossier.revising import Conflict
from foedus.errors import FoedusError, InputFault
from foedus.workbench import faults, pages
from foedus.workbench.bench import Bench, Shelf
from foedus.workbench.desk import Desk
from foedus.workbench.exports import export
from foedus.workbench.forms import LONGEST, Fields, Upload, clean, file_name
from foedus.workbench.guard import COOKIE, Guard, same
from foedus.workbench.quick import QuickSolver
from foedus.workbench.screen import Notice, Screen
from foedus.workbench.screens import SCREENS
from foedus.workbench.setting import LARGEST_UPLOAD, Setting
from foedus.workbench.trials import Trials
from foedus.workbench.turns import Turns

WHO = "foedus_who"
_STATIC = {
    "palette.css": ("foedus.brief", "templates", "text/css"),
    "bench.css": ("foedus.workbench", "static", "text/css"),
    "bench.js": ("foedus.workbench", "static", "text/javascript"),
}
_MOST_FIELDS = 200


REST = 8.0
"""Seconds that a closing workbench waits for its own work."""


class Workbench:
    """The pages over one folder."""

    def __init__(self, setting: Setting) -> None:
        turns = Turns()
        self.setting = setting
        self.shelf = Shelf(setting.folder, setting.register)
        self.solver = QuickSolver()
        self.trials = Trials(setting.quick, turns, self.solver)
        self.desk = Desk(setting, turns, self.solver, self.shelf, self.trials)
        self.screens = {screen.id: screen for screen in SCREENS}

    async def show(self, request: Request) -> Response:
        """A screen."""
        screen = self._screen(request)
        fields = self._state(request)
        return await run_in_threadpool(self._page, screen, fields, None, 200)

    async def act(self, request: Request) -> Response:
        """A change: made, and the screen again; or told why not, with everything that was typed."""
        screen = self._screen(request)
        state = self._state(request)
        form = await self._form(request)
        act = screen.acts.get(str(request.path_params["act"]))
        if act is None:
            raise HTTPException(404)

        def change() -> Response:
            try:
                self.desk.change(act(self.shelf.bench(), form), form.by)
            except FoedusError as fault:
                status = 409 if isinstance(fault, Conflict) else 422
                return self._page(screen, state, faults.notice(fault, form), status, form)
            return self._again(screen, request, form)

        return await run_in_threadpool(change)

    async def undo(self, request: Request) -> Response:
        """Take the last change back."""
        return await self._made(request, self.desk.undo)

    async def renew(self, request: Request) -> Response:
        """Make an answer anew that an earlier version saved."""
        return await self._made(request, self.desk.renew)

    async def _made(self, request: Request, make: Callable[[str], None]) -> Response:
        """What the desk makes for the whole folder, and the screen again from which it was asked for."""
        form = await self._form(request)
        screen = self.screens.get(form.text("screen"), SCREENS[0])

        def made() -> Response:
            try:
                make(form.by)
            except FoedusError as fault:
                return self._page(screen, Fields(by=form.by), faults.notice(fault, form), 422)
            state = form.text("state")
            return self._to(f"/{screen.id}{'?' + _query_of(state) if state else ''}")

        return await run_in_threadpool(made)

    async def complete(self, request: Request) -> Response:
        """Make the full answer now."""
        form = await self._form(request)
        await run_in_threadpool(self.desk.finish)
        screen = self.screens.get(form.text("screen"), SCREENS[0])
        return self._to(f"/{screen.id}")

    async def who(self, request: Request) -> Response:
        """Remember who makes changes from this browser."""
        form = await self._form(request)
        screen = self.screens.get(form.text("screen"), SCREENS[0])
        answer = self._to(f"/{screen.id}")
        name = urlencode({"n": form.text("name")[:80]})[2:]
        answer.set_cookie(
            WHO, name, httponly=True, samesite="strict", path=self.setting.base_path or "/", max_age=31536000
        )
        return answer

    async def first(self, request: Request) -> Response:
        """The first screen."""
        return self._to(f"/{SCREENS[0].id}")

    async def enter(self, request: Request) -> Response:
        """The page that asks for the token, or the token itself."""
        if request.method == "POST":
            form = await self._form(request)
            if self.setting.token and same(form.text("token"), self.setting.token):
                answer = self._to(f"/{SCREENS[0].id}")
                secure = request.headers.get("x-forwarded-proto") == "https"
                answer.set_cookie(COOKIE, self.setting.token, httponly=True, samesite="strict", secure=secure,
                                  path=self.setting.base_path or "/")  # fmt: skip
                return answer
            return HTMLResponse(pages.render("enter.html.jinja", self.setting.base_path, wrong=True), 401)
        return HTMLResponse(pages.render("enter.html.jinja", self.setting.base_path, wrong=False))

    async def static(self, request: Request) -> Response:
        """A style sheet or the script."""
        name = str(request.path_params["name"])
        if name not in _STATIC:
            raise HTTPException(404)
        package, folder, kind = _STATIC[name]
        data = (resources.files(package) / folder / name).read_bytes()
        return Response(data, media_type=kind, headers={"Cache-Control": "no-cache"})

    async def export(self, request: Request) -> Response:
        """The brief in a form that other programs read."""
        return await run_in_threadpool(export, self.shelf, str(request.path_params["form"]))

    async def refuse(self, request: Request, fault: Exception) -> Response:
        """A page for an address that is not there, and for a request that cannot be read."""
        status = fault.status_code if isinstance(fault, HTTPException) else 400
        return HTMLResponse(pages.render("lost.html.jinja", self.setting.base_path, status=status), status)

    async def broken(self, request: Request, fault: Exception) -> Response:
        """A page for a folder that cannot be read, and for an answer that could not be computed."""
        return HTMLResponse(pages.render("broken.html.jinja", self.setting.base_path, fault=str(fault)), 422)

    def _page(
        self, screen: Screen, fields: Fields, notice: Notice | None, status: int, typed: Fields | None = None
    ) -> Response:
        bench = self.shelf.bench()
        if bench.is_first and not self.desk.fault:
            self.desk.complete_later()
        try:
            shown = screen.show(bench, fields, self.trials)
        except FoedusError as fault:
            if notice is None:
                notice, status = faults.notice(fault, fields), 422
            fields = Fields(by=fields.by)
            shown = screen.show(bench, fields, self.trials)
        page = pages.Page(
            screen=screen, screens=[s for s in SCREENS if s.listed], title=pages.case_title(bench),
            base=self.setting.base_path, query=urlencode([(k, v) for k, vs in fields.values.items() for v in vs]),
            who=fields.by, strip=pages.strip_of(bench, self.desk.before(bench), self.desk.fault), notice=notice, fields=fields, labels=bench.grounds.labels,
            typed=defaultdict(str, {k: v[-1] for k, v in typed.values.items()} if typed else {}),
        )  # fmt: skip
        html = pages.render(f"{screen.id}.html.jinja", self.setting.base_path, page=page, shown=shown)
        return HTMLResponse(html, status)

    def _screen(self, request: Request) -> Screen:
        found = self.screens.get(str(request.path_params["screen"]))
        if found is None:
            raise HTTPException(404)
        return found

    def _state(self, request: Request) -> Fields:
        values: dict[str, tuple[str, ...]] = {}
        for name, text in request.query_params.multi_items()[:_MOST_FIELDS]:
            values[clean(name)[:80]] = (*values.get(clean(name)[:80], ()), clean(text)[:LONGEST])
        return Fields(values, by=self._by(request))

    async def _form(self, request: Request) -> Fields:
        values: dict[str, tuple[str, ...]] = {}
        upload = None
        try:
            async with request.form(
                max_files=1, max_fields=_MOST_FIELDS, max_part_size=LARGEST_UPLOAD
            ) as form:
                for name, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        if value.filename:
                            upload = Upload(file_name(value.filename), await value.read())
                    else:
                        values[name] = (*values.get(name, ()), value)
        except (MultiPartException, ClientDisconnect) as fault:
            raise HTTPException(400) from fault
        return Fields(values, upload, self._by(request))

    def _by(self, request: Request) -> str:
        from urllib.parse import unquote_plus

        return clean(unquote_plus(request.cookies.get(WHO, "")))[:80] or self.setting.name

    def _again(self, screen: Screen, request: Request, form: Fields) -> Response:
        query = _query_of(request.url.query)
        place = "".join(c for c in form.text("then") if c.isalnum() or c in "._-")[:120]
        return self._to(f"/{screen.id}{'?' + query if query else ''}{'#' + place if place else ''}")

    def _to(self, place: str) -> Response:
        return RedirectResponse(f"{self.setting.base_path}{place}", 303)


def _query_of(query: str) -> str:
    """A query made anew from its parts, so that nothing else gets into an address."""
    from urllib.parse import parse_qsl

    try:
        return urlencode(parse_qsl(query[:LONGEST], max_num_fields=_MOST_FIELDS))
    except ValueError:
        return ""


def create_app(setting: Setting) -> Starlette:
    """The application over a folder.

    Raises:
        FolderFault: the folder is no dossier.
    """
    bench = Workbench(setting)
    opened: Bench = bench.shelf.bench()
    if opened.is_first:
        bench.desk.complete_later()
    routes = [
        Route("/", bench.first),
        Route("/enter", bench.enter, methods=["GET", "POST"]),
        Route("/static/{name}", bench.static),
        Route("/export/{form}", bench.export),
        Route("/undo", bench.undo, methods=["POST"]),
        Route("/renew", bench.renew, methods=["POST"]),
        Route("/complete", bench.complete, methods=["POST"]),
        Route("/who", bench.who, methods=["POST"]),
        Route("/{screen}", bench.show),
        Route("/{screen}/{act}", bench.act, methods=["POST"]),
    ]
    if setting.base_path:
        mounted: list[BaseRoute] = [Mount(setting.base_path, routes=routes)]
    else:
        mounted = list(routes)

    @asynccontextmanager
    async def serving(_: Starlette) -> AsyncIterator[None]:
        bench.solver.warm_up(opened.grounds.case, setting.quick, bench.desk.prepare)
        yield
        bench.desk.rest(REST)
        bench.solver.rest(REST)

    handlers = {HTTPException: bench.refuse, FoedusError: bench.broken, InputFault: bench.broken}
    return Starlette(
        routes=mounted,
        middleware=[Middleware(Guard, setting=setting)],
        exception_handlers=handlers,
        lifespan=serving,
    )
