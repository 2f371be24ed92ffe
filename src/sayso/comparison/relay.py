"""Relays that only the pile shows: an article that carries most of an earlier one without saying so."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Document, Passage, Relay, Side

_CARRIED = 0.7
"""Which share of an article must stand in another for it to be that one's report."""


def infer_relays(documents: Sequence[Document], passages: Sequence[Passage]) -> tuple[tuple[str, Relay], ...]:
    """Relays inferred from shared text with a known direction, for documents that do not declare them."""
    by_id = {d.id: d for d in documents}
    made: dict[tuple[str, str], Relay] = {}
    for passage in passages:
        if passage.direction == "unknown":
            continue
        giver, taker = passage.left, passage.right
        if passage.direction == "right_to_left":
            giver, taker = taker, giver
        source, carrier = by_id[giver.document], by_id[taker.document]
        if source.outlet is None or _names(carrier) & _names(source) or not _carries(carrier, taker):
            continue
        relay = Relay(
            source.outlet, "inferred", taker.start, taker.end, "shared text with an earlier article"
        )
        made.setdefault((carrier.id, source.outlet), relay)
    return tuple((document, relay) for (document, _), relay in sorted(made.items()))


def _names(document: Document) -> set[str]:
    return {r.name.lower() for r in document.relay} | (
        {document.outlet.lower()} if document.outlet else set()
    )


def _carries(document: Document, side: Side) -> bool:
    body = [s for s in document.kept() if s.kind in ("body", "quotation", "list_item")]
    total = sum(s.end - s.start for s in body)
    inside = sum(max(0, min(s.end, side.end) - max(s.start, side.start)) for s in body)
    return total > 0 and inside / total >= _CARRIED
