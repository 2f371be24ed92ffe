"""IPTC ninjs 3: each article as a news item with its people, places and the sources it was carried from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.case.contents import Contents
from sayso.exporters.naming import NAME, Json, instant, iri, line, without_null
from sayso.exporters.published import published
from sayso.model import Document, Entity

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"
_FIELDS = {"person": "people", "organization": "organisations", "outlet": "organisations", "place": "places"}


def export_ninjs(contents: Contents) -> Iterator[str]:
    """News items after IPTC's ninjs 3.0, one JSON object a line, for newsroom systems.

    ``infoSources`` names the outlets and agencies that an article carries, nearest first, and then those on
    whose word it makes claims. People, organisations and places are those named in the article.

    Lost: claims as such, figures, times, comparisons, groups, decisions, offsets; a publication date without
    a time of day and zone goes into ``edNote``, for ninjs has no place for it.
    """
    kept = published(contents)
    named: dict[str, list[Entity]] = defaultdict(list)
    for entity in kept.entities:
        for id_ in dict.fromkeys(m.document for m in entity.mentions):
            named[id_].append(entity)
    speakers: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in kept.claims:
        for source in claim.sources:
            if source.name and not source.anonymous:
                speakers[claim.document].setdefault(source.name)
    for document in kept.documents:
        yield line(_item(document, named[document.id], list(speakers[document.id])))


def _item(document: Document, named: list[Entity], speakers: list[str]) -> Json:
    body = _body(document)
    return without_null(
        {
            "uri": iri(document.id),
            "standard": {"name": "ninjs", "version": "3.0", "schema": SCHEMA},
            "type": "text",
            "representationType": "partial",
            "contentCreated": instant(document.published),
            "edNote": _note(document),
            "language": document.language,
            "title": document.title,
            "headlines": [{"role": "main", "contentType": "text/plain", "value": document.title}]
            if document.title
            else [],
            "by": ", ".join(document.authors),
            "bodies": [
                {
                    "role": "main",
                    "contentType": "text/plain",
                    "charCount": len(body),
                    "wordCount": len(body.split()),
                    "value": body,
                }
            ]
            if body
            else [],
            "altIds": [{"role": "sha256", "value": document.sha256}],
            "infoSources": _sources(document, speakers),
            **_named(named),
        }
    )


def _body(document: Document) -> str:
    """What is kept of the text but the headline; a blank line stands where something was left out between."""
    parts, end = list[str](), None
    for segment in (s for s in document.kept() if s.kind != "headline"):
        if end is not None:
            between = document.text[end : segment.start]
            parts.append("\n\n" if between.strip() else between)
        parts.append(document.text[segment.start : segment.end])
        end = segment.end
    return "".join(parts).strip()


def _note(document: Document) -> str:
    """What the standard has no field for."""
    told = [f"Read by {NAME}."]
    if document.published and not instant(document.published):
        told.append(f"Published {document.published}.")
    if document.outlet:
        told.append(f"Outlet: {document.outlet}.")
    if document.url:
        told.append(f"Address: {document.url}")
    return " ".join(told)


def _sources(document: Document, speakers: list[str]) -> list[Json]:
    relays = [{"name": r.name, "role": f"relay, {r.status}"} for r in document.relay]
    said = [{"name": name, "role": "quoted or reported"} for name in speakers]
    return [*relays, *said]


def _named(entities: list[Entity]) -> Json:
    found: Json = {}
    for entity in entities:
        field = _FIELDS.get(entity.kind)
        if field:
            found.setdefault(field, []).append(
                {"name": entity.name, "uri": iri(entity.id), "rel": "mentioned"}
            )
    return found
