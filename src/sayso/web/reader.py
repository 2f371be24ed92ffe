"""The pages of the reader, as an ASGI application."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from sayso.case.store import Store
from sayso.dossier import Quote, quotes, render

MOST_FOUND = 200
"""How many claims one search lists."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"


class Reader:
    """The pages of one case; the dossier is made anew when the file has changed."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._made: tuple[tuple[int, ...], str] | None = None
        loader = PackageLoader("sayso.web")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)

    async def dossier(self, request: Request) -> HTMLResponse:
        """The dossier of the case as it is now."""
        return HTMLResponse(await run_in_threadpool(self._dossier))

    async def search(self, request: Request) -> HTMLResponse:
        """The claims that hold the words asked for, the best match first."""
        query = request.query_params.get("q", "").strip()
        found = await run_in_threadpool(self._search, query)
        page = self._templates.get_template("search.html.j2").render(
            query=query, found=found, most=MOST_FOUND
        )
        return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})

    def _dossier(self) -> str:
        state = self._state()
        if self._made is None or self._made[0] != state:
            with Store(self.path) as store:
                self._made = state, render(store.contents(), search_at="/search")
        return self._made[1]

    def _search(self, query: str) -> list[Quote]:
        with Store(self.path) as store:
            ids = store.search(query, MOST_FOUND)
            return quotes(store.contents(), ids) if ids else []

    def _state(self) -> tuple[int, ...]:
        """What changes when the case does: size and time of the file and of its log of writes."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        known = [file.stat() for file in files if file.exists()]
        return tuple(number for stat in known for number in (stat.st_size, stat.st_mtime_ns))


def application(path: str | Path) -> Starlette:
    """The reader of a case; it answers to this machine's own names only."""
    reader = Reader(path)
    # A page of another site can make its own name lead to 127.0.0.1; such a request names a foreign host.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=[Route("/", reader.dossier), Route("/search", reader.search)], middleware=[hosts])
