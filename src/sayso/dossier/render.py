"""The dossier as one HTML file: no network, no clock, the same bytes for the same case."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso import __version__
from sayso.case.contents import Contents
from sayso.dossier import decisions, figures, matrix, naming, pairs, summary, timeline, voices, words
from sayso.dossier.articles import articles
from sayso.dossier.only_here import only_here
from sayso.dossier.pile import Pile, Quote
from sayso.dossier.shared import shared_text

LARGE = 12
"""From this many articles on, each article is folded, and the views quote less of each."""

CAPS = {"cards": 6, "cards_folded": 150, "rows": 20, "rows_folded": 200, "charts": 8, "charts_folded": 40}
"""How much of each view is in sight, and how much more is folded; the export has all."""


_SECTIONS = (
    ("summary", "Summary", "summary.html.j2", ()),
    ("accounts", "Where accounts meet", "accounts.html.j2", ("cards",)),
    ("side-by-side", "Claims side by side", "matrix.html.j2", ("rows",)),
    ("shared-text", "Shared text", "shared.html.j2", ("shared",)),
    ("figures", "Figures", "figures.html.j2", ("charts", "singles")),
    ("timeline", "Timeline", "timeline.html.j2", ("timeline",)),
    ("voices", "Who is quoted", "voices.html.j2", ("voices",)),
    ("names", "Who is called what", "names.html.j2", ("names",)),
    ("only-here", "In one article only", "only_here.html.j2", ("only_here",)),
    ("articles", "The articles", "articles.html.j2", ("articles",)),
    ("failures", "Not read", "failures.html.j2", ("failures",)),
    ("decisions", "Decisions", "decisions.html.j2", ("decisions",)),
    ("method", "How this was made", "method.html.j2", ()),
)
"""The page's parts: anchor, title, template, and the views without any of which it is left out."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where a page that the reader serves leads to: paths of the search, of the records, of other pages."""

    search: str
    items: str
    pages: tuple[tuple[str, str], ...]


def render(contents: Contents, served: Served | None = None) -> str:
    """The dossier of a case's contents, as one self-contained HTML page, or with links into the reader."""
    return render_pile(Pile(contents), served)


def render_pile(pile: Pile, served: Served | None = None) -> str:
    """The dossier of contents that are put in order already."""
    page = _environment(pile, served).get_template("page.html.j2")
    views = _views(pile)
    sections = [
        (id_, title, file) for id_, title, file, of in _SECTIONS if not of or any(views[v] for v in of)
    ]
    return page.render(
        views,
        sections=sections,
        pile=pile,
        contents=pile.found,
        caps=CAPS,
        large=len(pile.documents) >= LARGE,
        version=__version__,
        policy=_policy(served),
        style=Markup(template_text("style.css")),
        script=Markup(template_text("reader.js")),
    )


def _views(pile: Pile) -> dict[str, Any]:
    """Everything the page shows, as the views make it."""
    cards = pairs.cards(pile)
    rows = matrix.rows(pile)
    charts = figures.charts(pile)
    named = naming.names(pile)[: CAPS["rows"] + CAPS["rows_folded"]]
    shown = {relation: some[: CAPS["cards"] + CAPS["cards_folded"]] for relation, some in cards.items()}
    anchors = {name.anchor for row in named for _, names in row.outlets for name in names}
    return {
        "sentences": summary.sentences(pile, cards),
        "lines": summary.lines(cards),
        "counts": summary.counts(pile, cards),
        "cards": cards,
        "relations": pairs.NAMES,
        "rows": rows,
        "columns": matrix.columns(pile, rows[: CAPS["rows"] + CAPS["rows_folded"]]),
        "shared": shared_text(pile, CAPS["rows"] + CAPS["rows_folded"]),
        "charts": charts,
        "singles": figures.single(pile, charts),
        "timeline": timeline.timeline(pile),
        "voices": voices.voices(pile),
        "names": named,
        "only_here": only_here(pile, 40 if len(pile.documents) < LARGE else 8),
        "articles": list(articles(pile, shown, anchors)),
        "failures": pile.contents.failures,
        "decisions": decisions.decisions(pile),
        "orphans": decisions.orphaned(pile),
    }


def _environment(pile: Pile, served: Served | None) -> Environment:
    environment = Environment(
        loader=PackageLoader("sayso.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": words.number,
        "amount": words.amount,
        "topic": words.topic,
        "several": words.several,
        "published": words.published,
        "outlet": lambda document: pile.outlet_of[document.id],
    }
    environment.globals |= {
        "marks": Filters(pile).marks,
        "decided": pile.decided,
        "private": pile.is_private,
        "named": pile.named,
        "items_at": served.items if served else None,
        "served": served,
    }
    return environment


class Filters:
    """The marks by which the reader's filters know what a line is about: o1 an outlet, s4 a voice."""

    def __init__(self, pile: Pile) -> None:
        self._outlets = {name: f"o{n}" for n, name in enumerate(pile.outlets)}
        found = voices.voices(pile)
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


def _policy(served: Served | None) -> str:
    """The page's own rule for browsers: this style and this script, and nothing else, from nowhere else."""
    rules = [
        "default-src 'none'",
        f"style-src '{source_hash(template_text('style.css'))}'",
        f"script-src '{source_hash(template_text('reader.js'))}'",
        "base-uri 'none'",
        f"form-action {repr('self') if served else repr('none')}",
    ]
    return "; ".join(rules)


def source_hash(text: str) -> str:
    """The hash by which a page's rule for browsers lets a style or script of its own through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
