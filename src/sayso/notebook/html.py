"""What a notebook shows of a case: pieces of HTML with their own style, no script, all text escaped.

Marks may overlap: a figure inside a claim inside a passage that another article shares shows all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sayso.dossier import words
from sayso.dossier.marking import Mark, mark
from sayso.dossier.pile import Quote, as_shown
from sayso.dossier.reasons import in_words
from sayso.model import KEPT_KINDS, Claim, Comparison, Document

if TYPE_CHECKING:
    from sayso.notebook.case import Case
    from sayso.notebook.table import Table

_ROWS = 20
"""How many rows of a table are shown."""
_CELL = 90

_BOOKKEEPING = re.compile(r"(^|_)(start|end|entity|document|sha256)$|._(id|kind)$")
"""Columns that are there for programs."""

_STYLE = Markup(
    "<style>"
    ".sayso{max-width:52em;line-height:1.5}"
    ".sayso .k{background:rgba(70,130,220,.14);border-bottom:1px solid rgba(70,130,220,.7)}"
    ".sayso .narrated{background:none;border-bottom:1px dotted rgba(128,128,128,.7)}"
    ".sayso .src{font-weight:bold}"
    ".sayso .cue{font-style:italic;text-decoration:underline dotted}"
    ".sayso .fig{background:rgba(235,170,30,.3);outline:1px solid rgba(200,140,20,.6)}"
    ".sayso .shared{box-shadow:inset 0 -.35em rgba(60,160,90,.25)}"
    ".sayso .aside{opacity:.55;font-size:.85em}"
    ".sayso blockquote{margin:.4em 0 .1em 0;padding-left:.7em;border-left:3px solid rgba(128,128,128,.4)}"
    ".sayso small{opacity:.8}.sayso p{margin:.5em 0;white-space:pre-line}"
    ".sayso td,.sayso th{text-align:left;vertical-align:top}"
    "</style>"
)


def case(one: Case) -> str:
    """The articles of a case and how many of what was found."""
    pile = one.pile
    rows = [
        (
            document.title or "no headline",
            pile.outlet_of[document.id],
            " ← ".join(pile.relays(document)),
            pile.dated(document),
            len(pile.claims_in[document.id]),
            len(pile.figures_in[document.id]),
        )
        for document in pile.documents[:_ROWS]
    ]
    head = ("article", "outlet", "carries", "published", "claims", "figures")
    told = Markup("<p><b>{}</b></p>").format(one.counted())
    left_out = len(pile.documents) - len(rows)
    return _page(told, _rows(head, rows), _more(left_out, "article"))


def claim(one: Case, id_: str) -> str:
    """A claim or figure: its sentence marked, on whose word, where, and what people decided."""
    return _page(_quote(one.pile.quote(id_), id_))


def comparison(one: Case, compared: Comparison) -> str:
    """Both sides of a comparison, its relation and the reasons."""
    compared = as_shown(compared)
    relation = compared.decision or compared.relation
    parts = [Markup("<p><b>{}</b> <small>{}</small></p>").format(relation, compared.id)]
    parts += [_quote(one.pile.quote(side), side) for side in (compared.left, compared.right)]
    if reasons := in_words(compared.reasons):
        parts.append(Markup("<p><small>{}</small></p>").format("; ".join(reasons)))
    parts += [Markup("<p><b>{}</b></p>").format(told) for told in one.pile.decided(compared.id)]
    return _page(*parts)


def article(one: Case, document: Document) -> str:
    """The whole text of an article with its claims, sources, cues, figures and shared text marked."""
    pile = one.pile
    facts = (pile.outlet_of[document.id], *pile.relays(document), pile.dated(document))
    head = Markup("<p><b>{}</b><br><small>{} · {}</small></p>").format(
        document.title or "no headline", " ← ".join(facts[:-1]), facts[-1]
    )
    marks = list(_marks(one, document))
    return _page(head, *_paragraphs(document, marks))


def table(things: Table[Any]) -> str:
    """The first rows of a table, without places and those columns that say nothing."""
    rows = things[:_ROWS].to_records()
    named = [name for name in (rows[0] if rows else {}) if not _BOOKKEEPING.search(name)]
    head = [name for name in named if any(_shown(row[name]) for row in rows)]
    cells = [[_cell(row[name]) for name in head] for row in rows]
    return _page(_rows(head, cells), _more(len(things) - len(rows), "row"))


def _paragraphs(document: Document, marks: Sequence[Mark]) -> Iterator[Markup]:
    for segment in document.segments:
        kept = "" if segment.kind in KEPT_KINDS else Markup(' class="aside" title="{}"').format(segment.kind)
        shown = mark(document.text, segment.start, segment.end, marks)
        yield Markup("<p{}>{}</p>").format(Markup(kept), shown)


def _marks(one: Case, document: Document) -> Iterator[Mark]:
    pile = one.pile
    for found in pile.claims_in[document.id]:
        yield from _claim_marks(found, pile.quote(found.id).speaker)
    for figure in pile.figures_in[document.id]:
        yield Mark(figure.start, figure.end, "fig", words.amount(figure))
    for _, side, other in pile.passages_in.get(document.id, ()):
        yield Mark(side.start, side.end, "shared", f"also in {pile.outlet_of[other.document]}")


def _claim_marks(found: Claim, speaker: str) -> Iterator[Mark]:
    for start, end in found.spans:
        yield Mark(start, end, f"k {found.mode}", speaker)
    if found.cue:
        yield Mark(found.cue.start, found.cue.end, "cue")
    for source in found.sources:
        yield Mark(source.start, source.end, "src", speaker)


def _quote(quote: Quote, id_: str) -> Markup:
    signs = [name for name in ("denied", "hedged", "silent") if getattr(quote, name)]
    told = ", ".join(filter(None, (quote.speaker, f"“{quote.cue}”" if quote.cue else "", *signs)))
    line = Markup("<blockquote>{}</blockquote><small>{} · {}, {} · {}</small>").format(
        quote.html, told, quote.outlet, quote.date, id_
    )
    for decided in quote.decided:
        line += Markup("<br><b>{}</b>").format(decided)
    return line


def _rows(head: Iterable[object], rows: Iterable[Iterable[object]]) -> Markup:
    top = Markup("").join(Markup("<th>{}</th>").format(name) for name in head)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in rows
    )
    return Markup("<table><tr>{}</tr>{}</table>").format(top, body)


def _more(count: int, noun: str) -> Markup:
    return Markup("<p>… and {}</p>").format(words.several(count, f"more {noun}")) if count > 0 else Markup("")


def _shown(value: object) -> bool:
    return value not in (None, "", False) and not isinstance(value, list | dict)


def _cell(value: object) -> str:
    if not _shown(value):
        return ""
    told = " ".join(str(value).split())
    return told if len(told) <= _CELL else f"{told[: _CELL - 1]}…"


def _page(*parts: Markup) -> str:
    return str(Markup('<div class="sayso">{}{}</div>').format(_STYLE, Markup("").join(parts)))
