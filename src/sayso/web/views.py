"""The views of the dossier as pages of the reader: the same templates, so much at a time, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.case.notes import count_notes
from sayso.case.private import still_shown
from sayso.dossier import matrix
from sayso.dossier.pairs import ORDER, Cards
from sayso.dossier.render import SECTIONS
from sayso.dossier.views import CAPS, Views
from sayso.web.plain import plain
from sayso.web.search import Asked


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a view: what its template shows, what its JSON lists, and where it stands in the whole."""

    context: Mapping[str, Any]
    listed: Any
    total: int = 0
    size: int = 0

    @property
    def pages(self) -> int:
        """How many pages the whole has."""
        return max(1, -(-self.total // self.size)) if self.size else 1

    def record(self, name: str, asked: Asked) -> dict[str, Any]:
        """The page as JSON."""
        return {
            "view": name,
            "page": asked.page,
            "pages": self.pages,
            "total": self.total,
            "items": plain(self.listed),
        }


TEMPLATES = {name: template for name, _, template, _ in SECTIONS}
"""The template of each view."""

_SORTED = 200
"""How many rows a page has of a table that its headings sort, most of them folded."""

_IN_SIGHT = 3
"""How many comparisons of each relation the page of all relations shows."""


def _slice(some: Sequence[Any], asked: Asked, size: int) -> list[Any]:
    first = (asked.page - 1) * size
    return list(some[first : first + size])


def _listed(name: str, size: int) -> Callable[[Views, Asked], Shown]:
    """A view that is a list, under the same name in its template."""

    def make(views: Views, asked: Asked) -> Shown:
        all_rows = getattr(views, name)
        some = _slice(all_rows, asked, size)
        return Shown({name: some}, some, len(all_rows), size)

    return make


def _overview(views: Views, asked: Asked) -> Shown:
    names = ("sentences", "lines", "counts", "checks", "orphans")
    context = {name: getattr(views, name) for name in names}
    found = views.pile.found
    given_away = {
        "marked_private": len(found.log.private),
        "notes": count_notes(found),
        "still_shown": still_shown(found),
    }
    return Shown({**context, **given_away, "sections": SECTIONS, "cards": views.cards}, context)


def _accounts(views: Views, asked: Asked) -> Shown:
    found: dict[str, Cards] = views.cards
    if asked.outlet or asked.speaker:
        found = {relation: some.about(asked.outlet, asked.speaker) for relation, some in found.items()}
    totals = {relation: len(found[relation]) for relation in ORDER if len(found.get(relation, ()))}
    counts: dict[str, Any] = {
        "totals": totals,
        "pairs": {relation: found[relation].pairs for relation in totals},
    }
    counts["voice_names"] = [row.name for row in views.voices.named]
    if asked.relation:
        size = CAPS["rows"]
        some = {asked.relation: _slice(found.get(asked.relation, ()), asked, size)}
        total = totals.get(asked.relation, 0)
        # All of a page is in sight, and the link to all of them is not given where one is.
        context = {**counts, "cards": some if total else {}, "caps": {**CAPS, "cards": size}, "whole": True}
        return Shown(context, some[asked.relation], total, size)
    some = {relation: found[relation][:_IN_SIGHT] for relation in totals}
    return Shown({**counts, "cards": some}, some, sum(totals.values()))


def _side_by_side(views: Views, asked: Asked) -> Shown:
    rows = _slice(views.rows, asked, CAPS["rows"])
    columns = matrix.columns(views.pile, rows)
    return Shown({"rows": rows, "columns": columns}, rows, len(views.rows), CAPS["rows"])


def _figures(views: Views, asked: Asked) -> Shown:
    if asked.topic:
        one = [chart for chart in views.charts if chart.id == asked.topic]
        return Shown({"charts": one, "singles": []}, {"charts": one}, len(one), CAPS["charts"])
    charts = _slice(views.charts, asked, CAPS["charts"])
    singles = views.singles if asked.page == 1 else []
    listed = {"charts": charts, "singles": singles}
    return Shown(listed, listed, len(views.charts), CAPS["charts"])


def _timeline(views: Views, asked: Asked) -> Shown:
    whole = views.timeline
    entries = _slice(whole.entries, asked, CAPS["rows"])
    background = whole.background if asked.page == 1 else ()
    shown = replace(whole, entries=tuple(entries), background=background)
    return Shown({"timeline": shown}, [*background, *entries], len(whole.entries), CAPS["rows"])


def _voices(views: Views, asked: Asked) -> Shown:
    every = [*views.voices.named, *views.voices.anonymous]
    some = set(map(id, _slice(every, asked, _SORTED)))
    part = views.voices.part(lambda row: id(row) in some)
    return Shown(
        {"voices": part, "counted": views.counted}, [*part.named, *part.anonymous], len(every), _SORTED
    )


def _network(views: Views, asked: Asked) -> Shown:
    return Shown({"network": views.network, "counted": views.counted}, views.network, len(views.network.rows))


def _articles(views: Views, asked: Asked) -> Shown:
    size = 100
    some = _slice(views.pile.documents, asked, size)
    listed = {"documents": some, "failures": views.pile.contents.failures}
    folders: dict[str, list[str]] = {}
    for id_, folder in views.pile.folders.items():
        folders.setdefault(folder, []).append(id_)
    return Shown({**listed, "folders": sorted(folders.items())}, listed, len(views.pile.documents), size)


def _method(views: Views, asked: Asked) -> Shown:
    made = [*views.pile.found.components]
    return Shown({}, {"components": made, "settings": dict(views.pile.found.settings)})


VIEWS: Mapping[str, Callable[[Views, Asked], Shown]] = {
    "overview": _overview,
    "accounts": _accounts,
    "side-by-side": _side_by_side,
    "shared-text": _listed("shared", CAPS["rows"]),
    "figures": _figures,
    "timeline": _timeline,
    "voices": _voices,
    "network": _network,
    "names": _listed("names", _SORTED),
    "only-here": _listed("only_here", 10),
    "articles": _articles,
    "method": _method,
}
"""How each view's page is made of all views and of what the address asks for."""
