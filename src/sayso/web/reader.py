"""The pages of the reader, as an ASGI application."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.case.decisions import Choice, orphans
from sayso.case.store import Store
from sayso.dossier import Served, render_pile, source_hash, template_text, words
from sayso.dossier.pairs import NAMES
from sayso.dossier.pile import Pile
from sayso.errors import CaseError, UsageError
from sayso.web.items import Item, entry, record, suggestions
from sayso.web.requests import SAFE, form_of, remember, remembered

MOST_FOUND = 200
"""How many claims one search lists, and how many people one page."""

_ITEMS = "/item/"
_SERVED = Served("/search", _ITEMS, (("/people", "People and bodies"), ("/decisions", "Decisions")))


class Reader:
    """The pages of one case; they are made anew when the file has changed."""

    def __init__(self, path: str | Path, who: str) -> None:
        self.path, self.who = Path(path), who
        self.token = secrets.token_urlsafe(32)
        self._pile: tuple[tuple[int, ...], Pile] | None = None
        self._stamp: int | None = None
        self._dossier: tuple[Pile, str] | None = None
        self._style = template_text("style.css") + "\n" + template_text("reader.css", "sayso.web")
        self._policy = (
            f"default-src 'none'; style-src '{source_hash(self._style)}'; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'"
        )
        loader = PackageLoader("sayso.web")
        self._templates = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.filters["several"] = words.several

    # --- reading -------------------------------------------------------------------------------------------

    async def dossier(self, request: Request) -> Response:
        """The dossier of the case as it is now."""
        return HTMLResponse(await run_in_threadpool(self._render), headers=SAFE)

    async def search(self, request: Request) -> Response:
        """The claims that hold the words asked for, the best match first."""
        query = request.query_params.get("q", "").strip()
        found = await run_in_threadpool(self._search, query)
        return self._page("search", request, query=query, found=found, most=MOST_FOUND)

    async def item(self, request: Request) -> Response:
        """One record with all that touches it, what was decided about it, and what can be."""
        item = await self._item(request.path_params["id"])
        if item is None:
            raise HTTPException(404, "The case holds no record of this id.")
        if item.decision is not None:
            return RedirectResponse(f"{_ITEMS}{item.decision.target}", 303, headers=SAFE)
        return self._page("item", request, item=item, relations=NAMES)

    async def item_json(self, request: Request) -> Response:
        """The same record as the export writes it, with its decisions."""
        item = await self._item(request.path_params["id"])
        if item is None:
            return JSONResponse({"error": "no record of this id"}, 404, SAFE)
        return JSONResponse(item.record(), headers=SAFE)

    async def people(self, request: Request) -> Response:
        """Everybody who is named, merged ones as one, with who may be the same."""
        sought = request.query_params.get("q", "").strip()
        pile = await run_in_threadpool(self._read)
        found = [e for e in pile.entities if sought.casefold() in " ".join((e.name, *e.aliases)).casefold()]
        found.sort(key=lambda e: (not e.similar, e.kind == "place", -len(e.mentions), e.name, e.id))
        rows = [(e, pile.merged.members.get(e.id, (e,)), suggestions(pile, e)) for e in found[:MOST_FOUND]]
        return self._page("people", request, rows=rows, sought=sought, total=len(found), pile=pile)

    async def decisions(self, request: Request) -> Response:
        """All that was decided, the latest first; orphans before them."""
        pile = await run_in_threadpool(self._read)
        log = pile.found.log
        lost = [entry(pile, decision) for decision in orphans(pile.found.things, log)]
        entries = [entry(pile, decision) for decision in reversed(log.all)]
        return self._page("decisions", request, entries=entries, lost=lost)

    async def decisions_json(self, request: Request) -> Response:
        """The log of decisions, in the order they were made."""
        pile = await run_in_threadpool(self._read)
        log = [record(entry(pile, decision)) for decision in pile.found.log.all]
        return JSONResponse(log, headers=SAFE)

    # --- deciding ------------------------------------------------------------------------------------------

    async def decide(self, request: Request) -> Response:
        """Keep a decision and lead back to where it was made."""
        form = await form_of(request, self.token)
        choice = Choice(
            form.get("target", ""),
            form.get("field", ""),
            form.get("value"),
            form.get("who", ""),
            form.get("note"),
        )
        return await self._change(request, form, lambda store, found: store.decide(choice, found))

    async def undecide(self, request: Request) -> Response:
        """Take a decision back and lead back to where it was done."""
        form = await form_of(request, self.token)
        id_, who, note = form.get("decision", ""), form.get("who", ""), form.get("note")
        return await self._change(request, form, lambda store, found: store.undecide(id_, who, note, found))

    async def _change(self, request: Request, form: dict[str, str], change: Any) -> Response:
        def write() -> str:
            found = self._read().found
            with Store(self.path, write=True) as store:
                return str(change(store, found).target)

        try:
            target = await run_in_threadpool(write)
        except UsageError as error:
            raise HTTPException(400, str(error)) from error
        back = form.get("back", "")
        response = RedirectResponse(back if back in _LISTS else f"{_ITEMS}{target}", 303, headers=SAFE)
        remember(response, form.get("who", ""))
        return response

    async def refused(self, request: Request, error: Exception) -> Response:
        """What could not be done, in a sentence."""
        if isinstance(error, HTTPException):
            return self._page("refused", request, error.status_code, sentence=error.detail)
        return self._page("refused", request, 503, sentence=str(error))

    # --- the case ------------------------------------------------------------------------------------------

    def _page(self, name: str, request: Request, status: int = 200, **shown: Any) -> Response:
        page = self._templates.get_template(f"{name}.html.j2").render(
            shown,
            style=Markup(self._style),
            token=self.token,
            who=remembered(request, self.who),
            here=request.url.path,
        )
        return HTMLResponse(page, status, {**SAFE, "Content-Security-Policy": self._policy})

    async def _item(self, id_: str) -> Item | None:
        item = Item(await run_in_threadpool(self._read), id_)
        return item if item.known else None

    def _render(self) -> str:
        pile = self._read()
        if self._dossier is None or self._dossier[0] is not pile:
            self._dossier = pile, render_pile(pile, _SERVED)
        return self._dossier[1]

    def _search(self, query: str) -> list[Any]:
        with Store(self.path) as store:
            ids = store.search(query, MOST_FOUND)
        if not ids:
            return []
        pile = self._read()
        return [pile.quote(id_) for id_ in ids if pile.has(id_)]

    def _read(self) -> Pile:
        """The case as it is now."""
        state = self._state()
        if self._pile is None or self._pile[0] != state:
            with Store(self.path) as store:
                stamp, before = store.stamp(), self._pile
                same = before is not None and stamp is not None and stamp == self._stamp
                found = store.redecided(before[1].found) if before and same else store.contents()
            self._pile, self._stamp = (state, Pile(found)), stamp
        return self._pile[1]

    def _state(self) -> tuple[int, ...]:
        """What changes when the case does: size and time of the file and of its log of writes."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        known = [file.stat() for file in files if file.exists()]
        # An empty log comes with reading.
        return tuple(number for stat in known if stat.st_size for number in (stat.st_size, stat.st_mtime_ns))


_LISTS = ("/people", "/decisions")
"""Pages that a decision may lead back to; else to the page of what it is about."""


def application(path: str | Path, who: str = "") -> Starlette:
    """The reader of a case; it answers to this machine's own names only.

    ``who`` is the name that its forms begin with.
    """
    reader = Reader(path, who)
    # A page of another site can make its own name lead to 127.0.0.1; such a request names a foreign host.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    routes = [
        Route("/", reader.dossier),
        Route("/search", reader.search),
        Route("/people", reader.people),
        Route("/decisions", reader.decisions),
        Route("/decisions.json", reader.decisions_json),
        Route("/decide", reader.decide, methods=["POST"]),
        Route("/undecide", reader.undecide, methods=["POST"]),
        Route(f"{_ITEMS}{{id}}.json", reader.item_json),
        Route(f"{_ITEMS}{{id}}", reader.item),
    ]
    return Starlette(
        routes=routes,
        middleware=[hosts],
        exception_handlers={HTTPException: reader.refused, CaseError: reader.refused},
    )
