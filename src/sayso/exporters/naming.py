"""How records are named and dumped in formats that need addresses."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sayso import __version__
from sayso.case.contents import Contents
from sayso.model import Claim, Document

Json = dict[str, Any]

PROGRAM = "urn:x-sayso:program"
NAME = f"sayso {__version__}"


def iri(id_: str) -> str:
    """The address of a record: its id in an experimental namespace of its own, which nothing resolves."""
    return f"urn:x-sayso:{id_}"


def source_of(document: Document) -> str:
    """Where an article is: its URL where it has one that is whole, else its record's address."""
    url = document.url or ""
    plain = url.startswith(("https://", "http://")) and not any(c.isspace() or c in '<>"{}|\\^`' for c in url)
    return url if plain else iri(document.id)


def said_by(claim: Claim) -> str:
    """On whose word a claim stands, in a few words: "Peter Lund, announced"; "own voice of Daily Pilot"."""
    if claim.mode == "narrated" and not claim.sources:
        return f"own voice of {claim.voice}" if claim.voice else "own voice of the outlet"
    who = "; ".join(dict.fromkeys(s.name or s.text for s in claim.sources)) or "nobody named"
    through = f", by way of {', '.join(claim.via)}" if claim.via else ""
    cue = f", {' '.join(claim.cue.text.split())}" if claim.cue and claim.cue.text[0].isalpha() else ""
    return f"{who}{through}{cue}"


def speakers(contents: Contents, claim: Claim) -> list[tuple[str, str, str]]:
    """The named sources of a claim: the entity's id or "", its kind or "", and the name."""
    found = []
    for source in claim.sources:
        entity = contents.entity.get(source.entity or "")
        name = (entity.name if entity else None) or source.name
        if name and not source.anonymous:
            found.append((entity.id if entity else "", entity.kind if entity else "", name))
    return list(dict.fromkeys(found))


def instant(value: str | None) -> str | None:
    """A time with its zone as UTC ("2031-05-03T10:00:00Z"); None for a day or a time without a zone."""
    if value is None or "T" not in value:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return None
    return read.astimezone(UTC).isoformat().replace("+00:00", "Z") if read.tzinfo else None


def without_null(record: Json) -> Json:
    """A record without the fields that say nothing."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def dump(value: Any) -> str:
    """JSON that a person can read, too, with a line break at its end."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def line(value: Any) -> str:
    """JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")) + "\n"
