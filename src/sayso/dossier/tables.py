"""Two tables for spreadsheets, as people decided the case to be: a line a claim, and a line a figure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.dossier.pile import Pile
from sayso.model import RELATIONS, Claim, Document, Figure, TimeRef

CLAIMS = (
    "claim", "path", "member", "outlet", "published", "speaker", "role", "anonymous", "described", "via",
    "relay", "mode", "cue", "denied", "hedged", "silent", "echo_of", "text", "time_from", "time_to", "place",
    "figures", "start", "end", "decisions", "relations", "sentence", "url", "sha256", "citation",
)  # fmt: skip
"""The columns of the table of claims."""

FIGURES = (
    "figure", "claim", "path", "member", "outlet", "published", "speaker", "role", "anonymous", "via",
    "relay", "low", "high", "approximate", "unit", "counted", "event", "kind", "of", "per", "change",
    "direction", "time_from", "time_to", "place", "text", "start", "end", "decisions", "relations",
    "sentence", "url", "sha256", "citation",
)  # fmt: skip
"""The columns of the table of figures."""


def claims_table(pile: Pile, claims: Iterable[Claim]) -> Iterator[str]:
    """A line a claim, after the columns' names; null is an empty cell, lists are joined with "; "."""
    yield line(CLAIMS)
    for claim in claims:
        document = pile.document_of[claim.document]
        ids = (claim.id, *claim.figures)
        told = {
            "claim": claim.id,
            "described": _joined(s.described for s in claim.sources),
            "mode": claim.mode,
            "cue": claim.cue.text if claim.cue else None,
            "denied": claim.denied,
            "hedged": claim.hedged,
            "silent": claim.silent,
            "echo_of": claim.echo_of,
            "figures": "; ".join(map(_amount, pile.figures_of.get(claim.id, ()))),
            "sentence": _around(document, claim),
            **_whose(claim),
            **_of_both(pile, claim, ids),
        }
        yield line(told[name] for name in CLAIMS)


def figures_table(pile: Pile, figures: Iterable[Figure]) -> Iterator[str]:
    """A line a figure, with what is said and on whose word, after the columns' names."""
    yield line(FIGURES)
    for figure in figures:
        claim = pile.claim_behind(figure.id)
        document = pile.document_of[figure.document]
        told = {
            "figure": figure.id,
            "claim": figure.claim,
            "low": figure.low,
            "high": figure.high,
            "approximate": figure.approximate,
            "unit": figure.unit,
            "counted": figure.counted or figure.about,
            "event": figure.event,
            "kind": figure.kind,
            "of": figure.of,
            "per": figure.per,
            "change": figure.change,
            "direction": figure.direction,
            "sentence": _around(document, claim) if claim else pile.quote(figure.id).html.striptags(),
            **_whose(claim),
            **_of_both(pile, figure, (figure.id,)),
        }
        yield line(told[name] for name in FIGURES)


def _of_both(pile: Pile, thing: Claim | Figure, ids: tuple[str, ...]) -> dict[str, Any]:
    """What is told of claims and figures alike."""
    document, behind = pile.document_of[thing.document], pile.claim_behind(thing.id)
    return {
        "path": document.path,
        "member": document.member,
        "outlet": document.outlet,
        "published": document.published,
        "relay": "; ".join(r.name for r in document.relay),
        "text": thing.text,
        **_when(thing.time),
        "place": thing.place.text if thing.place else None,
        "start": thing.start,
        "end": thing.end,
        "decisions": "; ".join((*pile.decided(*ids), *pile.decided_beside(document.id, behind))),
        "relations": _relations(pile, thing.id),
        "url": document.url,
        "sha256": document.sha256,
        "citation": pile.quote(thing.id).cite,
    }


def _whose(claim: Claim | None) -> dict[str, Any]:
    """On whose word a claim stands; nobody's where there is none."""
    sources = claim.sources if claim else ()
    return {
        "speaker": "; ".join(s.name for s in sources if s.name),
        "role": "; ".join(s.role for s in sources if s.role),
        "anonymous": any(s.anonymous for s in sources),
        "via": "; ".join(claim.via) if claim else "",
    }


def _when(time: TimeRef | None) -> dict[str, Any]:
    return {"time_from": time.from_ if time else None, "time_to": time.to if time else None}


def _relations(pile: Pile, id_: str) -> str:
    """How often a claim or figure was found to stand to others in which way."""
    beside = pile.compared_of.get(pile.end_of(id_), ())
    counts = Counter(c.relation for c in beside if id_ in (c.left, c.right))
    return "; ".join(f"{relation} {counts[relation]}" for relation in RELATIONS if counts[relation])


def _around(document: Document, claim: Claim) -> str:
    start, end = min(claim.start, claim.sentence[0]), max(claim.end, claim.sentence[1])
    return " ".join(document.text[start:end].split())


def _amount(figure: Figure) -> str:
    ends = [
        "" if v is None else f"{v:g}" if isinstance(v, float) else str(v) for v in (figure.low, figure.high)
    ]
    bounds = ends[0] if ends[0] == ends[1] else "..".join(ends)
    return " ".join(part for part in (bounds, figure.counted or "", figure.event or "") if part)


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(v for v in values if v))


def line(values: Iterable[object]) -> str:
    """A line of CSV; null is an empty cell, and no cell is a formula."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(["" if v is None else _plain(v) for v in values])
    return written.getvalue()


def _plain(value: object) -> object:
    """A cell that no spreadsheet takes for a formula, and booleans as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        return "'" + value
    return value
