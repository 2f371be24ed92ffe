"""The pages of the reader, as an ASGI application."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from sayso.case.contents import Contents
from sayso.case.decisions import orphans
from sayso.case.notes import without_notes
from sayso.case.private import without_private
from sayso.case.store import Store
from sayso.dossier.articles import article, chips_in
from sayso.dossier.beside import beside, neighbours
from sayso.dossier.naming import mention_anchor
from sayso.dossier.pile import Pile
from sayso.dossier.tables import claims_table, figures_table
from sayso.errors import CaseError, UsageError
from sayso.exporters import exporter
from sayso.model import SEGMENT_KINDS, Claim, Decision, Mention
from sayso.web import people
from sayso.web.choosing import SET, choices
from sayso.web.guard import HERE, Door, Guard
from sayso.web.held import SERVED, Case, Held
from sayso.web.items import LABELS, Item, entry, record
from sayso.web.pages import Pages
from sayso.web.plain import plain
from sayso.web.requests import SAFE, confirm, confirmed, form_of, just_done, remember, remembered
from sayso.web.search import MOST_RANKED, Asked, hits
from sayso.web.views import TEMPLATES, VIEWS

MOST_FOUND = 50
"""How many claims a page of a search lists."""
MOST_OFFERED = 12
"""How many voices a search that asks for nothing yet offers."""
FILTERS = {
    "q": "the words",
    "outlet": "the outlet",
    "speaker": "the speaker",
    "event": "the event",
    "relation": "the relation",
    "since": "the first day",
    "until": "the last day",
}
"""What narrows a search, by what its page calls it."""
EXPORTS = {
    "dossier.html": ("html", "text/html"),
    "digest.md": ("md", "text/markdown"),
    "claims.csv": ("csv", "text/csv"),
    "figures.csv": ("csv-figures", "text/csv"),
    "case.jsonl": ("jsonl", "application/x-ndjson"),
}
"""What the reader writes to be taken away: the file's name, its format and media type."""
LEFT_OUT: dict[str, Callable[[Contents], Contents]] = {"redact": without_private, "no_notes": without_notes}
"""What leaves something out of what is taken away, by what the address asks for it with."""
MOST_PEOPLE = 200
"""How many names one page lists."""
MOST_PAIRS = 60
"""How many pairs of names that may be one the page lists."""

Answer = tuple[str, dict[str, Any], Any] | str
"""A page's template, what it shows, and the same as JSON; or the address of the page to go to instead."""


_OWN_TEMPLATES = {"overview": "overview", "accounts": "meetings", "articles": "listing"}
"""Views whose pages have more than the dossier's section; the others share one frame."""


class Reader:
    """The pages of one case; they are made anew when the file has changed."""

    def __init__(self, path: str | Path, who: str, ahead: bool = False) -> None:
        self.held, self.who = Held(path, ahead), who
        self.token = secrets.token_urlsafe(32)
        self._pages = Pages()

    # --- reading -------------------------------------------------------------------------------------------

    async def view(self, request: Request) -> Response:
        """One view of the dossier."""
        name = request.url.path.strip("/").removesuffix(".json") or "overview"
        asked = Asked.of(request.query_params)

        def make(case: Case) -> Answer:
            shown = VIEWS[name](case.views, asked)
            if asked.page > shown.pages:
                raise HTTPException(404, f"This has {shown.pages} pages, and no page {asked.page}.")
            context = {**shown.context, "shown": shown, "asked": asked, "section": TEMPLATES.get(name)}
            context["title"] = self._pages.titles.get(name, "Overview")
            return _OWN_TEMPLATES.get(name, "view"), context, shown.record(name, asked)

        return await self._answer(request, make)

    async def dossier(self, request: Request) -> Response:
        """The whole dossier as one page, to print or to keep."""
        page = await run_in_threadpool(lambda: self.held.case().dossier)
        return HTMLResponse(page, headers=SAFE)

    async def article(self, request: Request) -> Response:
        """One article in full, with its marks, notes and what stands beside it."""
        id_ = request.path_params["id"]

        def make(case: Case) -> Answer:
            pile = case.pile
            document = pile.document_of.get(id_)
            if document is None:
                raise HTTPException(404, "The case holds no article of this id.")
            made = article(pile, document, chips_in(pile, id_), _mentions(pile, id_))
            near = neighbours(pile, id_)[:20]
            item = Item(pile, id_)
            return "reading", {"a": made, "near": near, "item": item}, item.record()

        return await self._answer(request, make)

    async def beside(self, request: Request) -> Response:
        """Two articles side by side, in step."""
        query = request.query_params
        ids = [request.path_params.get(side) or query.get(side, "") for side in ("left", "right")]

        def make(case: Case) -> Answer:
            if any(id_ not in case.pile.document_of for id_ in ids):
                raise HTTPException(404, "The case holds no two articles of these ids.")
            if ids[0] == ids[1]:
                raise HTTPException(400, "These are one article: choose another to read beside it.")
            made = beside(case.pile, ids[0], ids[1], query.get("pair", ""))
            joined = [row.match for row in made.rows if row.match]
            told = {"left": plain(made.left), "right": plain(made.right), "in_step": plain(joined)}
            return "beside", {"made": made}, {**told, "in_another_order": plain((*made.apart, *made.weak))}

        return await self._answer(request, make)

    async def claims_csv(self, request: Request) -> Response:
        """The claims that a search finds, or all, as a table for spreadsheets."""
        asked = Asked.of(request.query_params)

        def make(case: Case) -> str:
            found = self._found(case, asked) if asked.anything else case.pile.claims
            pile = _as_asked(case.pile, request)
            kept = (pile.claim_of[c.id] for c in found if c.id in pile.claim_of)
            return "".join(claims_table(pile, kept))

        return await self._table("claims", make)

    async def figures_csv(self, request: Request) -> Response:
        """All figures as a table for spreadsheets."""

        def make(case: Case) -> str:
            pile = _as_asked(case.pile, request)
            return "".join(figures_table(pile, pile.figures))

        return await self._table("figures", make)

    async def _table(self, name: str, make: Callable[[Case], str]) -> Response:
        table = await run_in_threadpool(lambda: make(self.held.case()))
        saved = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return Response(table, 200, {**SAFE, **saved}, "text/csv; charset=utf-8")

    async def export(self, request: Request) -> Response:
        """The case in one of the formats to take away, as ``sayso export`` writes it.

        The address asks whether what is private is hidden, and whether notes are left out.
        """
        name = request.path_params["name"]
        if name not in EXPORTS:
            raise HTTPException(404, f"The reader writes {', '.join(EXPORTS)}; sayso export writes more.")
        format_, kind = EXPORTS[name]
        found = await run_in_threadpool(lambda: _as_asked(self.held.case().pile, request).found)
        saved = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(exporter(format_)(found), 200, {**SAFE, **saved}, f"{kind}; charset=utf-8")

    def _found(self, case: Case, asked: Asked) -> list[Claim]:
        ids = self.held.ids_of(asked.q, MOST_RANKED) if asked.q else ()
        return case.finder.claims(asked, ids)

    def _less_narrow(self, case: Case, asked: Asked) -> list[tuple[str, int, str]]:
        """Where nothing is found: each filter, and how much there is without it."""
        rows = []
        for name, label in FILTERS.items():
            if getattr(asked, name) and (less := asked.without(name)).anything:
                rows.append((label, len(self._found(case, less)), less.at(1)))
        return [row for row in rows if row[1]]

    async def search(self, request: Request) -> Response:
        """What holds the words asked for, by whom, where, when and of which event."""
        asked = Asked.of(request.query_params)

        def make(case: Case) -> Answer:
            claims = self._found(case, asked) if asked.anything else []
            pages = max(1, -(-len(claims) // MOST_FOUND))
            first = (min(asked.page, pages) - 1) * MOST_FOUND
            sought = (*case.finder.look(asked.q), *case.finder.meant(asked.speaker))
            found = [case.pile.quote(c.id, hits(sought)) for c in claims[first : first + MOST_FOUND]]
            articles = case.finder.articles(asked) if asked.page == 1 else []
            people = case.finder.people(asked.q) if asked.page == 1 else []
            near = self._less_narrow(case, asked) if asked.anything and not claims else []
            shown = {"found": found, "articles": articles, "people": people, "near": near}
            shown["others"] = list(dict.fromkeys(name for part in sought for name in part.others))
            shown |= {"events": case.finder.events, "counted": case.finder.counted}
            if not asked.anything:
                shown["voices"] = case.views.voices.named[:MOST_OFFERED]
            counts = {"total": len(claims), "pages": pages}
            told = {
                "page": asked.page,
                **counts,
                "claims": plain(found),
                "articles": plain([one.document for one in articles]),
                "people": [{"id": e.id, "name": e.name, "kind": e.kind} for e in people],
            }
            return "search", {**shown, **counts, "asked": asked}, told

        return await self._answer(request, make)

    async def item(self, request: Request) -> Response:
        """One record with all that touches it, what was decided about it, and what can be."""
        id_ = request.path_params["id"]

        def make(case: Case) -> Answer:
            item = Item(case.pile, id_)
            if not item.known:
                raise HTTPException(404, "The case holds no record of this id.")
            if item.decision is not None and not _wants_json(request):
                return f"{SERVED.items}{item.decision.target}"
            return "item", {"item": item, "segment_kinds": sorted(SEGMENT_KINDS)}, item.record()

        return await self._answer(request, make)

    async def people(self, request: Request) -> Response:
        """Everybody who is named, merged ones as one, with who may be the same."""
        sought = request.query_params.get("q", "").strip()
        kind = request.query_params.get("kind", "")

        def make(case: Case) -> Answer:
            pile = case.pile
            found = people.found(pile, sought, kind)
            some = found[:MOST_PEOPLE]
            pairs = people.pairs(pile, found)
            told = [{"id": e.id, "name": e.name, "kind": e.kind, "aliases": list(e.aliases)} for e in some]
            same = [{"one": p.one.id, "other": p.other.id, "reason": p.reason} for p in pairs]
            shown = {"rows": [people.row(pile, e) for e in some], "sought": sought, "total": len(found)}
            shown |= {"kind": kind, "kinds": sorted({e.kind for e in pile.entities})}
            both = {**shown, "pairs": pairs[:MOST_PAIRS], "more_pairs": max(0, len(pairs) - MOST_PAIRS)}
            return "people", both, {"view": "people", "total": len(found), "items": told, "may_be_one": same}

        return await self._answer(request, make)

    async def decisions(self, request: Request) -> Response:
        """All that was decided, the latest first (as JSON in the order it was made); orphans before them."""

        def make(case: Case) -> Answer:
            pile = case.pile
            log = pile.found.log
            lost = [entry(pile, decision) for decision in orphans(pile.found.things, log)]
            entries = [entry(pile, decision) for decision in reversed(log.all)]
            return "log", {"entries": entries, "lost": lost}, [record(e) for e in reversed(entries)]

        return await self._answer(request, make)

    # --- deciding ------------------------------------------------------------------------------------------

    async def decide(self, request: Request) -> Response:
        """Keep a decision and lead back to where it was made."""
        form = await form_of(request, self.token)

        def change(store: Store, pile: Pile) -> list[Decision]:
            return [store.decide(choice, pile.found) for choice in choices(pile, form)]

        return await self._change(request, form, change)

    async def undecide(self, request: Request) -> Response:
        """Take a decision back and lead back to where it was done."""
        form = await form_of(request, self.token)
        who, note = form.get("who", ""), form.get("note")
        ids = form.get("decision", "").split() or [""]

        def change(store: Store, pile: Pile) -> list[Decision]:
            return [store.undecide(id_, who, note, pile.found) for id_ in ids]

        return await self._change(request, form, change)

    async def _change(
        self, request: Request, form: dict[str, str], change: Callable[[Store, Pile], list[Decision]]
    ) -> Response:
        if not form.get("who", "").strip():
            asking = {"action": request.url.path, "given": form}
            return await run_in_threadpool(lambda: self._page("sign", request, self.held.case(), asking))

        def write() -> list[Decision]:
            pile = self.held.case().pile
            with Store(self.held.path, write=True) as store:
                return change(store, pile)

        try:
            made = await run_in_threadpool(write)
        except UsageError as error:
            # What was typed is not lost: it stands in the form again.
            again = {"action": request.url.path, "given": form, "sentence": str(error), "labels": _TYPED}
            again["entities"] = getattr(error, "entities", ())
            again["leave"] = _led_back(form, form.get("target", "").split())
            return await run_in_threadpool(lambda: self._page("again", request, self.held.case(), again, 400))
        to = _led_back(form, [decision.target for decision in made])
        response = RedirectResponse(to, 303, headers=SAFE)
        remember(response, form.get("who", ""))
        confirm(response, [decision.id for decision in made])
        return response

    async def sign(self, request: Request) -> Response:
        """Keep the name that decisions are signed with."""
        form = await form_of(request, self.token)
        response = RedirectResponse("/decisions", 303, headers=SAFE)
        remember(response, form.get("who", "").strip())
        return response

    # --- answers -------------------------------------------------------------------------------------------

    async def _answer(self, request: Request, make: Callable[[Case], Answer]) -> Response:
        """What a page's maker gives, as a page or as JSON, made beside the loop that answers."""

        def whole() -> Response:
            case = self.held.case()
            made = make(case)
            if isinstance(made, str):
                return RedirectResponse(made, 303, headers=SAFE)
            template, context, told = made
            if _wants_json(request):
                return JSONResponse(told, headers=SAFE)
            return self._page(template, request, case, context)

        return await run_in_threadpool(whole)

    async def refused(self, request: Request, error: Exception) -> Response:
        """What could not be done, in a sentence."""
        status, sentence = 503, str(error)
        if isinstance(error, HTTPException):
            status, sentence = error.status_code, _REFUSED.get(error.detail, error.detail)
        if _wants_json(request):
            return JSONResponse({"error": sentence}, status, SAFE)
        return self._page("refused", request, None, {"sentence": sentence, "missing": status == 404}, status)

    def _page(
        self, name: str, request: Request, case: Case | None, shown: dict[str, Any], status: int = 200
    ) -> Response:
        told = set(just_done(request)) if case else set()
        frame = {
            "done": [entry(case.pile, d) for d in case.pile.found.log.all if d.id in told] if case else [],
            "token": self.token,
            "who": remembered(request, request.scope.get("user_name") or self.who),
            "here": request.url.path,
            "address": f"{request.url.path}?{request.url.query}".rstrip("?"),
            "query": request.query_params.get("q", ""),
        }
        response = self._pages.page(name, case, {**shown, **frame}, status)
        if told:
            confirmed(response)
        return response


_REFUSED = {
    "Not Found": "The reader has no page at this address: usually mistyped, or from another case. All pages"
    " stand in the menu, and the search finds the rest.",
    "Method Not Allowed": "Only forms of the reader send to this address. All pages stand in the menu.",
}
"""What the server says of addresses, in the reader's own words."""

_TYPED = {**{f"{SET}{name}": label for name, label in LABELS.items()}, "value": "Value", "note": "Why"}
"""The fields of a form that a person types, by what the page calls them."""

_LISTS = re.compile(
    r"/(?:people|decisions|accounts|articles|item/\w+)(?:\?[\w=&%+.~-]*)?(?:#[\w-]+)?", re.ASCII
)
"""Pages that a decision may lead back to; else to the page of what it is about."""


def _led_back(form: dict[str, str], targets: list[str]) -> str:
    """Where a decision leads back to: the list that it was made in, else the first record of it."""
    back = form.get("back", "")
    if _LISTS.fullmatch(back):
        return back
    return f"{SERVED.items}{quote(targets[0])}" if targets else "/decisions"


def _as_asked(pile: Pile, request: Request) -> Pile:
    """The pile as it is given away: without what the address asks to leave out."""
    found = pile.found
    for asks, without in LEFT_OUT.items():
        if request.query_params.get(asks):
            found = without(found)
    return pile if found is pile.found else Pile(found)


def _mentions(pile: Pile, document: str) -> list[Mention]:
    """Where an article names somebody, once for each place: what the view of names links to."""
    found = (m for e in pile.entities if e.kind != "place" for m in e.mentions if m.document == document)
    return list({mention_anchor(m): m for m in found}.values())


def _wants_json(request: Request) -> bool:
    return request.url.path.endswith(".json")


def application(path: str | Path, who: str = "", ahead: bool = False, where: Door = HERE) -> Starlette:
    """The reader of a case; it answers to the names of the address that it listens on only.

    ``who`` is the name that decisions are signed with; without it whoever decides is asked
    once; ``ahead`` reads the case before the first page is asked for, and makes its views while nobody waits
    for them. ``CaseError`` where the file is no case.
    """
    reader = Reader(path, who, ahead)
    if ahead:
        reader.held.case()
        # The first page is not to wait.
        VIEWS["overview"](reader.held.case().views, Asked())
    pages = (
        ("/people", reader.people),
        ("/decisions", reader.decisions),
        ("/search", reader.search),
        ("/beside", reader.beside),
        ("/beside/{left}/{right}", reader.beside),
        ("/article/{id}", reader.article),
        ("/item/{id}", reader.item),
        *((f"/{name}", reader.view) for name in VIEWS),
    )
    routes = [
        Route("/", reader.view),
        Route("/dossier", reader.dossier),
        Route("/export/{name}", reader.export),
        Route("/claims.csv", reader.claims_csv),
        Route("/figures.csv", reader.figures_csv),
        Route("/decide", reader.decide, methods=["POST"]),
        Route("/undecide", reader.undecide, methods=["POST"]),
        Route("/sign", reader.sign, methods=["POST"]),
        *(Route(f"{path}.json", page) for path, page in pages),
        *(Route(path, page) for path, page in pages),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, where=where)],
        exception_handlers={HTTPException: reader.refused, CaseError: reader.refused},
    )
