"""Relays that only the pile shows: an article that carries most of an earlier one without saying so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.model import Document, Passage, Relay, Side

_CARRIED = 0.7
"""Which share of an article must stand in another for it to be that one's report."""


def infer_relays(documents: Sequence[Document], passages: Sequence[Passage]) -> tuple[tuple[str, Relay], ...]:
    """Relays inferred from shared text with a known direction, for documents that do not declare them."""
    by_id = {d.id: d for d in documents}
    taken: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for passage in passages:
        giver, taker = passage.left, passage.right
        if passage.direction == "right_to_left":
            giver, taker = taker, giver
        if passage.direction != "unknown":
            taken[taker.document, giver.document].append(taker)
    made: dict[tuple[str, str], Relay] = {}
    for (carrier_id, source_id), sides in sorted(taken.items()):
        carrier, source = by_id[carrier_id], by_id[source_id]
        if source.outlet is None or _names(carrier) & _names(source) or not _carries(carrier, sides):
            continue
        start, end = min(s.start for s in sides), max(s.end for s in sides)
        relay = Relay(source.outlet, "inferred", start, end, "shared text with an earlier article")
        made.setdefault((carrier.id, source.outlet), relay)
    return tuple((document, relay) for (document, _), relay in sorted(made.items()))


def _names(document: Document) -> set[str]:
    return {r.name.lower() for r in document.relay} | (
        {document.outlet.lower()} if document.outlet else set()
    )


def _carries(document: Document, sides: Sequence[Side]) -> bool:
    """Whether most of a document's body stands in shared passages."""
    body = [s for s in document.kept() if s.kind in ("body", "quotation", "list_item")]
    total = sum(s.end - s.start for s in body)
    inside = sum(max(0, min(s.end, side.end) - max(s.start, side.start)) for s in body for side in sides)
    return total > 0 and inside / total >= _CARRIED
