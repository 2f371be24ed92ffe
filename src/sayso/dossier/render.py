"""The dossier as one HTML file: no network, no clock, the same bytes for the same case."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sayso import __version__
from sayso.case.contents import Contents
from sayso.dossier import matrix, pairs, words
from sayso.dossier.articles import articles, chips
from sayso.dossier.links import Links, Served, in_page
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.summary import NAMING_OUTLETS
from sayso.dossier.tables import claims_table, figures_table
from sayso.dossier.views import CAPS, LARGE, Views
from sayso.model import Document

SECTIONS = (
    ("summary", "Summary", "summary.html.j2", ()),
    ("accounts", "Where accounts meet", "accounts.html.j2", ("cards",)),
    ("side-by-side", "Claims side by side", "matrix.html.j2", ("rows",)),
    ("shared-text", "Shared text", "shared.html.j2", ("shared",)),
    ("figures", "Figures", "figures.html.j2", ("charts", "singles")),
    ("timeline", "Timeline", "timeline.html.j2", ("timeline",)),
    ("voices", "Who is quoted", "voices.html.j2", ("voices",)),
    ("network", "Who quotes whom", "network.html.j2", ("network",)),
    ("names", "Who is called what", "names.html.j2", ("names",)),
    ("only-here", "In one article only", "only_here.html.j2", ("only_here",)),
    ("articles", "The articles", "articles.html.j2", ("articles",)),
    ("failures", "Not read", "failures.html.j2", ("failures",)),
    ("decisions", "Decisions", "decisions.html.j2", ("decisions",)),
    ("sources", "Sources", "sources.html.j2", ()),
    ("tables", "For a spreadsheet", "tables.html.j2", ()),
    ("method", "How this was made", "method.html.j2", ()),
)
"""The page's parts: anchor, title, template, and the views without any of which it is left out."""


_MOST_LINES = 2_000
"""Tables of more lines than this are left to the export."""


def render(contents: Contents, served: Served | None = None) -> str:
    """The dossier of a case's contents, as one self-contained HTML page, or with links into the reader."""
    return render_views(Views(Pile(contents)), served)


def render_views(views: Views, served: Served | None = None) -> str:
    """The dossier of views that may be made already."""
    shown = _shown(views)
    sections = [
        (id_, title, file) for id_, title, file, of in SECTIONS if not of or any(shown[v] for v in of)
    ]
    page = environment().get_template("page.html.j2")
    return page.render(
        shown | context_of(views.pile, in_page, served) | {"marks": Filters(views).marks},
        sections=sections,
        policy=_policy(),
        style=Markup(template_text("style.css")),
        script=Markup(script_text()),
    )


def context_of(pile: Pile, to: Links, served: Served | None) -> dict[str, Any]:
    """What the templates of every view need beside the view itself; ``to`` makes their links."""
    return {
        "pile": pile,
        "contents": pile.found,
        "marks": _unmarked,
        "decided": pile.decided,
        "private": pile.is_private,
        "named": pile.named,
        "to": to,
        "items_at": served.items if served else None,
        "relations": pairs.NAMES,
        "caps": CAPS,
        "naming_outlets": NAMING_OUTLETS,
        "large": len(pile.documents) >= LARGE,
        "version": __version__,
    }


def _shown(views: Views) -> dict[str, Any]:
    """Everything the one page shows, as the views make it."""
    most = CAPS["rows"] + CAPS["rows_folded"]
    named = views.names[:most]
    shown = {r: _kept(some) for r, some in views.cards.items()}
    anchors = {name.anchor for row in named for _, names in row.outlets for name in names}
    plain = (
        "sentences", "lines", "counts", "checks", "cards", "rows", "shared", "charts", "singles",
        "timeline", "voices", "counted", "network", "only_here", "decisions", "orphans",
    )  # fmt: skip
    return {name: getattr(views, name) for name in plain} | {
        "totals": {relation: len(some) for relation, some in views.cards.items()},
        "pairs": {relation: some.pairs for relation, some in views.cards.items()},
        "columns": matrix.columns(views.pile, views.rows[:most]),
        "names": named,
        "articles": list(articles(views.pile, chips(shown), anchors)),
        "failures": views.pile.contents.failures,
        "tables": _tables(views.pile),
    }


def _kept(some: pairs.Cards) -> list[pairs.Card]:
    """So many cards as the page holds, in their order; all that a person decided on are among them."""
    most = CAPS["cards"] + CAPS["cards_folded"]
    first = some[:most]
    return first + [card for card in some.foremost(0) if card not in first]


def _tables(pile: Pile) -> list[tuple[str, str]]:
    """The tables that the page carries to be saved from it; none where they would make it much heavier."""
    if len(pile.claims) + len(pile.figures) > _MOST_LINES:
        return []
    made = ("claims", claims_table(pile, pile.claims)), ("figures", figures_table(pile, pile.figures))
    return [(name, "".join(lines)) for name, lines in made]


@cache
def environment(*packages: str) -> Environment:
    """The templates of the dossier, after those of other packages of sayso where such are named."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (*packages, "sayso.dossier")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": words.number,
        "amount": words.amount,
        "topic": words.topic,
        "several": words.several,
        "published": _dated,
        "oneline": lambda text: " ".join(text.split()),
        "outlet": _outlet,
    }
    return made


@pass_context
def _dated(context: Context, document: Document) -> str:
    pile: Pile = context["pile"]
    return pile.dated(document)


@pass_context
def _outlet(context: Context, document: Document) -> str:
    pile: Pile = context["pile"]
    return pile.outlet_of[document.id]


def _unmarked(*_: object, **__: object) -> str:
    """The marks of a line on a page that is not filtered in the browser."""
    return ""


class Filters:
    """The marks by which the page's filters know what a line is about: o1 an outlet, s4 a voice."""

    def __init__(self, views: Views) -> None:
        self._outlets = {name: f"o{n}" for n, name in enumerate(views.pile.outlets)}
        found = views.voices
        self._voices = {row.key: f"s{n}" for n, row in enumerate((*found.named, *found.anonymous))}

    def marks(
        self,
        quotes: Iterable[Quote] = (),
        outlets: Iterable[str] = (),
        keys: Iterable[str] = (),
        relation: str = "",
    ) -> str:
        """The marks of a line that shows these quotes, or speaks of these outlets and voices."""
        shown = list(quotes)
        all_outlets = [*outlets, *(q.outlet for q in shown)]
        all_keys = [*keys, *(v.key for q in shown for v in q.voices)]
        found = [self._outlets.get(o, "") for o in all_outlets] + [self._voices.get(k, "") for k in all_keys]
        return " ".join(dict.fromkeys(filter(None, [f"r-{relation}" if relation else "", *found])))


def template_text(name: str, package: str = "sayso.dossier") -> str:
    """The text of a style sheet or script that lies among a package's templates."""
    return (resources.files(package) / "templates" / name).read_text(encoding="utf-8").strip()


def script_text() -> str:
    """The script of every page: comfort in reading, zoom into charts, tables in another order."""
    return "\n".join(map(template_text, ("reader.js", "zoom.js", "sort.js")))


def _policy() -> str:
    """The page's own rule for browsers: this style and this script, and nothing else, from nowhere else."""
    rules = [
        "default-src 'none'",
        f"style-src '{source_hash(template_text('style.css'))}'",
        f"script-src '{source_hash(script_text())}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def source_hash(text: str) -> str:
    """The hash by which a page's rule for browsers lets a style or script of its own through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
